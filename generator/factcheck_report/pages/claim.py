"""The page of one claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PageLocations
from factcheck_report.exports.citations import cite
from factcheck_report.exports.claim_title import claim_title
from factcheck_report.exports.claimreview import appearances, claim_review
from factcheck_report.exports.claims_json import claim_file
from factcheck_report.exports.embedding import embed_code
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Document, EntryKind, Report, Stance
from factcheck_report.pages.byline import byline
from factcheck_report.pages.corrections import corrections_of
from factcheck_report.pages.error_reports import report_link
from factcheck_report.pages.evidence import quote_views, reports_group, stance_group
from factcheck_report.pages.page import LazyView, Page
from factcheck_report.pages.rows import claim_row
from factcheck_report.pages.subset import subset_for_claim
from factcheck_report.pages.summaries import LONGEST_DESCRIPTION, shortened


def claim_page(
    report: Report,
    translations: Translations,
    locations: PageLocations,
    claim: Claim,
    base: str | None,
) -> Page:
    """Claim, verdict, evidence by stance and origin, analysis, related claims, corrections."""
    subset = subset_for_claim(report, claim)
    linked = locations.subset(subset.evidence)
    verdict = report.draft.verdicts[claim.verdict]
    title = claim_title(report, translations, claim)
    return Page(
        address=addresses.claim(claim.id),
        template="claim.html",
        title=title,
        label=title,
        description=translations.text(
            "claim.description",
            verdict=verdict.label,
            summary=shortened(claim.summary, LONGEST_DESCRIPTION),
        ),
        view=LazyView(partial(_view, subset, translations, linked, claim, base)),
        cache_inputs=(subset, linked),
        index_page=addresses.CLAIMS,
        position=claim.positions.entry,
        changed=report.last_change(claim),
        claim=claim,
        data=partial(claim_file, subset, linked, claim, base),
        embed="embed.html",
    )


def _view(
    report: Report,
    translations: Translations,
    locations: PageLocations,
    claim: Claim,
    base: str | None,
) -> Mapping[str, object]:
    quotes = quote_views(report, report.evidence_of(EntryKind.CLAIM, claim.id))
    group = reports_group if claim.is_statement else stance_group
    contact = report.publication.report_errors
    title, verdict = claim_title(report, translations, claim), report.draft.verdicts[claim.verdict]
    card = addresses.embed(addresses.claim(claim.id))
    return {
        "claim": claim,
        "unpublished": claim.id in report.unpublished,
        "claimants": report.claimants_of(claim),
        "byline": byline(report, claim),
        "verdict": verdict,
        "quotes": quotes,
        "evidence": [item for item in quotes if item.evidence.quote.stance is not Stance.STATES],
        "supporting": group(quotes, Stance.SUPPORTS),
        "refuting": group(quotes, Stance.REFUTES),
        "background": group(quotes, Stance.CONTEXT),
        "stating": stance_group(quotes, Stance.STATES),
        "documents": _unique(item.document for item in quotes),
        "changed": _unique(item.document for item in quotes if item.document.drifted),
        "related": [claim_row(report, report.draft.claims[id]) for id in claim.related],
        "corrections": corrections_of(report, claim),
        "replaced": report.replaced_by(claim.id),
        "locations": locations,
        "citation": cite(report, translations, claim, base),
        "permalink": f"{base or ''}{addresses.claim(claim.id)}",
        "site": base or "",
        "embed_code": embed_code(base, card, title),
        "quote_codes": {
            item.id: embed_code(
                base,
                f"{card}#{item.id}",
                translations.text("embed.quote", verdict=verdict.label, number=item.number),
            )
            for item in (view.evidence for view in quotes)
        },
        "structured_data": claim_review(report, claim, base) if base else None,
        "appearances": appearances(report, claim),
        "contact": contact
        and report_link(
            contact, claim.id, translations.text("claim.report_error_subject", claim=claim.id)
        ),
    }


def _unique(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple({document.source.id: document for document in documents}.values())
