"""A document's text as lines of segments, each with the quotes that cover it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from unicodedata import bidirectional

from factcheck_report.model import Display, Document, Evidence, Stance
from factcheck_report.model.spans import PAGE_BREAK, SourceText, Span, merged
from factcheck_report.quotes.sentences import begins_paragraph, sentence_ends, sentence_of

_LINE_END = f"\r\n{PAGE_BREAK}"
MOST_COVERING = 100
"""Quotes named at one segment. Naming all would be quadratic where many quotes overlap."""
_LONGEST_SENTENCE = 500
"""Code points. In a longer sentence, or a text without full stops, the end of a quote counts as the
end of a sentence."""
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
"""The bidirectional classes of letters, and the direction in which they are written."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text, within one sentence, that the same quotes cover from end to end."""

    text: str
    end: int
    """Offset of its end in the document."""
    stances: tuple[Stance, ...] = ()
    """Stances of the covering quotes; empty if none covers it."""
    covering: tuple[Evidence, ...] = ()
    """The covering quotes, or the first of them if there are many."""
    starting: tuple[Evidence, ...] = ()
    """Quotes that begin with this segment."""
    opening: tuple[Evidence, ...] = ()
    """Quotes that, or a further part of which, begin with this segment."""
    closing: tuple[Evidence, ...] = ()
    """Quotes that, or a part of which, end with this segment."""
    sentence: tuple[Evidence, ...] = ()
    """If a quoted sentence ends with this segment: the quotes that cover any of it."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A line of the file, or the part of it that is shown."""

    number: int
    segments: tuple[Segment, ...]
    """Together they are the line's text without the line end."""
    page: int | None
    """The page that begins with this line, from 1; None for other lines."""
    before: str
    """LF for each page break before the first line of the file."""
    after: str
    """What stands between it and the next line: LF for each line end and page break."""

    @property
    def blank(self) -> bool:
        """Whether it has nothing but white space."""
        return not any(segment.text.strip() for segment in self.segments)

    @property
    def direction(self) -> str:
        """The direction of its first letter, "ltr" or "rtl", as HTML's `dir="auto"` has it.

        A browser would also look at the labels between the words.
        """
        for segment in self.segments:
            for character in segment.text:
                if (kind := bidirectional(character)) in _STRONG:
                    return _STRONG[kind]
        return "ltr"


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
    sentences = _sentence_ends(text) if by_line else []
    spans = tuple(_line_spans(text))
    between = _between(text.text, spans)
    starts, ends = [span.start for span in shown], [span.end for span in shown]
    page: int | None = None
    for number, line in enumerate(spans, 1):
        quoted = by_line.get(number, ())
        visible = [
            Span(max(line.start, span.start), min(line.end, span.end))
            for span in shown[bisect_left(ends, line.start) : bisect_right(starts, line.end)]
            if span.overlaps(line)
            or (line.start == line.end and span.start <= line.start < span.end)
        ]
        if not visible or visible[0].start > line.start:
            _hide(lines, number)
        for index, part in enumerate(visible):
            if index:
                _hide(lines, number)
            cuts = sentences[bisect_right(sentences, part.start) : bisect_left(sentences, part.end)]
            segments = _segments(text.text, part, quoted, cuts)
            last_page, page = page, text.page_of(part.start)
            new_page = page if page != last_page else None
            before, after = "" if number > 1 else between[0], between[number]
            lines.append(DocumentLine(number, tuple(segments), new_page, before, after))
        if visible and visible[-1].end < line.end:
            _hide(lines, number)
    return tuple(_with_sentences(lines, frozenset(sentences)))


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


def _between(text: str, lines: Sequence[Span]) -> list[str]:
    """What stands before the first line, between the lines, and after the last one.

    Line ends are LF, as browsers read them, and so are page breaks, which pages do not show.
    """
    edges = [0, *(edge for line in lines for edge in (line.start, line.end)), len(text)]
    return [
        text[start:end].replace("\r\n", "\n").replace("\r", "\n").replace(PAGE_BREAK, "\n")
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]


def _sentence_ends(text: SourceText) -> list[int]:
    """The offsets where sentences and paragraphs end, in order."""
    ends = set(sentence_ends(text, Span(0, len(text.text))))
    spans = list(_line_spans(text))
    for number, span in enumerate(spans, 1):
        if number == len(spans) or begins_paragraph(text, number + 1):
            ends.add(span.end)
    return sorted(ends)


