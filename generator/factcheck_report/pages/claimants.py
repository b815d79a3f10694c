"""The list of claimants, and a page for each with the claims they made."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.addresses.pagination import paginate, slice_at
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claimant, Report
from factcheck_report.pages.page import Page, SearchText, list_page
from factcheck_report.pages.rows import CLAIMS_PER_PAGE, VerdictCount, claim_row, verdict_counts_of

_CLAIMANTS_PER_PAGE = 100
"""About 150 KB of HTML."""


@dataclass(frozen=True, slots=True)
class ClaimantRow:
    """A claimant in the list, with the number of claims by verdict."""

    claimant: Claimant
    claims: int
    verdict_counts: tuple[VerdictCount, ...]


def claimant_list_pages(report: Report, translations: Translations) -> list[Page]:
    """All claimants, those with the most claims first, paginated."""
    rows = [_row(report, claimant) for claimant in report.draft.claimants.values()]
    rows.sort(key=lambda row: -row.claims)
    unattributed = sum(1 for claim in report.claims if not claim.claimants)
    return [
        list_page(
            "claimants", page_slice, translations, page_slice.total, {"unattributed": unattributed}
        )
        for page_slice in paginate(rows, addresses.CLAIMANTS, _CLAIMANTS_PER_PAGE)
    ]


def _row(report: Report, claimant: Claimant) -> ClaimantRow:
    claims = report.claims_of(claimant)
    return ClaimantRow(claimant, len(claims), verdict_counts_of(report, claims))


def claimant_page(
    report: Report, translations: Translations, claimant: Claimant, number: int
) -> Page:
    """Page `number`, from 1, of a claimant's claims. The first also counts them by verdict."""
    claims = report.claims_of(claimant)
    page_slice = slice_at(claims, addresses.claimant(claimant.id), CLAIMS_PER_PAGE, number)
    description = translations.text("claimant.description", count=len(claims), name=claimant.name)
    first = number == 1
    search_text = SearchText(claimant.name, "\n".join(filter(None, (claimant.role, description))))
    return Page(
        address=page_slice.address,
        template="claimant.html",
        title=page_slice.title(translations, claimant.name),
        label=page_slice.title(translations, claimant.name),
        description=description,
        view={
            "claimant": claimant,
            "page_slice": page_slice,
            "claims": [claim_row(report, claim) for claim in page_slice.items],
            "verdict_counts": verdict_counts_of(report, claims) if first else (),
        },
        search_texts=(search_text,) if first else (),
        index_page=addresses.CLAIMANTS,
        position=claimant.positions.entry if first else None,
    )
