"""Options that several commands share, and the choice of the claims files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from factcheck_report.cli.site_settings import site_settings
from factcheck_report.site.processes import MOST_JOBS, VARIABLE
from factcheck_report.site.report_path import normal_path

DEFAULT_CLAIMS = "claims.yaml"


def folder_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that names the report's folder."""
    return click.option(
        "--folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The report's folder. Default: the current folder.",
    )(command)


def claims_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that names the claims files; see `choose_claims`."""
    return click.option(
        "--claims",
        help="The claims file, or a folder or glob of them. Default: the plugin's option “claims” "
        f"in mkdocs.yml or properdocs.yml, else {DEFAULT_CLAIMS}.",
    )(command)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name the report."""
    return claims_option(folder_option(command))


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that sets the number of processes."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, MOST_JOBS),
        help="The number of processes that make pages and pictures at the same time. Default: "
        f"the environment variable {VARIABLE}, else the plugin's option “jobs”, else one for each "
        "core.",
    )(command)


def path_of_report(folder: Path, claims: str) -> str:
    """The path in the site of the report with these claims files; empty for the whole site."""
    settings = site_settings(folder)
    reports = settings.reports if settings else ()
    # The files may have another name in the revision that is compared.
    named = [report for report in reports if report.claims == claims] or list(reports[:1])
    return normal_path(named[0].path) if named else ""


def choose_claims(folder: Path, given: str | None) -> str:
    """The claims files to use: those of the option, of the site's settings, or the default.

    Raises UsageError if the settings name several reports.
    """
    if given:
        return given
    settings = site_settings(folder)
    reports = settings.reports if settings else ()
    file = settings.file if settings else ""
    named = [report.claims or DEFAULT_CLAIMS for report in reports]
    if len(named) > 1:
        raise click.UsageError(
            f"{file} names {len(named)} reports. Say which one you mean: "
            + " or ".join(f"--claims {claims}" for claims in named)
        )
    claims = named[0] if named else DEFAULT_CLAIMS
    if claims != DEFAULT_CLAIMS:
        click.echo(f"Using {claims}, set by “claims” in {file}.", err=True)
    return claims
