"""Says what is being done where that takes more than a moment, so that nobody thinks it hangs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

Say = Callable[[str], None]
"""Shows a line to whoever waits."""

PATIENCE = 2.0
"""Seconds without a word."""
_LATER = 10.0
"""Seconds between the words after the first."""


@contextmanager
def lasting(what: str, say: Say) -> Iterator[None]:
    """While the block runs, say what it does, e.g. "Reading": first after two seconds."""
    done = threading.Event()
    start = time.monotonic()

    def tell() -> None:
        wait = PATIENCE
        while not done.wait(wait):
            say(f"{what} … ({time.monotonic() - start:.0f} s)")
            wait = _LATER

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


class Counter:
    """Says how many of a number of things are done, every two seconds."""

    def __init__(self, what: str, whole: int, say: Say) -> None:
        self._what = what
        self._whole = whole
        self._say = say
        self._done = 0
        self._last = time.monotonic()

    def count(self) -> None:
        """One more is done."""
        self._done += 1
        now = time.monotonic()
        if now - self._last >= PATIENCE:
            self._last = now
            self._say(f"{self._what}: {self._done:,} of {self._whole:,}")

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """The same items, each counted when the next is asked for."""
        for item in items:
            yield item
            self.count()
