"""Finds a quote in a source text.

The rules, in order; the first that finds anything decides:

1. The whole quote stands in the text, folded (see `folding`). What was typed literally
   is part of that: a file may itself contain `[...]`.
2. It stands there without the quotation marks typed round it.
3. It is elided with `[…]` or `[...]`: its pieces stand there in order. A mark at the
   beginning or end of a quote says only that the text goes on, and is left out.
4. One of these, where what extraction does to a text is undone (see `extraction`).
5. One of these, where square brackets are what the editor put in (see `brackets`).

Every passage begins and ends at a word boundary (see `words`) and has the prefix
directly before and the suffix directly after it, as in the W3C TextQuoteSelector
(https://www.w3.org/TR/annotation-model/#text-quote-selector). An exact match does not
win over one that differs in typography: the editor may have meant either. Words that stand
several times are found where they stand first, if all the sentences round them are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck_report.model.evidence import Match
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes.artefacts import CleanText, without_artefacts, without_letter_forms
from factcheck_report.quotes.brackets import bracketed
from factcheck_report.quotes.candidates import (
    Candidate,
    PartSpans,
    QuoteContext,
    QuotePiece,
    SearchFailure,
    differences,
    find_candidates,
)
from factcheck_report.quotes.folding import FoldedText, SearchableText, fold_trimmed
from factcheck_report.quotes.folding import fold as fold_text
from factcheck_report.quotes.interpretations import is_blank, readings
from factcheck_report.quotes.nearest import nearest_passage, passage_at
from factcheck_report.quotes.results import (
    MAX_QUOTE,
    Ambiguous,
    Difference,
    Located,
    NearestPassage,
    NotFound,
    NotFoundReason,
)
from factcheck_report.quotes.sentences import sentence_of

_SHOWN = 20
_MOST_COMPARED = 20_000_000
"""Code points that are searched for the passages nearest to quotes that are not found: a thousand
times a text of 20,000, a longer one less often, but once at least."""
_STRENGTH = list(NotFoundReason)

_Pieces = tuple[Span, ...]
"""Where each piece of a quote stands in the source's own text."""


@dataclass(frozen=True, slots=True)
class _Interpretation:
    """What a quote may mean: its pieces in order, and what they change in what was typed."""

    pieces: tuple[QuotePiece, ...]
    changed: frozenset[Difference]

    def without_artefacts(self) -> _Interpretation:
        """The same, to be looked for where the marks of extraction are taken out."""
        pieces = (
            QuotePiece(tuple(map(_plain, piece.parts)), piece.gaps, piece.capitals)
            for piece in self.pieces
        )
        return _Interpretation(tuple(pieces), self.changed)


def _plain(part: SearchableText) -> CleanText:
    assert isinstance(part, FoldedText)  # noqa: S101 - a reading is made of what was typed
    return without_artefacts(part)


