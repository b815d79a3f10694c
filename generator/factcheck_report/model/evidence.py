"""Quotes that were found in their documents, with receipts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from factcheck_report.model.claims import Quote
from factcheck_report.model.texts import Match, Span


class EntryKind(StrEnum):
    """The sort of entry that quotes a passage."""

    CLAIM = "claim"
    EVENT = "event"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words in square brackets that the editor put into a quote, as in “[the office]”."""

    at: Span
    """What stands in the document in their place; empty where they only add something."""
    text: str
    """With the brackets."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof of a quote: where its words stand in which file, and how exactly they match."""

    match: Match
    pieces: tuple[Span, ...]
    """The passage, or its parts in order where the quote elides with […]."""
    differences: tuple[str, ...]
    """Keys of what had to be folded for a normalised match; see `locating`."""
    lines: tuple[int, int]
    """First and last line."""
    sha256: str
    """Of the file's bytes."""
    also: tuple[tuple[Span, ...], ...] = ()
    """The pieces at other places where the same sentence stands."""
    brackets: tuple[Bracket, ...] = ()
    """The editor's additions, in the order of the text."""

    @property
    def span(self) -> Span:
        """From the first character of the first piece to the end of the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    @property
    def gaps(self) -> tuple[Span, ...]:
        """What the quote leaves out with […]: between each two pieces."""
        return tuple(Span(left.end, right.start) for left, right in pairwise(self.pieces))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A proved quote, and the entry that cites it."""

    kind: EntryKind
    entry: str
    """The claim's id; the number, from 1, of an event or a disagreement."""
    number: int
    """Of the quote within its entry, from 1."""
    quote: Quote
    receipt: Receipt

    @property
    def anchor(self) -> str:
        """The fragment of the marked passage on the source's page; public and stable."""
        prefix = "quote" if self.kind is EntryKind.CLAIM else f"{self.kind}-quote"
        return f"{prefix}-{self.entry}-{self.number}"
