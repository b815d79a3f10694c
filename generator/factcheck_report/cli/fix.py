"""`factcheck fix`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from factcheck_report.cli.claims_files import read_claims_files, write_claims_files
from factcheck_report.cli.options import report_options
from factcheck_report.cli.output import NOTHING_WRITTEN, fail, print_problems
from factcheck_report.cli.progress import terminal_progress
from factcheck_report.documents.reading import read_documents
from factcheck_report.editing import NotEdited, write_fixes
from factcheck_report.loading import LoadResult, load
from factcheck_report.model import Document, Quote
from factcheck_report.problems import as_text, counted
from factcheck_report.problems.printing import one_line
from factcheck_report.quotes import Fix
from factcheck_report.quotes.proving import UnprovedQuote, prove


@click.command()
@click.option("--yes", is_flag=True, help="Write without asking.")
@report_options
def fix(yes: bool, folder: Path, claims: str | None) -> None:
    """Correct quotes that differ from their file in capitals, punctuation or the like.

    Also corrects spaces and traces of text extraction. Shows each quote as typed and as in the
    file, asks, and writes. Nothing else in the claims file changes. Quotes that differ in a word,
    a letter, an accent or a digit are only shown.

    Exit code 0: nothing is left to fix; 1: something is.
    """
    texts = read_claims_files(folder, claims)
    with terminal_progress("Checking every quote …"):
        loaded = load(texts)
        read = read_documents(folder, loaded.draft.sources)
        misses: Sequence[UnprovedQuote] = _misses(loaded, read.documents)
    unparsed = [problem for problem in loaded.problems if problem.rule == "yaml"]
    if unparsed or (loaded.problems and not loaded.draft.sources):
        fail(unparsed or loaded.problems, NOTHING_WRITTEN)
    print_problems(read.problems)
    fixable = [miss for miss in misses if miss.fix]
    chosen = []
    for miss in fixable:
        click.echo("\n".join(_shown(miss, read.documents[miss.quote.source])))
        if yes or (
            sys.stdin.isatty() and click.confirm("Write the words of the file?", default=False)
        ):
            chosen.append(miss)
    if chosen:
        texts, misses = _write(folder, texts, loaded, read.documents, misses, chosen)
    if by_hand := [miss.problem for miss in misses if not miss.fix]:
        click.echo(("\n" if fixable else "") + as_text(by_hand, texts))
    if len(chosen) < len(fixable) and not sys.stdin.isatty():
        click.echo(f"{NOTHING_WRITTEN} Add --yes to write without being asked.", err=True)
    if misses:
        click.echo(f"\n{counted(len(misses), 'quote')} left to fix.", err=True)
    unchecked = sum(quote.source not in read.documents for quote in _quotes(loaded))
    if unchecked:
        click.echo(
            f"{counted(unchecked, 'quote')} not checked. “factcheck check” says why.", err=True
        )
    if misses or unchecked:
        sys.exit(1)
    if not fixable:
        click.echo("Nothing to fix: every quote was found.")


def _quotes(loaded: LoadResult) -> Iterator[Quote]:
    for _, _, quotes in loaded.draft.quoting_entries():
        yield from quotes
    yield from (quote for _, quote in loaded.orphan_quotes)


def _misses(loaded: LoadResult, documents: Mapping[str, Document]) -> list[UnprovedQuote]:
    misses = prove(loaded.draft, documents, orphan_quotes=loaded.orphan_quotes).unproved
    return sorted(misses, key=lambda miss: miss.quote.positions.at("text"))


def _shown(miss: UnprovedQuote, document: Document) -> Iterator[str]:
    """The quote as typed and as in the file: two lines for each field that changes."""
    assert miss.fix  # noqa: S101 - callers pass fixable quotes only
    place = miss.quote.positions.at("text")
    line = document.text.line_of(miss.fix.pieces[0].start)
    in_file = f"{document.source.file}:{line}"
    yield one_line(f"{place.file}:{place.line}:{place.column}: {miss.problem.entry}")
    for name, typed, words in _changes(miss, miss.fix):
        yield f"    {name}as typed: {one_line(typed)}"
        yield f"    {name}in {one_line(in_file)}: {one_line(words)}"


def _changes(miss: UnprovedQuote, fix: Fix) -> Iterator[tuple[str, str, str]]:
    quote = miss.quote
    for name, typed, words in (
        ("", quote.text, fix.text),
        ("prefix, ", quote.prefix, fix.prefix),
        ("suffix, ", quote.suffix, fix.suffix),
    ):
        if typed is not None and words is not None and words != typed:
            yield name, typed, words


def _write(
    folder: Path,
    texts: Mapping[str, str],
    loaded: LoadResult,
    documents: Mapping[str, Document],
    misses: Sequence[UnprovedQuote],
    chosen: Sequence[UnprovedQuote],
) -> tuple[Mapping[str, str], Sequence[UnprovedQuote]]:
    """Edit all files, check the result, then write them; on any failure write none.

    Returns the new texts and the quotes that are still not found.
    """
    edited = write_fixes(texts, [(miss.quote, miss.fix) for miss in chosen if miss.fix])
    if isinstance(edited, NotEdited):
        fail(edited.problems, NOTHING_WRITTEN)
    new = {file: result.text for file, result in edited.items()}
    after = {**texts, **new}
    again = load(after)
    left = _misses(again, documents)
    if len(again.problems) > len(loaded.problems) or len(left) > len(misses) - len(chosen):
        raise click.ClickException(
            f"These corrections would cause new problems in the claims file. {NOTHING_WRITTEN} "
            "Correct the quotes by hand."
        )
    write_claims_files(folder, texts, new)
    for file in new:
        count = sum(miss.quote.positions.entry.file == file for miss in chosen)
        click.echo(f"{one_line(file)}: fixed {counted(count, 'quote')}.")
    return after, left
