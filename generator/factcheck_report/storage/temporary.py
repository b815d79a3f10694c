"""Temporary folders. What a killed process leaves of them, the next one removes."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from factcheck_report.storage.locks import lock

_MARKER = ".factcheck-temporary"
"""A file in each such folder. A folder without it belongs to somebody else and is left alone."""
_PREFIX = "factcheck_"
"""Of folders among the temporary files of the system."""


class TemporaryFolder:
    """A new folder, locked until it is removed. Raises OSError if it cannot be made."""

    def __init__(
        self,
        prefix: str = _PREFIX,
        parent: Path | None = None,
        rescue: Callable[[Path], None] | None = None,
    ) -> None:
        """`parent` is the folder to make it in; by default the one for temporary files.

        `rescue` is called with each folder that a killed process left, before it is removed.
        """
        parent = _system_folder() if parent is None else parent
        for folder in _abandoned(prefix, parent):
            if rescue is not None:
                rescue(folder)
            shutil.rmtree(folder, ignore_errors=True)
        self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        # Marked only once it is locked: nobody sees a marked folder of a running process unlocked.
        self.lock = lock(self.path)
        """A descriptor, for a child that also works in the folder."""
        try:
            if self.lock is not None:
                (self.path / _MARKER).touch()
        except OSError:
            self.remove()
            raise

    def remove(self) -> None:
        """Remove it with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.remove()


def _abandoned(prefix: str, parent: Path) -> Iterator[Path]:
    """Temporary folders in `parent` whose process has ended, each locked while it is yielded."""
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
        # Python tries to write a file in each place there is.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
