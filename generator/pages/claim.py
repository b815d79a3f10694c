"""The page of one claim."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import Citing, Claim, Document, Report, Stance
from generator.pages import addresses
from generator.pages.evidence import exhibits, side
from generator.pages.page import Page
from generator.pages.rows import claim_row


def claim_page(report: Report, claim: Claim) -> Page:
    """Claim, verdict, evidence by stance and origin, analysis, related claims, corrections."""
    shown = exhibits(report, report.evidence_of(Citing.CLAIM, claim.id))
    verdict = report.draft.verdicts[claim.verdict]
    return Page(
        address=addresses.claim(claim.id),
        template="claim.html",
        title=claim.claim,
        label=claim.claim,
        description=f"{verdict.label}. {claim.summary}",
        view={
            "claim": claim,
            "verdict": verdict,
            "supporting": side(shown, Stance.SUPPORTS),
            "refuting": side(shown, Stance.REFUTES),
            "background": side(shown, Stance.CONTEXT),
            "documents": _in_order(item.document for item in shown),
            "related": [claim_row(report, report.draft.claims[id]) for id in claim.related],
        },
        section=addresses.CLAIMS,
        position=claim.marks.entry,
    )


def _in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple({document.source.id: document for document in documents}.values())
