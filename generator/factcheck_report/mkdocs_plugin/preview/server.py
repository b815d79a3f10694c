"""`mkdocs serve` that keeps answering, whatever an editor saves.

MkDocs' server ends if the first build fails, and lets every request hang after a later one fails.
Here each build goes into a new folder, the server shows it only when it is complete, and as long as
something is wrong each page has a banner that says what. A change to claims or documents alone
needs no build; see `live_report`.
"""

from __future__ import annotations

import atexit
import gc
import logging
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.api import BaseObserver

from factcheck_report import addresses
from factcheck_report.git.history import earlier_version
from factcheck_report.mkdocs_plugin import mkdocs_internals, settings_checks
from factcheck_report.mkdocs_plugin.building import Build, errors_in, report_folder
from factcheck_report.mkdocs_plugin.compatibility import OtherPluginFailed, explain_failure
from factcheck_report.mkdocs_plugin.logs import log
from factcheck_report.mkdocs_plugin.mkdocs_internals import Application
from factcheck_report.mkdocs_plugin.preview.banners import insert, notes_banner, problems_banner
from factcheck_report.mkdocs_plugin.preview.editor_notes import (
    EditorNotes,
    editor_notes,
    recently_edited,
)
from factcheck_report.mkdocs_plugin.preview.live_report import LiveReport
from factcheck_report.mkdocs_plugin.preview.watching import Inputs, site_inputs, watch
from factcheck_report.mkdocs_plugin.settings_file import COMMAND, settings_name
from factcheck_report.model import Position, Report
from factcheck_report.pipeline import Earlier, Outcome, Reader
from factcheck_report.problems import Problem, as_text, sorted_problems
from factcheck_report.rendering.renderer import TemplateProblem
from factcheck_report.site.site import Site
from factcheck_report.storage.temporary import TemporaryFolder

_DELAY = 0.1
"""Seconds without a further change before a change is shown."""


class RebuildStopped(Exception):
    """Ends a rebuild because of problems: the last good site stays."""


