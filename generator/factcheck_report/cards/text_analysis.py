"""How a text must be drawn: character by character or shaped, and where lines may break."""

from __future__ import annotations

import re
import unicodedata

from factcheck_report.model.safe_text import normalized, visible

ELLIPSIS = "…"
NO_BREAK_SPACE = "\u00a0"
# Characters; more than fit on a card.
_LONGEST = 1_000

_SPACES = re.compile("[ \t\n\r\f\v\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
# Characters that look alike, some of which few fonts have.
_ALIKE = str.maketrans(
    {"\u2007": NO_BREAK_SPACE, "\u202f": NO_BREAK_SPACE, "\u2011": "-", "\u2010": "-"}
)
# Soft hyphens, joiners, direction marks and variation selectors have no ink.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")

# Alphabets, syllabaries and ideographs with context-free glyphs, without combining marks. All other
# characters need shaping.
_ONE_BY_ONE = re.compile(
    "[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1200-\u135c\u1360-\u139f"
    "\u13a0-\u13ff\u1c80-\u1cbf\u1d00-\u1dbf\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u20cf"
    "\u2100-\u2bff\u2c60-\u2c7f\u2d00-\u2d2d\u2e00-\u2fdf\u3001-\u3029\u3030-\u3098\u309b-\u31ff"
    "\u3200-\u9fff\ua640-\ua66e\ua720-\ua7ff\uab30-\uab6f\uac00-\ud7a3\uf900-\ufb06"
    "\ufe30-\ufe6f\uff01-\uffee\U00020000-\U0003ffff]*"
)
# Scripts without spaces between words: Thai, Lao, Burmese, Khmer.
_NEEDS_DICTIONARY = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")

_IDEOGRAPH = (
    "[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Closing punctuation, small kana, iteration and length marks.
_NEVER_FIRST = (
    r"[\s!%),.:;?\]}»’”…、。〉》」』】〕〗！％），．：；？］｝"
    "ゝゞーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ]"
)
_NEVER_LAST = r"[\s(\[{«‘“〈《「『【〔〖（［｛]"
# Lines break after a dash or slash between words, and beside an ideograph, but not at hyphens.
_BREAK = re.compile(
    r"(?<=[^\W\d_]{2}[–—/])(?=[^\W\d_]{2})"
    f"|(?:(?<={_IDEOGRAPH})|(?={_IDEOGRAPH}))(?<!{_NEVER_LAST})(?!{_NEVER_FIRST}|$)(?<!^)"
)


def clean(text: str) -> str:
    """The text on one line, with deceptive characters made visible, cut to a useful length."""
    folded = _SPACES.sub(" ", normalized("NFC", text)).translate(_ALIKE).strip()
    if len(folded) > _LONGEST:
        folded = folded[:_LONGEST] + ELLIPSIS
    return visible(folded)


def without_invisible(text: str) -> str:
    """The text without invisible characters."""
    return _INVISIBLE.sub("", text)


def is_context_free(text: str) -> bool:
    """Whether every character has the same glyph whatever its neighbours, from left to right."""
    return _ONE_BY_ONE.fullmatch(text) is not None


def needs_shaping(char: str) -> bool:
    """Whether a character must be shaped together with its neighbours."""
    return not _ONE_BY_ONE.fullmatch(without_invisible(char))


def needs_dictionary(char: str) -> bool:
    """Whether the character's script needs a dictionary to break lines."""
    return _NEEDS_DICTIONARY.match(char) is not None


def is_invisible(char: str) -> bool:
    """Whether a character has no ink, so that fonts need not have it."""
    return char in (" ", NO_BREAK_SPACE) or _INVISIBLE.match(char) is not None


def is_right_to_left(text: str) -> bool:
    """Whether the first character with a strong direction is right-to-left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def break_parts(word: str) -> list[str]:
    """The parts of a word between which a line may break."""
    return [part for part in _BREAK.split(word) if part]


def clusters(word: str) -> list[str]:
    """The characters of a word, each with its combining marks."""
    clusters: list[str] = []
    for char in word:
        if clusters and unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf"):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters
