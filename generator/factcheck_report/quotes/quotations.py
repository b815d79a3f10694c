"""The quotations of a text: all that is between quotation marks.

Supports the marks of many languages: “…” „…“ „…” ”…” «…» »…« »…» ‹…› ›…‹ ‘…’ ‚…‘ ‚…’ ’…’ "…" '…'
「…」 『…』 《…》 〈…〉 〝…〟 ｢…｣ ״…״ ″…″.
Some marks open in one language and close in another, and some are also apostrophes. So the meaning
of a mark depends on the characters beside it and on the marks that are open. A quotation may
continue over several paragraphs, which may or may not repeat the opening mark. A mark that is never
closed is ignored.

Each mark is read once, and at most `_DEEPEST` are open at a time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes.characters import (
    CLOSING_QUOTES,
    DASHES,
    HEBREW,
    UNSPACED_CHARACTER,
)
from factcheck_report.quotes.sentences import begins_paragraph

_MARKS = "".join(dict.fromkeys("".join(CLOSING_QUOTES) + "".join(CLOSING_QUOTES.values())))
_MARK = re.compile(f"[{re.escape(_MARKS)}]")
_SINGLE = "‘’'‚‛"
_ALWAYS_OPENING = "„‟‚‛「『《〈〝｢"
_SAME_BOTH_WAYS = "”»›’\"'״″"
"""Marks that open and close a quotation."""
_REVERSED = {"»": "«", "›": "‹"}
"""French texts begin each further paragraph of a quotation with its closing mark."""
_HYPHENS_AND_DASHES = "-" + DASHES
_BEFORE_OPENING = "([{¿¡"
_PUNCTUATION = ",.;:!?…)]}。，、！？；："

_APOSTROPHE = re.compile(
    r"['’‘](?:\d0s|(?:n|t|s|k|m|r|d|em|er|un|til|tis|twas|cause|bout|round)(?!\w))", re.IGNORECASE
)
"""An apostrophe before a shortened word or decade: ’90s, ’n’, ’em, Dutch ’t."""
_YEAR = re.compile(r"['’]\d\d(?!\w)")
_POSSESSIVE = re.compile(r"(?<=[sxz])['’]\s+\w", re.IGNORECASE)
"""Either a possessive (the crews’ decision) or the end of a quotation."""
_DEEPEST = 8
_ADJOINING = 4
"""Adjacent marks that are skipped to find the character beside a mark."""
_FARTHEST = 5_000
"""Maximum length, in code points, of a quotation over paragraphs that do not repeat its mark."""


@dataclass(slots=True)
class _OpenQuotation:
    """A quotation that is not closed yet."""

    mark: str
    start: int
    paragraph: int
    """The number of the last paragraph with its opening mark."""
    reopened_at: int
    """Offset of the last opening mark."""
    possible_end: int | None = None
    """The end, if the first mark that may be a possessive is the closing mark."""


@dataclass(frozen=True, slots=True)
class _QuotationMark:
    """A quotation mark and the characters beside it."""

    sign: str
    at: int
    before: str
    """The nearest character that is not a mark; a space at the beginning of the text."""
    after: str
    paragraph: int
    first: bool
    """Whether it begins a paragraph."""

    @property
    def in_word(self) -> bool:
        """Whether it is between two letters or digits of a script with spaces."""
        beside = self.before + self.after
        return (
            self.before.isalnum() and self.after.isalnum() and not UNSPACED_CHARACTER.search(beside)
        )

    @property
    def begins(self) -> bool:
        """Whether it can only open: space before it, a word after it."""
        return (self.before.isspace() or self.before in _BEFORE_OPENING) and not self._is_before_end

    @property
    def ends(self) -> bool:
        """Whether it can only close: a word or punctuation before it, none after it."""
        return not self.before.isspace() and self._is_before_end

    @property
    def may_open(self) -> bool:
        return not self.before.isalnum() and not self.after.isspace()

    @property
    def _is_before_end(self) -> bool:
        return (
            self.after.isspace() or self.after in _PUNCTUATION or self.after in _HYPHENS_AND_DASHES
        )


class Quotations:
    """The quotations of one text, found when first needed."""

    def __init__(self, source: SourceText) -> None:
        self._source = source

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The outermost quotations with their marks, in order."""
        outer: list[Span] = []
        for span in sorted(_found(self._source), key=lambda span: (span.start, -span.end)):
            if not outer or span.end > outer[-1].end:
                outer.append(span)
        return tuple(outer)

    def around(self, passage: Span) -> Span | None:
        """The quotation around all words of a passage; None if there is none.

        Marks and punctuation at the ends of the passage are ignored.
        """
        text, start, end = self._source.text, passage.start, passage.end
        while start < end and not text[start].isalnum():
            start += 1
        while start < end and not text[end - 1].isalnum():
            end -= 1
        index = bisect_right(self._starts, start) - 1
        if index < 0 or self.spans[index].end < end:
            return None
        return self.spans[index]

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.spans]