@dataclass(frozen=True, slots=True)
class _QuotedPiece:
    """The part of a quote's piece that is on one line."""

    span: Span
    item: Evidence
    first: bool
    """Whether the piece begins on this line."""
    last: bool
    """Whether the piece ends on this line."""


def _by_line(text: SourceText, evidence: Iterable[Evidence]) -> dict[int, list[_QuotedPiece]]:
    """The quoted pieces that touch each line, by line number."""
    by_line: dict[int, list[_QuotedPiece]] = {}
    for item in evidence:
        for piece in item.receipt.pieces:
            first, last = text.lines_of(piece)
            for number in range(first, last + 1):
                on_line = _QuotedPiece(piece, item, number == first, number == last)
                by_line.setdefault(number, []).append(on_line)
    return by_line


def _segments(
    text: str, part: Span, on_line: Iterable[_QuotedPiece], sentence_ends: Iterable[int]
) -> Iterator[Segment]:
    starts, ends = defaultdict(list), defaultdict(list)
    for piece in on_line:
        if piece.span.overlaps(part):
            starts[max(piece.span.start, part.start)].append(piece)
            ends[min(piece.span.end, part.end)].append(piece)
    stances: Counter[Stance] = Counter()
    covering: dict[tuple[int, str], Evidence] = {}
    for start, end in pairwise(sorted({part.start, part.end, *starts, *ends, *sentence_ends})):
        for piece in starts[start]:
            stances[piece.item.quote.stance] += 1
            covering[piece.span.start, piece.item.anchor] = piece.item
        for piece in ends[start]:
            stances[piece.item.quote.stance] -= 1
            covering.pop((piece.span.start, piece.item.anchor))
        opening = tuple(piece for piece in starts[start] if piece.first)
        yield Segment(
            text[start:end],
            end,
            tuple(stance for stance in Stance if stances[stance] > 0),
            tuple(islice(covering.values(), MOST_COVERING)),
            tuple(
                piece.item for piece in opening if piece.span.start == piece.item.receipt.span.start
            ),
            tuple(piece.item for piece in opening),
            tuple(piece.item for piece in ends[end] if piece.last),
        )
    if part.start == part.end:
        yield Segment("", part.end)


def _with_sentences(
    lines: Iterable[DocumentLine | HiddenLines], ends: Container[int]
) -> Iterator[DocumentLine | HiddenLines]:
    """Add the quotes of each sentence to the segment that it ends with.

    A sentence may go on over several lines, and ends at the latest where text is hidden.
    """
    waiting: list[DocumentLine | HiddenLines] = []
    quotes: dict[str, Evidence] = {}
    begun = 0
    for line in lines:
        if isinstance(line, HiddenLines):
            yield from _ended(waiting, quotes)
            waiting, quotes = [line], {}
            continue
        segments = []
        for segment in line.segments:
            if segment.covering and not quotes:
                begun = segment.end - len(segment.text)
            quotes |= {item.anchor: item for item in segment.covering}
            too_long = segment.end - begun > _LONGEST_SENTENCE and _nothing_goes_on(segment)
            if quotes and (segment.end in ends or too_long):
                segment = replace(segment, sentence=tuple(quotes.values()))
                quotes = {}
            segments.append(segment)
        waiting.append(replace(line, segments=tuple(segments)))
        if not quotes:
            yield from waiting
            waiting = []
    yield from _ended(waiting, quotes)


def _nothing_goes_on(segment: Segment) -> bool:
    return {item.anchor for item in segment.covering} <= {item.anchor for item in segment.closing}


def _ended(
    lines: Sequence[DocumentLine | HiddenLines], quotes: Mapping[str, Evidence]
) -> Iterator[DocumentLine | HiddenLines]:
    """The lines, the last of which ends a sentence with these quotes, if there are any."""
    for index, line in enumerate(lines, 1):
        if quotes and index == len(lines) and isinstance(line, DocumentLine):
            last = replace(line.segments[-1], sentence=tuple(quotes.values()))
            line = replace(line, segments=(*line.segments[:-1], last))
        yield line
