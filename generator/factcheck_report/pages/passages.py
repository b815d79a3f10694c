"""A document's text cut into lines and segments, each with the quotes that cover it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from factcheck_report.model import Display, Document, Evidence, Quote, Receipt, Stance
from factcheck_report.model.texts import SourceText, Span, merged
from factcheck_report.quotes import Difference, typed_pieces
from factcheck_report.quotes.sentences import paragraph_of, sentence_ends, sentence_of
from factcheck_report.quotes.words import count_words

_SPACES = re.compile(r"\r\n?|[^\S\r\n]+")
"""A run of spaces; a line end with a CR, which is no character that a page can show."""
_MOST_COVERING = 20
"""Quotes named at a segment: all of them, at every segment of a text that many quotes cover, would
grow with the square."""
_MOST_BARS = 200
"""In the picture of a document, for each stance."""
_BARS = ((Stance.CONTEXT, 0, 6), (Stance.SUPPORTS, 0, 3), (Stance.REFUTES, 3, 3))
"""Where those of each stance begin, from above, and how high they are; the first lie behind."""
_THINNEST = 0.4
"""The width of a bar that can still be seen."""
_LONGEST_CONTEXT = 400
"""Code points of context shown on either side of a quote."""
_LONGEST_GAP = 4_000
"""Code points shown of what a quote leaves out in one place."""
_LONGEST_READ = 10 * _LONGEST_GAP
"""Code points of it that are looked at: white space may be most of them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that the same quotes cover from end to end."""

    text: str
    stances: tuple[Stance, ...] = ()
    """What the covering quotes do for their claims; empty where none covers it."""
    covering: tuple[Evidence, ...] = ()
    """The covering quotes, the first few where they are many."""
    starting: tuple[Evidence, ...] = ()
    """Those whose passage begins here."""
    ending: tuple[Evidence, ...] = ()
    """Those whose passage ends here."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file; its segments together are its text without the line end."""

    number: int
    segments: tuple[Segment, ...]

    @property
    def blank(self) -> bool:
        """Whether it shows nothing."""
        return not any(segment.text.strip() for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Gap:
    """Lines, or a part of one, that the report does not publish."""

    first: int
    last: int


def marked_lines(document: Document, evidence: Sequence[Evidence]) -> tuple[Line | Gap, ...]:
    """The whole text, or the quoted passages with their sentences where only those may be shown.

    `evidence` are the quotes from this document.
    """
    text = document.text
    shown = (
        [Span(0, len(text.text))]
        if document.source.display is Display.FULL
        else _excerpts(text, evidence)
    )
    lines: list[Line | Gap] = []
    by_line = _by_line(text, evidence)
    starts, ends = [span.start for span in shown], [span.end for span in shown]
    for number, line in enumerate(_lines(text), 1):
        here = by_line.get(number, ())
        visible = [
            Span(max(line.start, span.start), min(line.end, span.end))
            for span in shown[bisect_left(ends, line.start) : bisect_right(starts, line.end)]
            if span.overlaps(line)
            or (line.start == line.end and span.start <= line.start < span.end)
        ]
        if visible == [line]:
            lines.append(Line(number, tuple(_segments(text.text, line, here))))
            continue
        for index, part in enumerate(visible):
            if index or part.start > line.start:
                _add_gap(lines, number)
            lines.append(Line(number, tuple(_segments(text.text, part, here))))
        if not visible or visible[-1].end < line.end:
            _add_gap(lines, number)
    return tuple(lines)


def shown_lines(document: Document, evidence: Sequence[Evidence]) -> tuple[tuple[int, str], ...]:
    """Number and text of each line that the page of a document shows, without the empty ones."""
    text = document.text
    lines: Iterable[tuple[int, str]]
    if document.source.display is Display.FULL:
        spans = enumerate(_lines(text), 1)
        lines = ((number, text.text[line.start : line.end]) for number, line in spans)
    else:
        shown = marked_lines(document, evidence)
        lines = (
            (line.number, "".join(segment.text for segment in line.segments))
            for line in shown
            if isinstance(line, Line)
        )
    return tuple((number, line) for number, line in lines if line.strip())


def _add_gap(lines: list[Line | Gap], number: int) -> None:
    if lines and isinstance(gap := lines[-1], Gap):
        lines[-1] = Gap(gap.first, number)
    else:
        lines.append(Gap(number, number))


def _lines(text: SourceText) -> Iterator[Span]:
    """Each line's span, without its line end."""
    starts = text.line_starts
    for start, end in zip(starts, (*starts[1:], len(text.text)), strict=True):
        while end > start and text.text[end - 1] in "\r\n":
            end -= 1
        yield Span(start, end)


_Piece = tuple[Span, Evidence]


def _by_line(text: SourceText, evidence: Iterable[Evidence]) -> dict[int, list[_Piece]]:
    """The pieces of quotes that touch each line, by its number."""
    by_line: dict[int, list[_Piece]] = {}
    for item in evidence:
        for piece in item.receipt.pieces:
            first, last = text.lines_of(piece)
            for number in range(first, last + 1):
                by_line.setdefault(number, []).append((piece, item))
    return by_line


def _segments(text: str, part: Span, on_line: Iterable[_Piece]) -> Iterator[Segment]:
    here = [(piece, item) for piece, item in on_line if piece.overlaps(part)]
    starts, ends = defaultdict(list), defaultdict(list)
    for piece, item in here:
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


def _excerpts(text: SourceText, evidence: Iterable[Evidence]) -> list[Span]:
    """The quoted passages, widened to whole sentences, merged where they touch."""
    pieces = (piece for item in evidence for piece in item.receipt.pieces)
    return merged(sentence_of(text, piece) for piece in pieces)


def _around(text: SourceText, span: Span, sentences: int) -> Span:
    """A passage with so many sentences on either side, its own counted, inside its paragraph."""
    if sentences == 1:
        return sentence_of(text, span)
    paragraph = paragraph_of(text, span)
    starts = [paragraph.start, *sentence_ends(text, Span(paragraph.start, span.start))]
    ends = [end for end in sentence_ends(text, paragraph) if end >= span.end]
    start = starts[-sentences:][0]
    while start < span.start and text.text[start].isspace():
        start += 1
    return Span(start, [*ends, paragraph.end][:sentences][-1])


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote's words, and what stands around them in the file.

    Runs of spaces, no-break spaces among them, are one space here: they would tear holes into
    a quote. The document's own page shows them.
    """

    pieces: tuple[str, ...]
    """As they stand in the file; more than one where the quote leaves something out."""
    quoted: tuple[str, ...]
    """The same to be read as a quote: with the editor's brackets, and without what extraction
    did to the file's words."""
    gaps: tuple[str, ...]
    """What it leaves out, between each two pieces; empty where that may not be shown."""
    left_out: tuple[int, ...]
    """How many words that are."""
    before: str
    after: str


_AS_TYPED = {
    Difference.BRACKETS,
    Difference.HYPHENATION,
    Difference.LETTER_FORMS,
    Difference.NOTE_MARKS,
}
"""Where these differ, a quote reads as the editor typed it. Its letters are proved all the same."""


def passage(document: Document, quote: Quote, receipt: Receipt) -> Passage:
    """The words a receipt proves, with the sentence before and after them in their paragraph.

    Of a document that may be shown in excerpts only, it holds no more than its page shows.
    """
    text = document.text
    whole = document.source.display is Display.FULL
    around = _around(text, receipt.span, sentences=2 if whole else 1)
    in_file = tuple(_shown(text, piece) for piece in receipt.pieces)
    return Passage(
        pieces=in_file,
        quoted=typed_pieces(quote.text, receipt.differences)
        if _AS_TYPED & set(receipt.differences)
        else in_file,
        gaps=tuple(_shown_gap(text, gap) if whole else "" for gap in receipt.gaps),
        left_out=tuple(count_words(text, gap) for gap in receipt.gaps),
        before=_last(_shown(text, Span(around.start, receipt.span.start))),
        after=_first(_shown(text, Span(receipt.span.end, around.end))),
    )


def _shown(text: SourceText, span: Span) -> str:
    return _SPACES.sub(" ", text.text[span.start : span.end])


def _shown_gap(text: SourceText, gap: Span) -> str:
    """What stands in a gap; of a long one its beginning and its end, and no more is looked at."""
    half = _LONGEST_GAP // 2
    if gap.end - gap.start > _LONGEST_READ:
        left = _shown(text, Span(gap.start, gap.start + _LONGEST_READ // 2))
        right = _shown(text, Span(gap.end - _LONGEST_READ // 2, gap.end))
    else:
        left = right = _shown(text, gap)
        if len(left) <= _LONGEST_GAP:
            return left
    return f"{left[:half]} … {right[-half:]}"


def _first(text: str) -> str:
    return text if len(text) <= _LONGEST_CONTEXT else text[:_LONGEST_CONTEXT].rstrip() + " …"


def _last(text: str) -> str:
    return text if len(text) <= _LONGEST_CONTEXT else "… " + text[-_LONGEST_CONTEXT:].lstrip()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document is quoted, and where."""

    words: int
    quoted_words: int
    bars: Mapping[Stance, str]
    """The quoted stretches of each stance that has any, as a path (SVG) in a picture of 100 × 6."""


def coverage(document: Document, evidence: Iterable[Evidence]) -> Coverage:
    """Words count once, however many quotes hold them; stretches of a stance that touch are one."""
    text = document.text.text
    quoted: list[Span] = []
    by_stance: dict[Stance, list[Span]] = {stance: [] for stance in Stance}
    for item in evidence:
        quoted += item.receipt.pieces
        by_stance[item.quote.stance] += item.receipt.pieces
    return Coverage(
        words=count_words(document.text, Span(0, len(text))),
        quoted_words=sum(count_words(document.text, span) for span in merged(quoted)),
        bars={
            stance: _path(_bars(by_stance[stance], len(text)), len(text), top, height)
            for stance, top, height in _BARS
            if by_stance[stance]
        },
    )


def _path(spans: Iterable[Span], length: int, top: int, height: int) -> str:
    percent = 100 / max(length, 1)
    path = []
    for span in spans:
        start = round(span.start * percent, 2)
        width = max(round((span.end - span.start) * percent, 2), _THINNEST)
        path.append(f"M{start} {top}h{width}v{height}h-{width}z")
    return "".join(path)


def _bars(spans: Iterable[Span], length: int) -> list[Span]:
    """The quoted stretches; where too many to be told apart, those that lie close made one."""
    stretches = merged(spans)
    return stretches if len(stretches) <= _MOST_BARS else merged(stretches, length // _MOST_BARS)
