"""Claims × documents: what each document says for and against each claim, at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import addresses
from generator.model import Citing, Evidence, Report, Stance
from generator.pages.page import Page
from generator.pages.rows import ClaimRow, claim_row
from generator.words import Words

_CLAIMS_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Sign:
    """What a document says for a claim, against it, or about it."""

    stance: Stance
    passages: int
    first: Evidence


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A claim with its signs, by the document's id; documents it does not quote are left out."""

    row: ClaimRow
    signs: Mapping[str, tuple[Sign, ...]]


def matrices(report: Report, words: Words) -> list[Page]:
    """The matrix, cut into pages; each has the documents that its claims quote."""
    claims = report.claims
    starts = range(0, max(len(claims), 1), _CLAIMS_ON_A_PAGE)
    return [
        _page(report, words, number, len(starts), start) for number, start in enumerate(starts, 1)
    ]


def _page(report: Report, words: Words, number: int, page_count: int, start: int) -> Page:
    claims = report.claims[start : start + _CLAIMS_ON_A_PAGE]
    rows = [
        MatrixRow(claim_row(report, claim), _signs(report.evidence_of(Citing.CLAIM, claim.id)))
        for claim in claims
    ]
    quoted = {source for row in rows for source in row.signs}
    title = words.say("matrix.title")
    return Page(
        address=addresses.matrix_page(number),
        template="matrix.html",
        title=title if number == 1 else words.say("claims.page", title=title, page=number),
        label=words.say("matrix.label"),
        description=words.say("matrix.description", count=len(report.claims)),
        view={
            "rows": rows,
            "claim_count": len(report.claims),
            "documents": [item for id, item in report.documents.items() if id in quoted],
            "first": start + 1,
            "last": start + len(rows),
            "page_count": page_count,
        },
        section=None if number == 1 else addresses.MATRIX,
    )


def _signs(evidence: Sequence[Evidence]) -> dict[str, tuple[Sign, ...]]:
    cells: dict[str, dict[Stance, list[Evidence]]] = {}
    for item in evidence:
        cells.setdefault(item.quote.source, {}).setdefault(item.quote.stance, []).append(item)
    return {
        source: tuple(
            Sign(stance, len(cell[stance]), cell[stance][0]) for stance in Stance if stance in cell
        )
        for source, cell in cells.items()
    }
