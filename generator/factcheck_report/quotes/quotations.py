"""Which parts of a text stand between quotation marks.

Knows the marks of many languages: “…” „…“ „…” ”…” «…» »…« »…» ‹…› ›…‹ ‘…’ ‚…‘ ‚…’ ’…’ "…" '…'
「…」 『…』 《…》 〈…〉 〝…〟 ｢…｣ ״…״ ″…″.
Several open in one language and close in another, and some are apostrophes too, so what a mark
does depends on the characters beside it and on the marks that are open. A quotation may run over
several lines and paragraphs, whether or not each paragraph opens it again.
A mark that is never closed makes no quotation.

One pass over the marks of a text; at most `_DEEPEST` are open at a time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes.characters import UNSPACED
from factcheck_report.quotes.sentences import begins_paragraph

_CLOSED_BY = {
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
"""Opening marks, each with the marks that may close it."""
_MARKS = "".join(dict.fromkeys("".join(_CLOSED_BY) + "".join(_CLOSED_BY.values())))
_MARK = re.compile(f"[{re.escape(_MARKS)}]")
_SINGLE = "‘’'‚‛"
_ALWAYS_OPENING = "„‟‚‛「『《〈〝｢"
_SAME_BOTH_WAYS = "”»›’\"'״″"
"""Marks that may close what they open themselves."""
_REVERSED = {"»": "«", "›": "‹"}
"""French texts open each further paragraph of a quotation with its closing mark."""
_OPENING_BRACKETS = "([{¿¡"
_PUNCTUATION = ",.;:!?…)]}。，、！？；："
_DASHES = "-–—"
_APOSTROPHE = re.compile(
    r"['’‘](?:\d0s|(?:n|t|s|k|m|r|d|em|er|un|til|tis|twas|cause|bout|round)(?!\w))", re.IGNORECASE
)
"""A shortened word or decade: ’90s, ’n’, ’em, Dutch ’t."""
_YEAR = re.compile(r"['’]\d\d(?!\w)")
_POSSESSIVE = re.compile(r"(?<=[sxz])['’]\s+\w", re.IGNORECASE)
"""Either a possessive (“the crews’ decision”) or the end of a quotation."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_DEEPEST = 8
_ADJOINING = 4
"""Marks in a row that are looked past for the character beside a mark."""
_FARTHEST = 5_000
"""Code points after which a quotation that no further paragraph opened again is not closed."""


@dataclass(slots=True)
class _OpenQuotation:
    """A mark that is not closed yet."""

    mark: str
    start: int
    paragraph: int
    """The number of the paragraph that opened it, or that opened it again."""
    reached: int
    """Where it was opened, or opened again."""
    possibly: int | None = None
    """The end, if the first mark that may be a possessive was the closing one."""


@dataclass(frozen=True, slots=True)
class _QuotationMark:
    """A mark and what stands beside it."""

    sign: str
    at: int
    before: str
    """The nearest character that is no mark; a space at the beginning and end of the text."""
    after: str
    paragraph: int
    first: bool
    """Whether a paragraph begins with it."""

    @property
    def in_word(self) -> bool:
        """Whether it stands between two letters or digits of a script with spaces."""
        beside = self.before + self.after
        return self.before.isalnum() and self.after.isalnum() and not _UNSPACED.search(beside)

    @property
    def begins(self) -> bool:
        """Whether it can only open: space before it, a word after it."""
        return (
            self.before.isspace() or self.before in _OPENING_BRACKETS
        ) and not self._ends_nothing

    @property
    def ends(self) -> bool:
        """Whether it can only close: a word or punctuation before it, none after it."""
        return not self.before.isspace() and self._ends_nothing

    @property
    def may_open(self) -> bool:
        return not self.before.isalnum() and not self.after.isspace()

    @property
    def _ends_nothing(self) -> bool:
        return self.after.isspace() or self.after in _PUNCTUATION or self.after in _DASHES