def _found(source: SourceText) -> list[Span]:
    reader = _QuotationParser()
    line, paragraph = 1, 0
    begins = begins_paragraph(source, 1)
    for found in _MARK.finditer(source.text):
        at = found.start()
        while line < len(source.line_starts) and source.line_starts[line] <= at:
            line += 1
            begins = begins_paragraph(source, line)
            paragraph += begins
        first = begins and _is_first(source, line, at)
        before, after = _beside(source.text, at)
        reader.read(_QuotationMark(found[0], at, before, after, paragraph, first), source.text)
    return reader.finish()


def _is_first(source: SourceText, line: int, at: int) -> bool:
    start = source.line_starts[line - 1]
    return at - start < 40 and not source.text[start:at].strip(
        _MARKS + _HYPHENS_AND_DASHES + " \t\u00a0\u202f"
    )


def _beside(text: str, at: int) -> tuple[str, str]:
    """The characters before and after a mark, skipping adjacent marks."""
    left, right = at - 1, at + 1
    while left >= max(at - _ADJOINING, 0) and text[left] in _MARKS:
        left -= 1
    while right < min(at + _ADJOINING, len(text)) and text[right] in _MARKS:
        right += 1
    if text.startswith("...", right):
        right += 3
    before = text[left] if left >= 0 else " "
    return before, text[right] if right < len(text) else " "


class _QuotationParser:
    """Pairs the marks of a text, which are read in order."""

    def __init__(self) -> None:
        self._open: list[_OpenQuotation] = []
        self._found: list[Span] = []

    def finish(self) -> list[Span]:
        """All quotations, including nested ones."""
        self._drop(0)
        return self._found

    def read(self, mark: _QuotationMark, text: str) -> None:
        """Open or close a quotation with a mark, or ignore it."""
        if mark.sign in "‘’'" and (mark.in_word or _APOSTROPHE.match(text, mark.at)):
            return
        if mark.sign == '"' and HEBREW.match(mark.before) and HEBREW.match(mark.after):
            return
        if self._reopens(mark):
            return
        index = self._closed_by(mark)
        if index is not None:
            if mark.sign in "’'" and _POSSESSIVE.match(text, mark.at):
                opened = self._open[index]
                if opened.possible_end is None and not _YEAR.match(text, opened.start):
                    opened.possible_end = mark.at + 1
            else:
                self._close(index, mark)
        elif _opens(mark):
            self._push(mark)

    def _reopens(self, mark: _QuotationMark) -> bool:
        """Whether a mark reopens the quotation of the paragraph before."""
        if not mark.first or not (mark.begins or mark.sign in "«»‹›"):
            return False
        for opened in reversed(self._open):
            if opened.mark in (mark.sign, _REVERSED.get(mark.sign)):
                if opened.paragraph == mark.paragraph - 1:
                    opened.paragraph, opened.reopened_at = mark.paragraph, mark.at
                    opened.possible_end = None
                    return True
                return False
        return False

    def _closed_by(self, mark: _QuotationMark) -> int | None:
        """The index of the open quotation that a mark closes."""
        for index in range(len(self._open) - 1, -1, -1):
            opened = self._open[index]
            if mark.sign not in CLOSING_QUOTES[opened.mark]:
                # It may be an apostrophe inside a quotation with other marks.
                if mark.sign in _SINGLE:
                    return None
                continue
            return index if _closes(mark, opened) else None
        return None

    def _close(self, index: int, mark: _QuotationMark) -> None:
        self._drop(index + 1)
        self._found.append(Span(self._open.pop().start, mark.at + 1))

    def _push(self, mark: _QuotationMark) -> None:
        for index, opened in enumerate(self._open):
            # The same mark again is a new quotation: the earlier mark was never closed.
            if opened.mark == mark.sign and (
                mark.sign in _SAME_BOTH_WAYS or opened.paragraph != mark.paragraph
            ):
                self._drop(index)
                break
        if len(self._open) == _DEEPEST:
            del self._open[0]
        self._open.append(_OpenQuotation(mark.sign, mark.at, mark.paragraph, mark.at))

    def _drop(self, index: int) -> None:
        """Drop the open quotations from an index on. Keep those with a possible end."""
        self._found += (
            Span(opened.start, opened.possible_end)
            for opened in self._open[index:]
            if opened.possible_end is not None
        )
        del self._open[index:]


def _opens(mark: _QuotationMark) -> bool:
    if mark.sign in _ALWAYS_OPENING or mark.sign in "“«‹":
        return True
    if mark.sign == '"':
        return not mark.ends
    return mark.sign in CLOSING_QUOTES and mark.may_open and not mark.ends


def _closes(mark: _QuotationMark, opened: _OpenQuotation) -> bool:
    """Whether a mark closes an open quotation that it may close."""
    elsewhere = opened.paragraph != mark.paragraph
    if elsewhere and mark.at - opened.reopened_at > _FARTHEST:
        return False
    if mark.sign in _SINGLE:
        # In a later paragraph, ’ is more likely an apostrophe, unless a sentence ends there.
        return not mark.begins and (not elsewhere or mark.before in ".!?…,")
    if mark.sign == opened.mark == "“":
        return mark.ends
    if mark.sign in '“«‹"' or mark.sign == opened.mark:
        return not mark.begins
    return True
