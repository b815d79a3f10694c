"""Names a task on the terminal while it runs."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from factcheck_report.site.progress import DELAY


@contextmanager
def terminal_progress(task: str) -> Iterator[None]:
    """While the block runs, show the task on the terminal, from two seconds on; then erase it."""
    if not sys.stderr.isatty():
        yield
        return
    shown = threading.Event()

    def show() -> None:
        shown.set()
        click.echo(task, nl=False, err=True)

    timer = threading.Timer(DELAY, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if shown.is_set():
            # Spaces, because some terminals know no escape sequences.
            click.echo(f"\r{' ' * len(task)}\r", nl=False, err=True)
