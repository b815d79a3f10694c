"""Writes new files into the report's folder: all of them or none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Container, Mapping
from pathlib import Path

from factcheck_report.documents import files
from factcheck_report.pipeline import Outcome
from factcheck_report.storage.atomic_write import remove_abandoned, write_atomically


def write_new_files(
    root: Path, contents: Mapping[str, bytes], taken: Container[str] = ()
) -> list[str]:
    """Write files that do not exist yet, by path relative to `root`, and the folders they need.

    Returns the paths of those that were written. A file that has this content already stays: a
    command that was killed may have written it. But not if it is among `taken`, the files of other
    entries. Raises FileRefused if any of them cannot be written or exists. Then, and if the command
    is interrupted, removes what it wrote.
    """
    written: list[str] = []
    try:
        for path, data in contents.items():
            if path in taken:
                raise _exists(path)
            if not _has_content(root, path, data):
                _write(root, path, data)
                written.append(path)
    except BaseException:
        remove_files(root, written)
        raise
    return written


def remove_leftovers(root: Path, outcome: Outcome) -> None:
    """Remove temporary files that killed commands left beside the files of a report in `root`."""
    sources = outcome.draft.sources.values() if outcome.draft else ()
    paths = [*outcome.texts, *(source.file for source in sources)]
    beside = {path.rpartition("/")[0]: path for path in paths}
    for path in beside.values():
        with contextlib.suppress(OSError, files.FileRefused):
            folder = files.open_folder(root, path)
            try:
                remove_abandoned(folder)
            finally:
                os.close(folder)


def _has_content(root: Path, path: str, data: bytes) -> bool:
    try:
        return files.read_bytes(root, path, len(data)) == data
    except (OSError, files.FileRefused):
        return False


def remove_files(root: Path, paths: list[str]) -> None:
    """Remove files that `write_new_files` wrote."""
    for path in paths:
        with contextlib.suppress(OSError, files.FileRefused):
            folder = files.open_folder(root, path)
            try:
                os.unlink(files.check_path(path)[-1], dir_fd=folder)
            finally:
                os.close(folder)


def replace_file(root: Path, path: str, before: bytes, after: bytes) -> None:
    """Replace the content of a source file, if it is still `before`. Raises FileRefused."""

    def refuse_changed() -> None:
        if files.read_bytes(root, path, files.LARGEST_SOURCE) != before:
            raise files.FileRefused(
                f"Another program changed “{path}” in the meantime. Nothing was written to it.",
                "Run the command again.",
            )

    refuse_changed()
    try:
        folder = files.open_folder(root, path)
        try:
            name = Path(files.check_path(path)[-1])
            mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode & 0o777
            write_atomically(
                name, after, folder=folder, mode=mode, durable=True, before_replacing=refuse_changed
            )
        finally:
            os.close(folder)
    except OSError as error:
        raise _unwritable(path, error) from None


def _write(root: Path, path: str, data: bytes) -> None:
    parts = files.check_path(path)
    try:
        _make_folders(root, parts[:-1])
        folder = files.open_folder(root, path)
        try:
            remove_abandoned(folder)
            _refuse_existing(folder, parts[-1], path)
            write_atomically(
                Path(parts[-1]),
                data,
                folder=folder,
                durable=True,
                replacing=False,
                before_replacing=lambda: _refuse_existing(folder, parts[-1], path),
            )
        finally:
            os.close(folder)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise _unwritable(path, error) from None


def _make_folders(root: Path, parts: tuple[str, ...]) -> None:
    """Create the folders of a path, one in the other, without following links."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts:
            with contextlib.suppress(FileExistsError):
                os.mkdir(part, dir_fd=folder)
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
    finally:
        os.close(folder)


def _refuse_existing(folder: int, name: str, path: str) -> None:
    # Also names that differ in case: some file systems take them for the same.
    if files.FolderListings().like(name, folder):
        raise _exists(path)


def _exists(path: str) -> files.FileRefused:
    return files.FileRefused(
        f"There is already a file “{path}”.",
        "Choose another id with --id, or rename or remove that file.",
    )


def _unwritable(path: str, error: OSError) -> files.FileRefused:
    return files.FileRefused(
        f"“{path}” cannot be written ({os.strerror(error.errno or 0)}).",
        "Free some disk space, or give yourself permission to write the folder.",
    )
