"""Replaces the content of a file as a whole, or leaves the file as it was."""

from __future__ import annotations

import codecs
import contextlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from factcheck_report.documents import files
from factcheck_report.storage.atomic_write import remove_abandoned, write_atomically


def rewrite(root: Path, path: str, before: str, after: str) -> None:
    """Replace the text of a file inside `root` that was read as `before`.

    A byte order mark stays. The new content is written to a temporary file next to it, flushed to
    disk and renamed. Raises FileRefused and leaves the file as it was if anything fails, or if the
    file changed in the meantime.
    """
    data = files.read_bytes(root, path, files.LARGEST_CLAIMS_FILE)
    if files.decode(data, path) != before:
        raise _changed(path)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    parts = files.check_path(path)
    try:
        folder = files.open_folder(root, path)
        try:
            remove_abandoned(folder)
            _swap(root, path, folder, parts[-1], data, mark + after.encode())
        finally:
            os.close(folder)
    except OSError as error:
        raise files.FileRefused(
            f"“{path}” cannot be written ({os.strerror(error.errno or 0)}). It was not changed.",
            "Free some disk space, or give yourself permission to write the file and its folder.",
        ) from error


def rewrite_all(root: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Replace the texts of several files, by path, as `rewrite` does: all of them or none.

    `before` may have more files than `after`. Raises FileRefused and leaves all files as they
    were. Only if a file cannot be restored either, as on a full disk, that one stays changed.
    """
    written: list[str] = []
    try:
        for path, text in after.items():
            rewrite(root, path, before[path], text)
            written.append(path)
    except files.FileRefused:
        for path in written:
            with contextlib.suppress(files.FileRefused):
                rewrite(root, path, after[path], before[path])
        raise


def _swap(root: Path, path: str, folder: int, name: str, before: bytes, after: bytes) -> None:
    _refuse_changed(root, path, before)
    # A rename would replace a file that its owner made read-only.
    os.close(os.open(name, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder))
    mode = stat.S_IMODE(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    write_atomically(
        Path(name),
        after,
        folder=folder,
        mode=mode,
        durable=True,
        # Check again as late as possible: an editor may have saved in the meantime.
        before_replacing=lambda: _refuse_changed(root, path, before),
    )


def _refuse_changed(root: Path, path: str, before: bytes) -> None:
    if files.read_bytes(root, path, files.LARGEST_CLAIMS_FILE) != before:
        raise _changed(path)


def _changed(path: str) -> files.FileRefused:
    return files.FileRefused(
        f"Another program changed “{path}” in the meantime. Nothing was written to it.",
        "Run the command again.",
    )
