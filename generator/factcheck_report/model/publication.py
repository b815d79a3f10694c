"""The report as a publication: title, publisher, licence, and its settings for rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from factcheck_report.model.dates import PartialDate
from factcheck_report.model.positions import EntryPositions, Position


class PublisherKind(StrEnum):
    """What a publisher is."""

    ORGANISATION = "organisation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the report."""

    name: str
    url: str | None = None
    kind: PublisherKind = PublisherKind.ORGANISATION


@dataclass(frozen=True, slots=True)
class License:
    """The licence of the claims, verdicts and analyses."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RatingScale:
    """The ratings that a verdict of the report could have."""

    worst: int
    best: int


class Level(StrEnum):
    """How severe the findings of an editorial rule are."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """The level that the report sets for a rule."""

    rule: str
    level: Level
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The `report:` entry."""

    title: str
    summary: str
    language: str = "en"
    publisher: Publisher | None = None
    about: str | None = None
    """Who is behind the report, where no publisher is."""
    checked: PartialDate | None = None
    """None if it is the latest review of a claim."""
    report_errors: str | None = None
    license: License | None = None
    key_claims: tuple[str, ...] = ()
    """Ids of the claims at the top of the home page."""
    scale: RatingScale | None = None
    """None if the report does not state it. Its ratings are no numbers for others then."""
    rules: tuple[RuleSetting, ...] = ()
    positions: EntryPositions = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Revision:
    """The state of the git repository that a report was made of."""

    commit: str | None
    """The id of the commit; None if files were changed or added since."""
    tag: str | None = None
    """The name of a tag of this commit, if it has one."""
