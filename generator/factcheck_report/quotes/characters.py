"""Tables of characters: spaces, dashes, quotation marks, brackets, scripts without spaces.

Also the patterns that find what folding replaces. Folding never changes case, look-alikes of other
scripts, or compatibility equivalents (NFKC would make 10² into 102).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from factcheck_report.model.safe_text import REORDERING

ASCII_SPACES = "\t-\r\x1c-\x1f"
SPACES = ASCII_SPACES + "\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space as in `str.isspace`, except the plain space. As in a character class."""

INVISIBLE = f"\xad\u061c\u200b\u200e\u200f\u2060\ufeff{REORDERING}"
"""Soft hyphen, zero-width space, word joiner, BOM and bidi controls. As in a character class."""

NON_JOINER, JOINER = "\u200c", "\u200d"
JOINERS = NON_JOINER + JOINER

UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\u2fff\u3001-\u303f"
    "\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\ua980-\ua9ff\uaa60-\uaa7f"
    "\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words. As in a character class."""
WIDE = "\uff01-\uff65"
"""Full-width letters and punctuation of these scripts."""

CLOSING_QUOTES = {
    "“": "”“",
    "„": '“”"',
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "‘": "’",
    "‚": "‘’'",
    "‛": "’",
    "’": "’",
    '"': '"',
    "'": "'",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "〝": "〞〟",
    "｢": "｣",
    "״": "״",
    "″": "″",
}
"""Opening quotation marks of all languages, each with the marks that may close it."""
OPENING_MARKS = "".join(CLOSING_QUOTES) + "(["
"""Marks that may stand before the first word of a sentence."""
CLOSING_MARKS = "".join(dict.fromkeys("".join(CLOSING_QUOTES.values()))) + ")]"
"""Marks that may stand after the last word or sign of a sentence."""

APOSTROPHES = "‘’‚‛′‹›ʼ׳"
DOUBLE_QUOTES = "“”„‟″«»״"
"""Double quotation marks that fold to `"`."""
MARKS_BESIDE_WORDS = APOSTROPHES + DOUBLE_QUOTES + "\"'()"
"""Marks beside words of any script."""
DASHES = "‐‑‒–—―−־"
"""Hyphens, dashes, minus and the Hebrew maqaf: all typed as `-` on a keyboard."""

TO_STRAIGHT = str.maketrans(
    APOSTROPHES + DOUBLE_QUOTES + DASHES,
    "'" * len(APOSTROPHES) + '"' * len(DOUBLE_QUOTES) + "-" * len(DASHES),
)
"""For `str.translate`: typographic characters → the characters of a keyboard. Editors without keys
for guillemets, primes and the Hebrew geresh type straight quotation marks."""

ELLIPSIS = "…"

_CLUSTER = 30
"""Marks that are normalised together, the stream-safe limit of UAX #15. Python's normalisation is
quadratic in a run of marks."""

_HANGUL_VOWELS_AND_FINALS = "\u1161-\u1175\u11a8-\u11c2"
UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
"""A character of a script without spaces."""
HEBREW = re.compile("[\u05d0-\u05ea]")
_ASTRAL = re.compile("[\U00010000-\U0001efff\U0002f800-\U0002fa1f]")


class Patterns(NamedTuple):
    """`region` finds the regions to fold, and `token` the substitutions in a region.

    `sparse` replaces `region` in a text without double spaces. It takes half the time, because it
    need not look at each space. It does not find a space before a region.
    """

    region: re.Pattern[str]
    sparse: re.Pattern[str]
    token: re.Pattern[str]


def patterns_for(text: str) -> Patterns:
    """The patterns for a text. They are faster for texts with fewer scripts.

    Groups of `token`: `gap` (white space, invisible characters, joiners), `signs`
    (typographic characters), `dots` (`…`), `marks` (what composes with the character
    before it) and `single` (a character that NFC replaces, and the marks on it).
    """
    if text.isascii():
        return _ascii_patterns()
    return _patterns(_ASTRAL.search(text) is not None, UNSPACED_CHARACTER.search(text) is not None)


@cache
def _ascii_patterns() -> Patterns:
    return Patterns(
        _region(ASCII_SPACES, ""), _sparse(ASCII_SPACES), re.compile(_gap(ASCII_SPACES))
    )


@cache
def _patterns(astral: bool, unspaced: bool) -> Patterns:
    last = 0x10FFFF if astral else 0xFFFF
    extending, singles = _normalisation_classes(last)
    signs = APOSTROPHES + DOUBLE_QUOTES + DASHES
    blanks = SPACES + INVISIBLE + JOINERS
    mark = f"[{INVISIBLE}]*+[{extending}]"
    token = re.compile(
        f"(?P<marks>(?:{mark}){{1,{_CLUSTER}}})"
        f"|(?P<single>[{singles}](?:{mark}){{0,{_CLUSTER}}})"
        f"|{_gap(blanks, alone=unspaced)}|(?P<signs>[{signs}]+)|(?P<dots>{ELLIPSIS})"
    )
    others = signs + ELLIPSIS + extending + singles
    region, sparse = _region(blanks, others), _sparse(blanks + others)
    if unspaced:
        near = f"[{UNSPACED}{WIDE}{MARKS_BESIDE_WORDS}]"
        beside = f"(?<={near}) [ {blanks}{others}]*| (?={near})"
        region = re.compile(f"{region.pattern}|{beside}")
        sparse = re.compile(f"{sparse.pattern}|{beside}")
    return Patterns(region, sparse, token)


def _gap(blanks: str, *, alone: bool = False) -> str:
    """A run of white space. A single plain space only if it may have to be removed (`alone`)."""
    return f"(?P<gap> [ {blanks}]{'*' if alone else '+'}|[{blanks}][ {blanks}]*)"


def _region(blanks: str, others: str) -> re.Pattern[str]:
    """A run of special characters, also a plain space beside one of them.

    It begins with a character class, because `re` searches for that three times as fast as for an
    alternation.
    """
    special = f"[ {blanks}{others}]"
    return re.compile(f"{special}(?:(?<! )|(?=[ {blanks}])){special}*")


def _sparse(special: str) -> re.Pattern[str]:
    return re.compile(f"[{special}][ {special}]*")


def _normalisation_classes(last: int) -> tuple[str, str]:
    """Two character classes, up to a code point, for all that NFC may change (UAX #15).

    The first holds characters that may compose with, or move before, the character before them:
    non-starters and the second halves of composed characters. The second holds starters that NFC
    replaces.
    """
    extending: set[int] = set()
    singles: set[int] = set()
    for code in range(0xC0, min(last, 0x2FA1F) + 1):
        char = chr(code)
        if unicodedata.combining(char):
            extending.add(code)
            continue
        decomposed = unicodedata.decomposition(char)
        if not decomposed or decomposed.startswith("<"):
            continue
        second = decomposed.partition(" ")[2]
        if second and not unicodedata.combining(chr(int(second, 16))):
            extending.add(int(second, 16))
        if unicodedata.normalize("NFC", char) != char:
            singles.add(code)
    return _class(extending) + _HANGUL_VOWELS_AND_FINALS, _class(singles - extending)


def _class(codes: set[int]) -> str:
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{end:08x}" for first, end in ranges)
