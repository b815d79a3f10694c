"""A page, before it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from factcheck_report.model import Claim, Position
from factcheck_report.model.dates import PartialDate


class Later(Mapping[str, object]):
    """What a page shows, made when somebody looks: not where the rendered page is known."""

    def __init__(self, make: Callable[[], Mapping[str, object]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, object]:
        return self._make()

    def __getitem__(self, name: str) -> object:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


@dataclass(frozen=True, slots=True)
class Findable:
    """What the site's search finds and shows: plain text, and where it stands."""

    title: str
    text: str
    fragment: str = ""
    """Id of the place on the page; empty for the page as a whole."""
    language: str | None = None
    """Of the text, where it is not the report's."""
    lines: tuple[int, ...] = ()
    """Of a document: the number of each line of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page holds and where it stands, free of any site generator."""

    address: str
    """Relative to the site's root; see `addresses`."""
    template: str
    """File name of its Jinja template."""
    title: str
    """Plain text."""
    label: str
    """A short name for menus; plain text."""
    description: str
    """One or two sentences for search engines and previews; plain text."""
    view: Mapping[str, object] = field(default_factory=dict)
    """What its template shows, by variable name."""
    made_of: object = None
    """All that `view` is made of, beside what is the same for all pages of a report; None where
    only the view says it."""
    findable: tuple[Findable, ...] = ()
    """For the search; empty for pages that only repeat what others say, and for those of claims,
    which are found by their records (see `facets`)."""
    section: str | None = None
    """Address of the index page it belongs to; None for pages that stand in the menu themselves."""
    previous: str | None = None
    next: str | None = None
    """Addresses of its neighbours within its section."""
    position: Position | None = None
    """Where an editor changes what it says."""
    changed: PartialDate | None = None
    """When what it says last changed, where that is known."""
    moved: str | None = None
    """Address of the page that takes its place; readers and search engines are sent there."""
    claim: Claim | None = None
    """The claim that the page is about; where it is shared, it has a picture of its own."""
