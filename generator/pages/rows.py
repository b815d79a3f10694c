"""Claims and documents as lists show them: one line each, with the numbers that matter."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Citing, Claim, Document, Report, Stance, Verdict
from generator.pages.passages import Coverage, coverage


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as lists show it."""

    claim: Claim
    verdict: Verdict
    supporting: int
    refuting: int
    """Numbers of independent origins."""
    documents: int


def claim_row(report: Report, claim: Claim) -> ClaimRow:
    """The row of one claim."""
    return ClaimRow(
        claim,
        report.draft.verdicts[claim.verdict],
        len(claim.origins(Stance.SUPPORTS)),
        len(claim.origins(Stance.REFUTES)),
        len({quote.source for quote in claim.quotes}),
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """The claims that have one verdict."""

    verdict: Verdict
    claims: tuple[ClaimRow, ...]


def tallies(report: Report) -> tuple[Tally, ...]:
    """Claims by verdict, in the order of the scale, verdicts that no claim has included."""
    rows = [claim_row(report, claim) for claim in report.claims]
    return tuple(
        Tally(verdict, tuple(row for row in rows if row.claim.verdict == verdict.id))
        for verdict in report.draft.verdicts.values()
    )


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as lists show it."""

    document: Document
    claims: int
    coverage: Coverage


def document_rows(report: Report) -> tuple[DocumentRow, ...]:
    """All documents, in the editor's order."""
    rows = []
    for document in report.documents.values():
        cited = report.evidence_in(document.source.id)
        claims = {item.entry for item in cited if item.citing is Citing.CLAIM}
        rows.append(DocumentRow(document, len(claims), coverage(document, cited)))
    return tuple(rows)
