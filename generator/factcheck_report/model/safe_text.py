"""Untrusted text: made safe to print, and normalised in linear time."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

REORDERING = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates of the bidirectional algorithm (UAX #9), which change the
order in which the text around them is shown. As in a character class of a regular expression."""

# C0 and C1 controls except tab and line feed, lone surrogates and noncharacters.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REORDERING = re.compile(f"[{REORDERING}]")
_DECEPTIVE = re.compile(f"{_CONTROL.pattern}|{_REORDERING.pattern}")
# Combining marks are neither letters nor white space, and none has a code point below U+0300.
_NO_MARK = r"[\w\s\x00-\u02ff]"
_MARK = r"[^\w\s\x00-\u02ff]"
_MAX_MARKS = 30
"""The limit of the Stream-Safe Text Format (UAX #15)."""
_FLOOD = re.compile(f"{_MARK}{{{_MAX_MARKS + 1}}}")
_CHUNK = re.compile(f"{_NO_MARK}*+{_MARK}{{1,{_MAX_MARKS}}}|{_NO_MARK}++")

_UNDECOMPOSED_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Latin letters that no normal form of Unicode decomposes."""


def normalized(form: Literal["NFC", "NFKD"], text: str) -> str:
    """Normalise a text in linear time.

    Python needs quadratic time to sort a run of combining marks. Runs that are longer than any
    script needs are normalised in chunks of 30 marks.
    """
    if not _FLOOD.search(text):
        return unicodedata.normalize(form, text)
    return "".join(unicodedata.normalize(form, chunk) for chunk in _CHUNK.findall(text))


def unaccented(text: str) -> str:
    """Lower-case a text and remove its accents: “Łódź” → "lodz", “Straße” → "strasse".

    Other scripts keep their letters.
    """
    decomposed = normalized("NFKD", text.casefold().translate(_UNDECOMPOSED_LATIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def visible(text: str) -> str:
    """Make characters visible that vanish, deceive or steer a terminal.

    Control characters become U+FFFD. Characters that reorder text are named, as in ⟨202E⟩.
    """
    # `isprintable` is false for all of them, and four times as fast as the expression.
    if text.isprintable() or not _DECEPTIVE.search(text):
        return text
    return _REORDERING.sub(_code_point, _CONTROL.sub("\ufffd", text))


def isolated(text: str) -> str:
    """A text made visible, and kept apart from the text around it.

    It may be written in the other direction. For plain text only: in HTML, `bdi` does that.
    """
    return f"\u2068{visible(text)}\u2069"


def _code_point(found: re.Match[str]) -> str:
    return f"⟨{ord(found[0]):04X}⟩"
