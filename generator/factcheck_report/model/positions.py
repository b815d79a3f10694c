"""Where an entry of claims.yaml stands, and its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file that an editor can go to."""

    file: str
    """Path relative to the report's folder, with forward slashes."""
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Marks:
    """Where an entry of claims.yaml, and each of its fields, was written."""

    entry: Position
    fields: Mapping[str, Position] = field(default_factory=dict)
    items: Mapping[str, tuple[Position, ...]] = field(default_factory=dict)
    """Of each field that is a list: where each of its items was written."""
    last_line: int = 0
    """The line in which the entry's last value ends, from 1; comments after it do not count."""

    def at(self, name: str) -> Position:
        """The position of a field's value; of the whole entry where the field was left out."""
        return self.fields.get(name, self.entry)

    def at_item(self, name: str, index: int) -> Position:
        """The position of an item, from 0, of a field that is a list; else as `at`."""
        items = self.items.get(name, ())
        return items[index] if index < len(items) else self.at(name)
