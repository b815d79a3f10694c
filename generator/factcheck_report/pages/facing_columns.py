"""A picture of pairs: names in two columns that face each other, joined by lines.

Each name has a row for each of its lines, at which the line begins; the two columns are divided so
that most lines run between them. All positions are whole rows, which the style sheet makes equally
high, so the lines fit at any width and text size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from unicodedata import east_asian_width

_CHARACTERS_PER_LINE = 12
"""Of a name, on the narrowest screen."""
_ROWS_PER_LINE = 0.68
"""Height of a line of a name, in rows."""
_LONGEST_NAME = 60
"""Characters of a name; the page has it in full below."""
MOST_ROOM = 8
"""Rows; the style sheet has a class for each number of them."""
_ROUNDS = 6
"""How often names are moved to divide the columns and to untangle the lines."""
_WIDTH = 100
"""Of the picture between the columns, in its own units."""
_THICKEST = 4.0
"""Width in px of the line with the largest number; the thinnest are 1 px wide."""

Key = tuple[str, str]
"""The ids of the two names of a pair; twice the same if something is paired with itself."""


@dataclass(frozen=True, slots=True)
class End:
    """An end of a line: a row of a name."""

    key: Key
    count: int
    other: str
    """The id of the name at the other end."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the ends of its lines, from top to bottom."""

    id: str
    name: str
    """Shortened if it is very long."""
    ends: tuple[End, ...]
    room: int
    """Rows without a line below them, so that the name has room; at most `MOST_ROOM`."""

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return len(self.ends) + self.room


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two ends."""

    key: Key
    path: str
    """The `d` of an SVG path, in columns of 100 and rows of 10 units."""
    width: float
    """In px."""


@dataclass(frozen=True, slots=True)
class FacingColumns:
    """The whole picture."""

    left: tuple[Name, ...]
    right: tuple[Name, ...]
    lines: tuple[Line, ...]
    rows: int
    """Of the higher column. The other one stands in the middle beside it."""


def facing_columns(names: Mapping[str, str], counts: Mapping[Key, int]) -> FacingColumns:
    """Place names by id, and a line for each pair with its number."""
    weights: dict[str, dict[str, int]] = {id: {} for id in names}
    for (one, other), count in counts.items():
        if one != other:
            weights[one][other] = weights[other][one] = count
    sides = _divided(weights)
    columns = [[id for id in weights if sides[id] == side] for side in (0, 1)]
    for round in range(_ROUNDS):
        moved, fixed = columns[round % 2 == 0], columns[round % 2]
        _untangle(moved, fixed, weights)
    order = {id: place for column in columns for place, id in enumerate(column)}
    placed = [
        tuple(_name(id, names[id], counts, sides, order) for id in column) for column in columns
    ]
    heights = [_height(column) for column in placed]
    rows = max(heights)
    offsets = [(rows - height) / 2 for height in heights]
    lines = _lines(placed, offsets, counts)
    return FacingColumns(placed[0], placed[1], lines, rows)


def _divided(weights: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """The column of each id, 0 or 1: few lines, and thin ones, join two names of one column."""
    total = {id: sum(others.values()) for id, others in weights.items()}
    sides: dict[str, int] = {}
    for id in sorted(weights, key=lambda id: -total[id]):
        sides[id] = _better_side(id, weights, sides, 0)
    for _ in range(_ROUNDS):
        for id in weights:
            sides[id] = _better_side(id, weights, sides, sides[id])
    # The name with the most stands on the left.
    if sides[max(weights, key=lambda id: total[id])]:
        sides = {id: 1 - side for id, side in sides.items()}
    return sides


def _better_side(
    id: str, weights: Mapping[str, Mapping[str, int]], sides: Mapping[str, int], now: int
) -> int:
    at = [0, 0]
    for other, weight in weights[id].items():
        if other in sides:
            at[sides[other]] += weight
    if at[0] == at[1]:
        return now
    return 0 if at[0] < at[1] else 1


def _untangle(
    moved: list[str], fixed: Sequence[str], weights: Mapping[str, Mapping[str, int]]
) -> None:
    """Sort a column by the middle of the places of its partners in the other column."""
    places = {id: place for place, id in enumerate(fixed)}

    def middle(id: str) -> float:
        near = {places[other]: weight for other, weight in weights[id].items() if other in places}
        if not near:
            return float(len(fixed))
        return sum(place * weight for place, weight in near.items()) / sum(near.values())

    moved.sort(key=middle)


def _name(
    id: str,
    name: str,
    counts: Mapping[Key, int],
    sides: Mapping[str, int],
    order: Mapping[str, int],
) -> Name:
    ends = []
    for key, count in counts.items():
        if id in key:
            ends.append(End(key, count, key[1] if key[0] == id else key[0]))
    here = order[id]

    def place(end: End) -> tuple[int, int]:
        if sides[end.other] != sides[id]:
            return 1, order[end.other]
        # Lines within a column leave it above or below the others; nearest first, so that they
        # do not cross.
        other = order[end.other]
        return (0, -other) if other < here else (2, -other)

    ends.sort(key=place)
    short = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rstrip() + " …"
    needed = ceil(_lines_of(short) * _ROWS_PER_LINE)
    return Name(id, short, tuple(ends), min(max(needed - len(ends), 0), MOST_ROOM))


def _lines_of(name: str) -> int:
    width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in name)
    return ceil(width / _CHARACTERS_PER_LINE)


def _height(column: Sequence[Name]) -> int:
    """In rows; one is free between two names."""
    return sum(name.rows for name in column) + max(len(column) - 1, 0)


def _lines(
    columns: Sequence[Sequence[Name]], offsets: Sequence[float], counts: Mapping[Key, int]
) -> tuple[Line, ...]:
    ends: dict[Key, list[tuple[int, float]]] = {key: [] for key in counts}
    for column, (names, offset) in enumerate(zip(columns, offsets, strict=True)):
        row = offset
        for name in names:
            for index, end in enumerate(name.ends):
                ends[end.key].append((column, 10 * (row + index) + 5))
            row += name.rows + 1
    most = max(counts.values())
    return tuple(
        Line(key, _path(ends[key]), round(max(_THICKEST * sqrt(count / most), 1), 1))
        for key, count in counts.items()
    )


def _path(ends: Sequence[tuple[int, float]]) -> str:
    """A straight line across, a bow between two rows of one column, or a loop at one row."""
    (column, top), (other, bottom) = ends[0], ends[-1]
    edge, far = column * _WIDTH, other * _WIDTH
    if column != other:
        return f"M{edge} {top:g}L{far} {bottom:g}"
    inward = _WIDTH // 3 if column == 0 else _WIDTH - _WIDTH // 3
    if len(ends) == 1:
        top, bottom = top - 3, top + 3
    return f"M{edge} {top:g}C{inward} {top:g} {inward} {bottom:g} {far} {bottom:g}"
