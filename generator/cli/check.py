"""`factcheck check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator import __version__
from generator.checking import RULES
from generator.cli.patience import patience
from generator.history import earlier_version
from generator.pipeline import Outcome, read_report
from generator.problems import Problem, Severity, as_github, as_json, as_text
from generator.problems.rules import READING_RULES
from generator.problems.sarif import as_sarif

_FORMATS = ("github", "json", "sarif", "text")
_FOR_MACHINES = ("json", "sarif")
"""Formats that must be there, if empty, when nothing is wrong."""


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
def check(folder: Path, claims: str, form: str) -> None:
    """Look every quote up in its source file and say all that is wrong with the report.

    FOLDER is the report's folder, by default the current one.
    """
    with patience("Looking every quote up in its source …"):
        outcome = read_report(folder, claims, earlier_version)
    if outcome.problems or form in _FOR_MACHINES:
        click.echo(_printed(outcome, folder, form))
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


def _printed(outcome: Outcome, folder: Path, form: str) -> str:
    way = _way(folder, form in ("github", "sarif"))
    problems = _seen_from(way, outcome.problems)
    if form == "github":
        return as_github(problems)
    if form == "json":
        return as_json(problems)
    if form == "sarif":
        return as_sarif(problems, __version__, _about_rules())
    texts = {f"{way}{file}": text for file, text in outcome.texts.items()}
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
