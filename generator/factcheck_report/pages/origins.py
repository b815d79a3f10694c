"""Who stands behind how many documents and claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import MOST_LISTED, Layout
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Document, Evidence, Origin, Report, Stance
from factcheck_report.pages.page import Findable, Page
from factcheck_report.pages.rows import ClaimRow, claim_row

_MOST_DOCUMENTS_IN_MAP = 40
"""A wider table cannot be taken in; what it says also stands in words below it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document quotes that is finally an origin's word."""

    document: Document
    passages: int
    size: float
    """Of a circle whose area stands for the number: its radius, 1 for the largest origin."""
    first: str
    """Address of the first of them in the document."""


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin with all that rests on it; None stands for documents' own voices."""

    origin: Origin | None
    cells: Mapping[str, Cell]
    """By the document's id: those with the most passages, in the editor's order."""
    passages: int
    documents: int
    """Numbers of all there are."""
    supporting: tuple[ClaimRow, ...]
    refuting: tuple[ClaimRow, ...]
    supported: int
    refuted: int
    """Numbers of claims; more than are listed if there are many."""

    @property
    def all_listed(self) -> bool:
        """Whether no document and no claim is left out."""
        listed = len(self.cells), len(self.supporting), len(self.refuting)
        return listed == (self.documents, self.supported, self.refuted)


def origins(report: Report, translations: Translations, layout: Layout) -> list[Page]:
    """All origins, as a map of origins and documents and in words, cut into pages."""
    title, label = translations.text("origins.title"), translations.text("origins.label")
    description = translations.text("origins.description", count=len(report.draft.origins))
    most = max(
        (
            count
            for id in report.draft.origins
            for count in _passages(report.evidence_behind(id)).values()
        ),
        default=1,
    )
    documents = tuple(report.documents.values())
    order = {id: number for number, id in enumerate(report.documents)}
    pages = []
    for part in layout.origins:
        rows = [_row(report, id, order, most) for id in part.items]
        named = [row for row in rows if row.origin]
        pages.append(
            Page(
                address=part.address,
                template="origins.html",
                title=part.named(translations, title),
                label=part.named(translations, label),
                description=description,
                view={
                    "part": part,
                    "rows": rows,
                    "named": named,
                    "documents": documents if len(documents) <= _MOST_DOCUMENTS_IN_MAP else (),
                    "most_listed": MOST_LISTED,
                },
                findable=(
                    *([Findable(title, description)] if part.number == 1 else []),
                    *(
                        Findable(row.origin.name, row.origin.note or "", row.origin.id)
                        for row in rows
                        if row.origin
                    ),
                ),
                section=part.section,
            )
        )
    return pages


def _row(report: Report, id: str | None, order: Mapping[str, int], most: int) -> OriginRow:
    items = report.evidence_behind(id)
    passages = _passages(items)
    first = {item.quote.source: item for item in reversed(items)}
    largest = sorted(passages, key=lambda source: (-passages[source], order[source]))
    supporting = _claims(items, Stance.SUPPORTS)
    refuting = _claims(items, Stance.REFUTES)
    return OriginRow(
        origin=report.draft.origins[id] if id else None,
        cells={
            source: Cell(
                report.documents[source],
                passages[source],
                round(sqrt(passages[source] / most), 3),
                addresses.passage(first[source]),
            )
            for source in sorted(largest[:MOST_LISTED], key=order.__getitem__)
        },
        passages=sum(passages.values()),
        documents=len(passages),
        supporting=_rows(report, supporting),
        refuting=_rows(report, refuting),
        supported=len(supporting),
        refuted=len(refuting),
    )


def _passages(items: Sequence[Evidence]) -> dict[str, int]:
    """How many different passages are quoted, by source: several claims may quote the same."""
    spans = {(item.quote.source, item.receipt.span) for item in items}
    counts: dict[str, int] = {}
    for source, _ in spans:
        counts[source] = counts.get(source, 0) + 1
    return counts


def _claims(items: Sequence[Evidence], stance: Stance) -> list[str]:
    return list(dict.fromkeys(item.entry for item in items if item.quote.stance is stance))


def _rows(report: Report, ids: list[str]) -> tuple[ClaimRow, ...]:
    return tuple(claim_row(report, report.draft.claims[id]) for id in ids[:MOST_LISTED])
