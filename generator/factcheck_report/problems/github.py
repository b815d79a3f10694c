"""Problems as annotations in the log of a GitHub workflow."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck_report.problems.printing import one_line
from factcheck_report.problems.problem import Problem, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(problems: Sequence[Problem]) -> str:
    """One workflow command per line.

    Escapes the same characters as the Actions toolkit: `%`, CR and LF everywhere, in properties
    also `:` and `,`
    (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
    """
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    place = problem.position
    properties = {
        "file": one_line(place.file),
        "line": str(place.line),
        "col": str(place.column),
        "title": one_line(problem.entry) or problem.rule,
    }
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = f"{one_line(problem.what)}\nFix: {one_line(problem.fix)} [{problem.rule}]"
    return f"::{_COMMANDS[problem.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
