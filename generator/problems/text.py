"""Problems for people at a terminal, each with its line and a caret below the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from generator.problems.excerpts import Excerpt, Excerpts
from generator.problems.printing import MOST_PRINTED, one_line
from generator.problems.problem import Problem, Severity

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
    stand in the text only where it is `coloured`, and none that a file holds.
    """
    excerpts = Excerpts(texts)
    paragraphs = [
        _paragraph(problem, excerpts.at(problem.position), coloured)
        for problem in problems[:MOST_PRINTED]
    ]
    if len(problems) > MOST_PRINTED:
        paragraphs.append(f"… and {len(problems) - MOST_PRINTED:,} more.")
    return "\n\n".join(paragraphs)


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
    lines.append(f"    To mend it: {one_line(problem.mend)} {paint(_FAINT, f'[{problem.rule}]')}")
    return "\n".join(lines)
