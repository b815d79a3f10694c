"""Claims × documents: what each document says for and against each claim, at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.addresses.pagination import parts
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, EntryKind, Evidence, Report, Stance
from factcheck_report.pages.page import Page
from factcheck_report.pages.rows import ClaimRow, claim_row

_CLAIMS_ON_A_PAGE = 100
_DOCUMENTS_ON_A_PAGE = 100
"""A claim that alone quotes more has a page to itself."""
_STANCES = tuple(Stance)


@dataclass(frozen=True, slots=True)
class Sign:
    """What a document says for a claim, against it, or about it."""

    stance: Stance
    passages: int
    first: str
    """Address of the first of them, on the claim's page."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A claim with its signs, by the document's id; documents it does not quote are left out."""

    row: ClaimRow
    signs: Mapping[str, tuple[Sign, ...]]


def matrices(report: Report, translations: Translations) -> list[Page]:
    """The matrix, cut into pages; each has the documents that its claims quote."""
    title, label = translations.text("matrix.title"), translations.text("matrix.label")
    description = translations.text("matrix.description", count=len(report.claims))
    order = {id: number for number, id in enumerate(report.documents)}
    pages = []
    for part in parts(_chunks(report.claims), addresses.MATRIX):
        rows = [
            MatrixRow(
                claim_row(report, claim), _signs(report.evidence_of(EntryKind.CLAIM, claim.id))
            )
            for claim in part.items
        ]
        quoted = {source for row in rows for source in row.signs}
        pages.append(
            Page(
                address=part.address,
                template="matrix.html",
                title=part.named(translations, title),
                label=part.named(translations, label),
                description=description,
                view={
                    "part": part,
                    "rows": rows,
                    "documents": {
                        id: report.documents[id] for id in sorted(quoted, key=order.__getitem__)
                    },
                },
                section=part.section,
            )
        )
    return pages


def _chunks(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims of each page: no more than can be shown, nor than quote too many documents."""
    chunks: list[list[Claim]] = []
    documents: set[str] = set()
    for claim in claims:
        quoted = {quote.source for quote in claim.quotes}
        documents |= quoted
        if (
            not chunks
            or len(chunks[-1]) == _CLAIMS_ON_A_PAGE
            or len(documents) > _DOCUMENTS_ON_A_PAGE
        ):
            chunks.append([])
            documents = quoted
        chunks[-1].append(claim)
    return chunks


def _signs(evidence: Sequence[Evidence]) -> dict[str, tuple[Sign, ...]]:
    cells: dict[str, dict[Stance, list[Evidence]]] = {}
    for item in evidence:
        cells.setdefault(item.quote.source, {}).setdefault(item.quote.stance, []).append(item)
    return {
        source: tuple(
            Sign(stance, len(cell[stance]), addresses.quote(cell[stance][0]))
            for stance in _STANCES
            if stance in cell
        )
        for source, cell in cells.items()
    }
