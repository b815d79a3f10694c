"""Quotes as lists of somebody's words: short, each with its source, without the text around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.model import Claim, Document, Evidence, Quote, Report, Wording
from factcheck_report.pages.quote_context import quoted_pieces
from factcheck_report.pages.rows import ClaimRow, claim_row

_MOST_QUOTES = 3
"""Quotes that a list shows for one claim. The claim's page has the others."""
_ORDER = {
    Wording.QUOTED: 0,
    Wording.TRANSCRIPT: 0,
    Wording.PARAPHRASED: 1,
    Wording.DOCUMENT: 2,
    Wording.HEADLINE: 3,
}
"""Somebody's own words come before reported speech."""


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """A quote in such a list."""

    evidence: Evidence
    quote: Quote
    """As in the evidence, but with the claimant's name for a speaker that is not named."""
    document: Document
    pieces: tuple[str, ...]
    """The words of the document; several if the quote leaves something out."""


@dataclass(frozen=True, slots=True)
class ClaimWithWords:
    """A claim, and what somebody is quoted as saying about it."""

    row: ClaimRow
    words: tuple[QuotedWords, ...]
    more: int
    """How many more quotes the claim's page has."""
    first_left_out: str
    """The address of the first of them; empty if there is none."""


def claim_with_words(report: Report, claim: Claim, evidence: Iterable[Evidence]) -> ClaimWithWords:
    """A claim with somebody's quotes: direct quotes before reported speech, then as in the file."""
    ordered = sorted(evidence, key=lambda item: _ORDER[item.quote.wording])
    shown, others = ordered[:_MOST_QUOTES], ordered[_MOST_QUOTES:]
    return ClaimWithWords(
        claim_row(report, claim),
        quoted_words(report, shown),
        len(others),
        addresses.quote_on_claim(others[0]) if others else "",
    )


def quoted_words(report: Report, evidence: Sequence[Evidence]) -> tuple[QuotedWords, ...]:
    """Quotes with what a list shows of them."""
    words = []
    for item in evidence:
        document = report.documents[item.quote.source]
        pieces = quoted_pieces(document, item.quote, item.receipt)
        words.append(QuotedWords(item, report.with_speaker(item.quote), document, pieces))
    return tuple(words)
