"""Tells people at a terminal what a slow command is doing."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from factcheck_report.site.progress import DELAY


@contextmanager
def terminal_progress(message: str, *, at_once: bool = False) -> Iterator[None]:
    """Show the message while the block runs, if it takes long and there is a terminal.

    With `at_once` the message is shown right away, without a thread that waits: a process with one
    cannot be forked (see `site.processes`).
    """
    if not sys.stderr.isatty():
        yield
        return
    shown = threading.Event()

    def show() -> None:
        shown.set()
        click.echo(message, nl=False, err=True)

    timer = threading.Timer(DELAY, show)
    timer.daemon = True
    if at_once:
        show()
    else:
        timer.start()
    try:
        yield
    finally:
        if not at_once:
            timer.cancel()
            timer.join()
        if shown.is_set():
            # Overwrite with spaces, because not every terminal knows escape sequences.
            click.echo(f"\r{' ' * len(message)}\r", nl=False, err=True)
