"""Locks on folders, which tell whether a process still uses one.

The system releases a lock when the process ends, even if it is killed.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def lock(folder: Path, *, shared: bool = False) -> int | None:
    """Lock a folder of this user, exclusively or `shared` with others that also share it.

    Returns a file descriptor. The lock lasts until the descriptor is closed here and in every child
    process that has it. None if another process holds a lock, or if the folder is not this user's.
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
