"""Variations of a test that run weekly, so that what lands is tested in minutes."""

from __future__ import annotations

from collections.abc import Iterable

import pytest


def weekly_but(values: Iterable[object], *now: object) -> list[object]:
    """All values of a parameter; those that are not in `now` are marked as long."""
    values = list(values)
    assert set(now) <= set(values)
    return [
        value if value in now else pytest.param(value, marks=pytest.mark.long) for value in values
    ]


def rows_weekly_but(rows: Iterable[tuple[object, ...]], *now: tuple[object, ...]) -> list[object]:
    """The same for several parameters: each row has a value of each."""
    rows = list(rows)
    assert set(now) <= set(rows)
    return [row if row in now else pytest.param(*row, marks=pytest.mark.long) for row in rows]
