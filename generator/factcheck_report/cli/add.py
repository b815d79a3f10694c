"""`factcheck add`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from factcheck_report.cli.claims_files import read_claims_files, write_claims_files
from factcheck_report.cli.given_files import read_given_file
from factcheck_report.cli.options import report_options
from factcheck_report.cli.output import NOTHING_WRITTEN, fail, print_problems, require_known
from factcheck_report.documents import files
from factcheck_report.documents.importing import ExtractedText
from factcheck_report.documents.reading import read_documents
from factcheck_report.editing import Edited, append_source, read_tree, refused_id, set_pins
from factcheck_report.editing.adding import (
    NewDocument,
    RenewedText,
    documents_folder,
    new_document,
    renewed_text,
)
from factcheck_report.editing.new_files import remove_files, replace_file, write_new_files
from factcheck_report.loading import LoadResult, load
from factcheck_report.model import Position, Source
from factcheck_report.model.dates import today
from factcheck_report.model.spans import SourceText
from factcheck_report.problems import Problem, counted
from factcheck_report.problems.printing import one_line
from factcheck_report.yaml_tree import MappingNode, Node, ScalarNode, field_of


@click.command()
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(readable=False, path_type=Path),
)
@click.option("--id", "given", metavar="ID", help="The source's id. Default: made from its title.")
@click.option(
    "--whole-page",
    is_flag=True,
    help="Keep everything that the document shows: navigation, comments, headers, footnotes.",
)
@click.option(
    "--to",
    metavar="FOLDER",
    help="The folder to copy a file to that is not in the report's folder. Default: the folder of "
    "most sources, else seeds.",
)
@click.option(
    "--file",
    "file",
    metavar="PATH",
    help="The claims file to add to, relative to the report's folder, if there are several.",
)
@report_options
def add(
    paths: tuple[Path, ...],
    given: str | None,
    whole_page: bool,
    to: str | None,
    file: str | None,
    folder: Path,
    claims: str | None,
) -> None:
    """Take documents in: text, Markdown, web pages, PDF, Word, subtitles, web archives.

    Writes the text of each FILE beside it, and an entry under “sources:” with what the document
    states about itself. Check these lines. A FILE outside the report's folder is copied. Nothing is
    fetched from the web. For a FILE that is already the original of a source, takes the text from
    it again.

    Exit code 0: all documents were added; 1: some were not.
    """
    if given is not None and len(paths) > 1:
        raise click.UsageError("--id is for one FILE.")
    added_all = True
    for path in paths:
        texts = read_claims_files(folder, claims)
        loaded = load(texts)
        try:
            data, inside = read_given_file(path, folder)
            if inside in texts:
                raise files.FileRefused(
                    f"“{path}” is a claims file of the report.", "Name the file of a document."
                )
            source = _listed(loaded, inside, path)
            if source is not None:
                _renew(folder, texts, loaded, source, data, whole_page)
                continue
            _refuse_unfinished(texts, inside, path)
            chosen = _chosen(file, texts)
            document = new_document(
                data,
                str(path.name),
                inside=inside,
                folder=to or documents_folder(loaded.draft.sources.values()),
                given_id=_checked_id(given, texts, chosen),
                used_ids=_used_ids(texts),
                whole_page=whole_page,
                day=str(today()),
            )
            _write(folder, texts, chosen, document)
        except files.FileRefused as refused:
            added_all = False
            problem = Problem(
                position=Position(str(path), refused.line),
                rule="source-file",
                what=refused.what,
                fix=refused.fix,
            )
            print_problems([problem])
    sys.exit(0 if added_all else 1)


def _listed(loaded: LoadResult, inside: str | None, path: Path) -> Source | None:
    """The source with this original. Raises FileRefused if it is the text of a source."""
    for source in loaded.draft.sources.values():
        if inside and source.original == inside:
            return source
        if inside and source.file == inside:
            raise files.FileRefused(
                f"“{path}” is already the file of the source “{source.id}”.",
                f"If the file is the document itself, delete that entry first. To record a change "
                f"of its text, run: factcheck pin {source.id}",
            )
    return None


def _refuse_unfinished(texts: Mapping[str, str], inside: str | None, path: Path) -> None:
    """Raise FileRefused if an entry names the file but cannot be read, as without its title."""
    for key, entry in _source_entries(texts):
        named = (field_of(entry, name) for name in ("file", "original"))
        if any(
            found and isinstance(found[1], ScalarNode) and found[1].text == inside
            for found in named
        ):
            raise files.FileRefused(
                f"“{path}” already belongs to the source “{key}”, whose entry is unfinished.",
                "Finish that entry: “factcheck check” names what is missing. Or delete it.",
            )


def _source_entries(texts: Mapping[str, str]) -> Iterator[tuple[str, Node]]:
    """The ids and entries of all sources, also of those that are not finished."""
    for path, text in texts.items():
        section = _sources_in(text, path)
        if isinstance(section, MappingNode):
            yield from ((key.text, entry) for key, entry in section.entries)


def _chosen(file: str | None, texts: Mapping[str, str]) -> str:
    """The claims file for the entry."""
    if file is not None:
        require_known(file, texts, "claims file", "--file")
        return file
    likely = [path for path in texts if _sources_in(texts[path], path)] or list(texts)
    if len(likely) > 1:
        raise click.UsageError(f"Choose a claims file with --file: {', '.join(likely)}.")
    return likely[0]


def _sources_in(text: str, path: str) -> Node | None:
    tree = read_tree(text, path)
    if isinstance(tree, tuple):
        fail(tree, NOTHING_WRITTEN)
    section = field_of(tree, "sources")
    return section[1] if section else None


def _used_ids(texts: Mapping[str, str]) -> set[str]:
    return {id for id, _ in _source_entries(texts)}


def _checked_id(given: str | None, texts: Mapping[str, str], file: str) -> str | None:
    if given is not None:
        if problem := refused_id(given, file):
            raise click.BadParameter(f"{problem.what} {problem.fix}", param_hint="--id")
        if given in _used_ids(texts):
            raise click.BadParameter(
                f"Another source already has the id “{given}”.", param_hint="--id"
            )
    return given


def _write(folder: Path, texts: Mapping[str, str], file: str, document: NewDocument) -> None:
    """Write the files and the entry: all or nothing."""
    id = document.source.id
    edited = append_source(texts[file], file, document.source)
    if not isinstance(edited, Edited):
        fail(edited.problems, NOTHING_WRITTEN)
    loaded = load({**texts, file: edited.text})
    wrong = [
        problem
        for problem in loaded.problems
        if problem.rule != "empty" and problem.entry.split(",")[0] == f"source {id}"
    ]
    if wrong:
        fail(wrong, NOTHING_WRITTEN)
    others = (source for source in loaded.draft.sources.values() if source.id != id)
    named = (path for source in others for path in (source.file, source.original))
    taken = {path for path in named if path is not None}
    written = write_new_files(folder, document.files, taken)
    try:
        write_claims_files(folder, texts, {file: edited.text})
    except BaseException:
        remove_files(folder, written)
        raise
    click.echo(f"{file}:{edited.line}: {id}")
    _report(document.source.fields["file"], document.extracted, document.text)
    empty = "Fill in the title. " if "title" not in document.source.stated else ""
    check = "Check the lines marked “# check”. " if document.source.stated else ""
    if empty or check:
        click.echo(f"{empty}{check}".strip(), err=True)


def _report(file: str, extracted: ExtractedText, text: SourceText) -> None:
    """Say what became of the document."""
    pages = f", {counted(len(text.page_ends), 'page')}" if text.page_ends else ""
    by = f", extracted by {extracted.extractor}" if extracted.extractor else ""
    click.echo(f"{one_line(file)}: {counted(len(text.line_starts), 'line')}{pages}{by}.")
    for item in extracted.left_out:
        click.echo(f"Left out: {one_line(item)}.", err=True)
    if extracted.has_more:
        click.echo("Read the text. If a passage is missing, add --whole-page.", err=True)
    for note in extracted.notes:
        click.echo(one_line(note), err=True)


def _renew(
    folder: Path,
    texts: Mapping[str, str],
    loaded: LoadResult,
    source: Source,
    data: bytes,
    whole_page: bool,
) -> None:
    """Take the text of a source from its original again. Raises FileRefused."""
    read = read_documents(folder, {source.id: source})
    if source.id not in read.documents:
        fail(read.problems, NOTHING_WRITTEN)
    document = read.documents[source.id]
    if document.drifted:
        raise files.FileRefused(
            f"“{source.file}” was changed after it was pinned. Taking the text out again would "
            "lose these changes.",
            f"Restore “{source.file}”, or pin it as it is: factcheck pin {source.id}",
        )
    name = source.original or ""
    renewed = renewed_text(
        data, name, document, loaded.draft, loaded.orphan_quotes, whole_page=whole_page
    )
    if renewed.lost:
        names = "; ".join(quote.name for quote in renewed.lost)
        hint = "" if whole_page else " Try --whole-page."
        raise files.FileRefused(
            f"The new text of “{name}” lacks {counted(len(renewed.lost), 'quote')}: "
            f"{names}. {NOTHING_WRITTEN}",
            f"Keep the text as it is.{hint} Or change these quotes first.",
        )
    _write_renewed(folder, texts, source, renewed)


def _write_renewed(
    folder: Path, texts: Mapping[str, str], source: Source, renewed: RenewedText
) -> None:
    id, file = source.id, source.positions.entry.file
    text = files.source_text(renewed.data, source.file)
    # A changed sentence has to be read first: `factcheck pin` asks about it.
    pinned = renewed.document.sha256 if renewed.altered else renewed.sha256
    day = None if renewed.altered or renewed.is_same_text else str(today())
    edited = set_pins(
        texts[file],
        file,
        {id: pinned},
        day,
        {id: renewed.original_sha256},
        {id: renewed.extracted.extractor},
    )
    if not isinstance(edited, Edited):
        fail(edited.problems, NOTHING_WRITTEN)
    replace_file(folder, source.file, renewed.document.data, renewed.data)
    try:
        write_claims_files(folder, texts, {file: edited.text})
    except BaseException:
        replace_file(folder, source.file, renewed.data, renewed.document.data)
        raise
    click.echo(f"{file}: renewed {id}.")
    _report(source.file, renewed.extracted, text)
    click.echo(_about_quotes(renewed, id))


def _about_quotes(renewed: RenewedText, id: str) -> str:
    if renewed.is_same_text:
        return "The text is the same as before, so all quotes stand where they stood."
    if not renewed.altered:
        count = counted(len(renewed.quotes), "quote")
        return f"The text has changed. {count}: each is in the same sentence as before."
    names: Iterable[str] = (quote.name for quote in renewed.altered)
    return (
        f"The text has changed, and with it the sentence of {'; '.join(names)}. Run: factcheck pin "
        f"{id}"
    )
