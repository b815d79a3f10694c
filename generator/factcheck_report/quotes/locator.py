"""Finds a quote in a source text.

The quote is folded, interpreted, and searched for in this order. The first interpretation with a
candidate decides:

1. The whole quote as typed. A file may itself contain `[...]`.
2. Without its outer quotation marks.
3. Elided with `[…]` or `[...]`: its pieces must stand in this order.
4. As 1 to 3, without the artefacts of text extraction (see `artefacts`).
5. As 1 to 4, with square brackets as the editor's (see `brackets`).

A passage begins and ends at a word boundary (see `words`), and stands directly between prefix and
suffix, as in the W3C TextQuoteSelector
(https://www.w3.org/TR/annotation-model/#text-quote-selector). An exact match has no precedence over
one that differs in typography: the editor may have meant either. Several passages are accepted if
their sentences are the same; the first is the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from factcheck_report.model import Quote
from factcheck_report.model.evidence import Bracket, Match
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes.artefacts import (
    CleanText,
    without_artefacts,
    without_letter_forms,
)
from factcheck_report.quotes.candidates import (
    Candidate,
    PartSpans,
    SearchFailure,
    SelectorContext,
    find_candidates,
)
from factcheck_report.quotes.differences import differences_at
from factcheck_report.quotes.folding import FoldedText, SearchableText, fold, fold_trimmed
from factcheck_report.quotes.interpretations import (
    Interpretation,
    interpretations,
    is_blank,
    with_brackets,
)
from factcheck_report.quotes.nearest import nearest_passage, passage_at
from factcheck_report.quotes.pieces import QuotePiece
from factcheck_report.quotes.results import (
    MAX_QUOTE,
    Ambiguous,
    Located,
    NearestPassage,
    NotFound,
    NotFoundReason,
)
from factcheck_report.quotes.sentences import sentence_of

_MAX_LISTED = 20
"""Occurrences that an `Ambiguous` result lists."""
_MAX_SEARCHED = 20_000_000
"""Code points that are searched for nearest passages: a thousand searches in a text of 20,000. A
longer text is searched less often, but at least once."""
_PRIORITY = list(NotFoundReason)
_PUNCTUATION = " .!:;,\"'"

_Pieces = tuple[Span, ...]
"""Where each piece of a quote stands in the source's own text."""


