"""The pins of sources: what changed since they were set, and setting them anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factcheck_report.checking.quote_status import (
    QuoteRecheck,
    QuoteStatus,
    quotes_by_source,
    recheck_quotes,
)
from factcheck_report.editing.edits import (
    Change,
    Edited,
    NotEdited,
    behind,
    column,
    newline_at,
    proved,
    refusal,
)
from factcheck_report.model import Document, Draft, Quote
from factcheck_report.model.spans import SourceText
from factcheck_report.yaml_tree import extents
from factcheck_report.yaml_tree.extents import Content, Extent

_SHA256 = re.compile("[0-9a-f]{64}")
_NO_PIN = "0" * 64


@dataclass(frozen=True, slots=True)
class PinState:
    """A source's file as it is, beside its pin."""

    document: Document
    pinned: str | None
    quotes: tuple[QuoteRecheck, ...]
    """Empty, whatever is quoted, where the pin holds."""

    @property
    def holds(self) -> bool:
        """Whether the file is as it was pinned."""
        return self.pinned == self.document.sha256

    @property
    def lost(self) -> tuple[QuoteRecheck, ...]:
        """The quotes that the file no longer proves."""
        return tuple(quote for quote in self.quotes if quote.status.lost)

    @property
    def altered(self) -> tuple[QuoteRecheck, ...]:
        """The quotes that stand in another sentence than before."""
        return tuple(quote for quote in self.quotes if quote.status is QuoteStatus.ALTERED)


def pin_states(
    draft: Draft,
    documents: Iterable[Document],
    earlier: Mapping[str, SourceText],
    orphans: Iterable[tuple[str, Quote]] = (),
) -> list[PinState]:
    """For each document: whether its pin holds, and if not, what became of its quotes.

    `earlier` has the texts, by source id, that changed documents had when they were pinned, where
    that is known. `orphans` are quotes, with their names, of entries that could not be read.
    """
    named = quotes_by_source(draft)
    for item in orphans:
        named.setdefault(item[1].source, []).append(item)
    states = []
    for document in documents:
        id, pinned = document.source.id, document.source.sha256
        if pinned == _NO_PIN:
            pinned = None
        quotes: tuple[QuoteRecheck, ...] = ()
        if pinned != document.sha256:
            quotes = tuple(recheck_quotes(named.get(id, ()), document.text, earlier.get(id)))
        states.append(PinState(document, pinned, quotes))
    return states


def with_readable_pins(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts with a pin that fits no file in place of every unreadable one.

    For `sha256: TODO` the report's reader refuses the whole entry, just when it is to be pinned.
    """
    return {file: _with_readable_pins(text, file) for file, text in texts.items()}


def _with_readable_pins(text: str, file: str) -> str:
    if all(_SHA256.fullmatch(typed) for typed in _TYPED.findall(text)):
        return text  # as nearly always, and quick to see
    root = extents.read(text, file)
    sources = root.get("sources") if isinstance(root, Extent) else None
    unreadable = {
        key.text: _NO_PIN
        for key, value in (sources[1].fields if sources else ())
        if (pin := value.get("sha256")) and not _SHA256.fullmatch(pin[1].text)
    }
    edited = set_pins(text, file, unreadable) if unreadable else None
    return edited.text if isinstance(edited, Edited) else text


_TYPED = re.compile(r"sha256:[ \t]*([^\s,}]*)")


def set_pins(
    text: str, file: str, pins: Mapping[str, str], day: str | None = None
) -> Edited | NotEdited:
    """Write the `sha256:` of sources, in place of the old one or in a line below `file:`.

    `pins` is not empty and has the hashes by source id; `day` is written as their `pinned:`. All
    else stays, character for character.
    """
    edited = _set(text, file, "sha256", "file", pins)
    if day is None or isinstance(edited, NotEdited):
        return edited
    dated = _set(edited.text, file, "pinned", "sha256", dict.fromkeys(pins, day))
    return dated if isinstance(dated, NotEdited) else Edited(dated.text, edited.line)


def _set(
    text: str, file: str, field: str, above: str, values: Mapping[str, str]
) -> Edited | NotEdited:
    """Write a field of sources, in place of its old value or in a line below the field `above`."""
    root = extents.read(text, file)
    if isinstance(root, tuple):
        return NotEdited(root)
    sources = root.get("sources")
    # Of two with one id the first counts.
    by_id = {pair[0].text: pair for pair in reversed(sources[1].fields if sources else [])}
    changes = []
    for id, value in values.items():
        source = by_id.get(id)
        change = _change(text, source[1], field, above, value) if source else None
        if change is None:
            at = source[0].start if source else root.start
            what = f"“{file}” names no file for this source."
            return refusal(file, text, at, f"source {id}", what, _BY_HAND)
        changes.append(change)
    edited = proved(text, file, changes, _expected(root, field, above, values))
    if edited is None:
        what = "The pins cannot be written here without changing more."
        entry = f"source {next(iter(values))}"
        return refusal(file, text, min(changes)[0], entry, what, _BY_HAND)
    return edited


_BY_HAND = "Write each “sha256:” by hand; the check names it."


def _change(text: str, source: Extent, field: str, above: str, value: str) -> Change | None:
    if old := source.get(field):
        return _replaced(text, old[1], value)
    named = source.get(above)
    return _inserted(text, source, named, f"{field}: {value}") if named else None


def _replaced(text: str, old: Extent, value: str) -> Change:
    mark = old.quoted if old.quoted in ('"', "'") else ""
    space = "" if text[old.start - 1 : old.start].isspace() else " "
    return old.start, old.end, f"{space}{mark}{value}{mark}"


def _inserted(text: str, source: Extent, above: tuple[Extent, Extent], written: str) -> Change:
    key, value = above
    if source.flow:
        return value.end, value.end, f", {written}"
    at = behind(text, value.end)
    newline = newline_at(text, at)
    line = f"{' ' * column(text, key.start)}{written}"
    if at > 0 and text[at - 1] not in "\r\n":
        return at, at, newline + line
    return at, at, line + newline


def _expected(root: Extent, field: str, above: str, values: Mapping[str, str]) -> Content:
    """The file's content with the field set."""
    return {
        "fields": [
            (
                key.text,
                _with(value, field, above, values) if key.text == "sources" else value.content(),
            )
            for key, value in root.fields
        ]
    }


def _with(sources: Extent, field: str, above: str, values: Mapping[str, str]) -> Content:
    entries: list[tuple[str, Content]] = []
    for key, value in sources.fields:
        fields: list[tuple[str, Content]] = []
        for name, content in value.fields:
            if name.text != field or key.text not in values:
                fields.append((name.text, content.content()))
            if key.text in values and name.text == (field if value.get(field) else above):
                fields.append((field, values[key.text]))
        # A source that is no group of fields is a problem, but not this edit's.
        entries.append((key.text, {"fields": fields} if value.fields else value.content()))
    return {"fields": entries}
