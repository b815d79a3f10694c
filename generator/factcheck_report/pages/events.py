"""The pages of what is proved beside claims: the timeline and the disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factcheck_report.addresses.page_locations import Layout
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Disagreement, EntryKind, Event, Report
from factcheck_report.pages.evidence import Exhibit, exhibits
from factcheck_report.pages.page import Findable, Page
from factcheck_report.pages.rows import ClaimRow, claim_row

_MOST_YEARS_BY_MONTH = 50
"""A longer calendar has a number for each year only."""


@dataclass(frozen=True, slots=True)
class Item:
    """An event or a disagreement with its quotes and the claims it bears on."""

    number: int
    """Its place in claims.yaml, from 1; part of its address."""
    entry: Event | Disagreement
    exhibits: tuple[Exhibit, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The events of a month, or those of a year whose month is not given."""

    events: int
    inferred: bool
    """Whether a part of one of their dates is inferred."""
    first: int
    """Number of the earliest."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year in which something happened, and its events by month; 0 stands for no month."""

    year: int
    months: Mapping[int, Month]

    @property
    def events(self) -> int:
        """All events of the year."""
        return sum(month.events for month in self.months.values())

    @property
    def first(self) -> int:
        """Number of the earliest."""
        return next(iter(self.months.values())).first


def calendar(ordered: Iterable[tuple[int, Event]]) -> tuple[Year, ...]:
    """How many events each month holds; `ordered` are the numbered events in order of time."""
    years: dict[int, dict[int, list[tuple[int, Event]]]] = {}
    for number, event in ordered:
        months = years.setdefault(event.when.year, {})
        months.setdefault(event.when.month or 0, []).append((number, event))
    return tuple(
        Year(
            year,
            {
                month: Month(
                    len(events), any(event.when.inferred for _, event in events), events[0][0]
                )
                for month, events in months.items()
            },
        )
        for year, months in years.items()
    )


def _item(report: Report, kind: EntryKind, number: int, entry: Event | Disagreement) -> Item:
    return Item(
        number,
        entry,
        exhibits(report, report.evidence_of(kind, str(number))),
        tuple(claim_row(report, report.draft.claims[id]) for id in entry.claims),
    )


def timeline(report: Report, translations: Translations, layout: Layout) -> list[Page]:
    """Dated events in order of time, cut into pages; the first says when how many happened."""
    title, label = translations.text("timeline.title"), translations.text("timeline.label")
    description = translations.text("timeline.description", count=len(report.draft.timeline))
    years = calendar(pair for part in layout.events for pair in part.items)
    return [
        Page(
            address=part.address,
            template="timeline.html",
            title=part.named(translations, title),
            label=part.named(translations, label),
            description=description,
            view={
                "part": part,
                "events": [_item(report, EntryKind.EVENT, *pair) for pair in part.items],
                "calendar": years if part.number == 1 else (),
                "by_month": len(years) <= _MOST_YEARS_BY_MONTH,
                "places": layout.places,
            },
            findable=(
                *([Findable(title, description)] if part.number == 1 else []),
                *(
                    Findable(event.event, translations.date(event.when), f"event-{number}")
                    for number, event in part.items
                ),
            ),
            section=part.section,
        )
        for part in layout.events
    ]


def disagreements(report: Report, translations: Translations, layout: Layout) -> list[Page]:
    """Contradictions, in the editor's order, cut into pages."""
    title, label = (
        translations.text("disagreements.title"),
        translations.text("disagreements.label"),
    )
    description = translations.text(
        "disagreements.description", count=len(report.draft.disagreements)
    )
    return [
        Page(
            address=part.address,
            template="disagreements.html",
            title=part.named(translations, title),
            label=part.named(translations, label),
            description=description,
            view={
                "part": part,
                "disagreements": [
                    _item(report, EntryKind.DISAGREEMENT, *pair) for pair in part.items
                ],
            },
            findable=(
                *([Findable(title, description)] if part.number == 1 else []),
                *(
                    Findable(item.about, item.note, f"disagreement-{number}")
                    for number, item in part.items
                ),
            ),
            section=part.section,
        )
        for part in layout.disagreements
    ]
