"""The result of editing a claims file's text, and the check that an edit changes nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck_report.model import Position
from factcheck_report.model.spans import SourceText
from factcheck_report.problems import Problem
from factcheck_report.yaml_tree import Content, Node, content_of, parse


@dataclass(frozen=True, slots=True)
class Edited:
    """A file's new text, and the first line that is new."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class NotEdited:
    """Why a file's text cannot be edited."""

    problems: tuple[Problem, ...]


TextEdit = tuple[int, int, str]
"""Replace `text[start:end]`: start, end, the new text. Offsets count code points."""


def read_tree(text: str, file: str) -> Node | tuple[Problem, ...]:
    """The tree of a file, or the problems for which it cannot be edited."""
    problems: list[Problem] = []
    root = parse(text, file, problems)
    return tuple(problems) if root is None or problems else root


def apply_edits(
    text: str, file: str, edits: Sequence[TextEdit], expected: Content
) -> Edited | None:
    """The text with the edits made; None if its content is then not as expected."""
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits):
        parts += text[done:start], new
        done = end
    edited = "".join((*parts, text[done:]))
    tree = read_tree(edited, file)
    if isinstance(tree, tuple) or content_of(tree) != expected:
        return None
    start, _, new = min(edits)
    first = start + len(new) - len(new.lstrip())
    return Edited(edited, SourceText(edited).line_of(min(first, len(edited) - 1)))


def not_edited(file: str, text: str, at: int, entry: str, what: str, fix: str) -> NotEdited:
    """A refusal with one problem, at the offset `at` of the text."""
    line, column = SourceText(text).line_and_column(at)
    position = Position(file, line, column)
    problem = Problem(position=position, entry=entry, rule="edit", what=what, fix=fix)
    return NotEdited((problem,))
