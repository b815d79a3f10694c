"""Quotes looked up in one text."""

from __future__ import annotations

from factcheck_report.model.evidence import Match
from factcheck_report.model.spans import SourceText
from factcheck_report.quotes import (
    Ambiguous,
    Located,
    Locator,
    NearestPassage,
    NotFound,
    NotFoundReason,
)

PERSIAN = "ایران می‌خواهد پهپاد بفروشد."


def locate(
    quote: str, text: str, prefix: str | None = None, suffix: str | None = None
) -> Located | Ambiguous | NotFound:
    return Locator(SourceText(text)).locate(quote, prefix=prefix, suffix=suffix)


def found(
    quote: str, text: str, prefix: str | None = None, suffix: str | None = None
) -> tuple[list[str], set[str]]:
    """Return the found pieces of the text, and the differences."""
    result = locate(quote, text, prefix, suffix)
    assert isinstance(result, Located), result
    assert (result.match is Match.EXACT) == (not result.differences)
    assert list(result.differences) == sorted(set(result.differences))
    return [text[s.start : s.end] for s in result.pieces], set(result.differences)


def reason(
    quote: str, text: str, prefix: str | None = None, suffix: str | None = None
) -> NotFoundReason:
    result = locate(quote, text, prefix, suffix)
    assert isinstance(result, NotFound), result
    return result.reason


def nearest(quote: str, text: str) -> NearestPassage:
    result = locate(quote, text)
    assert isinstance(result, NotFound), result
    assert result.nearest is not None
    return result.nearest
