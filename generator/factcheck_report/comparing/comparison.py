"""Two editions → all changes, and the entries that are missing to explain them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from factcheck_report.comparing.changes import Changes, FieldChange, SourceChange, StatusChange
from factcheck_report.comparing.editions import Edition
from factcheck_report.comparing.gate import missing_entries
from factcheck_report.comparing.matching import claim_change, match_claims
from factcheck_report.comparing.published_addresses import changed_addresses
from factcheck_report.comparing.sections import claim_fields, entry_changes
from factcheck_report.comparing.settings import acceptance_changes, rule_changes
from factcheck_report.model import Claim
from factcheck_report.model.dates import PartialDate


def compare(base: Edition, head: Edition, today: PartialDate) -> Changes:
    """The changes from `base` to `head`. A claim in `base` counts as published.

    `today` is the date of the corrections that the result proposes.
    """
    if base.unread() or head.unread():
        return Changes(
            was_broken=len(base.errors),
            is_broken=len(head.errors),
            was_unread=base.unread(),
            is_unread=head.unread(),
        )
    pairs = match_claims(base, head)
    changed = tuple(
        change for was, now in pairs if (change := claim_change(was, now, base, head)) is not None
    )
    before, after = {was.id for was, _ in pairs}, {now.id for _, now in pairs}
    unreadable, lost = head.unreadable(), base.lost()
    gone = [
        claim
        for id, claim in base.draft.claims.items()
        if id not in before and id not in unreadable
    ]
    added = [
        claim
        for id, claim in head.draft.claims.items()
        if id not in after and f"claim {id}" not in lost
    ]
    was, now = base.draft.sources, head.draft.sources
    drifted = tuple(_drifted(base, head))
    entries = entry_changes(base, head, {source.id for source in drifted})
    either: list[tuple[Claim | None, Claim | None]] = [
        *pairs,
        *((None, claim) for claim in added),
        *((claim, None) for claim in gone),
    ]
    missing = [
        *changed_addresses(base, head, pairs, entries.events, entries.disagreements),
        *missing_entries(base, head, pairs, changed, gone, today),
    ]
    return Changes(
        added=tuple(added),
        removed=tuple((claim, head.draft.removed.get(claim.id)) for claim in gone),
        changed=changed,
        unpublished=tuple(_status_changes(base, head)),
        sources_added=tuple(id for id in now if id not in was),
        sources_removed=tuple(id for id in was if id not in now),
        drifted=drifted,
        entries_added=tuple(entries.added),
        entries_removed=tuple(entries.removed),
        fields=(*entries.fields, *claim_fields(changed)),
        accepted=(*entries.accepted, *_accepted_by_claims(either)),
        rules=tuple(rule_changes(base, head)),
        # Of lines that go below the same one, those with an id belong inside its entry.
        missing_entries=tuple(sorted(missing, key=lambda entry: entry.position)),
        first=base.empty,
        was_broken=len(base.errors),
        is_broken=len(head.errors),
        lost=lost,
    )


def _status_changes(base: Edition, head: Edition) -> Iterator[StatusChange]:
    for id in dict.fromkeys((*head.unpublished, *base.unpublished)):
        was, now = _claim(base, id), _claim(head, id)
        before, after = _status(base, id), _status(head, id)
        if before != after or was != now:
            claim = now or was
            yield StatusChange(id, claim.claim if claim else "", before, after)


def _claim(edition: Edition, id: str) -> Claim | None:
    return edition.unpublished.get(id) or edition.draft.claims.get(id)


def _status(edition: Edition, id: str) -> str:
    """What a claim is in an edition; empty if it is not in it."""
    if id not in edition.unpublished:
        return "published" if id in edition.draft.claims else ""
    claim = edition.unpublished[id]
    if claim is None or claim.draft:
        return "a draft"
    return f"embargoed until {claim.publish_from}"


def _drifted(base: Edition, head: Edition) -> Iterator[SourceChange]:
    """Compares the files themselves, or the pins if a file could not be read."""
    cited = Counter(
        id
        for claim in head.draft.claims.values()
        for id in {quote.source for quote in claim.quotes}
    )
    for id, source in head.draft.sources.items():
        before = base.draft.sources.get(id)
        old = base.hashes.get(id) or (before.sha256 if before else None)
        new = head.hashes.get(id) or source.sha256
        if old and new and old != new:
            yield SourceChange(id, old, new, cited[id])


def _accepted_by_claims(
    either: Iterable[tuple[Claim | None, Claim | None]],
) -> Iterator[FieldChange]:
    for was, now in either:
        claim = now or was
        if claim is not None:
            yield from acceptance_changes(f"claim {claim.id}", was, now)
