"""The corrections of a claim that are new, gone or rewritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from factcheck_report.comparing.changes import CorrectionChanges
from factcheck_report.comparing.fields import compared
from factcheck_report.comparing.wording import plain
from factcheck_report.model import Correction

_Key = tuple[object, ...]


def correction_changes(was: Iterable[Correction], now: Iterable[Correction]) -> CorrectionChanges:
    """Compare the corrections of a claim.

    A correction with a rewritten note is not new, and neither is a copy of an earlier one: it does
    not explain the present change.
    """
    was = list(was)
    new, vanished = _without_common(list(now), was, lambda it: (*_all_but_note(it), plain(it.note)))
    new, gone = _without_common(new, vanished, _all_but_note)
    gone_ids = {id(entry) for entry in gone}
    told = {(entry.date, plain(entry.note)) for entry in was}
    return CorrectionChanges(
        new=tuple(entry for entry in new if (entry.date, plain(entry.note)) not in told),
        gone=tuple(gone),
        rewritten=tuple(entry for entry in vanished if id(entry) not in gone_ids),
    )


def _all_but_note(entry: Correction) -> _Key:
    return tuple(
        tuple(sorted(value.items())) if isinstance(value, Mapping) else value
        for name in compared(Correction)
        if name != "note"
        for value in (getattr(entry, name),)
    )


def _without_common(
    now: list[Correction], was: list[Correction], of: Callable[[Correction], _Key]
) -> tuple[list[Correction], list[Correction]]:
    """Both lists without the pairs that have the same key."""
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
