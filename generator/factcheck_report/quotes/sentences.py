"""The sentences and paragraphs of a text.

A paragraph may be a single line, or wrapped over several lines: this is decided for each line end.
The work for a passage is limited by `REACH`, even if the document is one line of a million
characters.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes.characters import (
    CLOSING_MARKS,
    OPENING_MARKS,
    UNSPACED_CHARACTER,
)

REACH = 5_000
"""Code points on either side of a passage in which its paragraph is searched for."""
_INSIDE = 100
"""Code points at either end of a passage in which sentence ends are searched for."""
_NEIGHBOURS = 20
"""Lines on either side that determine the width of wrapped text."""
_REMEMBERED = 256
"""Passages whose sentences are remembered: a claim's page and its files ask for the same ones."""
_NARROWEST, _WIDEST = 40, 120
"""Code points per line of wrapped text. Shorter blocks are titles and bylines; a longer line is a
paragraph of its own."""
_NARROWEST_UNSPACED = 15
"""The same for scripts without spaces."""

_NOTE_MARK = r"(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]{1,3}|(?<=\D\.)\d{1,2})?"
"""A note mark attached to the end of a sentence."""
# Possessive quantifiers keep this linear for a long run of full stops that ends no sentence.
_END = re.compile(
    rf"[.!?…؟۔।]++(?:[{re.escape(CLOSING_MARKS)}]*+{_NOTE_MARK}(?=\s)(?P<ends>))?"
    r"|[。！？｡]++[」』”’]*+(?P<ends_wide>)"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“‘\"'„‚])(?:[A-ZÄÖÜ]|(?:[A-Za-z]\. ?)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov"
    r"|Lt|Col|vs|etc|bzw|ca|Nr|Hr|Fr|sog|u\.a|usw|Abs|Art)$"
)
_MONTHS = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)
_GERMAN_DATE = re.compile(rf"\s+(?:{_MONTHS})\b")
_BEFORE_SENTENCE = OPENING_MARKS + " \t\r\n"
_LIST_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)])\s")


@lru_cache(_REMEMBERED)
def sentence_of(source: SourceText, span: Span) -> Span:
    """The sentences that a passage belongs to: from the start of the first to the end of the last.

    Never beyond the paragraph, and without white space around them.
    """
    text, paragraph = source.text, paragraph_of(source, span)
    start, end = paragraph.start, paragraph.end
    # Not inside the passage: with […] it may be most of the document.
    for boundary in _boundaries(text, start, min(span.start + _INSIDE, end)):
        if boundary <= span.start:
            start = boundary
    for boundary in _boundaries(text, max(span.end - _INSIDE, paragraph.start), end):
        if boundary >= span.end:
            end = boundary
            break
    return _stripped(text, Span(start, end), span)


@lru_cache(_REMEMBERED)
def sentences_around(source: SourceText, span: Span, count: int) -> Span:
    """A passage with up to `count` sentences on each side, its own included, in its paragraph."""
    if count == 1:
        return sentence_of(source, span)
    paragraph = paragraph_of(source, span)
    starts = [paragraph.start, *sentence_ends(source, Span(paragraph.start, span.start))]
    ends = [end for end in sentence_ends(source, paragraph) if end >= span.end]
    start = starts[-count:][0]
    while start < span.start and source.text[start].isspace():
        start += 1
    return Span(start, [*ends, paragraph.end][:count][-1])


def sentence_ends(source: SourceText, span: Span) -> list[int]:
    """The offsets inside a span where sentences end, in order."""
    return list(_boundaries(source.text, span.start, span.end))


def paragraph_of(source: SourceText, span: Span) -> Span:
    """The paragraphs that a passage belongs to.

    At most `REACH` code points beyond the passage on either side.
    """
    first, last = source.lines_of(span) if span.end > span.start else (0, 0)
    if not first:
        first = last = source.line_of(span.start)
    while (
        first > 1 and _start(source, first) > span.start - REACH and _continues(source, first - 1)
    ):
        first -= 1
    while last < len(source.line_starts) and _start(source, last + 1) < span.end + REACH:
        if not _continues(source, last):
            break
        last += 1
    start = max(_start(source, first), span.start - REACH)
    end = min(_end(source, last), span.end + REACH)
    return _stripped(source.text, Span(start, end), span)


