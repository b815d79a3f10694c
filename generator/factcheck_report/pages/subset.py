"""A report without all that has nothing to do with one claim, or with one document.

The page of a claim or of a document is made of such a part. So whatever else changes in a report,
the page cannot: its part says all that it can depend on.
"""

from __future__ import annotations

from factcheck_report.model import Claim, Document, Draft, EntryKind, Report


def to_claim(report: Report, claim: Claim) -> Report:
    """What the page of a claim needs: its evidence, and the claims related to it."""
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


def to_document(report: Report, document: Document) -> Report:
    """What the page of a document needs: the claims that quote it, and its evidence.

    Not the timeline and the disagreements, of which an entry is known by its number among all.
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
