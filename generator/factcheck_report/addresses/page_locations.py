"""Where each entry of a report stands: the pages of events, disagreements and origins."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from factcheck_report import addresses
from factcheck_report.addresses.pagination import PageSlice, paginate
from factcheck_report.model import EntryKind, Event, Evidence, Report

QUOTES_PER_PAGE = 100
"""On the timeline: about 200 KB of HTML."""

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PageLocations:
    """The address of each event and each disagreement."""

    events: Mapping[int, str]
    """By the event's number, from 1; with its fragment."""
    disagreements: Mapping[int, str]
    """By the disagreement's number, from 1."""

    def event(self, number: int) -> str:
        """The address of an event."""
        return self.events[number]

    def disagreement(self, number: int) -> str:
        """The address of a disagreement."""
        return self.disagreements[number]

    def origin(self, id: str) -> str:
        """The address of an origin."""
        return addresses.origin(id)

    def quote(self, evidence: Evidence) -> str:
        """The address of a quote on the page of the claim, event or disagreement that quotes it."""
        match evidence.kind:
            case EntryKind.CLAIM:
                return addresses.quote_on_claim(evidence)
            case EntryKind.EVENT:
                page = self.events[int(evidence.entry)].partition("#")[0]
                return f"{page}#{evidence.anchor}"
            case EntryKind.DISAGREEMENT:
                return f"{self.disagreements[int(evidence.entry)]}#{evidence.id}"

    def subset(self, evidence: Iterable[Evidence]) -> PageLocations:
        """Only the locations that a page showing these quotes links to."""
        items = tuple(evidence)
        return PageLocations(
            _pick(self.events, _numbers(items, EntryKind.EVENT)),
            _pick(self.disagreements, _numbers(items, EntryKind.DISAGREEMENT)),
        )


class PaginatedEntries:
    """A report's timeline, split into pages, and the pages of its disagreements."""

    events: tuple[PageSlice[tuple[int, Event]], ...]
    """Events with their numbers in claims.yaml, in order of time."""
    locations: PageLocations

    def __init__(self, report: Report) -> None:
        draft = report.draft
        self.events = paginate(
            sorted(enumerate(draft.timeline, 1), key=lambda pair: pair[1].sort_key),
            addresses.TIMELINE,
            QUOTES_PER_PAGE,
            lambda pair: len(pair[1].quotes),
        )
        self.locations = PageLocations(
            {
                number: f"{page.address}#{event.id}"
                for page in self.events
                for number, event in page.items
            },
            {
                number: addresses.disagreement(item.id)
                for number, item in enumerate(draft.disagreements, 1)
            },
        )


def _numbers(evidence: Iterable[Evidence], kind: EntryKind) -> Iterator[int]:
    return (int(item.entry) for item in evidence if item.kind is kind)


def _pick(pages: Mapping[_Key, str], keys: Iterable[_Key]) -> Mapping[_Key, str]:
    return {key: pages[key] for key in keys}
