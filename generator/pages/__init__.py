"""A report → its pages, by pure functions: address, title, neighbours, and what each shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model import (
    Citing,
    Claim,
    Document,
    Evidence,
    Report,
    Stance,
    Verdict,
)
from generator.pages import addresses
from generator.pages.evidence import exhibits, side
from generator.pages.page import Page
from generator.pages.passages import Coverage, coverage, marked_lines

__all__ = ["Page", "pages"]


def pages(report: Report) -> tuple[Page, ...]:
    """All pages of a report, in the order of the menu."""
    claims = _neighbours([_claim(report, claim) for claim in report.claims])
    sources = _neighbours([_source(report, document) for document in report.documents.values()])
    listed = [_home(report), _claims(report), _sources(report)]
    if report.draft.timeline:
        listed.append(_timeline(report))
    if report.draft.disagreements:
        listed.append(_disagreements(report))
    listed.append(_verdicts(report))
    return (*listed, *claims, *sources)


def _neighbours(row: Sequence[Page]) -> Iterator[Page]:
    before = [None, *row[:-1]]
    after = [*row[1:], None]
    for page, left, right in zip(row, before, after, strict=True):
        yield replace(
            page,
            previous=left.address if left else None,
            next=right.address if right else None,
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """The claims that have one verdict."""

    verdict: Verdict
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as lists show it."""

    claim: Claim
    verdict: Verdict
    supporting: int
    refuting: int
    """Numbers of independent origins."""
    documents: int


def _row(report: Report, claim: Claim) -> ClaimRow:
    return ClaimRow(
        claim,
        report.draft.verdicts[claim.verdict],
        len(claim.origins(Stance.SUPPORTS)),
        len(claim.origins(Stance.REFUTES)),
        len({quote.source for quote in claim.quotes}),
    )


def _tallies(report: Report) -> tuple[Tally, ...]:
    """In the order of the scale, verdicts that no claim has included."""
    rows = [_row(report, claim) for claim in report.claims]
    return tuple(
        Tally(verdict, tuple(row for row in rows if row.claim.verdict == verdict.id))
        for verdict in report.draft.verdicts.values()
    )


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as lists show it."""

    document: Document
    claims: int
    coverage: Coverage


def _document_rows(report: Report) -> tuple[DocumentRow, ...]:
    rows = []
    for document in report.documents.values():
        cited = report.evidence_in(document.source.id)
        claims = {item.entry for item in cited if item.citing is Citing.CLAIM}
        rows.append(DocumentRow(document, len(claims), coverage(document, cited)))
    return tuple(rows)


def _home(report: Report) -> Page:
    publication = report.publication
    keys = publication.key_claims or tuple(claim.id for claim in report.claims[:3])
    return Page(
        address=addresses.HOME,
        template="home.html",
        title=publication.title,
        label="Report",
        description=publication.summary,
        view={
            "tallies": _tallies(report),
            "key_claims": [_row(report, report.draft.claims[id]) for id in keys],
            "documents": _document_rows(report),
            "corrected": sorted(
                ((change, claim) for claim in report.claims for change in claim.corrections),
                key=lambda pair: pair[0].date.sort_key,
                reverse=True,
            )[:5],
        },
        position=publication.marks.entry,
    )


def _claims(report: Report) -> Page:
    return Page(
        address=addresses.CLAIMS,
        template="claims.html",
        title="All claims",
        label="Claims",
        description=f"{len(report.claims)} claims, each with its verdict and its evidence.",
        view={"tallies": _tallies(report)},
    )


def _claim(report: Report, claim: Claim) -> Page:
    shown = exhibits(report, report.evidence_of(Citing.CLAIM, claim.id))
    verdict = report.draft.verdicts[claim.verdict]
    return Page(
        address=addresses.claim(claim.id),
        template="claim.html",
        title=claim.claim,
        label=claim.claim,
        description=f"{verdict.label}. {claim.summary}",
        view={
            "claim": claim,
            "verdict": verdict,
            "supporting": side(shown, Stance.SUPPORTS),
            "refuting": side(shown, Stance.REFUTES),
            "background": side(shown, Stance.CONTEXT),
            "documents": _in_order(item.document for item in shown),
            "related": [_row(report, report.draft.claims[id]) for id in claim.related],
        },
        section=addresses.CLAIMS,
        position=claim.marks.entry,
    )


def _in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple({document.source.id: document for document in documents}.values())


def _sources(report: Report) -> Page:
    return Page(
        address=addresses.SOURCES,
        template="sources.html",
        title="The documents",
        label="Documents",
        description=f"{len(report.documents)} documents, each with its whole text and every "
        "quoted passage marked.",
        view={"documents": _document_rows(report)},
    )


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry that quotes a document, numbered in the order in which the document is read."""

    number: int
    evidence: tuple[Evidence, ...]
    claim: ClaimRow | None
    """None where it is an event or a disagreement."""
    says: str
    """The entry in one sentence."""


