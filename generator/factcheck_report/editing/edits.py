"""What edits of a claims file share: their results, lines of a text, and the proof of an edit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck_report.model import Position
from factcheck_report.model.spans import SourceText
from factcheck_report.problems import Problem
from factcheck_report.yaml_tree import extents
from factcheck_report.yaml_tree.extents import Content

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Edited:
    """A file's new text, and the line from which on it is new."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class NotEdited:
    """Why a file's text cannot be edited."""

    problems: tuple[Problem, ...]


Change = tuple[int, int, str]
"""Where in a text something stands in place of what was there: start, end, the new text."""


def proved(text: str, file: str, changes: Sequence[Change], expected: Content) -> Edited | None:
    """The text with the changes made, if its content is then as expected."""
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(changes):
        parts += text[done:start], new
        done = end
    edited = "".join((*parts, text[done:]))
    tree = extents.read(edited, file)
    if isinstance(tree, tuple) or tree.content() != expected:
        return None
    start, _, new = min(changes)
    first = start + len(new) - len(new.lstrip())
    return Edited(edited, SourceText(edited).line_of(min(first, len(edited) - 1)))


def refusal(file: str, text: str, at: int, entry: str, what: str, fix: str) -> NotEdited:
    """One problem at the offset `at` of the text."""
    line, column = SourceText(text).line_and_column(at)
    position = Position(file, line, column)
    problem = Problem(position=position, entry=entry, rule="edit", what=what, fix=fix)
    return NotEdited((problem,))


def newline_at(text: str, at: int) -> str:
    """The line end in use round an offset: of the line before, else the first one after."""
    before = list(_LINE_END.finditer(text, max(at - 2_000, 0), at))
    found = before[-1] if before else _LINE_END.search(text)
    return found[0] if found else "\n"


def line_start(text: str, at: int) -> int:
    """Where the line of an offset begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def next_line(text: str, at: int) -> int:
    """Where the line after that of an offset begins; the text's end if there is none."""
    found = _LINE_END.search(text, at)
    return found.end() if found else len(text)


def column(text: str, at: int) -> int:
    """How many characters stand before an offset in its line."""
    return at - line_start(text, at)


def behind(text: str, end: int) -> int:
    """Where the line begins that follows a value ending at `end`, blank lines not skipped."""
    # A block scalar's end may lie behind blank lines.
    while end > 0 and text[end - 1] in " \t\r\n":
        end -= 1
    return next_line(text, end)
