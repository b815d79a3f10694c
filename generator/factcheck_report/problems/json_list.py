"""Problems as a JSON array. Its schema is problems.schema.json, next to this file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from factcheck_report.model import Position
from factcheck_report.problems.printing import safe_json
from factcheck_report.problems.problem import Problem, Severity

_FIELDS = ("entry", "rule", "severity", "what", "fix")


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON array with one object per problem."""
    return safe_json(
        [
            asdict(problem.position) | {name: getattr(problem, name) for name in _FIELDS}
            for problem in problems
        ]
    )


def from_json(text: str) -> tuple[Problem, ...]:
    """Read the problems that `as_json` wrote."""
    return tuple(
        Problem(
            position=Position(item["file"], item["line"], item["column"]),
            **{name: item[name] for name in _FIELDS} | {"severity": Severity(item["severity"])},
        )
        for item in json.loads(text)
    )
