"""Renders the report in the preview: each page and file is written when it is asked for.

It shows a saved edit after 0.16 s of CPU at 1,000 claims and 0.80 s at 5,000, where a rebuild of
the same pages as a plain MkDocs project takes 13 s at 1,000. `benchmarks/run.py --preview` measures
that, from saving a claim to its page in the browser.

After a change to claims or documents, nothing of the site is built: the report is read again, and
MkDocs' server answers from the site's folder, into which only what a browser asks for is written.
So no page can be older than the report.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from threading import RLock, Thread

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from factcheck_report import addresses
from factcheck_report.mkdocs_plugin import sitemaps
from factcheck_report.mkdocs_plugin.building import Build, PreparedSite
from factcheck_report.mkdocs_plugin.logs import log
from factcheck_report.mkdocs_plugin.mkdocs_internals import write_page, write_theme_template
from factcheck_report.mkdocs_plugin.pages import (
    ReportPage,
    add_page,
    lazy_page,
    own_pages,
    parent_of,
    rendered_page,
)
from factcheck_report.model import Report
from factcheck_report.pages import Pages
from factcheck_report.rendering.renderer import titles
from factcheck_report.search.index import WORDS, write_index
from factcheck_report.search.pagefind import PagefindFailed
from factcheck_report.site.menu import menu_titles
from factcheck_report.site.site import Site
from factcheck_report.storage.atomic_write import write_atomically

_SEARCH = f"{addresses.CLAIMS_INDEX}{WORDS}"
_SOURCE_FILE = re.compile(
    "|".join(
        (
            addresses.source_file("[a-z0-9-]+"),
            *(addresses.original_file("[a-z0-9-]+", name) for name in ("a.pdf", "a.html")),
        )
    )
)


class LiveReport:
    """A report that changes, in a site of MkDocs that stays as it was built.

    Pages and files of the report that are in the site's folder at the start count as outdated.
    """

    def __init__(
        self, build: Build, prepared: PreparedSite, config: MkDocsConfig, claims: str
    ) -> None:
        self.claims = claims
        """The plugin's option."""
        self.build = build
        self.config = config
        self._site = prepared.site
        self.path = prepared.path
        self._folder = Path(config.site_dir, self.path)
        """The report's folder in that of the site."""
        self._menu = menu_titles(config.nav)
        self._lock = RLock()
        self._written: set[str] = set()
        """Addresses in the report's folder that are up to date."""
        self._pages = {page.report_page.address: page for page in own_pages(build.files, self.path)}
        """By address. If a list gets shorter, its last pages stay here until they are asked for."""
        self._file_addresses = frozenset(address for address, _ in prepared.files)
        self._written_files = set(self._file_addresses)
        """Addresses at which the report has had files."""
        self._searched = ""
        """The folder of the list of claims that the search was made for."""

    @property
    def report(self) -> Report:
        """The report that is shown."""
        return self._site.report

    def try_prepare(self, report: Report) -> Site | None:
        """The site of a changed report; None if it needs a build: for menu, footer or links."""
        if report is self.report:
            return self._site
        site, old = self._site.with_report(report), self._site
        fits = (
            report.publication == old.report.publication
            and list(site.unrendered.menu_pages()) == list(old.unrendered.menu_pages())
            and site.stylesheets() == old.stylesheets()
            and all(self._still_works(link, site.unrendered, report) for link in self.build.linked)
        )
        return site if fits else None

    def _still_works(self, link: str, pages: Pages, report: Report) -> bool:
        """Whether a link of a hand-written page works, as far as that is quick to tell."""
        address, _, fragment = link.partition("#")
        if not address.startswith(self.path):
            return True
        address = address.removeprefix(self.path)
        if address not in self._pages:
            return True
        claims, old_claims = report.draft.claims, self.report.draft.claims
        id = addresses.claim_at(address) if fragment else None
        return address in pages and (id is None or claims.get(id) == old_claims.get(id))

    def show(self, site: Site) -> None:
        """Show the site that `try_prepare` returned; everything is outdated now."""
        if site is self._site:
            return
        with self._lock:
            gone = self._site.unrendered.of_entries() - site.unrendered.of_entries()
            self._site = site
            self._written = set()
            # Now, or the preview would keep a page for each id that an editor has tried.
            for address in gone & self._pages.keys():
                del self._pages[address]
                shutil.rmtree(self._folder / address, ignore_errors=True)

    def write(self, path: str) -> object:
        """Write into the site's folder what the server needs to answer for a path.

        `path` is relative to the site's root. Returns the state of the report: an object that is
        another one after a change. Raises TemplateProblem.
        """
        with self._lock:
            if path.removesuffix(".gz") == sitemaps.NAME or sitemaps.PARTS.fullmatch(path):
                self._write_once(sitemaps.NAME, self._write_sitemap)
            if not f"{path}/".startswith(self.path):
                return self._site
            path = path.removeprefix(self.path)
            address = path.removesuffix("index.html")
            if address and not address.endswith("/") and "." not in address:
                address += "/"
            if path == f"{_SEARCH}about.pack":
                self._write_once(_SEARCH, self._write_search)
            elif path.startswith(addresses.CLAIMS_INDEX) and not path.startswith(_SEARCH):
                self._write_once(addresses.CLAIMS_INDEX, self._write_list)
            elif path in self._file_addresses or _SOURCE_FILE.fullmatch(path):
                self._write_file(path)
            elif address in self._site.unrendered:
                self._write_once(address, lambda: self._write_page(address))
            elif (page := addresses.with_file(path)) and page in self._site.unrendered.of_entries():
                self._write_once(addresses.embed(page), partial(self._write_files_of, page))
            elif address in self._pages:
                (self._folder / address / "index.html").unlink(missing_ok=True)
            return self._site

    def _write_once(self, name: str, write: Callable[[], None]) -> None:
        if name not in self._written:
            write()
            self._written.add(name)

    def _write_page(self, address: str) -> None:
        build, config = self.build, self.config
        page = self._site.unrendered.at(address)
        prepared = rendered_page(self._site.render(page))
        shown = self._page(address)
        if page.index_page is None:
            # It is in the menu, which refers to this object.
            shown.update(prepared)
        else:
            shown = self._pages[address] = ReportPage(
                prepared, shown.file, config, self._menu, self.path
            )
            shown.parent = parent_of(self._pages[page.index_page])
            shown.previous_page = self._neighbour(page.previous)
            shown.next_page = self._neighbour(page.next)
        write_page(shown, config, build.files, build.navigation, build.environment)
        if page.index_page is not None:
            # Otherwise they would keep pages of earlier reports in memory, and these their own
            # neighbours: a chain that grows with each save.
            shown.previous_page = shown.next_page = None

    def _write_files_of(self, address: str) -> None:
        """Write the files beside the page of a claim: its data, and its card for other sites."""
        files = self._site.page(address).files
        for gone in {*addresses.files_beside(address)} - {file.address for file in files}:
            (self._folder / gone).unlink(missing_ok=True)
        for file in files:
            path = self._folder / file.address
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, file.data())

    def _page(self, address: str) -> ReportPage:
        """MkDocs' page at an address; its content may be outdated."""
        if address not in self._pages:
            item = lazy_page(self._site.unrendered.at(address))
            self._pages[address] = add_page(Files([]), self.config, item, self._menu, self.path)
        return self._pages[address]

    def _neighbour(self, address: str | None) -> ReportPage | None:
        if address is None:
            return None
        page = self._page(address)
        page.title = titles(self._site.unrendered.at(address))["label"]
        return page

    def _write_sitemap(self) -> None:
        build, pages = self.build, self._site.unrendered
        for now in pages:
            address, before = now.address, self._page(now.address).report_page
            if (before.changed, before.moved_to) != (now.changed, now.moved_to):
                item = lazy_page(now)
                shown = self._pages[address]
                if now.index_page is None:
                    shown.update(item)
                else:
                    self._pages[address] = ReportPage(
                        item, shown.file, self.config, self._menu, self.path
                    )
        self._sort_files()
        write_theme_template(
            sitemaps.NAME, self.config, build.files, build.navigation, build.environment
        )

    def _sort_files(self) -> None:
        """Order the files as a build does: the report's pages before its other files."""
        files = self.build.files
        own = {id(page.file) for page in own_pages(files, self.path)}
        ordered = [file for file in files if id(file) not in own]
        of_report = (
            number
            for number, file in enumerate(ordered)
            if file.src_uri.removeprefix(self.path) in self._file_addresses
        )
        first = next(of_report, len(ordered))
        ordered[first:first] = (
            self._pages[address].file for address in self._site.unrendered.addresses()
        )
        for file in list(files):
            files.remove(file)
        for file in ordered:
            files.append(file)

    def _write_file(self, path: str) -> None:
        target = self._folder / path
        try:
            file = self._site.file(path)
        except KeyError:
            # A hand-written file at such an address is left alone.
            if path in self._written_files:
                target.unlink(missing_ok=True)
            return
        self._written_files.add(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, file.data())

    def _write_list(self) -> None:
        """Write the files of the list of claims, and remove those of earlier lists."""
        files = self._site.list_files()
        write_index(files, self._folder / addresses.CLAIMS_INDEX)
        self._remove_lists({path.partition("/")[0] for path in files} | {self._searched})

    def _remove_lists(self, kept: Collection[str]) -> None:
        """Remove the folders of lists of claims, except some."""
        for path in (self._folder / addresses.CLAIMS_INDEX).iterdir():
            if path.is_dir() and path.name not in (*kept, WORDS.rstrip("/")):
                shutil.rmtree(path, ignore_errors=True)

    def _write_search(self) -> None:
        """Make the search index; if there is an older one, that answers meanwhile."""
        self._write_once(addresses.CLAIMS_INDEX, self._write_list)
        site = self._site
        if not (self._folder / _SEARCH).is_dir():
            self._put_search(site.search_index(self.build.hand_written).files())
            return
        # With pages of its own: this thread and that of the server do not share any.
        apart = site.with_report(site.report)
        Thread(target=self._renew_search, args=[site, apart], daemon=True).start()

    def _renew_search(self, site: Site, apart: Site) -> None:
        try:
            files = apart.search_index(self.build.hand_written).files()
            with self._lock:
                if site is self._site:
                    self._put_search(files)
        except (OSError, PagefindFailed):
            log.exception("The search index could not be made. The next search tries again.")
            with self._lock:
                self._written.discard(_SEARCH)

    def _put_search(self, files: Mapping[str, bytes]) -> None:
        """Replace the search index, as a whole, by another one."""
        folder = self._folder / _SEARCH
        fresh = folder.with_name("words.next")
        shutil.rmtree(fresh, ignore_errors=True)
        searched = {path for path in files if path.startswith(WORDS)}
        write_index({path.removeprefix(WORDS): files[path] for path in searched}, fresh)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        # The search shows rows of the list that it was made for, until it is made anew.
        [self._searched] = (path.partition("/")[0] for path in files if "/orders." in path)
        self._remove_lists({self._searched})
