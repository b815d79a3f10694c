"""A page before it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from factcheck_report.addresses.pagination import PageSlice
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Position
from factcheck_report.model.dates import PartialDate


class LazyView(Mapping[str, object]):
    """Template variables, computed on first access. A page found in the cache never needs them."""

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
class SearchText:
    """Plain text for the site's search, and the place on the page that it belongs to."""

    title: str
    text: str
    fragment: str = ""
    """Id of an element on the page; empty for the page as a whole."""
    language: str | None = None
    """The language of the text, if it is not the report's."""
    lines: tuple[int, ...] = ()
    """For a document: the number of each line of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The content of one page and its address, independent of any site generator."""

    address: str
    """Relative to the site's root; see `addresses`."""
    template: str
    """File name of its Jinja template."""
    title: str
    """Plain text."""
    title_language: str | None = None
    """The language of the title, as a tag, if it is not the report's."""
    label: str
    """A short name for menus; plain text."""
    description: str
    """One or two sentences for search engines and link previews; plain text."""
    view: Mapping[str, object] = field(default_factory=dict)
    """The template's variables, by name."""
    cache_inputs: object = None
    """Everything `view` is computed from that differs between pages. If None, the view itself is
    digested."""
    search_texts: tuple[SearchText, ...] = ()
    """For the search. Empty for pages that repeat others, and for claims: the search knows those
    by their records (see `search.facets`)."""
    index_page: str | None = None
    """Address of its index page; None for pages in the menu."""
    previous: str | None = None
    next: str | None = None
    """Addresses of its neighbours in its list."""
    position: Position | None = None
    """Where in claims.yaml an editor changes its content."""
    changed: PartialDate | None = None
    """When its content last changed, if known."""
    indexed: bool = True
    """Whether search engines may list it."""
    moved_to: str | None = None
    """Address of the page that replaces it. The page redirects there."""
    claim: Claim | None = None
    """The claim that the page is about. Such a page has its own preview picture."""
    data: Callable[[], str] | None = None
    """Makes the file with the claim's data from what `cache_inputs` holds."""
    embed: str | None = None
    """File name of the template of its card, for frames on other sites; see `addresses.embed`."""


def list_page(
    name: str,
    page_slice: PageSlice[Any],
    translations: Translations,
    count: int,
    view: Mapping[str, object],
    entries: Iterable[SearchText] | None = None,
    template: str | None = None,
    *,
    changed: PartialDate | None,
) -> Page:
    """One page of a paginated list in the menu.

    `name` is that of its texts, and of its template if none is given; `count` is the number in its
    description, and `changed` the last change of what the page shows. The search finds `entries`
    and, if they are given, the list itself by its first page.
    """
    title, label = translations.text(f"{name}.title"), translations.text(f"{name}.label")
    description = translations.text(f"{name}.description", count=count)
    search_texts = tuple(entries or ())
    if entries is not None and page_slice.number == 1:
        search_texts = (SearchText(title, description), *search_texts)
    return Page(
        address=page_slice.address,
        template=template or f"{name}.html",
        title=page_slice.title(translations, title),
        label=page_slice.title(translations, label),
        description=description,
        view={"page_slice": page_slice, **view},
        search_texts=search_texts,
        index_page=page_slice.index_page,
        changed=changed,
    )
