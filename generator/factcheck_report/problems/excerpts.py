"""Excerpts of long texts for messages."""

from __future__ import annotations

from typing import Literal

from factcheck_report.model.spans import Span

LONGEST_EXCERPT = 160
"""Code points of a document that a problem quotes."""


def shorten(text: str, longest: int, start: int = 0) -> str:
    """At most `longest` code points of a text from `start` on, with … where it is cut."""
    end = start + longest
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def excerpt(text: str, span: Span, keep: Literal["start", "end", "both"] = "start") -> str:
    """The words of a span on one line; if there are too many, those at its start, end or both."""
    length = span.end - span.start
    if keep == "both" and length > LONGEST_EXCERPT:
        half = LONGEST_EXCERPT // 2
        first, last = Span(span.start, span.start + half), Span(span.end - half, span.end)
        return f"{excerpt(text, first)} … {excerpt(text, last)}"
    # White space may be half of it: no more is looked at.
    read = min(length, 2 * LONGEST_EXCERPT)
    start = span.end - read if keep == "end" else span.start
    words = " ".join(text[start : start + read].split())
    return shorten(
        words, LONGEST_EXCERPT, max(0, len(words) - LONGEST_EXCERPT) if keep == "end" else 0
    )
