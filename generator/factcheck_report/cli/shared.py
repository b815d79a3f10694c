"""What the commands that help with writing share: options, and reading what is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from factcheck_report.documents.reading import claims_files
from factcheck_report.problems import Problem, as_text


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that name the report."""
    folder = click.option(
        "--folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The report's folder, by default the current one.",
    )
    claims = click.option(
        "--claims",
        default="claims.yaml",
        show_default=True,
        help="The claims file, or a folder or glob of them.",
    )
    return claims(folder(command))


def read_claims_files(folder: Path, claims: str) -> Mapping[str, str]:
    """The texts of the claims files; says what is wrong and ends the command if one cannot be read.

    A part of a report is not enough: an id that stands in the other part would be used again.
    """
    texts, problems = claims_files(folder, claims)
    if problems:
        fail(problems)
    return texts


def fail(problems: Sequence[Problem], more: str = "") -> NoReturn:
    """Print the problems and end the command with exit code 1."""
    click.echo(as_text(problems), err=True)
    if more:
        click.echo(more, err=True)
    sys.exit(1)
