"""The texts in which programs look for a quote: that of the file, and that of the document's page.

Both differ from the text in which the report found it, so its offsets are converted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from factcheck_report.model.safe_text import REORDERING, visible
from factcheck_report.model.spans import PAGE_BREAK, Span

_REORDERING = re.compile(f"[{REORDERING}]")
_LONGER = len(visible("\u202a")) - 1
"""By how many characters the name of one that reorders text is longer than itself."""
_PAGE_BREAKS = re.compile(f"{PAGE_BREAK}++")


@dataclass(frozen=True, slots=True)
class RewrittenText:
    """A text, some characters of which became longer, or were dropped."""

    text: str
    changed: tuple[int, ...]
    """Offsets of these characters as they were, in ascending order."""
    longer: int
    """By how many characters each is longer now; -1 if it was dropped."""

    def span(self, piece: Span) -> Span:
        """A span of the text as it was, as a span of this text."""
        return Span(self._offset(piece.start), self._offset(piece.end))

    def _offset(self, offset: int) -> int:
        return offset + self.longer * bisect_left(self.changed, offset)


def text_in_browsers(text: str) -> RewrittenText:
    """The text of a file as a browser reads it, with LF as its only line end."""
    if "\r" not in text:
        return RewrittenText(text, (), -1)
    dropped = tuple(found.start() for found in re.finditer("\r\n", text))
    return RewrittenText(text.replace("\r\n", "\n").replace("\r", "\n"), dropped, -1)


def text_on_page(text: str) -> RewrittenText:
    """The text that `text_in_browsers` made, as its page shows it.

    A page break at the start or end of a line is LF. Characters that hide or reorder others are
    made visible.
    """
    named = tuple(found.start() for found in _REORDERING.finditer(text))
    if PAGE_BREAK in text:

        def shown(found: re.Match[str]) -> str:
            at_edge = text[found.start() - 1 : found.start()] in ("", "\n") or text[
                found.end() : found.end() + 1
            ] in ("", "\n")
            return "\n" * len(found[0]) if at_edge else found[0]

        text = _PAGE_BREAKS.sub(shown, text)
    return RewrittenText(visible(text), named, _LONGER)
