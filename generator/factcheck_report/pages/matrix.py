"""The matrix of claims and documents: what each document says about each claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.addresses.pagination import page_slices
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, EntryKind, Evidence, Report, Stance
from factcheck_report.pages.last_changes import change_of_claims
from factcheck_report.pages.page import Page, list_page
from factcheck_report.pages.rows import ClaimRow, claim_row

_CLAIMS_PER_PAGE = 100
_DOCUMENTS_PER_PAGE = 100
"""A claim that quotes more documents gets a page to itself."""


@dataclass(frozen=True, slots=True)
class StanceMark:
    """The quotes of one stance that a claim takes from one document."""

    stance: Stance
    passages: int
    first: str
    """Address of the first quote on the claim's page."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A claim, and its marks by the id of the document quoted."""

    row: ClaimRow
    marks: Mapping[str, tuple[StanceMark, ...]]


def matrix_pages(report: Report, translations: Translations) -> list[Page]:
    """The matrix, paginated. Each page has a column for each document that its claims quote."""
    order = {id: number for number, id in enumerate(report.documents)}
    pages = []
    for page_slice in page_slices(_claims_by_page(report.claims), addresses.MATRIX):
        rows = [
            MatrixRow(
                claim_row(report, claim), _marks(report.evidence_of(EntryKind.CLAIM, claim.id))
            )
            for claim in page_slice.items
        ]
        quoted = {source for row in rows for source in row.marks}
        documents = {id: report.documents[id] for id in sorted(quoted, key=order.__getitem__)}
        view = {"rows": rows, "documents": documents}
        changed, count = change_of_claims(report, page_slice.items), len(report.claims)
        pages.append(list_page("matrix", page_slice, translations, count, view, changed=changed))
    return pages


def _claims_by_page(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Start a new page when the current one has too many claims or documents."""
    pages: list[list[Claim]] = []
    documents: set[str] = set()
    for claim in claims:
        quoted = {quote.source for quote in claim.quotes}
        documents |= quoted
        if not pages or len(pages[-1]) == _CLAIMS_PER_PAGE or len(documents) > _DOCUMENTS_PER_PAGE:
            pages.append([])
            documents = quoted
        pages[-1].append(claim)
    return pages


def _marks(evidence: Sequence[Evidence]) -> dict[str, tuple[StanceMark, ...]]:
    cells: dict[str, dict[Stance, list[Evidence]]] = {}
    for item in evidence:
        cells.setdefault(item.quote.source, {}).setdefault(item.quote.stance, []).append(item)
    return {
        source: tuple(
            StanceMark(stance, len(cell[stance]), addresses.quote_on_claim(cell[stance][0]))
            for stance in Stance
            if stance in cell
        )
        for source, cell in cells.items()
    }
