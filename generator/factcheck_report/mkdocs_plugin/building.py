"""One build: from the settings and the report to pages and files that MkDocs writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from factcheck_report.cards import FontRefused
from factcheck_report.git.working_tree import current_revision, has_tracked_files
from factcheck_report.i18n.catalog import find_translations
from factcheck_report.mkdocs_plugin import settings_checks
from factcheck_report.mkdocs_plugin.logs import log
from factcheck_report.mkdocs_plugin.pages import PreparedPage, keep, lazy_page
from factcheck_report.mkdocs_plugin.settings_file import settings_name
from factcheck_report.model import Position, Report
from factcheck_report.model.tasks import Run
from factcheck_report.problems import Problem, Severity
from factcheck_report.rendering.renderer import TemplateProblem
from factcheck_report.search.records import PageRecord
from factcheck_report.site import section
from factcheck_report.site.page_store import PageStore
from factcheck_report.site.processes import ProcessEnded, batches, default_jobs, run_tasks
from factcheck_report.site.progress import Progress, ProgressCounter
from factcheck_report.site.publishing import is_output
from factcheck_report.site.search_files import SearchFiles
from factcheck_report.site.server_headers import (
    HEADERS_FILE,
    LONGEST_LINE,
    NoPolicy,
    write_headers_file,
)
from factcheck_report.site.site import Site
from factcheck_report.storage.cache_folder import NoCache, cache_folder
from factcheck_report.storage.cache_store import CacheStore


@dataclass(frozen=True, slots=True)
class PreparedSite:
    """A site with all that can fail already done: MkDocs may empty the output folder now."""

    site: Site
    pages: tuple[PreparedPage, ...]
    files: tuple[tuple[str, Path], ...]
    """Address and stored file of each document and data file."""
    store: PageStore
    """Holds the stored files, which are removed with it."""
    path: str = ""
    """The path below which the report stands; empty if it is the whole site."""

    def destinations(self) -> Iterator[tuple[str, str]]:
        """The path in the output folder, and the name, of each page and file."""
        for item in self.pages:
            yield f"{self.path}{item.page.address}index.html", item.page.label
            for file in item.files:
                yield f"{self.path}{file.address}", file.address
        for address, _ in self.files:
            yield f"{self.path}{address}", address

    def write_files(self, folder: Path) -> None:
        """Write the pages' other files into the site's folder. Raises OSError and ProcessEnded.

        The folder is being built: like MkDocs' own pages, they need not be written atomically.
        """
        jobs = self.site.jobs
        some = batches(self.pages, jobs)
        for _ in run_tasks([partial(_write_files, pages, folder) for pages in some], jobs):
            pass


@dataclass(slots=True)
class Build:
    """What the events of one build have collected so far."""

    cache: CacheStore = field(default_factory=lambda: CacheStore(None))
    prepared: PreparedSite | None = None
    """None as long as there is no report without errors."""
    settings_problems: tuple[Problem, ...] = ()
    """Warnings and notes on the settings of the site."""
    hand_written: list[PageRecord] = field(default_factory=list)
    """The search records of hand-written pages."""
    search: SearchFiles | None = None
    """Is being made while MkDocs writes the pages."""
    linked: set[str] = field(default_factory=set)
    """Addresses that hand-written pages link to."""
    navigation: Navigation = field(default_factory=lambda: Navigation([], []))
    files: Files = field(default_factory=lambda: Files([]))
    environment: Any = None
    """The theme's Jinja environment."""
    written: ProgressCounter | None = None
    """Counts pages while MkDocs writes them."""


def in_processes(jobs: int | None, progress: Progress) -> Run:
    """A function that runs tasks in up to `jobs` processes while the progress is shown."""

    def run(tasks: Sequence[Callable[[], Any]]) -> Iterator[Any]:
        # With the thread of the progress, the default would be one process.
        return progress.without_thread(lambda: run_tasks(tasks, jobs or default_jobs()))

    return run