class Quotations:
    """The quotations of one text, found once, when first needed."""

    def __init__(self, source: SourceText) -> None:
        self._source = source

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Each quotation with its marks, in order; those inside another are left out.

        Offsets are code points.
        """
        outer: list[Span] = []
        for span in sorted(_found(self._source), key=lambda span: (span.start, -span.end)):
            if not outer or span.end > outer[-1].end:
                outer.append(span)
        return tuple(outer)

    def around(self, passage: Span) -> Span | None:
        """The quotation that holds all words of a passage.

        Marks and punctuation at the passage's own ends do not matter.
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
    return at - start < 40 and not source.text[start:at].strip(_MARKS + _DASHES + " \t\u00a0\u202f")


def _beside(text: str, at: int) -> tuple[str, str]:
    """The characters before and after a mark, past marks that adjoin it."""
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
    """Takes the marks of a text in order and pairs them."""

    def __init__(self) -> None:
        self._open: list[_OpenQuotation] = []
        self._found: list[Span] = []

    def finish(self) -> list[Span]:
        """All quotations, also those inside others."""
        self._drop(0)
        return self._found

    def read(self, mark: _QuotationMark, text: str) -> None:
        """Open or close a quotation with a mark, or pass over it."""
        if mark.sign in "‘’'" and (mark.in_word or _APOSTROPHE.match(text, mark.at)):
            return
        if mark.sign == '"' and _HEBREW.match(mark.before) and _HEBREW.match(mark.after):
            return
        if self._goes_on(mark):
            return
        index = self._closed_by(mark)
        if index is not None:
            if mark.sign in "’'" and _POSSESSIVE.match(text, mark.at):
                opened = self._open[index]
                if opened.possibly is None and not _YEAR.match(text, opened.start):
                    opened.possibly = mark.at + 1
            else:
                self._close(index, mark)
        elif _opens(mark):
            self._push(mark)

    def _goes_on(self, mark: _QuotationMark) -> bool:
        """Whether a paragraph opens the quotation of the paragraph before it again."""
        if not mark.first or not (mark.begins or mark.sign in "«»‹›"):
            return False
        for opened in reversed(self._open):
            if opened.mark in (mark.sign, _REVERSED.get(mark.sign)):
                if opened.paragraph == mark.paragraph - 1:
                    opened.paragraph, opened.reached = mark.paragraph, mark.at
                    opened.possibly = None
                    return True
                return False
        return False

    def _closed_by(self, mark: _QuotationMark) -> int | None:
        """The place, among the open marks, of the one that a mark closes."""
        for index in range(len(self._open) - 1, -1, -1):
            opened = self._open[index]
            if mark.sign not in _CLOSED_BY[opened.mark]:
                # An apostrophe must not end what is open round it.
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
            # Nobody opens a mark twice in different paragraphs, and straight marks do not nest.
            if opened.mark == mark.sign and (
                mark.sign in _SAME_BOTH_WAYS or opened.paragraph != mark.paragraph
            ):
                self._drop(index)
                break
        if len(self._open) == _DEEPEST:
            del self._open[0]
        self._open.append(_OpenQuotation(mark.sign, mark.at, mark.paragraph, mark.at))

    def _drop(self, index: int) -> None:
        """Give up the open marks from one on, but for those that may have been closed."""
        self._found += (
            Span(opened.start, opened.possibly)
            for opened in self._open[index:]
            if opened.possibly is not None
        )
        del self._open[index:]


def _opens(mark: _QuotationMark) -> bool:
    if mark.sign in _ALWAYS_OPENING or mark.sign in "“«‹":
        return True
    if mark.sign == '"':
        return not mark.ends
    return mark.sign in _CLOSED_BY and mark.may_open and not mark.ends


def _closes(mark: _QuotationMark, opened: _OpenQuotation) -> bool:
    """Whether a mark closes an open one that it may close."""
    elsewhere = opened.paragraph != mark.paragraph
    if elsewhere and mark.at - opened.reached > _FARTHEST:
        return False
    if mark.sign in _SINGLE:
        # A far ’ is more likely an apostrophe, unless a sentence ends there.
        return not mark.begins and (not elsewhere or mark.before in ".!?…,")
    if mark.sign == opened.mark == "“":
        return mark.ends
    if mark.sign in '“«‹"' or mark.sign == opened.mark:
        return not mark.begins
    return True
