"""The list of origins, and a page for each with its words, documents and disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from math import sqrt

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PageLocations
from factcheck_report.addresses.pagination import page_count, paginate, slice_at
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import (
    Claim,
    Document,
    Evidence,
    Origin,
    Report,
    Stance,
)
from factcheck_report.pages.disagreements import disagreement_links
from factcheck_report.pages.last_changes import change_of_claims, change_of_quotes
from factcheck_report.pages.page import LazyView, Page, SearchText, list_page
from factcheck_report.pages.quoted_words import ClaimWithWords, claim_with_words
from factcheck_report.pages.subset import subset_for_words

_ORIGINS_PER_PAGE = 200
"""About 60 KB of HTML."""
CLAIMS_PER_PAGE = 100
"""On an origin's page, with its words: about 150 KB of HTML."""
_MOST_LISTED = 50
"""Documents and disagreements that an origin's page lists."""
_MOST_DOCUMENTS_IN_MAP = 40
_MOST_ORIGINS_IN_MAP = 60
"""A larger table is unreadable. The pages of the origins have the same facts."""
_CONTEXT = "context"
_GROUPS = ("supports", "refutes", "said", "not_said", "states", _CONTEXT)
"""How an origin's words relate to a claim, in the order of its page."""


@dataclass(frozen=True, slots=True)
class OriginDocument:
    """The passages of one document that go back to an origin."""

    document: Document
    passages: int
    first: str
    """Address of the first passage in the document."""


@dataclass(frozen=True, slots=True)
class MapCell:
    """An origin and a document in the map of both."""

    passages: int
    size: float
    """Radius of a circle with an area proportional to `passages`; 1 for the largest."""
    first: str
    """Address of the first passage in the document."""


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin in the list, with numbers."""

    origin: Origin | None
    """None for quotes without an origin."""
    passages: int
    documents: int
    supported: int
    """How many claims it supports."""
    refuted: int
    """How many claims it speaks against."""


@dataclass(frozen=True, slots=True)
class ClaimsInGroup:
    """The claims on one page to which an origin's words relate in one way."""

    name: str
    """One of `_GROUPS`; a key of translations."""
    items: tuple[ClaimWithWords, ...]


def origin_list_pages(report: Report, translations: Translations) -> list[Page]:
    """All origins in the order of claims.yaml, paginated; the first page has a map."""
    ids = [*report.draft.origins, *([None] if report.evidence_behind(None) else [])]
    count = len(report.draft.origins)
    pages = []
    for page_slice in paginate(ids, addresses.ORIGINS, _ORIGINS_PER_PAGE):
        rows = [_row(report, id) for id in page_slice.items]
        view = {
            "rows": rows,
            "map": _map(report) if page_slice.number == 1 else {},
            "documents": tuple(report.documents.values()),
            "origins": report.draft.origins,
        }
        changed = change_of_quotes(
            report, (item for id in page_slice.items for item in report.evidence_behind(id))
        )
        pages.append(
            list_page("origins", page_slice, translations, count, view, (), changed=changed)
        )
    return pages


def _row(report: Report, id: str | None) -> OriginRow:
    evidence = report.evidence_behind(id)
    passages = _passage_counts(evidence)
    claims = {
        stance: {
            item.entry
            for item in evidence
            if item.quote.stance is stance and not report.draft.claims[item.entry].is_statement
        }
        for stance in (Stance.SUPPORTS, Stance.REFUTES)
    }
    return OriginRow(
        report.draft.origins[id] if id else None,
        passages.total(),
        len(passages),
        len(claims[Stance.SUPPORTS]),
        len(claims[Stance.REFUTES]),
    )


def _map(report: Report) -> Mapping[str, Mapping[str, MapCell]]:
    """By origin and document, how many passages of the document come from the origin.

    Empty if there are too many of either, or no passage has an origin.
    """
    origins = report.draft.origins
    if len(report.documents) > _MOST_DOCUMENTS_IN_MAP or len(origins) > _MOST_ORIGINS_IN_MAP:
        return {}
    counts = {id: _passage_counts(report.evidence_behind(id)) for id in origins}
    most = max((count for some in counts.values() for count in some.values()), default=0)
    if not most:
        return {}
    cells: dict[str, Mapping[str, MapCell]] = {}
    for id, some in counts.items():
        first = _first_passages(report.evidence_behind(id))
        cells[id] = {
            source: MapCell(count, round(sqrt(count / most), 3), first[source])
            for source, count in some.items()
        }
    return cells


def _passage_counts(evidence: Sequence[Evidence]) -> Counter[str]:
    """How many different passages are quoted, by source. Several claims may quote the same one."""
    return Counter(source for source, _ in {(i.quote.source, i.receipt.span) for i in evidence})


