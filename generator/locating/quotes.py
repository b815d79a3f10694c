"""Finds a quote in a source text.

The rules, in order; the first that finds anything decides:

1. The whole quote stands in the text, folded (see `folding`). What was typed literally
   is part of that: a file may itself contain `[...]`.
2. It stands there without the quotation marks typed round it.
3. It is elided with `[…]` or `[...]`: its pieces stand there in order. A mark at the
   beginning or end of a quote says only that the text goes on, and is left out.

Every passage begins and ends at a word boundary (see `words`) and has the prefix
directly before and the suffix directly after it, as in the W3C TextQuoteSelector
(https://www.w3.org/TR/annotation-model/#text-quote-selector). An exact match does not
win over one that differs in typography: the editor may have meant either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from generator.locating.differences import differences_between
from generator.locating.folding import Folded, fold_trimmed
from generator.locating.folding import fold as fold_text
from generator.locating.nearest import nearest_passage, passage_at
from generator.locating.readings import readings, says_nothing
from generator.locating.results import (
    MAX_OCCURRENCES,
    MAX_PIECES,
    MAX_QUOTE,
    MIN_PIECE,
    Ambiguous,
    Difference,
    Found,
    Nearest,
    NotFound,
    Reason,
)
from generator.locating.words import cuts_word
from generator.texts import Match, SourceText, Span

_SHOWN = 20
_STRENGTH = list(Reason)

_Chain = tuple[int, ...]
"""Where each piece starts in the folded source."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What has to stand directly before and after, folded; empty where it does not matter."""

    before: str = ""
    after: str = ""

    def surrounds(self, text: str, start: int, end: int) -> bool:
        # Folded text has no two spaces in a row, so at most one stands between.
        start -= text.endswith(" ", 0, start)
        end += text.startswith(" ", end)
        return text.endswith(self.before, 0, start) and text.startswith(self.after, end)


@dataclass(frozen=True, slots=True)
class _Miss:
    """Why pieces were not found: the piece, and the place it nearly stands at, if any."""

    reason: Reason
    piece: Folded
    start: int | None = None


