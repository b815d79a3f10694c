"""The part of a report that the page of one claim or one document depends on.

These parts are the cache inputs of such pages. A change elsewhere in the report leaves them, and so
the cached page, as they are.
"""

from __future__ import annotations

from factcheck_report.model import Claim, Document, Draft, EntryKind, Report


def subset_for_claim(report: Report, claim: Claim) -> Report:
    """The claim, its evidence and its related claims."""
    draft = report.draft
    claims = (claim, *(draft.claims[id] for id in claim.related))
    return Report(
        Draft(
            publication=draft.publication,
            sources={},
            origins={
                quote.origin: draft.origins[quote.origin] for quote in claim.quotes if quote.origin
            },
            verdicts=draft.verdicts,
            claimants={id: draft.claimants[id] for item in claims for id in item.claimants},
            claims={item.id: item for item in claims},
            removed={removal.id: removal for removal in report.replaced_by(claim.id)},
        ),
        {quote.source: report.documents[quote.source] for quote in claim.quotes},
        report.evidence_of(EntryKind.CLAIM, claim.id),
    )


def subset_for_document(report: Report, document: Document) -> Report:
    """The document, its evidence and the claims that quote it.

    Without the timeline and the disagreements: their entries are numbered in the whole list.
    """
    draft = report.draft
    evidence = report.evidence_in(document.source.id)
    claims = [
        draft.claims[id]
        for id in dict.fromkeys(item.entry for item in evidence if item.kind is EntryKind.CLAIM)
    ]
    return Report(
        Draft(
            publication=draft.publication,
            sources={},
            origins={},
            verdicts=draft.verdicts,
            claimants={id: draft.claimants[id] for item in claims for id in item.claimants},
            claims={item.id: item for item in claims},
        ),
        {document.source.id: document},
        evidence,
    )
