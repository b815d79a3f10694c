"""Changes in accepted warnings and in the levels of rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from factcheck_report.comparing.changes import FieldChange
from factcheck_report.comparing.editions import Edition
from factcheck_report.comparing.matching import match_quotes


def rule_changes(base: Edition, head: Edition) -> Iterator[FieldChange]:
    """Each rule with a new level; an empty value means that none is set."""
    yield from _differing(
        "report",
        {setting.rule: str(setting.level) for setting in base.draft.publication.rules},
        {setting.rule: str(setting.level) for setting in head.draft.publication.rules},
    )


# Any: entries of every section, or None if an edition lacks it.
def acceptance_changes(entry: str, was: Any, now: Any) -> Iterator[FieldChange]:
    """Each warning that an entry or its quotes accept for a new reason, or no longer.

    `entry` is the entry's name in problems. The field of a change is the rule, its values are the
    reasons.
    """
    yield from _differing(entry, _accepted(was), _accepted(now))
    before, after = getattr(was, "quotes", ()), getattr(now, "quotes", ())
    if not any(quote.accept for quote in (*before, *after)):
        return
    pairs, lost, gained = match_quotes(before, after)
    numbers = {id(quote): number for number, quote in enumerate(after, 1)}
    for old, new in [*pairs, *((None, quote) for quote in gained)]:
        name = f"{entry}, quote {numbers[id(new)]}"
        yield from _differing(name, _accepted(old), _accepted(new))
    for quote in lost:
        yield from _differing(f"{entry}, a removed quote", _accepted(quote), {})


def _accepted(entry: Any) -> Mapping[str, str]:
    """Reasons by rule."""
    return {item.rule: item.reason for item in getattr(entry, "accept", ())}


def _differing(entry: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[FieldChange]:
    for key in dict.fromkeys((*was, *now)):
        if was.get(key) != now.get(key):
            yield FieldChange(entry, key, was.get(key, ""), now.get(key, ""))
