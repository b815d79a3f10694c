"""The part of a report that the page of one claim or one document depends on.

These parts are the cache inputs of such pages. A change elsewhere in the report leaves them, and so
the cached page, as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck_report.model import Claim, Document, Draft, EntryKind, Report


def subset_for_claim(report: Report, claim: Claim) -> Report:
    """The claim, its evidence and its related claims."""
    claims = [claim, *(report.draft.claims[id] for id in claim.related)]
    origins = dict.fromkeys(quote.origin for quote in claim.quotes if quote.origin)
    return Report(
        replace(
            _draft(report.draft, claims),
            origins={id: report.draft.origins[id] for id in origins},
            removed={removal.id: removal for removal in report.replaced_by(claim.id)},
        ),
        {quote.source: report.documents[quote.source] for quote in claim.quotes},
        report.evidence_of(EntryKind.CLAIM, claim.id),
        report.unpublished.intersection(each.id for each in claims),
    )


def subset_for_document(report: Report, document: Document) -> Report:
    """The document, its evidence and the claims that quote it.

    Without the timeline and the disagreements: their entries are numbered in the whole list.
    """
    evidence = report.evidence_in(document.source.id)
    quoting = dict.fromkeys(item.entry for item in evidence if item.kind is EntryKind.CLAIM)
    claims = [report.draft.claims[id] for id in quoting]
    return Report(
        _draft(report.draft, claims),
        {document.source.id: document},
        evidence,
        report.unpublished.intersection(quoting),
    )


def _draft(draft: Draft, claims: Sequence[Claim]) -> Draft:
    """Some claims, with their claimants and the whole scale of verdicts."""
    return Draft(
        publication=draft.publication,
        sources={},
        origins={},
        verdicts=draft.verdicts,
        claimants={id: draft.claimants[id] for claim in claims for id in claim.claimants},
        claims={claim.id: claim for claim in claims},
    )
