"""The page on who contradicts whom: a picture of origins, a table, and what stands behind both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PaginatedEntries
from factcheck_report.addresses.pagination import paginate
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Disagreement, EntryKind, Origin, Report, Stance
from factcheck_report.model.dates import PartialDate
from factcheck_report.pages.disagreements import DisagreementLink, disagreement_links
from factcheck_report.pages.facing_columns import FacingColumns, facing_columns
from factcheck_report.pages.last_changes import change_of_claims, change_of_quotes, newest
from factcheck_report.pages.page import Page, list_page
from factcheck_report.pages.rows import ClaimRow, claim_row

_LINKS_PER_PAGE = 400
"""About 150 KB of HTML."""
_MOST_LISTED = 50
"""Claims of each direction, and disagreements, that are listed for two origins."""
_MOST_PAIRS_IN_PICTURE = 40
"""With more lines nobody can follow one. The table has all."""


@dataclass(slots=True)
class _Pair:
    claims: dict[tuple[str, str], list[Claim]] = field(default_factory=dict)
    """By the ids of the origin that supports the claim and of the one that speaks against it."""
    disagreements: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OpposedClaims:
    """Claims that one origin supports and another speaks against."""

    supporting: Origin
    refuting: Origin
    claims: tuple[ClaimRow, ...]
    total: int
    """How many such claims there are, listed or not."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two origins that contradict each other, or one that contradicts itself."""

    origins: tuple[Origin, Origin]
    """In the order of claims.yaml; twice the same if it contradicts itself."""
    claim_count: int
    disagreement_count: int
    opposed: tuple[OpposedClaims, ...]
    disagreements: tuple[DisagreementLink, ...]

    @property
    def id(self) -> str:
        """The id of its section on the page. No id of an origin has a full stop."""
        return ".".join(origin.id for origin in self.origins)

    @property
    def is_with_itself(self) -> bool:
        """Whether an origin contradicts itself."""
        return self.origins[0].id == self.origins[1].id

    @property
    def count(self) -> int:
        """The number in the picture."""
        return self.claim_count + self.disagreement_count


_Key = tuple[str, str]
"""The ids of two origins in the order of claims.yaml."""


def any_contradiction(report: Report) -> bool:
    """Whether any origin contradicts another or itself."""
    return next(_opposed(report), None) is not None or any(
        True for item in report.draft.disagreements for _ in _opposed_in(item)
    )


def contradiction_pages(
    report: Report, translations: Translations, paginated: PaginatedEntries
) -> list[Page]:
    """All pairs, those with the most contradictions first, paginated; the first has a picture."""
    pairs = _pairs(report)
    order = {id: number for number, id in enumerate(report.draft.origins)}
    counts = {key: _claim_count(pair) + len(pair.disagreements) for key, pair in pairs.items()}
    keys = sorted(
        pairs, key=lambda key: (-counts[key], key[0] == key[1], *(order[id] for id in key))
    )
    shown = {key: counts[key] for key in keys[:_MOST_PAIRS_IN_PICTURE]}
    pages = []
    slices = paginate(
        keys, addresses.CONTRADICTIONS, _LINKS_PER_PAGE, lambda key: _weight(pairs[key])
    )
    page_of = {key: page.address for page in slices for key in page.items}
    for page_slice in slices:
        is_first = page_slice.number == 1
        view = {
            "contradictions": [
                _contradiction(report, paginated, key, pairs[key]) for key in page_slice.items
            ],
            "picture": _picture(report, shown) if is_first else None,
            "pages": {f"{one}.{other}": page_of[one, other] for one, other in shown}
            if is_first
            else {},
            "in_picture": len(shown),
            "origins": {id: report.draft.origins[id] for key in shown for id in key}
            if is_first
            else {},
            "most_listed": _MOST_LISTED,
        }
        changed = newest(_changed(report, pairs[key]) for key in page_slice.items)
        pages.append(
            list_page(
                "contradictions", page_slice, translations, len(keys), view, (), changed=changed
            )
        )
    return pages


