"""The pages of what is proved beside claims: the timeline and the disagreements."""

from __future__ import annotations

from generator.model import Citing, Report
from generator.pages import addresses
from generator.pages.evidence import exhibits
from generator.pages.page import Page
from generator.pages.rows import claim_row


def timeline(report: Report) -> Page:
    """Dated events in order of time."""
    numbered = enumerate(report.draft.timeline, 1)
    ordered = sorted(numbered, key=lambda pair: pair[1].when.sort_key)
    return Page(
        address=addresses.TIMELINE,
        template="timeline.html",
        title="Timeline",
        label="Timeline",
        description=f"{len(ordered)} dated events, each with the passage that gives its date.",
        view={
            "events": [
                (
                    number,
                    event,
                    exhibits(report, report.evidence_of(Citing.EVENT, str(number))),
                    [claim_row(report, report.draft.claims[id]) for id in event.claims],
                )
                for number, event in ordered
            ]
        },
    )


def disagreements(report: Report) -> Page:
    """Contradictions, in the editor's order."""
    return Page(
        address=addresses.DISAGREEMENTS,
        template="disagreements.html",
        title="Where the documents disagree",
        label="Disagreements",
        description=f"{len(report.draft.disagreements)} places where the documents contradict "
        "each other or themselves.",
        view={
            "disagreements": [
                (
                    number,
                    item,
                    exhibits(report, report.evidence_of(Citing.DISAGREEMENT, str(number))),
                    [claim_row(report, report.draft.claims[id]) for id in item.claims],
                )
                for number, item in enumerate(report.draft.disagreements, 1)
            ]
        },
    )
