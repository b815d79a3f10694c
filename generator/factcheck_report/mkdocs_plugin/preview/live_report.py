"""The report as the preview shows it: each page and file is written when it is asked for.

After a change to claims or sources nothing of the site is built: the report is read again, and
what a browser then asks for is rendered and put into the site's folder, from which MkDocs' server
answers. So a change in a report of thousands of claims costs little more than one page, and no
page can be older than the report.
"""

from __future__ import annotations

import logging
import re
import shutil
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from factcheck_report import addresses
from factcheck_report.i18n.translations import Translations
from factcheck_report.mkdocs_plugin import sitemaps
from factcheck_report.mkdocs_plugin.pages import (
    ReportPage,
    add_page,
    deferred,
    menu_titles,
    parent_of,
    ready,
)
from factcheck_report.model import Report
from factcheck_report.pages import Pages
from factcheck_report.rendering.renderer import Renderer, titles
from factcheck_report.search.facets import Facet, facets
from factcheck_report.search.index import (
    WORDS,
    SearchIndex,
    list_files,
    list_version,
    write_files,
)
from factcheck_report.search.pagefind import PagefindFailed
from factcheck_report.search.records import ClaimRecord, PageRecord, claim_records, page_records
from factcheck_report.site.attachments import data_files

log = logging.getLogger("mkdocs.plugins.factcheck")

_SEARCH = f"{addresses.CLAIMS_INDEX}{WORDS}"
_SOURCE_FILE = re.compile(addresses.source_file("[a-z0-9-]+"))


@dataclass(frozen=True, slots=True)
class Site:
    """What MkDocs had ready when it built the site: all that the report's pages stand in."""

    config: MkDocsConfig
    env: Any
    nav: Navigation
    files: Files
    searched: tuple[PageRecord, ...]
    """What is found of hand-written pages."""
    data: frozenset[str]
    """Addresses of the report's files beside its pages."""
    linked: frozenset[str]
    """Where hand-written pages lead to; MkDocs saw that it is there."""


class _State:
    """One state of the report, and what was made of it so far."""

    def __init__(self, report: Report, translations: Translations, base: str | None) -> None:
        self.report = report
        self.translations = translations
        self.base = base
        self.pages = Pages(report, translations, base)
        self.written: set[str] = set()
        """Addresses of what in the site's folder is of this state."""

    def search_index(self, hand_written: Iterable[PageRecord]) -> SearchIndex:
        """Begin to make the index of the search. Raises OSError and PagefindFailed."""
        claims, options = self.claims
        language = self.report.publication.language
        # Of pages of its own: others may be asked for at the same time.
        pages = Pages(self.report, self.translations, self.base)
        found = [record for page in pages for record in page_records(page, language)]
        return SearchIndex(self.report, options, claims, [*found, *hand_written])

    @cached_property
    def claims(self) -> tuple[tuple[ClaimRecord, ...], tuple[Facet, ...]]:
        """The claims as they are searched, and the facets of their list."""
        claims = claim_records(self.report, self.translations)
        return claims, facets(self.report, claims)

    @cached_property
    def data(self) -> Mapping[str, str | bytes]:
        return dict(data_files(self.report, self.translations, self.base))


