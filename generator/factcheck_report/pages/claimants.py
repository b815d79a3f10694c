"""The list of claimants, and a page for each with the claims they made and their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from factcheck_report import addresses
from factcheck_report.addresses.pagination import paginate, slice_at
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import (
    Claim,
    Claimant,
    ClaimantKind,
    EntryKind,
    Evidence,
    Origin,
    Report,
)
from factcheck_report.pages.last_changes import change_of_claims
from factcheck_report.pages.page import LazyView, Page, SearchText, list_page
from factcheck_report.pages.quoted_words import claim_with_words
from factcheck_report.pages.rows import VerdictCount, verdict_counts_of
from factcheck_report.pages.subset import subset_for_words

_CLAIMANTS_PER_PAGE = 100
"""About 100 KB of HTML."""
CLAIMS_PER_PAGE = 100
"""On a claimant's page, with their words: about 150 KB of HTML."""
_MOST_ORIGINS = 3
"""Origins that a claimant's page names. Their words rarely count for more than one."""
_AUTHORS = "author"
_OTHERS = "unstated"
_GROUPS = (*ClaimantKind, _OTHERS, _AUTHORS)
"""Groups of the list in their order. Authors come last: they are on both sides of the report."""


@dataclass(frozen=True, slots=True)
class ClaimantRow:
    """A claimant in the list, with the number of claims by verdict."""

    claimant: Claimant
    claims: int
    verdict_counts: tuple[VerdictCount, ...]
    group: str
    """A kind of claimant, "author" or "unstated"; a key of translations."""


@dataclass(frozen=True, slots=True)
class ClaimantGroup:
    """The claimants of one kind on one page of the list."""

    name: str
    """See `ClaimantRow.group`."""
    rows: tuple[ClaimantRow, ...]
    total: int
    """How many claimants of the kind all pages have together."""


def claimant_list_pages(report: Report, translations: Translations) -> list[Page]:
    """All claimants by kind, those with the most claims first, paginated."""
    authors = {document.source.author for document in report.documents.values()}
    rows = []
    for claimant in report.draft.claimants.values():
        claims = report.claims_of(claimant)
        group = _AUTHORS if claimant.name in authors else claimant.kind or _OTHERS
        counts = verdict_counts_of(report, claims)
        rows.append(ClaimantRow(claimant, len(claims), counts, group))
    rows.sort(key=lambda row: (_GROUPS.index(row.group), -row.claims))
    totals = Counter(row.group for row in rows)
    unattributed = sum(1 for claim in report.claims if not claim.claimants)
    pages = []
    for page_slice in paginate(rows, addresses.CLAIMANTS, _CLAIMANTS_PER_PAGE):
        view = {
            "groups": _groups(page_slice.items, totals),
            # A single group needs no heading, unless its name says something.
            "named": len(totals) > 1 or _OTHERS not in totals,
            "unattributed": unattributed,
        }
        shown = (claim for row in page_slice.items for claim in report.claims_of(row.claimant))
        pages.append(
            list_page(
                "claimants",
                page_slice,
                translations,
                page_slice.total,
                view,
                changed=change_of_claims(report, shown),
            )
        )
    return pages


def _groups(rows: Sequence[ClaimantRow], totals: Counter[str]) -> tuple[ClaimantGroup, ...]:
    return tuple(
        ClaimantGroup(name, tuple(some), totals[name])
        for name, some in groupby(rows, key=lambda row: row.group)
    )


def claimant_page(
    report: Report, translations: Translations, claimant: Claimant, number: int
) -> Page:
    """Page `number`, from 1, of a claimant's claims. The first also counts them by verdict."""
    claims = report.claims_of(claimant)
    page_slice = slice_at(claims, addresses.claimant(claimant.id), CLAIMS_PER_PAGE, number)
    description = translations.text("claimant.description", count=len(claims), name=claimant.name)
    first = number == 1
    search_text = SearchText(claimant.name, "\n".join(filter(None, (claimant.role, description))))
    words = [item for claim in page_slice.items for item in _words(report, claimant, claim)]
    subset = subset_for_words(report, page_slice.items, words)
    more = {
        "claimant": claimant,
        "page_slice": page_slice,
        "verdict_counts": verdict_counts_of(report, claims) if first else (),
        "origins": _origins(report, claimant) if first else (),
    }
    return Page(
        address=page_slice.address,
        template="claimant.html",
        title=page_slice.title(translations, claimant.name),
        label=page_slice.title(translations, claimant.name),
        description=description,
        view=LazyView(partial(_view, subset, page_slice.items, more)),
        cache_inputs=(subset, more),
        search_texts=(search_text,) if first else (),
        index_page=addresses.CLAIMANTS,
        position=claimant.positions.entry if first else None,
        changed=change_of_claims(report, page_slice.items),
    )


def _view(
    report: Report, claims: Sequence[Claim], more: Mapping[str, object]
) -> Mapping[str, object]:
    items = [
        claim_with_words(report, claim, report.evidence_of(EntryKind.CLAIM, claim.id))
        for claim in claims
    ]
    return {**more, "items": items, "has_words": any(item.words for item in items)}


def _words(report: Report, claimant: Claimant, claim: Claim) -> Iterator[Evidence]:
    """The quotes of a claim that have a claimant's words."""
    for item in report.evidence_of(EntryKind.CLAIM, claim.id):
        if report.says(claimant, item.quote):
            yield item


def _origins(report: Report, claimant: Claimant) -> tuple[Origin, ...]:
    """The origins that the claimant's words count for; none if there are too many to name."""
    ids = dict.fromkeys(
        item.quote.origin
        for claim in report.claims_of(claimant)
        for item in _words(report, claimant, claim)
        if item.quote.origin is not None
    )
    origins = tuple(report.draft.origins[id] for id in ids if id is not None)
    return origins if len(origins) <= _MOST_ORIGINS else ()
