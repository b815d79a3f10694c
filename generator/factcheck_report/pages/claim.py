"""The page of one claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import Places
from factcheck_report.exports import claim_review
from factcheck_report.exports.citations import cite
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Document, EntryKind, Report, Stance
from factcheck_report.pages import subset as narrowing
from factcheck_report.pages.corrections import changes_of
from factcheck_report.pages.error_reports import report_link
from factcheck_report.pages.evidence import exhibits, side
from factcheck_report.pages.page import Later, Page
from factcheck_report.pages.rows import claim_row


def claim_page(
    report: Report, translations: Translations, places: Places, claim: Claim, base: str | None
) -> Page:
    """Claim, verdict, evidence by stance and origin, analysis, related claims, corrections."""
    part = narrowing.to_claim(report, claim)
    near = places.beside(part.evidence)
    verdict = report.draft.verdicts[claim.verdict]
    return Page(
        address=addresses.claim(claim.id),
        template="claim.html",
        title=claim.claim,
        label=claim.claim,
        description=translations.text(
            "claim.description", verdict=verdict.label, summary=claim.summary
        ),
        view=Later(partial(_view, part, translations, near, claim, base)),
        made_of=(part, near),
        section=addresses.CLAIMS,
        position=claim.marks.entry,
        changed=claim.changed,
        claim=claim,
    )


def _view(
    report: Report, translations: Translations, places: Places, claim: Claim, base: str | None
) -> Mapping[str, object]:
    shown = exhibits(report, report.evidence_of(EntryKind.CLAIM, claim.id))
    contact = report.publication.report_errors
    return {
        "claim": claim,
        "claimants": report.claimants_of(claim),
        "verdict": report.draft.verdicts[claim.verdict],
        "supporting": side(shown, Stance.SUPPORTS),
        "refuting": side(shown, Stance.REFUTES),
        "background": side(shown, Stance.CONTEXT),
        "documents": _in_order(item.document for item in shown),
        "changed": _in_order(item.document for item in shown if item.document.drifted),
        "related": [claim_row(report, report.draft.claims[id]) for id in claim.related],
        "changes": changes_of(report, claim),
        "replaced": report.replaced_by(claim.id),
        "places": places,
        "citation": cite(report, translations, claim, base),
        "permalink": f"{base or ''}{addresses.claim(claim.id)}",
        "site": base or "",
        "review": claim_review(report, claim, base),
        "contact": contact
        and report_link(
            contact, claim.id, translations.text("claim.report_error_subject", claim=claim.id)
        ),
    }


def _in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple({document.source.id: document for document in documents}.values())
