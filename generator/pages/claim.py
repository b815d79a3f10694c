"""The page of one claim."""

from __future__ import annotations

from collections.abc import Iterable

from generator import addresses
from generator.exports.citing import cite
from generator.markdown import to_text
from generator.model import Citing, Claim, Document, Report, Stance, Verdict
from generator.pages.corrections import changes_of
from generator.pages.evidence import Exhibit, exhibits, side
from generator.pages.page import Findable, Page
from generator.pages.rows import claim_row
from generator.places import Places
from generator.web import report_link
from generator.words import Words


def claim_page(
    report: Report, words: Words, places: Places, claim: Claim, base: str | None
) -> Page:
    """Claim, verdict, evidence by stance and origin, analysis, related claims, corrections."""
    shown = exhibits(report, report.evidence_of(Citing.CLAIM, claim.id))
    verdict = report.draft.verdicts[claim.verdict]
    contact = report.publication.report_errors
    return Page(
        address=addresses.claim(claim.id),
        template="claim.html",
        title=claim.claim,
        label=claim.claim,
        description=words.say("claim.description", verdict=verdict.label, summary=claim.summary),
        view={
            "claim": claim,
            "claimants": report.claimants_of(claim),
            "verdict": verdict,
            "supporting": side(shown, Stance.SUPPORTS),
            "refuting": side(shown, Stance.REFUTES),
            "background": side(shown, Stance.CONTEXT),
            "documents": _in_order(item.document for item in shown),
            "changed": _in_order(item.document for item in shown if item.document.drifted),
            "related": [claim_row(report, report.draft.claims[id]) for id in claim.related],
            "changes": changes_of(report, claim),
            "replaced": report.replaced_by(claim.id),
            "places": places,
            "citation": cite(report, words, claim, base),
            "permalink": f"{base or ''}{addresses.claim(claim.id)}",
            "site": base or "",
            "contact": contact
            and report_link(
                contact, claim.id, words.say("claim.report_error_subject", claim=claim.id)
            ),
        },
        findable=(Findable(claim.claim, _words(report, claim, verdict, shown)),),
        section=addresses.CLAIMS,
        position=claim.marks.entry,
        claim=claim,
    )


def _words(report: Report, claim: Claim, verdict: Verdict, shown: Iterable[Exhibit]) -> str:
    """All that the page says in words of its own or of documents."""
    claimants = (
        f"{claimant.name}, {claimant.role}" if claimant.role else claimant.name
        for claimant in report.claimants_of(claim)
    )
    quotes = (exhibit.words for exhibit in shown)
    parts = (f"{verdict.label}.", claim.summary, *claimants, *quotes, to_text(claim.analysis))
    return "\n".join(part for part in parts if part)


def _in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple({document.source.id: document for document in documents}.values())
