"""Checks that every id that an entry refers to exists.

Which fields refer to which section is read from the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice
from typing import Any

from factcheck_report.loading.content_ids import EVENT, QUOTE, with_prefix
from factcheck_report.loading.groups import EntriesOf, ListOf, RecordOf
from factcheck_report.loading.schema import SECTIONS
from factcheck_report.loading.values import Reference
from factcheck_report.model import Draft, Position
from factcheck_report.model.evidence import quote_name
from factcheck_report.problems import Problem
from factcheck_report.problems.suggestions import KnownWords

MOST_UNKNOWN = 1_000
"""Unknown ids for which suggestions are looked for: each is compared with all known ones."""
_MOST_LISTED = 30
LABELS: Mapping[str, tuple[str, ...]] = {
    "sources": ("title", "file"),
    "origins": ("name",),
    "verdicts": ("label",),
    "claimants": ("name",),
    "claims": ("claim",),
}
"""By section: fields that editors may write in place of an entry's id."""


def check_references(draft: Draft, known: Mapping[str, Set[str]]) -> list[Problem]:
    """Problems for ids that no entry has.

    `known` has the ids of each section. It includes those of unreadable entries, so that a
    reference to an entry with a problem of its own is not a second problem.
    """
    return list(islice(_unknown(draft, _KnownIds(draft, known)), MOST_UNKNOWN))


class _KnownIds:
    """The ids of each section, and which of them an editor may have meant."""

    def __init__(self, draft: Draft, ids: Mapping[str, Set[str]]) -> None:
        self.ids = ids
        self._draft = draft
        self._names: dict[str, KnownWords] = {}

    def names(self, section: str) -> KnownWords:
        """The ids of a section, and the labels by which readers know its entries."""
        if section not in self._names:
            entries = getattr(self._draft, section).items()
            labels = [
                (getattr(entry, field), id) for id, entry in entries for field in LABELS[section]
            ]
            ids = [(id, id) for id in sorted(self.ids[section])]
            # Nobody misspells an id as a whole sentence.
            self._names[section] = (
                KnownWords(ids, labels) if section == "claims" else KnownWords([*ids, *labels])
            )
        return self._names[section]


# Any: entries of every section.
def _unknown(draft: Draft, known: _KnownIds) -> Iterator[Problem]:
    for section, type in SECTIONS.items():
        if isinstance(type, EntriesOf):
            references = _References(type.record, known)
            for id, entry in getattr(draft, section).items():
                yield from references.unknown(entry, f"{type.entry_name} {id}")
        elif isinstance(type, ListOf):
            references = _References(type.item_type, known)
            for number, entry in enumerate(getattr(draft, section), 1):
                yield from references.unknown(entry, f"{type.entry_name} {number}")
        else:
            yield from _References(type, known).unknown(draft.publication, section)


class _References:
    """The references that entries of one type hold."""

    def __init__(self, record: Any, known: _KnownIds) -> None:
        self._known = known
        self._fields: list[tuple[str, str]] = []
        """Each field that holds an id or a list of ids, and the section of the ids."""
        self._nested: list[tuple[str, str, _References]] = []
        """Field, the name of an item, and its references."""
        for field, spec in record.fields.items():
            type = spec.type
            item_type = type.item_type if isinstance(type, ListOf) else type
            if isinstance(item_type, Reference):
                self._fields.append((field, item_type.section))
            elif isinstance(type, ListOf) and isinstance(item_type, RecordOf):
                self._nested.append((field, type.entry_name, _References(item_type, known)))

    def unknown(self, entry: Any, name: str) -> Iterator[Problem]:
        """A problem for each unknown id of an entry; `name` is what problems call the entry."""
        for field, section in self._fields:
            value = getattr(entry, field)
            for index, id in enumerate(value if isinstance(value, tuple) else (value,)):
                if id is not None and id not in self._known.ids[section]:
                    place = entry.positions.at_item(field, index)
                    yield self._problem(field, section, id, place, name)
        for field, item_name, references in self._nested:
            for number, item in enumerate(getattr(entry, field), 1):
                yield from references.unknown(item, f"{name}, {item_name} {number}")

    def _problem(self, field: str, section: str, id: str, position: Position, name: str) -> Problem:
        return Problem(
            position=position,
            entry=name,
            rule=f"unknown-{section.removesuffix('s')}",
            what=f"“{field}” names “{id[:80]}”, which is not among the {section}.",
            fix=self._fix(section, id),
        )

    def _fix(self, section: str, typed: str) -> str:
        names = self._known.names(section)
        if id := names.exact_match(typed):
            return f"Write its id: {id}"
        meant = names.closest_match(typed)
        offered = f"Did you mean “{meant}”? " if meant else ""
        ids = sorted(self._known.ids[section])
        listed = f" The {section} are: {', '.join(ids)}." if 0 < len(ids) <= _MOST_LISTED else ""
        return f"{offered}Use the id of an entry under “{section}:”, or add an entry.{listed}"


def check_removed(draft: Draft, claims: Mapping[str, Position]) -> list[Problem]:
    """Problems for removed claims that still exist: both would have the same address.

    `claims` has the position of each claim, including unreadable ones.
    """
    return [
        Problem(
            position=removal.positions.entry,
            entry=f"removed claim {id}",
            rule="duplicate-id",
            what=f"The claim “{id}” still exists in {claims[id].file}, line {claims[id].line}.",
            fix="Delete this entry, or the claim itself.",
        )
        for id, removal in draft.removed.items()
        if id in claims
    ]


def check_own_ids(draft: Draft) -> list[Problem]:
    """Problems for events, disagreements and quotes of one entry with the same `id`.

    Both would have one address.
    """
    events = [(f"event {n}", item) for n, item in enumerate(draft.timeline, 1)]
    disagreements = [(f"disagreement {n}", item) for n, item in enumerate(draft.disagreements, 1)]
    problems = [
        *_repeated_ids("event", EVENT, events),
        *_repeated_ids("disagreement", "", disagreements),
    ]
    for kind, entry, quotes in draft.quoting_entries():
        named = [
            (quote_name(kind, entry, number), quote)
            for number, quote in enumerate(quotes, 1)
            if quote.id
        ]
        problems += _repeated_ids("quote of this entry", QUOTE, named)
    return problems


# Any: events, disagreements or quotes.
def _repeated_ids(what: str, prefix: str, entries: Iterable[tuple[str, Any]]) -> Iterator[Problem]:
    first: dict[str, Position] = {}
    for name, item in entries:
        # The ids of events and disagreements that have no such field are made of their words.
        if "id" not in item.positions.fields:
            continue
        position = item.positions.at("id")
        earlier = first.setdefault(with_prefix(prefix, item.id), position)
        if earlier is not position:
            yield Problem(
                position=position,
                entry=name,
                rule="duplicate-id",
                what=f"Another {what} has the id “{item.id}” ({earlier.file}, line "
                f"{earlier.line}).",
                fix="Give one of them another id. An id that keeps an old address belongs to the "
                "one that had it first.",
            )