def _source(report: Report, document: Document) -> Page:
    source = document.source
    cited = sorted(report.evidence_in(source.id), key=lambda item: item.receipt.span)
    citations = _citations(report, cited)
    numbers = {
        (item.citing, item.entry): citation.number
        for citation in citations
        for item in citation.evidence
    }
    return Page(
        address=addresses.source(source.id),
        template="source.html",
        title=source.title,
        label=source.title,
        description=f"The document with every passage that {len(citations)} entries of the report "
        "quote marked in its text.",
        view={
            "document": document,
            "source": source,
            "lines": marked_lines(document, cited),
            "coverage": coverage(document, cited),
            "citations": citations,
            "numbers": numbers,
        },
        section=addresses.SOURCES,
        position=source.marks.entry,
    )


def _citations(report: Report, cited: Iterable[Evidence]) -> tuple[Citation, ...]:
    groups: dict[tuple[Citing, str], list[Evidence]] = {}
    for item in cited:
        groups.setdefault((item.citing, item.entry), []).append(item)
    citations = []
    for number, ((citing, entry), items) in enumerate(groups.items(), 1):
        row = _row(report, report.draft.claims[entry]) if citing is Citing.CLAIM else None
        if row:
            says = row.claim.claim
        elif citing is Citing.EVENT:
            says = report.draft.timeline[int(entry) - 1].event
        else:
            says = report.draft.disagreements[int(entry) - 1].about
        citations.append(Citation(number, tuple(items), row, says))
    return tuple(citations)


def _timeline(report: Report) -> Page:
    numbered = enumerate(report.draft.timeline, 1)
    ordered = sorted(numbered, key=lambda pair: pair[1].when.sort_key)
    return Page(
        address=addresses.TIMELINE,
        template="timeline.html",
        title="Timeline",
        label="Timeline",
        description=f"{len(ordered)} dated events, each with the passage that gives its date.",
        view={
            "events": [
                (
                    number,
                    event,
                    exhibits(report, report.evidence_of(Citing.EVENT, str(number))),
                    [_row(report, report.draft.claims[id]) for id in event.claims],
                )
                for number, event in ordered
            ]
        },
    )


def _disagreements(report: Report) -> Page:
    return Page(
        address=addresses.DISAGREEMENTS,
        template="disagreements.html",
        title="Where the documents disagree",
        label="Disagreements",
        description=f"{len(report.draft.disagreements)} places where the documents contradict "
        "each other or themselves.",
        view={
            "disagreements": [
                (
                    number,
                    item,
                    exhibits(report, report.evidence_of(Citing.DISAGREEMENT, str(number))),
                    [_row(report, report.draft.claims[id]) for id in item.claims],
                )
                for number, item in enumerate(report.draft.disagreements, 1)
            ]
        },
    )


def _verdicts(report: Report) -> Page:
    return Page(
        address=addresses.VERDICTS,
        template="verdicts.html",
        title="The verdicts",
        label="Verdicts",
        description="What each verdict means and what evidence it takes.",
        view={"tallies": _tallies(report)},
    )
