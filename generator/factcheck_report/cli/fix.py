"""`factcheck fix`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from factcheck_report.cli.progress import terminal_progress
from factcheck_report.cli.shared import fail, read_claims_files, report_options
from factcheck_report.documents.files import FileRefused
from factcheck_report.documents.reading import read_documents
from factcheck_report.editing import NotEdited, rewrite_all, write_fixes
from factcheck_report.loading import Loaded, load
from factcheck_report.model import Document, Quote
from factcheck_report.problems import as_text
from factcheck_report.problems.printing import one_line
from factcheck_report.quotes import Fix
from factcheck_report.quotes.proving import Miss, prove


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@report_options
def fix(yes: bool, folder: Path, claims: str) -> None:
    """Write the file's own words where a quote differs from them harmlessly.

    Harmless are capitals, punctuation, spaces and signs of how the text was extracted. Shows the
    quote as it was typed and as the file has it, asks, and writes; all else in the claims file
    stays as it is. Where a word, a letter, an accent or a digit differs, that is only shown.

    Exit code 0: nothing is left to fix; 1: something is.
    """
    texts = read_claims_files(folder, claims)
    with terminal_progress("Looking every quote up in its source …"):
        loaded = load(texts)
        read = read_documents(folder, loaded.draft.sources)
        misses: Sequence[Miss] = _misses(loaded, read.documents)
    unread = [problem for problem in loaded.problems if problem.rule == "yaml"]
    if unread or (loaded.problems and not loaded.draft.sources):
        fail(unread or loaded.problems, "Nothing was written.")
    if read.problems:
        click.echo(as_text(read.problems), err=True)
    fixable = [miss for miss in misses if miss.fix]
    chosen = []
    for miss in fixable:
        click.echo("\n".join(_shown(miss, read.documents[miss.quote.source])))
        if yes or (sys.stdin.isatty() and click.confirm("Write the file's words?", default=False)):
            chosen.append(miss)
    if chosen:
        texts, misses = _write(folder, texts, loaded, read.documents, misses, chosen)
    if by_hand := [miss.problem for miss in misses if not miss.fix]:
        click.echo(("\n" if fixable else "") + as_text(by_hand, texts))
    if len(chosen) < len(fixable) and not sys.stdin.isatty():
        click.echo("Nothing was written: add --yes to write without being asked.", err=True)
    if misses:
        click.echo(f"\n{_count(len(misses))} left to fix.", err=True)
    unseen = sum(quote.source not in read.documents for quote in _quotes(loaded))
    if unseen:
        click.echo(f"{_count(unseen)} not looked up: “factcheck check” says why.", err=True)
    if misses or unseen:
        sys.exit(1)
    if not fixable:
        click.echo("Nothing to fix: every quote was found.")


def _quotes(loaded: Loaded) -> Iterator[Quote]:
    for _, _, quotes in loaded.draft.quoting_entries():
        yield from quotes
    yield from (quote for _, quote in loaded.strays)


def _misses(loaded: Loaded, documents: Mapping[str, Document]) -> list[Miss]:
    misses = prove(loaded.draft, documents, strays=loaded.strays).misses
    return sorted(misses, key=lambda miss: miss.quote.marks.at("text"))


def _shown(miss: Miss, document: Document) -> Iterator[str]:
    """The quote as typed and in the file's own words, each field that changes in two lines."""
    assert miss.fix  # noqa: S101 - only such are shown
    place = miss.quote.marks.at("text")
    line = document.text.line_of(miss.fix.pieces[0].start)
    in_file = f"{document.source.file}:{line}"
    yield one_line(f"{place.file}:{place.line}:{place.column}: {miss.problem.entry}")
    for name, typed, words in _changes(miss, miss.fix):
        yield f"    {name}as typed: {one_line(typed)}"
        yield f"    {name}in {one_line(in_file)}: {one_line(words)}"


def _changes(miss: Miss, fix: Fix) -> Iterator[tuple[str, str, str]]:
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
    loaded: Loaded,
    documents: Mapping[str, Document],
    misses: Sequence[Miss],
    chosen: Sequence[Miss],
) -> tuple[Mapping[str, str], Sequence[Miss]]:
    """Edit all files and prove them before any is written: a fault leaves all as they were.

    Returns the files' new texts, and the quotes that are still not found.
    """
    edited = write_fixes(texts, [(miss.quote, miss.fix) for miss in chosen if miss.fix])
    if isinstance(edited, NotEdited):
        fail(edited.problems, "Nothing was written.")
    new = {file: result.text for file, result in edited.items()}
    after = {**texts, **new}
    again = load(after)
    left = _misses(again, documents)
    if len(again.problems) > len(loaded.problems) or len(left) > len(misses) - len(chosen):
        raise click.ClickException("The file's words cannot be written here. Nothing was written.")
    try:
        rewrite_all(folder, texts, new)
    except FileRefused as refused:
        raise click.ClickException(f"{refused.what} {refused.fix}") from None
    for file in new:
        count = sum(miss.quote.marks.entry.file == file for miss in chosen)
        click.echo(f"{one_line(file)}: fixed {_count(count)}.")
    return after, left


def _count(number: int) -> str:
    return f"{number:,} quote{'' if number == 1 else 's'}"
