"""The scale of verdicts as a table: so many origins for, so many against, hence this verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck_report.model import Verdict


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Which verdicts a claim may have, by its counted origins.

    Row and column n stand for n origins for and against; the last ones for n or more.
    """

    rows: tuple[tuple[tuple[Verdict, ...], ...], ...]

    @property
    def top(self) -> int:
        """The number of the last row and column."""
        return len(self.rows) - 1


def decision_table(verdicts: Sequence[Verdict]) -> DecisionTable | None:
    """The table, as large as the bounds of the verdicts ask for; None if none has a bound."""
    least = [
        bound
        for verdict in verdicts
        for bound in (verdict.needs.supporting_origins, verdict.needs.refuting_origins)
        if bound is not None
    ]
    most = [
        bound
        for verdict in verdicts
        for bound in (verdict.allows.supporting_origins, verdict.allows.refuting_origins)
        if bound is not None
    ]
    top = max([*least, *(bound + 1 for bound in most)], default=0)
    if not 0 < top <= _LARGEST:
        return None
    numbers = range(top + 1)
    return DecisionTable(
        tuple(
            tuple(
                tuple(verdict for verdict in verdicts if verdict.fits(supporting, refuting))
                for refuting in numbers
            )
            for supporting in numbers
        )
    )


_LARGEST = 6
"""A larger table says less than the verdicts' own words."""
