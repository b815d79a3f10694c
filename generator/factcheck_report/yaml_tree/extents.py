"""YAML text → a tree in which every value knows where it begins and ends in the text.

The strict reader's tree (`loading.nodes`) has only beginnings, since it is made for speed; both
come from the same events of libyaml, and a text is read here only if that reader accepts it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from factcheck_report.problems import Problem
from factcheck_report.yaml_tree import nodes

Content = str | list["Content"] | dict[str, "list[tuple[str, Content]]"]
"""What a tree says, without its layout: a mapping is {"fields": [(name, content), …]}, since
the order of its fields, and a name that stands twice, are part of it."""


@dataclass(slots=True)
class Extent:
    """A scalar, mapping or list at `text[start:end]`, in code points.

    A block collection ends with its last value; the comments behind that are no part of it. A
    block scalar (`|`) may end behind blank lines that follow it.
    """

    start: int
    end: int
    kind: str
    """"scalar", "mapping" or "list"."""
    place: tuple[int, int] = (0, 0)
    """Line and column of its beginning, from 1, as problems name them."""
    text: str = ""
    """Of a scalar."""
    quoted: str = ""
    """Of a scalar: the character that opens it (`"`, `'`, `|`, `>`), empty for a plain one."""
    flow: bool = False
    """Of a collection: whether it is written in brackets."""
    fields: list[tuple[Extent, Extent]] = field(default_factory=list)
    items: list[Extent] = field(default_factory=list)

    def get(self, name: str) -> tuple[Extent, Extent] | None:
        """The key and the value of a mapping's first field of that name."""
        return next((pair for pair in self.fields if pair[0].text == name), None)

    def content(self) -> Content:
        """What is said here.

        Line ends behind a block scalar do not count: the report's reader strips them too.
        """
        if self.kind == "scalar":
            return self.text.rstrip("\n")
        if self.kind == "list":
            return [item.content() for item in self.items]
        return {"fields": [(key.text, value.content()) for key, value in self.fields]}


def read(text: str, file: str) -> Extent | tuple[Problem, ...]:
    """The tree of a file that the strict reader accepts, or that reader's problems."""
    problems: list[Problem] = []
    root = nodes.parse(text, file, problems)
    if root is None or problems:
        return tuple(problems)
    return _build(text)


def _build(text: str) -> Extent:
    stack = [Extent(0, 0, "list")]
    waiting: list[Extent | None] = [None]
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.ScalarEvent):
            _add(_scalar(event), stack, waiting)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            opened = _collection(event)
            _add(opened, stack, waiting)
            stack.append(opened)
            waiting.append(None)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            closed = stack.pop()
            waiting.pop()
            closed.end = _end(closed, event)
    return stack[0].items[0]


def _add(extent: Extent, stack: list[Extent], waiting: list[Extent | None]) -> None:
    parent = stack[-1]
    if parent.kind == "list":
        parent.items.append(extent)
    elif (key := waiting[-1]) is None:
        waiting[-1] = extent
    else:
        parent.fields.append((key, extent))
        waiting[-1] = None


# Any: the stubs do not know the events' attributes.
def _scalar(event: Any) -> Extent:
    return Extent(
        event.start_mark.index,
        event.end_mark.index,
        "scalar",
        (event.start_mark.line + 1, event.start_mark.column + 1),
        text=event.value,
        quoted=event.style or "",
    )


def _collection(event: Any) -> Extent:
    kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
    start = event.start_mark.index
    return Extent(start, start, kind, flow=bool(event.flow_style))


def _end(closed: Extent, event: Any) -> int:
    # A block collection is closed by what follows it, so its event says nothing of its end.
    if closed.flow:
        return int(event.end_mark.index)
    if closed.fields:
        return closed.fields[-1][1].end
    return closed.items[-1].end if closed.items else closed.start
