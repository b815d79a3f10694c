"""The command `factcheck`. Exit codes: 0 all is well, 1 problems, 2 wrong usage."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import publishing
from generator.pipeline import read_report
from generator.problems import Severity, as_github, as_json, as_text

_FORMATS = {"text": as_text, "github": as_github, "json": as_json}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="factcheck-report")
def main() -> None:
    """Check and publish a fact-check report."""


@main.command()
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


@main.command()
@click.option(
    "--config-file",
    "-f",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)
@click.option(
    "--site-dir",
    "-d",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The folder to build into; replaced as a whole, and only by a complete site.",
)
def build(config_file: Path, site_dir: Path) -> None:
    """Build the site with MkDocs, follow every link in it, and put it in place."""
    try:
        pages = publishing.build_site(config_file.resolve(), site_dir.absolute())
    except publishing.NotPublished as refused:
        if refused.problems:
            click.echo(as_text(refused.problems), err=True)
        click.echo(f"{refused} {site_dir} is as it was.", err=True)
        sys.exit(1)
    click.echo(f"{pages} pages in {site_dir}; all links in them lead somewhere.")


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
