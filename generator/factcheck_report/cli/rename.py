"""`factcheck rename`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from factcheck_report import addresses
from factcheck_report.cli.base_claims import likely_base, was_published
from factcheck_report.cli.claims_files import read_claims_files, write_claims_files
from factcheck_report.cli.options import choose_claims, report_options
from factcheck_report.cli.output import NOTHING_WRITTEN, fail
from factcheck_report.cli.site_settings import settings_file, site_settings
from factcheck_report.editing import (
    Edited,
    NotEdited,
    append_removal,
    ids_of_sections,
    read_tree,
    refused_id,
    rename_id,
)
from factcheck_report.git.revisions import RevisionError
from factcheck_report.loading import load
from factcheck_report.loading.schema import ENTRY_NAMES, ENTRY_SECTIONS
from factcheck_report.model import EntryPositions, Position, Removal
from factcheck_report.model.dates import today
from factcheck_report.problems import Severity, counted, did_you_mean
from factcheck_report.problems.printing import one_line
from factcheck_report.yaml_tree import Node, field_of

_KINDS = {ENTRY_NAMES[section]: section for section in ENTRY_SECTIONS if section != "removed"}
_NOTE = "The claim has a new address."
_LARGEST_PAGE = 5_000_000
"""Bytes of a hand-written page that is searched for old addresses."""
_MOST_LISTED = 50
_LONGEST_LINE = 160
"""Code points of a line that is shown."""


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--kind",
    type=click.Choice(list(_KINDS)),
    help="What OLD is the id of, if several kinds of entries have it.",
)
@click.option("--note", help=f"Why, for readers at the old address of a claim. Default: “{_NOTE}”")
@click.option(
    "--unpublished", is_flag=True, help="The claim was never published: leave no notice of it."
)
@click.option(
    "--base",
    help="The git revision that is published. Default: the main branch of the remote repository, "
    "else main, master or HEAD.",
)
@report_options
def rename(
    old: str,
    new: str,
    kind: str | None,
    note: str | None,
    unpublished: bool,
    base: str | None,
    folder: Path,
    claims: str | None,
) -> None:
    """Give a claim, source, origin, verdict or claimant another id.

    Renames OLD to NEW everywhere in the claims files; nothing else in them changes. A published
    claim keeps a notice at its old address: an entry under “removed”. Lists the lines of your own
    pages that still name the old address.

    Nothing is written if the command fails.
    """
    claims = choose_claims(folder, claims)
    texts = read_claims_files(folder, claims)
    trees = {path: _tree(path, text) for path, text in texts.items()}
    ids = ids_of_sections(trees)
    section = _section(old, kind, ids)
    _require_free(new, section, ids)
    if section != "claims" and (note is not None or unpublished or base):
        raise click.UsageError("--note, --unpublished and --base are for claims only.")
    renamed = rename_id(texts, trees, section, old, new)
    if isinstance(renamed, NotEdited):
        fail(renamed.problems, NOTHING_WRITTEN)
    after = {path: file.text for path, file in renamed.items()}
    notice = ""
    if section == "claims":
        draft = load(texts).draft.claims.get(old)
        reason = _reason_for_none(folder, claims, old, unpublished, base, ids)
        if not reason and draft is not None and draft.draft and not likely_base(folder):
            reason = "No notice is needed at the old address: the claim is a draft."
        if reason:
            notice = reason
        else:
            file = _file_for_notice(texts, ids[section][old])
            line = _add_notice(after, texts, file, old, new, note or _NOTE)
            notice = (
                f"{file}:{line}: readers of the old page are sent to the new one. If the claim was "
                "never published, delete this entry; next time, add --unpublished."
            )
    _require_no_new_problems(texts, after)
    write_claims_files(folder, texts, after)
    for path, edited in renamed.items():
        click.echo(f"{one_line(path)}: renamed in {counted(edited.places, 'place')}.")
    if notice:
        click.echo(notice)
    _print_old_addresses(folder, {**texts, **after}, section, old)


def _tree(path: str, text: str) -> Node:
    tree = read_tree(text, path)
    if isinstance(tree, tuple):
        fail(tree, NOTHING_WRITTEN)
    return tree


def _section(old: str, kind: str | None, ids: Mapping[str, Mapping[str, str]]) -> str:
    """The section of the entry to rename."""
    sections = [_KINDS[kind]] if kind else list(_KINDS.values())
    found = [section for section in sections if old in ids[section]]
    if len(found) == 1:
        return found[0]
    names = [ENTRY_NAMES[section] for section in found]
    if names:
        raise click.UsageError(
            f"“{old}” is the id of a {' and of a '.join(names)}. Say which one with --kind: "
            f"{', '.join(names)}."
        )
    known = [id for section in sections for id in ids[section]]
    raise click.BadParameter(
        f"There is no {kind or 'entry'} “{old}”. {did_you_mean(old, known)}".rstrip(),
        param_hint="OLD",
    )


def _require_free(new: str, section: str, ids: Mapping[str, Mapping[str, str]]) -> None:
    if problem := refused_id(new, ""):
        raise click.BadParameter(f"{problem.what} {problem.fix}", param_hint="NEW")
    if new in ids[section]:
        name = ENTRY_NAMES[section]
        raise click.BadParameter(f"Another {name} already has the id “{new}”.", param_hint="NEW")
    if section == "claims" and new in ids["removed"]:
        raise click.BadParameter(
            f"“{new}” is the id of a removed claim, whose page says why it was removed. Choose "
            "another id.",
            param_hint="NEW",
        )


def _reason_for_none(
    folder: Path,
    claims: str,
    old: str,
    unpublished: bool,
    base: str | None,
    ids: Mapping[str, Mapping[str, str]],
) -> str:
    """Why no notice is left at the old address of a claim; empty if one is."""
    if old in ids["removed"]:
        return f"“removed” already has a notice for {old}."
    if unpublished:
        return "No notice was left at the old address, as you asked."
    revision = base or likely_base(folder)
    try:
        if revision is None or was_published(folder, revision, claims, old):
            return ""
    except RevisionError as refused:
        raise click.UsageError(str(refused)) from refused
    return f"No notice is needed at the old address: {revision} does not publish the claim."


def _file_for_notice(texts: Mapping[str, str], file_of_claim: str) -> str:
    """The file with the section of removed claims; the claim's own file if there is none."""
    for path, text in texts.items():
        if field_of(_tree(path, text), "removed"):
            return path
    return file_of_claim


