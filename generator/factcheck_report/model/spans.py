"""The text of a source file, its lines, and spans of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def merged(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """Sort spans, and join those that overlap or are at most `gap` code points apart."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + gap:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def common_ends(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """How many items are the same at the start, and how many of the others at the end."""
    shorter = min(len(one), len(other))
    head = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest = shorter - head
    return head, next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)


@dataclass(frozen=True)
class SourceText:
    """The decoded text of one source file, with its own newlines."""

    text: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first code point of each line. A line ends at LF, CR LF or CR."""
        starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        if len(starts) > 1 and starts[-1] == len(self.text):
            starts.pop()
        return tuple(starts)

    def line_of(self, offset: int) -> int:
        """The number, from 1, of the line that holds the code point at `offset`."""
        return bisect_right(self.line_starts, offset)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of the code point at `offset`."""
        line = self.line_of(offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """A line, from 1, without its line end. Empty if there is no such line."""
        starts = self.line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def lines_of(self, span: Span) -> tuple[int, int]:
        """First and last line of a span that is not empty."""
        return self.line_of(span.start), self.line_of(span.end - 1)
