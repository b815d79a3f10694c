"""Positions of entries and their fields in claims.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A line and column of a file, for editors to go to."""

    file: str
    """Path relative to the report's folder, with forward slashes."""
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class EntryPositions:
    """The positions of an entry of claims.yaml and of its fields."""

    entry: Position
    fields: Mapping[str, Position] = field(default_factory=dict)
    items: Mapping[str, tuple[Position, ...]] = field(default_factory=dict)
    """The positions of the items of each field that is a list."""
    last_line: int = 0
    """The line in which the entry's last value ends, from 1. Comments after it do not count."""

    def at(self, name: str) -> Position:
        """The position of a field's value; of the entry if it has no such field."""
        return self.fields.get(name, self.entry)

    def at_item(self, name: str, index: int) -> Position:
        """The position of an item of a list, from 0; as `at` if there is no such item."""
        items = self.items.get(name, ())
        return items[index] if index < len(items) else self.at(name)
