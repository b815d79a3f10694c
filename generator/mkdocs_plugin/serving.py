"""`mkdocs serve` that answers whatever an editor saves.

MkDocs' server ends if the first build fails and lets every request hang after a later one
fails. Here each build goes into a fresh folder, the server shows it only when it is complete,
and as long as something is wrong every page carries a banner that says what.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from generator.model import Position
from generator.problems import Problem, as_text, in_order
from generator.texts import visible

log = logging.getLogger("mkdocs.plugins.factcheck")


class Stopped(Exception):
    """Ends a rebuild early: the last good site stays."""


class Preview:
    """The state of one `mkdocs serve`."""

    def __init__(self) -> None:
        self._problems: tuple[Problem, ...] = ()
        self._building: Path | None = None
        self._shown: Path | None = None
        self._attached = False

    def begin(self, config: MkDocsConfig, root: Path, errors: list[Problem]) -> None:
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
            self._building = Path(tempfile.mkdtemp(prefix="factcheck_"))
            config.site_dir = str(self._building)

    def attach(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        """Take over a server that has built once: its builder, its answers, what it watches."""
        self._attached = True
        server.builder = self._guarded(server.builder, server)
        server.set_app(self._with_banner(server.serve_request))
        server.error_handler = lambda code: _error_page(Path(server.root), code)
        _watch(server, config)

    def close(self) -> None:
        """Remove the folders of this preview."""
        for folder in (self._building, self._shown):
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)

    def _guarded(
        self, builder: Callable[..., None], server: LiveReloadServer
    ) -> Callable[..., None]:
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
            else:
                self._swap(server)

        return build

    def _swap(self, server: LiveReloadServer) -> None:
        old, self._shown, self._building = self._shown, self._building, None
        server.root = str(self._shown)
        if old is not None:
            shutil.rmtree(old, ignore_errors=True)

    def _with_banner(
        self, application: Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]
    ) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
        """Put the banner into every page that the server answers with."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if not self._problems:
                return application(environ, start_response)
            begun: list[Any] = []

            def hold(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
                begun[:] = [status, headers]
                return lambda data: None

            parts = application(environ, hold)
            status, headers = begun
            if not any(
                name.lower() == "content-type" and value.startswith("text/html")
                for name, value in headers
            ):
                start_response(status, headers)
                return parts
            body = _insert(b"".join(parts), banner(self._problems).encode())
            kept = [item for item in headers if item[0].lower() != "content-length"]
            start_response(status, [*kept, ("Content-Length", str(len(body)))])
            return [body]

        return answer


def _tolerate_dead_links(config: MkDocsConfig) -> None:
    """Hand-written pages may link to report pages that are not there only for the moment."""
    nav, links = config.validation.nav, config.validation.links
    nav.not_found = nav.omitted_files = links.not_found = links.anchors = logging.DEBUG


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _insert(page: bytes, banner: bytes) -> bytes:
    start = page.find(b"<body")
    end = page.find(b">", start) + 1 if start >= 0 else 0
    return page[:end] + banner + page[end:]


_BANNER = Markup(
    '<section role="alert" aria-label="Problems" style="position:relative;z-index:9;'
    "box-sizing:border-box;margin:0;padding:1rem 1.25rem;font:16px/1.5 system-ui,sans-serif;"
    'color:#1b1b1b;background:#fff3d6;border-bottom:4px solid #b3261e">'
    '<p style="margin:0 0 .5rem"><strong>{count} to mend.</strong> '
    "This page shows the last good report; it is renewed as soon as the file is right.</p>"
    '<ol style="margin:0;padding-left:1.4rem">{items}</ol></section>'
)
_ITEM = Markup(
    '<li style="margin:.4rem 0;overflow-wrap:anywhere"><strong>{file}:{line}</strong> {entry} '
    '<span style="white-space:pre-line">{what}</span><br><em>To mend it:</em> {mend}</li>'
)
_MOST_SHOWN = 50


def banner(problems: tuple[Problem, ...]) -> str:
    """The problems as HTML that stands on its own, whatever page it is put into."""
    items = [
        _ITEM.format(
            file=visible(problem.position.file),
            line=problem.position.line,
            entry=visible(problem.entry),
            what=visible(problem.what),
            mend=visible(problem.mend),
        )
        for problem in problems[:_MOST_SHOWN]
    ]
    if len(problems) > _MOST_SHOWN:
        items.append(Markup("<li>… and {} more.</li>").format(len(problems) - _MOST_SHOWN))
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    return _BANNER.format(count=count, items=Markup("").join(items))


def _from_elsewhere(error: BaseException) -> Problem:
    said = str(escape(str(error)).unescape()).strip() or type(error).__name__
    return Problem(
        position=Position("mkdocs.yml"),
        rule="build",
        what=f"The site could not be built: {said}",
        mend="Undo the last change to mkdocs.yml, docs/ or overrides/. "
        "The terminal in which the preview runs says more.",
    )


def _watch(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Rebuild when anything a report is made of changes, folders removed and made again included.

    MkDocs' own watching stops for good when the watched folder is removed, so the folders are
    watched from their parent, the report's folder, and taken up again when they come back.
    """
    root = Path(config.config_file_path).parent
    package = Path(__file__).parent.parent
    beacon = Path(tempfile.mkdtemp(prefix="factcheck_beacon_"))
    server.watch(str(beacon))
    server.watch(str(root), recursive=False)
    for folder in (package / "templates", package / "theme"):
        server.watch(str(folder))
    watched = _Folders(server, root, beacon, skipped=_not_ours(config, root))
    watched.take_up()
    server.observer.schedule(watched, str(root), recursive=False)


def _not_ours(config: MkDocsConfig, root: Path) -> frozenset[str]:
    """Folders beside the report that builds and tools write into."""
    names = {"site", "node_modules", "venv", "build", "dist", "__pycache__", "tests"}
    return frozenset(names | {Path(config.docs_dir).name})


class _Folders(FileSystemEventHandler):
    """Watches the report's folders, also after they were removed and made again."""

    def __init__(
        self, server: LiveReloadServer, root: Path, beacon: Path, skipped: frozenset[str]
    ) -> None:
        self._server = server
        self._root = root
        self._beacon = beacon
        self._skipped = skipped
        self._watched: set[str] = set()

    def take_up(self) -> None:
        """Watch the folders that are there and not watched yet; forget those that are gone."""
        there = {
            str(path)
            for path in self._root.iterdir()
            if path.is_dir()
            and not path.is_symlink()
            and not path.name.startswith(".")
            and path.name not in self._skipped
        }
        for gone in self._watched - there:
            self._server.unwatch(gone)
        for new in there - self._watched:
            self._server.watch(new)
        self._watched = there

    def on_any_event(self, event: FileSystemEvent) -> None:
        """A folder came or went: look again, and rebuild, through a file that is watched."""
        if event.is_directory and event.event_type in ("created", "deleted", "moved"):
            before = set(self._watched)
            self.take_up()
            if before != self._watched:
                (self._beacon / "changed").write_text(str(sorted(self._watched)))
