"""Reports the progress of work that takes more than a moment, so that nobody thinks it hangs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

Say = Callable[[str], None]
"""Shows a line to the person who waits."""

DELAY = 2.0
"""Seconds before the first line, and between the lines of a counter."""
_INTERVAL = 10.0
"""Seconds between the lines after the first."""


@contextmanager
def show_progress(task: str, say: Say) -> Iterator[None]:
    """While the block runs, name the task, such as "Reading", and the seconds it has taken."""
    done = threading.Event()
    start = time.monotonic()

    def repeat() -> None:
        wait = DELAY
        while not done.wait(wait):
            say(f"{task} … ({time.monotonic() - start:.0f} s)")
            wait = _INTERVAL

    thread = threading.Thread(target=repeat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


class ProgressCounter:
    """Reports how many of `total` items are done, at most once every two seconds."""

    def __init__(self, task: str, total: int, say: Say) -> None:
        self._task = task
        self._total = total
        self._say = say
        self._done = 0
        self._last = time.monotonic()

    def count(self) -> None:
        """Count one more item as done."""
        self._done += 1
        now = time.monotonic()
        if now - self._last >= DELAY:
            self._last = now
            self._say(f"{self._task}: {self._done:,} of {self._total:,}")

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """The same items; each counts as done when the next is asked for."""
        for item in items:
            yield item
            self.count()
