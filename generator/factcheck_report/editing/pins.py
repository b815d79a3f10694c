"""The pins of sources: what changed since they were set, and setting them again."""

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
    Edited,
    NotEdited,
    TextEdit,
    apply_edits,
    not_edited,
    read_tree,
)
from factcheck_report.model import Document, Draft, Quote
from factcheck_report.model.spans import SourceText
from factcheck_report.yaml_tree import (
    Content,
    MappingNode,
    Node,
    ScalarNode,
    content_of,
    field_of,
)
from factcheck_report.yaml_tree.lines import column_of, line_after, newline_at

_SHA256 = re.compile("[0-9a-f]{64}")
_NO_PIN = "0" * 64


@dataclass(frozen=True, slots=True)
class PinState:
    """A source's file as it is now, and its pin."""

    document: Document
    pinned: str | None
    quotes: tuple[QuoteRecheck, ...]
    """Empty if the pin of the text is current."""

    @property
    def is_current(self) -> bool:
        """Whether the text and its original are as they were when they were pinned."""
        return self.text_is_current and self.original_is_current

    @property
    def text_is_current(self) -> bool:
        """Whether the text is as it was when it was pinned."""
        return self.pinned == self.document.sha256

    @property
    def original_is_current(self) -> bool:
        """Whether the original, if there is one, is as it was when it was pinned."""
        original = self.document.original
        return original is None or original.sha256 == self.document.source.original_sha256

    @property
    def lost(self) -> tuple[QuoteRecheck, ...]:
        """The quotes that the file no longer proves."""
        return tuple(quote for quote in self.quotes if quote.status.lost)

    @property
    def altered(self) -> tuple[QuoteRecheck, ...]:
        """The quotes that are in another sentence than before."""
        return tuple(quote for quote in self.quotes if quote.status is QuoteStatus.ALTERED)


def pin_states(
    draft: Draft,
    documents: Iterable[Document],
    earlier: Mapping[str, SourceText],
    orphans: Iterable[tuple[str, Quote]] = (),
) -> list[PinState]:
    """For each document: whether its pin is current, and if not, what happened to its quotes.

    `earlier` has the pinned texts of changed documents, by source id, if they are known.
    `orphans` are quotes, with their names, of entries that could not be read.
    """
    named = quotes_by_source((*draft.named_quotes(), *orphans))
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
    """The texts with every unreadable pin replaced by one that fits no file.

    Loading refuses an entry with `sha256: TODO`, but that is the entry that needs a pin.
    """
    return {file: _with_readable_pins(text, file) for file, text in texts.items()}


def _with_readable_pins(text: str, file: str) -> str:
    if all(_SHA256.fullmatch(typed) for typed in _TYPED.findall(text)):
        return text  # the usual case, found without parsing
    root = read_tree(text, file)
    if isinstance(root, tuple):
        return text
    unreadable = {
        key.text: _NO_PIN
        for key, value in _sources(root)
        if (pin := field_of(value, "sha256")) and not _is_pin(pin[1])
    }
    edited = set_pins(text, file, unreadable) if unreadable else None
    return edited.text if isinstance(edited, Edited) else text


def _is_pin(value: Node) -> bool:
    return isinstance(value, ScalarNode) and _SHA256.fullmatch(value.text) is not None


_TYPED = re.compile(r"sha256:[ \t]*([^\s,}]*)")


def set_pins(
    text: str,
    file: str,
    pins: Mapping[str, str],
    day: str | None = None,
    originals: Mapping[str, str] | None = None,
    extractors: Mapping[str, str] | None = None,
) -> Edited | NotEdited:
    """Write the `sha256:` of sources, in place of the old one or on a line below `file:`.

    `pins` has at least one hash, by source id. `day` is written as their `pinned:`, `originals`
    has hashes for their `original_sha256:`, and `extractors` texts for their `extractor:`.
    Everything else stays, character for character.
    """
    edited = _set(text, file, "sha256", "file", pins)
    fields = (
        ("pinned", "sha256", dict.fromkeys(pins, day) if day else {}),
        ("original_sha256", "original", originals or {}),
        ("extractor", "original", extractors or {}),
    )
    for field, above, values in fields:
        if isinstance(edited, NotEdited):
            return edited
        if values:
            more = _set(edited.text, file, field, above, values)
            edited = more if isinstance(more, NotEdited) else Edited(more.text, edited.line)
    return edited


def _set(
    text: str, file: str, field: str, above: str, values: Mapping[str, str]
) -> Edited | NotEdited:
    """Write a field of sources, in place of its old value or on a line below the field `above`."""
    root = read_tree(text, file)
    if isinstance(root, tuple):
        return NotEdited(root)
    # Of two with one id the first counts.
    by_id = {key.text: (key, source) for key, source in reversed(_sources(root))}
    edits = []
    for id, value in values.items():
        entry = by_id.get(id)
        edit = _edit(text, entry[1], field, above, value) if entry else None
        if edit is None:
            at = entry[0].start if entry else root.start
            what = f"“{file}” names no file for this source."
            return not_edited(file, text, at, f"source {id}", what, _BY_HAND)
        edits.append(edit)
    edited = apply_edits(text, file, edits, _expected(root, field, above, values))
    if edited is None:
        what = "The pins cannot be written here without changing more."
        name = f"source {next(iter(values))}"
        return not_edited(file, text, min(edits)[0], name, what, _BY_HAND)
    return edited


def _sources(root: Node) -> list[tuple[ScalarNode, Node]]:
    section = field_of(root, "sources")
    return section[1].entries if section and isinstance(section[1], MappingNode) else []


_BY_HAND = "Write each “sha256:” by hand; the check names it."


def _edit(text: str, source: Node, field: str, above: str, value: str) -> TextEdit | None:
    if old := field_of(source, field):
        return _replaced(text, old[1], value)
    if named := field_of(source, above):
        return _inserted(text, source, named, f"{field}: {value}")
    return None


def _replaced(text: str, old: Node, value: str) -> TextEdit:
    mark = old.style if isinstance(old, ScalarNode) and old.style in ('"', "'") else ""
    space = "" if text[old.start - 1 : old.start].isspace() else " "
    return old.start, old.end, f"{space}{mark}{value}{mark}"


def _inserted(text: str, source: Node, above: tuple[ScalarNode, Node], written: str) -> TextEdit:
    key, value = above
    if isinstance(source, MappingNode) and source.flow:
        return value.end, value.end, f", {written}"
    at = line_after(text, value.end)
    newline = newline_at(text, at)
    line = f"{' ' * column_of(text, key.start)}{written}"
    if at > 0 and text[at - 1] not in "\r\n":
        return at, at, newline + line
    return at, at, line + newline


def _expected(root: Node, field: str, above: str, values: Mapping[str, str]) -> Content:
    """The file's content with the field set. It is set in the tree, too."""
    for key, source in _sources(root):
        # A source that is not a group of fields is a problem, but not one of this edit.
        if not isinstance(source, MappingNode) or key.text not in values:
            continue
        new = ScalarNode(0, 0, field), ScalarNode(0, 0, values[key.text])
        is_new = field_of(source, field) is None
        entries = []
        for entry in source.entries:
            name = entry[0].text
            entries += [entry] if name != field else []
            entries += [new] if name == (above if is_new else field) else []
        source.entries = entries
    return content_of(root)
