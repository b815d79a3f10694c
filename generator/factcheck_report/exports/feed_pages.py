"""Divides the entries of a feed into pages, so that a new entry changes few of them.

The newest entries are in the feed itself, all others on pages of a year: `2022`. A year with too
many entries has a page for each month, `2022-12`, a month for each day, and a day several pages,
told apart by digits made of the entries' ids. So the page of an entry depends on its day and its
id, not on how many entries are before it: a new, changed or removed entry changes its own page and
the links of its neighbours. No entry is on two pages.

Programs read the pages as archives (RFC 5005, section 4), which they fetch once. A page that has
left the feed gets another entry only if somebody adds one with an old date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from factcheck_report.model import Claim, Removal

MOST_ENTRIES = 50
"""Entries of the feed itself."""
_MOST_ON_PAGE = MOST_ENTRIES // 2
"""Entries of a page. Half as many, so that the feed always has room for the newest two pages."""
_DAY = len("2022-12-31")
_LONGER = {0: len("2022"), len("2022"): len("2022-12"), len("2022-12"): _DAY}
"""The length of a year after nothing, of a month after a year, of a day after a month."""


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """A claim, or the record of a removed one, that a feed has an entry for."""

    day: str
    """The day of its last change (ISO 8601)."""
    about: Claim | Removal


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Entries of a feed, the newest first."""

    name: str
    """The last part of its address, without an ending; empty for the feed itself."""
    entries: tuple[DatedEntry, ...]


def feed_pages(entries: Sequence[DatedEntry]) -> list[FeedPage]:
    """The feed itself, then its older pages.

    `entries` are in any order; those of one day stay in it.
    """
    newest_first = sorted(entries, key=lambda entry: entry.day, reverse=True)
    if len(newest_first) <= MOST_ENTRIES:
        return [FeedPage("", tuple(newest_first))]
    pages = list(_divided(newest_first, 0))
    count = within = 0
    for page in pages:
        if count + len(page.entries) > MOST_ENTRIES:
            break
        count += len(page.entries)
        within += 1
    first = {id(entry) for page in pages[:within] for entry in page.entries}
    feed = FeedPage("", tuple(entry for entry in newest_first if id(entry) in first))
    return [feed, *pages[within:]]


def _divided(entries: Sequence[DatedEntry], known: int) -> Iterator[FeedPage]:
    """Pages of entries whose days have their first `known` characters in common."""
    if known and len(entries) <= _MOST_ON_PAGE:
        yield FeedPage(entries[0].day[:known], tuple(entries))
    elif known == _DAY:
        yield from _divided_by_id([(_digits(entry), entry) for entry in entries], "")
    else:
        length = _LONGER[known]
        for _, group in groupby(entries, key=lambda entry: entry.day[:length]):
            yield from _divided(tuple(group), length)


def _divided_by_id(entries: Sequence[tuple[str, DatedEntry]], digits: str) -> Iterator[FeedPage]:
    """Pages of entries of one day that all begin with the same digits."""
    if len(entries) > _MOST_ON_PAGE:
        for longer in (f"{digits}0", f"{digits}1"):
            yield from _divided_by_id(
                [entry for entry in entries if entry[0].startswith(longer)], longer
            )
    elif entries:
        page = tuple(entry for _, entry in entries)
        yield FeedPage(f"{page[0].day}-{digits}", page)


def _digits(entry: DatedEntry) -> str:
    """256 binary digits that differ from those of other ids."""
    number = int.from_bytes(hashlib.sha256(entry.about.id.encode()).digest())
    return f"{number:0256b}"
