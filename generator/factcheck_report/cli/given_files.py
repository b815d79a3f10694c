"""Reads files that editors name on the command line, in the report's folder or outside it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from factcheck_report.documents import files


def read_given_file(path: Path, folder: Path) -> tuple[bytes, str | None]:
    """The content of a file, and its path in the report's folder if it is there.

    Raises FileRefused if it cannot be read, or is larger than an original may be.
    """
    root = folder.resolve()
    try:
        # Of the parents only: a link is refused, not followed.
        full = path.parent.resolve() / path.name
        if full.is_relative_to(root):
            inside = full.relative_to(root).as_posix()
            return files.read_bytes(root, inside, files.LARGEST_ORIGINAL), inside
        data = _read_outside(full, path)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        number = errno.ELOOP if isinstance(error, RuntimeError) else error.errno
        raise files.FileRefused(
            f"“{path}” cannot be read ({os.strerror(number or 0)}).", "Check the file's name."
        ) from None
    if len(data) > files.LARGEST_ORIGINAL:
        raise files.FileRefused(
            f"“{path}” is larger than {files.LARGEST_ORIGINAL // 1024 // 1024} MB.",
            "Keep only the part that you need, or save its text as a plain text file.",
        )
    return data, None


def _read_outside(full: Path, path: Path) -> bytes:
    """The content of a file outside the report's folder, which the editor calls `path`."""
    descriptor = os.open(full, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
    if not is_file:
        os.close(descriptor)
        raise files.FileRefused(f"“{path}” is not an ordinary file.", "Name a document.")
    with os.fdopen(descriptor, "rb") as opened:
        return opened.read(files.LARGEST_ORIGINAL + 1)
