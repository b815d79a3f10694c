"""Rules for dates: of statements, documents and the editors' own work."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from factcheck_report.checking.rule import Finding, Rule, RuleContext
from factcheck_report.model import EntryPositions, Level
from factcheck_report.model.dates import PartialDate


def _today() -> datetime.date:
    return datetime.date.today()


def _dates_have_come(context: RuleContext) -> Iterator[Finding]:
    # In the editor's time zone it may already be tomorrow.
    last = _today() + datetime.timedelta(days=1)
    for entry, field, date, marks in _dated(context):
        if date is not None and date.sort_key > (last.year, last.month, last.day):
            yield Finding(
                (entry, marks.at(field)),
                what=f"The date {date} is in the future.",
                fix="Correct the date. Check the year first.",
            )


def _dated(context: RuleContext) -> Iterator[tuple[str, str, PartialDate | None, EntryPositions]]:
    """Entry, field, date and positions of all dates that must be in the past."""
    draft = context.draft
    for claim in draft.claims.values():
        entry = f"claim {claim.id}"
        yield entry, "stated", claim.stated, claim.positions
        for number, made in enumerate(claim.made, 1):
            yield f"{entry}, appearance {number}", "date", made.date, made.positions
        yield entry, "reviewed", claim.reviewed, claim.positions
        for number, correction in enumerate(claim.corrections, 1):
            yield f"{entry}, correction {number}", "date", correction.date, correction.positions
    for source in draft.sources.values():
        yield f"source {source.id}", "published", source.published, source.positions
        yield f"source {source.id}", "pinned", source.pinned, source.positions
    for removal in draft.removed.values():
        yield f"removed claim {removal.id}", "date", removal.date, removal.positions


FUTURE = Rule(
    id="date-in-future",
    level=Level.ERROR,
    title="Dates of statements, publications, reviews, pins and corrections are in the past.",
    reason="""\
A wrong year is easily typed and hard to see. A review, pin or correction in the future would also
silence other rules until that day. Events of the timeline may be in the future.""",
    wrong="""\
claims:
  drones-sent:
    reviewed: 9999-05-04
""",
    right="""\
claims:
  drones-sent:
    reviewed: 2022-12-04
""",
    find=_dates_have_come,
)

RULES = (FUTURE,)
