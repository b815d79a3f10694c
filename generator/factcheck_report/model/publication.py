"""The report as a publication: its title, publisher, licence, and the rules it sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from factcheck_report.model.positions import Marks, Position


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the report."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class License:
    """What others may do with the claims, verdicts and analyses."""

    name: str
    url: str | None = None


class Level(StrEnum):
    """How a report takes what an editorial rule finds."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A level that the report sets for a rule, by the rule's id."""

    rule: str
    level: Level
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The `report:` entry: what the report says of itself."""

    title: str
    summary: str
    language: str = "en"
    publisher: Publisher | None = None
    report_errors: str | None = None
    license: License | None = None
    key_claims: tuple[str, ...] = ()
    """Ids of the claims that the home page shows first."""
    rules: tuple[RuleSetting, ...] = ()
    marks: Marks = field(compare=False, repr=False)
