"""Reads and writes the claims files for commands that help editors to write them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from factcheck_report.cli.options import choose_claims
from factcheck_report.cli.output import NOTHING_WRITTEN, fail, print_problems, require_known
from factcheck_report.documents.files import FileRefused
from factcheck_report.documents.reading import claims_files
from factcheck_report.editing import read_tree, rewrite_all
from factcheck_report.problems import Severity
from factcheck_report.yaml_tree import MappingNode, Node, field_of


def read_claims_files(folder: Path, claims: str | None) -> Mapping[str, str]:
    """The texts of the claims files by path. Ends the command if any file cannot be read.

    The missing file may define ids that a command would then use again.
    """
    texts, problems = claims_files(folder, choose_claims(folder, claims))
    if any(problem.severity is Severity.ERROR for problem in problems):
        fail(problems)
    print_problems(problems)
    return texts


def parse_claims_files(texts: Mapping[str, str]) -> Mapping[str, Node]:
    """The trees of the claims files by path. Ends the command if one cannot be parsed."""
    trees = {path: read_tree(text, path) for path, text in texts.items()}
    if problems := [item for tree in trees.values() if isinstance(tree, tuple) for item in tree]:
        fail(problems, NOTHING_WRITTEN)
    return {path: tree for path, tree in trees.items() if not isinstance(tree, tuple)}


def choose_file(given: str | None, trees: Mapping[str, Node], section: str) -> str:
    """The claims file to add entries of a section to: the given one, or the one that has it.

    Raises UsageError if there are several.
    """
    if given is not None:
        require_known(given, trees, "claims file", "--file")
        return given
    likely = [path for path, tree in trees.items() if field_of(tree, section)] or list(trees)
    if len(likely) > 1:
        raise click.UsageError(f"Choose a claims file with --file: {', '.join(likely)}.")
    return likely[0]


def ids_of(section: str, trees: Mapping[str, Node]) -> set[str]:
    """The ids in a section, also of entries that cannot be read."""
    found = [pair for tree in trees.values() if (pair := field_of(tree, section))]
    nodes = [node for _, node in found if isinstance(node, MappingNode)]
    return {key.text for node in nodes for key, _ in node.entries}


def write_claims_files(folder: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Replace the texts of claims files, all or none. Ends the command if that fails.

    `before` holds the texts as they were read, `after` the new ones, by path.
    """
    try:
        rewrite_all(folder, before, after)
    except FileRefused as refused:
        raise click.ClickException(f"{refused.what} {refused.fix}") from None
