"""The characters that folding treats as alike, and the patterns that find them.

Never in here: upper and lower case, look-alikes of other scripts, and compatibility
equivalents (NFKC would make 10² into 102).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

ASCII_SPACES = "\t-\r\x1c-\x1f"
SPACES = ASCII_SPACES + "\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space as `str.isspace` sees it, but the plain space; as in a character class."""

INVISIBLE = "\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Soft hyphen, zero-width space, word joiner, BOM and bidi controls; as in a class."""

NON_JOINER, JOINER = "\u200c", "\u200d"
JOINERS = NON_JOINER + JOINER

UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\u2fff\u3001-\u303f"
    "\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\ua980-\ua9ff\uaa60-\uaa7f"
    "\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words; as in a character class."""
WIDE = "\uff01-\uff65"
"""Full-width letters and punctuation, which these scripts use."""

_APOSTROPHES = "‘’‚‛′‹›ʼ׳"
_DOUBLE_QUOTES = "“”„‟″«»״"
AROUND = _APOSTROPHES + _DOUBLE_QUOTES + "\"'()"
"""Marks that stand beside words of any script."""
DASHES = "‐‑‒–—―−־"
"""Hyphens, dashes, minus and the Hebrew maqaf: what a keyboard types as `-`."""

TO_STRAIGHT = str.maketrans(
    _APOSTROPHES + _DOUBLE_QUOTES + DASHES,
    "'" * len(_APOSTROPHES) + '"' * len(_DOUBLE_QUOTES) + "-" * len(DASHES),
)
"""Typographic characters to the one a keyboard types; guillemets, primes and the Hebrew
geresh too, since an editor without these keys types them as straight quotation marks."""

ELLIPSIS = "…"

_CLUSTER = 30
# The stream-safe limit of UAX #15: Python's normalisation is quadratic in a run of marks.

_HANGUL_VOWELS_AND_FINALS = "\u1161-\u1175\u11a8-\u11c2"
_WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")
_ASTRAL = re.compile("[\U00010000-\U0001efff\U0002f800-\U0002fa1f]")


class Patterns(NamedTuple):
    """`region` finds where anything may have to be folded, `token` what it is.

    `sparse` does what `region` does, but for a space before a region, in a text in which no two
    spaces follow each other; it need not look at each space, which takes half the time.
    """

    region: re.Pattern[str]
    sparse: re.Pattern[str]
    token: re.Pattern[str]


def patterns_for(text: str) -> Patterns:
    """The patterns for this text: the fewer scripts it uses, the faster they are.

    Groups of `token`: `gap` (white space, invisible characters, joiners), `signs`
    (typographic characters), `dots` (`…`), `marks` (what composes with the character
    before it) and `single` (a character that NFC replaces, and the marks on it).
    """
    if text.isascii():
        return _ascii_patterns()
    return _patterns(_ASTRAL.search(text) is not None, _WITHOUT_SPACES.search(text) is not None)


@cache
def _ascii_patterns() -> Patterns:
    return Patterns(
        _region(ASCII_SPACES, ""), _sparse(ASCII_SPACES), re.compile(_gap(ASCII_SPACES))
    )


@cache
def _patterns(astral: bool, unspaced: bool) -> Patterns:
    last = 0x10FFFF if astral else 0xFFFF
    extending, singles = _normalisation_classes(last)
    signs = _APOSTROPHES + _DOUBLE_QUOTES + DASHES
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
        near = f"[{UNSPACED}{WIDE}{AROUND}]"
        beside = f"(?<={near}) [ {blanks}{others}]*| (?={near})"
        region = re.compile(f"{region.pattern}|{beside}")
        sparse = re.compile(f"{sparse.pattern}|{beside}")
    return Patterns(region, sparse, token)


def _gap(blanks: str, *, alone: bool = False) -> str:
    """A run of white space; a single plain space only where it may have to go (`alone`)."""
    return f"(?P<gap> [ {blanks}]{'*' if alone else '+'}|[{blanks}][ {blanks}]*)"


def _region(blanks: str, others: str) -> re.Pattern[str]:
    """A run of special characters; a plain space only where it is not alone.

    It begins with one character class, which `re` searches for three times as fast as
    for an alternation.
    """
    special = f"[ {blanks}{others}]"
    return re.compile(f"{special}(?:(?<! )|(?=[ {blanks}])){special}*")


def _sparse(special: str) -> re.Pattern[str]:
    return re.compile(f"[{special}][ {special}]*")


def _normalisation_classes(last: int) -> tuple[str, str]:
    """Character classes, up to a code point, of what NFC may change (UAX #15).

    First, what may compose with or move before the character ahead of it: non-starters
    and the second halves of composed characters. Second, starters that NFC replaces.
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
