"""Writing a new report's folder: all of it, or nothing."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp

_ALLOWED = {".git"}
"""What may be in the folder already: that of a new repository."""


class FolderRefused(Exception):
    """A folder in which no report can be started; says why."""


def require_empty(folder: Path) -> None:
    """Raise FolderRefused if something is in the folder, or if it is no folder."""
    try:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise FolderRefused(f"{folder} is not a folder.")
        found = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise FolderRefused(f"{folder} cannot be read: {error.strerror}.") from error
    others = [name for name in found if name not in _ALLOWED]
    if others:
        shown = ", ".join(others[:3]) + (" …" if len(others) > 3 else "")
        raise FolderRefused(f"{folder} is not empty: it has {shown}.")


def write_folder(folder: Path, files: Mapping[str, bytes], check: Callable[[Path], None]) -> None:
    """Write the files of a new report into an empty folder, or one that does not exist yet.

    They are first written into a folder beside it, and `check` is called with that. If it raises,
    or anything cannot be written, nothing is left. Raises FolderRefused, and what `check` raises.
    """
    require_empty(folder)
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    moved: list[Path] = []
    draft = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=".factcheck-init-", dir=folder))
        for name, content in files.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        check(draft)
        for path in list(draft.iterdir()):
            moved.append(path.rename(folder / path.name))
        draft.rmdir()
    except BaseException as error:
        for path in filter(None, (draft, *moved)):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
        for path in missing:
            with contextlib.suppress(OSError):
                path.rmdir()
        if isinstance(error, OSError):
            raise FolderRefused(f"{folder} cannot be written: {error.strerror}.") from error
        raise
