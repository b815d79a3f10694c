"""`factcheck pin`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from generator.cli.shared import fail, read_claims_files, report_options
from generator.documents import read_documents
from generator.editing import (
    Edited,
    PinState,
    pin_states,
    rewrite,
    set_pins,
    with_readable_pins,
)
from generator.files import FileRefused
from generator.loading import load
from generator.problems import as_text, did_you_mean
from generator.texts import visible

_SHOWN = 60
"""Code points of a quote that are enough to know it by."""


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--force", is_flag=True, help="Also where the file no longer has what is quoted from it."
)
@report_options
def pin(sources: tuple[str, ...], yes: bool, force: bool, folder: Path, claims: str) -> None:
    """Record the files of SOURCEs, by default of all, as they are now.

    Says for each file that is not as it was which quotes still stand in it, asks, and writes its
    SHA-256 and today's date to the source's entry; all else stays as it is.

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
    to_pin: list[PinState] = []
    for state in pin_states(draft, read.documents.values()):
        click.echo(_shown(state))
        if state.holds:
            continue
        if _agreed(state, yes=yes, force=force):
            to_pin.append(state)
        else:
            all_well = False
    _write(folder, texts, to_pin)
    sys.exit(0 if all_well else 1)


def _shown(state: PinState) -> str:
    source = state.document.source
    name = f"{source.id} ({visible(source.file)})"
    if state.holds:
        return f"{name}: unchanged."
    was = "has changed" if state.pinned else "was never pinned"
    lines = [f"{name}: {was}; {_counted(state)}"]
    for quote in state.lost:
        words = " ".join(visible(quote.text).split()).replace("##[", "# #[")
        words = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
        nearest = f", nearest in line {quote.line}" if quote.line else ""
        lines.append(f"    NOT FOUND{nearest}: {quote.name}: {words}")
    found = sorted({quote.line for quote in state.quotes if quote.found})
    if found:
        lines.append(f"    found in lines {', '.join(map(str, found))}")
    return "\n".join(lines)


def _counted(state: PinState) -> str:
    if not state.quotes:
        return "nothing is quoted from it."
    found, all_quotes = len(state.quotes) - len(state.lost), len(state.quotes)
    return f"{found} of {all_quotes} quote{'' if all_quotes == 1 else 's'} found."


def _agreed(state: PinState, *, yes: bool, force: bool) -> bool:
    id = state.document.source.id
    if state.lost and not force:
        click.echo(
            f"{id} is not pinned: fix its quotes first, or restore the file; --force pins it as "
            "it is.",
            err=True,
        )
        return False
    if yes:
        return True
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
            raise click.ClickException(f"{refused.what} {refused.mend}") from None
        click.echo(f"{file}: pinned {', '.join(pins[file])}.")
