"""`factcheck init`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from factcheck_report import __version__
from factcheck_report.cli.output import NOTHING_WRITTEN, fail
from factcheck_report.pipeline import read_report
from factcheck_report.problems import Severity
from factcheck_report.scaffold.product import (
    Product,
    ProductUnknown,
    installed_product,
    product_at,
)
from factcheck_report.scaffold.project import (
    HOSTS,
    Choices,
    default_title,
    has_texts,
    project_files,
)
from factcheck_report.scaffold.record import RECORD, NoRecord, Record, hash_of, read_record
from factcheck_report.scaffold.refresh import Refreshed, refreshed_files, unused_files
from factcheck_report.scaffold.writing import FolderRefused, require_empty, write_folder
from factcheck_report.storage.atomic_write import write_atomically


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), default=Path())
@click.option("--title", help="The report's title.")
@click.option("--language", help="The report's language, as a tag: en, de, fa, pt-BR.")
@click.option("--host", type=click.Choice(HOSTS), help="Where the report will be published.")
@click.option(
    "--product",
    type=click.Path(exists=True, path_type=Path),
    help="A wheel of factcheck-report, or a folder with its source, for the report to install. "
    "Default: the one that is installed here.",
)
@click.option(
    "--refresh",
    is_flag=True,
    help="Show what this version would change in the files that “init” once wrote in DIR.",
)
@click.option(
    "--yes",
    is_flag=True,
    help="Ask nothing. With --refresh: replace the files that nobody has changed.",
)
def init(
    folder: Path,
    title: str | None,
    language: str | None,
    host: str | None,
    product: Path | None,
    refresh: bool,
    yes: bool,
) -> None:
    """Start a report of your own in a new folder.

    Writes a report into the folder DIR, with one example claim, that builds at once. DIR must be
    empty, or not exist yet.
    On a terminal, the command asks for each option that is not given.
    """
    if refresh:
        if title or language or host:
            raise click.UsageError("--refresh keeps the title, language and host of the report.")
        _refresh(folder, product, yes)
        return
    try:
        require_empty(folder)
    except FolderRefused as refused:
        _refuse(refused, "Choose a new or empty folder.")
    choices = _choices(folder, title, language, host, ask=sys.stdin.isatty() and not yes)
    files = project_files(choices, _product(product))
    record = Record(__version__, choices, {name: hash_of(data) for name, data in files.items()})
    try:
        write_folder(folder, {**files, RECORD: record.to_yaml()}, _require_valid)
    except FolderRefused as refused:
        _refuse(refused, "Choose a folder that you may write to.")
    if not has_texts(choices.language):
        click.echo(
            f"There are no texts in the language “{choices.language}” yet: the example, the pages "
            "in docs/ and the interface are in English. “make check” says how to translate them."
        )
    click.echo(f"A new report is in {folder}. Next:")
    if folder != Path():
        click.echo(f"  cd {click.format_filename(folder)}")
    click.echo("  make serve    # preview it at http://127.0.0.1:8000/")
    click.echo("Then read README.md there.")


def _choices(
    folder: Path, title: str | None, language: str | None, host: str | None, *, ask: bool
) -> Choices:
    def choose(given: str | None, question: str, default: str, kind: click.ParamType[str]) -> str:
        if given is not None or not ask:
            return default if given is None else given
        return str(click.prompt(question, default=default, type=kind))

    language = choose(language, "Language (a tag: en, de, fa, pt-BR)", "en", click.STRING)
    title = choose(title, "Title", default_title(language), click.STRING)
    host = choose(host, "Where it will be published", "none", click.Choice(HOSTS))
    return Choices(title=title, language=language, host=host)


def _product(path: Path | None) -> Product:
    try:
        return installed_product() if path is None else product_at(path)
    except ProductUnknown as unknown:
        _refuse(unknown, "Name a wheel of factcheck-report: --product WHEEL.")


def _require_valid(folder: Path) -> None:
    """End the command if the new report has errors: of a title or language that is not valid."""
    errors = [
        problem for problem in read_report(folder).problems if problem.severity is not Severity.NOTE
    ]
    if errors:
        fail(errors, NOTHING_WRITTEN)


def _refuse(reason: Exception, fix: str) -> NoReturn:
    click.echo(f"Error: {reason}\n    Fix: {fix}\n{NOTHING_WRITTEN}", err=True)
    sys.exit(1)


def _refresh(folder: Path, product: Path | None, yes: bool) -> None:
    try:
        record = read_record(folder)
    except NoRecord as missing:
        _refuse(missing, "Run “factcheck init” in a new folder, and copy what you need from there.")
    files = project_files(record.choices, _product(product))
    found = list(refreshed_files(folder, record, files))
    for file in found:
        click.echo(_described(file) + file.difference())
    for name in unused_files(folder, record, files):
        click.echo(f"{name} is no longer needed. You can delete it.")
    chosen = _chosen(found, yes)
    try:
        for file in chosen:
            path = folder / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, file.new)
        if chosen:
            renewed = {name: hash_of(data) for name, data in files.items()}
            kept = {file.name for file in found if file not in chosen}
            hashes = {n: h for n, h in renewed.items() if n not in kept}
            hashes |= {n: h for n, h in record.files.items() if n in kept}
            updated = replace(record, version=__version__, files=dict(sorted(hashes.items())))
            write_atomically(folder / RECORD, updated.to_yaml())
    except OSError as error:
        _refuse(FolderRefused(f"{folder} cannot be written: {error.strerror}."), "Try again.")
    if not found:
        click.echo("This version would change nothing.")
    elif chosen:
        click.echo(f"{len(chosen)} of {len(found)} files replaced. Now run “make check”.")
    else:
        click.echo("Nothing was changed.")
        if not sys.stdin.isatty() and not yes:
            click.echo("Add --yes to replace the files that nobody has changed.")


def _described(file: Refreshed) -> str:
    if file.current is None:
        return f"{file.name} is new in this version.\n"
    if file.edited:
        return f"{file.name} would change. You changed it, too: your changes would be lost.\n"
    return f"{file.name} would change.\n"


def _chosen(found: Sequence[Refreshed], yes: bool) -> Sequence[Refreshed]:
    """The files to replace."""
    if yes:
        return [file for file in found if not file.edited]
    if not sys.stdin.isatty():
        return []
    return [
        file for file in found if click.confirm(f"Replace {file.name}?", default=not file.edited)
    ]
