"""Looks for the pieces of a quote, in order, in one form of a source text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from factcheck_report.model.spans import Span
from factcheck_report.quotes.artefacts import CleanText, breaks_word, compare, is_same
from factcheck_report.quotes.brackets import BracketedCapital, BracketGap
from factcheck_report.quotes.differences import differences_between
from factcheck_report.quotes.folding import SearchableText
from factcheck_report.quotes.results import (
    MAX_OCCURRENCES,
    MAX_PIECES,
    MIN_PIECE,
    Difference,
    NotFoundReason,
)
from factcheck_report.quotes.words import cuts_word

_MOST_TRIES = 50_000
"""Places that begin like a match and are looked at."""

PartSpans = tuple[Span, ...]
"""Where each part of a piece stands in the folded source."""
Candidate = tuple[PartSpans, ...]
"""Where each piece stands."""


@dataclass(frozen=True, slots=True)
class QuotePiece:
    """What stands between two elision marks. Brackets cut it into parts."""

    parts: tuple[SearchableText, ...]
    gaps: tuple[BracketGap, ...] = ()
    """Before the first part, between each two, behind the last; none without brackets."""
    capitals: tuple[BracketedCapital, ...] = ()

    @property
    def length(self) -> int:
        """Code points that must stand in the source."""
        return sum(len(part.text) for part in self.parts)

    def candidates(self, text: str, first: int, context: QuoteContext) -> Iterator[PartSpans]:
        """Where the parts stand in a text from an offset on, overlapping places too.

        If the piece is one part, only where it has its context.
        """
        if len(self.parts) > 1:
            yield from _PartSearch(text, self).places(first)
            return
        for found in context.searched(self.parts[0].text, text, first):
            yield (found,)


class _TooManyPlaces(Exception):
    """So many places begin like a match that the search was given up."""


class _PartSearch:
    """Looks for parts of a piece with brackets between them.

    Of each part it remembers what follows it at a place. One regular expression for all parts would
    try every way to divide the words among the brackets: as many as there are ways, not words.
    """

    def __init__(self, text: str, piece: QuotePiece) -> None:
        self._text = text
        self._parts = [part.text for part in piece.parts]
        self._gaps = piece.gaps[1:-1]
        # With the first character of the part behind it: a gap may end only before a certain one.
        self._patterns = [
            re.compile(f"{gap.pattern}{re.escape(part[:1])}")
            for gap, part in zip(self._gaps, self._parts[1:], strict=True)
        ]
        self._known: dict[tuple[int, int], PartSpans | None] = {}
        self._tries = 0

    def places(self, first: int) -> Iterator[PartSpans]:
        """Where the parts stand from an offset on. Raises _TooCommon."""
        one, two = self._parts[:2]
        beginning = re.compile(f"{re.escape(one)}{self._gaps[0].pattern}{re.escape(two)}")
        found = beginning.search(self._text, first)
        while found:
            self._try()
            start = found.start()
            end = start + len(one)
            if (rest := self._following(0, end)) is not None:
                yield (Span(start, end), *rest)
            found = beginning.search(self._text, start + 1)

    def _following(self, gap: int, at: int) -> PartSpans | None:
        """Where the parts behind a gap stand if it begins at `at`; None if they do not."""
        if gap == len(self._gaps):
            return ()
        if (gap, at) not in self._known:
            self._known[gap, at] = next(self._ways(gap, at), None)
        return self._known[gap, at]

    def _ways(self, gap: int, at: int) -> Iterator[PartSpans]:
        part = self._parts[gap + 1]
        last = at + self._gaps[gap].longest + len(part)
        start = self._text.find(part, at, last)
        while start >= 0:
            self._try()
            if self._patterns[gap].fullmatch(self._text, at, start + len(part[:1])):
                end = start + len(part)
                if (rest := self._following(gap + 1, end)) is not None:
                    yield (Span(start, end), *rest)
            start = self._text.find(part, start + 1, last)

    def _try(self) -> None:
        self._tries += 1
        if self._tries > _MOST_TRIES:
            raise _TooManyPlaces


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """What has to stand directly before and after, folded; empty where it does not matter."""

    before: str = ""
    after: str = ""

    def surrounds(self, text: str, start: int, end: int) -> bool:
        """Whether it stands round a range of a folded text, white space between aside."""
        # Folded text has no two spaces in a row, so at most one stands between.
        start -= text.endswith(" ", 0, start)
        end += text.startswith(" ", end)
        return text.endswith(self.before, 0, start) and text.startswith(self.after, end)

    def searched(self, words: str, text: str, first: int) -> Iterator[Span]:
        """Where words stand with it around them, from an offset on, overlapping places too.

        It is looked for together with the words, which may stand in thousands of places.
        """
        heads = (self.before, f"{self.before} ") if self.before else ("",)
        tails = (self.after, f" {self.after}") if self.after else ("",)
        places = (_between(head, words, tail, text, first) for head in heads for tail in tails)
        yield from merge(*places)


def _between(head: str, words: str, tail: str, text: str, first: int) -> Iterator[Span]:
    """Where words stand between two others, in order, from an offset on."""
    needle = head + words + tail
    at = text.find(needle, max(first - len(head), 0))
    while at >= 0:
        start = at + len(head)
        yield Span(start, start + len(words))
        at = text.find(needle, at + 1)


@dataclass(frozen=True, slots=True)
class SearchFailure:
    """Why pieces were not found: the piece, and the place it nearly stands at, if any."""

    reason: NotFoundReason
    piece: QuotePiece
    source: SearchableText
    place: Span | None = None


def find_candidates(
    source: SearchableText, pieces: Sequence[QuotePiece], context: QuoteContext
) -> list[Candidate] | SearchFailure:
    """All ways, at most `MAX_OCCURRENCES`, in which the pieces stand in order.

    Two ways are different if any piece stands elsewhere: an editor has to say which.
    """
    if len(pieces) > MAX_PIECES:
        return SearchFailure(NotFoundReason.TOO_LONG, pieces[0], source)
    for piece in pieces:
        if len(piece.parts) > MAX_PIECES:
            return SearchFailure(NotFoundReason.TOO_LONG, piece, source)
        if piece.length < MIN_PIECE and (len(pieces) > 1 or len(piece.parts) > 1):
            return SearchFailure(NotFoundReason.PIECE_TOO_SHORT, piece, source)
    places: list[list[PartSpans]] = []
    earliest = 0
    for index, piece in enumerate(pieces):
        wanted = QuoteContext(
            context.before if index == 0 else "",
            context.after if index == len(pieces) - 1 else "",
        )
        found = _occurrences(source, piece, wanted, earliest)
        if isinstance(found, SearchFailure):
            return (_out_of_order(source, piece, wanted) if index else None) or found
        places.append(found)
        earliest = found[0][-1].end

    # Only what leaves room for all that follows. The first occurrences suffice: a
    # piece with a second one that leaves room is ambiguous already.
    room = len(source.text)
    for found in reversed(places):
        found[:] = [place for place in found if place[-1].end <= room]
        room = found[-1][0].start

    ways: list[Candidate] = [(place,) for place in places[0]]
    for found in places[1:]:
        longer = (
            (*way, place) for way in ways for place in found if place[0].start >= way[-1][-1].end
        )
        ways = list(islice(longer, MAX_OCCURRENCES))
    return ways


def _out_of_order(
    source: SearchableText, piece: QuotePiece, context: QuoteContext
) -> SearchFailure | None:
    found = _occurrences(source, piece, context, 0)
    if isinstance(found, SearchFailure):
        return None
    return SearchFailure(NotFoundReason.PIECES_OUT_OF_ORDER, piece, source, found[0][0])


def _occurrences(
    source: SearchableText, piece: QuotePiece, context: QuoteContext, first: int
) -> list[PartSpans] | SearchFailure:
    """Where a piece stands from `first` on, whole and in its context.

    At most `MAX_OCCURRENCES`; overlapping ones count.
    """
    try:
        return _places(source, piece, context, first)
    except _TooManyPlaces:
        return SearchFailure(NotFoundReason.TOO_COMMON, piece, source)


def _places(
    source: SearchableText, piece: QuotePiece, context: QuoteContext, first: int
) -> list[PartSpans] | SearchFailure:
    """As `_occurrences`. Raises _TooCommon."""
    places: list[PartSpans] = []
    cut: Span | None = None
    elsewhere: Span | None = None
    # Each try costs up to the length of the needle.
    tries = min(_MOST_TRIES, 1_000 + 10_000_000 // piece.length)
    for place in piece.candidates(source.text, first, context):
        start, end = place[0].start, place[-1].end
        if not all(_is_whole(source, at) for at in (start, end)):
            cut = cut or place[0]
        elif not context.surrounds(source.text, start, end):
            elsewhere = elsewhere or place[0]
        elif all(
            _is_same(part, source, span) for part, span in zip(piece.parts, place, strict=True)
        ):
            places.append(place)
        tries -= 1
        if not tries:
            raise _TooManyPlaces
        if len(places) == MAX_OCCURRENCES:
            break
    if places:
        return places
    if elsewhere is None and context != QuoteContext() and len(piece.parts) == 1:
        without = _places(source, piece, QuoteContext(), first)
        if not isinstance(without, SearchFailure):
            elsewhere = without[0][0]
        elif cut is None:
            return without
    if elsewhere is not None:
        return SearchFailure(NotFoundReason.CONTEXT_MISMATCH, piece, source, elsewhere)
    if cut is not None:
        return SearchFailure(NotFoundReason.WORD_CUT, piece, source, cut)
    return SearchFailure(NotFoundReason.NO_SUCH_TEXT, piece, source)


def _is_whole(source: SearchableText, at: int) -> bool:
    """Whether a passage may begin or end at an offset: not inside a word or a character."""
    if source.divides(at):
        return False
    if isinstance(source, CleanText):
        return source.has_hyphen(at) or not cuts_word(source.text, at)
    return not cuts_word(source.text, at) and not breaks_word(source, at)


def _is_same(part: SearchableText, source: SearchableText, place: Span) -> bool:
    """Whether a place with the same letters has the same text."""
    if isinstance(source, CleanText) and isinstance(part, CleanText):
        return is_same(part, source, place.start)
    return True


def differences(
    part: SearchableText, source: SearchableText, place: Span
) -> frozenset[Difference] | None:
    """What differs at a place with the same letters; None if it is not the same text."""
    if isinstance(source, CleanText) and isinstance(part, CleanText):
        return compare(part, source, place.start)
    span = source.span(place.start, place.end)
    passage = source.original[span.start : span.end]
    return frozenset(differences_between(part.original, passage))
