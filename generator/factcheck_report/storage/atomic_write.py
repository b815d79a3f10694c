"""Writes a file completely or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_LONGEST_NAME = 100
"""Code points of the file's name that its temporary file repeats."""


def write_atomically(
    path: Path,
    data: bytes,
    *,
    folder: int | None = None,
    mode: int | None = None,
    durable: bool = False,
    replacing: bool = True,
    before_replacing: Callable[[], None] | None = None,
) -> None:
    """Write a temporary file next to `path`, then rename it to `path`.

    `path` is relative to the open directory `folder`, a file descriptor, if one is given. `mode`
    holds the permission bits; by default they follow the umask. With `durable`, data and name are
    forced to disk. Without `replacing`, a file that another program has created in the meantime
    stays, and FileExistsError is raised. `before_replacing` runs after the temporary file is
    complete. If it raises, or anything else fails, `path` stays as it was and the temporary file is
    removed. Raises OSError.
    """
    temporary = path.with_name(f".{path.name[:_LONGEST_NAME]}.{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, _CREATE, 0o666 if mode is None else 0o600, dir_fd=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            if mode is not None:
                os.fchmod(descriptor, mode)
            if durable:
                file.flush()
                os.fsync(descriptor)
        if before_replacing is not None:
            before_replacing()
        if replacing or not _linked(temporary, path, folder):
            os.replace(temporary, path, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary, dir_fd=folder)
        raise
    if durable:
        # The file is already replaced: a failure here cannot be undone.
        with contextlib.suppress(OSError):
            _force_to_disk(path.parent, folder)


def _linked(temporary: Path, path: Path, folder: int | None) -> bool:
    """Give the file its name, unless a file has it. False if the file system has no hard links."""
    try:
        os.link(temporary, path, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        return False
    os.unlink(temporary, dir_fd=folder)
    return True


def _force_to_disk(parent: Path, folder: int | None) -> None:
    descriptor = os.open(parent, os.O_RDONLY | os.O_DIRECTORY, dir_fd=folder)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
