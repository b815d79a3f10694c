"""A quote's words as the source file has them, with the text around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck_report.model import Display, Document, Quote, Receipt
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes import Difference, typed_pieces
from factcheck_report.quotes.sentences import sentences_around
from factcheck_report.quotes.words import count_words

_SPACES = re.compile(r"\r\n?|[^\S\r\n]+")
"""A run of white space, or a line end with a CR, which HTML cannot show."""
_LONGEST_CONTEXT = 400
"""Code points shown before and after a quote."""
_LONGEST_GAP = 4_000
"""Code points shown of the text that a quote leaves out in one place."""
_LONGEST_READ = 10 * _LONGEST_GAP
"""Code points read of such a text, most of which may be white space."""
_SHOWN_AS_TYPED = {
    Difference.BRACKETS,
    Difference.HYPHENATION,
    Difference.LETTER_FORMS,
    Difference.NOTE_MARKS,
    Difference.TIME_CODES,
}
"""A quote with one of these differences is shown as the editor typed it, not as the file has it."""


@dataclass(frozen=True, slots=True)
class QuoteInContext:
    """A quote's words and the text around them in the file.

    White space is collapsed, so that a quote shows no holes. The document's own page keeps it.
    """

    pieces: tuple[str, ...]
    """As in the file; several if the quote leaves something out."""
    quoted: tuple[str, ...]
    """The pieces as readers see them quoted: with the editor's brackets, and without artefacts
    of text extraction."""
    gaps: tuple[str, ...]
    """The text left out between two pieces; empty if the document may not be shown in full."""
    left_out: tuple[int, ...]
    """How many words are left out between two pieces."""
    before: str
    after: str


def quote_in_context(document: Document, quote: Quote, receipt: Receipt) -> QuoteInContext:
    """The quoted words with the sentences before and after them in their paragraph.

    For a document that may only be excerpted, nothing beyond the quoted sentence.
    """
    text = document.text
    full = document.source.display is Display.FULL
    around = sentences_around(text, receipt.span, 2 if full else 1)
    return QuoteInContext(
        pieces=_in_file(document, receipt),
        quoted=quoted_pieces(document, quote, receipt),
        gaps=tuple(_gap(text, gap) if full else "" for gap in receipt.gaps),
        left_out=tuple(count_words(text, gap) for gap in receipt.gaps),
        before=_shortened_start(_collapsed(text, Span(around.start, receipt.span.start))),
        after=_shortened_end(_collapsed(text, Span(receipt.span.end, around.end))),
    )


def quoted_pieces(document: Document, quote: Quote, receipt: Receipt) -> tuple[str, ...]:
    """The quoted words; see `QuoteInContext.quoted`."""
    if _SHOWN_AS_TYPED & set(receipt.differences):
        return typed_pieces(quote.text, receipt.differences)
    return _in_file(document, receipt)


def _in_file(document: Document, receipt: Receipt) -> tuple[str, ...]:
    return tuple(_collapsed(document.text, piece) for piece in receipt.pieces)


def _collapsed(text: SourceText, span: Span) -> str:
    return _SPACES.sub(" ", text.text[span.start : span.end])


def _gap(text: SourceText, gap: Span) -> str:
    """The text of a gap; of a long one only the beginning and the end."""
    half = _LONGEST_GAP // 2
    if gap.end - gap.start > _LONGEST_READ:
        left = _collapsed(text, Span(gap.start, gap.start + _LONGEST_READ // 2))
        right = _collapsed(text, Span(gap.end - _LONGEST_READ // 2, gap.end))
    else:
        left = right = _collapsed(text, gap)
        if len(left) <= _LONGEST_GAP:
            return left
    return f"{left[:half]} … {right[-half:]}"


def _shortened_end(text: str) -> str:
    return text if len(text) <= _LONGEST_CONTEXT else text[:_LONGEST_CONTEXT].rstrip() + " …"


def _shortened_start(text: str) -> str:
    return text if len(text) <= _LONGEST_CONTEXT else "… " + text[-_LONGEST_CONTEXT:].lstrip()
