"""Offsets in UTF-16 code units, as JavaScript, Java and C# count them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from factcheck_report.model.spans import Span

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """Converts offsets into one text. A character above U+FFFF has two units."""

    def __init__(self, text: str) -> None:
        # Sorted, so that each offset takes a bisection, however long the text is.
        self._two_units: tuple[int, ...] = ()
        # Few texts have such characters, and this tells it five times as fast.
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
            self._two_units = tuple(found.start() for found in _TWO_UNITS.finditer(text))

    def span(self, span: Span) -> tuple[int, int]:
        """Start and end of a span of code points, in UTF-16 units."""
        if not self._two_units:
            return span.start, span.end
        return self._units(span.start), self._units(span.end)

    def _units(self, offset: int) -> int:
        return offset + bisect_left(self._two_units, offset)


@lru_cache(16)
def utf16_offsets(text: str) -> Utf16Offsets:
    """The offsets of a text. Cached: thousands of quotes may be from one text."""
    return Utf16Offsets(text)
