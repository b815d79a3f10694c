"""The page of one claim."""

from __future__ import annotations

from collections.abc import Iterable

from generator.markdown import to_text
from generator.model import Citing, Claim, Document, Report, Stance, Verdict
from generator.pages import addresses
from generator.pages.evidence import Exhibit, exhibits, side
from generator.pages.page import Findable, Page
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
        findable=(Findable(claim.claim, _words(claim, verdict, shown)),),
        section=addresses.CLAIMS,
        position=claim.marks.entry,
    )


def _words(claim: Claim, verdict: Verdict, shown: Iterable[Exhibit]) -> str:
    """All that the page says in words of its own or of documents."""
    claimants = (
        f"{claimant.name}, {claimant.role}" if claimant.role else claimant.name
        for claimant in claim.claimants
    )
    quotes = (exhibit.words for exhibit in shown)
    parts = (f"{verdict.label}.", claim.summary, *claimants, *quotes, to_text(claim.analysis))
    return "\n".join(part for part in parts if part)


def _in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple({document.source.id: document for document in documents}.values())
