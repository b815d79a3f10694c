"""Watches the files that a report is made of, and no others.

MkDocs stops watching a folder for good when it is removed. It also rebuilds for any file that
appears next to mkdocs.yml, such as a log. So the report's folder itself is watched here, and the
folders in it are watched again when they come back. It is also polled more often than MkDocs polls,
because it holds the file that editors save most: claims.yaml.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from factcheck_report.mkdocs_plugin.mkdocs_internals import report_change

# Folders next to the report into which builds and tools write.
_IGNORED = frozenset({"site", "node_modules", "venv", "build", "dist", "__pycache__", "tests"})
_INTERVAL = 0.15
"""Seconds between two polls of the report's folder, without its subfolders."""
_SETTLING = 0.05
"""Seconds without a change after which a file counts as completely written."""

_PACKAGE_FOLDERS = ("i18n/languages", "rendering/templates", "theme")
"""Folders of this package with files that are not Python, for those who develop it."""

Inputs = frozenset[tuple[str, int, int]]
"""Files: path, time of the last change in nanoseconds, size in bytes."""


def site_inputs(config: MkDocsConfig) -> Inputs:
    """All files from which a site is built, except the report's."""
    package = Path(__file__).parents[2]
    places = (
        config.config_file_path,
        config.docs_dir,
        config.theme.custom_dir,
        *config.watch,
        *(package / folder for folder in _PACKAGE_FOLDERS),
    )
    files = (file for place in places if place for file in _files_below(Path(place)))
    return frozenset((str(file), time, size) for file, time, size in files)


def _files_below(place: Path) -> Iterator[tuple[Path, int, int]]:
    for file in sorted(place.rglob("*")) if place.is_dir() else (place,):
        # A file that was removed meanwhile is left out.
        with contextlib.suppress(OSError):
            if file.is_file():
                status = file.stat()
                yield file, status.st_mtime_ns, status.st_size


def watch(
    server: LiveReloadServer, config: MkDocsConfig, claims: Sequence[str], scratch: Path
) -> BaseObserver:
    """Rebuild when claims, documents, docs, templates or the settings change.

    `claims` is the plugin's option for each report; `scratch` is a folder of the preview's own.
    Returns the observer that runs alongside the server's, to be stopped.
    """
    root = Path(config.config_file_path).parent
    package = Path(__file__).parents[2]
    beacon = scratch / "beacon"
    beacon.mkdir()
    for folder in (beacon, *(package / folder for folder in _PACKAGE_FOLDERS)):
        server.watch(str(folder))
    names = (Path(config.config_file_path).name, *(one.split("/")[0] for one in claims))
    handler = _ReportFolder(server, root, names, beacon)
    handler.update_folders()
    observer = PollingObserver(timeout=_INTERVAL)
    observer.schedule(handler, str(root), recursive=False)
    observer.start()
    return observer


class _ReportFolder(FileSystemEventHandler):
    """Handles changes of the files and folders directly in the report's folder."""

    def __init__(
        self, server: LiveReloadServer, root: Path, names: tuple[str, ...], beacon: Path
    ) -> None:
        self._server = server
        self._root = root
        self._names = names
        """Names and glob patterns of files that belong to the report."""
        self._beacon = beacon
        """An empty folder that the server watches; changes are reported as changes in it."""
        self._watched: set[str] = set()
        self._reported: dict[Path, tuple[int, int] | None] = {}
        """The last state of each file that was reported to the server."""

    def update_folders(self) -> bool:
        """Watch new folders and forget removed ones; returns whether there were any."""
        present = {
            str(path)
            for path in self._root.iterdir()
            if path.is_dir()
            and not path.is_symlink()
            and not path.name.startswith(".")
            and path.name not in _IGNORED
        }
        changed = present != self._watched
        for gone in self._watched - present:
            # MkDocs counts the calls of `watch` and needs as many of `unwatch`.
            with contextlib.suppress(KeyError):
                while True:
                    self._server.unwatch(gone)
        for new in present - self._watched:
            self._server.watch(new)
        self._watched = present
        return changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Report a change of the report's files to the server."""
        if event.is_directory:
            relevant = event.event_type in ("created", "deleted", "moved") and self.update_folders()
        else:
            changed = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
            # A file that is being written seems to change several times.
            new = [path for path in changed if self._is_ours(path) and self._is_new_state(path)]
            relevant = bool(new)
        if relevant:
            report_change(self._server, self._beacon)

    def _is_ours(self, path: Path) -> bool:
        return any(fnmatchcase(path.name, own) for own in self._names)

    def _is_new_state(self, path: Path) -> bool:
        """Whether a file, once completely written, differs from its last reported state."""
        state = _settled(path)
        is_new = path not in self._reported or self._reported[path] != state
        self._reported[path] = state
        return is_new


def _settled(path: Path) -> tuple[int, int] | None:
    """Wait until a file is completely written; returns its state, None if it was removed."""
    before, state = None, _state(path)
    while state != before:
        time.sleep(_SETTLING)
        before, state = state, _state(path)
    return state


def _state(path: Path) -> tuple[int, int] | None:
    """Size in bytes and time of the last change in nanoseconds."""
    with contextlib.suppress(OSError):
        status = path.stat()
        return status.st_size, status.st_mtime_ns
    return None
