"""The text of a source file, its lines, and spans of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

_LINE_END = re.compile(r"\r\n|\n|\r")
PAGE_BREAK = "\f"
"""Ends each page in the text of a paginated document, as in the output of pdftotext."""
TIME_CODE = r"\[(\d{1,3}:[0-5]\d:[0-5]\d)\]"
"""Regular expression for the time code at the start of a line of a transcript: [00:12:07]."""
_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")
_TIME_CODE = re.compile(rf"(?:(?<=[\n\r\f])|\A){TIME_CODE}(?=[ \t\r\n]|\Z)")


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

    @cached_property
    def page_ends(self) -> tuple[int, ...]:
        """Offset of the page break at the end of each page; empty if the text has no pages."""
        return tuple(found.start() for found in re.finditer(PAGE_BREAK, self.text))

    def page_of(self, offset: int) -> int | None:
        """The number, from 1, of the page with the code point at `offset`; None without pages."""
        return bisect_left(self.page_ends, offset) + 1 if self.page_ends else None

    @cached_property
    def _time_codes(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Offsets and times of the time codes, in the order of the text."""
        found = [(match.start(), match[1]) for match in _TIME_CODE.finditer(self.text)]
        return tuple(at for at, _ in found), tuple(time for _, time in found)

    @property
    def is_timed(self) -> bool:
        """Whether the text has time codes, as a transcript has."""
        return bool(self._time_codes[0])

    def time_of(self, offset: int) -> str | None:
        """The last time code, such as 00:12:07, at or before `offset`; None if there is none."""
        offsets, times = self._time_codes
        index = bisect_right(offsets, offset)
        return times[index - 1] if index else None

    def lines_of(self, span: Span) -> tuple[int, int]:
        """First and last line of a span that is not empty."""
        return self.line_of(span.start), self.line_of(span.end - 1)

    def utf16_span(self, span: Span) -> tuple[int, int]:
        """Start and end of a span in UTF-16 code units, as JavaScript, Java and C# count."""
        above = self._two_units
        return span.start + bisect_left(above, span.start), span.end + bisect_left(above, span.end)

    @cached_property
    def _two_units(self) -> tuple[int, ...]:
        """Offsets of the characters above U+FFFF, which have two units in UTF-16."""
        # Few texts have any, and this tells it five times as fast.
        if len(self.text.encode("utf-16-le", "surrogatepass")) == 2 * len(self.text):
            return ()
        return tuple(found.start() for found in _TWO_UNITS.finditer(self.text))
