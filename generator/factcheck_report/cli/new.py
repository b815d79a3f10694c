"""`factcheck new`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import click

from factcheck_report.cli.shared import fail, read_claims_files, report_options
from factcheck_report.documents.files import FileRefused
from factcheck_report.editing import (
    Edited,
    NewClaim,
    append_claim,
    propose_id,
    read_tree,
    refused_id,
    rewrite,
)
from factcheck_report.loading import load
from factcheck_report.problems import Problem, did_you_mean
from factcheck_report.yaml_tree import MappingNode, Node, field_of


@click.command()
@click.argument("text")
@click.option("--id", "given", metavar="ID", help="The claim's id, by default made of its text.")
@click.option("--verdict", metavar="ID", help="An id under “verdicts”.")
@click.option("--claimant", "claimants", metavar="ID", multiple=True, help="May be repeated.")
@click.option(
    "--file",
    "file",
    metavar="PATH",
    help="Of several claims files the one to add to, from the report's folder.",
)
@report_options
def new(
    text: str,
    given: str | None,
    verdict: str | None,
    claimants: tuple[str, ...],
    file: str | None,
    folder: Path,
    claims: str,
) -> None:
    """Add a claim that says TEXT behind the last one, to be filled in.

    All else in the file stays as it is. What is left to fill in is empty, so that the check
    names it line by line. The file is as it was if anything fails.
    """
    text = " ".join(text.split())
    if not text:
        raise click.BadParameter("is empty.", param_hint="TEXT")
    texts = read_claims_files(folder, claims)
    trees = {path: _tree(path, content) for path, content in texts.items()}
    file = _chosen(file, trees)
    draft = load(texts).draft
    _known(verdict, draft.verdicts, "--verdict")
    for claimant in claimants:
        _known(claimant, draft.claimants, "--claimant")
    id = _id(text, given, _taken(trees), file)
    claim = NewClaim(id, text, verdict, claimants, tuple(draft.verdicts))
    edited = append_claim(texts[file], file, claim)
    if not isinstance(edited, Edited):
        fail(edited.problems, "Nothing was written.")
    _refuse_unreadable(texts, file, edited, id)
    try:
        rewrite(folder, file, texts[file], edited.text)
    except FileRefused as refused:
        raise click.ClickException(f"{refused.what} {refused.fix}") from None
    click.echo(f"{file}:{edited.line}: {id}")
    click.echo("Fill in what is empty; “factcheck check” names it line by line.", err=True)


def _tree(path: str, content: str) -> Node:
    tree = read_tree(content, path)
    if isinstance(tree, tuple):
        fail(tree, "Nothing was written.")
    return tree


def _chosen(file: str | None, trees: Mapping[str, Node]) -> str:
    if file is not None:
        if file not in trees:
            raise click.BadParameter(
                f"“{file}” is none of the claims files: {', '.join(trees)}.", param_hint="--file"
            )
        return file
    likely = [path for path, tree in trees.items() if field_of(tree, "claims")] or list(trees)
    if len(likely) > 1:
        raise click.UsageError(f"Name one of the claims files with --file: {', '.join(likely)}.")
    return likely[0]


def _known(id: str | None, ids: Collection[str], option: str) -> None:
    if id is not None and id not in ids:
        raise click.BadParameter(
            f"no “{id}”. {did_you_mean(id, ids)}There are: {', '.join(ids)}.", param_hint=option
        )


def _taken(trees: Mapping[str, Node]) -> set[str]:
    sections = [field_of(tree, "claims") for tree in trees.values()]
    claims = [section[1] for section in sections if section]
    return {key.text for node in claims if isinstance(node, MappingNode) for key, _ in node.entries}


def _id(text: str, given: str | None, taken: Collection[str], file: str) -> str:
    if given is None:
        id = propose_id(text, taken)
        if id is None:
            raise click.UsageError(
                "No id can be made of this text, since ids have the letters a-z only. "
                "Choose one: --id some-words-of-the-claim"
            )
        return id
    if problem := refused_id(given, file):
        raise click.BadParameter(f"{problem.what} {problem.fix}", param_hint="--id")
    if given in taken:
        raise click.BadParameter(f"a claim already has the id “{given}”.", param_hint="--id")
    return given


def _refuse_unreadable(texts: Mapping[str, str], file: str, edited: Edited, id: str) -> None:
    """End the command if the report's reader has more against the claim than what is empty."""
    after = load({**texts, file: edited.text}).problems
    wrong: list[Problem] = [
        problem
        for problem in after
        if problem.rule != "empty" and problem.entry.split(",")[0] == f"claim {id}"
    ]
    if wrong:
        fail(wrong, "Nothing was written.")
