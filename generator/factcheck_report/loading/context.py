"""What every field type needs to read a node, and what it returns.

A field type returns the value it read. If there is none, it notes why and returns `INVALID`; it
never raises. So one mistake never hides another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, Literal, Protocol, TypeVar

from factcheck_report.model import Position, Quote
from factcheck_report.model.spans import SourceText
from factcheck_report.problems import Problem
from factcheck_report.yaml_tree import Node

T_co = TypeVar("T_co", covariant=True)


class _Invalid(Enum):
    INVALID = "invalid"


INVALID: Final = _Invalid.INVALID
"""Returned where a value could not be read and a problem was noted."""
Invalid = Literal[_Invalid.INVALID]

JsonSchema = dict[str, Any]
"""A JSON Schema or a part of one; see `json_schema`."""


@dataclass(frozen=True, slots=True)
class NamedId:
    """An id by which a field names an entry of another section."""

    section: str
    """The section of the entry."""
    id: str
    field: str
    entry: str
    """How problems name the entry that has the field; empty if that is the report itself."""
    position: Position


@dataclass(slots=True)
class ReadContext:
    """The file that is being read, the entry in it, and the problems found so far."""

    file: str
    text: str
    problems: list[Problem]
    entry: str = ""
    """How problems name the entry, e.g. "claim iran-supplied-drones"."""
    quotes: list[tuple[str, Quote]] = field(default_factory=list)
    """Every quote that could be read, with its name, even if its claim could not be read."""
    named_ids: list[NamedId] = field(default_factory=list)
    """Every id of another entry that could be read, even if its own entry could not be read."""
    lines: SourceText = field(init=False)
    """The text by lines, which are counted only when a problem needs one."""

    def __post_init__(self) -> None:
        self.lines = SourceText(self.text)

    def inside(self, entry: str) -> ReadContext:
        """The same file, within one of its entries."""
        inner = ReadContext(self.file, self.text, self.problems, entry, self.quotes, self.named_ids)
        inner.lines = self.lines
        return inner

    def before(self, node: Node) -> str:
        """The part of a node's line before it, without the indentation: “- text: ”."""
        return self.lines.line(node.line)[: node.column - 1].lstrip()

    def position(self, node: Node) -> Position:
        """The position of a node in this file."""
        return Position(self.file, node.line, node.column)

    def note_id(self, section: str, id: str, field: str, node: Node) -> None:
        """Note that a field names an entry of another section, at a node."""
        self.named_ids.append(NamedId(section, id, field, self.entry, self.position(node)))

    def refuse(self, node: Node, rule: str, what: str, fix: str) -> Invalid:
        """Note a problem at a node."""
        self.problems.append(
            Problem(position=self.position(node), entry=self.entry, rule=rule, what=what, fix=fix)
        )
        return INVALID


class FieldType(Protocol[T_co]):
    """Reads values of one type from nodes, and describes them to editors' tools."""

    def read(self, node: Node, name: str, context: ReadContext) -> T_co | Invalid:
        """The value, or INVALID after a problem was noted. `name` is the field's name."""
        ...

    def json_schema(self) -> JsonSchema:
        """The JSON Schema of the values that `read` accepts, as YAML tools read them."""
        ...