class Preview:
    """The state of one `mkdocs serve`: the report's reader, and the site that is shown."""

    def __init__(self) -> None:
        self._readers: dict[str, Reader] = {}
        """The reader of each report, by the plugin's option `claims`."""
        self._problems: tuple[Problem, ...] = ()
        """Errors; as long as there are any, all pages show them."""
        self._errors: list[Problem] = []
        """Errors of the reports of the build that is running."""
        self._temporary = TemporaryFolder()
        self._folder = self._temporary.path
        self._building: Path | None = None
        """The folder of the build that is running."""
        self._building_inputs: Inputs = frozenset()
        self._built: dict[str, LiveReport] = {}
        """The reports of the build that is running, once it has ended, by their paths."""
        self._shown: Path | None = None
        """The folder of the site that is shown."""
        self._shown_inputs: Inputs = frozenset()
        """The files, besides the report's own, from which the site was built."""
        self._live: dict[str, LiveReport] = {}
        """The reports that are shown, by their paths."""
        self._mount = "/"
        self._settings = ""
        """The name of the file with the settings of the site."""
        self._reports: dict[str, Report] = {}
        """The last state without errors of each report, by its path."""
        self._notes: dict[str, EditorNotes] = {}
        """The notes on the pages of each report, by its path."""
        self._observer: BaseObserver | None = None
        """Runs once this is attached to a server."""
        atexit.register(self.close)

    @property
    def renders_on_demand(self) -> bool:
        """Whether pages are rendered only when they are asked for.

        Not in the first build, since that site is also served without live reload, where the
        preview does not see the requests.
        """
        return self._observer is not None

    def read_report(self, root: Path, claims: str, earlier: Earlier) -> Outcome:
        """Read a report; what has not changed since the last time costs little."""
        reader = self._readers.setdefault(claims, Reader(preview=True))
        return reader.read(root, claims, earlier)

    def start_build(self, config: MkDocsConfig) -> None:
        """Note from which files a build is made: they may change while it runs."""
        self._building_inputs = site_inputs(config)
        self._settings = settings_name(config)
        self._errors = []

    def take_problems(self, config: MkDocsConfig, errors: list[Problem]) -> None:
        """Show the errors of a report in a build, or choose the folder to build into.

        Raises RebuildStopped if there are errors and an earlier build can be shown.
        """
        self._errors += errors
        self._problems = sorted_problems(self._errors)
        if errors:
            log.info("%s\n", as_text(sorted_problems(errors)))
        if not self.renders_on_demand:
            # The first build stays in MkDocs' own folder, from which a server without live reload
            # goes on serving. With errors there is nothing to show but the banner.
            if errors:
                _tolerate_dead_links(config)
        elif errors:
            raise RebuildStopped
        elif self._building is None:
            self._building = Path(tempfile.mkdtemp(prefix="site_", dir=self._folder))
            config.site_dir = str(self._building)

    def annotate(
        self, config: MkDocsConfig, report: Report, path: str, problems: Sequence[Problem]
    ) -> None:
        """Collect the notes for editors; `problems` are the report's warnings and notes.

        `path` is that of the report.
        """
        before = self._notes.get(path, EditorNotes())
        recent = recently_edited(before.recent, self._reports.get(path), report)
        notes = editor_notes(report_folder(config), report, problems)
        self._notes[path] = replace(notes, recent=recent)
        self._reports[path] = report

    def finish_build(self, build: Build, config: MkDocsConfig, claims: str) -> None:
        """Take over a report of a build that has ended; `claims` is the plugin's option."""
        if build.prepared is not None:
            self._built[build.prepared.path] = LiveReport(build, build.prepared, config, claims)

    def _show_changed_report(self) -> bool:
        """Show the changed reports in the site as it is; False if that needs a build.

        Raises RebuildStopped if a report has errors.
        """
        shown = list(self._live.values())
        if not shown or site_inputs(shown[0].config) != self._shown_inputs:
            return False
        changed: list[tuple[LiveReport, Site, Sequence[Problem]]] = []
        errors: list[Problem] = []
        for live in shown:
            outcome = self.read_report(report_folder(live.config), live.claims, earlier_version)
            problems = list(outcome.problems)
            if outcome.report is not None:
                site = live.try_prepare(outcome.report)
                if site is None:
                    return False
                added = outcome.report.draft.claims.keys() - live.report.draft.claims.keys()
                path = live.path
                new_pages = ((f"{path}{addresses.claim(id)}index.html", id) for id in sorted(added))
                problems += live.build.settings_problems
                problems += settings_checks.collisions(live.config, new_pages, path)
                changed.append((live, site, problems))
            errors += errors_in(problems)
        self._problems = sorted_problems(errors)
        if errors or len(changed) < len(shown):
            log.info("%s\n", as_text(self._problems))
            raise RebuildStopped
        for live, site, found in changed:
            live.show(site)
            self.annotate(live.config, site.report, live.path, found)
        return True

    def attach(self, server: LiveReloadServer, config: MkDocsConfig, claims: Sequence[str]) -> None:
        """Take over a server that has built once: its builder, its answers, what it watches.

        `claims` is the plugin's option for each report. Raises PluginError if the server's port is
        in use.
        """
        _refuse_port_in_use(server)
        self._mount = mkdocs_internals.mount_path(server)
        self._show(mkdocs_internals.served_folder(server))
        # A save should show at once; MkDocs waits longer for more changes.
        mkdocs_internals.set_build_delay(server, _DELAY)
        mkdocs_internals.serve_from(server, self._folder / "current")
        mkdocs_internals.wrap_builder(server, self._guarded)
        mkdocs_internals.wrap_answers(server, self._with_banner)
        self._observer = watch(server, config, claims, self._folder)
        _collect_everything()
        # So that the folders are removed when a supervisor ends the preview.
        signal.signal(signal.SIGTERM, _terminate)

    def close(self) -> None:
        """Stop watching, and remove the folders of this preview."""
        if self._observer is not None:
            self._observer.stop()
        self._temporary.remove()

    def _guarded(self, builder: Callable[..., None]) -> Callable[..., None]:
        """A builder that never fails: problems are shown instead."""

        def build(*arguments: Any, **options: Any) -> None:
            built = False
            try:
                if self._show_changed_report():
                    log.info("The preview shows the changed report.")
                else:
                    built = True
                    builder(*arguments, **options)
            except _Terminated:
                raise
            except RebuildStopped:
                self._discard(self._building)
                log.info("The preview shows the last good report until this is fixed.")
            except (Exception, SystemExit) as error:
                # From MkDocs, the theme, another plugin or mkdocs.yml: whatever it is, the
                # preview must go on.
                self._problems = (_build_problem(error, self._settings),)
                log.error("%s", as_text(self._problems))
                self._discard(self._building)
            else:
                if self._building is not None:
                    self._show(self._building)
            self._building = None
            if built:
                _collect_everything()
            else:
                # Rendering leaves reference cycles that keep the last report in memory. The site is
                # frozen, so this takes a fraction of a second with thousands of claims.
                gc.collect()

        return build

    def _show(self, site: Path) -> None:
        """Let the server answer from another folder, through a link that it follows each time.

        MkDocs' server builds the path of a file before it waits for a rebuild to end. With the
        folder itself it would answer requests of that time with “not found”.
        """
        fresh = self._folder / "next"
        fresh.symlink_to(site)
        fresh.replace(self._folder / "current")
        old, self._shown = self._shown, site
        self._live, self._shown_inputs = self._built, self._building_inputs
        self._built = {}
        self._discard(old)

    def _discard(self, site: Path | None) -> None:
        if site is not None and site.parent == self._folder:
            shutil.rmtree(site, ignore_errors=True)

    def _with_banner(self, application: Application) -> Application:
        """An application that writes what is asked for, and puts the banner into each page."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            started: list[Any] = []

            def hold(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
                started[:] = [status, headers]
                return lambda data: None

            parts = self._answered(environ, lambda: application(environ, hold))
            status, headers = started
            # Only now, because the answer may have waited for a rebuild to end.
            banner = self._banner(environ.get("PATH_INFO", "")) if _is_page(headers) else ""
            if not banner:
                start_response(status, headers)
                return parts
            body = insert(b"".join(parts), banner.encode())
            kept = [item for item in headers if item[0].lower() != "content-length"]
            start_response(status, [*kept, ("Content-Length", str(len(body)))])
            return [body]

        return answer

    def _answered(
        self, environ: WSGIEnvironment, answer: Callable[[], Iterable[bytes]]
    ) -> Iterable[bytes]:
        """The server's answer, after everything that it needs is written.

        The server waits for a rebuild to end. Then the page may have to be written again.
        """
        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
        while True:
            state = self._write(path.removeprefix(self._mount))
            parts = answer()
            if state == self._write(path.removeprefix(self._mount)):
                return parts

    def _write(self, path: str) -> object:
        """Write what a path needs; returns the state of the reports that was written."""
        states: list[object] = []
        for live in self._live.values():
            try:
                states += live, live.write(path)
            except TemplateProblem as error:
                self._problems = (error.problem,)
            except Exception as error:
                log.exception("%s", path)
                cause = explain_failure(error, live.config) or error
                self._problems = (_build_problem(cause, self._settings),)
        return states

    def _banner(self, path: str) -> str:
        """The banner, as HTML, of the page at a path of the server."""
        if self._problems:
            return problems_banner(self._problems)
        address = path.removeprefix(self._mount).removesuffix("index.html")
        for of_report, notes in self._notes.items():
            if address.startswith(of_report):
                return notes_banner(notes, address.removeprefix(of_report))
        return ""


def _collect_everything() -> None:
    """Free the objects of earlier builds; exclude those of this build from later collections.

    MkDocs' pages and files refer to each other, so only the garbage collector frees them, and with
    them the open file and the folder of their bodies. It skips frozen objects, and each build
    freezes all, so they are unfrozen first. Afterwards they are frozen again, because collecting
    them takes seconds with thousands of claims.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


