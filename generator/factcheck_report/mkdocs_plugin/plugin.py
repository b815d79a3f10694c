"""The plugin: what it does at each event of MkDocs, and why there."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import normalize_url

from factcheck_report import __version__, addresses
from factcheck_report.editing.new_files import remove_leftovers
from factcheck_report.git.history import earlier_version
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.mkdocs_plugin import compatibility, settings_checks, shell, sitemaps
from factcheck_report.mkdocs_plugin.building import (
    Build,
    errors_in,
    in_processes,
    prepare,
    report_folder,
    with_revision,
    write_headers,
)
from factcheck_report.mkdocs_plugin.elsewhere import BuildElsewhere, refuse_foreign_folder
from factcheck_report.mkdocs_plugin.failures import (
    DISK_FULL,
    disk_failure,
    log_problems,
    problems_of_processes,
)
from factcheck_report.mkdocs_plugin.logs import log, show_core_messages
from factcheck_report.mkdocs_plugin.material_search import (
    hand_written_record,
    has_search,
    replace_search,
)
from factcheck_report.mkdocs_plugin.pages import (
    ReportPage,
    add_page,
    add_placeholders,
    clear_build_dates,
    escape_titles,
    link_neighbours,
    name_sections,
    order_menu,
    set_a_date,
    take_home_text,
)
from factcheck_report.mkdocs_plugin.preview.server import Preview
from factcheck_report.mkdocs_plugin.settings_file import line_of, line_of_plugin
from factcheck_report.model import Position
from factcheck_report.pipeline import read_report
from factcheck_report.problems import Problem, Severity
from factcheck_report.rendering.discovery import discovery_links, with_links
from factcheck_report.search.index import write_index
from factcheck_report.site import section
from factcheck_report.site.checksums import write_checksums
from factcheck_report.site.content_policy import with_policy
from factcheck_report.site.menu import menu_titles, without_pages
from factcheck_report.site.options import OPTION_NAMES
from factcheck_report.site.processes import chosen_jobs
from factcheck_report.site.progress import Progress, ProgressCounter
from factcheck_report.site.publishing import is_started_by_command, mark, save_problems
from factcheck_report.site.report_path import normal_path, path_problem
from factcheck_report.site.robots import NAME as ROBOTS
from factcheck_report.site.robots import robots_txt
from factcheck_report.site.theme_texts import theme_texts
from factcheck_report.storage.atomic_write import write_atomically
from factcheck_report.storage.interrupts import remember_interrupts, stop_if_interrupted

THEME = Path(__file__).parent.parent / "theme"
_STOCK_FAVICON = "assets/images/favicon.png"
"""Material's own: the default of `theme.favicon`."""
_INSTANT = "navigation.instant"
"""A feature of the theme, and the beginning of the names of its relatives."""
_STAND_IN = "fact-checks"
"""Where a preview shows that the option `path` is wrong."""
_ERROR_PAGE = "404.html"
_HREF = re.compile(r'\shref="([^"]*)"')


class FactcheckConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml."""

    claims = config_options.Type(str, default="claims.yaml")
    """The claims file, or a folder or glob of them, relative to mkdocs.yml."""
    path = config_options.Type(str, default="")
    """The path below which the report stands, such as `fact-checks/`; empty for the whole site."""
    cache_dir = config_options.Optional(config_options.Type(str))
    """The folder of the build cache, relative to mkdocs.yml; empty for no cache. The default is a
    folder of the user's own, see `cache_folder`."""
    home_text = config_options.Type(str, default="home.md")
    """A file in docs/ whose text is shown on the home page."""
    card_fonts = config_options.ListOfItems(config_options.File(exists=True), default=[])
    """Font files, relative to mkdocs.yml, for letters that pictures for shared links lack."""
    headers = config_options.Type(bool, default=False)
    """Whether to write `_headers`; see `site.server_headers`."""
    jobs = config_options.Optional(config_options.Type(int))
    """The number of processes that make pages and cards; see `site.processes`."""


