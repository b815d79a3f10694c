"""Ctrl-C ends a build, whatever the build is doing at that moment.

Python drops a KeyboardInterrupt that is raised in a callback, such as those that run while it
imports a module, frees an object or forks a process. Then the build would go on, and publish.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_interrupted = False


def remember_interrupts() -> None:
    """From now on, remember that somebody pressed Ctrl-C; see `stop_if_interrupted`.

    Does nothing if this process ignores Ctrl-C or something else answers it.
    """
    if (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    ):
        signal.signal(signal.SIGINT, _remember)


def interrupted() -> bool:
    """Whether somebody pressed Ctrl-C since `remember_interrupts`."""
    return _interrupted


def stop_if_interrupted() -> None:
    """Raise KeyboardInterrupt if somebody pressed Ctrl-C, even if Python dropped that."""
    if _interrupted:
        raise KeyboardInterrupt


@contextlib.contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Let Ctrl-C wait until the end of the block, in which processes are forked."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def end_at_interrupts() -> None:
    """In a forked process: let Ctrl-C end it without a word.

    The process that it was forked from says what is to be said.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _remember(number: int, frame: FrameType | None) -> None:
    global _interrupted
    _interrupted = True
    signal.default_int_handler(number, frame)
