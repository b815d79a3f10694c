"""Breaks a text into lines: in the largest size that fits, all lines of about one length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

_LINE_HEIGHT = 1.2
# Halvings of the width in search of the narrowest column: to less than a pixel.
_BALANCING_STEPS = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that no line break divides. Widths are in em."""

    text: str
    width: float
    space: float
    """The white space before it, where it does not begin a line."""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The place that a text has to fit into, in pixels."""

    width: int
    height: int
    sizes: Sequence[int]
    """From the largest to the smallest that can be read."""
    most_lines: int

    def lines_at(self, size: int) -> int:
        """How many lines of a size there is room for."""
        return min(self.most_lines, max(1, int(self.height / (size * _LINE_HEIGHT))))


@dataclass(frozen=True, slots=True)
class Setting:
    """A text as it fits a frame."""

    size: int
    lines: tuple[Line, ...]

    @property
    def leading(self) -> int:
        """Pixels from one base line to the next."""
        return round(self.size * _LINE_HEIGHT)


def width_of(line: Sequence[Piece]) -> float:
    """The width of a line, in em."""
    return sum(piece.space + piece.width for piece in line) - (line[0].space if line else 0.0)


def fitted(
    pieces: Sequence[Piece],
    frame: Frame,
    letters: Callable[[Piece], Sequence[Piece]],
    ellipsis: Piece,
) -> Setting:
    """The pieces in the largest size in which they fit the frame.

    A piece that is wider than the frame in the smallest size is divided by `letters`. What
    does not fit in the smallest size ends with the ellipsis.
    """
    smallest = frame.sizes[-1]
    widest = frame.width / smallest
    divided = _divided(pieces, widest, letters)
    broadest = max(piece.width for piece in divided)
    for size in frame.sizes:
        width = frame.width / size
        if broadest <= width:
            lines = _filled(divided, width, frame.lines_at(size))
            if lines is not None:
                return Setting(size, _balanced(divided, width, lines))
    return Setting(smallest, _cut(divided, widest, frame.lines_at(smallest), ellipsis))


def _divided(
    pieces: Sequence[Piece], widest: float, letters: Callable[[Piece], Sequence[Piece]]
) -> list[Piece]:
    divided: list[Piece] = []
    for piece in pieces:
        divided.extend(letters(piece) if piece.width > widest else (piece,))
    return divided


def _lines(pieces: Sequence[Piece], width: float) -> Iterator[Line]:
    """Lines filled one after the other."""
    first, used = 0, 0.0
    for index, piece in enumerate(pieces):
        if index > first and used + piece.space + piece.width > width:
            yield tuple(pieces[first:index])
            first, used = index, 0.0
        used += piece.width + (piece.space if index > first else 0.0)
    yield tuple(pieces[first:])


def _filled(pieces: Sequence[Piece], width: float, most: int) -> list[Line] | None:
    """All lines; None if there are more than `most`."""
    lines = list(islice(_lines(pieces, width), most + 1))
    return lines if len(lines) <= most else None


def _balanced(pieces: Sequence[Piece], width: float, filled: list[Line]) -> tuple[Line, ...]:
    """As many lines as `filled`, in the narrowest column that gives no more."""
    best = filled
    low, high = max(piece.width for piece in pieces), width
    for _ in range(_BALANCING_STEPS if len(filled) > 1 else 0):
        middle = (low + high) / 2
        lines = _filled(pieces, middle, len(filled))
        if lines is None:
            low = middle
        else:
            best, high = lines, middle
    return tuple(best)


def _cut(pieces: Sequence[Piece], width: float, most: int, ellipsis: Piece) -> tuple[Line, ...]:
    *lines, last = islice(_lines(pieces, width), most)
    while last and width_of(last) + ellipsis.width > width:
        last = last[:-1]
    return (*lines, (*last, ellipsis))
