"""Whether a passage stands between quotation marks."""

from __future__ import annotations

import re

from generator.texts import SourceText, Span

_QUOTED = re.compile(
    r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|「[^」]*」|『[^』]*』|\"[^\"]*\""
    r"|‘(?:[^’]|’(?=\w))*’|(?<!\w)'(?:[^']|'(?=\w))*'"
)
_MARKS = "\"'“”„‘’«»「」『』"


def is_quoted(source: SourceText, span: Span) -> bool:
    """Whether all of a passage stands between one pair of quotation marks in its line.

    Marks that the passage itself begins or ends with count.
    """
    start = source.line_starts[source.line_of(span.start) - 1]
    passage = source.text[span.start : span.end]
    inner_start = span.start + len(passage) - len(passage.lstrip(_MARKS))
    inner_end = span.start + len(passage.rstrip(_MARKS))
    line = re.compile(r"[^\r\n]*").match(source.text, start)
    assert line  # noqa: S101 - it matches anywhere
    return any(
        found.start() < inner_start <= inner_end < found.end()
        for found in _QUOTED.finditer(source.text, start, line.end())
    )
