"""Folding: makes texts the same that differ only in white space, typography or composition.

A run of white space becomes one space. It is removed beside scripts without spaces, and after a
soft hyphen at a line end. Quotation marks, dashes and ellipses become those of a keyboard.
Invisible characters are removed, and canonically equivalent characters composed (NFC, UAX #15).
Each offset of a folded text can be mapped to the original.

Zero-width joiners and non-joiners are removed beside white space, at the ends of a text, and
between characters of scripts in which they have no effect (Latin, Greek, Cyrillic, Armenian,
punctuation, mathematics). Elsewhere they are kept: words of Persian and Indic scripts, and emoji,
depend on them.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from io import StringIO
from typing import NamedTuple, Protocol

from factcheck_report.model.spans import Span
from factcheck_report.quotes.characters import (
    INVISIBLE,
    JOINERS,
    MARKS_BESIDE_WORDS,
    TO_STRAIGHT,
    UNSPACED,
    WIDE,
    patterns_for,
)

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_ANY_INVISIBLE = re.compile(f"[{INVISIBLE}{JOINERS}]+")
_UNSPACED = re.compile(f"[{UNSPACED}{WIDE}]")
_NEAR = 8
"""Quotation marks, brackets and accents that are skipped to find the script of a character."""
_SPACE = re.compile(r"\s")
_LINE_END = re.compile(r"\r\n|[\n\r]")
NO_JOINING = re.compile("[\0-\u058f\u1e00-\u22ff]")


class SearchableText(Protocol):
    """A text to search in or for, mapped to the original."""

    @property
    def text(self) -> str:
        """The text to search in, or to search for."""

    @property
    def original(self) -> str:
        """The text before folding."""

    def span(self, start: int, end: int) -> Span:
        """The span of the original for a range of the text, which must not be empty."""

    def divides(self, at: int) -> bool:
        """Whether an offset lies inside a single character or cluster of the original."""


class Substitution(NamedTuple):
    """A stretch of the original text, and the text that replaces it; they may be the same."""

    start: int
    end: int
    folded: str
    group: str
    """The group of `characters.Patterns.token` that matched."""


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text, mapped to the original.

    Only substitutions that change length or order are recorded. Between two of them, both texts
    have the same length.
    """

    original: str
    text: str
    _starts: array[int] = field(default_factory=lambda: array("I"))
    """Offsets in the original where each substitution starts, …"""
    _ends: array[int] = field(default_factory=lambda: array("I"))
    """… and where it ends, …"""
    _folded_ends: array[int] = field(default_factory=lambda: array("I"))
    """… and offsets in the folded text where it ends. All in rising order."""

    def _around(self, at: int) -> tuple[int, int, int]:
        """Start and end in the original of a folded character, and its start in the folded text."""
        index = bisect_right(self._folded_ends, at)
        before = self._folded_ends[index - 1] if index else 0
        original = self._ends[index - 1] if index else 0
        if index < len(self._folded_ends):
            first = before + self._starts[index] - original
            if at >= first:
                return self._starts[index], self._ends[index], first
        start = original + at - before
        return start, start + 1, at

    def span(self, start: int, end: int) -> Span:
        """The span of the original for a range of the folded text, which must not be empty."""
        return Span(self._around(start)[0], self._around(end - 1)[1])

    def folded_at(self, at: int) -> int:
        """The offset in the folded text for an offset in the original."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self._ends[index]:
            at = self._starts[index]  # inside a substitution: its start
            index -= 1
        return at if index < 0 else self._folded_ends[index] + at - self._ends[index]

    def divides(self, at: int) -> bool:
        """Whether a folded offset lies inside a single character or cluster of the original."""
        return 0 < at < len(self.text) and self._around(at)[2] < at


def fold(text: str) -> FoldedText:
    """Fold a text. Time is linear in its length, memory in the number of substitutions."""
    return substitute(text, substitutions(text))


def substitute(text: str, changes: Iterable[Substitution]) -> FoldedText:
    """Replace stretches of a text. They must be in order and must not overlap."""
    starts, ends, folded_ends = array("I"), array("I"), array("I")
    out = StringIO()
    written = last_end = last_folded_end = 0
    for start, end, folded, group in changes:
        if text[start:end] == folded:
            continue
        out.write(text[written:start])
        out.write(folded)
        written = end
        if group != "signs":  # these keep their length
            last_folded_end += start - last_end + len(folded)
            last_end = end
            starts.append(start)
            ends.append(end)
            folded_ends.append(last_folded_end)
    if not written:
        return FoldedText(text, text)
    out.write(text[written:])
    return FoldedText(text, out.getvalue(), starts, ends, folded_ends)


def fold_trimmed(text: str) -> FoldedText:
    """Fold a text without the white space and invisible characters around it."""
    if not text:
        return FoldedText("", "")  # most quotes have no prefix and suffix
    folded = fold(text)
    end = len(folded.text.rstrip(" " + JOINERS))
    start = len(folded.text) - len(folded.text.lstrip(" " + JOINERS))
    if start >= end:
        return FoldedText("", "")
    span = folded.span(start, end)
    inner = text[span.start : span.end]
    return folded if len(inner) == len(text) else fold(inner)


def in_one_line(text: str) -> str:
    """The text on one line: one space between words, none beside scripts without spaces."""
    written, done = [], 0
    for token in substitutions(text):
        raw = text[token.start : token.end]
        if token.group == "gap" and _SPACE.search(raw):
            written += [text[done : token.start], token.folded]
            done = token.end
    return "".join([*written, text[done:]]).strip()


def without_invisible(text: str) -> str:
    """The text without the invisible characters that folding removes."""
    return _INVISIBLE.sub("", text)


def invisible_in(text: str) -> str:
    """The invisible characters of a text, including joiners."""
    return "".join(_ANY_INVISIBLE.findall(text))


def substitutions(text: str) -> Iterator[Substitution]:
    """All substitutions of folding, in order and without overlap."""
    region_pattern, sparse_pattern, token_pattern = patterns_for(text)
    sparse = "  " not in text
    done = searched = 0
    for region in (sparse_pattern if sparse else region_pattern).finditer(text):
        first, last = region.span()
        if sparse and first > searched and text[first - 1] == " ":
            first -= 1
        searched = last
        for match in token_pattern.finditer(text, first, last):
            start, end = match.span()
            group = match.lastgroup or ""
            if group == "gap":
                folded = _fold_gap(text, start, end)
            elif group == "signs":
                folded = match[0].translate(TO_STRAIGHT)
            elif group == "dots":
                folded = "..."
            else:
                if group == "marks":
                    if start > done and text[start - 1] != " ":
                        start -= 1  # the base character; a space is none
                    elif alone := _INVISIBLE.match(text, start, end):
                        yield Substitution(start, alone.end(), "", "gap")
                        start = alone.end()
                folded = unicodedata.normalize("NFC", without_invisible(text[start:end]))
            yield Substitution(start, end, folded, group)
            done = end


def _fold_gap(text: str, start: int, end: int) -> str:
    gap = text[start:end]
    if gap.isspace() or _ANY_INVISIBLE.sub("", gap):
        return "" if _is_no_space(text, start, end) else " "
    joiners = without_invisible(gap)
    before, after = _folded_char(text[max(start - 1, 0) : start]), _folded_char(text[end : end + 1])
    if not (before and after):
        return ""
    if NO_JOINING.fullmatch(before) and NO_JOINING.fullmatch(after):
        # Keep it before a mark: U+200D is a starter and prevents the mark from composing.
        return joiners if unicodedata.combining(after) else ""
    return joiners


def _is_no_space(text: str, start: int, end: int) -> bool:
    """Whether white space does not separate words.

    Beside a script without spaces it never does, even inside a line: YAML turns the line ends of
    a claims file into spaces.
    """
    first, *others = _LINE_END.split(text[start:end])
    if len(others) == 1 and "\xad" in first and not _SPACE.search(first.partition("\xad")[0]):
        return True  # after a soft hyphen, the word continues on the next line
    if text[end : end + 1] and _is_mark(text[end]):
        return False  # without the space, the mark would move to another character
    before, after = start - 1, end
    while before >= max(start - _NEAR, 0) and _is_skipped(text[before]):
        before -= 1
    while after < min(end + _NEAR, len(text)) and _is_skipped(text[after]):
        after += 1
    beside = text[before] if before >= 0 else "", text[after : after + 1]
    if all(char.isnumeric() for char in beside):
        return False  # “3 万” is not the number 3万
    return any(_UNSPACED.match(char) for char in beside)


@lru_cache(4096)
def _is_skipped(char: str) -> bool:
    return char in MARKS_BESIDE_WORDS or _is_mark(char) or _ANY_INVISIBLE.match(char) is not None


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M") or "\U0001f3fb" <= char <= "\U0001f3ff"


def _folded_char(char: str) -> str:
    return unicodedata.normalize("NFC", char).translate(TO_STRAIGHT)
