"""The page that defines the verdicts, with the tables that decide between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import ClaimKind, CountedUnit, EvidenceCounts, Report, Verdict
from factcheck_report.pages.last_changes import change_of_report
from factcheck_report.pages.page import Page, SearchText
from factcheck_report.pages.rows import VerdictCount

_LARGEST_TABLE = 6
"""Rows and columns. The definitions explain a larger table better."""


@dataclass(frozen=True, slots=True)
class VerdictsOfKind:
    """The verdicts for one kind of claim."""

    kind: ClaimKind
    counts: tuple[VerdictCount, ...]
    counted: tuple[CountedUnit, ...]
    """What they limit the number of."""
    table: DecisionTable | None


def verdicts_page(
    report: Report, translations: Translations, verdict_counts: Sequence[VerdictCount]
) -> Page:
    """Each verdict with its definition, its thresholds and the number of its claims."""
    kinds = [_of_kind(kind, verdict_counts) for kind in ClaimKind]
    kinds = [each for each in kinds if each.counts]
    title = translations.text("verdicts.title")
    description = translations.text(
        "verdicts.description"
        if any(each.counted for each in kinds)
        else "verdicts.description_uncounted"
    )
    verdicts = report.draft.verdicts.values()
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
        changed=change_of_report(report),
        view={"kinds": kinds, "has_origins": bool(report.draft.origins)},
    )


def _of_kind(kind: ClaimKind, verdict_counts: Sequence[VerdictCount]) -> VerdictsOfKind:
    counts = tuple(count for count in verdict_counts if count.verdict.kind is kind)
    verdicts = [count.verdict for count in counts]
    counted = frozenset[CountedUnit]().union(*(verdict.counted for verdict in verdicts))
    return VerdictsOfKind(
        kind,
        counts,
        tuple(unit for unit in CountedUnit if unit in counted),
        decision_table(verdicts),
    )


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """The verdicts allowed for each number of origins, or of documents, for and against a claim.

    Row n stands for n that support it, column n for n that refute it. The last row and column stand
    for n or more.
    """

    unit: CountedUnit
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
    """The table, sized for all bounds.

    None if there are no bounds, if some count origins and some documents, or if it would be too
    large.
    """
    bounds = [bounds for verdict in verdicts for bounds in verdict.bounds if bounds.limits]
    units = {each.unit for each in bounds}
    if len(units) != 1:
        return None
    [unit] = units
    least = [each.least for each in bounds if each.least is not None]
    most = [each.most + 1 for each in bounds if each.most is not None]
    top = max([*least, *most], default=0)
    if not 0 < top <= _LARGEST_TABLE:
        return None
    numbers = range(top + 1)
    return DecisionTable(
        unit,
        tuple(
            tuple(
                tuple(verdict for verdict in verdicts if verdict.fits(_counts(unit, row, column)))
                for column in numbers
            )
            for row in numbers
        ),
    )


def _counts(unit: CountedUnit, supporting: int, refuting: int) -> EvidenceCounts:
    if unit is CountedUnit.DOCUMENTS:
        return EvidenceCounts(supporting_documents=supporting, refuting_documents=refuting)
    return EvidenceCounts(supporting_origins=supporting, refuting_origins=refuting)
