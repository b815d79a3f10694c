"""Two editions → all changes, and what is missing for readers to learn of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.acceptance import acceptances
from generator.comparing.changes import Changes, SourceChange
from generator.comparing.editions import Edition
from generator.comparing.gate import demands
from generator.comparing.matching import claim_change, match_claims
from generator.comparing.rewording import reworded
from generator.dates import PartialDate
from generator.model import Acceptance

_SECTIONS = ("publication", "origins", "verdicts", "claimants", "timeline", "disagreements")


def compare(base: Edition, head: Edition, today: PartialDate) -> Changes:
    """What changed from `base` to `head`. A claim is published if it is in `base`.

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
    was, now = base.draft.sources, head.draft.sources
    return Changes(
        added=tuple(
            claim
            for id, claim in head.draft.claims.items()
            if id not in after and f"claim {id}" not in lost
        ),
        removed=tuple((claim, head.draft.removed.get(claim.id)) for claim in gone),
        changed=changed,
        sources_added=tuple(id for id in now if id not in was),
        sources_removed=tuple(id for id in was if id not in now),
        drifted=tuple(_drifted(base, head)),
        reworded=tuple(reworded(base, head, changed)),
        accepted=tuple(_accepted(base, head)),
        sections=tuple(_sections(base, head)),
        demands=demands(base, head, pairs, changed, gone, today),
        first=base.empty,
        was_broken=len(base.errors),
        is_broken=len(head.errors),
        lost=lost,
    )


def _drifted(base: Edition, head: Edition) -> Iterator[SourceChange]:
    """By the files themselves; by the pins where a file could not be read."""
    cited: dict[str, int] = {}
    for claim in head.draft.claims.values():
        for quoted in {quote.source for quote in claim.quotes}:
            cited[quoted] = cited.get(quoted, 0) + 1
    for id, source in head.draft.sources.items():
        before = base.draft.sources.get(id)
        old = base.hashes.get(id) or (before.sha256 if before else None)
        new = head.hashes.get(id) or source.sha256
        if old and new and old != new:
            yield SourceChange(id, old, new, cited.get(id, 0))


def _accepted(base: Edition, head: Edition) -> Iterator[tuple[str, Acceptance]]:
    """Whatever the number of a quote: one that was put in before it has changed nothing."""
    before = {(entry.partition(",")[0], item) for entry, item in acceptances(base.draft)}
    for entry, item in acceptances(head.draft):
        if (entry.partition(",")[0], item) not in before:
            yield entry, item


def _sections(base: Edition, head: Edition) -> Iterator[str]:
    for name in _SECTIONS:
        if getattr(base.draft, name) != getattr(head.draft, name):
            yield "report" if name == "publication" else name
