"""Temporary folders. The next process removes those that a killed process left."""

from __future__ import annotations

import contextlib
import errno
import os
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
            shutil.rmtree(folder, ignore_errors=True)
        self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        # Locked first: another process removes marked folders that are not locked.
        self.lock = lock(self.path)
        """A file descriptor, for a child process that also works in the folder."""
        try:
            if self.lock is not None:
                (self.path / _MARKER).touch()
        except OSError:
            self.remove()
            raise

    def remove(self) -> None:
        """Remove it with its content. Does nothing the second time."""
        shutil.rmtree(self.path, ignore_errors=True)
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
            if (folder / _MARKER).is_file():
                yield folder
        finally:
            os.close(held)


def _system_folder() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        # Raised where Python could write a file to none of the usual folders.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
