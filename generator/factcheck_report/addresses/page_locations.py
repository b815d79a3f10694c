"""Assigns timeline events, disagreements and origins to the pages they share."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from factcheck_report import addresses
from factcheck_report.addresses.pagination import PageSlice, paginate
from factcheck_report.model import Disagreement, EntryKind, Event, Evidence, Report, Stance

QUOTES_PER_PAGE = 100
"""On the timeline and disagreements pages: about 200 KB of HTML."""
LINKS_PER_PAGE = 600
"""On the origins pages: about 200 KB of HTML."""
MOST_LISTED = 50
"""Documents, and claims of each stance, listed for one origin. Readers find the rest by filtering
the list of claims."""

_Item = TypeVar("_Item")
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PageLocations:
    """The address of the page that shows each event, disagreement and origin."""

    events: Mapping[int, str]
    """By the event's number, from 1."""
    disagreements: Mapping[int, str]
    """By the disagreement's number, from 1."""
    origins: Mapping[str | None, str]
    """By the origin's id. None stands for quotes without an origin."""

    def event(self, number: int) -> str:
        """The address of an event."""
        return f"{self.events[number]}#event-{number}"

    def disagreement(self, number: int) -> str:
        """The address of a disagreement."""
        return f"{self.disagreements[number]}#disagreement-{number}"

    def origin(self, id: str) -> str:
        """The address of an origin."""
        return f"{self.origins[id]}#{id}"

    def quote(self, evidence: Evidence) -> str:
        """The address of a quote on the page of the claim, event or disagreement that quotes it."""
        match evidence.kind:
            case EntryKind.CLAIM:
                return addresses.quote_on_claim(evidence)
            case EntryKind.EVENT:
                page = self.events[int(evidence.entry)]
            case EntryKind.DISAGREEMENT:
                page = self.disagreements[int(evidence.entry)]
        return f"{page}#{evidence.anchor}"

    def subset(self, evidence: Iterable[Evidence]) -> PageLocations:
        """Only the locations that a page showing these quotes links to."""
        items = tuple(evidence)
        return PageLocations(
            _pick(self.events, _numbers(items, EntryKind.EVENT)),
            _pick(self.disagreements, _numbers(items, EntryKind.DISAGREEMENT)),
            _pick(self.origins, (item.quote.origin for item in items if item.quote.origin)),
        )


class PaginatedEntries:
    """A report's timeline, disagreements and origins, split into pages."""

    events: tuple[PageSlice[tuple[int, Event]], ...]
    """Events with their numbers in claims.yaml, in order of time."""
    disagreements: tuple[PageSlice[tuple[int, Disagreement]], ...]
    """Disagreements with their numbers, in the order of claims.yaml; first the real ones, then the
    differences in detail."""
    origins: tuple[PageSlice[str | None], ...]
    """Ids in the order of claims.yaml. None comes last, if any quote has no origin."""
    locations: PageLocations

    def __init__(self, report: Report) -> None:
        draft = report.draft
        self.events = paginate(
            sorted(enumerate(draft.timeline, 1), key=lambda pair: pair[1].sort_key),
            addresses.TIMELINE,
            QUOTES_PER_PAGE,
            lambda pair: len(pair[1].quotes),
        )
        self.disagreements = paginate(
            sorted(enumerate(draft.disagreements, 1), key=lambda pair: not pair[1].is_real),
            addresses.DISAGREEMENTS,
            QUOTES_PER_PAGE,
            lambda pair: len(pair[1].quotes),
        )
        self.origins = paginate(
            [*draft.origins, *([None] if report.evidence_behind(None) else [])],
            addresses.ORIGINS,
            LINKS_PER_PAGE,
            lambda id: _link_count(report.evidence_behind(id)),
        )
        self.locations = PageLocations(
            _addresses((pair[0], page) for page in self.events for pair in page.items),
            _addresses((pair[0], page) for page in self.disagreements for pair in page.items),
            _addresses((id, page) for page in self.origins for id in page.items),
        )


def _numbers(evidence: Iterable[Evidence], kind: EntryKind) -> Iterator[int]:
    return (int(item.entry) for item in evidence if item.kind is kind)


def _pick(pages: Mapping[_Key, str], keys: Iterable[_Key]) -> Mapping[_Key, str]:
    return {key: pages[key] for key in keys}


def _addresses(items: Iterable[tuple[_Key, PageSlice[_Item]]]) -> Mapping[_Key, str]:
    return {key: page.address for key, page in items}


def _link_count(items: Iterable[Evidence]) -> int:
    """Roughly how many links an origin has: its heading, its documents twice, and its claims."""
    documents = {item.quote.source for item in items}
    claims = {
        stance: {item.entry for item in items if item.quote.stance is stance}
        for stance in (Stance.SUPPORTS, Stance.REFUTES)
    }
    listed = (min(len(some), MOST_LISTED) for some in (documents, documents, *claims.values()))
    return 1 + sum(listed)
