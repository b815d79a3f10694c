"""A report → its pages, by pure functions: address, title, neighbours, and what each shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.model import Report
from generator.pages import front
from generator.pages.claim import claim_page
from generator.pages.claimants import claimant_pages, claimants
from generator.pages.corrections import corrections
from generator.pages.data import data
from generator.pages.events import disagreements, timeline
from generator.pages.listing import claim_lists
from generator.pages.matrix import matrices
from generator.pages.origins import origins
from generator.pages.page import Findable, Page
from generator.pages.removed import removed_page
from generator.pages.rows import document_rows, tallies
from generator.pages.source import source_page
from generator.words import Words

__all__ = ["Findable", "Page", "pages"]


def pages(report: Report, words: Words, base: str | None = None) -> Iterator[Page]:
    """All pages of a report: those of the menu in its order, then what belongs to each.

    Each is made when it is asked for: those of a large report do not fit into memory together.
    `base` is the address the site is published at, ending in a slash; None where it is not known.
    """
    tallied = tallies(report)
    documents = document_rows(report)
    lists = list(_linked(claim_lists(report, words, tallied)))
    grids = list(_linked(matrices(report, words)))
    draft = report.draft
    yield from (
        front.home(report, words, tallied, documents),
        *lists[:1],
        front.sources(report, words, documents),
        *([claimants(report, words)] if draft.claimants else []),
        *([origins(report, words)] if draft.origins else []),
        *grids[:1],
        *([timeline(report, words)] if draft.timeline else []),
        *([disagreements(report, words)] if draft.disagreements else []),
        front.verdicts(report, words, tallied),
        corrections(report, words),
        data(report, words),
        *lists[1:],
        *grids[1:],
    )
    yield from _linked(claim_page(report, words, claim, base) for claim in report.claims)
    yield from _linked(source_page(report, words, item) for item in report.documents.values())
    yield from _linked(claimant_pages(report, words))
    yield from (removed_page(report, words, removal) for removal in draft.removed.values())


def _linked(row: Iterable[Page]) -> Iterator[Page]:
    """The same pages, each with the addresses of the one before it and the one behind it."""
    before: Page | None = None
    page: Page | None = None
    for after in row:
        if page is not None:
            yield replace(page, previous=before.address if before else None, next=after.address)
        before, page = page, after
    if page is not None:
        yield replace(page, previous=before.address if before else None)
