"""Waiting for other processes, and their open files."""

from __future__ import annotations

import contextlib
import glob
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")

PATIENCE = 180
"""Seconds; far more than anything takes that a test waits for."""


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited {PATIENCE} s in vain"
        time.sleep(0.005)


def settled(read: Callable[[], Value], seconds: float = 1) -> Value:
    """Return a value once it has stayed the same for some seconds."""
    value, since = read(), time.monotonic()
    deadline = since + PATIENCE
    while time.monotonic() < since + seconds:
        assert time.monotonic() < deadline, f"still changing after {PATIENCE} s"
        time.sleep(0.05)
        if (now := read()) != value:
            value, since = now, time.monotonic()
    return value


def found(folder: Path, pattern: str) -> list[Path]:
    """Return matching files and folders, which another process may remove meanwhile."""
    # Path.glob fails where a folder vanishes while it looks into it.
    names = glob.glob(pattern, root_dir=folder, include_hidden=True)  # noqa: PTH207
    return [folder / name for name in names]


def open_files(process: int) -> list[str]:
    """Return what a process has open: paths of files, names of sockets and pipes."""
    opened = []
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        # Closed meanwhile.
        with contextlib.suppress(FileNotFoundError):
            opened.append(str(descriptor.readlink()))
    return opened


def works_in(folder: Path) -> bool:
    """Whether a process has its working folder there.

    Pagefind has, for a moment longer than the build that was killed.
    """
    for place in glob.glob("/proc/[0-9]*/cwd"):  # noqa: PTH207
        # Ended meanwhile, or another user's.
        with contextlib.suppress(OSError):
            if Path(place).readlink().is_relative_to(folder):
                return True
    return False
