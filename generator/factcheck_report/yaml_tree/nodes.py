"""The nodes of a YAML tree, each with its position in the text.

Offsets and columns count code points. A block mapping or list ends with its last value; comments
after that are not part of it. A block scalar (`|` or `>`) may end after the blank lines that
follow it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class ScalarNode:
    """A single value at `text[start:end]`."""

    line: int
    """Line of its first character, from 1."""
    column: int
    """Column of its first character, from 1."""
    text: str
    """The value as text: nothing is read into a number, date or boolean."""
    style: str = ""
    """The character that opens it (`"`, `'`, `|` or `>`), empty for a plain value."""
    start: int = 0
    end: int = 0
    last_line: int = 0
    """Line of its last character, from 1."""

    @property
    def plain(self) -> bool:
        """Whether it stands without quotation marks, `|` or `>`."""
        return not self.style


@dataclass(slots=True)
class _Collection:
    """A mapping or a list."""

    line: int
    column: int
    start: int = 0
    flow: bool = False
    """Whether it is written in braces or brackets."""
    end: int = 0
    last_line: int = 0


@dataclass(slots=True)
class MappingNode(_Collection):
    """Keys with their values, in the order of the file. A key may occur twice."""

    entries: list[tuple[ScalarNode, Node]] = field(default_factory=list)


@dataclass(slots=True)
class SequenceNode(_Collection):
    """A list."""

    items: list[Node] = field(default_factory=list)


Node = ScalarNode | MappingNode | SequenceNode

Content = str | list["Content"] | dict[str, "list[tuple[str, Content]]"]
"""The content of a node, without its layout.

A mapping is {"fields": [(name, content), …]}: the order of fields and repeated names are part of
its content.
"""


def content_of(node: Node) -> Content:
    """The content of a node.

    Newlines at the end of a scalar do not count, because loading strips them too.
    """
    if isinstance(node, ScalarNode):
        return node.text.rstrip("\n")
    if isinstance(node, SequenceNode):
        return [content_of(item) for item in node.items]
    return {"fields": [(key.text, content_of(value)) for key, value in node.entries]}


def field_of(node: Node, name: str) -> tuple[ScalarNode, Node] | None:
    """The key and value of a mapping's first field with this name; None if it has none."""
    if not isinstance(node, MappingNode):
        return None
    return next((entry for entry in node.entries if entry[0].text == name), None)


def single_values(node: Node) -> Iterator[ScalarNode]:
    """The single values in a tree, without keys, in the order of the file."""
    if isinstance(node, ScalarNode):
        yield node
    for _, value in _values(node):
        if isinstance(value, ScalarNode):
            yield value


def nodes_by_position(root: Node) -> dict[tuple[int, int], Node]:
    """The values of a tree by line and column: of their key, of the list item, or of the scalar.

    A block mapping begins where its first key begins. So that position is the one of the first
    key's value, but if the mapping is a list item, it is the one of the item.
    """
    found: dict[tuple[int, int], Node] = {}
    for key, value in _values(root):
        if key is not None:
            found.setdefault((key.line, key.column), value)
        if key is None or isinstance(value, ScalarNode):
            found.setdefault((value.line, value.column), value)
    return found


def _values(node: Node) -> Iterator[tuple[ScalarNode | None, Node]]:
    """All values below a node, outer ones first, with their keys. Depth is limited by `parse`."""
    if isinstance(node, MappingNode):
        for key, value in node.entries:
            yield key, value
            yield from _values(value)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield None, item
            yield from _values(item)
