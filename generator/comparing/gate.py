"""No stealth edits: what changed for readers stands in a correction, and no address just goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.comparing.changes import ClaimChange, Demand
from generator.comparing.editions import Edition
from generator.comparing.matching import plain
from generator.comparing.yaml_text import (
    correction_lines,
    in_braces,
    into_corrections,
    into_removal,
    into_removed,
    removal_lines,
)
from generator.dates import PartialDate
from generator.model import Claim, Correction, CorrectionKind, Removal

Pairs = Sequence[tuple[Claim, Claim]]


def demands(
    base: Edition,
    head: Edition,
    pairs: Pairs,
    changed: Iterable[ClaimChange],
    gone: Iterable[Claim],
    today: PartialDate,
) -> tuple[Demand, ...]:
    """What is missing in `head`, in the order of its files.

    `pairs` are the claims of both editions, `changed` what changed about them, `gone` the claims
    that are in `base` only.
    """
    changes = {change.now.id: change for change in changed}
    found = [
        demand
        for was, now in pairs
        if (demand := _correction(was, now, changes.get(now.id), base, head, today)) is not None
    ]
    found += _removals(base, head, pairs, gone, today)
    return tuple(sorted(found, key=lambda demand: demand.position))


def _correction(
    was: Claim,
    now: Claim,
    change: ClaimChange | None,
    base: Edition,
    head: Edition,
    today: PartialDate,
) -> Demand | None:
    """One demand a claim, since what it asks for goes to one place."""
    new, gone, rewritten = _compared(was.corrections, now.corrections)
    # Nor does a copy of one that was there, whatever it says stood before.
    told = {(entry.date, plain(entry.note)) for entry in was.corrections}
    new = [entry for entry in new if (entry.date, plain(entry.note)) not in told]
    entries, what = [*gone, *rewritten], []
    if gone:
        verb = "is" if len(gone) == 1 else "are"
        what.append(f"{_count(len(gone), 'published correction')} of it {verb} gone.")
    for entry in rewritten:
        what.append(
            f"The note of its published correction of {entry.date} was rewritten: delete the "
            "rewritten one, and put the published one back."
        )
    if change is not None and change.public:
        missing = _missing(change, new, base, head)
        if missing is not None:
            entries.append(_entry(change, missing, today))
            what.append(f"{_said(change)} No new correction says so.")
    if not entries:
        return None
    if in_braces(now, head.texts):
        return Demand(
            entry=f"claim {now.id}",
            what=" ".join(what),
            mend="The claim stands in braces, into which no lines can be pasted. Write it over "
            "several lines, like other claims, and compare again.",
            position=now.marks.entry,
            paste="",
        )
    lines = [line for entry in entries for line in correction_lines(entry)]
    paste = into_corrections(now, lines, head.texts)
    return Demand(
        entry=f"claim {now.id}",
        what=" ".join(what),
        mend="Paste these lines and say in the note, for readers, why."
        if change is not None and len(entries) > len(gone) + len(rewritten)
        else "Paste these lines.",
        position=paste.position,
        paste=paste.text,
    )


def _missing(
    change: ClaimChange, new: Sequence[Correction], base: Edition, head: Edition
) -> dict[str, str] | None:
    """What the entry to add has to say of the state before; None if nothing has to be added."""
    missing: dict[str, str] = {}
    if change.verdict:
        names = _names_of_verdict(change, base, head)
        if not any(entry.was.get("verdict") in names for entry in new):
            missing["verdict"] = names[0]
    if change.text:
        before = plain(change.was.claim)
        if not any(plain(entry.was.get("claim", "")) == before for entry in new):
            missing["claim"] = change.was.claim
    return missing if missing or not new else None


def _names_of_verdict(change: ClaimChange, base: Edition, head: Edition) -> tuple[str, ...]:
    """How a correction may name the verdict before; the one to propose first.

    Where the scale gave it another word, its id would say nothing to readers.
    """
    id, label = change.was.verdict, base.label(change.was.verdict)
    if head.label(id) == label:
        return id, label
    return (label,) if change.now.verdict == id else (label, id)


def _compared(
    was: Iterable[Correction], now: Iterable[Correction]
) -> tuple[list[Correction], list[Correction], list[Correction]]:
    """Corrections that are new, that are gone, and those published with another note.

    One with a rewritten note is not new: it says nothing of what changed now.
    """
    new, vanished = _without_common(
        list(now), list(was), lambda entry: (*_kind(entry), plain(entry.note))
    )
    new, gone = _without_common(new, vanished, _kind)
    return new, gone, [entry for entry in vanished if not any(entry is one for one in gone)]


_Key = tuple[object, ...]


def _kind(entry: Correction) -> _Key:
    """All of a correction but its note."""
    return entry.date, entry.kind, tuple(sorted(entry.was.items()))


def _without_common(
    now: list[Correction], was: list[Correction], of: Callable[[Correction], _Key]
) -> tuple[list[Correction], list[Correction]]:
    """Both lists without the pairs that are alike in a key."""
    in_now, in_was = Counter(map(of, now)), Counter(map(of, was))
    return _beyond(now, in_was, of), _beyond(was, in_now, of)


def _beyond(
    entries: list[Correction], others: Counter[_Key], of: Callable[[Correction], _Key]
) -> list[Correction]:
    left, beyond = others.copy(), []
    for entry in entries:
        if left[of(entry)]:
            left[of(entry)] -= 1
        else:
            beyond.append(entry)
    return beyond


def _entry(change: ClaimChange, was: dict[str, str], today: PartialDate) -> Correction:
    weighty = change.verdict or change.text or change.claimants or change.stated
    return Correction(
        date=today,
        kind=CorrectionKind.CORRECTION if weighty else CorrectionKind.UPDATE,
        note=_said(change),
        was=was,
        marks=change.now.marks,
    )


def _said(change: ClaimChange) -> str:
    """What changed, in sentences that readers may be given too."""
    said = []
    if change.verdict:
        said.append(f"The verdict was changed from “{change.verdict[0]}” to “{change.verdict[1]}”.")
    if change.text:
        said.append("The wording of the claim was changed.")
    if change.claimants:
        said.append("Who makes the claim was changed.")
    if change.stated:
        said.append("The date on which the claim was made was changed.")
    for number, verb in (
        (len(change.gained), "added"),
        (len(change.lost), "taken out"),
        (len(change.altered), "changed"),
    ):
        if number:
            said.append(f"{_count(number, 'quote')} {'was' if number == 1 else 'were'} {verb}.")
    return " ".join(said)


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _removals(
    base: Edition, head: Edition, pairs: Pairs, gone: Iterable[Claim], today: PartialDate
) -> Iterator[Demand]:
    """One demand for all entries that are missing, since a section's name can stand only once."""
    removed = head.draft.removed
    renamed = {was.id: now.id for was, now in pairs if was.id != now.id}
    entries = [
        Removal(
            id=id,
            date=today,
            note="The claim has another address now.",
            now=renamed[id],
            marks=head.draft.claims[renamed[id]].marks,
        )
        for id in renamed
        if id not in removed
    ]
    entries += [
        Removal(id=claim.id, date=today, note="The claim was removed.", marks=claim.marks)
        for claim in gone
        if claim.id not in removed
    ]
    entries += [
        removal
        for id, removal in base.draft.removed.items()
        if id not in removed and id not in head.draft.claims
    ]
    if entries:
        lines = [line for entry in entries for line in removal_lines(entry)]
        paste = into_removed(lines, removed.values(), head.texts)
        yield Demand(
            entry="removed",
            what="Links from elsewhere to these claims would lead nowhere: "
            f"{', '.join(entry.id for entry in entries[:20])}"
            f"{' and more' if len(entries) > 20 else ''}.",
            mend="Paste these lines and say in the note, for readers, why; or put the claims back.",
            position=paste.position,
            paste=paste.text,
        )
    for id, now in renamed.items():
        if id in removed and removed[id].now is None:
            paste = into_removal(removed[id], f"now: {now}", head.texts)
            yield Demand(
                entry=f"removed claim {id}",
                what=f"The claim “{id}” goes on as “{now}”, but its old page does not lead there.",
                mend="Paste this line.",
                position=paste.position,
                paste=paste.text,
            )
