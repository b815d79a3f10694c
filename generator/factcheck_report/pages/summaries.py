"""Long summaries: in full by paragraph, and shortened at the end of a sentence."""

from __future__ import annotations

import re

from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes.sentences import sentence_ends

LONGEST_DESCRIPTION = 300
"""Code points of a page's description. Search engines show about half of that."""
LONGEST_IN_LIST = 300
"""Code points of a summary in a list."""

_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: between them are empty lines."""
    return _PARAGRAPHS.split(text.strip())


def shortened(text: str, longest: int) -> str:
    """The text on one line; if it is longer, its first sentences that fit, and “…”.

    If not even the first sentence fits, its first words. `longest` counts code points.
    """
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    # A sentence ends before white space; a no-break space and “…” follow it.
    beginning = flat[: longest - 1]
    if ends := sentence_ends(SourceText(beginning), Span(0, len(beginning))):
        return f"{beginning[: ends[-1]].rstrip()}\N{NO-BREAK SPACE}…"
    words, _, _ = beginning.rpartition(" ")
    return f"{words or beginning}…"
