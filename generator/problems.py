"""Problems: what is wrong in the report's files, said to editors, as data."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.model import Position
from generator.texts import visible


class Severity(StrEnum):
    """Whether a report with the problem may be published."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, where it is, and how to mend it."""

    position: Position
    entry: str = ""
    """The entry it is in, e.g. "claim iran-supplied-drones"; empty where it is in none."""
    rule: str
    """Id of the rule that was broken: stable, lower case, with hyphens."""
    what: str
    """What is wrong, in whole sentences."""
    mend: str
    """What to do about it, in whole sentences."""
    severity: Severity = Severity.ERROR


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place, each said once."""
    return tuple(sorted(set(problems), key=lambda item: (item.position, item.rule, item.what)))


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """A sentence that offers the known word most like the typed one; empty if none is alike."""
    alike = difflib.get_close_matches(typed[:80], list(known), n=1, cutoff=0.6)
    return f"Did you mean “{alike[0]}”? " if alike else ""


def as_text(problems: Iterable[Problem]) -> str:
    """For people at a terminal: one paragraph a problem, without a line end behind the last."""
    return "\n\n".join(_paragraph(problem) for problem in problems)


def _paragraph(problem: Problem) -> str:
    place = problem.position
    entry = f"{visible(problem.entry)}: " if problem.entry else ""
    return (
        f"{visible(place.file)}:{place.line}:{place.column}: {problem.severity}: {entry}"
        f"{visible(problem.what)}\n"
        f"    To mend it: {visible(problem.mend)} [{problem.rule}]"
    )


def as_json(problems: Iterable[Problem]) -> str:
    """For programs: a JSON array, one object a problem."""
    return json.dumps(
        [
            {
                "file": problem.position.file,
                "line": problem.position.line,
                "column": problem.position.column,
                "entry": problem.entry,
                "rule": problem.rule,
                "severity": str(problem.severity),
                "what": problem.what,
                "mend": problem.mend,
            }
            for problem in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_github(problems: Iterable[Problem]) -> str:
    """For a GitHub workflow's log, where each becomes an annotation on its line.

    The escapes are those of the Actions toolkit: `%`, CR and LF everywhere, `:` and `,` in
    properties too (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
    """
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    place = problem.position
    properties = {
        "file": place.file,
        "line": str(place.line),
        "col": str(place.column),
        "title": problem.entry or problem.rule,
    }
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = f"{visible(problem.what)}\nTo mend it: {visible(problem.mend)} [{problem.rule}]"
    return f"::{problem.severity} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
