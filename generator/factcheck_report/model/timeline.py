"""Events, and disagreements between documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from factcheck_report.model.claims import Quote
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.positions import EntryPositions


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event with a date, proved by quotes."""

    when: PartialDate
    when_note: str | None = None
    """How the inferred parts of the date were found."""
    event: str
    quotes: tuple[Quote, ...]
    claims: tuple[str, ...] = ()
    positions: EntryPositions = field(compare=False, repr=False)


class Compatible(StrEnum):
    """Whether two passages that disagree can both be true."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Passages of one or several documents that contradict each other."""

    about: str
    compatible: Compatible
    note: str
    """One sentence on whether they can both be true."""
    quotes: tuple[Quote, ...]
    claims: tuple[str, ...] = ()
    positions: EntryPositions = field(compare=False, repr=False)
