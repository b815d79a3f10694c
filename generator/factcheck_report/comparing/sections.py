"""Changes in the sections of claims.yaml other than claims, and in single fields of claims."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck_report.comparing.changes import ClaimChange, FieldChange, UnpairedEntry
from factcheck_report.comparing.editions import Edition
from factcheck_report.comparing.fields import compared, field_changes, words
from factcheck_report.comparing.matching import match_items, quote_changes
from factcheck_report.comparing.settings import acceptance_changes
from factcheck_report.comparing.wording import plain
from factcheck_report.loading.schema import ENTRY_NAMES
from factcheck_report.model import Disagreement, Draft, Event

_NAMES = {"publication": "report", **ENTRY_NAMES}
"""What an entry of a section is called, by the field of `Draft`."""
KEY_FIELDS = {"timeline": "event", "disagreements": "about"}
"""The field by which entries without an id are matched."""


@dataclass(slots=True)
class EntryChanges:
    """Changes in the sections other than claims."""

    fields: list[FieldChange] = field(default_factory=list)
    added: list[UnpairedEntry] = field(default_factory=list)
    removed: list[UnpairedEntry] = field(default_factory=list)
    """Neither has sources, which have a list of their own."""
    accepted: list[FieldChange] = field(default_factory=list)
    """See `acceptance_changes`."""
    events: list[tuple[Event, Event]] = field(default_factory=list)
    """The events of both drafts, as they were and as they are now."""
    disagreements: list[tuple[Disagreement, Disagreement]] = field(default_factory=list)
    """The same for disagreements."""


def entry_changes(base: Edition, head: Edition, drifted: Container[str]) -> EntryChanges:
    """Compare every section of two drafts. Of claims only the order is compared here.

    The hashes of `drifted` sources, by id, are left out: they are listed with the file.
    """
    found = EntryChanges()
    for section in (each.name for each in dataclasses.fields(Draft)):
        was, now = getattr(base.draft, section), getattr(head.draft, section)
        name = _NAMES.get(section, section)
        if isinstance(now, Mapping):
            in_both = [key for key in was if key in now], [key for key in now if key in was]
            found.fields += _order(section, *in_both)
            keys = dict.fromkeys((*now, *was) if section != "claims" else ())
            entries = [(f"{name} {key}", was.get(key), now.get(key)) for key in keys]
        elif isinstance(now, tuple):
            entries, order = _without_ids(section, name, was, now)
            found.fields += order
        else:
            entries = [(name, was, now)]
        for entry, old, new in entries:
            if old is not None and new is not None:
                hidden = ("sha256",) if section == "sources" and new.id in drifted else ()
                found.fields += _fields(entry, old, new, hidden)
                if isinstance(new, Event):
                    found.events.append((old, new))
                elif isinstance(new, Disagreement):
                    found.disagreements.append((old, new))
            elif section != "sources":
                (found.added if old is None else found.removed).append(_unpaired(entry, new or old))
            # The number of an entry that is gone is that of another one now.
            is_gone = new is None and isinstance(now, tuple)
            found.accepted += acceptance_changes(f"removed {entry}" if is_gone else entry, old, new)
    # Entries that could not be read in one edition may be in it. The entries of removed claims are
    # listed with the claims.
    told = {f"{_NAMES['removed']} {key}" for key in base.draft.claims} | set(base.lost())
    found.added = [item for item in found.added if item.name not in told]
    lost = set(head.lost())
    found.removed = [item for item in found.removed if item.name not in lost]
    return found


# Any: entries of every sort.
_Entry = tuple[str, Any, Any]
"""An entry's name, and the entry in both editions; None where there is none."""


def _without_ids(
    section: str, name: str, was: Sequence[Any], now: Sequence[Any]
) -> tuple[list[_Entry], Iterator[FieldChange]]:
    """Match entries without ids by their words. Also returns whether their order changed.

    `name` is what an entry is called, with its number.
    """
    key = _key_of(section)
    pairs, lost, gained = match_items(was, now, key, lambda old, new: int(old != new))
    before = {id(entry): number for number, entry in enumerate(was, 1)}
    after = {id(entry): number for number, entry in enumerate(now, 1)}
    entries = [
        *((f"{name} {after[id(new)]}", old, new) for old, new in pairs),
        *((f"{name} {after[id(new)]}", None, new) for new in gained),
        *((f"{name} {before[id(old)]}", old, None) for old in lost),
    ]
    in_base = sorted(pairs, key=lambda pair: before[id(pair[0])])
    in_head = sorted(pairs, key=lambda pair: after[id(pair[1])])
    words_of = ([key(new)[1] for _, new in ordered] for ordered in (in_base, in_head))
    return entries, _order(section, *words_of)


def _key_of(section: str) -> Callable[[Any], tuple[str, str]]:
    name = KEY_FIELDS.get(section)
    return lambda entry: ("", plain(getattr(entry, name) if name else words(entry)))


def _fields(name: str, was: Any, now: Any, hidden: Container[str] = ()) -> Iterator[FieldChange]:
    for each in compared(type(now)):
        if each == "quotes":
            yield from _quotes(name, was, now)
        elif each not in hidden:
            yield from field_changes(name, was, now, (each,))


def _quotes(name: str, was: Any, now: Any) -> Iterator[FieldChange]:
    gained, lost, altered = quote_changes(was.quotes, now.quotes)
    for item in altered:
        names = (*item.fields, *item.others)
        yield from field_changes(f"{name}, quote {item.number}", item.was, item.now, names)
    for quote in lost:
        yield FieldChange(name, "quote", words(quote), "")
    for quote in gained:
        yield FieldChange(name, "quote", "", words(quote))


def _order(section: str, was: Sequence[str], now: Sequence[str]) -> Iterator[FieldChange]:
    """The order of the entries that are in both editions, if it changed."""
    if was != now:
        yield FieldChange(section, "order", ", ".join(was), ", ".join(now))


def _unpaired(name: str, entry: Any) -> UnpairedEntry:
    fields = {each: getattr(entry, each) for each in compared(type(entry))}
    return UnpairedEntry(name, words(fields))


def claim_fields(changed: Iterable[ClaimChange]) -> Iterator[FieldChange]:
    """Changed fields of claims and quotes that are not shown with the evidence."""
    for change in changed:
        name = f"claim {change.now.id}"
        yield from field_changes(name, change.was, change.now, (*change.fields, *change.others))
        for item in change.altered:
            quote = f"{name}, quote {item.number}"
            yield from field_changes(quote, item.was, item.now, item.others)
