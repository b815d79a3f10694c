"""Temporary folders. The next process removes those that a killed process left."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from factcheck_report.storage.locks import lock

_MARKER = ".factcheck-temporary"
"""A file in each such folder. Folders without it belong to somebody else and are left alone."""
_PREFIX = "factcheck_"
"""The default prefix of folders' names."""
_RANDOM = re.compile(r"[a-z0-9_]{8}")
"""What `tempfile` puts behind it."""
_ATTEMPTS = 10


class TemporaryFolder:
    """A new folder, locked until it is removed. Raises OSError if it cannot be created."""

    def __init__(
        self,
        prefix: str = _PREFIX,
        parent: Path | None = None,
        rescue: Callable[[Path], None] | None = None,
    ) -> None:
        """`parent` is the folder to create it in, by default the system's for temporary files.

        `rescue` is called with each folder that a killed process left, before it is removed.
        """
        parent = _system_folder() if parent is None else parent
        for folder in _abandoned(prefix, parent):
            if rescue is not None:
                rescue(folder)
            _remove(folder)
        for attempt in range(1, _ATTEMPTS + 1):
            self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
            # Locked first: another process removes marked folders, and empty ones, that are not
            # locked.
            self.lock = lock(self.path)
            """A file descriptor, for a child process that also works in the folder."""
            try:
                if self.lock is not None:
                    (self.path / _MARKER).touch()
                    return
            except FileNotFoundError:
                pass
            except OSError:
                self.remove()
                raise
            if self.path.exists() and attempt == _ATTEMPTS:
                # The system has no locks.
                return
            self.remove()
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    def remove(self) -> None:
        """Remove it with its content. Does nothing the second time."""
        _remove(self.path)
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.remove()


def _abandoned(prefix: str, parent: Path) -> Iterator[Path]:
    """Temporary folders in `parent` of processes that have ended; each is locked while yielded."""
    found: list[Path] = []
    with contextlib.suppress(OSError):
        found = [path for path in parent.iterdir() if path.name.startswith(prefix)]
    for folder in found:
        held = lock(folder)
        if held is None:
            continue
        try:
            # Killed before it was marked, or when only the mark was left.
            if (folder / _MARKER).is_file() or _is_new(folder, prefix):
                yield folder
        finally:
            os.close(held)


def _is_new(folder: Path, prefix: str) -> bool:
    """Whether a folder is as `tempfile.mkdtemp` makes it: of such a name, and empty."""
    name = folder.name.removeprefix(prefix)
    return _RANDOM.fullmatch(name) is not None and not any(folder.iterdir())


def _remove(folder: Path) -> None:
    """Remove a folder, the mark last, so that the rest is found if this is killed or fails."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != _MARKER:
                path.unlink()
        if all(path.name == _MARKER for path in folder.iterdir()):
            shutil.rmtree(folder, ignore_errors=True)


def _system_folder() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        # Raised where Python could write a file to none of the usual folders.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