def crosses_paragraph(source: SourceText, span: Span) -> bool:
    """Whether a paragraph begins inside a span that begins and ends with text."""
    first, last = source.lines_of(span)
    ends = _paragraph_ends(source)
    return bisect_left(ends, first) < bisect_left(ends, last)


@lru_cache(16)
def _paragraph_ends(source: SourceText) -> array[int]:
    """The last line of each paragraph. Cached: thousands of quotes may leave out most of a text."""
    numbers = range(1, len(source.line_starts) + 1)
    return array("I", (number for number in numbers if not _continues(source, number)))


def begins_paragraph(source: SourceText, number: int) -> bool:
    """Whether a paragraph begins on a line, from 1."""
    if not _line(source, number).strip():
        return False
    return number == 1 or not _continues(source, number - 1)


def _stripped(text: str, outer: Span, inner: Span) -> Span:
    stretch = text[outer.start : outer.end]
    start = outer.start + len(stretch) - len(stretch.lstrip())
    return Span(min(start, inner.start), max(outer.start + len(stretch.rstrip()), inner.end))


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    for found in _END.finditer(text, start, end):
        if found.lastgroup is None:
            continue
        following = text[found.end() : min(found.end() + 20, end)].lstrip(_BEFORE_SENTENCE)
        before = text[max(found.start() - 12, start) : found.start()]
        if found[0] == ".":
            if _ABBREVIATED.search(before):
                continue
            if following[:1].isdigit() and before.endswith(("no", "No")):
                continue
            if before[-1:].isdigit() and _GERMAN_DATE.match(text, found.end(), end):
                continue
        if not following[:1].islower():
            yield found.end()


def _continues(source: SourceText, number: int) -> bool:
    """Whether the paragraph of a line, from 1, continues on the next line."""
    known = _known_lines(source)
    if number not in known:
        known[number] = _is_wrapped(source, number)
    return known[number]


@lru_cache(16)
def _known_lines(source: SourceText) -> dict[int, bool]:
    """Cached results by line: thousands of quotes may be from one text."""
    return {}


def _is_wrapped(source: SourceText, number: int) -> bool:
    here, following = _line(source, number), _line(source, number + 1)
    here, following = here.rstrip(), following.strip()
    if not here.strip() or not following or _LIST_ITEM.match(following):
        return False
    if following.lstrip(_BEFORE_SENTENCE)[:1].islower():
        return True
    if len(here) > _WIDEST:
        return False
    width = _width(source, number)
    if UNSPACED_CHARACTER.match(here[-1]) and UNSPACED_CHARACTER.match(following[0]):
        return _NARROWEST_UNSPACED <= width <= _WIDEST and len(here) > width * 4 // 5
    # A line of wrapped text ends where the next word does not fit.
    word = following.split(maxsplit=1)[0]
    return _NARROWEST <= width <= _WIDEST and len(here) + 1 + len(word) > width


def _width(source: SourceText, number: int) -> int:
    """The length of the longest line near a line, without a blank line between."""
    longest = 0
    for step in (-1, 1):
        for near in range(number, number + step * _NEIGHBOURS, step):
            line = _line(source, near)
            if not line.strip():
                break
            longest = max(longest, len(line.rstrip()))
    return longest


def _start(source: SourceText, number: int) -> int:
    return source.line_starts[number - 1]


def _end(source: SourceText, number: int) -> int:
    starts = source.line_starts
    return starts[number] if number < len(starts) else len(source.text)


def _line(source: SourceText, number: int) -> str:
    """A line with its line end. Of a very long line only both ends; empty if there is no line."""
    if not 1 <= number <= len(source.line_starts):
        return ""
    start, end = _start(source, number), _end(source, number)
    if end - start > 4 * _WIDEST:
        # Still too long to be wrapped text.
        return source.text[start : start + 2 * _WIDEST] + source.text[end - 2 * _WIDEST : end]
    return source.text[start:end]
