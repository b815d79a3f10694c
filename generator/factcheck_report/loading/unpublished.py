"""Claims that are not published yet: their problems, and the report without them.

A claim is a draft (`draft: true`), or embargoed: its `publish_from` is still to come. Readers see
neither; the preview shows both. What is wrong with a draft stops nothing. An embargoed claim must
be as right as a published one, because it is published without anybody looking at it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import Any

from factcheck_report.loading.groups import EntriesOf, ListOf, RecordOf
from factcheck_report.loading.schema import SECTIONS
from factcheck_report.loading.values import Reference
from factcheck_report.model import Claim, Draft, Position
from factcheck_report.model.dates import PartialDate
from factcheck_report.problems import Problem, Severity

_SECTION = "claims"
_ALWAYS_ERRORS = {"duplicate-id"}
"""Rules about two entries, of which one may be published."""


def notes_on_drafts(problems: Iterable[Problem], drafts: Set[str]) -> Iterator[Problem]:
    """The problems; those of drafts are notes, because drafts may be unfinished.

    `drafts` are the ids of drafts.
    """
    for problem in problems:
        kind, _, id = problem.entry.partition(",")[0].partition(" ")
        is_of_draft = kind == "claim" and id in drafts and problem.rule not in _ALWAYS_ERRORS
        yield replace(problem, severity=Severity.NOTE) if is_of_draft else problem


def embargo_notes(draft: Draft, day: PartialDate) -> Iterator[Problem]:
    """A note for each claim that is not published before a later day than `day`.

    Drafts are left out: they are not published then either.
    """
    for claim in draft.claims.values():
        if claim.embargoed_on(day) and not claim.draft:
            yield Problem(
                position=claim.positions.at("publish_from"),
                entry=f"claim {claim.id}",
                rule="embargo",
                what=f"The claim is not published before {claim.publish_from} (UTC).",
                fix="Nothing to do. A site that is built on that day or later has the claim.",
                severity=Severity.NOTE,
            )


def draft_verdict_problems(draft: Draft) -> Iterator[Problem]:
    """An error for each claim that is no draft, but has a verdict that is one."""
    for claim in draft.claims.values():
        verdict = draft.verdicts.get(claim.verdict)
        if verdict is not None and verdict.draft and not claim.draft:
            yield Problem(
                position=claim.positions.at("verdict"),
                entry=f"claim {claim.id}",
                rule="draft-verdict",
                what=f"The verdict “{verdict.id}” is a draft, so readers would not see what it "
                "means.",
                fix=f"Under “verdicts:”, say what “{verdict.id}” means, choose its tone, and "
                "delete its line “draft: true”.",
            )


def without_draft_verdicts(draft: Draft) -> Draft:
    """The draft of a report without the verdicts that are drafts themselves."""
    shown = {id: verdict for id, verdict in draft.verdicts.items() if not verdict.draft}
    return draft if len(shown) == len(draft.verdicts) else replace(draft, verdicts=shown)


def hidden_reference_notes(draft: Draft, hidden: Set[str]) -> Iterator[Problem]:
    """A note for each reference of a published entry to one of the claims `hidden`."""
    for name, entry in _entries(draft):
        if not (isinstance(entry, Claim) and entry.id in hidden):
            for field, id, position in _references(entry, _type_of(name)):
                if id in hidden:
                    yield Problem(
                        position=position,
                        entry=_entry_name(name, entry, draft),
                        rule="unpublished-claim",
                        what=f"“{field}” names “{id}”, which is not published yet. Readers do not "
                        "see it here.",
                        fix="Nothing to do. It is shown once the claim is published.",
                        severity=Severity.NOTE,
                    )


def without_claims(draft: Draft, hidden: Set[str], unread: Mapping[str, Set[str]]) -> Draft:
    """The draft of a report without the claims `hidden`, and without references to them.

    Documents, origins and claimants that only hidden claims name are left out, too: their pages
    would tell what is in preparation. Those of a claim that was published before stay. `unread` has
    the values in hidden claims that could not be read, by their id.
    """
    if not hidden:
        return draft
    new = {id for id in hidden if id not in draft.removed}
    words = {word for id, values in unread.items() if id in new for word in values}
    unused = _named_only_by(draft, new, hidden, words)
    # Any: entries of every section.
    sections: dict[str, Any] = {}
    for section, type in SECTIONS.items():
        field = _FIELDS.get(section, section)
        value = getattr(draft, field)
        if isinstance(type, EntriesOf):
            sections[field] = {
                id: _without_references(entry, type.record, hidden)
                for id, entry in value.items()
                if (id not in hidden if section == _SECTION else (section, id) not in unused)
            }
        elif isinstance(type, ListOf):
            record = type.item_type
            sections[field] = tuple(_without_references(each, record, hidden) for each in value)
        else:
            sections[field] = _without_references(value, type, hidden)
    return Draft(**sections)


_FIELDS = {"report": "publication"}
"""Sections that have another name in `Draft`."""


_HIDDEN_WITH_CLAIMS = ("sources", "origins", "claimants")


def _named_only_by(
    draft: Draft, new: Set[str], hidden: Set[str], words: Set[str]
) -> set[tuple[str, str]]:
    """Section and id of entries that the claims `new` name, and no entry other than `hidden`.

    What is among `words` counts as named by the claims `new`.
    """
    by_new = {(section, word) for section in _HIDDEN_WITH_CLAIMS for word in words}
    by_others: set[tuple[str, str]] = set()
    for section, entry in _entries(draft):
        is_claim = isinstance(entry, Claim)
        if is_claim and entry.id in new:
            by_new.update(_named(entry, _type_of(section)))
        elif not (is_claim and entry.id in hidden):
            by_others.update(_named(entry, _type_of(section)))
    return {pair for pair in by_new - by_others if pair[0] in _HIDDEN_WITH_CLAIMS}


def _named(entry: Any, record: RecordOf[Any]) -> Iterator[tuple[str, str]]:
    """Section and id of each entry that an entry names, also in its quotes."""
    for name, spec in record.fields.items():
        value = getattr(entry, name)
        values = value if isinstance(spec.type, ListOf) else (value,)
        item = spec.type.item_type if isinstance(spec.type, ListOf) else spec.type
        for each in values:
            if isinstance(item, Reference) and each is not None:
                yield item.section, each
            elif isinstance(item, RecordOf) and each is not None:
                yield from _named(each, item)


# Any: entries of every section, and their types.
def _entries(draft: Draft) -> Iterator[tuple[str, Any]]:
    """The section and the entry, for all entries."""
    for section, type in SECTIONS.items():
        value = getattr(draft, _FIELDS.get(section, section))
        if isinstance(type, RecordOf):
            yield section, value
        else:
            for entry in value.values() if isinstance(type, EntriesOf) else value:
                yield section, entry


def _type_of(section: str) -> Any:
    type = SECTIONS[section]
    if isinstance(type, EntriesOf):
        return type.record
    return type.item_type if isinstance(type, ListOf) else type


def _entry_name(section: str, entry: Any, draft: Draft) -> str:
    type = SECTIONS[section]
    if isinstance(type, EntriesOf):
        return f"{type.entry_name} {entry.id}"
    if isinstance(type, ListOf):
        number = next(n for n, each in enumerate(getattr(draft, section), 1) if each is entry)
        return f"{type.entry_name} {number}"
    return section


def _claim_fields(record: RecordOf[Any]) -> Iterator[tuple[str, bool]]:
    """Fields that hold ids of claims, and whether each holds a list of them."""
    for name, spec in record.fields.items():
        is_list = isinstance(spec.type, ListOf)
        item = spec.type.item_type if isinstance(spec.type, ListOf) else spec.type
        if isinstance(item, Reference) and item.section == _SECTION:
            yield name, is_list


def _references(entry: Any, record: RecordOf[Any]) -> Iterator[tuple[str, str, Position]]:
    """Field, id and position of each reference to a claim."""
    for name, is_list in _claim_fields(record):
        value = getattr(entry, name)
        for index, id in enumerate(value if is_list else (value,)):
            if id is not None:
                yield name, id, entry.positions.at_item(name, index)


def _without_references(entry: Any, record: Any, hidden: Set[str]) -> Any:
    changed: dict[str, Any] = {}
    for name, is_list in _claim_fields(record):
        value = getattr(entry, name)
        if is_list and any(id in hidden for id in value):
            changed[name] = tuple(id for id in value if id not in hidden)
        elif not is_list and value in hidden:
            changed[name] = None
    return replace(entry, **changed) if changed else entry
