"""Dates for formats that cannot mark them as inferred."""

from __future__ import annotations

from factcheck_report.model.dates import PartialDate


def stated(date: PartialDate | None) -> PartialDate | None:
    """The date, or None if any part of it is inferred."""
    return None if date is None or date.inferred else date
