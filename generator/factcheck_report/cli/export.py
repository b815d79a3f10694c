"""`factcheck export`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from factcheck_report import __version__
from factcheck_report.cards import FontRefused
from factcheck_report.cli.options import DEFAULT_CLAIMS, folder_option, jobs_option
from factcheck_report.cli.output import fail, interrupted_message
from factcheck_report.cli.progress import terminal_progress
from factcheck_report.cli.site_settings import (
    FILE,
    ReportSettings,
    SiteSettings,
    site_settings,
)
from factcheck_report.editing.new_files import remove_leftovers
from factcheck_report.git.history import earlier_version
from factcheck_report.git.working_tree import current_revision, has_tracked_files
from factcheck_report.i18n.catalog import find_translations
from factcheck_report.model import Position, Report
from factcheck_report.pipeline import read_report
from factcheck_report.problems import (
    Problem,
    Severity,
    as_text,
    error_summary,
    sorted_problems,
    warning_summary,
)
from factcheck_report.problems.site import no_site_url
from factcheck_report.rendering.renderer import TemplateProblem
from factcheck_report.search.pagefind import PagefindFailed
from factcheck_report.site import hand_written, refused_settings, section
from factcheck_report.site.exporting import target
from factcheck_report.site.exporting.project import destinations, write_project
from factcheck_report.site.exporting.settings import ExportedReport, plugin_names
from factcheck_report.site.options import cache_problem, font_problem, unknown_option
from factcheck_report.site.processes import ProcessEnded, chosen_jobs
from factcheck_report.site.publishing import is_output
from factcheck_report.site.replacement import NotPublished
from factcheck_report.site.report_path import normal_path, path_problem
from factcheck_report.site.site import Site
from factcheck_report.storage.cache_folder import NoCache, cache_folder
from factcheck_report.storage.cache_store import CacheStore
from factcheck_report.storage.temporary import TemporaryFolder

_NO_SETTINGS = ReportSettings("", "", Position(FILE), "", None, (), "")
_HOME_TEXT = "home.md"


@click.command()
@folder_option
@jobs_option
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
def export(folder: Path, jobs: int | None, directory: Path) -> None:
    """Write the report as a project for Zensical: Markdown with raw HTML, assets, data.

    DIR is replaced as a whole, but only if an earlier export wrote it. Build the site there:
    zensical build. Then run “factcheck checksums DIR/site”. Every quote is checked first, as in
    “factcheck build”.
    """
    try:
        with terminal_progress("Writing the pages …", at_once=True):
            pages, problems = _ProjectExport(folder, site_settings(folder), jobs).write(directory)
    except NotPublished as refused:
        fail(refused.problems, f"{refused} {directory} was not changed.")
    except KeyboardInterrupt:
        fail((), interrupted_message(directory))
    if problems:
        click.echo(as_text(problems))
    click.echo(f"{pages} pages in {directory}. Build the site there: zensical build")
    click.echo(f"Then write the hashes of its files: factcheck checksums {directory / 'site'}")


class _ProjectExport:
    """One export: the reports that the settings name, and the problems with them."""

    def __init__(self, folder: Path, settings: SiteSettings | None, jobs: int | None) -> None:
        self._folder = folder
        self._jobs = jobs
        self._settings = settings
        self._values: Mapping[str, Any] = settings.values if settings else {}
        docs = folder / (settings.docs_dir if settings and settings.docs_dir else "docs")
        self._docs = docs if docs.is_dir() else None
        theme = folder / settings.custom_dir if settings and settings.custom_dir else None
        self._theme = theme if theme is not None and theme.is_dir() else None
        self._problems: list[Problem] = []
        self._file_at = Position(settings.file if settings else FILE)
        self._plugins_at = settings.position("plugins") if settings else self._file_at

    def write(self, directory: Path) -> tuple[int, Sequence[Problem]]:
        """Write the project; the number of pages, and notes. Raises NotPublished."""
        own = [place for place in (self._docs, self._theme) if place is not None]
        target.refuse_inside(directory.absolute(), own)
        listed = self._settings.reports if self._settings else (_NO_SETTINGS,)
        self._problems += self._of_settings(listed)
        read = [(settings, self._read(settings)) for settings in listed]
        self._stop()
        store = self._cache(listed[0])
        try:
            self._stop()
            reports = [self._open(settings, report, store) for settings, report in read if report]
            self._stop()
            self._problems += self._collisions(reports)
            self._stop()
            write = partial(self._write, reports)
            return target.replace(directory.absolute(), write), sorted_problems(self._problems)
        finally:
            store.close()

    def _write(self, reports: Sequence[ExportedReport], new: Path, _: TemporaryFolder) -> int:
        try:
            pages = write_project(new, reports, self._values, self._docs, self._theme)
        except TemplateProblem as error:
            self._problems.append(error.problem)
        except (PagefindFailed, ProcessEnded) as error:
            self._problems.append(error.problem(self._file_at))
        self._stop()
        target.mark(new, __version__)
        return pages

    def _stop(self) -> None:
        """Raise NotPublished if a problem keeps the report from being published."""
        problems = sorted_problems(self._problems)
        if errors := [item for item in problems if item.severity is Severity.ERROR]:
            raise NotPublished(error_summary(errors), tuple(problems))
        if warnings := [item for item in problems if item.severity is Severity.WARNING]:
            raise NotPublished(warning_summary(warnings), tuple(problems))

    def _of_settings(self, listed: Sequence[ReportSettings]) -> Iterator[Problem]:
        settings = self._settings
        if settings is None:
            fix = f"Make a file {FILE} with the line: site_url: https://example.org/report/"
            yield replace(no_site_url(Position(FILE)), fix=fix)
        else:
            if not settings.site_url:
                yield no_site_url(settings.site_url_at)
            for name, position in settings.unknown_options:
                yield unknown_option(name, position)
            yield from self._of_theme_and_plugins(settings, listed[0].path)
        for report in listed:
            if problem := path_problem(report.path, report.path_at):
                yield problem
        paths = [normal_path(report.path) for report in listed]
        if problem := section.paths_problem(paths, listed[-1].path_at):
            yield problem
        own = [
            *([self._docs / listed[0].path] if self._docs else ()),
            *([self._theme] if self._theme else ()),
        ]
        yield from hand_written.links(self._folder, own, "The site")

    def _of_theme_and_plugins(self, settings: SiteSettings, path: str) -> Iterator[Problem]:
        names = plugin_names(self._values.get("plugins"))
        for name, why in refused_settings.refused_plugins(names, normal_path(path)):
            yield refused_settings.plugin_problem(name, why, self._plugins_at)
        if self._values.get("use_directory_urls") is False:
            off = "“use_directory_urls” is off, but"
            position = settings.position("use_directory_urls")
            fix = f"Remove it from {settings.file}."
            yield refused_settings.directory_urls_problem(off, fix, position)
        theme = self._values.get("theme")
        features = theme.get("features") if isinstance(theme, dict) else ()
        if instant := refused_settings.instant_features(features):
            position = settings.position("theme", "features")
            yield refused_settings.instant_problem(instant, position)
        extensions = plugin_names(self._values.get("markdown_extensions"))
        if not path and any("snippets" in name for name in extensions):
            yield refused_settings.snippets_problem(settings.position("markdown_extensions"))

    def _read(self, settings: ReportSettings) -> Report | None:
        claims = settings.claims or DEFAULT_CLAIMS
        outcome = read_report(self._folder, claims, earlier_version)
        remove_leftovers(self._folder, outcome)
        self._problems += outcome.problems
        if outcome.report is None:
            return None
        return replace(outcome.report, revision=current_revision(self._folder, is_output))

    def _cache(self, settings: ReportSettings) -> CacheStore:
        # An empty option switches the cache off.
        if settings.cache_dir != "":
            try:
                folder = cache_folder(self._folder, settings.cache_dir, has_tracked_files)
                return CacheStore(folder)
            except NoCache as reason:
                self._problems.append(cache_problem(reason, self._plugins_at))
        return CacheStore(None)

    def _open(self, settings: ReportSettings, report: Report, cache: CacheStore) -> ExportedReport:
        publication, path = report.publication, normal_path(settings.path)
        own = self._theme / "factcheck" if self._theme else None
        overrides = own if own is not None and own.is_dir() else None
        found = find_translations(
            publication.language,
            publication.positions.at("language"),
            overrides / "languages" if overrides else None,
        )
        self._problems += found.problems
        url = self._settings.site_url if self._settings else ""
        chosen, problem = chosen_jobs(settings.jobs, self._plugins_at)
        self._problems += filter(None, [problem])
        open_site = partial(
            Site,
            report,
            found.translations,
            f"{url.rstrip('/')}/{path}" if url else None,
            overrides=overrides,
            cache=cache,
            jobs=self._jobs or chosen,
        )
        fonts = [self._folder / font for font in settings.card_fonts]
        try:
            for font in fonts:
                if not font.is_file():
                    raise FontRefused(font, "there is no such file")
            site = open_site(card_fonts=fonts)
        except FontRefused as error:
            self._problems.append(font_problem(error.path.name, error.reason, self._plugins_at))
            site = open_site()
        return ExportedReport(site, path, settings.home_text or _HOME_TEXT)

    def _collisions(self, reports: Sequence[ExportedReport]) -> Iterator[Problem]:
        if self._docs is None:
            return
        names = hand_written.files(self._docs)
        taken = {hand_written.destination(name).casefold(): name for name in names}
        for report in reports:
            yield from hand_written.collisions(
                taken, self._docs.name, destinations(report), report.path
            )
