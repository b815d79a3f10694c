"""Problems: what is wrong in the report's files, said to editors, as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

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
    alike = process.extractOne(typed[:80], list(known), scorer=fuzz.ratio, score_cutoff=60)
    return f"Did you mean “{alike[0]}”? " if alike else ""


MOST_PRINTED = 100
"""Problems that are printed one by one; a file that is wrong all over has no end of them."""


def as_text(problems: Sequence[Problem]) -> str:
    """For people at a terminal: one paragraph a problem, without a line end behind the last."""
    paragraphs = [_paragraph(problem) for problem in problems[:MOST_PRINTED]]
    if len(problems) > MOST_PRINTED:
        paragraphs.append(f"… and {len(problems) - MOST_PRINTED:,} more.")
    return "\n\n".join(paragraphs)


def _paragraph(problem: Problem) -> str:
    place = problem.position
    entry = f"{_one_line(problem.entry)}: " if problem.entry else ""
    return (
        f"{_one_line(place.file)}:{place.line}:{place.column}: {problem.severity}: {entry}"
        f"{_one_line(problem.what)}\n"
        f"    To mend it: {_one_line(problem.mend)} [{problem.rule}]"
    )


def _one_line(text: str) -> str:
    """Shown as one harmless line: problems quote files that others wrote.

    A line of its own could be an order to the machine that prints it: GitHub's runners obey
    lines that begin with `::`, and `##[` anywhere.
    """
    return " ".join(visible(text).split()).replace("##[", "# #[")


def as_json(problems: Sequence[Problem]) -> str:
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


def as_github(problems: Sequence[Problem]) -> str:
    """For a GitHub workflow's log, where each becomes an annotation on its line.

    The escapes are those of the Actions toolkit: `%`, CR and LF everywhere, `:` and `,` in
    properties too (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
    """
    return "\n".join(_annotation(problem) for problem in problems[:MOST_PRINTED])


def _annotation(problem: Problem) -> str:
    place = problem.position
    properties = {
        "file": _one_line(place.file),
        "line": str(place.line),
        "col": str(place.column),
        "title": _one_line(problem.entry) or problem.rule,
    }
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = f"{_one_line(problem.what)}\nTo mend it: {_one_line(problem.mend)} [{problem.rule}]"
    return f"::{problem.severity} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
