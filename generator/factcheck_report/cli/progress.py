"""A word to whoever waits at a terminal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from factcheck_report.site.progress import PATIENCE


@contextmanager
def patience(words: str) -> Iterator[None]:
    """Say, if the block takes long, what is being done; take the words away at its end."""
    if not sys.stderr.isatty():
        yield
        return
    said = threading.Event()

    def say() -> None:
        said.set()
        click.echo(words, nl=False, err=True)

    timer = threading.Timer(PATIENCE, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if said.is_set():
            # Spaces over it: a terminal without escape sequences shows them right, too.
            click.echo(f"\r{' ' * len(words)}\r", nl=False, err=True)
