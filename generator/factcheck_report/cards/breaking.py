"""Breaks a text into lines: in the largest size that fits, all lines of about one length."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

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
    text = _Text(_divided(pieces, widest, letters))
    # What fits in one size fits in all that are smaller.
    fitting = bisect_left(frame.sizes, True, key=lambda size: text.fits(frame, size))
    if fitting < len(frame.sizes):
        size = frame.sizes[fitting]
        return Setting(size, text.balanced(frame.width / size))
    return Setting(smallest, _cut(text, widest, frame.lines_at(smallest), ellipsis))


def _divided(
    pieces: Sequence[Piece], widest: float, letters: Callable[[Piece], Sequence[Piece]]
) -> list[Piece]:
    divided: list[Piece] = []
    for piece in pieces:
        divided.extend(letters(piece) if piece.width > widest else (piece,))
    return divided


class _Text:
    """Pieces, measured once for all widths. All widths are in em."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._broadest = max(piece.width for piece in pieces)
        # Where each piece begins and ends in a line that has them all.
        self._ends = list(accumulate(piece.space + piece.width for piece in pieces))
        self._starts = [end - piece.width for end, piece in zip(self._ends, pieces, strict=True)]

    def fits(self, frame: Frame, size: int) -> bool:
        """Whether there is room for all of it in a size."""
        width = frame.width / size
        return self._broadest <= width and self._fills_no_more(width, frame.lines_at(size))

    def lines(self, width: float) -> Iterator[Line]:
        """Lines filled one after the other; a piece that is wider has one to itself."""
        for first, end in pairwise((*self._firsts(width), len(self._pieces))):
            yield tuple(self._pieces[first:end])

    def balanced(self, width: float) -> tuple[Line, ...]:
        """As few lines as in `width`, in the narrowest column that gives no more."""
        fewest = sum(1 for _ in self._firsts(width))
        low, high = self._broadest, width
        for _ in range(_BALANCING_STEPS if fewest > 1 else 0):
            middle = (low + high) / 2
            if self._fills_no_more(middle, fewest):
                high = middle
            else:
                low = middle
        return tuple(self.lines(high))

    def _fills_no_more(self, width: float, most: int) -> bool:
        return next(islice(self._firsts(width), most, None), None) is None

    def _firsts(self, width: float) -> Iterator[int]:
        """The number of the first piece of each line."""
        first = 0
        while first < len(self._pieces):
            yield first
            beyond = bisect_right(self._ends, self._starts[first] + width, first)
            first = max(beyond, first + 1)


def _cut(text: _Text, width: float, most: int, ellipsis: Piece) -> tuple[Line, ...]:
    *lines, last = islice(text.lines(width), most)
    while last and width_of(last) + ellipsis.width > width:
        last = last[:-1]
    return (*lines, (*last, ellipsis))
