"""Finds candidates: the places of a source text where all pieces of a quote stand in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from factcheck_report.model.spans import Span
from factcheck_report.quotes.artefacts import CleanText, breaks_word
from factcheck_report.quotes.differences import is_same
from factcheck_report.quotes.folding import SearchableText
from factcheck_report.quotes.pieces import QuotePiece
from factcheck_report.quotes.results import (
    MAX_OCCURRENCES,
    MAX_PIECES,
    MIN_PIECE,
    NotFoundReason,
)
from factcheck_report.quotes.words import cuts_word

_MAX_TRIES = 50_000
"""Places that begin like a match and are examined."""

PartSpans = tuple[Span, ...]
"""Where each part of a piece stands in the searched text."""
Candidate = tuple[PartSpans, ...]
"""Where each piece of a quote stands."""


@dataclass(frozen=True, slots=True)
class SelectorContext:
    """Folded prefix and suffix, as in the W3C TextQuoteSelector; empty if not given."""

    prefix: str = ""
    suffix: str = ""

    def surrounds(self, text: str, start: int, end: int) -> bool:
        """Whether prefix and suffix stand beside a range, perhaps with a space between."""
        # Folded text never has two spaces in a row.
        start -= text.endswith(" ", 0, start)
        end += text.startswith(" ", end)
        return text.endswith(self.prefix, 0, start) and text.startswith(self.suffix, end)

    def search(self, words: str, text: str, first: int) -> Iterator[Span]:
        """Where words stand between prefix and suffix, from an offset on, also overlapping.

        Searches for all three together: the words alone may stand in thousands of places.
        """
        heads = (self.prefix, f"{self.prefix} ") if self.prefix else ("",)
        tails = (self.suffix, f" {self.suffix}") if self.suffix else ("",)
        spans = (_between(head, words, tail, text, first) for head in heads for tail in tails)
        yield from merge(*spans)


def _between(head: str, words: str, tail: str, text: str, first: int) -> Iterator[Span]:
    needle = head + words + tail
    at = text.find(needle, max(first - len(head), 0))
    while at >= 0:
        start = at + len(head)
        yield Span(start, start + len(words))
        at = text.find(needle, at + 1)


@dataclass(frozen=True, slots=True)
class SearchFailure:
    """Why a quote was not found: the piece, and a place that nearly matches it, if any."""

    reason: NotFoundReason
    piece: QuotePiece
    source: SearchableText
    near_miss: Span | None = None


def find_candidates(
    source: SearchableText, pieces: Sequence[QuotePiece], context: SelectorContext
) -> list[Candidate] | SearchFailure:
    """Find all candidates, at most `MAX_OCCURRENCES`.

    Two candidates differ if any piece stands elsewhere.
    """
    if len(pieces) > MAX_PIECES:
        return SearchFailure(NotFoundReason.TOO_LONG, pieces[0], source)
    for piece in pieces:
        if len(piece.parts) > MAX_PIECES:
            return SearchFailure(NotFoundReason.TOO_LONG, piece, source)
        if piece.length < MIN_PIECE and (len(pieces) > 1 or len(piece.parts) > 1):
            return SearchFailure(NotFoundReason.PIECE_TOO_SHORT, piece, source)
    occurrences: list[list[PartSpans]] = []
    earliest = 0
    for index, piece in enumerate(pieces):
        beside = SelectorContext(
            context.prefix if index == 0 else "",
            context.suffix if index == len(pieces) - 1 else "",
        )
        found = _occurrences(source, piece, beside, earliest)
        if isinstance(found, SearchFailure):
            return (_out_of_order(source, piece, beside) if index else None) or found
        occurrences.append(found)
        earliest = found[0][-1].end

    # Drop occurrences that leave no room for the pieces after them. The first occurrences of each
    # piece are enough: two that leave room make the quote ambiguous.
    room = len(source.text)
    for found in reversed(occurrences):
        found[:] = [spans for spans in found if spans[-1].end <= room]
        room = found[-1][0].start

    candidates: list[Candidate] = [(spans,) for spans in occurrences[0]]
    for found in occurrences[1:]:
        longer = (
            (*candidate, spans)
            for candidate in candidates
            for spans in found
            if spans[0].start >= candidate[-1][-1].end
        )
        candidates = list(islice(longer, MAX_OCCURRENCES))
    return candidates


def _out_of_order(
    source: SearchableText, piece: QuotePiece, context: SelectorContext
) -> SearchFailure | None:
    found = _occurrences(source, piece, context, 0)
    if isinstance(found, SearchFailure):
        return None
    return SearchFailure(NotFoundReason.PIECES_OUT_OF_ORDER, piece, source, found[0][0])


def _occurrences(
    source: SearchableText, piece: QuotePiece, context: SelectorContext, first: int
) -> list[PartSpans] | SearchFailure:
    """Where a piece stands from `first` on, with whole words and between prefix and suffix.

    At most `MAX_OCCURRENCES`, also overlapping ones.
    """
    try:
        return _matches(source, piece, context, first)
    except _TooManyTries:
        return SearchFailure(NotFoundReason.TOO_COMMON, piece, source)


def _matches(
    source: SearchableText, piece: QuotePiece, context: SelectorContext, first: int
) -> list[PartSpans] | SearchFailure:
    """As `_occurrences`. Raises _TooManyTries."""
    matches: list[PartSpans] = []
    cut_word: Span | None = None
    elsewhere: Span | None = None
    # Each try costs up to the length of the piece.
    tries = min(_MAX_TRIES, 1_000 + 10_000_000 // piece.length)
    for spans in _same_letters(source.text, piece, context, first):
        start, end = spans[0].start, spans[-1].end
        if not all(_is_boundary(source, at) for at in (start, end)):
            cut_word = cut_word or spans[0]
        elif not context.surrounds(source.text, start, end):
            elsewhere = elsewhere or spans[0]
        elif all(
            _is_same(part, source, span) for part, span in zip(piece.parts, spans, strict=True)
        ):
            matches.append(spans)
        tries -= 1
        if not tries:
            raise _TooManyTries
        if len(matches) == MAX_OCCURRENCES:
            break
    if matches:
        return matches
    if elsewhere is None and context != SelectorContext() and len(piece.parts) == 1:
        anywhere = _matches(source, piece, SelectorContext(), first)
        if not isinstance(anywhere, SearchFailure):
            elsewhere = anywhere[0][0]
        elif cut_word is None:
            return anywhere
    if elsewhere is not None:
        return SearchFailure(NotFoundReason.CONTEXT_MISMATCH, piece, source, elsewhere)
    if cut_word is not None:
        return SearchFailure(NotFoundReason.WORD_CUT, piece, source, cut_word)
    return SearchFailure(NotFoundReason.NO_SUCH_TEXT, piece, source)


def _same_letters(
    text: str, piece: QuotePiece, context: SelectorContext, first: int
) -> Iterator[PartSpans]:
    """Where the parts of a piece stand from an offset on, also overlapping.

    A piece of a single part is searched for together with its context.
    """
    if len(piece.parts) > 1:
        yield from _PartSearch(text, piece).matches(first)
        return
    for span in context.search(piece.parts[0].text, text, first):
        yield (span,)


class _TooManyTries(Exception):
    """The search was stopped: too many places begin like a match."""


class _PartSearch:
    """Searches for a piece with brackets between its parts.

    Remembers what follows a gap at an offset. A single regular expression for the piece would
    backtrack through every way to divide the words among the brackets.
    """

    def __init__(self, text: str, piece: QuotePiece) -> None:
        self._text = text
        self._parts = [part.text for part in piece.parts]
        self._gaps = piece.gaps[1:-1]
        # With the first character of the next part, which a gap may look ahead to.
        self._patterns = [
            re.compile(f"{gap.pattern}{re.escape(part[:1])}")
            for gap, part in zip(self._gaps, self._parts[1:], strict=True)
        ]
        self._known: dict[tuple[int, int], PartSpans | None] = {}
        self._tries = 0

    def matches(self, first: int) -> Iterator[PartSpans]:
        """Where the parts stand from an offset on. Raises _TooManyTries."""
        one, two = self._parts[:2]
        beginning = re.compile(f"{re.escape(one)}{self._gaps[0].pattern}{re.escape(two)}")
        found = beginning.search(self._text, first)
        while found:
            self._count_try()
            start = found.start()
            end = start + len(one)
            if (rest := self._after_gap(0, end)) is not None:
                yield (Span(start, end), *rest)
            found = beginning.search(self._text, start + 1)

    def _after_gap(self, gap: int, at: int) -> PartSpans | None:
        """Where the parts after a gap stand if the gap begins at `at`; None if they do not."""
        if gap == len(self._gaps):
            return ()
        if (gap, at) not in self._known:
            self._known[gap, at] = next(self._continuations(gap, at), None)
        return self._known[gap, at]

    def _continuations(self, gap: int, at: int) -> Iterator[PartSpans]:
        part = self._parts[gap + 1]
        last = at + self._gaps[gap].longest + len(part)
        start = self._text.find(part, at, last)
        while start >= 0:
            self._count_try()
            if self._patterns[gap].fullmatch(self._text, at, start + len(part[:1])):
                end = start + len(part)
                if (rest := self._after_gap(gap + 1, end)) is not None:
                    yield (Span(start, end), *rest)
            start = self._text.find(part, start + 1, last)

    def _count_try(self) -> None:
        self._tries += 1
        if self._tries > _MAX_TRIES:
            raise _TooManyTries


def _is_boundary(source: SearchableText, at: int) -> bool:
    """Whether a passage may begin or end at an offset: not inside a word or a character."""
    if source.divides(at):
        return False
    if isinstance(source, CleanText):
        return source.has_hyphen(at) or not cuts_word(source.text, at)
    return not cuts_word(source.text, at) and not breaks_word(source, at)


def _is_same(part: SearchableText, source: SearchableText, span: Span) -> bool:
    """Whether a span with the same letters is the same text."""
    if isinstance(source, CleanText) and isinstance(part, CleanText):
        return is_same(part, source, span.start)
    return True