def prepare(
    build: Build,
    report: Report,
    config: MkDocsConfig,
    cache_dir: str | None,
    card_fonts: list[str] | None,
    jobs: int | None,
    *,
    path: str,
    lazy: bool,
) -> list[Problem]:
    """Render the pages of a report and write its files, both into temporary files.

    Sets the build's cache, unless it has one, and its prepared site. Returns problems; with an
    error among them, there is no prepared site. `cache_dir` and `card_fonts` are the plugin's
    options; without `card_fonts` there are no cards. `jobs` is that of `Site`. The report stands
    below `path`; with an empty one it is the whole site. With `lazy`, pages are rendered when they
    are asked for.
    """
    # Reports in one site share a cache.
    problems = [] if build.cache.enabled else _open_cache(build, config, cache_dir)
    if errors_in(problems):
        return problems
    publication, overrides = report.publication, _overrides(config)
    found = find_translations(
        publication.language,
        publication.positions.at("language"),
        overrides / "languages" if overrides else None,
    )
    language = found.translations.language
    problems += found.problems
    if not path:
        problems += settings_checks.language(config, publication, language)
    try:
        site = Site(
            report,
            found.translations,
            f"{config.site_url.rstrip('/')}/{path}" if config.site_url else None,
            overrides=overrides,
            cache=build.cache,
            card_fonts=None if card_fonts is None else [Path(font) for font in card_fonts],
            jobs=jobs,
        )
        _log_missing_letters(site)
        prepared = _prepared(site, path, lazy=lazy, try_templates=overrides is not None)
    except TemplateProblem as error:
        return [*problems, error.problem]
    except ProcessEnded as error:
        return [*problems, error.problem(Position(settings_name(config)))]
    except FontRefused as error:
        return [*problems, settings_checks.font(config, error)]
    problems += settings_checks.collisions(config, prepared.destinations(), path)
    build.prepared = prepared
    return problems


def _open_cache(build: Build, config: MkDocsConfig, cache_dir: str | None) -> list[Problem]:
    # An empty option switches the cache off.
    if cache_dir == "":
        return []
    try:
        build.cache = CacheStore(cache_folder(report_folder(config), cache_dir, has_tracked_files))
    except NoCache as reason:
        return [settings_checks.no_cache(config, reason)]
    return []


def _log_missing_letters(site: Site) -> None:
    if letters := site.letters_without_font():
        log.info(
            "Some pictures for shared links are incomplete or missing: no font has the letters %s. "
            "Name a font that has them under “card_fonts”.",
            letters[:40],
        )


def _prepared(site: Site, path: str, *, lazy: bool, try_templates: bool) -> PreparedSite:
    """Render all pages; with `lazy` none, or with `try_templates` one with each template.

    So a broken template of the report's own is found before anything is shown.
    """
    store = PageStore()
    pages: list[PreparedPage] = []
    tried: set[str] = set()
    total = sum(1 for _ in site.unrendered.addresses())
    counter = ProgressCounter("Pages of the report", total, log.info)
    own = [*site.files(), *(section.assets(site) if path else ())]
    files = tuple((file.address, store.new_file()) for file in own)
    writing = [partial(file.write, place) for file, (_, place) in zip(own, files, strict=True)]
    if lazy:
        for page in counter.counted(site.unrendered):
            if page.template in tried or not try_templates:
                pages.append(lazy_page(page, partial(_body, site, page.address)))
            else:
                pages.append(keep(site.render(page), store).prepared(store))
                tried.add(page.template)
        for write in writing:
            write()
    else:
        with closing(site.each_page(partial(keep, store=store), writing)) as kept:
            pages += [page.prepared(store) for page in counter.counted(kept)]
    return PreparedSite(site, tuple(pages), files, store, path)


def _write_files(pages: Iterable[PreparedPage], folder: Path) -> None:
    for file in chain.from_iterable(page.files for page in pages):
        place = folder / file.address
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.data())


def _body(site: Site, address: str) -> str:
    return site.page(address).body


def report_folder(config: MkDocsConfig) -> Path:
    """The folder of the report: that of mkdocs.yml."""
    return Path(config.config_file_path).parent


def with_revision(report: Report, root: Path, site: Path) -> Report:
    """The report in the folder `root`, with the state of the repository that it is in.

    `site` is the folder in which it is published.
    """
    site = site.resolve()
    revision = current_revision(root, lambda folder: folder == site or is_output(folder))
    return replace(report, revision=revision)


def _overrides(config: MkDocsConfig) -> Path | None:
    """The folder with the report's own page templates and languages, if there is one."""
    if not config.theme.custom_dir:
        return None
    folder = Path(config.theme.custom_dir) / "factcheck"
    return folder if folder.is_dir() else None


def write_headers(config: MkDocsConfig, base: str | None) -> None:
    """Write `_headers` into the built site; warn if its policy is missing. Raises OSError.

    `base` is the site's address, ending in a slash, or None.
    """
    try:
        complete = write_headers_file(Path(config.site_dir), base)
    except NoPolicy as reason:
        log.warning(str(reason))
        return
    if not complete:
        log.warning(
            "%s has no Content-Security-Policy: it would be longer than %s characters, which "
            "Cloudflare does not read. The policies in the pages hold. Fix: Put styles and scripts "
            "of pages in docs/ into files, or remove “headers”.",
            HEADERS_FILE,
            f"{LONGEST_LINE:,}",
        )


def errors_in(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
