"""Options that several commands share, and the choice of the claims files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from factcheck_report.cli.site_settings import FILE, site_settings

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
        f"in {FILE}, else {DEFAULT_CLAIMS}.",
    )(command)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name the report."""
    return claims_option(folder_option(command))


def choose_claims(folder: Path, given: str | None) -> str:
    """The claims files to use: those of the option, of mkdocs.yml, or the default."""
    if given:
        return given
    settings = site_settings(folder)
    claims = (settings and settings.claims) or DEFAULT_CLAIMS
    if claims != DEFAULT_CLAIMS:
        click.echo(f"Using {claims}, set by “claims” in {FILE}.", err=True)
    return claims
