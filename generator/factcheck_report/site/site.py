"""Everything that is published of a report, ready to be written by any site generator."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from factcheck_report import addresses
from factcheck_report.exports.embedding import oembed
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report
from factcheck_report.pages import Page, Pages
from factcheck_report.pages.features import Features, report_features
from factcheck_report.rendering.renderer import Renderer
from factcheck_report.search.facets import Facet, facets
from factcheck_report.search.index import list_files
from factcheck_report.search.records import ClaimRecord, PageRecord, claim_records, page_records
from factcheck_report.site import files
from factcheck_report.site.build_cache import BuildCache, folder_digest, installation_digest
from factcheck_report.site.cards import ReportCards
from factcheck_report.site.files import SiteFile
from factcheck_report.site.processes import batches, default_jobs, run_tasks
from factcheck_report.site.search_files import SearchFiles
from factcheck_report.storage.cache_store import CacheStore

Result = TypeVar("Result")

_FEWEST_PAGES = 150
"""A smaller report is made in one process: starting others would take as long as they save."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """A rendered page."""

    page: Page
    """Address, title, description and neighbours, without the content it was rendered from."""
    body: str
    """HTML."""
    head: str
    """HTML for the page's head, other than title and description."""
    edit_location: Markup
    """Tells editors where the content is written; empty for pages with many entries."""
    files: tuple[SiteFile, ...] = ()
    """Of a claim: its picture, its data, its card for frames on other sites, and how to embed that.
    Of the home page: the report's picture."""


