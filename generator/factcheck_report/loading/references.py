"""Whether every id that an entry refers to exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice

from factcheck_report.model import Disagreement, Draft, Event, Marks, Position, Quote
from factcheck_report.problems import Problem
from factcheck_report.problems.suggestions import KnownWords

MOST_UNKNOWN = 1_000
"""Unknown ids that are looked into: each is compared with all known ones."""
_MOST_LISTED = 30


def check_references(draft: Draft, named: Mapping[str, Set[str]]) -> list[Problem]:
    """Problems for ids that no entry has.

    `named` holds the ids of each section, those of unreadable entries too, so that a reference
    to an entry that has a problem of its own is not a second problem.
    """
    return list(islice(_all(draft, _Known(draft, named)), MOST_UNKNOWN))


class _Known:
    """The ids of each section, and which of them an editor may have meant."""

    def __init__(self, draft: Draft, named: Mapping[str, Set[str]]) -> None:
        self.ids = named
        self._draft = draft
        self._names: dict[str, KnownWords] = {}

    def names(self, section: str) -> KnownWords:
        """The ids and what readers know the entries by: labels, names, titles, claims."""
        if section not in self._names:
            labels = [(label, id) for id, label in self._labels(section)]
            ids = [(id, id) for id in sorted(self.ids[section])]
            # Whole sentences are not what somebody misspelt an id as.
            self._names[section] = (
                KnownWords(ids, labels) if section == "claims" else KnownWords([*ids, *labels])
            )
        return self._names[section]

    def _labels(self, section: str) -> Iterator[tuple[str, str]]:
        draft = self._draft
        if section == "verdicts":
            yield from ((id, verdict.label) for id, verdict in draft.verdicts.items())
        elif section == "claimants":
            yield from ((id, claimant.name) for id, claimant in draft.claimants.items())
        elif section == "origins":
            yield from ((id, origin.name) for id, origin in draft.origins.items())
        elif section == "sources":
            for id, source in draft.sources.items():
                yield id, source.title
                yield id, source.file
        else:
            yield from ((id, claim.claim) for id, claim in draft.claims.items())


def _all(draft: Draft, known: _Known) -> Iterator[Problem]:
    publication = draft.publication
    yield from _each(
        "claims", publication.key_claims, known, publication.marks, "key_claims", "report"
    )
    for claim in draft.claims.values():
        entry = f"claim {claim.id}"
        yield from _each("verdicts", [claim.verdict], known, claim.marks, "verdict", entry)
        yield from _each("claimants", claim.claimants, known, claim.marks, "claimants", entry)
        yield from _each("claims", claim.related, known, claim.marks, "related", entry)
        yield from _quotes(claim.quotes, known, entry)
    numbered: list[tuple[str, Event | Disagreement]] = [
        *((f"event {number}", event) for number, event in enumerate(draft.timeline, 1)),
        *((f"disagreement {number}", item) for number, item in enumerate(draft.disagreements, 1)),
    ]
    for entry, item in numbered:
        yield from _each("claims", item.claims, known, item.marks, "claims", entry)
        yield from _quotes(item.quotes, known, entry)
    for removal in draft.removed.values():
        if removal.now is not None:
            entry = f"removed claim {removal.id}"
            yield from _each("claims", [removal.now], known, removal.marks, "now", entry)


def check_removed(draft: Draft, claims: Mapping[str, Position]) -> list[Problem]:
    """Problems for claims that are said to be removed and still stand: both have one address.

    `claims` holds where each claim is written, unreadable ones too.
    """
    return [
        Problem(
            position=removal.marks.entry,
            entry=f"removed claim {id}",
            rule="duplicate-id",
            what=f"The claim “{id}” still stands in {claims[id].file}, line {claims[id].line}.",
            fix="Delete this entry, or the claim itself.",
        )
        for id, removal in draft.removed.items()
        if id in claims
    ]


def _quotes(quotes: Iterable[Quote], known: _Known, entry: str) -> Iterator[Problem]:
    for number, quote in enumerate(quotes, 1):
        inner = f"{entry}, quote {number}"
        yield from _each("sources", [quote.source], known, quote.marks, "source", inner)
        if quote.origin is not None:
            yield from _each("origins", [quote.origin], known, quote.marks, "origin", inner)


def _each(
    section: str, ids: Iterable[str], known: _Known, marks: Marks, field: str, entry: str
) -> Iterator[Problem]:
    for index, id in enumerate(ids):
        if id not in known.ids[section]:
            yield Problem(
                position=marks.at_item(field, index),
                entry=entry,
                rule=f"unknown-{section.removesuffix('s')}",
                what=f"“{field}” names “{id[:80]}”, which is not among the {section}.",
                fix=_mend(section, id, known),
            )


def _mend(section: str, typed: str, known: _Known) -> str:
    names = known.names(section)
    if id := names.exact_match(typed):
        return f"Write its id: {id}"
    meant = names.closest_match(typed)
    offered = f"Did you mean “{meant}”? " if meant else ""
    ids = sorted(known.ids[section])
    listed = f" The {section} are: {', '.join(ids)}." if 0 < len(ids) <= _MOST_LISTED else ""
    return f"{offered}Use the id of an entry under “{section}:”, or add one.{listed}"
