"""`factcheck find`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from factcheck_report.cli.shared import read_claims_files, report_options
from factcheck_report.documents import files
from factcheck_report.documents.reading import read_documents
from factcheck_report.editing import (
    FoundPassage,
    SearchText,
    find_passages,
    quote_entry,
    unlisted_files,
)
from factcheck_report.loading import load
from factcheck_report.model import Document
from factcheck_report.model.texts import SourceText, Span, visible
from factcheck_report.problems import as_text, did_you_mean
from factcheck_report.quotes import MAX_QUOTE, ChangeKind


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--source", "only", metavar="ID", help="Search this source only.")
@click.option("--sentence", is_flag=True, help="Quote the whole sentences the words stand in.")
@click.option(
    "--indent",
    type=click.IntRange(0, 40),
    default=6,
    show_default=True,
    help="Spaces before each entry.",
)
@click.option(
    "--most",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="Passages that are printed.",
)
@report_options
def find(
    words: tuple[str, ...],
    only: str | None,
    sentence: bool,
    indent: int,
    most: int,
    folder: Path,
    claims: str,
) -> None:
    """Find WORDS in the sources and print each passage as a quote, ready to paste.

    All that is printed can be pasted below “quotes:”, notes included: they are comments. If the
    words stand nowhere, the passages most like them are printed, marked as such.

    Exit code 0: the words stand there; 1: they stand nowhere.
    """
    wanted = " ".join(words)
    if not wanted.strip() or len(wanted) > MAX_QUOTE:
        raise click.BadParameter(f"takes 1 to {MAX_QUOTE:,} characters.", param_hint="WORDS")
    searched = _searched(folder, claims, only)
    passages = find_passages(wanted, searched, whole_sentence=sentence)
    found = [passage for passage in passages if not passage.changes]
    for passage in passages[:most]:
        click.echo(_shown(passage, indent))
    if len(passages) > most:
        click.echo(f"{len(passages) - most} more passages; --most prints them.", err=True)
    if not found:
        like = "; the nearest passages are above" if passages else ""
        count = f"{len(searched)} document{'' if len(searched) == 1 else 's'}"
        click.echo(f"These words stand nowhere in {count}{like}.", err=True)
        sys.exit(1)


def _searched(folder: Path, claims: str, only: str | None) -> list[SearchText]:
    # An editor looks for quotes while the report is half written: problems do not matter here.
    loaded = load(read_claims_files(folder, claims))
    sources = loaded.draft.sources
    if not sources and loaded.problems:
        # But then the documents are not known.
        click.echo(as_text(loaded.problems), err=True)
    if only is not None:
        if only not in sources:
            known = f"{did_you_mean(only, sources)}The sources are: {', '.join(sources)}."
            raise click.BadParameter(f"no source “{only}”. {known}", param_hint="--source")
        sources = {only: sources[only]}
    read = read_documents(folder, sources)
    if read.problems:
        click.echo(as_text(read.problems), err=True)
    searched = [_listed(document) for document in read.documents.values()]
    if only is None:
        named = {source.file for source in sources.values()}
        searched += _unlisted(folder, unlisted_files(folder, named))
    return searched


def _listed(document: Document) -> SearchText:
    return SearchText(document.source.id, document.source.file, document.text)


def _unlisted(folder: Path, paths: list[str]) -> Iterator[SearchText]:
    listings = files.FolderListings()
    for path in paths:
        try:
            data = files.read_bytes(folder, path, files.LARGEST_SOURCE, listings)
            text = files.decode(data, path)
        except files.FileRefused:
            continue  # no source names it, so nothing needs it to be readable
        yield SearchText(None, path, SourceText(text))


def _shown(passage: FoundPassage, indent: int) -> str:
    """The passage as comments, and its quote."""
    margin = " " * indent + "# "
    notes = [click.style(margin + line, dim=True) for line in _notes(passage)]
    if passage.changes:
        notes.insert(0, click.style(f"{margin}NOT THESE WORDS, but like them:", fg="yellow"))
    entry = quote_entry(passage.quote, indent) if passage.quote else ""
    return "\n".join([*notes, entry])


def _notes(passage: FoundPassage) -> Iterator[str]:
    item = passage.source
    place = f"{_one_line(item.file)}:{passage.line}"
    if item.id is None:
        place += " (no source entry names this file)"
    if passage.changes:
        yield f"{place}, {passage.score:.0f} % alike"
        yield "".join(
            _CHANGES[change.kind].format(_one_line(change.text, strip=False))
            for change in passage.changes
        )
    else:
        differs = ", ".join(passage.differences).replace("-", " ")
        yield f"{place}{f' (differs in {differs})' if differs else ''}"
        if passage.also:
            yield f"The same sentence stands again in line {', '.join(map(str, passage.also))}."
        yield _in_sentence(passage)
    if passage.quote is None:
        yield "No quote can name just this place: quote more of the passage."


_CHANGES: Mapping[ChangeKind, str] = {
    ChangeKind.SAME: "{}",
    ChangeKind.TYPED: "[you typed: {}]",
    ChangeKind.IN_FILE: "[the file has: {}]",
}


def _in_sentence(passage: FoundPassage) -> str:
    """The sentence with the passage marked in it."""
    text, place = passage.source.text.text, passage.sentence
    parts = []
    for piece in passage.pieces:
        parts += [text[place.start : piece.start], ">>", text[piece.start : piece.end], "<<"]
        place = Span(piece.end, place.end)
    return _one_line("".join([*parts, text[place.start : place.end]]))


def _one_line(text: str, *, strip: bool = True) -> str:
    # A log of GitHub's runners obeys `##[` anywhere in a line.
    shown = visible(" ".join(text.splitlines())).replace("##[", "# #[")
    return shown.strip() if strip else shown
