"""Words: where they begin and end, and how many there are.

Word boundaries follow UAX #29, except:

- A possessive `'s` may be left off ("Iran" of "Iran's"), but nothing else at an apostrophe
  ("don" of "don't", "Iran" of "l'Iran").
- Superscript digits belong to the character before them: "10" of "10²" cuts a word.
- In scripts without spaces (Chinese, Japanese, Thai …) every offset is a boundary, except between
  a digit and a numeral (3 of 3万) and between a letter and its marks.

A hyphen is a boundary, as in UAX #29.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes.characters import HEBREW, JOINER, JOINERS, UNSPACED, UNSPACED_CHARACTER

WORD = re.compile(
    rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+(?:['’.,_-](?:(?![{UNSPACED}])[^\W_])+)*"
)
"""A word to count: “4,000”, “don’t” and “so-called” are one. In scripts without spaces, each
character is a word."""

_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")
_EMOJI_ENDING = re.compile("[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_MAX_MARKS = 30
"""Marks on one character (stream-safe text, UAX #15)."""


def cuts_word(text: str, at: int) -> bool:
    """Whether an offset of a folded text lies inside a word or a character.

    The ends of the text do not.
    """
    if not 0 < at < len(text):
        return False
    if text[at] == " ":
        return False
    if _is_mark(text[at]):
        return True
    if text[at - 1] == " ":
        return False
    if _EMOJI_ENDING.match(text[at]):
        return True
    left, right = _before(text, at), _after(text, at)
    if not (left >= 0 and right < len(text)):
        return False
    before, after = text[left], text[right]
    if before.isalnum():
        if after.isalnum():
            return _one_word(before, after)
        return _joined(text, left, right, right + 1) and not _is_possessive(text, right)
    if after.isalnum():
        return _joined(text, _before(text, left), left, right)
    if _FLAG_LETTER.match(before) and _FLAG_LETTER.match(after):
        return True
    return after != " " and JOINER in text[left + 1 : right]  # a composed emoji


def words_of(text: str) -> Iterator[str]:
    """The words of a text, as they are counted."""
    return (found[0] for found in WORD.finditer(text))


def count_words(source: SourceText, span: Span) -> int:
    """The number of words that begin inside a span."""
    starts = _word_starts(source)
    return bisect_left(starts, span.end) - bisect_left(starts, span.start)


@lru_cache(16)
def _word_starts(source: SourceText) -> array[int]:
    """Cached: hundreds of quotes from one text may leave words out."""
    return array("Q", (found.start() for found in WORD.finditer(source.text)))


@lru_cache(4096)
def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _before(text: str, at: int) -> int:
    """Offset of the base character before `at`, skipping marks and joiners; -1 if none."""
    stop = max(at - 1 - _MAX_MARKS, -1)
    at -= 1
    while at > stop and (text[at] in JOINERS or _is_mark(text[at])):
        at -= 1
    return at


def _after(text: str, at: int) -> int:
    """Offset of the first character from `at` on that is not a joiner."""
    stop = min(at + _MAX_MARKS, len(text))
    while at < stop and text[at] in JOINERS:
        at += 1
    return at


def _one_word(before: str, after: str) -> bool:
    """Whether two adjacent letters or digits belong to one word."""
    if UNSPACED_CHARACTER.match(before) or UNSPACED_CHARACTER.match(after):
        return (before.isdecimal() and after.isnumeric()) or (
            before.isnumeric() and after.isdecimal()
        )
    return True


def _joined(text: str, left: int, middle: int, right: int) -> bool:
    """Whether the sign at `middle` joins its neighbours to one word."""
    if left < 0 or right >= len(text):
        return False
    before, sign, after = text[left], text[middle], text[right]
    if sign in "'_·":
        unspaced = UNSPACED_CHARACTER.match(before) or UNSPACED_CHARACTER.match(after)
        return before.isalnum() and after.isalnum() and not unspaced
    if sign in ".,;٫٬":
        return before.isdecimal() and after.isdecimal()
    return sign == '"' and bool(HEBREW.match(before) and HEBREW.match(after))


def _is_possessive(text: str, at: int) -> bool:
    """Whether a possessive `'s` at the end of a word begins at `at`."""
    following = text[at + 2 : at + 3]
    continues = following and (following.isalnum() or _is_mark(following))
    return text[at : at + 2] in ("'s", "'S") and not continues
