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
from factcheck_report.cli.progress import terminal_progress
from factcheck_report.cli.site_settings import FILE, SiteSettings, site_settings
from factcheck_report.git.history import earlier_version
from factcheck_report.i18n.catalog import words_for
from factcheck_report.pipeline import Outcome, read_report
from factcheck_report.problems import (
    Problem,
    Severity,
    as_github,
    as_json,
    as_text,
    in_order,
    must_answer,
    must_fix,
)
from factcheck_report.problems.rules import READING_RULES
from factcheck_report.problems.sarif import as_sarif
from factcheck_report.problems.site import no_site_url

_CLAIMS = "claims.yaml"
_FORMATS = ("github", "json", "sarif", "text")
_FOR_MACHINES = ("json", "sarif")
"""Formats that must be there, if empty, when nothing is wrong."""


@click.command()
@click.option(
    "--claims",
    help="The claims file, or a folder or glob of them; by default what the plugin's option "
    "“claims” in mkdocs.yml says, else claims.yaml.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How problems are printed: for people, as GitHub annotations, as JSON, or as SARIF "
    "for code scanning.",
)
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
)
def check(folder: Path, claims: str | None, form: str) -> None:
    """Look every quote up in its source file and say all that is wrong with the report.

    FOLDER is the report's folder, by default the current one.

    Exit code 0: no errors, though there may be warnings and notes; 1: errors; 2: wrong usage.
    """
    site = site_settings(folder)
    with terminal_progress("Looking every quote up in its source …"):
        outcome = read_report(folder, claims or _claims(site), earlier_version)
    problems = in_order((*outcome.problems, *_notes(folder, site, outcome)))
    if problems or form in _FOR_MACHINES:
        click.echo(_printed(problems, outcome.texts, folder, form))
    if form == "text":
        _say_what_it_means(outcome, problems)
    if outcome.report is None:
        sys.exit(1)


def _claims(site: SiteSettings | None) -> str:
    """The claims files that the site is built of."""
    claims = (site and site.claims) or _CLAIMS
    if claims != _CLAIMS:
        click.echo(f"Checking {claims}, which {FILE} names under “claims”.", err=True)
    return claims


def _notes(folder: Path, site: SiteSettings | None, outcome: Outcome) -> Iterator[Problem]:
    """What a build of the site would note."""
    if site is not None and not site.site_url:
        yield no_site_url(site.site_url_at)
    if outcome.draft is not None:
        publication = outcome.draft.publication
        own = site.custom_dir if site else ""
        words = words_for(
            publication.language,
            publication.marks.at("language"),
            folder / own / "factcheck" / "languages" if own else None,
        )
        yield from (item for item in words.problems if item.severity is Severity.NOTE)


def _say_what_it_means(outcome: Outcome, problems: Sequence[Problem]) -> None:
    """The end of what is printed for people: what is proved, and what keeps it from readers."""
    if outcome.report is not None:
        report = outcome.report
        click.echo(
            f"{_count(len(report.claims), 'claim', 'claims')}; "
            f"all {_count(len(report.evidence), 'quote is', 'quotes are')} proved in "
            f"{_count(len(report.documents), 'document', 'documents')}."
        )
    if outcome.accepted:
        click.echo(f"{_count(len(outcome.accepted), 'warning', 'warnings')} accepted.")
    if warnings := [item for item in problems if item.severity is Severity.WARNING]:
        click.echo(must_answer(warnings))
    if errors := [item for item in problems if item.severity is Severity.ERROR]:
        click.echo(f"\n{must_fix(errors)}", err=True)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _printed(
    problems: Sequence[Problem], claims: Mapping[str, str], folder: Path, form: str
) -> str:
    """The problems in one of the forms; `claims` are the texts of the claims files, by path."""
    way = _way(folder, form in ("github", "sarif"))
    problems = _seen_from(way, problems)
    if form == "github":
        return as_github(problems)
    if form == "json":
        return as_json(problems)
    if form == "sarif":
        return as_sarif(problems, __version__, _about_rules())
    texts = {f"{way}{file}": text for file, text in claims.items()}
    return as_text(problems, texts, coloured=_is_coloured())


def _about_rules() -> Mapping[str, tuple[str, str]]:
    """What each rule asks, and why, by its id."""
    reading = {id: (text, text) for id, text in READING_RULES.items()}
    return reading | {rule.id: (rule.title, rule.reason) for rule in RULES.values()}


def _way(folder: Path, in_repository: bool) -> str:
    """What to put before a path in the report's folder to find the file from here.

    GitHub counts from the root of the checkout, wherever a workflow runs the command.
    """
    here = Path.cwd()
    checkout = os.environ.get("GITHUB_WORKSPACE", "")
    if in_repository and checkout and folder.resolve().is_relative_to(Path(checkout).resolve()):
        here = Path(checkout).resolve()
    way = Path(os.path.relpath(folder.resolve(), here.resolve())).as_posix()
    return "" if way == "." else f"{way}/"


def _seen_from(way: str, problems: Sequence[Problem]) -> Sequence[Problem]:
    if not way:
        return problems
    return [
        replace(problem, position=replace(problem.position, file=f"{way}{problem.position.file}"))
        for problem in problems
    ]


def _is_coloured() -> bool:
    """Whether the output goes to a terminal that has colours, and nobody asked for none.

    See https://no-color.org.
    """
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "") != "dumb"
    )
