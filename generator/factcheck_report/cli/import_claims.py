"""`factcheck import`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from factcheck_report.cli.claims_files import (
    choose_file,
    parse_claims_files,
    read_claims_files,
    write_claims_files,
)
from factcheck_report.cli.given_files import read_given_file
from factcheck_report.cli.options import report_options
from factcheck_report.cli.output import NOTHING_WRITTEN, fail, print_problems
from factcheck_report.documents import files
from factcheck_report.editing import Edited
from factcheck_report.editing.appending import NewEntry, append_entries
from factcheck_report.editing.entry_templates import Indentation
from factcheck_report.editing.importing import ImportPlan, LeftOutReview, plan_import
from factcheck_report.loading import load
from factcheck_report.model import Position
from factcheck_report.problems import Problem, Severity, counted
from factcheck_report.problems.printing import one_line
from factcheck_report.reviews import COLUMN_FIELDS, ReviewFile, read_reviews
from factcheck_report.yaml_tree import MappingNode, Node, field_of

_MOST_PRINTED = 100
"""Claims that are printed one by one."""
_MOST_LEFT_OUT = 20
_LONGEST_CLAIM = 60


@click.command(name="import")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(readable=False, path_type=Path),
)
@click.option(
    "--columns",
    "columns",
    metavar="FIELD=NAME",
    multiple=True,
    help="The column of a table that holds a field, if it has another name than usual: "
    f"claim=Aussage. Fields: {', '.join(COLUMN_FIELDS)}. Can be given several times.",
)
@click.option(
    "--dry-run", is_flag=True, help="Print the entries that would be added, and write nothing."
)
@click.option(
    "--file",
    "file",
    metavar="PATH",
    help="The claims file to add to, relative to the report's folder, if there are several.",
)
@report_options
def import_claims(
    paths: tuple[Path, ...],
    columns: tuple[str, ...],
    dry_run: bool,
    file: str | None,
    folder: Path,
    claims: str | None,
) -> None:
    """Add published fact-checks as drafts: ClaimReview in pages and feeds, or CSV.

    Reads ClaimReview data in each FILE: a saved web page, JSON-LD, a feed (DataFeed), JSON lines,
    or a CSV file with the names of the columns in its first row. Adds a claim for each fact-check,
    with its claimants and verdict, as a draft: readers do not see it. What a claim has no field
    for stands in a comment beside it. Nothing is fetched from the web.

    Exit code 0: all files were read; 1: some were not.
    """
    chosen = _columns(columns)
    read_all = True
    for path in paths:
        texts = read_claims_files(folder, claims)
        try:
            data, inside = read_given_file(path, folder)
            if inside in texts:
                raise files.FileRefused(
                    f"“{path}” is a claims file of the report.",
                    "Name a file with published fact-checks.",
                )
            found = read_reviews(data, path.name, chosen)
        except files.FileRefused as refused:
            read_all = False
            problem = Problem(
                position=Position(str(path), refused.line),
                rule="source-file",
                what=refused.what,
                fix=refused.fix,
            )
            print_problems([problem])
            continue
        _import(found, path.name, texts, file, folder, dry_run)
    sys.exit(0 if read_all else 1)


def _columns(given: Sequence[str]) -> Mapping[str, str]:
    chosen: dict[str, str] = {}
    for pair in given:
        field, equals, column = pair.partition("=")
        if not equals or field.strip() not in COLUMN_FIELDS:
            raise click.BadParameter(
                f"“{pair}” is not a field, an equals sign and a column: claim=Aussage. The fields "
                f"are: {', '.join(COLUMN_FIELDS)}.",
                param_hint="--columns",
            )
        chosen[field.strip()] = " ".join(column.split())
    return chosen


def _import(
    found: ReviewFile,
    name: str,
    texts: Mapping[str, str],
    file: str | None,
    folder: Path,
    dry_run: bool,
) -> None:
    """Add what was found in a file: all or nothing."""
    for note in found.notes:
        click.echo(one_line(note), err=True)
    if found.columns is not None:
        click.echo(f"Columns: {_named_columns(found.columns)}.", err=True)
    trees = parse_claims_files(texts)
    before = load(texts)
    plan = plan_import(found.reviews, one_line(name), before.draft, texts, trees)
    additions = (
        ("verdicts", "verdict", plan.verdicts),
        ("claimants", "claimant", plan.claimants),
        ("claims", "claim", plan.claims),
    )
    home = choose_file(file, trees, "claims")
    after = dict(texts)
    for section, entry, entries in additions:
        if entries:
            # The section may be in another file than the claims.
            there = [path for path, tree in trees.items() if field_of(tree, section)]
            target = home if section == "claims" or home in there else (*there, home)[0]
            after[target] = _appended(after[target], target, section, entry, entries)
    if plan.claims:
        _require_valid(after, {problem.entry for problem in before.problems})
    if dry_run:
        _print_entries(additions)
    else:
        changed = {path: text for path, text in after.items() if text != texts[path]}
        write_claims_files(folder, texts, changed)
        _print_places(home, parse_claims_files({home: after[home]})[home], plan)
    _print_left_out(plan.left_out)
    _print_summary(plan, dry_run)


def _named_columns(columns: Mapping[str, tuple[str, ...]]) -> str:
    return one_line(
        ", ".join(f"{field} = “{names[0]}”" for field, names in columns.items() if names)
    )


def _appended(text: str, file: str, section: str, name: str, entries: Sequence[NewEntry]) -> str:
    edited = append_entries(text, file, section, name, entries)
    if not isinstance(edited, Edited):
        fail(edited.problems, NOTHING_WRITTEN)
    return edited.text


def _require_valid(texts: Mapping[str, str], known: set[str]) -> None:
    """End the command if the new entries have errors. Those of drafts are notes."""
    wrong = [
        problem
        for problem in load(texts).problems
        if problem.severity is Severity.ERROR and problem.entry not in known
    ]
    if wrong:
        fail(wrong, NOTHING_WRITTEN)


def _print_entries(additions: Sequence[tuple[str, str, Sequence[NewEntry]]]) -> None:
    for section, _, entries in additions:
        if entries:
            click.echo(f"{section}:")
        for entry in entries:
            for line in entry.lines(Indentation()):
                click.echo(line.replace("##[", "# #["))


def _print_places(file: str, tree: Node, plan: ImportPlan) -> None:
    new = {entry.id for entry in plan.claims}
    section = field_of(tree, "claims")
    nodes = section[1].entries if section and isinstance(section[1], MappingNode) else []
    places = [f"{file}:{key.line}: {key.text}" for key, _ in nodes if key.text in new]
    for place in places[:_MOST_PRINTED]:
        click.echo(place)
    if len(places) > _MOST_PRINTED:
        click.echo(f"… and {len(places) - _MOST_PRINTED:,} more.")


def _print_left_out(left_out: Sequence[LeftOutReview]) -> None:
    if not left_out:
        return
    are = "is" if len(left_out) == 1 else "are"
    click.echo(
        f"{counted(len(left_out), 'fact-check')} {are} in the report already and left out:",
        err=True,
    )
    for item in left_out[:_MOST_LEFT_OUT]:
        more = "…" if len(item.claim) > _LONGEST_CLAIM else ""
        claim = f"{item.claim[:_LONGEST_CLAIM]}{more}"
        click.echo(f"  {one_line(f'{item.place}: “{claim}”: {item.why}')}.", err=True)
    if len(left_out) > _MOST_LEFT_OUT:
        click.echo(f"… and {len(left_out) - _MOST_LEFT_OUT:,} more.", err=True)


def _print_summary(plan: ImportPlan, dry_run: bool) -> None:
    if not plan.claims:
        click.echo(f"Nothing is new. {NOTHING_WRITTEN}", err=True)
        return
    number = counted(len(plan.claims), "claim")
    new = " and ".join(
        f"{len(entries):,} new {name}{'' if len(entries) == 1 else 's'}"
        for name, entries in (("claimant", plan.claimants), ("verdict", plan.verdicts))
        if entries
    )
    with_new = f", with {new}" if new else ""
    if dry_run:
        click.echo(f"{number}{with_new}. {NOTHING_WRITTEN}", err=True)
        return
    click.echo(f"Added {number} as drafts{with_new}. Readers see none of it.", err=True)
    if plan.verdicts:
        click.echo(
            "Under “verdicts:”, say what each new verdict means, choose its tone, and delete its "
            "line “draft: true”.",
            err=True,
        )
    if plan.without_verdict:
        claims = counted(plan.without_verdict, "claim")
        click.echo(f"Choose the verdict of {claims}: the file has none in words.", err=True)
    click.echo(
        "Next: take documents in with “factcheck add”, find the quotes with “factcheck find”, and "
        "read the comments below each claim: they have what the file says besides. Then delete the "
        "line “draft: true”.",
        err=True,
    )
