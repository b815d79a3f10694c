"""Problems as text for a terminal, each with its line and a caret below the column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from factcheck_report.problems.printing import (
    FEW_PROBLEMS,
    RuleCount,
    counted,
    one_line,
    rule_counts,
    select,
    total,
)
from factcheck_report.problems.problem import Problem, Severity
from factcheck_report.problems.source_lines import LineExcerpt, SourceLines

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
    """One paragraph per problem, without a line end after the last.

    Each paragraph begins with `file:line:column: severity: `, which text editors understand.
    `texts` holds the content of files by path; it is used to show the line of a problem. Escape
    sequences are used only if `coloured`; those in files are never printed. If there are more
    than `FEW_PROBLEMS`, the numbers by rule come first. If there are too many to print, the
    numbers of the others come last.
    """
    lines = SourceLines(texts)
    selection = select(problems)
    paragraphs = [
        _paragraph(problem, lines.at(problem.position), coloured) for problem in selection.printed
    ]
    if len(problems) > FEW_PROBLEMS:
        head = f"{counted(len(problems), 'problem')}: {total(problems)}."
        paragraphs.insert(0, "\n".join((head, *_listed(rule_counts(problems)))))
    if selection.left_out:
        left = sum(group.number for group in selection.left_out)
        head = (
            f"{counted(len(selection.printed), 'problem')} shown, {left:,} not shown. "
            "To see all, run: factcheck check --format json"
        )
        paragraphs.append("\n".join((head, *_listed(selection.left_out))))
    return "\n\n".join(paragraphs)


def _listed(numbers: Sequence[RuleCount]) -> list[str]:
    """One line per rule, with the numbers aligned."""
    width = max(len(f"{group.number:,}") for group in numbers)
    return [f"    {group.number:>{width},} {group.severity:<7} [{group.rule}]" for group in numbers]


def _paragraph(problem: Problem, excerpt: LineExcerpt | None, coloured: bool) -> str:
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
