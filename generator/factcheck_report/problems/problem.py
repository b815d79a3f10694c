"""One problem, and how several are put in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from factcheck_report.model import Position


class Severity(StrEnum):
    """What a problem stops."""

    ERROR = "error"
    """The report cannot be built."""
    WARNING = "warning"
    """The preview shows the report; it is not published until the warning is dealt with."""
    NOTE = "note"
    """Nothing: it is printed and that is all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, where it is, and how to fix it."""

    position: Position
    entry: str = ""
    """The entry it is in, e.g. "claim iran-supplied-drones"; empty where it is in none."""
    rule: str
    """Id of the rule that was broken: stable, lower case, with hyphens."""
    what: str
    """What is wrong, in whole sentences."""
    fix: str
    """What to do about it, in whole sentences."""
    severity: Severity = Severity.ERROR


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place, each said once."""
    return tuple(sorted(set(problems), key=lambda item: (item.position, item.rule, item.what)))
