"""Locks on folders: whether a process is still at work in one.

The system releases a lock when the process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def lock(folder: Path, *, shared: bool = False) -> int | None:
    """Lock a folder of this user, for this process alone or `shared` with others that share it.

    Returns a descriptor; the lock lasts until it is closed here and in every child it was passed
    to. None if another process holds a lock, or if this is not a folder of the user's own.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        if os.fstat(descriptor).st_uid == os.geteuid():
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None
