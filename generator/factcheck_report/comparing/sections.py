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
from factcheck_report.model import Draft

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


def entry_changes(base: Edition, head: Edition, drifted: Container[str]) -> EntryChanges:
    """Compare every section of two drafts. Of claims only the order is compared here.

    The hashes of `drifted` sources, by id, are left out: they are listed with the file.
    """
    found = EntryChanges()
    for section in (each.name for each in dataclasses.fields(Draft)):
        was, now = getattr(base.draft, section), getattr(head.draft, section)
        if isinstance(now, Mapping):
            in_both = [key for key in was if key in now], [key for key in now if key in was]
            found.fields += _order(section, *in_both)
            if section != "claims":
                _with_ids(found, section, was, now, drifted)
        elif isinstance(now, tuple):
            _without_ids(found, section, was, now)
        else:
            found.fields += _fields(_NAMES.get(section, section), was, now)
    # Entries that could not be read in one edition may be in it. The entries of removed claims are
    # listed with the claims.
    told = {f"{_NAMES['removed']} {key}" for key in base.draft.claims} | set(base.lost())
    found.added = [item for item in found.added if item.name not in told]
    lost = set(head.lost())
    found.removed = [item for item in found.removed if item.name not in lost]
    return found


# Any: entries of every sort.
def _with_ids(
    found: EntryChanges,
    section: str,
    was: Mapping[str, Any],
    now: Mapping[str, Any],
    drifted: Container[str],
) -> None:
    for key in dict.fromkeys((*now, *was)):
        name = f"{_NAMES.get(section, section)} {key}"
        found.accepted += acceptance_changes(name, was.get(key), now.get(key))
        if key in was and key in now:
            hidden = ("sha256",) if section == "sources" and key in drifted else ()
            found.fields += _fields(name, was[key], now[key], hidden)
        elif section != "sources":
            entries, entry = (found.added, now[key]) if key in now else (found.removed, was[key])
            entries.append(_unpaired(name, entry))


def _without_ids(found: EntryChanges, section: str, was: Sequence[Any], now: Sequence[Any]) -> None:
    """Compare entries without ids: they are matched by their words, and named by their number."""
    key = _key_of(section)
    pairs, lost, gained = match_items(was, now, key, lambda old, new: int(old != new))
    before = {id(entry): number for number, entry in enumerate(was, 1)}
    after = {id(entry): number for number, entry in enumerate(now, 1)}
    name = _NAMES.get(section, section)
    for old, new in pairs:
        found.fields += _fields(f"{name} {after[id(new)]}", old, new)
        found.accepted += acceptance_changes(f"{name} {after[id(new)]}", old, new)
    for new in gained:
        found.added.append(_unpaired(f"{name} {after[id(new)]}", new))
        found.accepted += acceptance_changes(f"{name} {after[id(new)]}", None, new)
    for old in lost:
        found.removed.append(_unpaired(f"{name} {before[id(old)]}", old))
        found.accepted += acceptance_changes(f"removed {name} {before[id(old)]}", old, None)
    in_base = sorted(pairs, key=lambda pair: before[id(pair[0])])
    in_head = sorted(pairs, key=lambda pair: after[id(pair[1])])
    found.fields += _order(
        section, [key(new)[1] for _, new in in_base], [key(new)[1] for _, new in in_head]
    )


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
