"""The correction gate: which corrections, and which entries for removed claims, are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcheck_report.comparing.changes import ClaimChange, Demand
from factcheck_report.comparing.editions import Edition
from factcheck_report.comparing.wording import plain
from factcheck_report.comparing.yaml_text import (
    correction_lines,
    in_braces,
    into_corrections,
    into_removal,
    into_removed,
    removal_lines,
)
from factcheck_report.model import Claim, Correction, CorrectionKind, Removal
from factcheck_report.model.dates import PartialDate

Pairs = Sequence[tuple[Claim, Claim]]
_CORRECTION = "a correction"
_REMOVAL = "an entry under “removed”"


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
    found = [
        demand
        for change in changed
        if (demand := _correction(change, base, head, today)) is not None
    ]
    found += _removals(base, head, pairs, gone, today)
    return tuple(sorted(found, key=lambda demand: demand.position))


def _correction(
    change: ClaimChange, base: Edition, head: Edition, today: PartialDate
) -> Demand | None:
    """One demand a claim, since what it asks for goes to one place."""
    now, corrections = change.now, change.corrections
    published = [*corrections.gone, *corrections.rewritten]
    entries, what = list(published), []
    if gone := len(corrections.gone):
        verb = "is" if gone == 1 else "are"
        what.append(f"{_count(gone, 'published correction')} of it {verb} gone.")
    for entry in corrections.rewritten:
        what.append(
            f"The note of its published correction of {entry.date} was rewritten: delete the "
            "rewritten one, and put the published one back."
        )
    missing = _missing(change, corrections.new, base, head) if change.public else None
    if missing is not None:
        entries.append(_entry(change, missing, today))
        what.append(f"{_said(change)} No new correction says so.")
    if not entries:
        return None
    if in_braces(now, head.texts):
        return Demand(
            entry=f"claim {now.id}",
            needs=_CORRECTION,
            what=" ".join(what),
            fix="The claim stands in braces, into which no lines can be pasted. Write it over "
            "several lines, like other claims, and compare again.",
            position=now.marks.entry,
            paste="",
        )
    lines = [line for entry in entries for line in correction_lines(entry)]
    paste = into_corrections(now, lines, head.texts)
    return Demand(
        entry=f"claim {now.id}",
        needs=_CORRECTION,
        what=" ".join(what),
        fix="Paste these lines and say in the note, for readers, why."
        if missing is not None
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


def _entry(change: ClaimChange, was: dict[str, str], today: PartialDate) -> Correction:
    weighty = change.verdict or change.text or change.fields
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
    said += (_SAID.get(name, f"The field “{name}” was changed.") for name in change.fields)
    for number, verb in (
        (len(change.gained), "added"),
        (len(change.lost), "taken out"),
        (len(change.changed_evidence), "changed"),
    ):
        if number:
            said.append(f"{_count(number, 'quote')} {'was' if number == 1 else 'were'} {verb}.")
    return " ".join(said)


_SAID = {
    "claimants": "Who makes the claim was changed.",
    "stated": "The date on which the claim was made was changed.",
}
"""What is said of changed fields in better words than their names."""


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
            needs=_REMOVAL,
            what="Links from elsewhere to these claims would lead nowhere: "
            f"{', '.join(entry.id for entry in entries[:20])}"
            f"{' and more' if len(entries) > 20 else ''}.",
            fix="Paste these lines and say in the note, for readers, why; or put the claims back.",
            position=paste.position,
            paste=paste.text,
        )
    for id, now in renamed.items():
        if id in removed and removed[id].now is None:
            paste = into_removal(removed[id], f"now: {now}", head.texts)
            yield Demand(
                entry=f"removed claim {id}",
                needs="the new address",
                what=f"The claim “{id}” goes on as “{now}”, but its old page does not lead there.",
                fix="Paste this line.",
                position=paste.position,
                paste=paste.text,
            )
