"""A report → its pages, by pure functions: address, title, neighbours, and what each shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property, lru_cache

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import Layout
from factcheck_report.addresses.pagination import pages_for
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report
from factcheck_report.pages import front
from factcheck_report.pages.claim import claim_page
from factcheck_report.pages.claimants import claimant_page, claimants
from factcheck_report.pages.corrections import corrections
from factcheck_report.pages.data import data
from factcheck_report.pages.events import disagreements, timeline
from factcheck_report.pages.listing import claim_lists
from factcheck_report.pages.matrix import matrices
from factcheck_report.pages.origins import origins
from factcheck_report.pages.page import Findable, Page
from factcheck_report.pages.removed import removed_page
from factcheck_report.pages.rows import CLAIMS_ON_A_PAGE, DocumentRow, Tally, document_rows, tallies
from factcheck_report.pages.source import CITATIONS_ON_A_PAGE, source_pages

__all__ = ["Findable", "Page", "Pages"]

_Row = tuple[Sequence[str], Callable[[str], Page]]
"""The addresses of pages that are neighbours, and what makes the page at one of them."""


class Pages:
    """All pages of a report: those of the menu in its order, then what belongs to each.

    Each is made when it is asked for: those of a large report do not fit into memory together.
    `base` is the address the site is published at, ending in a slash; None where it is not known.
    """

    def __init__(self, report: Report, translations: Translations, base: str | None = None) -> None:
        self._report = report
        self._translations = translations
        self._base = base
        self._made: dict[str, Mapping[str, Page]] = {}

    def __iter__(self) -> Iterator[Page]:
        return map(self.at, self.addresses())

    def __contains__(self, address: object) -> bool:
        """Whether there is a page at an address; makes no page that need not be made for that."""
        if address in self._numbers:
            return True
        section = _section_of(str(address))
        return section in self._sections and (
            address == section or address in self._section(section)
        )

    def at(self, address: str) -> Page:
        """The page at an address. Raises KeyError where there is none."""
        if address in self._numbers:
            number, place = self._numbers[address]
            row, make = self._rows[number]
            return _linked(make(address), row, place)
        return self._section(_section_of(address))[address]

    def addresses(self) -> Iterator[str]:
        """The addresses of all pages: the menu, the rest of its lists, then all others."""
        sections = [list(self._section(address)) for address in self._sections]
        yield from (pages[0] for pages in sections)
        for pages in sections:
            yield from pages[1:]
        yield from self._numbers

    def sections(self) -> Iterable[str]:
        """Addresses of the pages of the menu."""
        return self._sections.keys()

    def of_entries(self) -> Set[str]:
        """Addresses of the pages that show one entry each, such as one claim."""
        return self._numbers.keys()

    def _section(self, address: str) -> Mapping[str, Page]:
        """A page of the menu, with those that go on with its list, by address."""
        if address not in self._made:
            pages = self._sections[address]()
            places = [page.address for page in pages]
            self._made[address] = {
                page.address: _linked(page, places, number) for number, page in enumerate(pages)
            }
        return self._made[address]

    @cached_property
    def _sections(self) -> Mapping[str, Callable[[], Sequence[Page]]]:
        report, translations = self._report, self._translations
        there = report.draft
        every: dict[str, tuple[object, Callable[[], Sequence[Page]]]] = {
            addresses.HOME: (
                True,
                lambda: [front.home(report, translations, self._tallies, self._documents)],
            ),
            addresses.CLAIMS: (True, lambda: claim_lists(report, translations, self._tallies)),
            addresses.SOURCES: (True, lambda: front.sources(translations, self._documents)),
            addresses.CLAIMANTS: (there.claimants, lambda: claimants(report, translations)),
            addresses.ORIGINS: (there.origins, lambda: origins(report, translations, self._layout)),
            addresses.MATRIX: (True, lambda: matrices(report, translations)),
            addresses.TIMELINE: (
                there.timeline,
                lambda: timeline(report, translations, self._layout),
            ),
            addresses.DISAGREEMENTS: (
                there.disagreements,
                lambda: disagreements(report, translations, self._layout),
            ),
            addresses.VERDICTS: (
                True,
                lambda: [front.verdicts(report, translations, self._tallies)],
            ),
            addresses.CORRECTIONS: (True, lambda: corrections(report, translations)),
            addresses.DATA: (True, lambda: [data(report, translations)]),
        }
        return {address: make for address, (needed, make) in every.items() if needed}

    @cached_property
    def _rows(self) -> Sequence[_Row]:
        report, translations, draft = self._report, self._translations, self._report.draft
        claims = {addresses.claim(id): claim for id, claim in draft.claims.items()}
        documents = {
            address: (document, number)
            for id, document in report.documents.items()
            for number, address in _addresses(
                addresses.source(id),
                len({(item.kind, item.entry) for item in report.evidence_in(id)}),
                CITATIONS_ON_A_PAGE,
            )
        }
        voices = {
            address: (claimant, number)
            for id, claimant in draft.claimants.items()
            for number, address in _addresses(
                addresses.claimant(id), len(report.claims_of(claimant)), CLAIMS_ON_A_PAGE
            )
        }
        removed = {addresses.claim(id): removal for id, removal in draft.removed.items()}

        def claim(address: str) -> Page:
            return claim_page(
                report, translations, self._layout.places, claims[address], self._base
            )

        @lru_cache(maxsize=1)
        def of_source(id: str) -> Sequence[Page]:
            # The pages of a document are asked for one after the other.
            return source_pages(report, translations, self._layout.places, report.documents[id])

        def source(address: str) -> Page:
            document, number = documents[address]
            return of_source(document.source.id)[number - 1]

        def voice(address: str) -> Page:
            return claimant_page(report, translations, *voices[address])

        def tombstone(address: str) -> Page:
            return removed_page(report, translations, removed[address])

        return (
            (list(claims), claim),
            (list(documents), source),
            (list(voices), voice),
            *(([address], tombstone) for address in removed),
        )

    @cached_property
    def _layout(self) -> Layout:
        return Layout(self._report)

    @cached_property
    def _numbers(self) -> Mapping[str, tuple[int, int]]:
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


def _addresses(first: str, items: int, most: int) -> Iterator[tuple[int, str]]:
    """Of the pages of a list that is cut after so many items, with their numbers."""
    numbers = range(1, pages_for(items, most) + 1)
    return ((number, addresses.page(first, number)) for number in numbers)


def _section_of(address: str) -> str:
    return address.partition("/")[0] + "/" if address else address


def _linked(page: Page, row: Sequence[str], number: int) -> Page:
    """The page with its neighbours in a row of addresses."""
    return replace(
        page,
        previous=row[number - 1] if number else None,
        next=row[number + 1] if number + 1 < len(row) else None,
    )