class _Terminated(SystemExit):
    """The process was told to end, unlike the SystemExit of a build that failed."""


def _terminate(number: int, frame: object) -> NoReturn:
    raise _Terminated(128 + number)


def _tolerate_dead_links(config: MkDocsConfig) -> None:
    """Allow links from hand-written pages to pages that the report does not have at the moment."""
    nav, links = config.validation.nav, config.validation.links
    nav.not_found = nav.omitted_files = links.not_found = links.anchors = logging.DEBUG


def _is_page(headers: list[tuple[str, str]]) -> bool:
    return any(
        name.lower() == "content-type" and value.startswith("text/html") for name, value in headers
    )


def _build_problem(error: BaseException, settings: str) -> Problem:
    """An error that is not the report's, in words for editors.

    `settings` is the name of the file with the settings of the site.
    """
    if isinstance(error, OtherPluginFailed):
        return error.problem
    message = str(error).strip() or type(error).__name__
    return Problem(
        position=Position(settings),
        rule="build",
        what=f"The site could not be built: {message}",
        fix=f"Undo the last change to {settings}, docs/ or overrides/. "
        "The terminal in which the preview runs says more.",
    )


def _refuse_port_in_use(server: LiveReloadServer) -> None:
    host, port = server.server_address[:2]
    with socket.socket(server.address_family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PluginError(
                f"factcheck: the preview cannot use {server.url} ({error.strerror}). End the other "
                "program that uses it, or choose another port: "
                f"{COMMAND} serve --dev-addr 127.0.0.1:8001"
            ) from error
