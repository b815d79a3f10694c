"""Runs a command, and lets something happen at a chosen moment of it.

`python -m tests.faults.struck WHAT WHEN MODULE ARGUMENT…`, where WHAT happens before the process
changes a file, and WHEN is the number of that change, from 1. Or it happens before the process
opens a file or lists a folder, and WHEN is its path. Python tells an audit hook of both.
"""

from __future__ import annotations

import os
import runpy
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_CHANGES = {
    *("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
}
CHANGES = "CHANGES"
"""Environment variable: a file into which the changes are written, one a line."""


def _is_change(event: str, details: tuple[Any, ...]) -> bool:
    if event == "open":
        path, _, flags = details
        # Not a pipe or another descriptor.
        return not isinstance(path, int) and bool(flags & _WRITING) and path != os.devnull
    # The system's call that exchanges two folders is found by its name.
    return event in _CHANGES or (event == "ctypes.dlsym" and "rename" in str(details[1]))


def _path(event: str, details: tuple[Any, ...]) -> str:
    if event not in ("open", "os.listdir", "os.scandir") or isinstance(details[0], int):
        return ""
    return os.fsdecode(details[0]) if details[0] is not None else ""


def kill(path: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt(path: str) -> None:
    os.kill(os.getpid(), signal.SIGINT)


def vanish(path: str) -> None:
    """Remove the file before it is opened."""
    place = Path(path)
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def halve(path: str) -> None:
    """An editor has written half of it."""
    data = Path(path).read_bytes()
    Path(path).write_bytes(data[: len(data) // 2])


def empty(path: str) -> None:
    """An editor has not begun to write it."""
    Path(path).write_bytes(b"")


def fill_disk(path: str) -> None:
    raise OSError(28, os.strerror(28), path)


STRIKES: dict[str, Callable[[str], None]] = {
    each.__name__: each for each in (kill, interrupt, vanish, halve, empty, fill_disk)
}


class _Hook:
    def __init__(self, what: str, when: str) -> None:
        self.strike = STRIKES.get(what)
        self.number = int(when) if when.isdecimal() else 0
        self.path = "" if self.number or when == "0" else when
        self.name = Path(self.path).name
        self.count = 0
        self.changes: list[str] = []
        self.process = os.getpid()
        self.striking = False

    def __call__(self, event: str, details: tuple[Any, ...]) -> None:
        if self.striking or os.getpid() != self.process:
            return
        is_change = _is_change(event, details)
        if is_change:
            self.count += 1
            self.changes.append(event)
        path = _path(event, details)
        # Files of the report are opened in their folder: only the name is told.
        is_file = bool(self.path) and Path(path).name == self.name and Path(self.path).exists()
        # A full disk stays full: whatever needs room fails from then on.
        is_full = self.strike is fill_disk and 0 < self.number < self.count
        needs_room = is_full and is_change and event in ("open", "os.mkdir")
        if (is_change and self.count == self.number) or needs_room or is_file:
            if self.strike is None:
                return
            self.striking = True
            try:
                self.strike(self.path or path)
            finally:
                # Everything else happens once.
                self.striking = False
                if self.strike is not fill_disk:
                    self.strike = None


def main(what: str, when: str, module: str, *arguments: str) -> None:
    if clock := os.environ.get("CLOCK"):
        offset = float(clock) - time.time()
        real = time.time
        time.time = lambda: real() + offset
    sys.argv = [module, *arguments]
    hook = _Hook(what, when)
    sys.addaudithook(hook)
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        hook.strike = None
        if file := os.environ.get(CHANGES):
            Path(file).write_text("\n".join(hook.changes))


if __name__ == "__main__":
    main(*sys.argv[1:])
