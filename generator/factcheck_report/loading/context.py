"""What reading a node needs and gives: its file, its entry, the problems, a value or none.

A kind returns the value it read, or `INVALID` after it noted why there is none; it never
raises. So one mistake never hides another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, Literal, Protocol, TypeVar

from factcheck_report.model import Position, Quote
from factcheck_report.model.spans import SourceText
from factcheck_report.problems import Problem
from factcheck_report.yaml_tree.nodes import Node

T_co = TypeVar("T_co", covariant=True)


class _Invalid(Enum):
    INVALID = "invalid"


INVALID: Final = _Invalid.INVALID
"""What a kind returns where it could not read a value and said so."""
Invalid = Literal[_Invalid.INVALID]

JsonSchema = dict[str, Any]
"""A schema, or a part of one, as it is written in JSON; see `json_schema`."""


@dataclass(slots=True)
class Context:
    """The file that is being read, the entry in it, and the problems found so far."""

    file: str
    text: str
    problems: list[Problem]
    entry: str = ""
    """How problems name the entry, e.g. "claim iran-supplied-drones"."""
    quotes: list[tuple[str, Quote]] = field(default_factory=list)
    """Every quote that could be read, with its name: also where the claim around it could not."""
    lines: SourceText = field(init=False)
    """The text by its lines, which are only counted when a problem asks for one."""

    def __post_init__(self) -> None:
        self.lines = SourceText(self.text)

    def inside(self, entry: str) -> Context:
        """The same file, within one of its entries."""
        inner = Context(self.file, self.text, self.problems, entry, self.quotes)
        inner.lines = self.lines
        return inner

    def before(self, node: Node) -> str:
        """What stands before a node in its line, without the indentation: “- text: ”."""
        return self.lines.line(node.line)[: node.column - 1].lstrip()

    def position(self, node: Node) -> Position:
        """Of a node, in this file."""
        return Position(self.file, node.line, node.column)

    def refuse(self, node: Node, rule: str, what: str, fix: str) -> Invalid:
        """Note a problem at a node."""
        self.problems.append(
            Problem(position=self.position(node), entry=self.entry, rule=rule, what=what, fix=fix)
        )
        return INVALID


class Kind(Protocol[T_co]):
    """Something that can read a value of one type from a node, and say so to editors' tools."""

    def read(self, node: Node, name: str, context: Context) -> T_co | Invalid:
        """The value, or INVALID after a problem was noted; `name` is what editors call it."""
        ...

    def json_schema(self) -> JsonSchema:
        """What `read` accepts, as far as JSON Schema can say, after YAML tools have read it."""
        ...
