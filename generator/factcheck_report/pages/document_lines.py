"""A document's text as lines of segments, each with the quotes that cover it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from factcheck_report.model import Display, Document, Evidence, Stance
from factcheck_report.model.spans import PAGE_BREAK, SourceText, Span, merged
from factcheck_report.quotes.sentences import sentence_of

_MOST_COVERING = 20
"""Quotes named at one segment. Naming all would be quadratic where many quotes overlap."""

_LINE_END = f"\r\n{PAGE_BREAK}"

_QuotedSpan = tuple[Span, Evidence]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that the same quotes cover from end to end."""

    text: str
    stances: tuple[Stance, ...] = ()
    """Stances of the covering quotes; empty if none covers it."""
    covering: tuple[Evidence, ...] = ()
    """The covering quotes, or the first of them if there are many."""
    starting: tuple[Evidence, ...] = ()
    """Quotes that begin with this segment."""
    ending: tuple[Evidence, ...] = ()
    """Quotes that end with this segment."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A line of the file, or the part of it that is shown."""

    number: int
    segments: tuple[Segment, ...]
    """Together they are the line's text without the line end."""
    page: int | None = None
    """The page that begins with this line, from 1; None for other lines."""

    @property
    def blank(self) -> bool:
        """Whether it has nothing but white space."""
        return not any(segment.text.strip() for segment in self.segments)


@dataclass(frozen=True, slots=True)
class HiddenLines:
    """Lines, or a part of one, that the report does not publish."""

    first: int
    last: int


def document_lines(
    document: Document, evidence: Sequence[Evidence]
) -> tuple[DocumentLine | HiddenLines, ...]:
    """The whole text, or only the sentences with quotes if no more may be shown.

    `evidence` holds the quotes from this document.
    """
    text = document.text
    shown = (
        [Span(0, len(text.text))]
        if document.source.display is Display.FULL
        else merged(sentence_of(text, piece) for item in evidence for piece in item.receipt.pieces)
    )
    lines: list[DocumentLine | HiddenLines] = []
    by_line = _by_line(text, evidence)
    starts, ends = [span.start for span in shown], [span.end for span in shown]
    shown_page: int | None = None
    for number, line in enumerate(_line_spans(text), 1):
        quoted = by_line.get(number, ())
        visible = [
            Span(max(line.start, span.start), min(line.end, span.end))
            for span in shown[bisect_left(ends, line.start) : bisect_right(starts, line.end)]
            if span.overlaps(line)
            or (line.start == line.end and span.start <= line.start < span.end)
        ]
        page = text.page_of(line.start)
        new_page, shown_page = (page if page != shown_page else None), page
        if visible == [line]:
            lines.append(DocumentLine(number, tuple(_segments(text.text, line, quoted)), new_page))
            continue
        for index, part in enumerate(visible):
            if index or part.start > line.start:
                _hide(lines, number)
            first = new_page if not index else None
            lines.append(DocumentLine(number, tuple(_segments(text.text, part, quoted)), first))
        if not visible or visible[-1].end < line.end:
            _hide(lines, number)
    return tuple(lines)


def shown_lines(document: Document, evidence: Sequence[Evidence]) -> tuple[tuple[int, str], ...]:
    """Number and text of each line that a document's page shows, without empty lines."""
    text = document.text
    lines: Iterable[tuple[int, str]]
    if document.source.display is Display.FULL:
        spans = enumerate(_line_spans(text), 1)
        lines = ((number, text.text[line.start : line.end]) for number, line in spans)
    else:
        lines = (
            (line.number, "".join(segment.text for segment in line.segments))
            for line in document_lines(document, evidence)
            if isinstance(line, DocumentLine)
        )
    return tuple((number, line) for number, line in lines if line.strip())


def _hide(lines: list[DocumentLine | HiddenLines], number: int) -> None:
    if lines and isinstance(hidden := lines[-1], HiddenLines):
        lines[-1] = HiddenLines(hidden.first, number)
    else:
        lines.append(HiddenLines(number, number))


def _line_spans(text: SourceText) -> Iterator[Span]:
    """Each line without its line end, and without page breaks at its start and end."""
    starts = text.line_starts
    for start, end in zip(starts, (*starts[1:], len(text.text)), strict=True):
        while end > start and text.text[end - 1] in _LINE_END:
            end -= 1
        while start < end and text.text[start] == PAGE_BREAK:
            start += 1
        yield Span(start, end)


def _by_line(text: SourceText, evidence: Iterable[Evidence]) -> dict[int, list[_QuotedSpan]]:
    """The quoted spans that touch each line, by line number."""
    by_line: dict[int, list[_QuotedSpan]] = {}
    for item in evidence:
        for piece in item.receipt.pieces:
            first, last = text.lines_of(piece)
            for number in range(first, last + 1):
                by_line.setdefault(number, []).append((piece, item))
    return by_line


def _segments(text: str, part: Span, on_line: Iterable[_QuotedSpan]) -> Iterator[Segment]:
    starts, ends = defaultdict(list), defaultdict(list)
    for piece, item in on_line:
        if piece.overlaps(part):
            starts[max(piece.start, part.start)].append((piece, item))
            ends[min(piece.end, part.end)].append((piece, item))
    stances: Counter[Stance] = Counter()
    covering: dict[tuple[int, str], Evidence] = {}
    for start, end in pairwise(sorted({part.start, part.end, *starts, *ends})):
        for piece, item in starts[start]:
            stances[item.quote.stance] += 1
            covering[piece.start, item.anchor] = item
        for piece, item in ends[start]:
            stances[item.quote.stance] -= 1
            covering.pop((piece.start, item.anchor))
        yield Segment(
            text[start:end],
            tuple(stance for stance in Stance if stances[stance] > 0),
            tuple(islice(covering.values(), _MOST_COVERING)),
            tuple(item for _, item in starts[start] if item.receipt.span.start == start),
            tuple(item for _, item in ends[end] if item.receipt.span.end == end),
        )
    if part.start == part.end:
        yield Segment("")
