"""The correction gate: corrections and entries for removed claims that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcheck_report.comparing.changes import ClaimChange, MissingEntry
from factcheck_report.comparing.editions import Edition
from factcheck_report.comparing.insertions import (
    Insertion,
    correction_lines,
    into_corrections,
    into_removal,
    into_removed,
    is_in_braces,
)
from factcheck_report.comparing.wording import plain
from factcheck_report.editing.entry_templates import removal_lines
from factcheck_report.model import Claim, Correction, CorrectionKind, Removal
from factcheck_report.model.dates import PartialDate
from factcheck_report.problems import counted

Pairs = Sequence[tuple[Claim, Claim]]


def missing_entries(
    base: Edition,
    head: Edition,
    pairs: Pairs,
    changed: Iterable[ClaimChange],
    gone: Iterable[Claim],
    today: PartialDate,
) -> tuple[MissingEntry, ...]:
    """The entries that are missing in `head`, in the order of its files.

    `pairs` are the claims of both editions, `changed` their changes, and `gone` the claims that
    are in `base` only.
    """
    corrections = (_missing_correction(change, base, head, today) for change in changed)
    found = [entry for entry in corrections if entry is not None]
    found += _missing_removals(base, head, pairs, gone, today)
    return tuple(sorted(found, key=lambda entry: entry.position))


def _missing_correction(
    change: ClaimChange, base: Edition, head: Edition, today: PartialDate
) -> MissingEntry | None:
    """The missing corrections of one claim, together: they are pasted in one place."""
    now, corrections = change.now, change.corrections
    published = [*corrections.gone, *corrections.rewritten]
    entries, what = list(published), []
    if gone := len(corrections.gone):
        verb = "is" if gone == 1 else "are"
        what.append(f"{counted(gone, 'published correction')} {verb} gone.")
    for entry in corrections.rewritten:
        what.append(
            f"The note of the published correction of {entry.date} was rewritten. Delete the "
            "rewritten correction and restore the published one."
        )
    was = _missing_earlier_values(change, corrections.new, base, head) if change.public else None
    if was is not None:
        entries.append(_correction(change, was, today))
        what.append(f"{_described(change)} No new correction says so.")
    if not entries:
        return None
    insertion = Insertion(now.positions.entry, "")
    if is_in_braces(now, head.texts):
        fix = (
            "The claim is written in braces, so no lines can be pasted into it. Write it over "
            "several lines, like other claims, and compare again."
        )
    else:
        lines = [line for entry in entries for line in correction_lines(entry)]
        insertion = into_corrections(now, lines, head.texts)
        reason = "" if was is None else " and give the reason in the note, for readers"
        fix = f"Paste these lines{reason}."
    return MissingEntry(
        entry=f"claim {now.id}",
        needs="a correction",
        what=" ".join(what),
        fix=fix,
        position=insertion.position,
        lines=insertion.text,
    )


def _missing_earlier_values(
    change: ClaimChange, new: Sequence[Correction], base: Edition, head: Edition
) -> dict[str, str] | None:
    """The field `was` of the correction to add; None if no correction has to be added."""
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
    """How a correction may name the earlier verdict; the first is the one to propose.

    If the verdict's label changed, the earlier label is proposed: the id would now show the new
    one.
    """
    id, label = change.was.verdict, base.draft.verdict_label(change.was.verdict)
    if head.draft.verdict_label(id) == label:
        return id, label
    return (label,) if change.now.verdict == id else (label, id)


def _correction(change: ClaimChange, was: dict[str, str], today: PartialDate) -> Correction:
    is_substantial = bool(change.verdict or change.text or change.fields)
    return Correction(
        date=today,
        kind=CorrectionKind.CORRECTION if is_substantial else CorrectionKind.UPDATE,
        note=_described(change),
        was=was,
        positions=change.now.positions,
    )


def _described(change: ClaimChange) -> str:
    """The change, in sentences that can also be shown to readers."""
    sentences = []
    if change.verdict:
        before, after = change.verdict
        sentences.append(f"The verdict was changed from “{before}” to “{after}”.")
    for name in (*(["claim"] if change.text else []), *change.fields):
        sentences.append(_FIELD_CHANGES.get(name, f"The field “{name}” was changed."))
    for number, verb in (
        (len(change.gained), "added"),
        (len(change.lost), "removed"),
        (len(change.changed_evidence), "changed"),
    ):
        if number:
            sentences.append(
                f"{counted(number, 'quote')} {'was' if number == 1 else 'were'} {verb}."
            )
    return " ".join(sentences)


_FIELD_CHANGES = {
    "claim": "The wording of the claim was changed.",
    "claimants": "Who makes the claim was changed.",
    "stated": "The date on which the claim was made was changed.",
    "made": "Where or when the claim was made was changed.",
}
"""Sentences for changed fields, clearer than their names."""


def _missing_removals(
    base: Edition, head: Edition, pairs: Pairs, gone: Iterable[Claim], today: PartialDate
) -> Iterator[MissingEntry]:
    """All missing removals together, because a section's name can occur only once."""
    removed = head.draft.removed
    renamed = [(was, now) for was, now in pairs if was.id != now.id]
    entries = [
        Removal(
            id=was.id,
            date=today,
            note="The claim has a new address.",
            now=now.id,
            positions=now.positions,
        )
        for was, now in renamed
        if was.id not in removed
    ]
    entries += [
        Removal(
            id=claim.id,
            date=today,
            note="The claim was taken back, to be revised."
            if claim.id in head.unpublished
            else "The claim was removed.",
            positions=claim.positions,
        )
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
        insertion = into_removed(lines, removed.values(), head.texts)
        yield MissingEntry(
            entry="removed",
            needs="an entry under “removed”",
            what="Links from other sites to these claims would be broken: "
            f"{', '.join(entry.id for entry in entries[:20])}"
            f"{' and more' if len(entries) > 20 else ''}.",
            fix="Paste these lines and give the reason in the note, for readers; or restore the "
            "claims.",
            position=insertion.position,
            lines=insertion.text,
        )
    for was, now in renamed:
        if was.id in removed and removed[was.id].now is None:
            insertion = into_removal(removed[was.id], f"now: {now.id}", head.texts)
            yield MissingEntry(
                entry=f"removed claim {was.id}",
                needs="the new address",
                what=f"The claim “{was.id}” continues as “{now.id}”, but its old page has no link "
                "to it.",
                fix="Paste this line.",
                position=insertion.position,
                lines=insertion.text,
            )
