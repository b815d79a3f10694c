"""Long lists, cut into pages that do not grow with the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from factcheck_report import addresses
from factcheck_report.i18n.translations import Translations

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What stands on one page of a list, and which of its pages that is."""

    items: tuple[T, ...]
    index: str
    """Address of the list's first page."""
    number: int
    """Of the page, from 1."""
    pages: int
    before: int
    """How many items stand on earlier pages."""
    whole: int
    """How many items all pages have together."""

    @property
    def address(self) -> str:
        """Of the page."""
        return addresses.page(self.index, self.number)

    @property
    def first(self) -> int:
        """The place of its first item in the whole list, from 1."""
        return self.before + 1

    @property
    def last(self) -> int:
        """The place of its last item in the whole list."""
        return self.before + len(self.items)

    @property
    def section(self) -> str | None:
        """The section that the page belongs to if its first page stands in the menu."""
        return None if self.number == 1 else self.index

    @property
    def near(self) -> tuple[int | None, ...]:
        """The pages that it links to: the first, those around it and the last; None for a gap.

        All pages on all pages would be their square.
        """
        around = range(self.number - _AROUND, self.number + _AROUND + 1)
        near: list[int | None] = []
        last = 0
        for number in sorted({1, *around, self.pages}):
            if not 1 <= number <= self.pages:
                continue
            if number == last + 2:
                near.append(last + 1)
            elif number > last + 2:
                near.append(None)
            near.append(number)
            last = number
        return tuple(near)

    def named(self, translations: Translations, name: str) -> str:
        """A name of the list as that of this page."""
        return (
            name
            if self.number == 1
            else translations.text("paging.page", title=name, page=self.number)
        )


_AROUND = 2


def cut(
    items: Iterable[T], index: str, most: int, weigh: Callable[[T], int] = lambda _: 1
) -> tuple[Part[T], ...]:
    """A list cut into pages, at least one, none of which weighs more than `most`.

    An item that alone weighs more has a page to itself.
    """
    chunks: list[list[T]] = []
    weight = most
    for item in items:
        weight += weigh(item)
        if weight > most or not chunks:
            chunks.append([])
            weight = weigh(item)
        chunks[-1].append(item)
    return parts(chunks, index)


def part_of(items: Sequence[T], index: str, most: int, number: int) -> Part[T]:
    """One page, numbered from 1, of a list cut after each `most` items; as `cut` would make it."""
    before = most * (number - 1)
    pages = pages_for(len(items), most)
    return Part(tuple(items[before : before + most]), index, number, pages, before, len(items))


def pages_for(items: int, most: int) -> int:
    """How many pages a list of so many items is cut into, each of at most `most`."""
    return max(-(-items // most), 1)


def parts(chunks: Sequence[Sequence[T]], index: str) -> tuple[Part[T], ...]:
    """A list that is cut already; nothing at all is one empty page."""
    whole = sum(map(len, chunks))
    made = []
    before = 0
    for number, chunk in enumerate(chunks or [()], 1):
        made.append(Part(tuple(chunk), index, number, max(len(chunks), 1), before, whole))
        before += len(chunk)
    return tuple(made)
