"""Claims and documents as rows of lists, and the number of claims for each verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from factcheck_report import addresses
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Claimant, Document, EntryKind, Report, Stance, Verdict
from factcheck_report.pages.coverage import Coverage, coverage
from factcheck_report.pages.features import Features

CLAIMS_PER_PAGE = 200
"""In the list of all claims, and in a claimant's: about 100 KB of HTML."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list."""

    claim: Claim
    verdict: Verdict
    claimants: tuple[Claimant, ...]
    supporting: int
    """How many independent origins support it."""
    refuting: int
    """How many independent origins refute it."""
    documents: int
    """How many documents it quotes, apart from passages in which it is made."""
    unpublished: bool = False
    """Whether only the preview shows it."""


def claim_row(report: Report, claim: Claim) -> ClaimRow:
    """The row of one claim."""
    return ClaimRow(
        claim,
        report.draft.verdicts[claim.verdict],
        report.claimants_of(claim),
        len(claim.origins(Stance.SUPPORTS)),
        len(claim.origins(Stance.REFUTES)),
        len({quote.source for quote in claim.quotes if quote.stance is not Stance.STATES}),
        claim.id in report.unpublished,
    )


def evidence_facts(row: ClaimRow, translations: Translations, features: Features) -> list[str]:
    """What a row says of a claim's evidence: origins for and against it, and documents.

    Of a claim about what was said: only the documents that report or deny it.
    """
    if row.verdict.without_evidence:
        return [translations.text("list.no_evidence")]
    if row.claim.is_statement:
        return statement_facts(row.claim, translations)
    facts = []
    if row.supporting or row.refuting:
        origins = translations.text("count.origins", count=row.supporting)
        facts.append(translations.text("list.balance", supporting=origins, refuting=row.refuting))
    elif features.origins:
        facts.append(translations.text("list.nobody"))
    if row.documents:
        facts.append(translations.text("count.documents", count=row.documents))
    return facts


def statement_facts(claim: Claim, translations: Translations) -> list[str]:
    """How many documents report, and deny, that something was said."""
    reporting, denying = claim.documents(Stance.SUPPORTS), claim.documents(Stance.REFUTES)
    facts = [translations.text("list.reported", count=len(reporting))]
    if denying:
        facts.append(translations.text("list.report_denied", count=len(denying)))
    return facts


def claims_by_verdict(report: Report) -> tuple[ClaimRow, ...]:
    """The rows of all claims, sorted by verdict in the order of the scale."""
    rows: dict[str, list[ClaimRow]] = {id: [] for id in report.draft.verdicts}
    for claim in report.claims:
        rows[claim.verdict].append(claim_row(report, claim))
    return tuple(row for group in rows.values() for row in group)


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many of some claims have one verdict."""

    verdict: Verdict
    claims: int
    total: int
    """How many claims were counted, whatever their verdict."""
    address: str = ""
    """In a count of all claims: where those with the verdict begin in the list, or the verdict's
    definition if there are none. Otherwise empty."""

    @property
    def filtered(self) -> str:
        """In a count of all claims: where the list shows these alone.

        The list's script filters it; without scripts it is shown from where these claims begin.
        """
        start, hash, fragment = self.address.partition("#")
        query = f"?verdict={self.verdict.id}" if start == addresses.CLAIMS else ""
        return start + query + hash + fragment


def verdict_counts(report: Report) -> tuple[VerdictCount, ...]:
    """All claims by verdict, in the order of the scale, unused verdicts included."""
    counts = []
    offset = 0
    for count in _counted(report, report.claims):
        page = addresses.page(addresses.CLAIMS, offset // CLAIMS_PER_PAGE + 1)
        address = (
            f"{page}#verdict-{count.verdict.id}"
            if count.claims
            else f"{addresses.VERDICTS}#{count.verdict.id}"
        )
        counts.append(replace(count, address=address))
        offset += count.claims
    return tuple(counts)


def verdict_counts_of(report: Report, claims: Iterable[Claim]) -> tuple[VerdictCount, ...]:
    """Some claims by verdict, in the order of the scale, without unused verdicts."""
    return tuple(count for count in _counted(report, claims) if count.claims)


def _counted(report: Report, claims: Iterable[Claim]) -> list[VerdictCount]:
    counts = Counter(claim.verdict for claim in claims)
    total = counts.total()
    return [
        VerdictCount(verdict, counts[id], total) for id, verdict in report.draft.verdicts.items()
    ]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list."""

    document: Document
    claims: int
    """How many claims quote it."""
    coverage: Coverage


def document_rows(report: Report) -> tuple[DocumentRow, ...]:
    """All documents, in the order of claims.yaml."""
    rows = []
    for document in report.documents.values():
        evidence = report.evidence_in(document.source.id)
        claims = {item.entry for item in evidence if item.kind is EntryKind.CLAIM}
        rows.append(DocumentRow(document, len(claims), coverage(document, evidence)))
    return tuple(rows)