class Site:
    """The pages, files, cards and search index of a report. Each is made when it is asked for.

    `base` is the address the site is published at, ending in a slash; None if it is not known.
    `overrides` is a folder with the report's own page templates. `cache` holds what earlier builds
    made. `card_fonts` are font files for cards, for scripts that the product's own font lacks; with
    None there are no cards. `jobs` is the number of processes that make all pages and cards; with
    None the machine and the size of the report decide. `earlier` is only for `with_report`. Raises
    FontRefused.
    """

    def __init__(
        self,
        report: Report,
        translations: Translations,
        base: str | None = None,
        *,
        overrides: Path | None = None,
        cache: CacheStore | None = None,
        card_fonts: Sequence[Path] | None = None,
        jobs: int | None = 1,
        earlier: Site | None = None,
    ) -> None:
        self.report = report
        self.translations = translations
        self.base = base
        self.unrendered = Pages(report, translations, base)
        """The pages before they are rendered, by address."""
        self._features = report_features(report)
        self._cache = _build_cache(cache, overrides, base, report, translations, self._features)
        self._cards = (
            None
            if card_fonts is None
            else ReportCards(report, translations, self._cache, card_fonts)
        )
        self._renderer: Renderer = (
            Renderer(
                report.publication,
                translations,
                self._features,
                base,
                self.card_addresses(),
                overrides,
            )
            if earlier is None
            else earlier._renderer.for_features(self._features)
        )
        self._page_records: dict[str, tuple[PageRecord, ...]] = {}
        self._chosen_jobs = jobs

    def with_report(self, report: Report) -> Site:
        """The site, without cards, of a later state of the report with the same publication.

        It takes over the compiled templates, which saves most of the time to the first page, unless
        the report has other features: its first origin, say.
        """
        return Site(report, self.translations, self.base, earlier=self)

    def pages(self, beside: Iterable[Callable[[], None]] = ()) -> Generator[SitePage, None, None]:
        """All pages: those of the menu first. See `each_page`."""
        return self.each_page(_itself, beside)

    def each_page(
        self, use: Callable[[SitePage], Result], beside: Iterable[Callable[[], None]] = ()
    ) -> Generator[Result, None, None]:
        """What `use` makes of each page, those of the menu first.

        The process that rendered a page calls `use`. `beside` are tasks that only write files. They
        are done by the same processes. Close the iterator if you do not take all pages. Raises
        TemplateProblem and ProcessEnded.
        """
        jobs = self.jobs
        if jobs > 1:
            self._renderer.compile()
        addresses = list(self.unrendered.addresses())
        tasks: list[Callable[[], _Made[Result]]] = [
            *(partial(_only_do, task) for task in beside),
            self._make_claim_records,
            *(partial(self._render_some, use, some) for some in batches(addresses, jobs)),
        ]
        with closing(run_tasks(tasks, jobs, self._cache.reopen)) as done:
            for made in done:
                self._page_records.update(made.page_records)
                self._cache.add_used(made.used)
                if made.claim_records is not None:
                    self._claim_records = made.claim_records
                yield from made.pages

    @cached_property
    def jobs(self) -> int:
        """The number of processes that make the site."""
        if self._chosen_jobs is not None:
            return self._chosen_jobs
        pages = sum(1 for _ in self.unrendered.addresses())
        return default_jobs() if pages >= _FEWEST_PAGES else 1

    def _render_some(
        self, use: Callable[[SitePage], Result], addresses: Sequence[str]
    ) -> _Made[Result]:
        pages = [use(self.page(address)) for address in addresses]
        records = {address: self._page_records[address] for address in addresses}
        return _Made(pages, records, used=self._cache.take_used())

    def _make_claim_records(self) -> _Made[Any]:
        return _Made(claim_records=self._claim_records)

    def page(self, address: str) -> SitePage:
        """The page at an address. Raises KeyError if there is none, and TemplateProblem."""
        return self.render(self.unrendered.at(address))

    def render(self, page: Page) -> SitePage:
        """Render a page of this site. Raises TemplateProblem."""
        self._page_records.setdefault(page.address, self._records_of(page))
        body, head, embed, data = self._texts_of(page)
        edit_location = self._renderer.edit_location(page)
        files = (*self._cards_of(page), *self._files_of(page, embed, data))
        return SitePage(without_content(page), body, head, edit_location, files)

    def _texts_of(self, page: Page) -> Sequence[str]:
        """Body, head and card of a page as HTML, and the data of its claim; empty without one."""

        def make() -> Sequence[str]:
            rendered = self._renderer.render(page)
            data = page.data() if page.data is not None else ""
            return rendered.body, rendered.head, rendered.embed, data

        about = page.address, page.template, page.embed, page.title, page.label, page.description
        inputs = dict(page.view) if page.cache_inputs is None else page.cache_inputs
        more = page.moved_to, page.claim, self._renderer.picture(page), inputs
        return self._cache.texts(make, "page", about, *more)

    def _files_of(self, page: Page, embed: str, data: str) -> Iterator[SiteFile]:
        """The files beside a page; see `_texts_of`."""
        if page.claim is not None:
            yield SiteFile(addresses.claim_data(page.claim.id), data)
        if embed:
            yield SiteFile(f"{addresses.embed(page.address)}index.html", embed)
        if embed and page.claim is not None and self.base:
            answer = oembed(self.report.publication, page.address, page.title, self.base)
            yield SiteFile(addresses.oembed(page.address), answer)

    def files(self) -> Iterator[SiteFile]:
        """The documents and data files."""
        return files.published_files(self.report, self.translations, self.base)

    def file(self, address: str) -> SiteFile:
        """The document or data file at an address. Raises KeyError if there is none."""
        return self._files[address]

    @cached_property
    def _files(self) -> Mapping[str, SiteFile]:
        return {file.address: file for file in self.files()}

    def assets(self) -> Iterator[SiteFile]:
        """The style sheets and scripts of the pages: the same for every report."""
        return files.assets()

    def stylesheets(self) -> tuple[str, ...]:
        """The addresses of the style sheets that every page needs, in their order."""
        own = any(verdict.color for verdict in self.report.draft.verdicts.values())
        return (addresses.STYLESHEET, *((addresses.VERDICT_STYLESHEET,) if own else ()))

    def card_addresses(self) -> frozenset[str]:
        """The addresses of the pictures (PNG) shown with a link to the report or a claim."""
        return self._cards.addresses() if self._cards else frozenset()

    def _cards_of(self, page: Page) -> Iterator[SiteFile]:
        """The picture that is shown with a link to the page, of a claim or of the report.

        Nothing if there is none: see `ReportCards`.
        """
        if self._cards is None or (page.claim is None and page.address != addresses.HOME):
            return
        card = self._cards.of_report() if page.claim is None else self._cards.of_claim(page.claim)
        if card is not None:
            yield SiteFile(addresses.card(page.address), card)

    def letters_without_font(self) -> str:
        """Letters that cards cannot show, because no font has them."""
        return self._cards.missing_letters() if self._cards else ""

    def search_index(self, others: Iterable[PageRecord] = ()) -> SearchFiles:
        """Begin to make the search index; `others` are other pages.

        Its place is `addresses.CLAIMS_INDEX`. Raises OSError, PagefindFailed and ProcessEnded.
        """
        pages = (*self.page_records(), *others)
        claims = self._claim_records
        return SearchFiles(self.report, self._facets, claims, pages, self._cache, self.jobs)

    def list_files(self) -> dict[str, bytes]:
        """The files of the list of claims, which are those of the index other than the search's."""
        return list_files(self._facets, self._claim_records)

    def page_records(self) -> Iterator[PageRecord]:
        """What the search finds on the report's pages, apart from claims."""
        for address in self.unrendered.addresses():
            if address not in self._page_records:
                self._page_records[address] = self._records_of(self.unrendered.at(address))
            yield from self._page_records[address]

    def _records_of(self, page: Page) -> tuple[PageRecord, ...]:
        return tuple(page_records(page, self.report.publication.language))

    @cached_property
    def _claim_records(self) -> tuple[ClaimRecord, ...]:
        return claim_records(self.report, self.translations)

    @cached_property
    def _facets(self) -> tuple[Facet, ...]:
        return facets(self.report, self._claim_records, self.translations)


@dataclass(frozen=True, slots=True)
class _Made(Generic[Result]):
    """What one task of a build made, perhaps in another process."""

    pages: Sequence[Result] = ()
    """What was made of each page."""
    page_records: Mapping[str, tuple[PageRecord, ...]] = field(default_factory=dict)
    """By address of the page."""
    claim_records: tuple[ClaimRecord, ...] | None = None
    """Those of all claims."""
    used: Mapping[bytes, int] = field(default_factory=dict)
    """What it used of the cache."""


def _only_do(task: Callable[[], None]) -> _Made[Any]:
    task()
    return _Made()


def _itself(page: SitePage) -> SitePage:
    return page


def without_content(page: Page) -> Page:
    """A page without its content: what menus and neighbours show of it."""
    return replace(page, view={}, cache_inputs=None, search_texts=(), claim=None, data=None)


def _build_cache(
    store: CacheStore | None,
    overrides: Path | None,
    base: str | None,
    report: Report,
    translations: Translations,
    features: Features,
) -> BuildCache:
    if store is None or not store.enabled:
        return BuildCache(CacheStore(None))
    return BuildCache(
        store,
        installation_digest(),
        folder_digest(overrides),
        base,
        report.publication,
        translations.language,
        features,
    )
