"""Problems for programs, as JSON; `problems.schema.json` beside this file says what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from generator.problems.printing import harmless_json
from generator.problems.problem import Problem


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON array, one object a problem."""
    return harmless_json(
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
        ]
    )
