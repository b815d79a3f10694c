"""Shared by all output formats: which problems are printed, how many there are, safe text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck_report.model.safe_text import visible
from factcheck_report.problems.problem import Problem, Severity

MOST_PRINTED = 100
"""Problems that are printed one by one. A badly broken file may have thousands."""
FEW_PROBLEMS = 5
"""If there are more problems, their number by rule is printed first."""
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The number of problems with one rule and severity."""

    severity: Severity
    rule: str
    number: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The problems to print, in the order given, and a count of the others."""

    printed: tuple[Problem, ...]
    left_out: tuple[RuleCount, ...]
    """Errors first, then the most frequent."""


def select(problems: Sequence[Problem], most: int = MOST_PRINTED) -> Selection:
    """Choose at most `most` problems, but always the first of every rule.

    Takes the first problem of every rule, then the second, and so on; errors come first.
    """
    turns: Counter[tuple[Severity, str]] = Counter()
    ranked = []
    for index, problem in enumerate(problems):
        key = problem.severity, problem.rule
        ranked.append((turns[key], _ORDER.index(problem.severity), index))
        turns[key] += 1
    ranked.sort()
    chosen = {index for place, (turn, _, index) in enumerate(ranked) if place < most or not turn}
    return Selection(
        tuple(problem for index, problem in enumerate(problems) if index in chosen),
        rule_counts(problem for index, problem in enumerate(problems) if index not in chosen),
    )


def rule_counts(problems: Iterable[Problem]) -> tuple[RuleCount, ...]:
    """Count problems by severity and rule; errors first, then the most frequent."""
    numbers = Counter((problem.severity, problem.rule) for problem in problems)
    return tuple(
        sorted(
            (RuleCount(severity, rule, number) for (severity, rule), number in numbers.items()),
            key=lambda group: (_ORDER.index(group.severity), -group.number, group.rule),
        )
    )


def counted(number: int, one: str) -> str:
    """E.g. "1 error", "2,000 errors"."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def listed(items: Sequence[str], most: int, between: str = ", ") -> str:
    """At most `most` items, e.g. "a, b and 3 more"."""
    more = f" and {len(items) - most:,} more" if len(items) > most else ""
    return between.join(items[:most]) + more


def total(problems: Sequence[Problem]) -> str:
    """Count problems by severity, e.g. "2 errors, 1 note"; empty if there are none."""
    numbers = Counter(problem.severity for problem in problems)
    return ", ".join(counted(numbers[item], str(item)) for item in _ORDER if numbers[item])


def error_summary(errors: Sequence[Problem]) -> str:
    """The last line for errors, e.g. "2 errors. Fix them before the report can be built."."""
    them = "it" if len(errors) == 1 else "them"
    return f"{counted(len(errors), 'error')}. Fix {them} before the report can be built."


def warning_summary(warnings: Sequence[Problem]) -> str:
    """The last line for warnings, as `error_summary`."""
    each = "it" if len(warnings) == 1 else "each"
    return (
        f"{counted(len(warnings), 'warning')}. Fix {each}, or accept it with a reason (accept:), "
        "before the report can be published."
    )


def one_line(text: str) -> str:
    """Make a text safe to print on one line: problems quote untrusted files.

    GitHub's runners execute lines that begin with `::`, and `##[` anywhere in a line.
    """
    return " ".join(visible(text).split()).replace("##[", "# #[")


def safe_json(content: object) -> str:
    """JSON that is safe to print to a terminal or the log of a runner.

    Only escapes are added. All code points outside ASCII are escaped, because JSON allows C1
    control characters.
    """
    return json.dumps(content, ensure_ascii=True, indent=2).replace("##[", "#\\u0023[")