class Locator:
    """Looks for quotes in one source text, which it folds once, when first needed."""

    def __init__(self, source: SourceText) -> None:
        self.source = source

    @cached_property
    def _folded(self) -> Folded:
        return fold_text(self.source.text)

    def locate(
        self, quote: str, *, prefix: str | None = None, suffix: str | None = None
    ) -> Found | Ambiguous | NotFound:
        """Find the one place of a quote in the source.

        White space and invisible characters round the quote are not part of it. A prefix
        or suffix, where given and not blank, has to stand directly before or after the
        passage, white space between aside, also where the quote stands only once; it may
        begin or end inside a word. Never raises.
        """
        if max(len(quote), len(prefix or ""), len(suffix or "")) > MAX_QUOTE:
            return NotFound(None, Reason.TOO_LONG)
        whole = fold_trimmed(quote)
        if says_nothing(whole):
            return NotFound(None, Reason.EMPTY)
        context = _Context(fold_trimmed(prefix or "").text, fold_trimmed(suffix or "").text)

        misses: list[_Miss] = []
        for pieces, changed in readings(whole):
            result = self._chains(pieces, context)
            if not isinstance(result, _Miss):
                return self._place(pieces, result, changed)
            misses.append(result)
        # Of equally strong reasons, that of the last reading tells most.
        miss = max(reversed(misses), key=lambda miss: _STRENGTH.index(miss.reason))
        return NotFound(self._nearest(miss), miss.reason)

    def _place(
        self, pieces: list[Folded], chains: list[_Chain], changed: frozenset[Difference]
    ) -> Found | Ambiguous:
        spans = [
            tuple(
                self._folded.span(start, start + len(piece.text))
                for start, piece in zip(chain, pieces, strict=True)
            )
            for chain in chains[:_SHOWN]
        ]
        if len(chains) > 1:
            return Ambiguous(tuple(spans), len(chains))
        differences = set(changed)
        for piece, span in zip(pieces, spans[0], strict=True):
            if (found := self._text(span)) != piece.original:
                differences |= differences_between(piece.original, found)
        match = Match.NORMALISED if differences else Match.EXACT
        return Found(match, spans[0], tuple(sorted(differences)))

    def _text(self, span: Span) -> str:
        return self.source.text[span.start : span.end]

    def _nearest(self, miss: _Miss) -> Nearest | None:
        if miss.reason in (Reason.TOO_LONG, Reason.PIECE_TOO_SHORT, Reason.TOO_COMMON):
            return None
        if miss.start is None:
            return nearest_passage(miss.piece, self._folded)
        end = miss.start + len(miss.piece.text)
        return passage_at(miss.piece, self._folded, miss.start, end)

    def _chains(self, pieces: list[Folded], context: _Context) -> list[_Chain] | _Miss:
        """All ways, at most `MAX_OCCURRENCES`, in which the pieces stand in order.

        Two ways are different if any piece stands elsewhere: an editor has to say which.
        """
        if len(pieces) > 1:
            if len(pieces) > MAX_PIECES:
                return _Miss(Reason.TOO_LONG, pieces[0])
            for piece in pieces:
                if len(piece.text) < MIN_PIECE:
                    return _Miss(Reason.PIECE_TOO_SHORT, piece)
        places: list[list[int]] = []
        earliest = 0
        for index, piece in enumerate(pieces):
            wanted = _Context(
                context.before if index == 0 else "",
                context.after if index == len(pieces) - 1 else "",
            )
            starts = self._occurrences(piece, wanted, earliest)
            if isinstance(starts, _Miss):
                return (self._out_of_order(piece, wanted) if index else None) or starts
            places.append(starts)
            earliest = starts[0] + len(piece.text)

        # Only what leaves room for all that follows. The first occurrences suffice: a
        # piece with a second one that leaves room is ambiguous already.
        room = len(self._folded.text)
        for piece, starts in zip(reversed(pieces), reversed(places), strict=True):
            starts[:] = [start for start in starts if start + len(piece.text) <= room]
            room = starts[-1]

        chains: list[_Chain] = [(start,) for start in places[0]]
        for piece, starts in zip(pieces, places[1:], strict=False):
            longer = (
                (*chain, start)
                for chain in chains
                for start in starts
                if start >= chain[-1] + len(piece.text)
            )
            chains = list(islice(longer, MAX_OCCURRENCES))
        return chains

    def _out_of_order(self, piece: Folded, context: _Context) -> _Miss | None:
        starts = self._occurrences(piece, context, 0)
        if isinstance(starts, _Miss):
            return None
        return _Miss(Reason.PIECES_OUT_OF_ORDER, piece, starts[0])

    def _occurrences(self, piece: Folded, context: _Context, first: int) -> list[int] | _Miss:
        """Where a piece stands from `first` on, whole and in its context.

        At most `MAX_OCCURRENCES`; overlapping ones count.
        """
        text, needle = self._folded.text, piece.text
        starts: list[int] = []
        cut = elsewhere = -1
        # Each try costs up to the length of the needle.
        tries = min(50_000, 1_000 + 10_000_000 // len(needle))
        start = text.find(needle, first)
        while start >= 0 and len(starts) < MAX_OCCURRENCES:
            end = start + len(needle)
            if not self._is_whole(start, end):
                cut = start if cut < 0 else cut
            elif not context.surrounds(text, start, end):
                elsewhere = start if elsewhere < 0 else elsewhere
            else:
                starts.append(start)
            tries -= 1
            if not tries:
                return _Miss(Reason.TOO_COMMON, piece)
            start = text.find(needle, start + 1)
        if starts:
            return starts
        if elsewhere >= 0:
            return _Miss(Reason.CONTEXT_MISMATCH, piece, elsewhere)
        if cut >= 0:
            return _Miss(Reason.WORD_CUT, piece, cut)
        return _Miss(Reason.NO_SUCH_TEXT, piece)

    def _is_whole(self, start: int, end: int) -> bool:
        folded = self._folded
        return not any(folded.divides(at) or cuts_word(folded.text, at) for at in (start, end))
