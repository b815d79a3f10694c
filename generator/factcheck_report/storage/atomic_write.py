"""Writes a file completely or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_LONGEST_NAME = 100
"""Code points of the file's name that its temporary file repeats."""
_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{16}\.tmp", re.DOTALL)


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
    temporary, descriptor = _create(path, 0o666 if mode is None else 0o600, folder)
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


def remove_abandoned(folder: int) -> None:
    """Remove temporary files of `write_atomically` that a killed process left in an open folder."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if _TEMPORARY.fullmatch(name):
                _remove_if_abandoned(name, folder)


def _remove_if_abandoned(name: str, folder: int) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        try:
            about = os.fstat(descriptor)
            if stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid():
                # Whoever writes it holds a lock on it.
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(name, dir_fd=folder)
        finally:
            os.close(descriptor)


def _create(path: Path, mode: int, folder: int | None) -> tuple[Path, int]:
    """A new temporary file, locked if the system has locks, and its descriptor."""
    while True:
        temporary = path.with_name(f".{path.name[:_LONGEST_NAME]}.{secrets.token_hex(8)}.tmp")
        descriptor = os.open(temporary, _CREATE, mode, dir_fd=folder)
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_nlink:
            return temporary, descriptor
        # Another process took it for an abandoned one before it was locked.
        os.close(descriptor)


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
