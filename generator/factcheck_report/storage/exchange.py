"""Exchanges two files or folders in one step, so that neither is missing at any moment."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_RENAME_EXCHANGE = 2
"""Linux: `RENAME_EXCHANGE` of renameat2(2). macOS: `RENAME_SWAP` of renameatx_np(2)."""
_AT_FDCWD = -2 if sys.platform == "darwin" else -100
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(one: Path, other: Path, folder: int | None = None) -> bool:
    """Give each of two paths, both on one file system, what is at the other.

    They are relative to the open directory `folder`, a file descriptor, if one is given. False if
    this system or file system cannot do it; then nothing was changed. Raises OSError.
    """
    name = "renameatx_np" if sys.platform == "darwin" else "renameat2"
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if call is None:
        return False
    at = _AT_FDCWD if folder is None else folder
    if call(at, os.fsencode(one), at, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))
