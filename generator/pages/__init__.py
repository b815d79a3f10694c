"""A report → its pages, by pure functions: address, title, neighbours, and what each shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model import Report
from generator.pages import front
from generator.pages.claim import claim_page
from generator.pages.events import disagreements, timeline
from generator.pages.page import Findable, Page
from generator.pages.rows import document_rows
from generator.pages.source import source_page

__all__ = ["Findable", "Page", "pages"]


def pages(report: Report) -> tuple[Page, ...]:
    """All pages of a report: those of the menu in its order, then claims, then documents."""
    documents = document_rows(report)
    listed = [front.home(report, documents), front.claims(report), front.sources(report, documents)]
    if report.draft.timeline:
        listed.append(timeline(report))
    if report.draft.disagreements:
        listed.append(disagreements(report))
    listed.append(front.verdicts(report))
    claims = _neighbours([claim_page(report, claim) for claim in report.claims])
    sources = _neighbours([source_page(report, item) for item in report.documents.values()])
    return (*listed, *claims, *sources)


def _neighbours(row: Sequence[Page]) -> Iterator[Page]:
    before = [None, *row[:-1]]
    after = [*row[1:], None]
    for page, left, right in zip(row, before, after, strict=True):
        yield replace(
            page,
            previous=left.address if left else None,
            next=right.address if right else None,
        )