def _add_notice(
    after: dict[str, str], before: Mapping[str, str], file: str, old: str, new: str, note: str
) -> int:
    """Add the notice to the new text of a file. Returns its line."""
    place = EntryPositions(Position(file))
    removal = Removal(id=old, date=today(), note=" ".join(note.split()), now=new, positions=place)
    edited = append_removal(after.get(file, before[file]), file, removal)
    if not isinstance(edited, Edited):
        fail(edited.problems, NOTHING_WRITTEN)
    after[file] = edited.text
    return edited.line


def _require_no_new_problems(texts: Mapping[str, str], after: Mapping[str, str]) -> None:
    """End the command if the claims files would have more errors than before."""
    known = sum(item.severity is Severity.ERROR for item in load(texts).problems)
    now = [item for item in load({**texts, **after}).problems if item.severity is Severity.ERROR]
    if len(now) > known:
        fail(now, NOTHING_WRITTEN)


def _print_old_addresses(folder: Path, texts: Mapping[str, str], section: str, old: str) -> None:
    """List the lines with links to the old address, in hand-written pages and in the report."""
    address = _address_pattern(section, old)
    found = [
        f"{file}:{number}: {one_line(line.strip())[:_LONGEST_LINE]}"
        for file, text in (*texts.items(), *_pages(folder))
        for number, line in enumerate(text.splitlines(), 1)
        if address.search(line)
    ]
    if not found:
        return
    click.echo("\nThese lines still name the old address. Correct them by hand:")
    for line in found[:_MOST_LISTED]:
        click.echo(line)
    if len(found) > _MOST_LISTED:
        click.echo(f"… and {len(found) - _MOST_LISTED:,} more.")


def _address_pattern(section: str, id: str) -> re.Pattern[str]:
    """Matches the address of an entry, in a link from any page."""
    of_page = {
        "claims": addresses.claim,
        "sources": addresses.source,
        "claimants": addresses.claimant,
    }
    if section in of_page:
        # Between pages of one list the link is only “../<id>/”.
        folder, _, _ = of_page[section](id).partition("/")
        return re.compile(rf"(?:\b{folder}|\.\.)/{re.escape(id)}(?![a-z0-9-])")
    return re.compile(rf"\b{section}/[^\s)\"'<>]*#{re.escape(id)}(?![a-z0-9-])")


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Path and text of the settings of the site and of every hand-written page."""
    settings = site_settings(folder)
    docs = folder / ((settings and settings.docs_dir) or "docs")
    for path in (settings_file(folder), *sorted(docs.rglob("*.md"))):
        try:
            if path.is_file() and path.stat().st_size <= _LARGEST_PAGE:
                yield _shown(path, folder), path.read_text("utf-8-sig", "replace")
        except OSError:
            continue


def _shown(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