class FactcheckPlugin(BasePlugin[FactcheckConfig]):  # type: ignore[no-untyped-call]
    """Adds the report's pages and files to the site.

    A site may hold several reports, each with a plugin and a path of its own. The first of these
    plugins does what is needed once: it checks the settings of the site and holds the preview; the
    last tells the problems of all.
    """

    supports_multiple_instances = True

    def __init__(self) -> None:
        self._build = Build()
        self._site_config: MkDocsConfig | None = None
        self._preview: Preview | None = None
        self._elsewhere: BuildElsewhere | None = None
        """Of the first report, in a build that MkDocs' own command runs."""
        self._unknown_options: list[str] = []
        self._path = ""
        """The option `path`, with a slash at its end unless it is empty."""
        self._reports: list[FactcheckPlugin] = [self]
        """The plugins of all reports in the site."""
        self._problems: list[Problem] = []
        """Of the first report: the problems of all, as far as they are read."""
        show_core_messages()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Set the options. Those that do not exist are reported with all other problems."""
        known = {name: value for name, value in options.items() if name in OPTION_NAMES}
        self._unknown_options = [str(name) for name in options if name not in known]
        return super().load_config(known, config_file_path)

    # Defining this event also makes MkDocs keep the instance, and with it the preview, across the
    # rebuilds of `mkdocs serve`.
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Begin a preview for `mkdocs serve`; refuse the option --dirty."""
        if dirty:
            raise PluginError(
                "factcheck: --dirty is not possible. One changed claim changes several pages, and "
                "a dirty build would leave the others as they were. Remove the option."
            )
        self._preview = Preview() if command == "serve" else None
        if command != "serve":
            remember_interrupts()
            # “factcheck build” has chosen a new folder itself.
            self._elsewhere = None if is_started_by_command() else BuildElsewhere()

    @event_priority(100)
    def _choose_folder(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let MkDocs build into a new folder, before anybody looks at the old one."""
        first = next(one for one in config.plugins.values() if isinstance(one, FactcheckPlugin))
        if self is first and self._elsewhere is not None and self._preview is None:
            self._elsewhere.begin(config, is_report=not self.config.path)
        return config

    # Here and not in on_files, because MkDocs empties the output folder in between: a report with
    # errors must leave the published site as it was. Late, so that all other plugins have changed
    # the configuration before it is checked.
    @event_priority(-50)
    def _read_reports(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the report, and render its pages."""
        others = config.plugins.values()
        self._reports = [one for one in others if isinstance(one, FactcheckPlugin)] or [self]
        first, is_last = self._reports[0], self is self._reports[-1]
        preview = self._preview = first._preview
        self._build.cache.close()
        self._build = build = Build()
        self._site_config = config
        wrong_path = path_problem(self.config.path, self._line_of_path(config))
        self._path = path = normal_path(self.config.path if wrong_path is None else _STAND_IN)
        if self is first:
            self._problems = []
        else:
            build.cache = first._build.cache
        if preview is not None:
            if self is first:
                preview.start_build(config)
        elif not path and first._elsewhere is None:
            refuse_foreign_folder(Path(config.site_dir))
        lazy = preview is not None and preview.renders_on_demand
        problems = list(settings_checks.links(config, path))
        if problems and not lazy:
            # Also at the start of a preview: MkDocs would follow the links, wherever they lead.
            log_problems(problems)
        problems = problems or [
            *filter(None, [wrong_path]),
            *(self._check_settings(config) if self is first else ()),
            *settings_checks.unknown_options(config, self._unknown_options),
        ]
        jobs, wrong_jobs = chosen_jobs(self.config.jobs, line_of(config, r"\s*jobs\s*:.*"))
        problems += filter(None, [wrong_jobs])
        place = report_folder(config), self.config.claims, earlier_version
        with Progress("Reading the report and checking every quote", log.info) as progress:
            if preview is None:
                with problems_of_processes(config):
                    outcome = read_report(*place, in_processes(jobs, progress))
            else:
                outcome = preview.read_report(*place)
        if preview is None:
            remove_leftovers(report_folder(config), outcome)
        # Searching what stays for garbage, again and again, would add 6 % to a first build, and a
        # quarter or more to a second one.
        gc.freeze()
        problems += outcome.problems
        if outcome.report is not None and not errors_in(problems):
            fonts = self.config.card_fonts if preview is None else None
            report = (
                outcome.report
                if preview is not None
                else with_revision(outcome.report, report_folder(config), self._published(config))
            )
            options = self.config.cache_dir, fonts, jobs if preview is None else 1
            problems += prepare(build, report, config, *options, path=path, lazy=lazy)
            gc.freeze()
        of_report = set(outcome.problems)
        build.settings_problems = tuple(
            item
            for item in problems
            if item.severity is not Severity.ERROR and item not in of_report
        )
        if errors_in(problems):
            build.prepared = None
        if preview is None:
            first._problems += problems
            if is_last:
                log_problems(first._problems)
        else:
            # The preview shows the problems to the editor and stays with the last good report.
            preview.take_problems(config, errors_in(problems))
            if build.prepared is not None:
                preview.annotate(config, build.prepared.site.report, path, problems)
        if not path:
            self._take_over_theme(config)
        return config

    def _published(self, config: MkDocsConfig) -> Path:
        """The folder in which earlier builds published the site."""
        elsewhere = self._reports[0]._elsewhere
        return Path(config.site_dir) if elsewhere is None else elsewhere.site

    on_config = CombinedEvent(_choose_folder, _read_reports)

    def _line_of_path(self, config: MkDocsConfig) -> Position:
        value = re.escape(self.config.path)
        return line_of(config, rf"\s*path\s*:.*{value}.*", r"\s*path\s*:.*")

    def _check_settings(self, config: MkDocsConfig) -> Iterator[Problem]:
        """Problems with the settings of the site, which all its reports share."""
        paths = [normal_path(one.config.path) for one in self._reports]
        problem = section.paths_problem(paths, line_of_plugin(config, "factcheck"))
        yield from filter(None, [problem])
        yield from settings_checks.check(config, self._path, headers=self.config.headers)

    def _take_over_theme(self, config: MkDocsConfig) -> None:
        """Replace the theme's search, shell and style by those of a report that is the site."""
        replace_search(config)
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        if config.theme.get("favicon") == _STOCK_FAVICON:
            config.theme["favicon"] = addresses.FAVICON
        # It puts the content of one page into another, but the report's pages need their scripts.
        features = config.theme.get("features") or []
        config.theme["features"] = [name for name in features if not name.startswith(_INSTANT)]
        prepared = self._build.prepared
        sheets = prepared.site.stylesheets() if prepared else (addresses.STYLESHEET,)
        # Before the site's own style sheets, which may change everything.
        config.extra_css[:0] = [sheet for sheet in sheets if sheet not in config.extra_css]

    # Early, so that other plugins find the report's pages wherever they are in mkdocs.yml.
    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the report's pages, documents and data files."""
        prepared = self._build.prepared
        if prepared is None:
            if self._preview is not None:
                add_placeholders(files, config, self._path)
            return files
        path = self._path
        menu = menu_titles(config.nav)
        for item in prepared.pages:
            add_page(files, config, item, menu, path)
        for address, file in prepared.files:
            place, included = f"{path}{address}", InclusionLevel.INCLUDED
            files.append(File.generated(config, place, abs_src_path=str(file), inclusion=included))
        take_home_text(files, self.config.home_text, path)
        if config.nav is not None:
            of_report = {f"{path}{address}index.md" for address in addresses.MENU}
            config.nav = without_pages(config.nav, of_report - files.src_uris.keys())
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give the pages outside the navigation their parents and neighbours.

        They are outside because MkDocs writes the whole navigation into each page: with a thousand
        claims in it, a build took six times as long and 400 MB.
        """
        link_neighbours(files, self._path)
        if not self._path:
            clear_build_dates(files)
            order_menu(nav, config)
        set_a_date(files)
        name_sections(nav, config)
        self._build.navigation = nav
        return nav

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> None:
        """Collect the search entries and links of hand-written pages."""
        if not isinstance(page, ReportPage):
            prepared = self._build.prepared
            language = prepared.site.report.publication.language if prepared else "en"
            if page.url.startswith(self._path):
                record = hand_written_record(page, html, language, self._path)
                self._build.hand_written += filter(None, [record])
            links = (urljoin(page.url, unescape(href)) for href in _HREF.findall(html))
            self._build.linked.update(links)
            if not self._path:
                escape_titles(page)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give the theme its texts, and let it render its shell once for each kind of page."""
        build = self._build
        if self is self._reports[0]:
            shell.prepare(env)
            if self._path:
                section.add_templates(env)
        build.environment, build.files = env, files
        build.written = ProgressCounter("Pages written", len(files.documentation_pages()), log.info)
        if build.prepared is None:
            texts: Mapping[str, object] = {
                **theme_texts(english_translations(), None, searchable=has_search(config)),
                "path": self._path,
            }
        else:
            site = build.prepared.site
            texts = theme_texts(
                site.translations,
                site.report.publication,
                preview=self._preview is not None,
                printable=addresses.PRINT in site.unrendered,
                searchable=has_search(config),
            )
            if self._path:
                texts = {**texts, **section.texts(site, self._path)}
            if self._preview is None or not self._preview.renders_on_demand:
                # The texts of all pages are known, and MkDocs is about to write them.
                with problems_of_processes(config):
                    build.search = site.search_index(build.hand_written)
        if self._path:
            env.globals.setdefault("factcheck_reports", {})[self._path] = texts
        else:
            env.globals["factcheck"] = texts
        return env

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Log the progress."""
        stop_if_interrupted()
        if self._build.written is not None:
            self._build.written.count()

    # Last, so that no other plugin changes a script whose hash is in the policy.
    @event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Write into each page where the data is, and what a browser may load and run for it."""
        if not self._path and not isinstance(page, ReportPage):
            output = self._with_discovery(output, lambda address: normalize_url(address, page))
        return output if self._path or self._preview is not None else with_policy(output)

    def _with_discovery(self, html: str, href: Callable[[str], str]) -> str:
        """A page that is not one of the report's, with links to the report's feeds and data."""
        prepared = self._build.prepared
        if prepared is None:
            return html
        return with_links(html, discovery_links(prepared.site.report.publication.title, href))

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Do the same with the error page; split a long sitemap into several files."""
        if template_name == _ERROR_PAGE and not self._path:
            # A server shows it at any address, so that the theme's own links begin at the root.
            root = urlsplit(config.site_url or "/").path.rstrip("/")
            html = self._with_discovery(output_content, lambda address: f"{root}/{address}")
            return html if self._preview else with_policy(html)
        if template_name != sitemaps.NAME or self._path:
            return output_content
        folder = Path(config.site_dir)
        files = dict(sitemaps.split_sitemap(output_content, config.site_url or ""))
        sitemap = files.pop(sitemaps.NAME)
        for name, text in files.items():
            write_atomically(folder / name, text.encode())
        for path in folder.iterdir() if self._preview is not None else ():
            # Parts of an earlier, longer sitemap.
            if sitemaps.PARTS.fullmatch(path.name) and path.name not in files:
                path.unlink()
        return sitemap

    def _write_files(self, *, config: MkDocsConfig) -> None:
        """Write the pages' other files and the search index; mark the folder as replaceable."""
        folder, build = Path(config.site_dir, self._path), self._build
        build.written = None
        if build.prepared is not None:
            site = build.prepared.site
            # Here, because each file of MkDocs takes several times as long.
            with problems_of_processes(config):
                build.prepared.write_files(folder)
            if build.search is not None:
                indexing = Progress("Indexing the words of the site", log.info)
                with indexing, problems_of_processes(config):
                    write_index(build.search.files(), folder / addresses.CLAIMS_INDEX)
                build.search = None
            robots = None if self._path else robots_txt(site.base, sitemaps.NAME)
            if robots and self._preview is None and not (folder / ROBOTS).exists():
                write_atomically(folder / ROBOTS, robots.encode())
            if self._preview is not None:
                self._preview.finish_build(build, config, self.config.claims)
        if self is self._reports[-1]:
            build.cache.close()
        mark(folder, __version__)

    # Last, because other plugins write files at this event, too.
    @event_priority(-100)
    def _write_checksums(self, *, config: MkDocsConfig) -> None:
        """Write the headers, and the hashes of all files of the report, whoever made them."""
        if self._preview is None and self._build.prepared is not None:
            if self.config.headers:
                write_headers(config, self._build.prepared.site.base)
            with problems_of_processes(config):
                write_checksums(Path(config.site_dir, self._path), self._build.prepared.site.jobs)
        if self is self._reports[-1] and self._reports[0]._elsewhere is not None:
            self._reports[0]._elsewhere.complete = True

    on_post_build = CombinedEvent(_write_files, _write_checksums)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Let the preview answer, whatever an editor saves."""
        if self is self._reports[0]:
            if self._elsewhere is not None:
                self._elsewhere.end()
            # `mkdocs serve --clean` starts as a build.
            if self._preview is None:
                self._preview = Preview()
            claims = [one.config.claims for one in self._reports]
            self._preview.attach(server, config, claims)
        return server

    # Last, because it may raise, and other plugins must be called before.
    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Save the cache; explain faults of other plugins and of the disk in words."""
        self._build.cache.close()
        if self._build.search is not None:
            self._build.search.close()
        if self._elsewhere is not None:
            self._elsewhere.complete = False
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            raise disk_failure(error) from error
        if self._site_config is None:
            return
        if failure := compatibility.explain_failure(error, self._site_config):
            save_problems([failure.problem])
            # MkDocs would print a traceback, which helps no editor.
            raise failure from None
        if isinstance(error, OSError):
            raise disk_failure(error) from None

    def on_shutdown(self) -> None:
        """Publish the site if it is complete; remove temporary folders."""
        if self._build.prepared is not None:
            self._build.prepared.store.close()
        if self._preview is not None:
            self._preview.close()
        if self._elsewhere is not None:
            self._elsewhere.end()
