"""The line of a file with a problem, shown in a terminal with a caret below the column."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck_report.model import Position
from factcheck_report.model.safe_text import visible
from factcheck_report.model.spans import SourceText

WIDEST = 76
"""Columns of the terminal that a line may take."""
_BEFORE = 36
"""Columns kept before the caret if the line is cut."""
_NEARBY = 400
"""Characters read on either side of the caret: some have no width, and a line may be very long."""
_TAB = "    "
_CUT = "…"
_SEPARATORS = "\u2028\u2029"
"""Some terminals end a line at these, though no file does."""


@dataclass(frozen=True, slots=True)
class LineExcerpt:
    """The visible part of a line, safe to print."""

    line: str
    before: int
    """Columns of the terminal before the caret."""


class SourceLines:
    """The lines of files, by path. The lines of each file are counted once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._files: dict[str, SourceText] = {}

    def at(self, place: Position) -> LineExcerpt | None:
        """The line at a position. None if file or line do not exist, or the line is blank."""
        if place.file not in self._texts:
            return None
        file = self._files.setdefault(place.file, SourceText(self._texts[place.file]))
        line = file.line(place.line)
        return excerpt_of_line(line, place.column) if line.strip() else None


def excerpt_of_line(line: str, column: int) -> LineExcerpt:
    """As much of a line as fits a terminal, around the code point at `column` (from 1)."""
    place = min(max(column - 1, 0), len(line))
    first = max(place - _NEARBY, 0)
    cells = _cells(line[first : place + _NEARBY])
    widths = [width for _, width in cells]
    place -= first
    complete = first == 0 and len(line) <= len(cells)
    start, end = (
        (0, len(cells))
        if complete and sum(widths) <= WIDEST
        else _window(widths, place, sum(widths[:place]) > _BEFORE)
    )
    ahead = _CUT if first + start > 0 else ""
    behind = _CUT if first + end < len(line) else ""
    shown = "".join(text for text, _ in cells[start:end])
    return LineExcerpt(f"{ahead}{shown}{behind}", len(ahead) + sum(widths[start:place]))


def _window(widths: list[int], place: int, cut_ahead: bool) -> tuple[int, int]:
    """The range of cells around a place that fits, with room for an ellipsis at either end."""
    start, used = place, 0
    while start > 0 and (not cut_ahead or used + widths[start - 1] <= _BEFORE):
        start -= 1
        used += widths[start]
    end = place
    while end < len(widths) and used + widths[end] <= WIDEST - 2:
        used += widths[end]
        end += 1
    return start, end


def _cells(text: str) -> list[tuple[str, int]]:
    """Each code point as it is shown, with its width in columns."""
    return [
        # `##[` is a command to GitHub's runners.
        ("# ", 2) if text.startswith("##[", index) else _cell(character)
        for index, character in enumerate(text)
    ]


def _cell(character: str) -> tuple[str, int]:
    if character == "\t":
        return _TAB, len(_TAB)
    shown = f"⟨{ord(character):04X}⟩" if character in _SEPARATORS else visible(character)
    if shown != character:
        return shown, len(shown)
    if unicodedata.category(character) in ("Mn", "Me", "Cf") and character != "\u00ad":
        return shown, 0
    return shown, 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