def _first_passages(evidence: Sequence[Evidence]) -> Mapping[str, str]:
    """By source, the address of the first passage that is quoted."""
    return {item.quote.source: addresses.passage(item) for item in reversed(evidence)}


@dataclass(frozen=True, slots=True)
class OriginClaim:
    """A claim to which an origin's words relate, and these words."""

    group: str
    """One of `_GROUPS`."""
    claim: Claim
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class OriginClaims:
    """The claims to which an origin's words relate, by group; a claim may be in several."""

    items: tuple[OriginClaim, ...]
    totals: Mapping[str, int]
    """How many claims each group has."""


def claims_of_origin(report: Report, id: str) -> OriginClaims:
    """What all pages of an origin show together."""
    claims = report.draft.claims
    found: dict[tuple[str, str], list[Evidence]] = {}
    for item in report.evidence_behind(id):
        group = _group(claims[item.entry], item.quote.stance)
        found.setdefault((group, item.entry), []).append(item)
    items = [OriginClaim(group, claims[key], tuple(some)) for (group, key), some in found.items()]
    items.sort(key=lambda item: _GROUPS.index(item.group))
    return OriginClaims(tuple(items), Counter(item.group for item in items))


def _group(claim: Claim, stance: Stance) -> str:
    if claim.is_statement and stance.is_evidence:
        return "said" if stance is Stance.SUPPORTS else "not_said"
    return stance


def origin_page_count(report: Report, id: str) -> int:
    """How many pages an origin has."""
    claims = report.draft.claims
    pairs = {
        (_group(claims[item.entry], item.quote.stance), item.entry)
        for item in report.evidence_behind(id)
    }
    return page_count(len(pairs), CLAIMS_PER_PAGE)


def origin_page(
    report: Report,
    translations: Translations,
    locations: PageLocations,
    origin: Origin,
    claims: OriginClaims,
    number: int,
) -> Page:
    """Page `number`, from 1, of an origin: the claims it speaks for and against, with its words.

    `claims` are all its claims; see `claims_of_origin`. The first page also lists the documents
    that carry it and the disagreements it is part of.
    """
    page_slice = slice_at(claims.items, addresses.origin(origin.id), CLAIMS_PER_PAGE, number)
    items, totals = page_slice.items, claims.totals
    first = number == 1
    description = translations.text(
        "origin.description",
        name=origin.name,
        supported=translations.text("count.claims", count=totals.get("supports", 0)),
        refuted=totals.get("refutes", 0),
    )
    documents = tuple(_documents(report, origin.id)) if first else ()
    disagreements = report.disagreements_of(origin.id) if first else ()
    subset = subset_for_words(
        report,
        [item.claim for item in items],
        [each for item in items for each in item.evidence],
    )
    more = {
        "origin": origin,
        "page_slice": page_slice,
        "passages": sum(each.passages for each in documents),
        "totals": dict(totals),
        "documents": documents[:_MOST_LISTED],
        "document_count": len(documents),
        "disagreements": disagreement_links(report, locations, disagreements[:_MOST_LISTED]),
        "disagreement_count": len(disagreements),
    }
    text = "\n".join(filter(None, (origin.note, description)))
    return Page(
        address=page_slice.address,
        template="origin.html",
        title=page_slice.title(translations, origin.name),
        label=page_slice.title(translations, origin.name),
        description=description,
        view=LazyView(partial(_view, subset, items, more)),
        # The claims of the page are in the subset.
        cache_inputs=(subset, more | {"page_slice": page_slice.address}),
        search_texts=(SearchText(origin.name, text),) if first else (),
        index_page=addresses.ORIGINS,
        position=origin.positions.entry if first else None,
        changed=change_of_claims(report, (item.claim for item in items)),
    )


def _view(
    report: Report, items: Sequence[OriginClaim], more: Mapping[str, object]
) -> Mapping[str, object]:
    groups = []
    for name, some in groupby(items, key=lambda item: item.group):
        # What explains a claim is told by the claim's page: here it would be longer than the rest.
        claims = (
            claim_with_words(report, item.claim, () if name == _CONTEXT else item.evidence)
            for item in some
        )
        groups.append(ClaimsInGroup(name, tuple(claims)))
    return {**more, "groups": groups}


def _documents(report: Report, id: str) -> Iterator[OriginDocument]:
    """The documents with passages of an origin: those with the most first."""
    evidence = report.evidence_behind(id)
    counts, first = _passage_counts(evidence), _first_passages(evidence)
    order = {source: number for number, source in enumerate(report.documents)}
    for source in sorted(counts, key=lambda source: (-counts[source], order[source])):
        yield OriginDocument(report.documents[source], counts[source], first[source])
