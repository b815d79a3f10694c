"""The sentence round a passage, and whether the passage stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.texts import SourceText, Span

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’]*")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“‘\"'])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col"
    r"|vs|etc)$"
)
_OPENING = "\"'“‘„«([ \t"


def sentence_of(source: SourceText, span: Span) -> Span:
    """The sentences that a passage lies in, within the lines it lies in.

    A line end always ends a sentence: in the files that reports quote, a line is a paragraph
    or a heading.
    """
    start = source.line_starts[source.line_of(span.start) - 1]
    end = span.end + len(re.match(r"[^\r\n]*", source.text[span.end :])[0])  # type: ignore[index]
    for boundary in _boundaries(source.text, start, end):
        if boundary <= span.start:
            start = boundary
        elif boundary >= span.end:
            end = boundary
            break
    stretch = source.text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    return Span(min(start, span.start), max(start + len(stretch.strip()), span.end))


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    for found in _END.finditer(text, start, end):
        following = text[found.end() : min(found.end() + 20, end)].lstrip(_OPENING)
        before = text[max(found.start() - 12, start) : found.start()]
        if found[0] == "." and _ABBREVIATED.search(before):
            continue
        if found[0] == "." and following[:1].isdigit() and before.endswith(("no", "No")):
            continue
        if not following[:1].islower():
            yield found.end()


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
