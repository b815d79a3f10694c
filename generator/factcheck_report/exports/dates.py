"""Dates for formats that cannot mark them as inferred."""

from __future__ import annotations

from factcheck_report.model.dates import PartialDate


def stated(date: PartialDate | None) -> PartialDate | None:
    """The date, or None if any part of it is inferred."""
    return None if date is None or date.inferred else date


def date_text(date: PartialDate | None) -> str | None:
    """The date as text (EDTF), or None if there is none."""
    return None if date is None else str(date)
