"""Breaks a text into lines of similar length, in the largest font size that fits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

_LINE_HEIGHT = 1.2
# Bisections of the column width: precise to less than a pixel.
_BALANCING_STEPS = 10


@dataclass(frozen=True, slots=True)
class UnbreakableRun:
    """Characters without a line break opportunity between them. Widths are in em."""

    text: str
    width: float
    space: float
    """White space before it, unless it begins a line."""


Line = tuple[UnbreakableRun, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The box that a text has to fit into, in pixels."""

    width: int
    height: int
    sizes: Sequence[int]
    """Font sizes from the largest to the smallest legible one."""
    most_lines: int

    def lines_at(self, size: int) -> int:
        """How many lines of a font size fit."""
        return min(self.most_lines, max(1, int(self.height / (size * _LINE_HEIGHT))))


@dataclass(frozen=True, slots=True)
class FittedText:
    """A text broken into lines, with the font size in which they fit a frame."""

    size: int
    lines: tuple[Line, ...]

    @property
    def leading(self) -> int:
        """Pixels from one baseline to the next."""
        return round(self.size * _LINE_HEIGHT)


def line_width(line: Sequence[UnbreakableRun]) -> float:
    """The width of a line, in em."""
    return sum(run.space + run.width for run in line) - (line[0].space if line else 0.0)


def fit_text(
    runs: Sequence[UnbreakableRun],
    frame: Frame,
    split: Callable[[UnbreakableRun], Sequence[UnbreakableRun]],
    ellipsis: UnbreakableRun,
) -> FittedText:
    """The runs in the largest size in which they fit the frame.

    `split` divides a run that is wider than the frame even in the smallest size. A text that is
    still too long ends with the ellipsis.
    """
    smallest = frame.sizes[-1]
    widest = frame.width / smallest
    text = _MeasuredRuns(
        [part for run in runs for part in (split(run) if run.width > widest else (run,))]
    )
    # A text that fits in one size fits in all smaller ones.
    fitting = bisect_left(frame.sizes, True, key=lambda size: text.fits(frame, size))
    if fitting < len(frame.sizes):
        size = frame.sizes[fitting]
        return FittedText(size, text.balanced(frame.width / size))
    return FittedText(smallest, _with_ellipsis(text, widest, frame.lines_at(smallest), ellipsis))


class _MeasuredRuns:
    """Runs with their positions, measured once for all column widths. Widths are in em."""

    def __init__(self, runs: Sequence[UnbreakableRun]) -> None:
        self._runs = runs
        self._widest = max(run.width for run in runs)
        # Where each run begins and ends if all are on one line.
        self._ends = list(accumulate(run.space + run.width for run in runs))
        self._starts = [end - run.width for end, run in zip(self._ends, runs, strict=True)]

    def fits(self, frame: Frame, size: int) -> bool:
        """Whether the whole text fits in a font size."""
        width = frame.width / size
        return self._widest <= width and self._fits_lines(width, frame.lines_at(size))

    def lines(self, width: float) -> Iterator[Line]:
        """Lines filled greedily. A run wider than the column gets a line to itself."""
        for first, end in pairwise((*self._line_starts(width), len(self._runs))):
            yield tuple(self._runs[first:end])

    def balanced(self, width: float) -> tuple[Line, ...]:
        """As few lines as `width` allows, in the narrowest column that needs no more."""
        fewest = sum(1 for _ in self._line_starts(width))
        low, high = self._widest, width
        for _ in range(_BALANCING_STEPS if fewest > 1 else 0):
            middle = (low + high) / 2
            if self._fits_lines(middle, fewest):
                high = middle
            else:
                low = middle
        return tuple(self.lines(high))

    def _fits_lines(self, width: float, most: int) -> bool:
        return next(islice(self._line_starts(width), most, None), None) is None

    def _line_starts(self, width: float) -> Iterator[int]:
        """The index of the first run of each line."""
        first = 0
        while first < len(self._runs):
            yield first
            beyond = bisect_right(self._ends, self._starts[first] + width, first)
            first = max(beyond, first + 1)


def _with_ellipsis(
    text: _MeasuredRuns, width: float, most: int, ellipsis: UnbreakableRun
) -> tuple[Line, ...]:
    *lines, last = islice(text.lines(width), most)
    while last and line_width(last) + ellipsis.width > width:
        last = last[:-1]
    return (*lines, (*last, ellipsis))
