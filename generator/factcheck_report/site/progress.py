"""Reports the progress of work that takes more than a moment, so that nobody thinks it hangs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Say = Callable[[str], None]
"""Shows a line to the person who waits."""

DELAY = 2.0
"""Seconds before the first line, and between the lines of a counter."""
_INTERVAL = 10.0
"""Seconds between the lines after the first."""


class Progress:
    """While a block runs, names the task, such as "Reading", and the seconds it has taken."""

    def __init__(self, task: str, say: Say) -> None:
        self._task = task
        self._say = say
        self._start = time.monotonic()
        self._next = DELAY

    def __enter__(self) -> Progress:
        self._begin()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def without_thread(self, begin: Callable[[], Iterable[T]]) -> Iterator[T]:
        """The results that `begin` gives, while this process has no second thread: it can fork.

        The task is named when a result arrives.
        """
        self._end()
        try:
            for result in begin():
                self._say_if_due()
                yield result
        finally:
            self._begin()

    def _begin(self) -> None:
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._repeat, daemon=True)
        self._thread.start()

    def _repeat(self) -> None:
        while not self._done.wait(max(self._next - self._passed(), 0)):
            self._say_if_due()

    def _end(self) -> None:
        self._done.set()
        self._thread.join()

    def _say_if_due(self) -> None:
        if self._passed() >= self._next:
            self._say(f"{self._task} … ({self._passed():.0f} s)")
            self._next = self._passed() + _INTERVAL

    def _passed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._start


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
