"""`factcheck find`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from factcheck_report.cli.claims_files import read_claims_files
from factcheck_report.cli.options import report_options
from factcheck_report.cli.output import print_problems, require_known
from factcheck_report.documents import files
from factcheck_report.documents.importing import extract
from factcheck_report.documents.kinds import kind_of
from factcheck_report.documents.reading import read_documents
from factcheck_report.editing import (
    FoundPassage,
    SearchedText,
    find_passages,
    quote_entry,
    unlisted_files,
)
from factcheck_report.loading import load
from factcheck_report.model.languages import primary_language
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.problems import counted
from factcheck_report.problems.printing import one_line
from factcheck_report.quotes import MAX_QUOTE, DiffKind, Locator, NotFound


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--source", "only", metavar="ID", help="Search only this source.")
@click.option("--sentence", is_flag=True, help="Quote whole sentences.")
@click.option(
    "--indent",
    type=click.IntRange(0, 40),
    default=6,
    show_default=True,
    help="Spaces before each line.",
)
@click.option(
    "--most",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="How many passages to print.",
)
@report_options
def find(
    words: tuple[str, ...],
    only: str | None,
    sentence: bool,
    indent: int,
    most: int,
    folder: Path,
    claims: str | None,
) -> None:
    """Find words in the sources and print them as quotes, ready to paste.

    The whole output can be pasted below “quotes:”: notes are comments. If no source has the WORDS,
    the most similar passages are printed and marked.

    Exit code 0: the words were found; 1: they were not.
    """
    wanted = " ".join(words)
    if not wanted.strip() or len(wanted) > MAX_QUOTE:
        raise click.BadParameter(f"must have 1 to {MAX_QUOTE:,} characters.", param_hint="WORDS")
    searched = _searched(folder, claims, only)
    passages = find_passages(wanted, searched, whole_sentence=sentence)
    found = [passage for passage in passages if not passage.changes]
    for passage in passages[:most]:
        click.echo(_printed(passage, indent))
    if len(passages) > most:
        click.echo(f"{len(passages) - most} more passages. Use --most to print them.", err=True)
    if not found:
        similar = " The most similar passages are above." if passages else ""
        count = counted(len(searched), "document")
        click.echo(f"These words were not found in {count}.{similar}", err=True)
        _tell_of_originals(wanted, searched, folder)
        sys.exit(1)


def _tell_of_originals(wanted: str, searched: list[SearchedText], folder: Path) -> None:
    """Name the documents whose original has the words, while its text lacks them."""
    originals = [item for item in searched if item.original]
    for item in originals[:_MOST_ORIGINALS]:
        path = item.original or ""
        try:
            data = files.read_bytes(folder, path, files.LARGEST_ORIGINAL)
            whole = extract(data, path, kind_of(data, path), whole_page=True)
        except files.FileRefused:
            continue  # damaged, or the libraries are not installed
        if not isinstance(Locator(SourceText(whole.text)).locate(wanted), NotFound):
            click.echo(
                f"They are in {path}, the original of {item.id}, but were left out of its text.\n"
                f"Fix: Run: factcheck add --whole-page {path}",
                err=True,
            )
    if len(originals) > _MOST_ORIGINALS:
        click.echo(
            f"Only the first {_MOST_ORIGINALS} originals were searched, too. Name a source with "
            "--source.",
            err=True,
        )


_MOST_ORIGINALS = 10
"""Originals that are searched: each takes about a second."""


def _searched(folder: Path, claims: str | None, only: str | None) -> list[SearchedText]:
    # Editors look for quotes in unfinished reports: ignore problems.
    loaded = load(read_claims_files(folder, claims))
    sources = loaded.draft.sources
    if not sources:
        # The problems may explain why no source is known.
        print_problems(loaded.problems)
    if only is not None:
        require_known(only, sources, "source", "--source")
        sources = {only: sources[only]}
    read = read_documents(folder, sources)
    print_problems(read.problems)
    own = loaded.draft.publication.language
    searched = [
        SearchedText(
            document.source.id,
            document.source.file,
            document.text,
            own if _is_foreign(document.source.language, own) else "",
            document.source.original,
        )
        for document in read.documents.values()
    ]
    if only is None:
        named = {source.file for source in sources.values()}
        originals = {source.original for source in sources.values()}
        others = unlisted_files(folder, named)
        searched += _unlisted(folder, [path for path in others if path not in originals])
    return searched


def _is_foreign(language: str | None, own: str) -> bool:
    return language is not None and primary_language(language) != primary_language(own)


def _unlisted(folder: Path, paths: list[str]) -> Iterator[SearchedText]:
    listings = files.FolderListings()
    for path in paths:
        try:
            data = files.read_bytes(folder, path, files.LARGEST_SOURCE, listings)
            text = files.source_text(data, path)
        except files.FileRefused:
            continue  # no source needs this file
        yield SearchedText(None, path, text)


def _printed(passage: FoundPassage, indent: int) -> str:
    """The passage: notes as comments, then the quote."""
    margin = " " * indent + "# "
    notes = [click.style(margin + line, dim=True) for line in _notes(passage)]
    if passage.changes:
        notes.insert(0, click.style(f"{margin}NOT THESE WORDS, but similar:", fg="yellow"))
    entry = quote_entry(passage.quote, indent) if passage.quote else ""
    return "\n".join([*notes, entry])


def _notes(passage: FoundPassage) -> Iterator[str]:
    item = passage.source
    start = passage.pieces[0].start
    page, time = item.text.page_of(start), item.text.time_of(start)
    place = f"{one_line(item.file)}:{passage.line}"
    place += f", page {page}" if page else ""
    place += f", at {time}" if time else ""
    if item.id is None:
        place += " (no source entry names this file)"
    if passage.changes:
        yield f"{place}, {passage.score:.0f} % similar"
        yield one_line(
            "".join(_CHANGES[change.kind].format(change.text) for change in passage.changes)
        )
    else:
        differs = ", ".join(passage.differences).replace("-", " ")
        yield f"{place}{f' (differs in {differs})' if differs else ''}"
        if passage.also:
            yield f"The same sentence is also in line {', '.join(map(str, passage.also))}."
        yield _in_sentence(passage)
    if passage.quote is None:
        yield "A quote of these words alone would be ambiguous. Quote more of the passage."


_CHANGES: Mapping[DiffKind, str] = {
    DiffKind.SAME: "{}",
    DiffKind.TYPED: "[you typed: {}]",
    DiffKind.IN_FILE: "[the file has: {}]",
}


def _in_sentence(passage: FoundPassage) -> str:
    """The sentence with the passage marked."""
    text, place = passage.source.text.text, passage.sentence
    parts = []
    for piece in passage.pieces:
        parts += [text[place.start : piece.start], ">>", text[piece.start : piece.end], "<<"]
        place = Span(piece.end, place.end)
    return one_line("".join([*parts, text[place.start : place.end]]))
