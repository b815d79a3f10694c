"""Problems as a JSON array. Its schema is problems.schema.json, next to this file."""

from __future__ import annotations

import json
from collections.abc import Sequence

from factcheck_report.model import Position
from factcheck_report.problems.printing import safe_json
from factcheck_report.problems.problem import Problem, Severity


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON array with one object per problem."""
    return safe_json(
        [
            {
                "file": problem.position.file,
                "line": problem.position.line,
                "column": problem.position.column,
                "entry": problem.entry,
                "rule": problem.rule,
                "severity": str(problem.severity),
                "what": problem.what,
                "fix": problem.fix,
            }
            for problem in problems
        ]
    )


def from_json(text: str) -> tuple[Problem, ...]:
    """Read the problems that `as_json` wrote."""
    return tuple(
        Problem(
            position=Position(item["file"], item["line"], item["column"]),
            entry=item["entry"],
            rule=item["rule"],
            severity=Severity(item["severity"]),
            what=item["what"],
            fix=item["fix"],
        )
        for item in json.loads(text)
    )
