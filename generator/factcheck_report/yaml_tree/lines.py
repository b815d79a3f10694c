"""Lines of a YAML text: where they begin and end, and which of them are comments.

Offsets count code points. A line ends at LF, CR LF or CR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|\n|\r")


def indent_of(line: str) -> int:
    """The number of spaces at the start of a line."""
    return len(line) - len(line.lstrip(" "))


def is_content(line: str) -> bool:
    """Whether a line is neither blank nor a comment."""
    stripped = line.lstrip()
    return bool(stripped) and not stripped.startswith("#")


def newline_at(text: str, at: int) -> str:
    """The line end in use at an offset: of the line before, else the first one of the text."""
    before = list(_LINE_END.finditer(text, max(at - 2_000, 0), at))
    found = before[-1] if before else _LINE_END.search(text)
    return found[0] if found else "\n"


def line_start(text: str, at: int) -> int:
    """The offset at which the line of an offset begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def next_line(text: str, at: int) -> int:
    """The offset at which the next line begins; the end of the text if there is none."""
    found = _LINE_END.search(text, at)
    return found.end() if found else len(text)


def column_of(text: str, at: int) -> int:
    """The number of characters before an offset in its line."""
    return at - line_start(text, at)


def last_character(text: str, end: int) -> int:
    """The offset after the last visible character of a value that ends at `end`.

    The end of a block scalar may lie after blank lines.
    """
    while end > 0 and text[end - 1] in " \t\r\n":
        end -= 1
    return end


def line_after(text: str, end: int) -> int:
    """The offset at which the line begins that follows a value ending at `end`."""
    return next_line(text, last_character(text, end))


def comments_after(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The comment lines from the line start `at` up to the next content.

    Yields the indentation of each, in characters, and the offset of the line after it.
    """
    while at < len(text):
        end = next_line(text, at)
        line = text[at:end]
        if is_content(line):
            return
        if stripped := line.lstrip():
            yield len(line) - len(stripped), end
        at = end