class Locator:
    """Finds quotes in one source text. The text is folded once, when first needed."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._budget = _MAX_SEARCHED

    @cached_property
    def _folded(self) -> FoldedText:
        return fold(self.source.text)

    @cached_property
    def _clean(self) -> CleanText:
        return without_artefacts(self._folded)

    # Letter forms are ligatures (ﬁ) and Arabic presentation forms.
    @cached_property
    def _without_letter_forms(self) -> CleanText:
        return without_letter_forms(self._folded)

    def locate(
        self, quote: str, *, prefix: str | None = None, suffix: str | None = None
    ) -> Located | Ambiguous | NotFound:
        """Find a quote in the source. Never raises.

        White space and invisible characters around the quote are ignored. Prefix and suffix, if
        given and not blank, must stand directly before and after the passage, except for white
        space, even if the quote occurs only once. They may begin and end inside a word.
        """
        if max(len(quote), len(prefix or ""), len(suffix or "")) > MAX_QUOTE:
            return NotFound(None, NotFoundReason.TOO_LONG)
        folded = fold_trimmed(quote)
        if is_blank(folded):
            return NotFound(None, NotFoundReason.EMPTY)
        as_typed = interpretations(folded)
        failures: list[SearchFailure] = []
        for source, context, interpretation in self._attempts(
            as_typed, fold_trimmed(prefix or ""), fold_trimmed(suffix or "")
        ):
            found = find_candidates(source, interpretation.pieces, context)
            if not isinstance(found, SearchFailure):
                return self._located(source, interpretation, found)
            failures.append(found)
        # `max` keeps the first of equals. Put the last as-typed interpretation first: its reason
        # helps editors most.
        in_order = [*reversed(failures[: len(as_typed)]), *failures[len(as_typed) :]]
        failure = max(in_order, key=lambda failure: _PRIORITY.index(failure.reason))
        return NotFound(self._nearest(failure), failure.reason)

    def locate_quote(self, quote: Quote) -> Located | Ambiguous | NotFound:
        """Find a quote of claims.yaml, as `locate` does."""
        return self.locate(quote.text, prefix=quote.prefix, suffix=quote.suffix)

    def _attempts(
        self, as_typed: Sequence[Interpretation], prefix: FoldedText, suffix: FoldedText
    ) -> Iterator[tuple[SearchableText, SelectorContext, Interpretation]]:
        """The searches to try, in order: in which form of the source, and what for."""
        bracketed = [more for interpretation in as_typed for more in with_brackets(interpretation)]
        for group in (as_typed, bracketed):
            for interpretation in group:
                yield self._folded, SelectorContext(prefix.text, suffix.text), interpretation
            for interpretation in group:
                cleaned = (without_artefacts(text).text for text in (prefix, suffix))
                yield self._clean, SelectorContext(*cleaned), interpretation.without_artefacts()

    def _located(
        self,
        source: SearchableText,
        interpretation: Interpretation,
        candidates: Sequence[Candidate],
    ) -> Located | Ambiguous:
        first, *others = (
            tuple(source.span(parts[0].start, parts[-1].end) for parts in candidate)
            for candidate in candidates
        )
        if others and not self._are_same_sentences([first, *others]):
            return Ambiguous((first, *others)[:_MAX_LISTED], len(candidates))
        differences = set(interpretation.changed)
        brackets: list[Bracket] = []
        for piece, parts in zip(interpretation.pieces, candidates[0], strict=True):
            brackets += _brackets(piece, parts, source)
            for part, span in zip(piece.parts, parts, strict=True):
                differences |= differences_at(part, source, span)
        return Located(
            Match.NORMALISED if differences else Match.EXACT,
            first,
            tuple(sorted(differences)),
            tuple(_without_overlaps(first, others)),
            tuple(sorted(brackets, key=lambda bracket: (bracket.at, bracket.text))),
        )

    def _are_same_sentences(self, occurrences: Sequence[_Pieces]) -> bool:
        """Whether the occurrences are in different sentences that have the same words."""
        for pieces in map(set, zip(*occurrences, strict=True)):
            end, words = 0, set[str]()
            # Lazily: in a repetitive text the second piece already decides.
            for piece in sorted(pieces):
                sentence = sentence_of(self.source, piece)
                words.add(self._words(sentence))
                if sentence.start < end or len(words) > 1:
                    return False
                end = sentence.end
        return True

    def _words(self, sentence: Span) -> str:
        """A sentence for comparison: without artefacts and final punctuation."""
        text = self.source.text[sentence.start : sentence.end]
        return without_artefacts(fold(text)).text.strip(_PUNCTUATION)

    def _nearest(self, failure: SearchFailure) -> NearestPassage | None:
        if failure.reason in (
            NotFoundReason.TOO_LONG,
            NotFoundReason.PIECE_TOO_SHORT,
            NotFoundReason.TOO_COMMON,
        ):
            return None
        part = failure.piece.parts[0]
        if (span := failure.near_miss) is not None:
            return passage_at(part, failure.source, span.start, span.end)
        self._budget -= len(self.source.text)
        # The first search is always allowed, even in a text longer than the budget.
        if self._budget < 0 and self._budget + len(self.source.text) < _MAX_SEARCHED:
            return None
        return nearest_passage(
            without_letter_forms(fold(part.original)), self._without_letter_forms
        )


def _brackets(piece: QuotePiece, parts: PartSpans, source: SearchableText) -> Iterator[Bracket]:
    """The editor's brackets in a piece."""
    spans = [source.span(part.start, part.end) for part in parts]
    starts = [spans[0].start, *(span.end for span in spans)]
    ends = [*(span.start for span in spans), spans[-1].end]
    for gap, start, end in zip(piece.gaps, starts, ends, strict=bool(piece.gaps)):
        if "[" in gap.text:
            yield Bracket(Span(start, end), gap.text)
    for capital in piece.capitals:
        at = parts[capital.part].start + capital.at
        yield Bracket(source.span(at, at + 1), capital.text)


def _without_overlaps(first: _Pieces, others: Iterable[_Pieces]) -> Iterator[_Pieces]:
    """The other occurrences that overlap neither the first nor each other."""
    end = first[-1].end
    for pieces in others:
        if pieces[0].start >= end:
            yield pieces
            end = pieces[-1].end
