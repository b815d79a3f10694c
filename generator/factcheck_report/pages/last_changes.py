"""When what a page shows last changed, as far as the report states it.

Never the day of the build: a page with a new date and the same content would mislead those who
follow the sitemap. None if no date is known.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck_report.model import Claim, Document, EntryKind, Evidence, Report
from factcheck_report.model.dates import PartialDate


def newest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """The newest date without inferred parts."""
    known = (date for date in dates if date is not None and not date.inferred)
    return max(known, key=lambda date: date.sort_key, default=None)


def change_of_claims(report: Report, claims: Iterable[Claim]) -> PartialDate | None:
    """The last change of any of the claims, as far as it is known."""
    return newest(report.last_change(claim) for claim in claims)


def change_of_report(report: Report) -> PartialDate | None:
    """The last change of any claim, or the last removal of one."""
    return report.changed or change_of_claims(report, report.claims)


def change_of_quotes(report: Report, evidence: Iterable[Evidence]) -> PartialDate | None:
    """The last change of the claims that have the quotes, or of the documents they are from."""
    dates: dict[object, PartialDate | None] = {}
    for item in evidence:
        dates[item.quote.source] = report.documents[item.quote.source].source.pinned
        if item.kind is EntryKind.CLAIM:
            dates[item.kind, item.entry] = report.last_change(report.draft.claims[item.entry])
    return newest(dates.values())


def change_of_document(report: Report, document: Document) -> PartialDate | None:
    """The day on which its text was recorded, or the last change of a claim that quotes it."""
    source = document.source
    return newest((source.pinned, change_of_quotes(report, report.evidence_in(source.id))))
