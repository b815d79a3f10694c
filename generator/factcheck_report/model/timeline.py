"""Events, and disagreements between documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from factcheck_report.model.claims import Quote
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.positions import Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a date, proved by quotes like a claim."""

    when: PartialDate
    when_note: str | None = None
    """How the date was arrived at, where a part of it is inferred."""
    event: str
    quotes: tuple[Quote, ...]
    claims: tuple[str, ...] = ()
    marks: Marks = field(compare=False, repr=False)


class Compatible(StrEnum):
    """Whether two passages that disagree can both be true."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Passages, of one document or several, that contradict each other."""

    about: str
    compatible: Compatible
    note: str
    """One sentence on whether they can both be true."""
    quotes: tuple[Quote, ...]
    claims: tuple[str, ...] = ()
    marks: Marks = field(compare=False, repr=False)
