"""The part of a report that the page of a single entry depends on.

These parts are the cache inputs of such pages. A change elsewhere in the report leaves them, and so
the cached page, as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck_report.model import Claim, Document, Draft, EntryKind, Evidence, Report


def subset_for_claim(report: Report, claim: Claim) -> Report:
    """The claim, its evidence and its related claims."""
    claims = [claim, *(report.draft.claims[id] for id in claim.related)]
    removed = {removal.id: removal for removal in report.replaced_by(claim.id)}
    draft = replace(_draft(report.draft, claims), removed=removed)
    return replace(
        _with_quotes(report, draft, report.evidence_of(EntryKind.CLAIM, claim.id)),
        unpublished=report.unpublished.intersection(each.id for each in claims),
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


def subset_for_words(
    report: Report, claims: Sequence[Claim], evidence: Sequence[Evidence]
) -> Report:
    """Some claims and some of their quotes: what a list of somebody's words depends on."""
    return replace(
        _with_quotes(report, _draft(report.draft, claims), evidence),
        unpublished=report.unpublished.intersection(claim.id for claim in claims),
    )


def subset_for_disagreement(report: Report, number: int) -> Report:
    """The disagreement with a number, from 1, its quotes and the claims about it."""
    item = report.draft.disagreements[number - 1]
    claims = [report.draft.claims[id] for id in item.claims]
    draft = replace(_draft(report.draft, claims), disagreements=(item,))
    evidence = report.evidence_of(EntryKind.DISAGREEMENT, str(number))
    return replace(
        _with_quotes(report, draft, evidence),
        unpublished=report.unpublished.intersection(item.claims),
    )


def _with_quotes(report: Report, draft: Draft, evidence: Sequence[Evidence]) -> Report:
    """A report with some quotes, their documents and origins, and claimants that they name."""
    quotes = [item.quote for item in evidence]
    everybody, every_origin = report.draft.claimants, report.draft.origins
    speakers = dict.fromkeys(quote.claimant for quote in quotes if quote.claimant)
    origins = dict.fromkeys(quote.origin for quote in quotes if quote.origin)
    return Report(
        replace(
            draft,
            claimants={**draft.claimants, **{id: everybody[id] for id in speakers}},
            origins={id: every_origin[id] for id in origins},
        ),
        {quote.source: report.documents[quote.source] for quote in quotes},
        tuple(evidence),
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
