"""Whether every id that an entry refers to exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice

from generator.model import Disagreement, Draft, Event, Marks, Position, Quote
from generator.problems import Problem, did_you_mean

MOST_UNKNOWN = 1_000
"""Unknown ids that are looked into: each is compared with all known ones."""


def check_references(draft: Draft, named: Mapping[str, Set[str]]) -> list[Problem]:
    """Problems for ids that no entry has.

    `named` holds the ids of each section, those of unreadable entries too, so that a reference
    to an entry that has a problem of its own is not a second problem.
    """
    return list(islice(_all(draft, named), MOST_UNKNOWN))


def _all(draft: Draft, named: Mapping[str, Set[str]]) -> Iterator[Problem]:
    publication = draft.publication
    yield from _each(
        "claims", publication.key_claims, named, publication.marks, "key_claims", "report"
    )
    for claim in draft.claims.values():
        entry = f"claim {claim.id}"
        yield from _each("verdicts", [claim.verdict], named, claim.marks, "verdict", entry)
        yield from _each("claimants", claim.claimants, named, claim.marks, "claimants", entry)
        yield from _each("claims", claim.related, named, claim.marks, "related", entry)
        yield from _quotes(claim.quotes, named, entry)
    numbered: list[tuple[str, Event | Disagreement]] = [
        *((f"event {number}", event) for number, event in enumerate(draft.timeline, 1)),
        *((f"disagreement {number}", item) for number, item in enumerate(draft.disagreements, 1)),
    ]
    for entry, item in numbered:
        yield from _each("claims", item.claims, named, item.marks, "claims", entry)
        yield from _quotes(item.quotes, named, entry)
    for removal in draft.removed.values():
        if removal.now is not None:
            entry = f"removed claim {removal.id}"
            yield from _each("claims", [removal.now], named, removal.marks, "now", entry)


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
            mend="Delete this entry, or the claim itself.",
        )
        for id, removal in draft.removed.items()
        if id in claims
    ]


def _quotes(
    quotes: Iterable[Quote], named: Mapping[str, Set[str]], entry: str
) -> Iterator[Problem]:
    for number, quote in enumerate(quotes, 1):
        inner = f"{entry}, quote {number}"
        yield from _each("sources", [quote.source], named, quote.marks, "source", inner)
        if quote.origin is not None:
            yield from _each("origins", [quote.origin], named, quote.marks, "origin", inner)


def _each(
    section: str,
    ids: Iterable[str],
    named: Mapping[str, Set[str]],
    marks: Marks,
    field: str,
    entry: str,
) -> Iterator[Problem]:
    for index, id in enumerate(ids):
        if id not in named[section]:
            known = sorted(named[section])
            listed = f" The {section} are: {', '.join(known)}." if 0 < len(known) <= 30 else ""
            yield Problem(
                position=marks.at_item(field, index),
                entry=entry,
                rule=f"unknown-{section.removesuffix('s')}",
                what=f"“{field}” names “{id[:80]}”, which is not among the {section}.",
                mend=f"{did_you_mean(id, known)}Use the id of an entry under “{section}:”, or add "
                f"one.{listed}",
            )
