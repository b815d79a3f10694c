"""The plugin: what it does at each of MkDocs' events, and why there."""

from __future__ import annotations

import errno
import gc
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urljoin

from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from factcheck_report import __version__, addresses
from factcheck_report.cards import FontRefused
from factcheck_report.git.history import earlier_version, tracks_files
from factcheck_report.i18n.catalog import english, words_for
from factcheck_report.mkdocs_plugin import compatibility as others
from factcheck_report.mkdocs_plugin import preflight, shell, sitemaps
from factcheck_report.mkdocs_plugin.building import Built, build
from factcheck_report.mkdocs_plugin.pages import (
    Ready,
    ReportPage,
    add_page,
    menu_titles,
    name_sections,
    neighbourhood,
    shell_words,
    undate,
)
from factcheck_report.mkdocs_plugin.preview.live_report import Shown, Site
from factcheck_report.mkdocs_plugin.preview.server import Preview
from factcheck_report.mkdocs_plugin.preview.watching import Inputs, inputs
from factcheck_report.mkdocs_plugin.search import hand_written_record, replace_search
from factcheck_report.model import Report
from factcheck_report.pages import Page
from factcheck_report.pipeline import Outcome, Reader
from factcheck_report.problems import Problem, Severity, as_text, counted, in_order, must_fix
from factcheck_report.problems.printing import select
from factcheck_report.rendering.renderer import TemplateProblem
from factcheck_report.search.index import write_files
from factcheck_report.search.pagefind import PagefindFailed
from factcheck_report.search.records import PageRecord
from factcheck_report.site.progress import Counter, lasting
from factcheck_report.site.publishing import MARKER, NotPublished, hand_over, refuse_foreign
from factcheck_report.site.search_files import SearchFiles
from factcheck_report.storage.cache_folder import NoCache, cache_folder
from factcheck_report.storage.cache_store import Cache

# Under the name of mkdocs, so that `--strict` counts its warnings.
log = logging.getLogger("mkdocs.plugins.factcheck")

T = TypeVar("T")

THEME = Path(__file__).parent.parent / "theme"
_HREF = re.compile(r'\shref="([^"]*)"')
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""The disk is full, or the user may not write more, or no file as large."""
STYLESHEET = "assets/factcheck/factcheck.css"


class FactcheckConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml."""

    claims = config_options.Type(str, default="claims.yaml")
    """The claims file, or a folder or glob of them, relative to mkdocs.yml."""
    cache_dir = config_options.Optional(config_options.Type(str))
    """The folder of the build cache, relative to mkdocs.yml; empty for no cache. Left out: a folder
    of the user's own, see `cache_folder`."""
    card_fonts = config_options.ListOfItems(config_options.File(exists=True), default=[])
    """Font files, relative to mkdocs.yml, for letters that pictures for shared links lack."""