def _changed(report: Report, pair: _Pair) -> PartialDate | None:
    quotes = (
        item
        for number in pair.disagreements
        for item in report.evidence_of(EntryKind.DISAGREEMENT, str(number))
    )
    claims = (claim for some in pair.claims.values() for claim in some)
    return newest((change_of_claims(report, claims), change_of_quotes(report, quotes)))


def _pairs(report: Report) -> dict[_Key, _Pair]:
    order = {id: number for number, id in enumerate(report.draft.origins)}
    pairs: dict[_Key, _Pair] = {}

    def pair(one: str, other: str) -> _Pair:
        key = (one, other) if order[one] <= order[other] else (other, one)
        return pairs.setdefault(key, _Pair())

    for claim, supporting, refuting in _opposed(report):
        pair(supporting, refuting).claims.setdefault((supporting, refuting), []).append(claim)
    for number, item in enumerate(report.draft.disagreements, 1):
        for one, other in _opposed_in(item):
            pair(one, other).disagreements.append(number)
    return pairs


def _opposed(report: Report) -> Iterator[tuple[Claim, str, str]]:
    """Each claim with an origin that supports it and one that speaks against it.

    Not claims about what was said: there, documents count.
    """
    for claim in report.claims:
        if not claim.is_statement:
            refuting = claim.origins(Stance.REFUTES)
            for one in claim.origins(Stance.SUPPORTS) if refuting else ():
                for other in refuting:
                    yield claim, one, other


def _opposed_in(item: Disagreement) -> Iterator[_Key]:
    """The pairs of origins on different sides of a real disagreement, each once.

    Without named sides each origin is a side; if there is only one, it contradicts itself.
    """
    if not item.is_real:
        return
    if any(quote.side for quote in item.quotes):
        sides: dict[str, dict[str, None]] = {}
        for quote in item.quotes:
            if quote.side and quote.origin:
                sides.setdefault(quote.side, {})[quote.origin] = None
        found = {
            (min(one, other), max(one, other)): None
            for left, right in combinations(sides.values(), 2)
            for one in left
            for other in right
        }
        yield from found
        return
    voices = dict.fromkeys(quote.origin or f".{quote.source}" for quote in item.quotes)
    origins = [voice for voice in voices if not voice.startswith(".")]
    if len(voices) == 1 and origins:
        yield origins[0], origins[0]
    yield from combinations(origins, 2)


def _claim_count(pair: _Pair) -> int:
    ids: set[str] = set()
    for claims in pair.claims.values():
        ids.update(claim.id for claim in claims)
    return len(ids)


def _weight(pair: _Pair) -> int:
    """Roughly how many links a pair has on its page."""
    lengths = (*map(len, pair.claims.values()), len(pair.disagreements))
    return 3 + sum(min(length, _MOST_LISTED) for length in lengths)


def _contradiction(
    report: Report, paginated: PaginatedEntries, key: _Key, pair: _Pair
) -> Contradiction:
    origins = report.draft.origins
    return Contradiction(
        (origins[key[0]], origins[key[1]]),
        _claim_count(pair),
        len(pair.disagreements),
        tuple(
            OpposedClaims(
                origins[supporting],
                origins[refuting],
                tuple(claim_row(report, claim) for claim in claims[:_MOST_LISTED]),
                len(claims),
            )
            for (supporting, refuting), claims in pair.claims.items()
        ),
        disagreement_links(report, paginated.locations, pair.disagreements[:_MOST_LISTED]),
    )


def _picture(report: Report, counts: dict[_Key, int]) -> FacingColumns | None:
    """The origins in two columns, joined by lines; None if nobody contradicts anybody else."""
    if all(one == other for one, other in counts):
        return None
    names = {id: report.draft.origins[id].name for key in counts for id in key}
    return facing_columns(names, counts)
