"""One problem in the report's files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from factcheck_report.model import Position


class Severity(StrEnum):
    """How severe a problem is, most severe first."""

    ERROR = "error"
    """The report cannot be built."""
    WARNING = "warning"
    """The preview shows the report. It cannot be published until the warning is fixed or
    accepted."""
    NOTE = "note"
    """For information only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, its position, and how to fix it."""

    position: Position
    entry: str = ""
    """The entry with the problem, e.g. "claim iran-supplied-drones"; empty if there is none."""
    rule: str
    """Id of the broken rule. Reports and programs use it: never change it."""
    what: str
    """What is wrong, in whole sentences."""
    fix: str
    """What to do, in whole sentences."""
    severity: Severity = Severity.ERROR


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by position, and drop duplicates."""
    return tuple(sorted(set(problems), key=lambda item: (item.position, item.rule, item.what)))