class Shown:
    """A report that changes, in a site that does not.

    What the folder has of the report when this begins counts as older than the report.
    """

    def __init__(
        self,
        site: Site,
        folder: Path,
        report: Report,
        translations: Translations,
        overrides: Path | None,
    ) -> None:
        self.site = site
        self._folder = folder
        self._translations = translations
        self._base = f"{site.config.site_url.rstrip('/')}/" if site.config.site_url else None
        self._renderer = Renderer(report.publication, translations, self._base, (), overrides)
        self._menu = menu_titles(site.config.nav)
        self._lock = threading.RLock()
        self._state = self._next = _State(report, translations, self._base)
        self._pages = {
            file.page.report_page.address: file.page
            for file in site.files
            if isinstance(file.page, ReportPage)
        }
        """By their addresses. Parts of lists that are gone stay until somebody asks for them."""
        self._data = set(site.data)
        """Addresses that files of the report have had in the folder."""
        self._searched_list = ""
        """The version of the list of claims that the search was made for."""
        self._others = [file for file in site.files if not isinstance(file.page, ReportPage)]

    @property
    def report(self) -> Report:
        """What is shown."""
        return self._state.report

    def admits(self, report: Report) -> bool:
        """Whether a changed report still fits the site: its menu, its foot, its links."""
        if report is self.report:
            self._next = self._state
            return True
        self._next = _State(report, self._translations, self._base)
        pages, was = self._next.pages, self.report
        return (
            report.publication == was.publication
            and list(pages.sections()) == list(self._state.pages.sections())
            and all(self._leads_on(link, pages, report) for link in self.site.linked)
        )

    def _leads_on(self, link: str, pages: Pages, report: Report) -> bool:
        """Whether a link that led somewhere does so still, as far as that can be told at once."""
        address, _, fragment = link.partition("#")
        if address not in self._pages:
            return True
        claims, was = report.draft.claims, self.report.draft.claims
        id = address.removeprefix(addresses.CLAIMS).rstrip("/")
        return address in pages and not (fragment and claims.get(id) != was.get(id))

    def renew(self) -> None:
        """Show the report that was admitted last; from now on everything is of it."""
        with self._lock:
            gone = self._state.pages.of_entries() - self._next.pages.of_entries()
            self._state = self._next
            # At once, or the preview would keep a page for every id an editor has tried.
            for address in gone & self._pages.keys():
                del self._pages[address]
                shutil.rmtree(self._folder / address, ignore_errors=True)

    def prepare(self, path: str) -> object:
        """See to it that the folder has what a path leads to, as the report is now.

        `path` is relative to the site's root. Returns what stands for the report's state: another
        object after it has changed. Raises TemplateProblem.
        """
        with self._lock:
            state = self._state
            address = path.removesuffix("index.html")
            if address and not address.endswith("/") and "." not in address:
                address += "/"
            if path.removesuffix(".gz") == sitemaps.NAME or sitemaps.PARTS.fullmatch(path):
                self._once(sitemaps.NAME, self._write_sitemap)
            elif path.startswith(_SEARCH):
                if path == f"{_SEARCH}about.pack":
                    self._once(_SEARCH, self._index_words)
            elif path.startswith(addresses.CLAIMS_INDEX):
                self._once(addresses.CLAIMS_INDEX, self._write_list)
            elif path in self.site.data or _SOURCE_FILE.fullmatch(path):
                self._write_data(state.data, path)
            elif address in state.pages:
                self._once(address, lambda: self._write_page(address))
            elif address in self._pages:
                (self._folder / address / "index.html").unlink(missing_ok=True)
            return state

    def _once(self, name: str, write: Callable[[], None]) -> None:
        if name not in self._state.written:
            write()
            self._state.written.add(name)

    def _write_page(self, address: str) -> None:
        site = self.site
        page = self._state.pages.at(address)
        item = ready(self._renderer.render(page), self._renderer.written(page))
        shown = self._page(address)
        if page.section is None:
            # It stands in the menu, which knows it by this object.
            shown.renew(item)
        else:
            shown = self._pages[address] = ReportPage(item, shown.file, site.config, self._menu)
            shown.parent = parent_of(self._pages[page.section])
            shown.previous_page = self._neighbour(page.previous)
            shown.next_page = self._neighbour(page.next)
        _populate_page(shown, site.config, site.files)
        documentation = site.files.documentation_pages()
        _build_page(shown, site.config, documentation, site.nav, site.env)
        if page.section is not None:
            # Kept, they would hold pages of older states, and these their own neighbours: a chain
            # that grows with every save. They are set again before the page is next written.
            shown.previous_page = shown.next_page = None

    def _page(self, address: str) -> ReportPage:
        """The page at an address, as MkDocs knows pages; what it holds may be of earlier."""
        if address not in self._pages:
            item = deferred(self._state.pages.at(address))
            self._pages[address] = add_page(Files([]), self.site.config, item, self._menu)
        return self._pages[address]

    def _neighbour(self, address: str | None) -> ReportPage | None:
        if address is None:
            return None
        shown = self._page(address)
        shown.title = titles(self._state.pages.at(address))["label"]
        return shown

    def _write_sitemap(self) -> None:
        site = self.site
        pages = self._state.pages
        draft = self.report.draft
        changed = {addresses.claim(id): claim.changed for id, claim in draft.claims.items()}
        changed[addresses.HOME] = self._state.report.changed
        removed = {addresses.claim(id) for id in draft.removed}
        for address in pages.addresses():
            page = self._page(address).report_page
            if page.changed != changed.get(address) or (page.moved is None) == (address in removed):
                item = deferred(pages.at(address))
                shown = self._pages[address]
                if page.section is None:
                    shown.renew(item)
                else:
                    self._pages[address] = ReportPage(item, shown.file, site.config, self._menu)
        self._sort_files()
        _build_theme_template(sitemaps.NAME, site.env, site.files, site.config, site.nav)

    def _sort_files(self) -> None:
        """In the order in which a build adds them: pages before the other files of the report."""
        files, every = self.site.files, list(self._others)
        data = (number for number, file in enumerate(every) if file.src_uri in self.site.data)
        first = next(data, len(every))
        every[first:first] = (self._pages[at].file for at in self._state.pages.addresses())
        for file in list(files):
            files.remove(file)
        for file in every:
            files.append(file)

    def _write_data(self, data: Mapping[str, str | bytes], path: str) -> None:
        target = self._folder / path
        if path in data:
            self._data.add(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            content = data[path]
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        elif path in self._data:
            # Of the report once; any other file there is somebody else's.
            target.unlink(missing_ok=True)

    def _write_list(self) -> None:
        claims, options = self._state.claims
        folder = self._folder / addresses.CLAIMS_INDEX
        # The search shows rows of the list that it was made for, until it is made anew.
        kept = {WORDS.rstrip("/"), list_version(options, claims), self._searched_list}
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.is_dir() and path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)
        write_files(list_files(options, claims), folder)

    def _index_words(self) -> None:
        """Make the index of the search; beside the answers where there is an older one."""
        self._once(addresses.CLAIMS_INDEX, self._write_list)
        state = self._state
        if not (self._folder / _SEARCH).is_dir():
            self._put_words(state.search_index(self.site.searched).files())
        else:
            threading.Thread(target=self._index_aside, args=[state], daemon=True).start()

    def _index_aside(self, state: _State) -> None:
        try:
            files = state.search_index(self.site.searched).files()
            with self._lock:
                if state is self._state:
                    self._put_words(files)
        except (OSError, PagefindFailed):
            # The older index stays; the next search tries again.
            log.exception("The index of the search could not be made.")
            state.written.discard(_SEARCH)

    def _put_words(self, files: Mapping[str, bytes]) -> None:
        """Put a new index in the place of the old one."""
        folder = self._folder / _SEARCH
        fresh = folder.with_name("words.next")
        shutil.rmtree(fresh, ignore_errors=True)
        write_files({path.removeprefix(WORDS): data for path, data in files.items()}, fresh)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        claims, options = self._state.claims
        self._searched_list = list_version(options, claims)
