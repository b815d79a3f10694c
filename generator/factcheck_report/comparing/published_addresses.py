"""Addresses of quotes, events and disagreements that a change of their words would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcheck_report.comparing.changes import MissingEntry
from factcheck_report.comparing.editions import Edition
from factcheck_report.comparing.insertions import id_into_entry
from factcheck_report.comparing.matching import match_quotes
from factcheck_report.model import Claim, Disagreement, EntryKind, Event, Quote
from factcheck_report.model.evidence import quote_name


def changed_addresses(
    base: Edition,
    head: Edition,
    claims: Iterable[tuple[Claim, Claim]],
    events: Iterable[tuple[Event, Event]],
    disagreements: Iterable[tuple[Disagreement, Disagreement]],
) -> Iterator[MissingEntry]:
    """The lines with `id:` that keep the addresses of entries that are in both editions.

    The pairs are the entries of `base` and what they are in `head`. Quotes without a proof have no
    address and are left out.
    """
    for was, now in claims:
        yield from _of_quotes(base, head, EntryKind.CLAIM, (was.id, was), (now.id, now))
    for kind, ours, theirs, pairs in (
        (EntryKind.EVENT, base.draft.timeline, head.draft.timeline, events),
        (EntryKind.DISAGREEMENT, base.draft.disagreements, head.draft.disagreements, disagreements),
    ):
        before, after = _numbers(ours), _numbers(theirs)
        for old, new in pairs:
            was_number, now_number = before[id(old)], after[id(new)]
            # First the quotes: if a line for both goes below the same one, theirs is the upper one.
            yield from _of_quotes(base, head, kind, (was_number, old), (now_number, new))
            if old.id != new.id:
                yield _missing_id(f"{kind} {now_number}", kind, old.id, new, head)


def _numbers(entries: Sequence[Event] | Sequence[Disagreement]) -> dict[int, str]:
    return {id(entry): str(number) for number, entry in enumerate(entries, 1)}


_Quoting = Claim | Event | Disagreement


def _of_quotes(
    base: Edition,
    head: Edition,
    kind: EntryKind,
    was: tuple[str, _Quoting],
    now: tuple[str, _Quoting],
) -> Iterator[MissingEntry]:
    """The same for the quotes of one entry; `was` and `now` have its id or number, and itself."""
    (was_entry, old), (now_entry, new) = was, now
    before = {id(quote): number for number, quote in enumerate(old.quotes, 1)}
    after = {id(quote): number for number, quote in enumerate(new.quotes, 1)}
    pairs, _, _ = match_quotes(old.quotes, new.quotes)
    for was_quote, now_quote in pairs:
        number = after[id(now_quote)]
        was_id = base.quote_ids.get((kind, was_entry, before[id(was_quote)]))
        now_id = head.quote_ids.get((kind, now_entry, number))
        if was_id and now_id and was_id != now_id:
            yield _missing_id(quote_name(kind, now_entry, number), None, was_id, now_quote, head)


def _missing_id(
    name: str,
    kind: EntryKind | None,
    was: str,
    entry: Quote | Event | Disagreement,
    head: Edition,
) -> MissingEntry:
    """`kind` is None for a quote."""
    line = f"id: {was}"
    if kind is EntryKind.DISAGREEMENT:
        what = f"Its page has another address now: links to disagreements/{was}/ would be broken."
    else:
        what = f"Its address has changed: links to #{was} would open the page at its top."
    position = entry.positions.entry
    lines = ""
    if "id" in entry.positions.fields:
        position = entry.positions.at("id")
        fix = f"Write “{line}” here again, or accept that old links break."
    elif (insertion := id_into_entry(entry.positions.entry, line, head.texts)) is None:
        fix = f"Write “{line}” between the braces, or accept that old links break."
    else:
        position, lines = insertion.position, insertion.text
        fix = "Paste this line to keep the address. Leave it out if the entry is now another one."
    return MissingEntry(
        entry=name,
        needs="its old address",
        what=what,
        fix=fix,
        position=position,
        lines=lines,
        required=False,
    )
