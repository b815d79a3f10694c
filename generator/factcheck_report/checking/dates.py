"""Rules for dates of the editors' own work and of what others have said."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from factcheck_report.checking.rule import Rule, RuleContext
from factcheck_report.model import Level, Marks
from factcheck_report.model.dates import PartialDate
from factcheck_report.problems import Problem


def _today() -> datetime.date:
    return datetime.date.today()


def _dates_have_come(checked: RuleContext) -> Iterator[Problem]:
    # Where an editor sits it may be tomorrow already.
    last = _today() + datetime.timedelta(days=1)
    for entry, field, date, marks in _dated(checked):
        if date is not None and date.sort_key > (last.year, last.month, last.day):
            yield Problem(
                position=marks.at(field),
                entry=entry,
                rule="date-in-future",
                what=f"The date {date} has not come yet.",
                fix="Write the day on which it was; look at the year first.",
            )


def _dated(checked: RuleContext) -> Iterator[tuple[str, str, PartialDate | None, Marks]]:
    """The entry, the field, the date and the places of all that must have happened."""
    draft = checked.draft
    for claim in draft.claims.values():
        entry = f"claim {claim.id}"
        yield entry, "stated", claim.stated, claim.marks
        yield entry, "reviewed", claim.reviewed, claim.marks
        for number, correction in enumerate(claim.corrections, 1):
            yield f"{entry}, correction {number}", "date", correction.date, correction.marks
    for source in draft.sources.values():
        yield f"source {source.id}", "published", source.published, source.marks
        yield f"source {source.id}", "pinned", source.pinned, source.marks
    for removal in draft.removed.values():
        yield f"removed claim {removal.id}", "date", removal.date, removal.marks


FUTURE = Rule(
    id="date-in-future",
    level=Level.ERROR,
    title="What was stated, published, reviewed, pinned or corrected was so on a day gone by.",
    reason="""\
A slip in the year is easily made and hard to see. A review, a pin or a correction with a date to
come would also keep other rules silent until then. Events of the timeline may lie ahead.""",
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
