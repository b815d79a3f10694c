"""What the forms for people share: which problems are printed, their number, harmless text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck_report.model.texts import visible
from factcheck_report.problems.problem import Problem, Severity

MOST_PRINTED = 100
"""Problems that are printed one by one; a file that is wrong all over has no end of them."""
HANDFUL = 5
"""As many problems are seen at a glance; more are counted by rule first."""
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Group:
    """How many problems of one severity a rule found."""

    severity: Severity
    rule: str
    number: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The problems that are printed, in the order in which they were given, and the others."""

    printed: tuple[Problem, ...]
    left_out: tuple[Group, ...]
    """The number of the others by rule; errors first, then the most frequent."""


def select(problems: Sequence[Problem], most: int = MOST_PRINTED) -> Selection:
    """Choose at most so many problems, the first of every rule always among them.

    Every rule has its turn before another has its second, errors before warnings and notes.
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
        groups(problem for index, problem in enumerate(problems) if index not in chosen),
    )


def groups(problems: Iterable[Problem]) -> tuple[Group, ...]:
    """The number of problems by severity and rule; errors first, then the most frequent."""
    numbers = Counter((problem.severity, problem.rule) for problem in problems)
    return tuple(
        sorted(
            (Group(severity, rule, number) for (severity, rule), number in numbers.items()),
            key=lambda group: (_ORDER.index(group.severity), -group.number, group.rule),
        )
    )


def counted(number: int, one: str) -> str:
    """E.g. "1 error", "2,000 errors"."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def total(problems: Sequence[Problem]) -> str:
    """The number of problems by severity, e.g. "2 errors, 1 note"; empty if there are none."""
    numbers = Counter(problem.severity for problem in problems)
    return ", ".join(counted(numbers[item], str(item)) for item in _ORDER if numbers[item])


def must_fix(errors: Sequence[Problem]) -> str:
    """What errors mean for the report: "2 errors. Fix them before the report can be built."."""
    them = "it" if len(errors) == 1 else "them"
    return f"{counted(len(errors), 'error')}. Fix {them} before the report can be built."


def must_answer(warnings: Sequence[Problem]) -> str:
    """What warnings mean for the report, as `must_fix`."""
    each = "it is" if len(warnings) == 1 else "each is"
    return (
        f"{counted(len(warnings), 'warning')}. The report is not published until {each} fixed, "
        "or accepted with a reason (accept:)."
    )


def one_line(text: str) -> str:
    """Shown as one harmless line: problems quote files that others wrote.

    A line of its own could be an order to the machine that prints it: GitHub's runners obey
    lines that begin with `::`, and `##[` anywhere.
    """
    return " ".join(visible(text).split()).replace("##[", "# #[")


def harmless_json(content: object) -> str:
    """JSON that gives no orders to a terminal or runner, with nothing in it changed.

    Whatever is not ASCII is escaped: JSON allows the control characters of C1 as they are.
    """
    return json.dumps(content, ensure_ascii=True, indent=2).replace("##[", "#\\u0023[")
