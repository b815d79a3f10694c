"""`factcheck check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from factcheck_report import __version__
from factcheck_report.checking import RULES
from factcheck_report.cli.options import choose_claims, claims_option
from factcheck_report.cli.progress import terminal_progress
from factcheck_report.cli.site_settings import SiteSettings, site_settings
from factcheck_report.git.history import earlier_version
from factcheck_report.i18n.available import uses_built_in
from factcheck_report.pipeline import Outcome, read_report
from factcheck_report.problems import (
    Problem,
    Severity,
    as_github,
    as_json,
    as_text,
    counted,
    error_summary,
    sorted_problems,
    warning_summary,
)
from factcheck_report.problems.loading_rules import LOADING_RULES
from factcheck_report.problems.sarif import as_sarif
from factcheck_report.problems.site import no_site_url
from factcheck_report.site.options import unknown_option
from factcheck_report.site.report_path import path_problem

_FORMATS = ("github", "json", "sarif", "text")
_FOR_MACHINES = ("json", "sarif")
"""Formats that are printed even without problems."""


@click.command()
@claims_option
@click.option(
    "--format",
    "output_format",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to print problems: as text, GitHub annotations, JSON, or SARIF for code scanning.",
)
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
)
def check(folder: Path, claims: str | None, output_format: str) -> None:
    """Check every quote against its source file, and the report against all rules.

    FOLDER is the report's folder. Default: the current folder.

    Exit code 0: no errors, but maybe warnings or notes; 1: errors; 2: wrong usage.
    """
    site = site_settings(folder)
    with terminal_progress("Checking every quote …"):
        outcome = read_report(folder, choose_claims(folder, claims), earlier_version)
    unknown = site.unknown_options if site else ()
    settings = [unknown_option(name, position) for name, position in unknown]
    settings += _of_site(folder, site, outcome)
    problems = sorted_problems((*outcome.problems, *settings))
    if problems or output_format in _FOR_MACHINES:
        click.echo(_printed(problems, outcome.texts, folder, output_format))
    if output_format == "text":
        _print_summary(outcome, problems)
    if outcome.report is None or any(item.severity is Severity.ERROR for item in settings):
        sys.exit(1)


def _of_site(folder: Path, site: SiteSettings | None, outcome: Outcome) -> Iterator[Problem]:
    """Problems that building the site would print: its address, its texts in the language."""
    if site is not None:
        if not site.site_url:
            yield no_site_url(site.site_url_at)
        for settings in site.reports:
            if problem := path_problem(settings.path, settings.path_at):
                yield problem
    if outcome.draft is not None:
        publication = outcome.draft.publication
        overrides = site.custom_dir if site else ""
        own = folder / overrides / "factcheck" / "languages" if overrides else None
        if uses_built_in(publication.language, own):
            return
        # Most reports do not need it, and importing it takes a while.
        from factcheck_report.i18n.catalog import find_translations

        found = find_translations(publication.language, publication.positions.at("language"), own)
        yield from found.problems


def _print_summary(outcome: Outcome, problems: Sequence[Problem]) -> None:
    """Print what was proved, and what prevents publishing."""
    if outcome.report is not None:
        report = outcome.report
        quotes = counted(len(report.evidence), "quote")
        are_proved = f"the {quotes} is" if len(report.evidence) == 1 else f"all {quotes} are"
        click.echo(
            f"{counted(len(report.claims), 'claim')}; {are_proved} proved in "
            f"{counted(len(report.documents), 'document')}."
        )
    if number := len(outcome.unpublished):
        click.echo(
            f"{counted(number, 'claim')} {'is' if number == 1 else 'are'} not published yet."
        )
    if outcome.accepted:
        click.echo(f"{counted(len(outcome.accepted), 'warning')} accepted.")
    if warnings := [item for item in problems if item.severity is Severity.WARNING]:
        click.echo(warning_summary(warnings))
    if errors := [item for item in problems if item.severity is Severity.ERROR]:
        click.echo(f"\n{error_summary(errors)}", err=True)


def _printed(
    problems: Sequence[Problem], claims: Mapping[str, str], folder: Path, output_format: str
) -> str:
    """The problems in an output format; `claims` holds the texts of the claims files by path."""
    prefix = _path_prefix(folder, output_format in ("github", "sarif"))
    problems = _prefixed(prefix, problems)
    if output_format == "github":
        return as_github(problems)
    if output_format == "json":
        return as_json(problems)
    if output_format == "sarif":
        return as_sarif(problems, __version__, rule_texts())
    texts = {f"{prefix}{file}": text for file, text in claims.items()}
    return as_text(problems, texts, coloured=_is_coloured())


def rule_texts() -> Mapping[str, tuple[str, str]]:
    """Title and reason of each rule by its id."""
    reading = {id: (text, text) for id, text in LOADING_RULES.items()}
    return reading | {rule.id: (rule.title, rule.reason) for rule in RULES.values()}


def _path_prefix(folder: Path, in_repository: bool) -> str:
    """The path from the current folder to the report's folder, with a slash; empty if the same.

    GitHub expects paths from the root of the checkout, wherever a workflow runs the command.
    """
    here = Path.cwd()
    checkout = os.environ.get("GITHUB_WORKSPACE", "")
    if in_repository and checkout and folder.resolve().is_relative_to(Path(checkout).resolve()):
        here = Path(checkout).resolve()
    path = Path(os.path.relpath(folder.resolve(), here.resolve())).as_posix()
    return "" if path == "." else f"{path}/"


def _prefixed(prefix: str, problems: Sequence[Problem]) -> Sequence[Problem]:
    if not prefix:
        return problems
    return [
        replace(
            problem, position=replace(problem.position, file=f"{prefix}{problem.position.file}")
        )
        for problem in problems
    ]


def _is_coloured() -> bool:
    """Whether the output is a terminal with colours and NO_COLOR is not set (https://no-color.org)."""
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "") != "dumb"
    )