class FactcheckPlugin(BasePlugin[FactcheckConfig]):  # type: ignore[no-untyped-call]
    """Adds the report's pages to the site."""

    def __init__(self) -> None:
        self._built: Built | None = None
        self._hand_written: list[PageRecord] = []
        self._search: SearchFiles | None = None
        self._linked: set[str] = set()
        self._reader = Reader()
        self._inputs: Inputs = frozenset()
        self._navigation = Navigation([], [])
        self._files = Files([])
        self._written = Counter("Pages written", 0, log.info)
        self._environment: Any = None
        self._preview: Preview | None = None
        self._of_site: tuple[Problem, ...] = ()
        """What is known of the site's settings and stops nothing."""
        self._cache = Cache(None)
        self._mkdocs: MkDocsConfig | None = None

    # Defining this event also makes MkDocs keep the instance, and with it the preview's state,
    # across the rebuilds of `mkdocs serve`.
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what is asked for; refuse what cannot come out right."""
        if dirty:
            raise PluginError(
                "factcheck: --dirty is not possible: one changed claim changes several pages, and "
                "a dirty build would leave the others as they were. Leave the option out."
            )
        self._preview = Preview() if command == "serve" else None

    # Here, and not in on_files, because MkDocs empties the output folder in between: a report
    # that is not right must leave the site that is there alone. Late, so that all other plugins
    # have had their say on the configuration that preflight looks at.
    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the report, and render its pages."""
        root = _root(config)
        self._mkdocs = config
        if self._preview is None:
            try:
                refuse_foreign(Path(config.site_dir))
            except NotPublished as refused:
                raise PluginError(f"factcheck: {refused}") from refused
        self._inputs = inputs(config) if self._preview else frozenset()
        problems = list(preflight.links(config))
        if problems and not (self._preview and self._preview.renders_later):
            # In the preview, too: MkDocs would follow them, wherever they lead.
            self._report(problems)
        problems = problems or list(preflight.check(config))
        with lasting("Reading the report and looking every quote up", log.info):
            outcome = self._reader.read(root, self.config.claims, earlier_version)
        # What stays is not to be searched for cycles again and again: up to a fifteenth of a build.
        gc.freeze()
        problems += outcome.problems
        built = None
        self._cache.close()
        if outcome.report is not None and not _errors(problems):
            built, found = self._build(outcome.report, config)
            gc.freeze()
            problems += found
        of_report = set(outcome.problems)
        self._of_site = tuple(
            item
            for item in problems
            if item.severity is not Severity.ERROR and item not in of_report
        )
        if self._preview is None:
            self._report(problems)
        else:
            # The preview shows the problems to the editor and goes on with the last good report.
            self._preview.begin(config, _errors(problems))
            if built is not None and not _errors(problems):
                self._preview.annotate(root, built.report, problems)
        self._built = built if not _errors(problems) else None
        self._hand_written, self._linked = [], set()
        replace_search(config)
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        if STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, STYLESHEET)
        return config

    def _build(
        self, report: Report, config: MkDocsConfig
    ) -> tuple[Built | None, Iterable[Problem]]:
        """The report as pages and files, and what is wrong with it as such."""
        own, publication = _overrides(config), report.publication
        uncached = []
        try:
            self._cache = Cache(self._cache_folder(config))
        except NoCache as reason:
            self._cache = Cache(None)
            uncached = [preflight.no_cache(config, reason)]
            if _errors(uncached):
                return None, uncached
        found = words_for(
            publication.language,
            publication.marks.at("language"),
            own / "languages" if own else None,
        )
        spoken = found.translations.language
        problems = [*uncached, *found.problems, *preflight.language(config, publication, spoken)]
        try:
            built = build(
                report,
                found.translations,
                f"{config.site_url.rstrip('/')}/" if config.site_url else None,
                own,
                self._cache,
                fonts=None if self._preview else [Path(font) for font in self.config.card_fonts],
                later=self._preview is not None and self._preview.renders_later,
            )
        except TemplateProblem as error:
            return None, [*problems, error.problem]
        except FontRefused as error:
            return None, [*problems, preflight.font(config, error)]
        return built, [*problems, *preflight.collisions(config, built.destinations())]

    def _cache_folder(self, config: MkDocsConfig) -> Path | None:
        chosen = self.config.cache_dir
        return None if chosen == "" else cache_folder(_root(config), chosen, tracks_files)

    def _report(self, problems: list[Problem]) -> None:
        """Say what is wrong in the log, whose warnings `--strict` counts; stop at errors."""
        hand_over(problems)
        errors = _errors(problems)
        for severity, say in ((Severity.WARNING, log.warning), (Severity.NOTE, log.info)):
            if some := [item for item in problems if item.severity is severity]:
                selection = select(in_order(some))
                for problem in selection.printed:
                    say(as_text([problem]))
                if left := sum(group.number for group in selection.left_out):
                    say(f"… and {counted(left, str(severity))} more: factcheck check")
        if errors:
            raise PluginError(
                f"factcheck: {must_fix(errors)} Nothing was built.\n\n{as_text(in_order(errors))}\n"
            )

    # Early, so that other plugins find the report's pages wherever they stand in mkdocs.yml.
    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the report's pages and the source files."""
        if self._built is None:
            if self._preview is not None:
                _add_stand_ins(files, config)
            return files
        menu = menu_titles(config.nav)
        for item in self._built.pages:
            add_page(files, config, item, menu)
        for address, path in self._built.files:
            included = InclusionLevel.INCLUDED
            files.append(
                File.generated(config, address, abs_src_path=str(path), inclusion=included)
            )
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give the pages outside the navigation their parents and neighbours.

        They stay outside because MkDocs writes the whole navigation into every page: a thousand
        claims in it cost six times the build and four hundred megabytes.
        """
        neighbourhood(files)
        undate(files)
        name_sections(nav, config)
        self._navigation = nav
        return nav

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> None:
        """Let hand-written pages be found, too; remember where they lead."""
        if not isinstance(page, ReportPage):
            language = self._built.report.publication.language if self._built else "en"
            self._hand_written += filter(None, [hand_written_record(page, html, language)])
            self._linked.update(urljoin(page.url, unescape(href)) for href in _HREF.findall(html))

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Hand the theme what its shell says, and how to say it only once."""
        shell.prepare(env)
        self._environment, self._files = env, files
        self._written = Counter("Pages written", len(files.documentation_pages()), log.info)
        built = self._built
        if built is not None and (self._preview is None or not self._preview.renders_later):
            # All texts are known, and no page is written yet: Pagefind runs beside that.
            self._search = self._or_refuse(partial(built.search, self._hand_written))
        translations, publication = (
            (built.translations, built.report.publication) if built else (english(), None)
        )
        env.globals["factcheck"] = shell_words(translations, publication)
        return env

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Say how far the writing of pages is."""
        self._written.count()

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Cut a long sitemap into several."""
        if template_name != sitemaps.NAME:
            return output_content
        site = Path(config.site_dir)
        files = dict(sitemaps.cut(output_content, config.site_url or ""))
        shown = files.pop(sitemaps.NAME)
        _write(site, ((name, text.encode()) for name, text in files.items()))
        for path in site.iterdir() if self._preview is not None else ():
            # Of a state that was longer.
            if sitemaps.PARTS.fullmatch(path.name) and path.name not in files:
                path.unlink()
        return shown

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Paint the pictures, index the words; mark the folder as one of ours to replace."""
        site = Path(config.site_dir)
        built = self._built
        if built is not None:
            if built.pictures is not None:
                number = len(built.pictures.addresses())
                painted = Counter("Pictures for shared links", number, log.info)
                _write(site, painted.counted(built.pictures.paint()))
            if self._search is not None:
                with lasting("Indexing the words of the site", log.info):
                    files = self._or_refuse(self._search.files)
                    write_files(files, site / addresses.CLAIMS_INDEX)
                self._search = None
            if self._preview is not None:
                self._preview.built(self._shown(built, config), self._inputs)
        self._cache.close()
        (site / MARKER).write_text(f"factcheck-report {__version__}\n", "utf-8")

    def _or_refuse(self, make: Callable[[], T]) -> T:
        """What a function makes; a problem in its place if Pagefind fails."""
        try:
            return make()
        except PagefindFailed as error:
            problem = preflight.no_search(error)
            hand_over([problem])
            raise PluginError(f"factcheck: {as_text([problem])}") from error

    def _shown(self, built: Built, config: MkDocsConfig) -> Shown:
        site = Site(
            config,
            self._environment,
            self._navigation,
            self._files,
            tuple(self._hand_written),
            frozenset(address for address, _ in built.files),
            frozenset(self._linked),
        )
        return Shown(
            site, Path(config.site_dir), built.report, built.translations, _overrides(config)
        )

    def _renewed(self) -> bool:
        """Whether the preview shows what was saved without a build; see `Preview.renew`."""
        preview = self._preview
        if preview is None or preview.site is None:
            return False
        return preview.renew(inputs(preview.site.config), self._read_again)

    def _read_again(self, shown: Shown) -> Outcome | None:
        config = shown.site.config
        outcome = self._reader.read(_root(config), self.config.claims, earlier_version)
        if outcome.report is None:
            return outcome
        if not shown.admits(outcome.report):
            return None
        added = outcome.report.draft.claims.keys() - shown.report.draft.claims.keys()
        new = ((f"{addresses.claim(id)}index.html", id) for id in sorted(added))
        problems = (*outcome.problems, *self._of_site, *preflight.collisions(config, new))
        return replace(outcome, problems=problems)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Keep the preview answering whatever an editor saves."""
        if self._preview is None:
            self._preview = Preview()
        self._preview.attach(server, config, self.config.claims, self._renewed)
        return server

    # Last, because it may raise, and the others are to have their turn.
    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Keep what was made until then; say in words what another plugin, or a full disk, did."""
        self._cache.close()
        if self._search is not None:
            self._search.close()
            self._search = None
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            raise PluginError(
                f"factcheck: There is no room to write the site ({error.strerror}). Make room on "
                "the disk of the site and on that of temporary files, then build again."
            ) from error
        if self._mkdocs is not None and (failure := others.failed(error, self._mkdocs)):
            hand_over([failure.problem])
            # MkDocs would print a traceback, which helps no editor.
            raise failure from None

    def on_shutdown(self) -> None:
        """Remove the preview's folders."""
        if self._preview is not None:
            self._preview.close()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _overrides(config: MkDocsConfig) -> Path | None:
    """The folder in which a report keeps its own versions of the page templates."""
    if not config.theme.custom_dir:
        return None
    folder = Path(config.theme.custom_dir) / "factcheck"
    return folder if folder.is_dir() else None


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _write(site: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for address, content in files:
        (site / address).write_bytes(content)


def _add_stand_ins(files: Files, config: MkDocsConfig) -> None:
    """Pages for the menu, as long as a preview that began with problems has no report to show."""
    menu = menu_titles(config.nav)
    for address, label in preflight.STAND_INS:
        page = Page(address=address, template="", title=label, label=label, description="")
        body = f"<h1>{label}</h1><p>The report cannot be shown yet.</p>"
        add_page(files, config, Ready(page, body, head="", written=Markup()), menu)
