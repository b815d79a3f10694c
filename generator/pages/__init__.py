"""A report → its pages, by pure functions: address, title, neighbours, and what each shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from generator.pages.source import source_pages
from generator.places import Places
from generator.words import Words

__all__ = ["Findable", "Page", "pages"]


def pages(report: Report, words: Words, base: str | None = None) -> tuple[Page, ...]:
    """All pages of a report: those of the menu in its order, then what belongs to each.

    `base` is the address the site is published at, ending in a slash; None where it is not known.
    """
    tallied = tallies(report)
    documents = document_rows(report)
    places = Places(report)
    draft = report.draft
    menu = [
        [front.home(report, words, tallied, documents)],
        claim_lists(report, words, tallied),
        front.sources(words, documents),
        claimants(report, words) if draft.claimants else [],
        origins(report, words, places) if draft.origins else [],
        matrices(report, words),
        timeline(report, words, places) if draft.timeline else [],
        disagreements(report, words, places) if draft.disagreements else [],
        [front.verdicts(report, words, tallied)],
        corrections(report, words),
        [data(report, words)],
    ]
    lists = [_neighbours(row) for row in menu]
    found = [
        *(page for row in lists for page in row[:1]),
        *(page for row in lists for page in row[1:]),
        *_neighbours([claim_page(report, words, places, claim, base) for claim in report.claims]),
        *_neighbours(
            [
                page
                for document in report.documents.values()
                for page in source_pages(report, words, places, document)
            ]
        ),
        *_neighbours(claimant_pages(report, words)),
        *(removed_page(report, words, removal) for removal in draft.removed.values()),
    ]
    return tuple(found)


def _neighbours(row: Sequence[Page]) -> list[Page]:
    return list(_linked(row))


def _linked(row: Sequence[Page]) -> Iterator[Page]:
    padded = [None, *row, None]
    for page, left, right in zip(row, padded, padded[2:], strict=False):
        yield replace(
            page,
            previous=left.address if left else None,
            next=right.address if right else None,
        )
