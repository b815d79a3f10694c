"""Partial dates: a year, a month or a day; some parts may be inferred.

The notation is a subset of the Extended Date/Time Format (EDTF, in ISO 8601-2:2019):
`2022`, `2022-11` or `2022-11-05`. A `?` directly after a part marks that part, and all parts to
its left, as inferred: in `2022?-11` the year is inferred and the month is stated. Events may also
have a season, as in EDTF: `2022-21` is spring, `2022-22` summer, `2022-23` autumn and `2022-24`
winter 2022.
"""

from __future__ import annotations

import calendar
import datetime
import os
import re
from dataclasses import dataclass

_AFTER_ALL = 99
"""Greater than every month and day."""
_NOTATION = re.compile(r"(\d{4})(\?)?(?:-(\d{2})(\?)?(?:-(\d{2})(\?)?)?)?", re.ASCII)


_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
"""The first and the last month of each season; months 13 and 14 are in the next year. The
documents mean the northern ones, or say so."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date, perhaps without a day, or without month and day."""

    year: int
    month: int | None = None
    day: int | None = None
    inferred_parts: int = 0
    """The number of inferred parts, from the year on."""
    season: int | None = None
    """21 to 24, as in EDTF; then there is no month."""

    @classmethod
    def parse(cls, text: str, *, seasons: bool = False) -> PartialDate:
        """Parse the notation above, with seasons if they are allowed.

        Raises ValueError with a message for editors.
        """
        found = _NOTATION.fullmatch(text)
        if not found:
            raise ValueError(
                "a date is written 2022, 2022-11 or 2022-11-05; "
                "put a question mark behind a part that is inferred, as in 2022?-11"
            )
        year, month, day = (int(part) if part else None for part in found.group(1, 3, 5))
        if year is None or not year >= 1:
            raise ValueError("there is no year 0")
        season = month if seasons and day is None and month in _SEASONS else None
        month = None if season else month
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"there is no month {month}; write the year first: 2022-11-05")
        if month is not None and day is not None:
            days = calendar.monthrange(year, month)[1]
            if not 1 <= day <= days:
                raise ValueError(f"{calendar.month_name[month]} {year} has {days} days")
        flags = found.group(2, 4, 6)
        inferred = max((index for index, flag in enumerate(flags, 1) if flag), default=0)
        return cls(year, month, day, inferred, season)

    @property
    def inferred(self) -> bool:
        """Whether any part is inferred."""
        return self.inferred_parts > 0

    @property
    def exact(self) -> bool:
        """Whether it is a day without inferred parts."""
        return self.day is not None and not self.inferred

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Sorts dates by time; a missing part sorts first, a season with its first month."""
        month = self.month or (_SEASONS[self.season][0] if self.season else 0)
        return self.year, month, self.day or 0

    @property
    def end_key(self) -> tuple[int, int, int]:
        """As `sort_key`, but greater than that of every date within this one."""
        if self.season:
            years, month = divmod(_SEASONS[self.season][1] - 1, 12)
            return self.year + years, month + 1, _AFTER_ALL
        return self.year, self.month or _AFTER_ALL, self.day or _AFTER_ALL

    @property
    def first_day(self) -> datetime.date:
        """The first day that it may mean."""
        _, month, day = self.sort_key
        return datetime.date(self.year, month or 1, day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day that it may mean; at most 31 December 9999."""
        year, month, day = self.end_key
        if year > datetime.MAXYEAR:
            return datetime.date.max
        month = min(month, 12)
        return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))

    def __str__(self) -> str:
        """The notation that `parse` reads."""
        parts = [f"{self.year:04}"]
        smaller = (self.season or self.month, self.day)
        parts += [f"{part:02}" for part in smaller if part is not None]
        if self.inferred_parts:
            parts[self.inferred_parts - 1] += "?"
        return "-".join(parts)


def today() -> PartialDate:
    """The day that the product takes for today: every comparison with “now” uses it.

    It is the day of the environment variable SOURCE_DATE_EPOCH (seconds since 1970), with which a
    build is repeated exactly (https://reproducible-builds.org/specs/source-date-epoch/); otherwise
    the present day. Both in UTC, so that all machines agree on it. A value that is not a number of
    seconds is ignored.
    """
    now = datetime.datetime.now(datetime.UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch("[0-9]{1,11}", epoch):
        now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return PartialDate(now.year, now.month, now.day)
