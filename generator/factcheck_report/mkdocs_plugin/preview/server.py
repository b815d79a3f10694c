"""`mkdocs serve` that answers whatever an editor saves.

MkDocs' server ends if the first build fails and lets every request hang after a later one
fails. Here each build goes into a fresh folder, the server shows it only when it is complete,
and as long as something is wrong every page carries a banner that says what. A change to claims
or sources alone takes no build at all, see `showing`.
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

from factcheck_report.mkdocs_plugin.compatibility import OtherFailed, failed
from factcheck_report.mkdocs_plugin.preview.banners import insert, notes_banner, problems_banner
from factcheck_report.mkdocs_plugin.preview.editor_notes import Notes, notes, recently_edited
from factcheck_report.mkdocs_plugin.preview.live_report import Shown, Site
from factcheck_report.mkdocs_plugin.preview.watching import Inputs, watch
from factcheck_report.model import Position, Report
from factcheck_report.pipeline import Outcome
from factcheck_report.problems import Problem, Severity, as_text, sorted_problems
from factcheck_report.rendering.renderer import TemplateProblem
from factcheck_report.storage.temporary import TemporaryFolder

log = logging.getLogger("mkdocs.plugins.factcheck")


_DELAY = 0.1
"""Seconds without a change before what was changed is shown."""


class Stopped(Exception):
    """Ends a rebuild early: the last good site stays."""


class Preview:
    """The state of one `mkdocs serve`."""

    def __init__(self) -> None:
        self._problems: tuple[Problem, ...] = ()
        self._temporary = TemporaryFolder()
        self._folder = self._temporary.path
        self._building: Path | None = None
        self._shown: Path | None = None
        self._attached = False
        self._made: Shown | None = None
        self._made_of: Inputs = frozenset()
        self._current: Shown | None = None
        self._current_of: Inputs = frozenset()
        """What the site that is shown was built of, the report aside."""
        self._mount = "/"
        self._report: Report | None = None
        self._notes = Notes()
        self._observer: BaseObserver | None = None
        atexit.register(self.close)

    def begin(self, config: MkDocsConfig, errors: list[Problem]) -> None:
        """At the start of a build: note what is wrong, and choose the folder to build into.

        Raises Stopped if something is wrong and an earlier build is there to be shown.
        """
        self._problems = sorted_problems(errors)
        if errors:
            log.info("%s\n", as_text(self._problems))
        if not self._attached:
            # The first build stays in MkDocs' own folder, from which a server without live
            # reload goes on serving. With problems it has nothing to show but their banner.
            if errors:
                _tolerate_dead_links(config)
        elif errors:
            raise Stopped
        else:
            self._building = Path(tempfile.mkdtemp(prefix="site_", dir=self._folder))
            config.site_dir = str(self._building)

    @property
    def renders_later(self) -> bool:
        """Whether pages are rendered when they are asked for.

        Not the first time, because that site is also served without live reload: then nothing
        here hears of what is asked for.
        """
        return self._attached

    @property
    def site(self) -> Site | None:
        """What is shown, the report aside; None as long as there is nothing to show."""
        return self._current.site if self._current else None

    def built(self, shown: Shown, inputs: Inputs) -> None:
        """At the end of a build: what has been made, and of what beside the report."""
        self._made, self._made_of = shown, inputs

    def renew(self, inputs: Inputs, read: Callable[[Shown], Outcome | None]) -> bool:
        """Show a changed report in the site as it is; whether that is possible.

        `inputs` are what the site would be built of now. `read` reads the report, and gives None
        where the site does not admit it. Raises Stopped if something is wrong.
        """
        shown = self._current
        if shown is None or inputs != self._current_of:
            return False
        outcome = read(shown)
        if outcome is None:
            return False
        errors = [item for item in outcome.problems if item.severity is Severity.ERROR]
        self._problems = sorted_problems(errors)
        if errors or outcome.report is None:
            log.info("%s\n", as_text(self._problems))
            raise Stopped
        shown.renew()
        root = Path(shown.site.config.config_file_path).parent
        self.annotate(root, outcome.report, outcome.problems)
        return True

    def annotate(self, root: Path, report: Report, problems: Sequence[Problem]) -> None:
        """Say on each page of a report that can be shown what its editors should know of it.

        `problems` are its warnings and notes.
        """
        recent = recently_edited(self._notes.recent, self._report, report)
        self._notes = replace(notes(root, report, problems), recent=recent)
        self._report = report

    def attach(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        claims: str,
        renewed: Callable[[], bool],
    ) -> None:
        """Take over a server that has built once: its builder, its answers, what it watches.

        `claims` is the plugin's option; `renewed` says whether a change needed no build. Raises
        PluginError if the server's port is in use.
        """
        _refuse_port_in_use(server)
        self._attached = True
        self._mount = server.mount_path
        self._show(Path(server.root))
        # What an editor saves comes at once; MkDocs waits longer for more of it.
        server.build_delay = _DELAY
        server.root = str(self._folder / "current")
        server.builder = self._guarded(server.builder, renewed)
        server.set_app(self._with_banner(server.serve_request))
        server.error_handler = lambda code: _error_page(Path(server.root), code)
        self._observer = watch(server, config, claims, self._folder)
        _collect_everything()
        # So that the folders are removed when a supervisor ends the preview.
        signal.signal(signal.SIGTERM, _end)

    def close(self) -> None:
        """Watch no longer, and remove the folders of this preview."""
        if self._observer is not None:
            self._observer.stop()
        self._temporary.remove()

    def _guarded(
        self, builder: Callable[..., None], renewed: Callable[[], bool]
    ) -> Callable[..., None]:
        def build(*arguments: Any, **options: Any) -> None:
            built = False
            try:
                if renewed():
                    log.info("The preview shows the changed report.")
                else:
                    built = True
                    builder(*arguments, **options)
            except _Ended:
                raise
            except Stopped:
                log.info("The preview shows the last good report until this is fixed.")
            except (Exception, SystemExit) as error:
                # From MkDocs, the theme, another plugin or mkdocs.yml: whatever it is, the
                # preview must go on.
                self._problems = (_from_elsewhere(error),)
                log.error("%s", as_text(self._problems))
                self._discard(self._building)
            else:
                if self._building is not None:
                    self._show(self._building)
            self._building = None
            if built:
                _collect_everything()
            else:
                # Rendering leaves cycles behind that hold the last report. The site is frozen, so
                # this takes a fraction of a second with thousands of claims.
                gc.collect()

        return build

    def _show(self, site: Path) -> None:
        """Let the server answer from another folder, through a link that it opens anew each time.

        MkDocs' server looks its folder up before it waits for a rebuild to end: had it the folder
        itself, whoever asks meanwhile would be told that the page does not exist.
        """
        fresh = self._folder / "next"
        fresh.symlink_to(site)
        fresh.replace(self._folder / "current")
        old, self._shown = self._shown, site
        self._current, self._current_of = self._made, self._made_of
        self._made = None
        self._discard(old)

    def _discard(self, site: Path | None) -> None:
        if site is not None and site.parent == self._folder:
            shutil.rmtree(site, ignore_errors=True)

    def _with_banner(
        self, application: Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]
    ) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
        """Put the banner into every page that the server answers with."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            begun: list[Any] = []

            def hold(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
                begun[:] = [status, headers]
                return lambda data: None

            parts = self._answered(environ, lambda: application(environ, hold))
            status, headers = begun
            # Looked at only now: the answer may have waited for a rebuild to end.
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
        """The server's answer, after all that it needs was written.

        It waits for a rebuild to end, after which all may have to be written anew.
        """
        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
        while True:
            prepared = self._prepare(path.removeprefix(self._mount))
            parts = answer()
            if prepared == self._prepare(path.removeprefix(self._mount)):
                return parts

    def _prepare(self, path: str) -> object:
        shown = self._current
        if shown is None:
            return None
        try:
            return shown, shown.prepare(path)
        except TemplateProblem as error:
            self._problems = (error.problem,)
        except Exception as error:
            log.exception("%s", path)
            self._problems = (_from_elsewhere(failed(error, shown.site.config) or error),)
        return None

    def _banner(self, path: str) -> str:
        """What the page at a path of the server has to say to its editors."""
        if self._problems:
            return problems_banner(self._problems)
        return notes_banner(self._notes, path.removeprefix(self._mount).removesuffix("index.html"))


def _collect_everything() -> None:
    """Free what is left of earlier builds; leave this one out of later collections.

    MkDocs' pages and files refer to each other, so only the garbage collector frees them, and with
    them the open file and the folder that hold their bodies. It never looks at frozen objects, and
    each build freezes all there are: they have to be thawed first. Then the site is frozen again,
    since to look through it takes seconds where there are thousands of claims.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


class _Ended(SystemExit):
    """Somebody has told the process to end: no mistake of a build, which must not end it."""


def _end(number: int, frame: object) -> NoReturn:
    raise _Ended(128 + number)


def _tolerate_dead_links(config: MkDocsConfig) -> None:
    """Hand-written pages may link to report pages that are not there only for the moment."""
    nav, links = config.validation.nav, config.validation.links
    nav.not_found = nav.omitted_files = links.not_found = links.anchors = logging.DEBUG


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _is_page(headers: list[tuple[str, str]]) -> bool:
    return any(
        name.lower() == "content-type" and value.startswith("text/html") for name, value in headers
    )


def _from_elsewhere(error: BaseException) -> Problem:
    if isinstance(error, OtherFailed):
        return error.problem
    said = str(error).strip() or type(error).__name__
    return Problem(
        position=Position("mkdocs.yml"),
        rule="build",
        what=f"The site could not be built: {said}",
        fix="Undo the last change to mkdocs.yml, docs/ or overrides/. "
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
                "program that uses it, or choose another port: mkdocs serve --dev-addr "
                "127.0.0.1:8001"
            ) from error
