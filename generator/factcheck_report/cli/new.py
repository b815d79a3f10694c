"""`factcheck new`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import click

from factcheck_report.cli.claims_files import (
    choose_file,
    ids_of,
    parse_claims_files,
    read_claims_files,
    write_claims_files,
)
from factcheck_report.cli.options import report_options
from factcheck_report.cli.output import NOTHING_WRITTEN, fail, require_known
from factcheck_report.editing import (
    Edited,
    NewClaim,
    append_claim,
    propose_id,
    refused_id,
)
from factcheck_report.loading import load
from factcheck_report.model import ClaimKind
from factcheck_report.model.safe_text import unaccented


@click.command()
@click.argument("text")
@click.option("--id", "given", metavar="ID", help="The claim's id. Default: made from its text.")
@click.option("--verdict", metavar="ID", help="An id under “verdicts”.")
@click.option(
    "--claimant",
    "claimants",
    metavar="ID",
    multiple=True,
    help="An id under “claimants”. Can be given several times.",
)
@click.option(
    "--file",
    "file",
    metavar="PATH",
    help="The claims file to add to, relative to the report's folder, if there are several.",
)
@report_options
def new(
    text: str,
    given: str | None,
    verdict: str | None,
    claimants: tuple[str, ...],
    file: str | None,
    folder: Path,
    claims: str | None,
) -> None:
    """Add a claim to fill in.

    Adds a claim with the text TEXT, after the last claim. “factcheck check” then lists each empty
    line. Nothing else in the file changes, and nothing at all if the command fails.
    """
    text = " ".join(text.split())
    if not text:
        raise click.BadParameter("is empty.", param_hint="TEXT")
    texts = read_claims_files(folder, claims)
    trees = parse_claims_files(texts)
    file = choose_file(file, trees, "claims")
    draft = load(texts).draft
    if verdict is not None:
        require_known(verdict, draft.verdicts, "verdict", "--verdict")
    for claimant in claimants:
        require_known(claimant, draft.claimants, "claimant", "--claimant")
    id = _id(text, given, ids_of("claims", trees), file)
    kind = draft.verdicts[verdict].kind if verdict else ClaimKind.EVENT
    claim = NewClaim(id, text, verdict, claimants, tuple(draft.verdicts), kind)
    edited = append_claim(texts[file], file, claim)
    if not isinstance(edited, Edited):
        fail(edited.problems, NOTHING_WRITTEN)
    _require_valid(texts, file, edited, id)
    write_claims_files(folder, texts, {file: edited.text})
    click.echo(f"{file}:{edited.line}: {id}")
    if given is None and not _has_latin_letters_only(text):
        click.echo(_OTHER_LETTERS, err=True)
    click.echo("Fill in the empty lines. “factcheck check” lists them.", err=True)


def _has_latin_letters_only(text: str) -> bool:
    """Whether a text has letters, and all of them are Latin, with or without accents."""
    letters = [char for char in unaccented(text) if char.isalnum()]
    return bool(letters) and all(char.isascii() for char in letters)


_OTHER_LETTERS = (
    "Ids have only the letters a to z, digits and hyphens. If you want another one, change it in "
    "the file before the claim is published, or use --id."
)


def _id(text: str, given: str | None, used: Collection[str], file: str) -> str:
    if given is None:
        return propose_id(text, used, "claim")
    if problem := refused_id(given, file):
        raise click.BadParameter(f"{problem.what} {problem.fix}", param_hint="--id")
    if given in used:
        raise click.BadParameter(f"Another claim already has the id “{given}”.", param_hint="--id")
    return given


def _require_valid(texts: Mapping[str, str], file: str, edited: Edited, id: str) -> None:
    """End the command if the new claim has problems other than empty fields."""
    problems = [
        problem
        for problem in load({**texts, file: edited.text}).problems
        if problem.rule != "empty" and problem.entry.split(",")[0] == f"claim {id}"
    ]
    if problems:
        fail(problems, NOTHING_WRITTEN)
