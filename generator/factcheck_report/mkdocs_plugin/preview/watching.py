"""What the preview watches: all that a report is made of, and nothing else.

MkDocs' own watching ends for good when the watched folder is removed, and it takes any file
that appears beside mkdocs.yml, a log for one, for a change. So the report's folder itself is
watched here, and the folders in it are taken up again when they come back. It is also looked at
more often than MkDocs looks, since in it stands what editors save most: claims.yaml.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

# Folders beside the report that builds and tools write into.
_NOT_OURS = frozenset({"site", "node_modules", "venv", "build", "dist", "__pycache__", "tests"})
_INTERVAL = 0.15
"""Seconds between two looks at the report's folder, without what is in its folders."""
_SETTLING = 0.05
"""Seconds for which a file must stay as it is: writing a large one takes some time."""

Inputs = frozenset[tuple[str, int, int]]
"""Files by path, time of the last change in nanoseconds, and size in bytes."""


def inputs(config: MkDocsConfig) -> Inputs:
    """All files that a site is made of, but those of the report."""
    package = Path(__file__).parents[2]
    places = (
        config.config_file_path,
        config.docs_dir,
        config.theme.custom_dir,
        *config.watch,
        *(package / name for name in ("languages", "templates", "theme")),
    )
    files = (file for place in places if place for file in _files_below(Path(place)))
    return frozenset((str(file), time, size) for file, time, size in files)


def _files_below(place: Path) -> Iterator[tuple[Path, int, int]]:
    for file in sorted(place.rglob("*")) if place.is_dir() else (place,):
        # Gone in the meantime: then it is no longer what was there.
        with contextlib.suppress(OSError):
            if file.is_file():
                about = file.stat()
                yield file, about.st_mtime_ns, about.st_size


def watch(
    server: LiveReloadServer, config: MkDocsConfig, claims: str, scratch: Path
) -> BaseObserver:
    """Rebuild when claims, sources, docs, templates or the configuration change.

    `claims` is the plugin's option; `scratch` a folder of the preview's own. What watches, beside
    the server, is given back, to be stopped.
    """
    root = Path(config.config_file_path).parent
    package = Path(__file__).parents[2]
    beacon = scratch / "beacon"
    beacon.mkdir()
    for folder in (beacon, package / "templates", package / "theme"):
        server.watch(str(folder))
    names = (Path(config.config_file_path).name, claims.split("/")[0])
    handler = _ReportFolder(server, root, names, beacon)
    handler.take_up()
    observer = PollingObserver(timeout=_INTERVAL)
    observer.schedule(handler, str(root), recursive=False)
    observer.start()
    return observer


class _ReportFolder(FileSystemEventHandler):
    """Looks at what comes, goes and changes directly in the report's folder."""

    def __init__(
        self, server: LiveReloadServer, root: Path, names: tuple[str, ...], beacon: Path
    ) -> None:
        self._server = server
        self._root = root
        self._names = names
        """Names and patterns of files that belong to the report."""
        self._beacon = beacon
        """A folder in which nothing happens; the server rebuilds for what it is told of it."""
        self._watched: set[str] = set()
        self._told: dict[Path, tuple[int, int] | None] = {}
        """The state of each file for which the server was told to rebuild."""

    def take_up(self) -> bool:
        """Watch the folders that are there, forget those that are gone; whether any did either."""
        there = {
            str(path)
            for path in self._root.iterdir()
            if path.is_dir()
            and not path.is_symlink()
            and not path.name.startswith(".")
            and path.name not in _NOT_OURS
        }
        changed = there != self._watched
        for gone in self._watched - there:
            # MkDocs counts how often a folder is watched, and forgets it at the last time.
            with contextlib.suppress(KeyError):
                while True:
                    self._server.unwatch(gone)
        for new in there - self._watched:
            self._server.watch(new)
        self._watched = there
        return changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Rebuild, if it concerns the report."""
        if event.is_directory:
            concerns = event.event_type in ("created", "deleted", "moved") and self.take_up()
        else:
            changed = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
            # While a file is being written it is seen to change several times.
            news = [path for path in changed if self._is_ours(path) and self._is_news(path)]
            concerns = bool(news)
        if concerns:
            beacon = ObservedWatch(str(self._beacon), recursive=True)
            told = FileModifiedEvent(str(self._beacon / "changed"))
            self._server.observer.event_queue.put((told, beacon))

    def _is_ours(self, path: Path) -> bool:
        return any(fnmatchcase(path.name, own) for own in self._names)

    def _is_news(self, path: Path) -> bool:
        """Whether a file, once it is written, is another than the server was told of."""
        state = _settled(path)
        news = path not in self._told or self._told[path] != state
        self._told[path] = state
        return news


def _settled(path: Path) -> tuple[int, int] | None:
    """Size and time of the last change of a file nobody is writing; None if it is gone."""
    before, state = None, _state(path)
    while state != before:
        time.sleep(_SETTLING)
        before, state = state, _state(path)
    return state


def _state(path: Path) -> tuple[int, int] | None:
    with contextlib.suppress(OSError):
        about = path.stat()
        return about.st_size, about.st_mtime_ns
    return None
