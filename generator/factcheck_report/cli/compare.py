"""`factcheck compare`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from factcheck_report import comparing
from factcheck_report.cli.progress import terminal_progress
from factcheck_report.git.revisions import (
    NoSuchRevision,
    has_claims,
    merge_base,
    read_revision,
    resolve,
)
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.web import is_web_address
from factcheck_report.pipeline import Outcome, read_report


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The report's folder, by default the current one.",
)
@click.option(
    "--claims",
    default="claims.yaml",
    show_default=True,
    help="The claims file, or a folder or glob of them.",
)
@click.option(
    "--base-claims",
    help="The same in BASE, where it was another.",
)
@click.option(
    "--preview",
    metavar="URL",
    help="Address of a site built from HEAD; changed pages are linked to it.",
)
def compare(
    base: str,
    head: str | None,
    folder: Path,
    claims: str,
    base_claims: str | None,
    preview: str | None,
) -> None:
    """List in Markdown what a change alters for readers.

    BASE and HEAD are git revisions; nothing is checked out. Without HEAD the folder is compared as
    it stands. As in “git diff BASE...HEAD”, HEAD is compared with the last state that it has in
    common with BASE, so that later changes in BASE do not count. If there is no such state it is
    compared with BASE itself.

    Fails, and prints the lines to add, if something published changed without a correction or a
    claim is gone without an entry under “removed”.
    """
    if preview is not None and not is_web_address(preview):
        raise click.BadParameter(
            "It is no web address; write it whole, with https://.", param_hint="--preview"
        )
    with terminal_progress("Reading both states and comparing them …"):
        try:
            since = _since(folder, base, head)
            was = read_revision(folder, since.commit, base_claims or claims)
            absent = not was.texts and not has_claims(folder, since.commit, base_claims or claims)
            now = _head(folder, head, claims)
        except NoSuchRevision as refused:
            raise click.UsageError(str(refused)) from refused
        day = datetime.date.today()
        changes = comparing.compare(
            comparing.edition(was, absent=absent),
            comparing.edition(now),
            PartialDate(day.year, day.month, day.day),
        )
    site = preview and f"{preview.rstrip('/')}/"
    click.echo(comparing.as_markdown(changes, site, since), nl=False)
    click.echo(comparing.as_text(changes), err=True, nl=False)
    if not changes.passes:
        sys.exit(1)


def _since(folder: Path, base: str, head: str | None) -> comparing.Since:
    """The last state in common: what others changed in BASE since is not part of this change."""
    itself = resolve(folder, base)
    common = merge_base(folder, base, head)
    return comparing.Since(base, common or itself, moved_on=common not in (None, itself))


def _head(folder: Path, head: str | None, claims: str) -> Outcome:
    return read_report(folder, claims) if head is None else read_revision(folder, head, claims)
