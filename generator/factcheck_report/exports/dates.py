"""Dates as other formats have them: without marks for inferred parts, and as ranges of days."""

from __future__ import annotations

import datetime

from factcheck_report.model import DateRelation, Event
from factcheck_report.model.dates import PartialDate

DayRange = dict[str, str | None]
"""`from` and `to`: the first and the last day (ISO 8601), null where the range is open."""


def stated(date: PartialDate | None) -> PartialDate | None:
    """The date, or None if any part of it is inferred."""
    return None if date is None or date.inferred else date


def date_text(date: PartialDate | None) -> str | None:
    """The date as text (EDTF), or None if there is none."""
    return None if date is None else str(date)


def day_range(date: PartialDate | None) -> DayRange | None:
    """The days that a date, perhaps without day or month, may mean; None if there is none.

    Inferred parts are taken as they are.
    """
    if date is None:
        return None
    return {"from": date.first_day.isoformat(), "to": date.last_day.isoformat()}


def event_range(event: Event) -> DayRange:
    """The days on which an event may have happened.

    “After June” begins with the first day of July, “before June” ends with the last day of May.
    """
    relation, date = event.dated
    if relation is DateRelation.AFTER:
        return {"from": _next_day(date.last_day, 1), "to": None}
    if relation is DateRelation.BEFORE:
        return {"from": None, "to": _next_day(date.first_day, -1)}
    return {"from": date.first_day.isoformat(), "to": date.last_day.isoformat()}


def _next_day(day: datetime.date, days: int) -> str | None:
    try:
        return (day + datetime.timedelta(days)).isoformat()
    except OverflowError:
        # Outside the years 1 to 9999, which is all that the format can write.
        return None
