"""`factcheck check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.pipeline import read_report
from generator.problems import Severity, as_github, as_json, as_text

_FORMATS = {"text": as_text, "github": as_github, "json": as_json}


@click.command()
@click.option(
    "--claims",
    default="claims.yaml",
    show_default=True,
    help="The claims file, or a folder or glob of them.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(_FORMATS)),
    default="text",
    show_default=True,
    help="How problems are printed: for people, as GitHub annotations, or as JSON.",
)
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
)
def check(folder: Path, claims: str, form: str) -> None:
    """Look every quote up in its source file and say all that is wrong with the report.

    FOLDER is the report's folder, by default the current one.
    """
    outcome = read_report(folder, claims)
    if outcome.problems or form == "json":
        click.echo(_FORMATS[form](outcome.problems))
    if outcome.report is not None and form == "text":
        report = outcome.report
        click.echo(
            f"{_count(len(report.claims), 'claim', 'claims')}; "
            f"all {_count(len(report.evidence), 'quote is', 'quotes are')} proved in "
            f"{_count(len(report.documents), 'document', 'documents')}."
        )
    errors = [item for item in outcome.problems if item.severity is Severity.ERROR]
    if errors:
        if form == "text":
            click.echo(f"\n{len(errors)} to mend.", err=True)
        sys.exit(1)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
