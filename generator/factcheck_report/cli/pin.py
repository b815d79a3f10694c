"""`factcheck pin`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import click

from factcheck_report.checking.quote_status import QuoteState, QuoteStatus
from factcheck_report.cli.shared import fail, read_claims_files, report_options
from factcheck_report.documents.files import FileRefused
from factcheck_report.documents.reading import read_documents
from factcheck_report.editing import (
    Edited,
    PinState,
    pin_states,
    rewrite,
    set_pins,
    with_readable_pins,
)
from factcheck_report.git.history import earlier_version
from factcheck_report.loading import load
from factcheck_report.model.texts import visible
from factcheck_report.pipeline import earlier_texts
from factcheck_report.problems import as_text, did_you_mean

_SHOWN = 60
"""Code points of a quote that are enough to know it by."""
_LONGEST_SENTENCE = 600
"""Code points that are shown of a sentence in which an altered quote stands or stood."""
_MOST_LISTED = 20
"""Quotes that need no reading and are listed under each status."""


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--yes", is_flag=True, help="Do not ask, except about altered quotes.")
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="QUOTE",
    help="Accept an altered quote without being asked. Name it as it is listed, for example "
    "“claim some-id, quote 2”. Can be given several times.",
)
@click.option(
    "--force", is_flag=True, help="Also where the file no longer has what is quoted from it."
)
@report_options
def pin(
    sources: tuple[str, ...],
    yes: bool,
    accepted: tuple[str, ...],
    force: bool,
    folder: Path,
    claims: str,
) -> None:
    """Record the files of SOURCEs, by default of all, as they are now.

    Lists what became of the quotes from each file that changed, asks, and writes the file's SHA-256
    and today's date to the source's entry. All else stays as it is.

    A quote is altered if its words now stand in another sentence. Accept each altered quote by
    itself: answer the question about it, or name it with --accept.

    Exit code 0: all these files are pinned; 1: some are not.
    """
    texts = read_claims_files(folder, claims)
    loaded = load(with_readable_pins(texts))
    draft = loaded.draft
    if not draft.sources and loaded.problems:
        fail(loaded.problems, "Nothing was pinned.")
    for id in sources:
        if id not in draft.sources:
            known = f"{did_you_mean(id, draft.sources)}There are: {', '.join(draft.sources)}."
            raise click.BadParameter(f"no readable source “{id}”. {known}", param_hint="SOURCE")
    chosen = {id: draft.sources[id] for id in sources or draft.sources}
    read = read_documents(folder, chosen)
    if read.problems:
        click.echo(as_text(read.problems), err=True)
    # A source that cannot be read is not pinned, so not all is well.
    unreadable = {item.entry for item in loaded.problems if item.entry.startswith("source ")}
    if not sources and unreadable:
        click.echo(f"Run the check: {', '.join(sorted(unreadable))} cannot be read.", err=True)
    all_well = not read.problems and (bool(sources) or not unreadable) and bool(chosen)
    changed = (document for document in read.documents.values() if document.drifted)
    earlier = earlier_texts(folder, changed, earlier_version)
    states = pin_states(draft, read.documents.values(), earlier, loaded.orphan_quotes)
    _refuse_unknown(accepted, states)
    to_pin: list[PinState] = []
    for state in states:
        click.echo(_shown(state))
        if state.holds:
            continue
        if _agreed(state, accepted, yes=yes, force=force):
            to_pin.append(state)
        else:
            all_well = False
    _write(folder, texts, to_pin)
    sys.exit(0 if all_well else 1)


def _refuse_unknown(accepted: Iterable[str], states: Iterable[PinState]) -> None:
    altered = [quote.name for state in states for quote in state.altered]
    for name in accepted:
        if name not in altered:
            there_are = f"There are: {'; '.join(altered)}." if altered else "There is none."
            raise click.BadParameter(
                f"“{name}” is not an altered quote. {did_you_mean(name, altered)}{there_are}",
                param_hint="--accept",
            )


def _shown(state: PinState) -> str:
    source = state.document.source
    name = f"{source.id} ({visible(source.file)})"
    if state.holds:
        return f"{name}: unchanged."
    was = "has changed" if state.pinned else "was never pinned"
    lines = [f"{name}: {was}; {_counted(state)}"]
    for status in QuoteStatus:
        quotes = [quote for quote in state.quotes if quote.status is status]
        if not quotes:
            continue
        was_pinned = state.pinned or status is not QuoteStatus.FOUND
        lines.append(f"  {status.heading if was_pinned else 'Found'} ({len(quotes)}):")
        needs_reading = status.lost or status is QuoteStatus.ALTERED
        listed = quotes if needs_reading else quotes[:_MOST_LISTED]
        for quote in listed:
            lines += _quote(quote)
        if len(quotes) > len(listed):
            lines.append(f"    and {len(quotes) - len(listed):,} more")
    return "\n".join(lines)


def _quote(quote: QuoteState) -> list[str]:
    words = _inert(quote.text)
    words = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    place = f"line {quote.now.line}" if quote.now else ""
    if quote.status is QuoteStatus.ALTERED:
        return [f"    {quote.name}: {words}", *_sentences(quote)]
    return [f"    {quote.name} ({_inert(quote.detail or place)}): {words}"]


def _sentences(quote: QuoteState) -> list[str]:
    return [f"      {_inert(sentence)}" for sentence in quote.sentences(_LONGEST_SENTENCE)]


def _inert(text: str) -> str:
    """On one line, without what deceives readers or gives orders to GitHub's runners."""
    return " ".join(visible(text).split()).replace("##[", "# #[")


def _counted(state: PinState) -> str:
    if not state.quotes:
        return "nothing is quoted from it."
    found, all_quotes = len(state.quotes) - len(state.lost), len(state.quotes)
    return f"{found} of {all_quotes} quote{'' if all_quotes == 1 else 's'} found."


def _agreed(state: PinState, accepted: Collection[str], *, yes: bool, force: bool) -> bool:
    id = state.document.source.id
    if state.lost and not force:
        click.echo(
            f"{id} is not pinned: fix its quotes first, or restore the file; --force pins it as "
            "it is.",
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
        if not click.confirm("Does it still say what it is quoted for?", default=False):
            click.echo(f"{id} is not pinned: {quote.name} was not accepted.", err=True)
            return False
    if yes or (state.altered and not state.lost):
        return True  # whoever accepted each altered quote need not be asked again
    if not sys.stdin.isatty():
        click.echo(f"{id} is not pinned: add --yes to pin without being asked.", err=True)
        return False
    return click.confirm(f"Pin {id} as it is now?", default=False)


def _write(folder: Path, texts: Mapping[str, str], states: Iterable[PinState]) -> None:
    """Edit all files, then write them: an edit that is refused leaves all as they were."""
    today = datetime.date.today().isoformat()
    pins: dict[str, dict[str, str]] = {}
    for state in states:
        source = state.document.source
        pins.setdefault(source.marks.entry.file, {})[source.id] = state.document.sha256
    edited: dict[str, str] = {}
    for file, hashes in pins.items():
        result = set_pins(texts[file], file, hashes, today)
        if not isinstance(result, Edited):
            fail(result.problems, "Nothing was written.")
        edited[file] = result.text
    for file, text in edited.items():
        try:
            rewrite(folder, file, texts[file], text)
        except FileRefused as refused:
            raise click.ClickException(f"{refused.what} {refused.fix}") from None
        click.echo(f"{file}: pinned {', '.join(pins[file])}.")
