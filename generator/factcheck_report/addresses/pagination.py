"""Splits long lists into pages of bounded size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from factcheck_report import addresses
from factcheck_report.i18n.translations import Translations

T = TypeVar("T")

_NEIGHBOURS = 2
"""Pages on either side of the current one that the pager links to."""


@dataclass(frozen=True, slots=True)
class PageSlice(Generic[T]):
    """The items on one page of a paginated list."""

    items: tuple[T, ...]
    index: str
    """Address of the list's first page."""
    number: int
    """The page number, from 1."""
    pages: int
    """How many pages the list has."""
    offset: int
    """How many items are on earlier pages."""
    total: int
    """How many items all pages have together."""

    @property
    def address(self) -> str:
        """Address of this page."""
        return addresses.page(self.index, self.number)

    @property
    def first(self) -> int:
        """Position of the first item in the whole list, from 1."""
        return self.offset + 1

    @property
    def last(self) -> int:
        """Position of the last item in the whole list, from 1."""
        return self.offset + len(self.items)

    @property
    def index_page(self) -> str | None:
        """Address of the list's first page, or None on that page itself."""
        return None if self.number == 1 else self.index

    @property
    def pager(self) -> tuple[int | None, ...]:
        """Page numbers to link to: first, last and neighbours; None stands for skipped pages.

        Linking every page from every page would grow with the square of the list.
        """
        around = range(self.number - _NEIGHBOURS, self.number + _NEIGHBOURS + 1)
        shown: list[int | None] = []
        last = 0
        for number in sorted({1, *around, self.pages}):
            if not 1 <= number <= self.pages:
                continue
            if number == last + 2:
                shown.append(last + 1)
            elif number > last + 2:
                shown.append(None)
            shown.append(number)
            last = number
        return tuple(shown)

    def title(self, translations: Translations, list_title: str) -> str:
        """The title of this page: the list's title, with the page number from page 2 on."""
        if self.number == 1:
            return list_title
        return translations.text("paging.page", title=list_title, page=self.number)


def paginate(
    items: Iterable[T], index: str, limit: int, weight_of: Callable[[T], int] = lambda _: 1
) -> tuple[PageSlice[T], ...]:
    """Split a list into pages, at least one, that each weigh no more than `limit`.

    An item that weighs more than the limit gets a page to itself.
    """
    groups: list[list[T]] = []
    weight = limit
    for item in items:
        weight += weight_of(item)
        if weight > limit or not groups:
            groups.append([])
            weight = weight_of(item)
        groups[-1].append(item)
    return page_slices(groups, index)


def slice_at(items: Sequence[T], index: str, limit: int, number: int) -> PageSlice[T]:
    """Page `number`, from 1, of a list with `limit` items a page, without making the others."""
    offset = limit * (number - 1)
    pages = page_count(len(items), limit)
    return PageSlice(
        tuple(items[offset : offset + limit]), index, number, pages, offset, len(items)
    )


def page_count(items: int, limit: int) -> int:
    """How many pages a list of so many items takes, with at most `limit` on each."""
    return max(-(-items // limit), 1)


def page_slices(groups: Sequence[Sequence[T]], index: str) -> tuple[PageSlice[T], ...]:
    """One page for each group of items; an empty list is one empty page."""
    total = sum(map(len, groups))
    slices = []
    offset = 0
    for number, group in enumerate(groups or [()], 1):
        slices.append(PageSlice(tuple(group), index, number, max(len(groups), 1), offset, total))
        offset += len(group)
    return tuple(slices)
