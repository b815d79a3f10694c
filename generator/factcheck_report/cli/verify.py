"""`factcheck verify`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from factcheck_report.exports.verifier import verify as verifier


@click.command()
@click.argument("site")
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    help="A folder with documents that the site shows only in excerpts. They are found by their "
    "SHA-256.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def verify(site: str, documents: Path | None, as_json: bool) -> None:
    """Check a published report: its quotes, counts, verdicts, pages and files.

    SITE is a folder, or an address that begins with https:// or http://. Nothing is fetched from
    any other host. The same program is published with every site, as verify.py.
    """
    try:
        checked = verifier.verify(site, str(documents) if documents else None)
    except verifier.Unusable as reason:
        raise click.UsageError(str(reason)) from None
    click.echo(verifier.as_json(checked) if as_json else verifier.as_text(checked))
    sys.exit(1 if checked.problems else 0)
