"""Reads and writes the claims files for commands that help editors to write them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from factcheck_report.cli.options import choose_claims
from factcheck_report.cli.output import fail, print_problems
from factcheck_report.documents.files import FileRefused
from factcheck_report.documents.reading import claims_files
from factcheck_report.editing import rewrite_all
from factcheck_report.problems import Severity


def read_claims_files(folder: Path, claims: str | None) -> Mapping[str, str]:
    """The texts of the claims files by path. Ends the command if any file cannot be read.

    The missing file may define ids that a command would then use again.
    """
    texts, problems = claims_files(folder, choose_claims(folder, claims))
    if any(problem.severity is Severity.ERROR for problem in problems):
        fail(problems)
    print_problems(problems)
    return texts


def write_claims_files(folder: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Replace the texts of claims files, all or none. Ends the command if that fails.

    `before` holds the texts as they were read, `after` the new ones, by path.
    """
    try:
        rewrite_all(folder, before, after)
    except FileRefused as refused:
        raise click.ClickException(f"{refused.what} {refused.fix}") from None
