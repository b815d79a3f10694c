"""The pages of what is proved beside claims: the timeline and the disagreements."""

from __future__ import annotations

from dataclasses import dataclass

from generator import words
from generator.model import Citing, Disagreement, Event, Report
from generator.pages import addresses
from generator.pages.evidence import Exhibit, exhibits
from generator.pages.page import Findable, Page
from generator.pages.rows import ClaimRow, claim_row


@dataclass(frozen=True, slots=True)
class Item:
    """An event or a disagreement with its quotes and the claims it bears on."""

    number: int
    """Its place in claims.yaml, from 1; part of its address."""
    entry: Event | Disagreement
    exhibits: tuple[Exhibit, ...]
    claims: tuple[ClaimRow, ...]


def _item(report: Report, citing: Citing, number: int, entry: Event | Disagreement) -> Item:
    return Item(
        number,
        entry,
        exhibits(report, report.evidence_of(citing, str(number))),
        tuple(claim_row(report, report.draft.claims[id]) for id in entry.claims),
    )


def timeline(report: Report) -> Page:
    """Dated events in order of time."""
    numbered = enumerate(report.draft.timeline, 1)
    ordered = sorted(numbered, key=lambda pair: pair[1].when.sort_key)
    description = f"{len(ordered)} dated events, each with the passage that gives its date."
    return Page(
        address=addresses.TIMELINE,
        template="timeline.html",
        title="Timeline",
        label="Timeline",
        description=description,
        view={"events": [_item(report, Citing.EVENT, number, event) for number, event in ordered]},
        findable=(
            Findable("Timeline", description),
            *(
                Findable(event.event, words.date(event.when), f"event-{number}")
                for number, event in ordered
            ),
        ),
    )


def disagreements(report: Report) -> Page:
    """Contradictions, in the editor's order."""
    entries = report.draft.disagreements
    items = [
        _item(report, Citing.DISAGREEMENT, number, entry) for number, entry in enumerate(entries, 1)
    ]
    description = f"{len(entries)} places where the documents contradict each other or themselves."
    return Page(
        address=addresses.DISAGREEMENTS,
        template="disagreements.html",
        title="Where the documents disagree",
        label="Disagreements",
        description=description,
        view={"disagreements": items},
        findable=(
            Findable("Where the documents disagree", description),
            *(
                Findable(item.about, item.note, f"disagreement-{number}")
                for number, item in enumerate(entries, 1)
            ),
        ),
    )
