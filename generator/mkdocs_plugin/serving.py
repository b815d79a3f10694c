"""`mkdocs serve` that answers whatever an editor saves.

MkDocs' server ends if the first build fails and lets every request hang after a later one
fails. Here each build goes into a fresh folder, the server shows it only when it is complete,
and as long as something is wrong every page carries a banner that says what.
"""

from __future__ import annotations

import atexit
import logging
import shutil
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from generator.indexing import NotIndexed
from generator.mkdocs_plugin.banners import insert, notes_banner, problems_banner
from generator.mkdocs_plugin.noting import Notes, notes, recently_edited
from generator.mkdocs_plugin.watching import watch
from generator.model import Position, Report
from generator.pages import Page
from generator.problems import Problem, as_text, in_order

log = logging.getLogger("mkdocs.plugins.factcheck")


class Stopped(Exception):
    """Ends a rebuild early: the last good site stays."""


class Preview:
    """The state of one `mkdocs serve`."""

    def __init__(self) -> None:
        self._problems: tuple[Problem, ...] = ()
        self._folder = Path(tempfile.mkdtemp(prefix="factcheck_"))
        self._building: Path | None = None
        self._shown: Path | None = None
        self._attached = False
        self._indexing = threading.Lock()
        self._to_index: Path | None = None
        self._mount = "/"
        self._report: Report | None = None
        self._notes = Notes()
        atexit.register(self.close)

    def begin(self, config: MkDocsConfig, errors: list[Problem]) -> None:
        """At the start of a build: note what is wrong, and choose the folder to build into.

        Raises Stopped if something is wrong and an earlier build is there to be shown.
        """
        self._problems = in_order(errors)
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

    def annotate(
        self, root: Path, report: Report, pages: Sequence[Page], warnings: Sequence[Problem]
    ) -> None:
        """Say on each page of a report that can be shown what its editors should know of it."""
        recent = recently_edited(self._notes.recent, self._report, report)
        self._notes = replace(notes(root, pages, warnings), recent=recent)
        self._report = report

    def attach(self, server: LiveReloadServer, config: MkDocsConfig, claims: str) -> None:
        """Take over a server that has built once: its builder, its answers, what it watches.

        `claims` is the plugin's option. Raises PluginError if the server's port is in use.
        """
        _refuse_port_in_use(server)
        self._attached = True
        self._mount = server.mount_path
        self._show(Path(server.root))
        server.root = str(self._folder / "current")
        server.builder = self._guarded(server.builder)
        server.set_app(self._with_banner(server.serve_request))
        server.error_handler = lambda code: _error_page(Path(server.root), code)
        watch(server, config, claims, self._folder)
        # So that the folders are removed when a supervisor ends the preview.
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))

    def index_aside(self, folder: Path, index: Callable[[], None]) -> None:
        """Index a large report, into the folder, while the site is already shown."""

        def work() -> None:
            with self._indexing:
                # Of builds that came while another one was indexed, only the last is shown.
                if folder != self._to_index:
                    return
                try:
                    index()
                except NotIndexed as refused:
                    log.info("%s", refused)

        self._to_index = folder
        threading.Thread(target=work, daemon=True).start()

    def close(self) -> None:
        """Remove the folders of this preview."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _guarded(self, builder: Callable[..., None]) -> Callable[..., None]:
        def build(*arguments: Any, **options: Any) -> None:
            try:
                builder(*arguments, **options)
            except Stopped:
                log.info("The preview shows the last good report until this is mended.")
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

            parts = application(environ, hold)
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

    def _banner(self, path: str) -> str:
        """What the page at a path of the server has to say to its editors."""
        if self._problems:
            return problems_banner(self._problems)
        return notes_banner(self._notes, path.removeprefix(self._mount).removesuffix("index.html"))


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
    said = str(error).strip() or type(error).__name__
    return Problem(
        position=Position("mkdocs.yml"),
        rule="build",
        what=f"The site could not be built: {said}",
        mend="Undo the last change to mkdocs.yml, docs/ or overrides/. "
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
