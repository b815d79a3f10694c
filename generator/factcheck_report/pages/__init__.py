"""The pages of a report: address, title, neighbours and template variables of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set, Sized
from dataclasses import replace
from functools import cached_property, lru_cache

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PaginatedEntries
from factcheck_report.addresses.pagination import page_count
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report
from factcheck_report.pages.claim import claim_page
from factcheck_report.pages.claimants import CLAIMS_PER_PAGE as CLAIMS_PER_CLAIMANT_PAGE
from factcheck_report.pages.claimants import claimant_list_pages, claimant_page
from factcheck_report.pages.claims import claim_list_pages
from factcheck_report.pages.contradictions import any_contradiction, contradiction_pages
from factcheck_report.pages.corrections import correction_list_pages
from factcheck_report.pages.data import data_page
from factcheck_report.pages.disagreements import disagreement_list_pages, disagreement_page
from factcheck_report.pages.home import home_page
from factcheck_report.pages.last_changes import newest
from factcheck_report.pages.matrix import matrix_pages
from factcheck_report.pages.origins import (
    OriginClaims,
    claims_of_origin,
    origin_list_pages,
    origin_page,
    origin_page_count,
)
from factcheck_report.pages.page import Page, SearchText
from factcheck_report.pages.removed import removed_page
from factcheck_report.pages.rows import (
    DocumentRow,
    VerdictCount,
    document_rows,
    verdict_counts,
)
from factcheck_report.pages.source import ENTRIES_PER_PAGE, source_pages
from factcheck_report.pages.sources import source_list_pages
from factcheck_report.pages.timeline import timeline_pages
from factcheck_report.pages.verdicts import verdicts_page
from factcheck_report.pages.whole_report import is_printable, whole_report_page

__all__ = ["Page", "Pages", "SearchText"]

_EntryPage = tuple[Sequence[str], int, Callable[[str], Page]]
"""Addresses of pages that follow each other, the index in them, and a function that makes it."""


class Pages:
    """All pages of a report: those of the menu in its order, then the pages of single entries.

    A page is made each time it is asked for, because a large report's pages do not fit into
    memory together. `base` is the site's absolute address, ending in a slash, or None if unknown.
    """

    def __init__(self, report: Report, translations: Translations, base: str | None = None) -> None:
        self._report = report
        self._translations = translations
        self._base = base
        self._made: dict[str, Mapping[str, Page]] = {}

    def __iter__(self) -> Iterator[Page]:
        return map(self.at, self.addresses())

    def __contains__(self, address: object) -> bool:
        """Whether there is a page at an address. Makes at most the pages of one list."""
        if address in self._entry_pages:
            return True
        index_page = _index_page_of(str(address))
        return index_page in self._menu and (
            address == index_page or address in self._list_pages(index_page)
        )

    def at(self, address: str) -> Page:
        """The page at an address. Raises KeyError if there is none."""
        if address in self._entry_pages:
            sequence, index, make = self._entry_pages[address]
            return self._linked(make(address), sequence, index)
        return self._list_pages(_index_page_of(address))[address]

    def addresses(self) -> Iterator[str]:
        """Addresses of all pages.

        First the pages in the menu, then pages 2 and up of their lists, then the pages of single
        entries.
        """
        lists = [list(self._list_pages(address)) for address in self._menu]
        yield from (pages[0] for pages in lists)
        for pages in lists:
            yield from pages[1:]
        yield from self._entry_pages

    def menu_pages(self) -> Iterable[str]:
        """Addresses of the pages in the menu."""
        return self._menu.keys()

    def of_entries(self) -> Set[str]:
        """Addresses of the pages that show a single entry, such as a claim."""
        return self._entry_pages.keys()

    def _list_pages(self, address: str) -> Mapping[str, Page]:
        """A page of the menu and the further pages of its list, by address."""
        if address not in self._made:
            pages = self._menu[address]()
            sequence = [page.address for page in pages]
            self._made[address] = {
                page.address: self._linked(page, sequence, index)
                for index, page in enumerate(pages)
            }
        return self._made[address]

    def _linked(self, page: Page, sequence: Sequence[str], index: int) -> Page:
        """The page with the addresses of its neighbours, and the date of its last change.

        If that is not known, it is the day on which the whole report was checked.
        """
        return replace(
            page,
            previous=sequence[index - 1] if index else None,
            next=sequence[index + 1] if index + 1 < len(sequence) else None,
            changed=page.changed or newest([self._report.publication.checked]),
        )

    @cached_property
    def _menu(self) -> Mapping[str, Callable[[], Sequence[Page]]]:
        """Functions that make a page of the menu and the further pages of its list.

        By address, in the menu's order. Pages that would have no content are left out.
        """
        report, texts, draft = self._report, self._translations, self._report.draft
        menu: dict[str, Callable[[], Sequence[Page]]] = {
            addresses.HOME: lambda: [
                home_page(
                    report,
                    texts,
                    self._verdict_counts,
                    self._documents,
                    self._menu,
                    printable=is_printable(report),
                )
            ],
            addresses.CLAIMS: lambda: claim_list_pages(report, texts, self._verdict_counts),
            addresses.SOURCES: lambda: source_list_pages(report, texts, self._documents),
            addresses.CLAIMANTS: lambda: claimant_list_pages(report, texts),
            addresses.ORIGINS: lambda: origin_list_pages(report, texts),
            addresses.MATRIX: lambda: matrix_pages(report, texts),
            addresses.TIMELINE: lambda: timeline_pages(report, texts, self._paginated),
            addresses.DISAGREEMENTS: lambda: disagreement_list_pages(
                report, texts, self._paginated
            ),
            addresses.CONTRADICTIONS: lambda: contradiction_pages(report, texts, self._paginated),
            addresses.VERDICTS: lambda: [verdicts_page(report, texts, self._verdict_counts)],
            addresses.CORRECTIONS: lambda: correction_list_pages(report, texts),
            addresses.DATA: lambda: [data_page(report, texts, self._base)],
        }
        entries: Mapping[str, Sized] = {
            addresses.MATRIX: [claim for claim in report.claims if claim.quotes],
            addresses.CLAIMANTS: draft.claimants,
            addresses.ORIGINS: draft.origins,
            addresses.TIMELINE: draft.timeline,
            addresses.DISAGREEMENTS: draft.disagreements,
            addresses.CONTRADICTIONS: range(any_contradiction(report)),
        }
        return {
            address: make
            for address, make in menu.items()
            if address not in entries or len(entries[address])
        }

    @cached_property
    def _entry_pages(self) -> Mapping[str, _EntryPage]:
        """The pages of single entries, and of the whole report, by address."""
        report, texts, draft = self._report, self._translations, self._report.draft
        claims = {addresses.claim(id): claim for id, claim in draft.claims.items()}
        documents = {
            address: (id, number)
            for id in report.documents
            for number, address in _numbered(
                addresses.source(id),
                len({(item.kind, item.entry) for item in report.evidence_in(id)}),
                ENTRIES_PER_PAGE,
            )
        }
        claimants = {
            address: (claimant, number)
            for id, claimant in draft.claimants.items()
            for number, address in _numbered(
                addresses.claimant(id), len(report.claims_of(claimant)), CLAIMS_PER_CLAIMANT_PAGE
            )
        }
        origins = {
            addresses.page(addresses.origin(id), number): (one, number)
            for id, one in draft.origins.items()
            for number in range(1, origin_page_count(report, id) + 1)
        }
        disagreements = {
            address: number for number, address in self._paginated.locations.disagreements.items()
        }
        removed = {addresses.claim(id): removal for id, removal in draft.removed.items()}

        @lru_cache(maxsize=1)
        def pages_of(source: str) -> Sequence[Page]:
            # The pages of a document are made together and asked for one after the other.
            locations = self._paginated.locations
            return source_pages(report, texts, locations, report.documents[source])

        @lru_cache(maxsize=1)
        def claims_behind(origin: str) -> OriginClaims:
            return claims_of_origin(report, origin)

        def claim(address: str) -> Page:
            locations = self._paginated.locations
            return claim_page(report, texts, locations, claims[address], self._base)

        def source(address: str) -> Page:
            id, number = documents[address]
            return pages_of(id)[number - 1]

        def origin(address: str) -> Page:
            one, number = origins[address]
            claims = claims_behind(one.id)
            return origin_page(report, texts, self._paginated.locations, one, claims, number)

        sequences: Sequence[tuple[Sequence[str], Callable[[str], Page]]] = (
            (list(claims), claim),
            (list(documents), source),
            (list(claimants), lambda address: claimant_page(report, texts, *claimants[address])),
            (list(origins), origin),
            (
                list(disagreements),
                lambda address: disagreement_page(
                    report, texts, self._paginated, disagreements[address]
                ),
            ),
            *(
                ([address], lambda address: whole_report_page(report, texts, self._base))
                for address in ((addresses.PRINT,) if is_printable(report) else ())
            ),
            *(
                ([address], lambda address: removed_page(report, texts, removed[address]))
                for address in removed
            ),
        )

        return {
            address: (sequence, index, make)
            for sequence, make in sequences
            for index, address in enumerate(sequence)
        }

    @cached_property
    def _paginated(self) -> PaginatedEntries:
        return PaginatedEntries(self._report)

    @cached_property
    def _verdict_counts(self) -> tuple[VerdictCount, ...]:
        return verdict_counts(self._report)

    @cached_property
    def _documents(self) -> tuple[DocumentRow, ...]:
        return document_rows(self._report)


def _numbered(index: str, items: int, limit: int) -> Iterator[tuple[int, str]]:
    """Number and address of each page of a paginated list."""
    numbers = range(1, page_count(items, limit) + 1)
    return ((number, addresses.page(index, number)) for number in numbers)


def _index_page_of(address: str) -> str:
    return address.partition("/")[0] + "/" if address else address
