"""`factcheck build`."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck_report.cli.mkdocs_build import mkdocs_build
from factcheck_report.cli.options import jobs_option
from factcheck_report.cli.output import fail, interrupted_message
from factcheck_report.cli.progress import terminal_progress
from factcheck_report.cli.site_settings import settings_file
from factcheck_report.problems import as_text
from factcheck_report.site import publishing
from factcheck_report.site.replacement import NotPublished


@click.command()
@click.option(
    "--config-file",
    "-f",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The settings of the site. Default: mkdocs.yml, else properdocs.yml, with which "
    "ProperDocs builds the site.",
)
@click.option(
    "--site-dir",
    "-d",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The output folder. It is replaced only when the whole site has been built.",
)
@jobs_option
def build(config_file: Path | None, site_dir: Path, jobs: int | None) -> None:
    """Build the site with MkDocs, check every link in it, and replace the output folder."""
    config_file = config_file or settings_file(Path())
    if not config_file.is_file():
        raise click.UsageError("There is no mkdocs.yml or properdocs.yml here.")
    try:
        with terminal_progress("Building the site and checking its links …", at_once=True):
            build_site = mkdocs_build(config_file.resolve(), jobs)
            site = publishing.publish(site_dir.absolute(), build_site)
    except NotPublished as refused:
        fail(refused.problems, f"{refused} {site_dir} was not changed.")
    except KeyboardInterrupt:
        fail((), interrupted_message(site_dir))
    if site.problems:
        click.echo(as_text(site.problems))
    click.echo(f"{site.pages} pages in {site_dir}; all links in them work.")
