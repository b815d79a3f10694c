"""Who stands behind how many documents and claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from generator import addresses
from generator.model import Citing, Document, Evidence, Origin, Report, Stance
from generator.pages.page import Findable, Page
from generator.pages.rows import ClaimRow, claim_row
from generator.words import Words

_MOST_DOCUMENTS_IN_MAP = 40
"""A wider table cannot be taken in; what it says also stands in words below it."""
_CLAIMS_SHOWN = 50
"""Of an origin, for and against each; more of them can be had by filtering the claims."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document quotes that is finally an origin's word."""

    document: Document
    passages: int
    size: float
    """Of a circle whose area stands for the number: its radius, 1 for the largest origin."""
    first: Evidence


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin with all that rests on it; None stands for documents' own voices."""

    origin: Origin | None
    cells: Mapping[str, Cell]
    """By the document's id, those with a passage only."""
    passages: int
    supporting: tuple[ClaimRow, ...]
    refuting: tuple[ClaimRow, ...]
    supported: int
    refuted: int
    """Numbers of claims; more than are listed if there are many."""


def origins(report: Report, words: Words) -> Page:
    """All origins, as a map of origins and documents and in words."""
    quoted: dict[str | None, list[Evidence]] = {id: [] for id in report.draft.origins}
    quoted[None] = []
    for item in report.evidence:
        if item.citing is Citing.CLAIM:
            quoted[item.quote.origin].append(item)
    most = max(
        (count for id, items in quoted.items() if id for count in _passages(items).values()),
        default=1,
    )
    rows = [
        _row(report, report.draft.origins[id] if id else None, items, most)
        for id, items in quoted.items()
        if id or items
    ]
    documents = tuple(report.documents.values())
    description = words.say("origins.description", count=len(report.draft.origins))
    return Page(
        address=addresses.ORIGINS,
        template="origins.html",
        title=words.say("origins.title"),
        label=words.say("origins.label"),
        description=description,
        view={
            "rows": rows,
            "named": [row for row in rows if row.origin],
            "documents": documents if len(documents) <= _MOST_DOCUMENTS_IN_MAP else (),
        },
        findable=(
            Findable(words.say("origins.title"), description),
            *(
                Findable(origin.name, origin.note or "", origin.id)
                for origin in report.draft.origins.values()
            ),
        ),
    )


def _row(report: Report, origin: Origin | None, items: list[Evidence], most: int) -> OriginRow:
    passages = _passages(items)
    first = {item.quote.source: item for item in reversed(items)}
    supporting = _claims(items, Stance.SUPPORTS)
    refuting = _claims(items, Stance.REFUTES)
    return OriginRow(
        origin=origin,
        cells={
            id: Cell(document, passages[id], round(sqrt(passages[id] / most), 3), first[id])
            for id, document in report.documents.items()
            if id in passages
        },
        passages=sum(passages.values()),
        supporting=_rows(report, supporting),
        refuting=_rows(report, refuting),
        supported=len(supporting),
        refuted=len(refuting),
    )


def _passages(items: list[Evidence]) -> dict[str, int]:
    """How many different passages are quoted, by source: several claims may quote the same."""
    spans = {(item.quote.source, item.receipt.span) for item in items}
    counts: dict[str, int] = {}
    for source, _ in spans:
        counts[source] = counts.get(source, 0) + 1
    return counts


def _claims(items: list[Evidence], stance: Stance) -> list[str]:
    return list(dict.fromkeys(item.entry for item in items if item.quote.stance is stance))


def _rows(report: Report, ids: list[str]) -> tuple[ClaimRow, ...]:
    return tuple(claim_row(report, report.draft.claims[id]) for id in ids[:_CLAIMS_SHOWN])
