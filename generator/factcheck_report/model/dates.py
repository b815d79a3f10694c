"""Partial dates: a year, a month or a day; some parts may be inferred.

The notation is a subset of the Extended Date/Time Format (EDTF, in ISO 8601-2:2019):
`2022`, `2022-11` or `2022-11-05`. A `?` directly after a part marks that part, and all parts to
its left, as inferred: in `2022?-11` the year is inferred and the month is stated.
"""

from __future__ import annotations

import calendar
import datetime
import os
import re
from dataclasses import dataclass

_NOTATION = re.compile(r"(\d{4})(\?)?(?:-(\d{2})(\?)?(?:-(\d{2})(\?)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date, perhaps without a day, or without month and day."""

    year: int
    month: int | None = None
    day: int | None = None
    inferred_parts: int = 0
    """The number of inferred parts, from the year on."""

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Parse the notation above. Raises ValueError with a message for editors."""
        found = _NOTATION.fullmatch(text)
        if not found:
            raise ValueError(
                "a date is written 2022, 2022-11 or 2022-11-05; "
                "put a question mark behind a part that is inferred, as in 2022?-11"
            )
        year, month, day = (int(part) if part else None for part in found.group(1, 3, 5))
        if year is None or not year >= 1:
            raise ValueError("there is no year 0")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"there is no month {month}; write the year first: 2022-11-05")
        if month is not None and day is not None:
            days = calendar.monthrange(year, month)[1]
            if not 1 <= day <= days:
                raise ValueError(f"{calendar.month_name[month]} {year} has {days} days")
        flags = found.group(2, 4, 6)
        inferred = max((index for index, flag in enumerate(flags, 1) if flag), default=0)
        return cls(year, month, day, inferred)

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
        """Sorts dates by time; a missing part sorts first."""
        return self.year, self.month or 0, self.day or 0

    def __str__(self) -> str:
        """The notation that `parse` reads."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
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
