"""Where the entries of a report stand that have no page of their own."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from factcheck_report import addresses
from factcheck_report.addresses.pagination import Part, cut
from factcheck_report.model import Disagreement, EntryKind, Event, Evidence, Report, Stance

QUOTES_ON_A_PAGE = 100
"""Of the timeline and of the disagreements: some 200 KB of HTML."""
LINKS_ON_A_PAGE = 600
"""Of the origins: some 200 KB of HTML."""
MOST_LISTED = 50
"""Of an origin's documents, and of the claims on either side; more can be had by narrowing the
list of claims."""

_Item = TypeVar("_Item")
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Places:
    """The page that each entry stands on."""

    events: Mapping[int, str]
    """Addresses, by the event's number."""
    disagreements: Mapping[int, str]
    origins: Mapping[str | None, str]
    """By the origin's id; that of None has documents' own voices."""

    def event(self, number: int) -> str:
        """The address of an event."""
        return f"{self.events[number]}#event-{number}"

    def disagreement(self, number: int) -> str:
        """The address of a disagreement."""
        return f"{self.disagreements[number]}#disagreement-{number}"

    def origin(self, id: str) -> str:
        """The address of an origin."""
        return f"{self.origins[id]}#{id}"

    def citation(self, evidence: Evidence) -> str:
        """The address of a quote where it is cited, not in its document."""
        match evidence.kind:
            case EntryKind.CLAIM:
                return addresses.quote(evidence)
            case EntryKind.EVENT:
                page = self.events[int(evidence.entry)]
            case EntryKind.DISAGREEMENT:
                page = self.disagreements[int(evidence.entry)]
        return f"{page}#{evidence.anchor}"

    def beside(self, evidence: Iterable[Evidence]) -> Places:
        """No more than what links from some quotes lead to: who cites them, and their origins."""
        items = tuple(evidence)
        return Places(
            _some(self.events, _numbers(items, EntryKind.EVENT)),
            _some(self.disagreements, _numbers(items, EntryKind.DISAGREEMENT)),
            _some(self.origins, (item.quote.origin for item in items if item.quote.origin)),
        )


class Layout:
    """How a report's timeline, disagreements and origins are cut into pages."""

    events: tuple[Part[tuple[int, Event]], ...]
    """Numbered as in claims.yaml, in order of time."""
    disagreements: tuple[Part[tuple[int, Disagreement]], ...]
    """Numbered, in the editor's order."""
    origins: tuple[Part[str | None], ...]
    """Ids, in the editor's order; last None, for documents' own voices, if any is quoted."""
    places: Places

    def __init__(self, report: Report) -> None:
        draft = report.draft
        self.events = cut(
            sorted(enumerate(draft.timeline, 1), key=lambda pair: pair[1].when.sort_key),
            addresses.TIMELINE,
            QUOTES_ON_A_PAGE,
            lambda pair: len(pair[1].quotes),
        )
        self.disagreements = cut(
            enumerate(draft.disagreements, 1),
            addresses.DISAGREEMENTS,
            QUOTES_ON_A_PAGE,
            lambda pair: len(pair[1].quotes),
        )
        self.origins = cut(
            [*draft.origins, *([None] if report.evidence_behind(None) else [])],
            addresses.ORIGINS,
            LINKS_ON_A_PAGE,
            lambda id: _links(report.evidence_behind(id)),
        )
        self.places = Places(
            _pages((pair[0], part) for part in self.events for pair in part.items),
            _pages((pair[0], part) for part in self.disagreements for pair in part.items),
            _pages((id, part) for part in self.origins for id in part.items),
        )


def _numbers(evidence: Iterable[Evidence], kind: EntryKind) -> Iterator[int]:
    return (int(item.entry) for item in evidence if item.kind is kind)


def _some(pages: Mapping[_Key, str], keys: Iterable[_Key]) -> Mapping[_Key, str]:
    return {key: pages[key] for key in keys}


def _pages(items: Iterable[tuple[_Key, Part[_Item]]]) -> Mapping[_Key, str]:
    """The address of the page that each item stands on."""
    return {key: part.address for key, part in items}


def _links(items: Iterable[Evidence]) -> int:
    """About how many links an origin takes: its heading, its documents twice, and its claims."""
    documents = {item.quote.source for item in items}
    claims = {
        stance: {item.entry for item in items if item.quote.stance is stance}
        for stance in (Stance.SUPPORTS, Stance.REFUTES)
    }
    listed = (min(len(some), MOST_LISTED) for some in (documents, documents, *claims.values()))
    return 1 + sum(listed)
