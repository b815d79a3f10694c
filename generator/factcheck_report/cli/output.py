"""What several commands print: problems, and errors about ids that do not exist."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NoReturn

import click

from factcheck_report.problems import Problem, as_text, did_you_mean

NOTHING_WRITTEN = "Nothing was written."


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems to standard error, if there are any."""
    if problems:
        click.echo(as_text(problems), err=True)


def fail(problems: Sequence[Problem], more: str = "") -> NoReturn:
    """Print problems and a last line to standard error, and end the command with exit code 1."""
    print_problems(problems)
    if more:
        click.echo(more, err=True)
    sys.exit(1)


def interrupted_message(folder: Path) -> str:
    """What to say after Ctrl-C stopped a command that replaces a folder as a whole."""
    return (
        f"Interrupted. {folder} has the old state or the new one, as a whole. Fix: Run the command "
        "again."
    )


def require_known(id: str, known: Collection[str], what: str, option: str) -> None:
    """Raise BadParameter for an id that does not exist, naming those that do."""
    if id not in known:
        ids = f"There are: {', '.join(known)}." if known else "There are none."
        raise click.BadParameter(
            f"There is no {what} “{id}”. {did_you_mean(id, known)}{ids}", param_hint=option
        )
