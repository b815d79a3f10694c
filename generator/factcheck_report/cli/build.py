"""`factcheck build`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from factcheck_report.cli.mkdocs_build import mkdocs_build
from factcheck_report.cli.progress import terminal_progress
from factcheck_report.problems import as_text
from factcheck_report.site import publishing


@click.command()
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
    """Build the site with MkDocs, check every link in it, and put it in place."""
    try:
        with terminal_progress("Building the site and checking every link in it …"):
            build_site = mkdocs_build(config_file.resolve())
            site = publishing.publish(site_dir.absolute(), build_site)
    except publishing.NotPublished as refused:
        if refused.problems:
            click.echo(as_text(refused.problems), err=True)
        click.echo(f"{refused} {site_dir} is as it was.", err=True)
        sys.exit(1)
    if site.problems:
        click.echo(as_text(site.problems))
    click.echo(f"{site.pages} pages in {site_dir}; all links in them lead somewhere.")
