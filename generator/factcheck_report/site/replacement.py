"""Writes a new folder beside an old one, which it then replaces as a whole.

Where the system can exchange two folders in one step, there is no moment without the folder. Where
the folder cannot be moved, such as a mounted one, its content is replaced.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from factcheck_report.problems import Problem
from factcheck_report.storage.exchange import exchange
from factcheck_report.storage.temporary import TemporaryFolder

_NEW = "site"
_PREVIOUS = "previous"
_OLD = "old"
"""Names in the temporary folder: of the new folder, of the old one as long as it may be put back,
and of what remains to be removed."""
_KEEP = "keep"
"""A file there, with the inode of the old folder, if hidden files in that have to be kept."""
_OWN_HIDDEN = ".factcheck"
"""What the names of the product's own hidden files begin with: these are not kept."""
_LONGEST_NAME = 200
_ATTEMPTS = 100
"""Other builds may replace the same folder at the same time."""
_CONTENDED = {errno.ENOENT, errno.EEXIST, errno.ENOTEMPTY}
"""Errors of renaming a folder that another build has replaced meanwhile."""
_IMMOVABLE = {errno.EXDEV, errno.EBUSY, errno.EACCES, errno.EPERM}
"""Errors of renaming a folder that is mounted, or in a folder that may not be written."""


class NotPublished(Exception):
    """Nothing was changed. Holds the reason, in words for editors, and the problems if any."""

    def __init__(self, reason: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(reason)
        self.problems = problems


class FolderReplacement:
    """A folder that will take the place of `folder`: somebody makes it at `path`.

    Also puts back, or removes, what builds of that folder left that were killed. Close it in any
    case. With `keep_hidden`, files and folders whose names begin with a full stop stay, unless the
    new folder has one of that name, and so do the folder's permissions.
    """

    def __init__(
        self, folder: Path, refuse: Callable[[Path], None], *, keep_hidden: bool = False
    ) -> None:
        """`refuse` raises NotPublished if what is at `folder` may not be replaced.

        Raises NotPublished and OSError.
        """
        folder = Path(os.path.normpath(folder))
        if not folder.name or len(folder.name) > _LONGEST_NAME:
            raise NotPublished(f"“{folder}” cannot be replaced. Choose another folder.")
        self._folder = folder
        self._keep_hidden = keep_hidden
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.temporary = _temporary_folder(folder)
        self.path = self.temporary.path / _NEW
        try:
            refuse(folder)
        except BaseException:
            self.close()
            raise

    def put_in_place(self) -> None:
        """Replace the folder. Raises OSError and leaves it as it was."""
        if self._keep_hidden and self._folder.is_dir():
            shutil.copymode(self._folder, self.path)
            inode = str(self._folder.stat().st_ino)
            (self.temporary.path / _KEEP).write_text(inode, "utf-8")
        try:
            self._put_in_place()
        except OSError as error:
            if error.errno not in _IMMOVABLE or not os.access(self._folder, os.W_OK | os.X_OK):
                raise
            _replace_content(self._folder, self.path)

    def _put_in_place(self) -> None:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self._rename()
                break
            except OSError as error:
                if error.errno not in _CONTENDED or attempt == _ATTEMPTS:
                    raise
        _restore(self._folder, self.temporary.path)

    def _rename(self) -> None:
        previous = self.temporary.path / _PREVIOUS
        if not self._folder.exists():
            self.path.rename(self._folder)
        elif exchange(self.path, self._folder):
            self.path.rename(previous)
        else:
            # Of an attempt before this one; another build has replaced the folder since.
            shutil.rmtree(previous, ignore_errors=True)
            self._folder.rename(previous)
            self.path.rename(self._folder)

    def close(self) -> None:
        """Remove the temporary folder, with the old folder or, if that was not replaced, the new.

        If the old one cannot be put back, the temporary folder stays, and with it the old one.
        """
        _restore(self._folder, self.temporary.path)
        previous = self.temporary.path / _PREVIOUS
        if previous.exists():
            # While it is being removed, it is no folder any more that could be put back.
            previous.rename(self.temporary.path / _OLD)
        self.temporary.remove()


def _temporary_folder(folder: Path) -> TemporaryFolder:
    try:
        return TemporaryFolder(f".{folder.name}-", folder.parent, partial(_restore, folder))
    except PermissionError:
        if not os.access(folder, os.W_OK | os.X_OK):
            raise
        return TemporaryFolder()


def _restore(folder: Path, temporary: Path) -> None:
    """Put the old folder back if it was moved and the new one did not take its place.

    If it did, move the hidden files that have to be kept.
    """
    new, previous, keep = (temporary / name for name in (_NEW, _PREVIOUS, _KEEP))
    with contextlib.suppress(FileNotFoundError):
        # The two were exchanged.
        if str(new.stat().st_ino) == keep.read_text("utf-8"):
            new.rename(previous)
    if not previous.is_dir():
        return
    if not folder.exists():
        previous.rename(folder)
    elif keep.exists():
        for item in previous.iterdir():
            is_own = item.name.startswith(_OWN_HIDDEN)
            target = folder / item.name
            if item.name.startswith(".") and not is_own and not os.path.lexists(target):
                item.rename(target)


def _replace_content(folder: Path, new: Path) -> None:
    """Replace all but the hidden files of a folder that cannot be moved by those of another.

    Only this takes more than one step: somebody who kills it may leave a part.
    """
    with TemporaryFolder(".new-", folder) as staging:
        # If the disk is full, it is so before anything is removed.
        ready = Path(shutil.copytree(new, staging.path / _NEW))
        for old in folder.iterdir():
            if not old.name.startswith("."):
                _remove(old)
        for item in ready.iterdir():
            target = folder / item.name
            _remove(target)
            item.rename(target)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
