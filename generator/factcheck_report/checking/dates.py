"""Rules for dates: of statements, documents and the editors' own work."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from factcheck_report.checking.rule import Finding, Rule, RuleContext
from factcheck_report.model import EntryPositions, Level
from factcheck_report.model.dates import PartialDate, today


def _dates_have_come(context: RuleContext) -> Iterator[Finding]:
    # In the editor's time zone it may already be tomorrow.
    now = today()
    last = datetime.date(now.year, now.month or 1, now.day or 1) + datetime.timedelta(days=1)
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
        yield entry, "published", claim.published, claim.positions
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


def _timeline_is_in_order(context: RuleContext) -> Iterator[Finding]:
    for (_, earlier), (number, event) in pairwise(context.draft.numbered_events()):
        if event.sort_key < earlier.sort_key:
            relation, date = event.dated
            yield Finding(
                (f"event {number}", event.positions.at(relation)),
                what=f"This event ({relation}: {date}) stands behind a later one in the file. The "
                "page sorts all events by their dates, so the order in the file does not matter.",
                fix="Nothing, if the date is right. If the event belongs elsewhere, correct its "
                "date, or use “after:”, “before:” or “during:”.",
            )
            return


TIMELINE_ORDER = Rule(
    id="timeline-order",
    level=Level.NOTE,
    title="The timeline is sorted by date.",
    reason="""\
The page sorts events by their dates, whatever their order in the file. “After June” comes after
everything in June, “before June” directly before June. The order in the file decides only between
events with the same date. It is only a note. It names the first event that is out of order in
the file.""",
    wrong="""\
timeline:
  - when: 2022-07-02
    event: Trains carried grain.
    quotes:
      - text: Trains carried grain to the coast, the railway said.
        source: courier
        wording: document
  - when: 2022-07-01
    event: Dozens of drones were sent.
    quotes:
      - text: >-
          A spokesman for the other side said that dozens of drones had been sent in the summer.
        source: courier
        wording: document
""",
    right="""\
timeline:
  - when: 2022-07-01
    event: Dozens of drones were sent.
    quotes:
      - text: >-
          A spokesman for the other side said that dozens of drones had been sent in the summer.
        source: courier
        wording: document
  - when: 2022-07-02
    event: Trains carried grain.
    quotes:
      - text: Trains carried grain to the coast, the railway said.
        source: courier
        wording: document
""",
    find=_timeline_is_in_order,
)


def _published_before_corrected(context: RuleContext) -> Iterator[Finding]:
    for claim in context.draft.claims.values():
        published = claim.published
        if published is None or not claim.corrections:
            continue
        first = min((item.date for item in claim.corrections), key=lambda date: date.end_key)
        if published.sort_key > first.end_key:
            yield Finding(
                (f"claim {claim.id}", claim.positions.at("published")),
                what=f"It was published on {published}, but it has a correction of {first}, and "
                "corrections are changes after the publication.",
                fix="Write the day of the first publication under “published:”; it stays when the "
                "claim changes.",
            )


PUBLISHED = Rule(
    id="published-date",
    level=Level.WARNING,
    title="A claim was published before its first correction.",
    reason="""\
`published:` is the day of the first publication, and corrections are changes after it. If you write
the day of a later change there, the review looks newer than it is. It is only a warning: the claim
may have been published elsewhere before.""",
    wrong="""\
claims:
  drones-sent:
    published: 2022-12-04
    corrections:
      - {date: 2022-12-01, kind: clarification, note: It says “in summer” now.}
""",
    right="""\
claims:
  drones-sent:
    published: 2022-11-30
    corrections:
      - {date: 2022-12-01, kind: clarification, note: It says “in summer” now.}
""",
    find=_published_before_corrected,
)

RULES = (FUTURE, TIMELINE_ORDER, PUBLISHED)
