"""`factcheck compare`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from factcheck_report import comparing
from factcheck_report.cli.base_claims import claims_at
from factcheck_report.cli.options import choose_claims, path_of_report, report_options
from factcheck_report.cli.progress import terminal_progress
from factcheck_report.git.revisions import (
    RevisionError,
    has_claims,
    merge_base,
    read_revision,
    resolve,
)
from factcheck_report.model.dates import today
from factcheck_report.model.web_addresses import is_web_address
from factcheck_report.pipeline import Outcome, read_report


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@report_options
@click.option("--base-claims", help="The claims files in BASE, if they were others.")
@click.option(
    "--preview",
    metavar="URL",
    help="Address of a site built from HEAD, without the path of the report in it. Changed pages "
    "are linked to it.",
)
def compare(
    base: str,
    head: str | None,
    folder: Path,
    claims: str | None,
    base_claims: str | None,
    preview: str | None,
) -> None:
    """Print, as Markdown for a pull request, what a change alters for readers.

    BASE and HEAD are git revisions; nothing is checked out. Without HEAD, the folder is compared
    as it is. Like “git diff BASE...HEAD”, the command compares HEAD with the common ancestor of
    BASE and HEAD, so that later changes in BASE do not count. Without a common ancestor, it
    compares with BASE itself.

    Published content must not change without a correction, and a claim must not be removed
    without an entry under “removed”.

    Exit code 0: nothing is missing; 1: a correction or an entry under “removed” is missing (the
    lines to add are printed); 2: wrong usage.
    """
    if preview is not None and not is_web_address(preview):
        raise click.BadParameter(
            "This is not a web address. Write it in full, with https://.", param_hint="--preview"
        )
    with terminal_progress("Reading and comparing both states …"):
        try:
            since = _since(folder, base, head)
            now_claims = claims or claims_at(folder, head) or choose_claims(folder, None)
            was_claims = base_claims or claims or claims_at(folder, since.commit) or now_claims
            was = read_revision(folder, since.commit, was_claims)
            absent = not was.texts and not has_claims(folder, since.commit, was_claims)
            now = _head(folder, head, now_claims)
        except RevisionError as refused:
            raise click.UsageError(str(refused)) from refused
        changes = comparing.compare(
            comparing.edition(was, absent=absent),
            comparing.edition(now),
            today(),
        )
    site = preview and f"{preview.rstrip('/')}/{path_of_report(folder, now_claims)}"
    click.echo(comparing.as_markdown(changes, site, since), nl=False)
    click.echo(comparing.as_text(changes), err=True, nl=False)
    if not changes.passes:
        sys.exit(1)


def _since(folder: Path, base: str, head: str | None) -> comparing.BaseRevision:
    """The common ancestor of BASE and HEAD, or BASE."""
    itself = resolve(folder, base)
    common = merge_base(folder, base, head)
    return comparing.BaseRevision(base, common or itself, moved_on=common not in (None, itself))


def _head(folder: Path, head: str | None, claims: str) -> Outcome:
    return read_report(folder, claims) if head is None else read_revision(folder, head, claims)
