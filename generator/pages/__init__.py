"""A report → its pages, by pure functions: address, title, neighbours, and what each shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from generator import addresses
from generator.model import Report
from generator.pages import front
from generator.pages.claim import claim_page
from generator.pages.claimants import claimant_page, claimants
from generator.pages.corrections import corrections
from generator.pages.data import data
from generator.pages.events import disagreements, timeline
from generator.pages.listing import claim_lists
from generator.pages.matrix import matrices
from generator.pages.origins import origins
from generator.pages.page import Findable, Page
from generator.pages.removed import removed_page
from generator.pages.rows import DocumentRow, Tally, document_rows, tallies
from generator.pages.source import source_page
from generator.words import Words

__all__ = ["Findable", "Page", "Pages"]

_Row = tuple[Sequence[str], Callable[[str], Page]]
"""The addresses of pages that are neighbours, and what makes the page at one of them."""


class Pages:
    """All pages of a report: those of the menu in its order, then what belongs to each.

    Each is made when it is asked for: those of a large report do not fit into memory together.
    `base` is the address the site is published at, ending in a slash; None where it is not known.
    """

    def __init__(self, report: Report, words: Words, base: str | None = None) -> None:
        self._report = report
        self._words = words
        self._base = base
        self._made: dict[str, Sequence[Page]] = {}

    def __iter__(self) -> Iterator[Page]:
        sections = [self._section(address) for address in self._sections]
        yield from (pages[0] for pages in sections)
        for pages in sections:
            yield from pages[1:]
        for row, make in self._rows:
            for number, address in enumerate(row):
                yield _linked(make(address), row, number)

    def __contains__(self, address: object) -> bool:
        """Whether there is a page at an address; makes no page that need not be made for that."""
        if address in self._places:
            return True
        section = _section_of(str(address))
        return section in self._sections and (
            address == section or any(page.address == address for page in self._section(section))
        )

    def at(self, address: str) -> Page:
        """The page at an address. Raises KeyError where there is none."""
        if address in self._places:
            number, place = self._places[address]
            row, make = self._rows[number]
            return _linked(make(address), row, place)
        for page in self._section(_section_of(address)):
            if page.address == address:
                return page
        raise KeyError(address)

    def addresses(self) -> Iterator[str]:
        """Of all pages."""
        for section in self._sections:
            yield from (page.address for page in self._section(section))
        yield from self._places

    def sections(self) -> Iterable[str]:
        """Addresses of the pages of the menu."""
        return self._sections.keys()

    def _section(self, address: str) -> Sequence[Page]:
        """A page of the menu, with those that go on with its list."""
        if address not in self._made:
            pages = self._sections[address]()
            places = [page.address for page in pages]
            self._made[address] = [
                _linked(page, places, number) for number, page in enumerate(pages)
            ]
        return self._made[address]

    @cached_property
    def _sections(self) -> Mapping[str, Callable[[], Sequence[Page]]]:
        report, words = self._report, self._words
        there = report.draft
        every: dict[str, tuple[object, Callable[[], Sequence[Page]]]] = {
            addresses.HOME: (
                True,
                lambda: [front.home(report, words, self._tallies, self._documents)],
            ),
            addresses.CLAIMS: (True, lambda: claim_lists(report, words, self._tallies)),
            addresses.SOURCES: (True, lambda: [front.sources(report, words, self._documents)]),
            addresses.CLAIMANTS: (there.claimants, lambda: [claimants(report, words)]),
            addresses.ORIGINS: (there.origins, lambda: [origins(report, words)]),
            addresses.MATRIX: (True, lambda: matrices(report, words)),
            addresses.TIMELINE: (there.timeline, lambda: [timeline(report, words)]),
            addresses.DISAGREEMENTS: (
                there.disagreements,
                lambda: [disagreements(report, words)],
            ),
            addresses.VERDICTS: (True, lambda: [front.verdicts(report, words, self._tallies)]),
            addresses.CORRECTIONS: (True, lambda: [corrections(report, words)]),
            addresses.DATA: (True, lambda: [data(report, words)]),
        }
        return {address: make for address, (needed, make) in every.items() if needed}

    @cached_property
    def _rows(self) -> Sequence[_Row]:
        report, words, draft = self._report, self._words, self._report.draft
        claims = {addresses.claim(id): claim for id, claim in draft.claims.items()}
        sources = {addresses.source(id): item for id, item in report.documents.items()}
        voices = {addresses.claimant(id): claimant for id, claimant in draft.claimants.items()}
        removed = {addresses.claim(id): removal for id, removal in draft.removed.items()}
        return (
            (list(claims), lambda address: claim_page(report, words, claims[address], self._base)),
            (list(sources), lambda address: source_page(report, words, sources[address])),
            (list(voices), lambda address: claimant_page(report, words, voices[address])),
            *(
                ([address], lambda address: removed_page(report, words, removed[address]))
                for address in removed
            ),
        )

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, int]]:
        return {
            address: (row, number)
            for row, (there, _) in enumerate(self._rows)
            for number, address in enumerate(there)
        }

    @cached_property
    def _tallies(self) -> tuple[Tally, ...]:
        return tallies(self._report)

    @cached_property
    def _documents(self) -> tuple[DocumentRow, ...]:
        return document_rows(self._report)


def _section_of(address: str) -> str:
    return address.partition("/")[0] + "/" if address else address


def _linked(page: Page, row: Sequence[str], number: int) -> Page:
    """The page with its neighbours in a row of addresses."""
    return replace(
        page,
        previous=row[number - 1] if number else None,
        next=row[number + 1] if number + 1 < len(row) else None,
    )
