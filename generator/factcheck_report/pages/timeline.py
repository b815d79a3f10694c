"""The pages of the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from factcheck_report.addresses.page_locations import PaginatedEntries
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import DateRelation, EntryKind, Event, Report
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.grouping import grouped
from factcheck_report.pages.evidence import QuoteView, quote_views
from factcheck_report.pages.last_changes import change_of_claims, change_of_quotes, newest
from factcheck_report.pages.page import Page, SearchText, list_page
from factcheck_report.pages.rows import ClaimRow, claim_row

_MOST_YEARS_BY_MONTH = 50
"""A longer calendar counts events by year only."""


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with its quotes and related claims."""

    event: Event
    quotes: tuple[QuoteView, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class CalendarMark:
    """Events of a month, year or unstated month that are all before, in or after it."""

    relation: DateRelation
    """BEFORE or AFTER if only a limit of their time is known, otherwise WHEN."""
    events: int
    inferred: bool
    """Whether any of their dates is partly inferred."""
    first: int
    """Number of the earliest."""


Marks = tuple[CalendarMark, ...]
"""In the order of time: before, when, after; without those that have no events."""


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year with events, by month; month 0 has the events without a stated month."""

    year: int
    months: Mapping[int, Marks]
    marks: Marks
    """Of the whole year."""


def calendar(events: Iterable[tuple[int, Event]]) -> tuple[CalendarYear, ...]:
    """Count events by year and month; `events` are numbered and in order of time.

    An event after a date did not happen in the month of that date, so it is counted apart.
    """
    dated = [(number, *event.dated) for number, event in events]
    found = []
    for year, items in grouped((item[2].year, item) for item in dated).items():
        months = grouped((item[2].month or 0, item) for item in items)
        marks = {month: _marks(some) for month, some in months.items()}
        found.append(CalendarYear(year, marks, _marks(items)))
    return tuple(sorted(found, key=lambda each: each.year))


def _marks(items: Iterable[tuple[int, DateRelation, PartialDate]]) -> Marks:
    marks: dict[DateRelation, CalendarMark] = {}
    for number, stated, date in items:
        relation = DateRelation.WHEN if stated is DateRelation.DURING else stated
        mark = marks.get(relation, CalendarMark(relation, 0, inferred=False, first=number))
        marks[relation] = replace(
            mark, events=mark.events + 1, inferred=mark.inferred or date.inferred
        )
    order = (DateRelation.BEFORE, DateRelation.WHEN, DateRelation.AFTER)
    return tuple(marks[relation] for relation in order if relation in marks)


def _event_view(report: Report, number: int, event: Event) -> EventView:
    return EventView(
        event,
        quote_views(report, report.evidence_of(EntryKind.EVENT, str(number))),
        tuple(claim_row(report, report.draft.claims[id]) for id in event.claims),
    )


def _changed(report: Report, number: int, event: Event) -> PartialDate | None:
    quotes = report.evidence_of(EntryKind.EVENT, str(number))
    claims = (report.draft.claims[id] for id in event.claims)
    return newest((change_of_quotes(report, quotes), change_of_claims(report, claims)))


def timeline_pages(
    report: Report, translations: Translations, paginated: PaginatedEntries
) -> list[Page]:
    """Events in order of time, paginated; the first page has a calendar."""
    years = calendar(pair for page_slice in paginated.events for pair in page_slice.items)
    pages = []
    for page_slice in paginated.events:
        view = {
            "events": [_event_view(report, *pair) for pair in page_slice.items],
            "calendar": years if page_slice.number == 1 else (),
            "by_month": len(years) <= _MOST_YEARS_BY_MONTH,
            "open_ended": any(
                mark.relation is not DateRelation.WHEN for year in years for mark in year.marks
            ),
            "locations": replace(paginated.locations, disagreements={}),
        }
        entries = [
            SearchText(event.event, translations.event_date(event), event.id)
            for _, event in page_slice.items
        ]
        count = len(report.draft.timeline)
        changed = newest(_changed(report, *pair) for pair in page_slice.items)
        pages.append(
            list_page("timeline", page_slice, translations, count, view, entries, changed=changed)
        )
    return pages
