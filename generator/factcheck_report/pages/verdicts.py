"""The page that defines the verdicts, with the table that decides between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from factcheck_report import addresses
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report, Verdict
from factcheck_report.pages.page import Page, SearchText
from factcheck_report.pages.rows import VerdictCount

_LARGEST_TABLE = 6
"""Rows and columns. The definitions explain a larger table better."""


def verdicts_page(
    report: Report, translations: Translations, verdict_counts: Sequence[VerdictCount]
) -> Page:
    """Each verdict with its definition, its thresholds and the number of its claims."""
    verdicts = tuple(report.draft.verdicts.values())
    counts = any(verdict.counts_origins for verdict in verdicts)
    table = decision_table(verdicts)
    title = translations.text("verdicts.title")
    description = translations.text(
        "verdicts.description" if counts else "verdicts.description_uncounted"
    )
    return Page(
        address=addresses.VERDICTS,
        template="verdicts.html",
        title=title,
        label=translations.text("verdicts.label"),
        description=description,
        search_texts=(
            SearchText(title, description),
            *(SearchText(verdict.label, verdict.means, verdict.id) for verdict in verdicts),
        ),
        view={
            "verdict_counts": verdict_counts,
            "has_origins": bool(report.draft.origins),
            "table": table,
            "is_decided": table is not None and table.is_unambiguous,
        },
    )


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """The verdicts allowed for each number of supporting and refuting origins.

    Row n stands for n supporting origins, column n for n refuting ones. The last row and column
    stand for n or more.
    """

    rows: tuple[tuple[tuple[Verdict, ...], ...], ...]

    @property
    def is_unambiguous(self) -> bool:
        """Whether any numbers fit at most one verdict, apart from one without evidence."""
        cells = [cell for row in self.rows for cell in row]
        return all(
            sum(verdict.without_evidence is without for verdict in cell) <= 1
            for cell in cells
            for without in (False, True)
        )

    @property
    def top(self) -> int:
        """The number of the last row and column."""
        return len(self.rows) - 1


def decision_table(verdicts: Sequence[Verdict]) -> DecisionTable | None:
    """The table, sized for all bounds; None if there are no bounds or it would be too large."""
    least = [bound for verdict in verdicts for bound in astuple(verdict.needs) if bound is not None]
    most = [bound for verdict in verdicts for bound in astuple(verdict.allows) if bound is not None]
    top = max([*least, *(bound + 1 for bound in most)], default=0)
    if not 0 < top <= _LARGEST_TABLE:
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
