"""The pages of what is proved beside claims: the timeline and the disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import addresses
from generator.model import Citing, Disagreement, Event, Report
from generator.pages.evidence import Exhibit, exhibits
from generator.pages.page import Findable, Page
from generator.pages.rows import ClaimRow, claim_row
from generator.words import Words


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


def _item(report: Report, citing: Citing, number: int, entry: Event | Disagreement) -> Item:
    return Item(
        number,
        entry,
        exhibits(report, report.evidence_of(citing, str(number))),
        tuple(claim_row(report, report.draft.claims[id]) for id in entry.claims),
    )


def timeline(report: Report, words: Words) -> Page:
    """Dated events in order of time, and how many there are in each month."""
    numbered = enumerate(report.draft.timeline, 1)
    ordered = sorted(numbered, key=lambda pair: pair[1].when.sort_key)
    description = words.say("timeline.description", count=len(ordered))
    title = words.say("timeline.title")
    return Page(
        address=addresses.TIMELINE,
        template="timeline.html",
        title=title,
        label=words.say("timeline.label"),
        description=description,
        view={
            "events": [_item(report, Citing.EVENT, number, event) for number, event in ordered],
            "calendar": calendar(ordered),
        },
        findable=(
            Findable(title, description),
            *(
                Findable(event.event, words.date(event.when), f"event-{number}")
                for number, event in ordered
            ),
        ),
    )


def disagreements(report: Report, words: Words) -> Page:
    """Contradictions, in the editor's order."""
    entries = report.draft.disagreements
    items = [
        _item(report, Citing.DISAGREEMENT, number, entry) for number, entry in enumerate(entries, 1)
    ]
    description = words.say("disagreements.description", count=len(entries))
    title = words.say("disagreements.title")
    return Page(
        address=addresses.DISAGREEMENTS,
        template="disagreements.html",
        title=title,
        label=words.say("disagreements.label"),
        description=description,
        view={"disagreements": items},
        findable=(
            Findable(title, description),
            *(
                Findable(item.about, item.note, f"disagreement-{number}")
                for number, item in enumerate(entries, 1)
            ),
        ),
    )
