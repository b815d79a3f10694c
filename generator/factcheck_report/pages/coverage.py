"""How much of a document is quoted, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factcheck_report.model import Document, Evidence, Stance
from factcheck_report.model.spans import Span, merged
from factcheck_report.quotes.words import count_words

_MOST_BARS = 200
"""Bars for each stance in the picture of a document."""
_BARS = (
    (Stance.CONTEXT, 0, 6),
    (Stance.STATES, 0, 6),
    (Stance.SUPPORTS, 0, 3),
    (Stance.REFUTES, 3, 3),
)
"""Stance, top and height of its bars in the picture; drawn in this order."""
_MIN_WIDTH = 0.4
"""Width of the narrowest bar that is still visible, in percent of the picture."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document is quoted, and where."""

    words: int
    quoted_words: int
    bars: Mapping[Stance, str]
    """The quoted passages of each stance that has any, as an SVG path in a box of 100 × 6."""


def coverage(document: Document, evidence: Iterable[Evidence]) -> Coverage:
    """Count each quoted word once, and merge touching passages of one stance."""
    text = document.text.text
    quoted: list[Span] = []
    by_stance: dict[Stance, list[Span]] = {stance: [] for stance in Stance}
    for item in evidence:
        quoted += item.receipt.pieces
        by_stance[item.quote.stance] += item.receipt.pieces
    return Coverage(
        words=count_words(document.text, Span(0, len(text))),
        quoted_words=sum(count_words(document.text, span) for span in merged(quoted)),
        bars={
            stance: _path(_bars(by_stance[stance], len(text)), len(text), top, height)
            for stance, top, height in _BARS
            if by_stance[stance]
        },
    )


def _path(spans: Iterable[Span], length: int, top: int, height: int) -> str:
    percent = 100 / max(length, 1)
    path = []
    for span in spans:
        start = round(span.start * percent, 2)
        width = max(round((span.end - span.start) * percent, 2), _MIN_WIDTH)
        path.append(f"M{start} {top}h{width}v{height}h-{width}z")
    return "".join(path)


def _bars(spans: Iterable[Span], length: int) -> list[Span]:
    """The quoted passages; where there are too many to tell apart, near ones are merged."""
    passages = merged(spans)
    return passages if len(passages) <= _MOST_BARS else merged(passages, length // _MOST_BARS)
