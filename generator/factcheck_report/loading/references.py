"""Checks that every id that an entry refers to exists.

Which fields refer to which section is read from the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice
from typing import Any

from factcheck_report.loading.content_ids import EVENT, QUOTE, with_prefix
from factcheck_report.loading.context import NamedId
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


KnownIds = Mapping[str, Set[str]]
"""The ids of each section, also those of entries that could not be read: a reference to an entry
with a problem of its own is not a second problem."""


def check_references(named: Iterable[NamedId], draft: Draft, known: KnownIds) -> list[Problem]:
    """Problems for ids that no entry has, also in entries that could not be read.

    `named` has every id by which an entry of the draft or an unreadable one names another.
    """
    unknown = (item for item in named if item.id not in known[item.section])
    suggestions = _Suggestions(draft, known)
    return [suggestions.problem(item) for item in islice(unknown, MOST_UNKNOWN)]


def has_unknown_id(draft: Draft, known: KnownIds) -> bool:
    """Whether an entry of a draft names one that does not exist."""
    for section, type in SECTIONS.items():
        record: Any
        if isinstance(type, EntriesOf):
            record, entries = type.record, getattr(draft, section).values()
        elif isinstance(type, ListOf):
            record, entries = type.item_type, getattr(draft, section)
        else:
            record, entries = type, [draft.publication]
        names = _Names(record)
        if any(id not in known[of] for entry in entries for of, id in names.of(entry)):
            return True
    return False


class _Suggestions:
    """Which ids an editor may have meant by one that does not exist."""

    def __init__(self, draft: Draft, ids: KnownIds) -> None:
        self._ids = ids
        self._draft = draft
        self._names: dict[str, KnownWords] = {}

    def problem(self, named: NamedId) -> Problem:
        """The problem of an unknown id."""
        section = named.section
        return Problem(
            position=named.position,
            entry=named.entry or "report",
            rule=f"unknown-{section.removesuffix('s')}",
            what=f"“{named.field}” names “{named.id[:80]}”, which is not among the {section}.",
            fix=self._fix(section, named.id),
        )

    def _fix(self, section: str, typed: str) -> str:
        names = self._known_words(section)
        if id := names.exact_match(typed):
            return f"Write its id: {id}"
        meant = names.closest_match(typed)
        offered = f"Did you mean “{meant}”? " if meant else ""
        ids = sorted(self._ids[section])
        listed = f" The {section} are: {', '.join(ids)}." if 0 < len(ids) <= _MOST_LISTED else ""
        return f"{offered}Use the id of an entry under “{section}:”, or add an entry.{listed}"

    def _known_words(self, section: str) -> KnownWords:
        """The ids of a section, and the labels by which readers know its entries."""
        if section not in self._names:
            entries = getattr(self._draft, section).items()
            labels = [
                (getattr(entry, field), id) for id, entry in entries for field in LABELS[section]
            ]
            ids = [(id, id) for id in sorted(self._ids[section])]
            # Nobody misspells an id as a whole sentence.
            self._names[section] = (
                KnownWords(ids, labels) if section == "claims" else KnownWords([*ids, *labels])
            )
        return self._names[section]


# Any: entries of every section, and their types.
class _Names:
    """Gets the ids by which entries of one type name others."""

    def __init__(self, record: Any) -> None:
        self._fields: list[tuple[str, str]] = []
        """Each field that holds an id or a list of ids, and the section of the ids."""
        self._nested: list[tuple[str, _Names]] = []
        """Each field that holds a list of entries, and the ids in these."""
        for field, spec in record.fields.items():
            type = spec.type
            item_type = type.item_type if isinstance(type, ListOf) else type
            if isinstance(item_type, Reference):
                self._fields.append((field, item_type.section))
            elif isinstance(type, ListOf) and isinstance(item_type, RecordOf):
                self._nested.append((field, _Names(item_type)))

    def of(self, entry: Any) -> Iterator[tuple[str, str]]:
        """The section and the id of each entry that an entry names."""
        for field, section in self._fields:
            value = getattr(entry, field)
            for id in value if isinstance(value, tuple) else (value,):
                if id is not None:
                    yield section, id
        for field, names in self._nested:
            for item in getattr(entry, field):
                yield from names.of(item)


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
    events = [(f"event {n}", item) for n, item in draft.numbered_events()]
    disagreements = [(f"disagreement {n}", item) for n, item in draft.numbered_disagreements()]
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
