"""The text of a source file, and spans of it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

# C0 and C1 controls but tab and line feed, lone surrogates and noncharacters.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Characters that change the order in which the text around them is shown (UAX #9).
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DECEPTIVE = re.compile(f"{_CONTROL.pattern}|{_REORDERING.pattern}")
_LINE_END = re.compile(r"\r\n|\n|\r")
# Marks are neither letters nor white space, and none comes before U+0300.
_NO_MARK = r"[\w\s\x00-\u02ff]"
_MARK = r"[^\w\s\x00-\u02ff]"
_MARKS_IN_A_ROW = 30
"""The limit of stream-safe text (UAX #15)."""
_FLOOD = re.compile(f"{_MARK}{{{_MARKS_IN_A_ROW + 1}}}")
_WITHOUT_FLOOD = re.compile(f"{_NO_MARK}*+{_MARK}{{1,{_MARKS_IN_A_ROW}}}|{_NO_MARK}++")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def merged(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """In order, those that overlap, touch or have no more than a gap between them made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + gap:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


class Match(StrEnum):
    """How exactly a quote stands in its source."""

    EXACT = "exact"
    """Every character as in the file."""
    NORMALISED = "normalised"
    """The same words; white space, typography or invisible characters differ."""


@dataclass(frozen=True)
class SourceText:
    """The decoded text of one source file, newlines as they stand in it."""

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

    def place_of(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of the code point at `offset`."""
        line = self.line_of(offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """A line, from 1, without its line end; empty where there is none."""
        starts = self.line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def lines_of(self, span: Span) -> tuple[int, int]:
        """First and last line of a span that is not empty."""
        return self.line_of(span.start), self.line_of(span.end - 1)


def normalized(form: Literal["NFC", "NFKD"], text: str) -> str:
    """The text in a normal form of Unicode, in linear time.

    Python takes quadratic time to order a run of marks. Of a run that no script needs, each 30 are
    ordered by themselves.
    """
    if not _FLOOD.search(text):
        return unicodedata.normalize(form, text)
    return "".join(unicodedata.normalize(form, part) for part in _WITHOUT_FLOOD.findall(text))


def visible(text: str) -> str:
    """The text with characters that vanish, deceive or steer a terminal made visible.

    Control characters become U+FFFD; characters that reorder text are named, as in ⟨202E⟩.
    """
    # What Python holds to be printable has none of them, and is told four times as fast.
    if text.isprintable() or not _DECEPTIVE.search(text):
        return text
    return _REORDERING.sub(_named, _CONTROL.sub("\ufffd", text))


def _named(found: re.Match[str]) -> str:
    return f"⟨{ord(found[0]):04X}⟩"
