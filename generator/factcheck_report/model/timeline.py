"""Events, and disagreements between documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from factcheck_report.model.claims import Quote
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.positions import EntryPositions


class DateRelation(StrEnum):
    """How an event relates to its date. The values are the fields that hold the date."""

    WHEN = "when"
    AFTER = "after"
    BEFORE = "before"
    DURING = "during"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event with a date, proved by quotes. It has exactly one of the four fields of dates."""

    id: str = ""
    """The last part of its address, without #: its own or, written when the file is loaded, made of
    its words. Unique."""
    when: PartialDate | None = None
    after: PartialDate | None = None
    before: PartialDate | None = None
    during: PartialDate | None = None
    """At some time within a month, season or year."""
    when_note: str | None = None
    """How the inferred parts of the date were found."""
    event: str
    quotes: tuple[Quote, ...]
    claims: tuple[str, ...] = ()
    positions: EntryPositions = field(compare=False, repr=False)

    @property
    def dated(self) -> tuple[DateRelation, PartialDate]:
        """Its date, and how it relates to it."""
        for relation in DateRelation:
            date: PartialDate | None = getattr(self, relation)
            if date is not None:
                return relation, date
        raise ValueError("the event has no date")

    @property
    def sort_key(self) -> tuple[int, int, int, int]:
        """Sorts events by time.

        “After June” comes behind everything in June, “before June” directly before June, and
        “during June” behind what is dated June, before the days of June.
        """
        relation, date = self.dated
        if relation is DateRelation.AFTER:
            return *date.end_key, 2
        return *date.sort_key, _ORDER[relation]


_ORDER = {DateRelation.BEFORE: -1, DateRelation.WHEN: 0, DateRelation.DURING: 1}
"""The order of events with the same date."""


class Compatible(StrEnum):
    """Whether two passages that disagree can both be true."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Passages of one or several documents that contradict each other or differ in detail."""

    id: str = ""
    """Part of its page's address: its own or, written when the file is loaded, made of `about`.
    Unique."""
    about: str
    compatible: Compatible
    note: str
    """One sentence on whether they can both be true."""
    quotes: tuple[Quote, ...]
    claims: tuple[str, ...] = ()
    positions: EntryPositions = field(compare=False, repr=False)

    @property
    def is_real(self) -> bool:
        """Whether not both can be true. If they can, even in part, it is a difference in detail."""
        return self.compatible is Compatible.NO
