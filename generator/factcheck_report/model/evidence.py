"""Proved quotes and their receipts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from factcheck_report.model.claims import Quote
from factcheck_report.model.spans import Span


class Match(StrEnum):
    """How exactly a quote matches its passage."""

    EXACT = "exact"
    """Every character is the same."""
    NORMALISED = "normalised"
    """The words are the same; white space, typography or invisible characters differ."""


class EntryKind(StrEnum):
    """The section that an entry with quotes belongs to."""

    CLAIM = "claim"
    EVENT = "event"
    DISAGREEMENT = "disagreement"


def quote_name(kind: EntryKind, entry: str, number: int) -> str:
    """The name of a quote in problems, e.g. “claim iran-supplied-drones, quote 2”."""
    return f"{kind} {entry}, quote {number}"


@dataclass(frozen=True, slots=True)
class Bracket:
    """The editor's own words in a quote, in square brackets: “[the office]”."""

    at: Span
    """The words of the document that they replace; empty if they only add something."""
    text: str
    """Includes the brackets."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof of a quote: the passage in the file, and how exactly it matches."""

    match: Match
    pieces: tuple[Span, ...]
    """The passage; several parts, in order, if the quote leaves words out with […]."""
    differences: tuple[str, ...]
    """Values of `quotes.Difference`: what differs between quote and passage."""
    lines: tuple[int, int]
    """First and last line."""
    sha256: str
    """Of the file's bytes."""
    words_id: str
    """The words of the pieces as an id, such as `quote-drones-were-sent-51d425d2`."""
    also: tuple[tuple[Span, ...], ...] = ()
    """The pieces of other passages with the same sentence."""
    brackets: tuple[Bracket, ...] = ()
    """The editor's brackets, in the order of the text."""
    pages: tuple[int, int] | None = None
    """First and last page, from 1; None if the document has no pages."""
    time: str | None = None
    """The time in a recording at which the passage begins, such as 00:12:07."""

    @property
    def span(self) -> Span:
        """From the first character of the first piece to the end of the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    @property
    def gaps(self) -> tuple[Span, ...]:
        """The text that the quote leaves out with […], between each two pieces."""
        return tuple(Span(left.end, right.start) for left, right in pairwise(self.pieces))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A proved quote, and the entry it belongs to."""

    kind: EntryKind
    entry: str
    """The id of a claim; the number, from 1, of an event or a disagreement."""
    number: int
    """Of the quote within its entry, from 1."""
    quote: Quote
    receipt: Receipt
    id: str
    """Its last part of the address on the page of a claim or disagreement, without #. Unique in its
    entry."""
    anchor: str
    """The same on the source's page, on the timeline, and in files with all quotes. Unique in the
    report."""

    @property
    def name(self) -> str:
        """Its name in problems."""
        return quote_name(self.kind, self.entry, self.number)
