"""The whole report on one page, for printing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count

from factcheck_report import addresses
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, EntryKind, Report, Stance
from factcheck_report.pages.corrections import all_corrections
from factcheck_report.pages.evidence import QuoteView, quote_views
from factcheck_report.pages.page import LazyView, Page
from factcheck_report.pages.rows import ClaimRow, claim_row

MOST_CLAIMS = 500
"""A longer report has no such page: nobody prints some 700 sheets, and a browser would take long to
show it."""


@dataclass(frozen=True, slots=True)
class NumberedQuote:
    """A quote with its number in the whole report."""

    number: int
    view: QuoteView


@dataclass(frozen=True, slots=True)
class PrintedClaim:
    """A claim with its evidence."""

    number: int
    row: ClaimRow
    quotes: Mapping[Stance, tuple[NumberedQuote, ...]]
    """In the order of the stances; those without a quote are left out."""

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.row.claim


def is_printable(report: Report) -> bool:
    """Whether the report has such a page."""
    return 0 < len(report.claims) <= MOST_CLAIMS


def whole_report_page(report: Report, translations: Translations, base: str | None) -> Page:
    """Every claim with its evidence, then the documents, the timeline and all else, in short."""
    return Page(
        address=addresses.PRINT,
        template="print.html",
        title=translations.text("print.title"),
        label=translations.text("print.label"),
        description=translations.text("print.description", count=len(report.claims)),
        view=LazyView(partial(_view, report, base)),
        cache_inputs=(report, base),
        index_page=addresses.HOME,
        changed=report.changed,
        indexed=False,
    )


def _view(report: Report, base: str | None) -> Mapping[str, object]:
    draft = report.draft
    return {
        "checked": report.checked,
        "claims": _printed_claims(report),
        "documents": tuple(report.documents.values()),
        "events": sorted(draft.timeline, key=lambda event: event.sort_key),
        "disagreements": [item for item in draft.disagreements if item.is_real],
        "differences": [item for item in draft.disagreements if not item.is_real],
        "corrections": all_corrections(report),
        "removed": tuple(draft.removed.values()),
        "site": base or "",
    }


def _printed_claims(report: Report) -> tuple[PrintedClaim, ...]:
    numbers = count(1)
    return tuple(
        PrintedClaim(number, claim_row(report, claim), _quotes(report, claim, numbers))
        for number, claim in enumerate(report.claims, 1)
    )


def _quotes(
    report: Report, claim: Claim, numbers: count[int]
) -> Mapping[Stance, tuple[NumberedQuote, ...]]:
    views = quote_views(report, report.evidence_of(EntryKind.CLAIM, claim.id))
    by_stance = {
        stance: [view for view in views if view.evidence.quote.stance is stance]
        for stance in Stance
    }
    return {
        stance: tuple(NumberedQuote(next(numbers), view) for view in some)
        for stance, some in by_stance.items()
        if some
    }
