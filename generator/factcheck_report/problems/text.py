"""Problems for people at a terminal, each with its line and a caret below the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from factcheck_report.problems.excerpts import Excerpt, Excerpts
from factcheck_report.problems.printing import (
    HANDFUL,
    Group,
    counted,
    groups,
    one_line,
    select,
    total,
)
from factcheck_report.problems.problem import Problem, Severity

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_FAINT = "\x1b[2m"
_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[36m",
}


def as_text(
    problems: Sequence[Problem],
    texts: Mapping[str, str] = MappingProxyType({}),
    *,
    coloured: bool = False,
) -> str:
    """One paragraph a problem, without a line end behind the last.

    A paragraph begins `file:line:column: severity: `, which editors' tools understand. `texts`
    are the files' by their path; the line of a problem in one of them is shown. Escape sequences
    stand in the text only where it is `coloured`, and none that a file holds. Where there are
    more problems than a handful, the number for each rule comes first; where there are too many
    to print, the number of the others last.
    """
    excerpts = Excerpts(texts)
    selection = select(problems)
    paragraphs = [
        _paragraph(problem, excerpts.at(problem.position), coloured)
        for problem in selection.printed
    ]
    if len(problems) > HANDFUL:
        head = f"{counted(len(problems), 'problem')}: {total(problems)}."
        paragraphs.insert(0, "\n".join((head, *_listed(groups(problems)))))
    if selection.left_out:
        left = sum(group.number for group in selection.left_out)
        head = (
            f"{counted(len(selection.printed), 'problem')} printed, {left:,} left out. "
            "“factcheck check --format json” prints all."
        )
        paragraphs.append("\n".join((head, *_listed(selection.left_out))))
    return "\n\n".join(paragraphs)


def _listed(numbers: Sequence[Group]) -> list[str]:
    """A line for each rule, the numbers below each other."""
    width = max(len(f"{group.number:,}") for group in numbers)
    return [f"    {group.number:>{width},} {group.severity:<7} [{group.rule}]" for group in numbers]


def _paragraph(problem: Problem, excerpt: Excerpt | None, coloured: bool) -> str:
    def paint(style: str, text: str) -> str:
        return f"{style}{text}{_RESET}" if coloured else text

    place = problem.position
    colour = _COLOURS[problem.severity]
    where = paint(_BOLD, f"{one_line(place.file)}:{place.line}:{place.column}:")
    severity = paint(colour, f"{problem.severity}:")
    entry = f"{one_line(problem.entry)}: " if problem.entry else ""
    lines = [f"{where} {severity} {entry}{one_line(problem.what)}"]
    if excerpt is not None:
        number = str(place.line)
        lines.append(paint(_FAINT, f"    {number} | ") + excerpt.line)
        margin = paint(_FAINT, f"    {' ' * len(number)} | ")
        lines.append(margin + " " * excerpt.before + paint(colour, "^"))
    lines.append(f"    Fix: {one_line(problem.fix)} {paint(_FAINT, f'[{problem.rule}]')}")
    return "\n".join(lines)
