"""The page of origins: the documents and claims that rest on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import MOST_LISTED, PaginatedEntries
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Document, Evidence, Origin, Report, Stance
from factcheck_report.pages.page import Page, SearchText, list_page
from factcheck_report.pages.rows import ClaimRow, claim_row

_MOST_DOCUMENTS_IN_MAP = 40
"""A wider table is unreadable. The lists below it have the same facts."""


@dataclass(frozen=True, slots=True)
class OriginDocument:
    """The passages of one document that go back to an origin."""

    document: Document
    passages: int
    size: float
    """Radius of a circle with an area proportional to `passages`; 1 for the largest."""
    first: str
    """Address of the first passage in the document."""


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin with its documents and claims."""

    origin: Origin | None
    """None for quotes without an origin."""
    cells: Mapping[str, OriginDocument]
    """By the document's id: those with the most passages, in the order of claims.yaml."""
    passages: int
    documents: int
    """Number of all documents, listed or not."""
    supporting: tuple[ClaimRow, ...]
    refuting: tuple[ClaimRow, ...]
    supported: int
    """Number of all supported claims, listed or not."""
    refuted: int
    """Number of all refuted claims, listed or not."""
    said: tuple[ClaimRow, ...]
    """Claims about what was said that its words are quoted for; it does not count for them."""
    all_said: int
    """Number of all such claims, listed or not."""

    @property
    def all_listed(self) -> bool:
        """Whether every document and claim is listed."""
        listed = len(self.cells), len(self.supporting), len(self.refuting), len(self.said)
        return listed == (self.documents, self.supported, self.refuted, self.all_said)


def origin_pages(
    report: Report, translations: Translations, paginated: PaginatedEntries
) -> list[Page]:
    """All origins, as a map of origins and documents and as lists, paginated."""
    most = max(
        (
            count
            for id in report.draft.origins
            for count in _passage_counts(report.evidence_behind(id)).values()
        ),
        default=1,
    )
    documents = tuple(report.documents.values())
    order = {id: number for number, id in enumerate(report.documents)}
    pages = []
    for page_slice in paginated.origins:
        rows = [_row(report, id, order, most) for id in page_slice.items]
        named = [row for row in rows if row.origin]
        has_map = len(documents) <= _MOST_DOCUMENTS_IN_MAP and any(row.cells for row in named)
        view = {
            "rows": rows,
            "named": named,
            "documents": documents if has_map else (),
            "most_listed": MOST_LISTED,
        }
        origins = [row.origin for row in rows if row.origin]
        entries = [SearchText(origin.name, origin.note or "", origin.id) for origin in origins]
        count = len(report.draft.origins)
        pages.append(list_page("origins", page_slice, translations, count, view, entries))
    return pages


def _row(report: Report, id: str | None, order: Mapping[str, int], most: int) -> OriginRow:
    evidence = report.evidence_behind(id)
    passages = _passage_counts(evidence)
    first = {item.quote.source: item for item in reversed(evidence)}
    largest = sorted(passages, key=lambda source: (-passages[source], order[source]))
    claims = report.draft.claims
    said = [item for item in evidence if claims[item.entry].is_statement]
    judged = [item for item in evidence if not claims[item.entry].is_statement]
    supporting = _claim_ids(judged, Stance.SUPPORTS)
    refuting = _claim_ids(judged, Stance.REFUTES)
    statements = _claim_ids(said, Stance.SUPPORTS)
    return OriginRow(
        origin=report.draft.origins[id] if id else None,
        cells={
            source: OriginDocument(
                report.documents[source],
                passages[source],
                round(sqrt(passages[source] / most), 3),
                addresses.passage(first[source]),
            )
            for source in sorted(largest[:MOST_LISTED], key=order.__getitem__)
        },
        passages=passages.total(),
        documents=len(passages),
        supporting=_claim_rows(report, supporting),
        refuting=_claim_rows(report, refuting),
        supported=len(supporting),
        refuted=len(refuting),
        said=_claim_rows(report, statements),
        all_said=len(statements),
    )


def _passage_counts(evidence: Sequence[Evidence]) -> Counter[str]:
    """How many different passages are quoted, by source. Several claims may quote the same one."""
    return Counter(source for source, _ in {(i.quote.source, i.receipt.span) for i in evidence})


def _claim_ids(evidence: Sequence[Evidence], stance: Stance) -> list[str]:
    return list(dict.fromkeys(item.entry for item in evidence if item.quote.stance is stance))


def _claim_rows(report: Report, ids: list[str]) -> tuple[ClaimRow, ...]:
    return tuple(claim_row(report, report.draft.claims[id]) for id in ids[:MOST_LISTED])