class Locator:
    """Looks for quotes in one source text, which it folds once, when first needed."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._left = _MOST_COMPARED

    @cached_property
    def _folded(self) -> FoldedText:
        return fold_text(self.source.text)

    @cached_property
    def _without_extraction(self) -> CleanText:
        return without_artefacts(self._folded)

    @cached_property
    def _without_forms(self) -> CleanText:
        return without_letter_forms(self._folded)

    def locate(
        self, quote: str, *, prefix: str | None = None, suffix: str | None = None
    ) -> Located | Ambiguous | NotFound:
        """Find the place of a quote in the source.

        White space and invisible characters round the quote are not part of it. A prefix
        or suffix, where given and not blank, has to stand directly before or after the
        passage, white space between aside, also where the quote stands only once; it may
        begin or end inside a word. Never raises.
        """
        if max(len(quote), len(prefix or ""), len(suffix or "")) > MAX_QUOTE:
            return NotFound(None, NotFoundReason.TOO_LONG)
        whole = fold_trimmed(quote)
        if is_blank(whole):
            return NotFound(None, NotFoundReason.EMPTY)
        around = fold_trimmed(prefix or ""), fold_trimmed(suffix or "")
        typed = [
            _Interpretation(tuple(QuotePiece((part,)) for part in parts), changed)
            for parts, changed in readings(whole)
        ]
        misses: list[SearchFailure] = []
        for source, context, reading in self._ways(typed, around):
            found = find_candidates(source, reading.pieces, context)
            if not isinstance(found, SearchFailure):
                return self._found(source, reading, found)
            misses.append(found)
        # Of equally strong reasons, that of the last reading as it was typed tells most.
        sorted_problems = [*reversed(misses[: len(typed)]), *misses[len(typed) :]]
        miss = max(sorted_problems, key=lambda miss: _STRENGTH.index(miss.reason))
        return NotFound(self._nearest(miss), miss.reason)

    def _ways(
        self, typed: Sequence[_Interpretation], around: tuple[FoldedText, FoldedText]
    ) -> Iterator[tuple[SearchableText, QuoteContext, _Interpretation]]:
        """What to look for, and in which form of the source, the likeliest first."""
        for some in (typed, [way for reading in typed for way in _with_brackets(reading)]):
            for reading in some:
                yield self._folded, QuoteContext(*(text.text for text in around)), reading
            for reading in some:
                context = QuoteContext(*(without_artefacts(text).text for text in around))
                yield self._without_extraction, context, reading.without_artefacts()

    def _found(
        self, source: SearchableText, reading: _Interpretation, ways: Sequence[Candidate]
    ) -> Located | Ambiguous:
        first, *others = (
            tuple(source.span(place[0].start, place[-1].end) for place in way) for way in ways
        )
        if others and not self._say_the_same([first, *others]):
            return Ambiguous((first, *others)[:_SHOWN], len(ways))
        differ = set(reading.changed)
        brackets: list[tuple[Span, str]] = []
        for piece, place in zip(reading.pieces, ways[0], strict=True):
            brackets += _brackets(piece, place, source)
            for part, span in zip(piece.parts, place, strict=True):
                differ |= differences(part, source, span) or set()
        return Located(
            Match.NORMALISED if differ else Match.EXACT,
            first,
            tuple(sorted(differ)),
            tuple(_apart(first, others)),
            tuple(sorted(brackets)),
        )

    def _say_the_same(self, places: Sequence[_Pieces]) -> bool:
        """Whether all places lie in sentences of the same words, each in one of its own."""
        for pieces in map(set, zip(*places, strict=True)):
            end, words = 0, set[str]()
            # One by one: in a text that repeats itself the second tells already.
            for piece in sorted(pieces):
                sentence = sentence_of(self.source, piece)
                words.add(self._words(sentence))
                if sentence.start < end or len(words) > 1:
                    return False
                end = sentence.end
        return True

    def _words(self, sentence: Span) -> str:
        """Of a sentence, to be compared: without what extraction did, and its full stop."""
        text = self.source.text[sentence.start : sentence.end]
        return without_artefacts(fold_text(text)).text.strip(_PUNCTUATION)

    def _nearest(self, miss: SearchFailure) -> NearestPassage | None:
        if miss.reason in (
            NotFoundReason.TOO_LONG,
            NotFoundReason.PIECE_TOO_SHORT,
            NotFoundReason.TOO_COMMON,
        ):
            return None
        part = miss.piece.parts[0]
        if miss.place is not None:
            return passage_at(part, miss.source, miss.place.start, miss.place.end)
        self._left -= len(self.source.text)
        if self._left < 0 and self._left + len(self.source.text) < _MOST_COMPARED:
            return None
        return nearest_passage(without_letter_forms(fold_text(part.original)), self._without_forms)


_PUNCTUATION = " .!:;,\"'"


def _with_brackets(reading: _Interpretation) -> Iterator[_Interpretation]:
    """The reading with square brackets as the editor's, each way; nothing where it has none."""
    ways: list[list[QuotePiece]] = []
    for piece in reading.pieces:
        [text] = piece.parts
        assert isinstance(text, FoldedText)  # noqa: S101 - as typed
        ways.append(
            [QuotePiece(way.parts, way.gaps, way.capitals) for way in bracketed(text) if way.parts]
        )
    for number in range(max(map(len, ways))):
        pieces = (
            way[min(number, len(way) - 1)] if way else piece
            for way, piece in zip(ways, reading.pieces, strict=True)
        )
        yield _Interpretation(tuple(pieces), reading.changed | {Difference.BRACKETS})


def _brackets(
    piece: QuotePiece, place: PartSpans, source: SearchableText
) -> Iterator[tuple[Span, str]]:
    """What stands in brackets, with the span of the document that it stands for."""
    spans = [source.span(part.start, part.end) for part in place]
    starts = [spans[0].start, *(span.end for span in spans)]
    ends = [*(span.start for span in spans), spans[-1].end]
    for gap, start, end in zip(piece.gaps, starts, ends, strict=bool(piece.gaps)):
        if "[" in gap.text:
            yield Span(start, end), gap.text
    for capital in piece.capitals:
        at = place[capital.part].start + capital.at
        yield source.span(at, at + 1), capital.text


def _apart(first: _Pieces, others: Iterable[_Pieces]) -> Iterator[_Pieces]:
    """Of the other places those that overlap neither the first nor each other."""
    end = first[-1].end
    for place in others:
        if place[0].start >= end:
            yield place
            end = place[-1].end
