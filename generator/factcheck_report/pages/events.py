"""The pages of the timeline and the disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factcheck_report.addresses.page_locations import PaginatedEntries
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Disagreement, EntryKind, Event, Report
from factcheck_report.pages.evidence import QuoteView, quote_views
from factcheck_report.pages.page import Page, SearchText, list_page
from factcheck_report.pages.rows import ClaimRow, claim_row

_MOST_YEARS_BY_MONTH = 50
"""A longer calendar counts events by year only."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An event or a disagreement with its quotes and related claims."""

    number: int
    """Its position in claims.yaml, from 1; part of its address."""
    entry: Event | Disagreement
    quotes: tuple[QuoteView, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """The events of a month, or those of a year without a stated month."""

    events: int
    inferred: bool
    """Whether any of their dates is partly inferred."""
    first: int
    """Number of the earliest."""


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year with events, by month; month 0 has the events without a stated month."""

    year: int
    months: Mapping[int, CalendarMonth]

    @property
    def events(self) -> int:
        """All events of the year."""
        return sum(month.events for month in self.months.values())

    @property
    def first(self) -> int:
        """Number of the earliest."""
        return next(iter(self.months.values())).first


def calendar(events: Iterable[tuple[int, Event]]) -> tuple[CalendarYear, ...]:
    """Count events by year and month; `events` are numbered and in order of time."""
    years: dict[int, dict[int, CalendarMonth]] = {}
    for number, event in events:
        months = years.setdefault(event.when.year, {})
        month = months.get(event.when.month or 0, CalendarMonth(0, inferred=False, first=number))
        months[event.when.month or 0] = CalendarMonth(
            month.events + 1, month.inferred or event.when.inferred, month.first
        )
    return tuple(CalendarYear(year, months) for year, months in years.items())


def _entry_view(
    report: Report, kind: EntryKind, number: int, entry: Event | Disagreement
) -> EntryView:
    return EntryView(
        number,
        entry,
        quote_views(report, report.evidence_of(kind, str(number))),
        tuple(claim_row(report, report.draft.claims[id]) for id in entry.claims),
    )


def timeline_pages(
    report: Report, translations: Translations, paginated: PaginatedEntries
) -> list[Page]:
    """Events in order of time, paginated; the first page has a calendar."""
    years = calendar(pair for page_slice in paginated.events for pair in page_slice.items)
    pages = []
    for page_slice in paginated.events:
        view = {
            "events": [_entry_view(report, EntryKind.EVENT, *pair) for pair in page_slice.items],
            "calendar": years if page_slice.number == 1 else (),
            "by_month": len(years) <= _MOST_YEARS_BY_MONTH,
            "locations": paginated.locations,
        }
        entries = [
            SearchText(event.event, translations.date(event.when), f"event-{number}")
            for number, event in page_slice.items
        ]
        count = len(report.draft.timeline)
        pages.append(list_page("timeline", page_slice, translations, count, view, entries))
    return pages


def disagreement_pages(
    report: Report, translations: Translations, paginated: PaginatedEntries
) -> list[Page]:
    """Disagreements in the order of claims.yaml, paginated."""
    kind, count = EntryKind.DISAGREEMENT, len(report.draft.disagreements)
    pages = []
    for page_slice in paginated.disagreements:
        view = {"disagreements": [_entry_view(report, kind, *pair) for pair in page_slice.items]}
        entries = [
            SearchText(item.about, item.note, f"disagreement-{number}")
            for number, item in page_slice.items
        ]
        pages.append(list_page("disagreements", page_slice, translations, count, view, entries))
    return pages
