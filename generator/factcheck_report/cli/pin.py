"""`factcheck pin`."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import click

from factcheck_report.checking.quote_status import QuoteRecheck, QuoteStatus
from factcheck_report.cli.claims_files import read_claims_files, write_claims_files
from factcheck_report.cli.options import report_options
from factcheck_report.cli.output import NOTHING_WRITTEN, fail, print_problems, require_known
from factcheck_report.documents.reading import read_documents
from factcheck_report.editing import (
    Edited,
    PinState,
    pin_states,
    set_pins,
    with_readable_pins,
)
from factcheck_report.git.history import earlier_version
from factcheck_report.loading import load
from factcheck_report.model.dates import today
from factcheck_report.pipeline import earlier_texts
from factcheck_report.problems import counted, did_you_mean
from factcheck_report.problems.excerpts import shorten
from factcheck_report.problems.printing import one_line

_LONGEST_QUOTE = 60
"""Code points printed of a quote to identify it."""
_LONGEST_SENTENCE = 600
"""Code points printed of the sentence around an altered quote, before and after the change."""
_MOST_LISTED = 20
"""Quotes printed for each status that needs no review."""


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--yes", is_flag=True, help="Pin without asking, except about altered quotes.")
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="QUOTE",
    help="Accept an altered quote without being asked. Name it as listed, for example "
    "“claim some-id, quote 2”. Can be given several times.",
)
@click.option("--force", is_flag=True, help="Pin even if some quotes are no longer in the file.")
@report_options
def pin(
    sources: tuple[str, ...],
    yes: bool,
    accepted: tuple[str, ...],
    force: bool,
    folder: Path,
    claims: str | None,
) -> None:
    """Record the current state of source files.

    Without SOURCE, pins all sources. For each file that changed, lists the status of its quotes,
    asks, and writes the file's SHA-256 and today's date to the source's entry. Nothing else
    changes.

    A quote is altered if its words are now in another sentence. Accept each altered quote
    separately: answer the question about it, or name it with --accept.

    Exit code 0: all these files are pinned; 1: some are not.
    """
    texts = read_claims_files(folder, claims)
    loaded = load(with_readable_pins(texts))
    draft = loaded.draft
    if not draft.sources and loaded.problems:
        fail(loaded.problems, "Nothing was pinned.")
    for id in sources:
        require_known(id, draft.sources, "readable source", "SOURCE")
    chosen = {id: draft.sources[id] for id in sources or draft.sources}
    read = read_documents(folder, chosen)
    print_problems(read.problems)
    # Sources that cannot be read are not pinned, so the command fails.
    unreadable = {item.entry for item in loaded.problems if item.entry.startswith("source ")}
    if not sources and unreadable:
        click.echo(f"Cannot read {', '.join(sorted(unreadable))}. Run “factcheck check”.", err=True)
    all_pinned = not read.problems and (bool(sources) or not unreadable) and bool(chosen)
    changed = (document for document in read.documents.values() if document.drifted)
    earlier = earlier_texts(folder, changed, earlier_version)
    states = pin_states(draft, read.documents.values(), earlier, loaded.orphan_quotes)
    _refuse_unknown(accepted, states)
    to_pin: list[PinState] = []
    for state in states:
        click.echo(_printed(state))
        if state.is_current:
            continue
        if _agreed(state, accepted, yes=yes, force=force):
            to_pin.append(state)
        else:
            all_pinned = False
    _write(folder, texts, to_pin)
    sys.exit(0 if all_pinned else 1)


def _refuse_unknown(accepted: Iterable[str], states: Iterable[PinState]) -> None:
    altered = [quote.name for state in states for quote in state.altered]
    for name in accepted:
        if name not in altered:
            there_are = f"There are: {'; '.join(altered)}." if altered else "There is none."
            raise click.BadParameter(
                f"“{name}” is not an altered quote. {did_you_mean(name, altered)}{there_are}",
                param_hint="--accept",
            )


def _printed(state: PinState) -> str:
    source = state.document.source
    name = f"{source.id} ({one_line(source.file)})"
    if state.is_current:
        return f"{name}: unchanged."
    was = "has changed" if state.pinned else "was never pinned"
    original = "" if state.original_is_current else f"; {_original(state)}"
    if state.text_is_current:
        return f"{name}: unchanged{original}."
    lines = [f"{name}: {was}{original}; {_summary(state)}"]
    for status in QuoteStatus:
        quotes = [quote for quote in state.quotes if quote.status is status]
        if not quotes:
            continue
        # “Found” is enough for a file that was never pinned: it has no earlier sentences.
        show_heading = state.pinned or status is not QuoteStatus.FOUND
        lines.append(f"  {status.heading if show_heading else 'Found'} ({len(quotes)}):")
        needs_reading = status.lost or status is QuoteStatus.ALTERED
        listed = quotes if needs_reading else quotes[:_MOST_LISTED]
        for quote in listed:
            lines += _quote(quote)
        if len(quotes) > len(listed):
            lines.append(f"    and {len(quotes) - len(listed):,} more")
    return "\n".join(lines)


def _original(state: PinState) -> str:
    source = state.document.source
    was = "has changed" if source.original_sha256 else "was never pinned"
    return f"its original {one_line(source.original or '')} {was}"


def _quote(quote: QuoteRecheck) -> list[str]:
    words = shorten(one_line(quote.text), _LONGEST_QUOTE)
    place = f"line {quote.now.line}" if quote.now else ""
    if quote.status is QuoteStatus.ALTERED:
        return [f"    {quote.name}: {words}", *_sentences(quote)]
    return [f"    {quote.name} ({one_line(quote.detail or place)}): {words}"]


def _sentences(quote: QuoteRecheck) -> list[str]:
    return [f"      {one_line(sentence)}" for sentence in quote.sentences(_LONGEST_SENTENCE)]


def _summary(state: PinState) -> str:
    if not state.quotes:
        return "no quotes."
    found = len(state.quotes) - len(state.lost)
    return f"{found} of {counted(len(state.quotes), 'quote')} found."


def _agreed(state: PinState, accepted: Collection[str], *, yes: bool, force: bool) -> bool:
    id = state.document.source.id
    if state.lost and not force:
        click.echo(
            f"{id} is not pinned: fix its quotes or restore the file, or use --force.",
            err=True,
        )
        return False
    to_accept = [quote for quote in state.altered if quote.name not in accepted]
    if to_accept and not sys.stdin.isatty():
        options = " ".join(f'--accept "{quote.name}"' for quote in to_accept)
        click.echo(
            f"{id} is not pinned: read the altered quotes in their new sentences. Accept those "
            f"that still say what they are quoted for: {options}",
            err=True,
        )
        return False
    for quote in to_accept:
        click.echo("\n".join([f"{quote.name} is altered:", *_sentences(quote)]))
        if not click.confirm(
            "Does the passage still support the point it is quoted for?", default=False
        ):
            click.echo(f"{id} is not pinned: {quote.name} was not accepted.", err=True)
            return False
    if yes or (state.altered and not state.lost):
        return True  # each altered quote was accepted already
    if not sys.stdin.isatty():
        click.echo(f"{id} is not pinned: add --yes to pin without being asked.", err=True)
        return False
    return click.confirm(f"Pin {id} as it is now?", default=False)


def _write(folder: Path, texts: Mapping[str, str], states: Iterable[PinState]) -> None:
    """Edit all files, then write them; on any failure write none."""
    day = str(today())
    pins: dict[str, dict[str, str]] = {}
    originals: dict[str, str] = {}
    for state in states:
        source = state.document.source
        pins.setdefault(source.positions.entry.file, {})[source.id] = state.document.sha256
        if state.document.original is not None:
            originals[source.id] = state.document.original.sha256
    edited: dict[str, str] = {}
    for file, hashes in pins.items():
        own = {id: originals[id] for id in hashes if id in originals}
        result = set_pins(texts[file], file, hashes, day, own)
        if not isinstance(result, Edited):
            fail(result.problems, NOTHING_WRITTEN)
        edited[file] = result.text
    write_claims_files(folder, texts, edited)
    for file in edited:
        click.echo(f"{file}: pinned {', '.join(pins[file])}.")
