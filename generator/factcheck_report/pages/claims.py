"""The list of all claims, grouped by verdict and paginated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from factcheck_report import addresses
from factcheck_report.addresses.pagination import paginate
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report, Verdict
from factcheck_report.pages.last_changes import change_of_claims
from factcheck_report.pages.page import Page, list_page
from factcheck_report.pages.rows import CLAIMS_PER_PAGE, ClaimRow, VerdictCount, claims_by_verdict

FACETS = ("verdict", "kind", "claimant", "origin", "source", "tag", "year")
"""Filters of the list in the order shown; also the names of parameters in its address."""


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    """The claims with one verdict on one page of the list."""

    verdict: Verdict
    claims: tuple[ClaimRow, ...]
    continued: bool
    """Whether the group begins on an earlier page."""


def claim_list_pages(
    report: Report, translations: Translations, verdict_counts: Sequence[VerdictCount]
) -> list[Page]:
    """The pages of the list; the first is in the menu."""
    facets, orders = _facets(report), _orders(report)
    begun: set[str] = set()
    pages = []
    for page_slice in paginate(claims_by_verdict(report), addresses.CLAIMS, CLAIMS_PER_PAGE):
        groups = tuple(
            VerdictGroup(report.draft.verdicts[id], tuple(claims), id in begun)
            for id, claims in groupby(page_slice.items, key=lambda row: row.claim.verdict)
        )
        begun.update(group.verdict.id for group in groups)
        view = {
            "verdict_counts": verdict_counts,
            "groups": groups,
            "facets": facets,
            "orders": orders,
        }
        changed = change_of_claims(report, (row.claim for row in page_slice.items))
        count = len(report.claims)
        pages.append(list_page("claims", page_slice, translations, count, view, changed=changed))
    return pages


def _facets(report: Report) -> tuple[str, ...]:
    """The facets that at least one claim has."""
    claims = report.claims
    found = {
        "verdict": True,
        "kind": any(claim.is_statement for claim in claims),
        "claimant": any(claim.claimants for claim in claims),
        "origin": any(quote.origin for claim in claims for quote in claim.quotes),
        "source": any(claim.quotes for claim in claims),
        "tag": any(claim.tags for claim in claims),
        "year": any(claim.first_made for claim in claims),
    }
    return tuple(facet for facet in FACETS if found[facet])


def _orders(report: Report) -> tuple[str, ...]:
    """By what readers can sort the claims: the date and the number of origins, if any has one."""
    dated = any(claim.first_made for claim in report.claims)
    counted = any(
        quote.origin and quote.stance.is_evidence
        for claim in report.claims
        if not claim.is_statement
        for quote in claim.quotes
    )
    return (("newest", "oldest") if dated else ()) + (("origins",) if counted else ())
