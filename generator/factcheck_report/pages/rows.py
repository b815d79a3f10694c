"""Claims and documents as lists show them: one line each, with the numbers that matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from factcheck_report import addresses
from factcheck_report.model import Claim, Claimant, Document, EntryKind, Report, Stance, Verdict
from factcheck_report.pages.passages import Coverage, coverage

CLAIMS_ON_A_PAGE = 200
"""Of the list of all claims, and of a claimant's: some 100 KB of HTML."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as lists show it."""

    claim: Claim
    verdict: Verdict
    claimants: tuple[Claimant, ...]
    supporting: int
    refuting: int
    """Numbers of independent origins."""
    documents: int


def claim_row(report: Report, claim: Claim) -> ClaimRow:
    """The row of one claim."""
    return ClaimRow(
        claim,
        report.draft.verdicts[claim.verdict],
        report.claimants_of(claim),
        len(claim.origins(Stance.SUPPORTS)),
        len(claim.origins(Stance.REFUTES)),
        len({quote.source for quote in claim.quotes}),
    )


def listed(report: Report) -> tuple[ClaimRow, ...]:
    """The rows of all claims as they are listed: by verdict, in the order of the scale."""
    rows: dict[str, list[ClaimRow]] = {id: [] for id in report.draft.verdicts}
    for claim in report.claims:
        rows[claim.verdict].append(claim_row(report, claim))
    return tuple(row for some in rows.values() for row in some)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims have one verdict, of those that are counted."""

    verdict: Verdict
    claims: int
    whole: int
    """How many claims are counted, whatever their verdict."""
    address: str = ""
    """Where these claims begin in the list of all, or what the verdict means if none has it;
    empty for a count of some."""


def tallies(report: Report) -> tuple[Tally, ...]:
    """All claims by verdict, in the order of the scale, verdicts that no claim has included."""
    tallied = []
    before = 0
    for tally in _by_verdict(report, report.claims):
        page = addresses.page(addresses.CLAIMS, before // CLAIMS_ON_A_PAGE + 1)
        address = (
            f"{page}#verdict-{tally.verdict.id}"
            if tally.claims
            else f"{addresses.VERDICTS}#{tally.verdict.id}"
        )
        tallied.append(replace(tally, address=address))
        before += tally.claims
    return tuple(tallied)


def tallies_of(report: Report, claims: Iterable[Claim]) -> tuple[Tally, ...]:
    """Some claims by verdict, in the order of the scale, without verdicts that none has."""
    return tuple(tally for tally in _by_verdict(report, claims) if tally.claims)


def _by_verdict(report: Report, claims: Iterable[Claim]) -> list[Tally]:
    counted = Counter(claim.verdict for claim in claims)
    whole = counted.total()
    return [Tally(verdict, counted[id], whole) for id, verdict in report.draft.verdicts.items()]


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
        claims = {item.entry for item in cited if item.kind is EntryKind.CLAIM}
        rows.append(DocumentRow(document, len(claims), coverage(document, cited)))
    return tuple(rows)
