"""Which published words changed that need no correction, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.comparing.changes import ClaimChange, Reworded
from generator.comparing.editions import Edition

_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "sources": (
        *("title", "author", "publisher", "published", "url", "archived", "file"),
        *("language", "kind", "note", "display"),
    ),
    "origins": ("name", "kind", "note"),
    "verdicts": ("label", "means", "rating", "tone", "needs", "allows"),
    "claimants": ("name", "role", "note"),
    "removed": ("date", "note", "now"),
}
"""The fields that readers see, of the entries of each section."""
_REPORT = ("title", "summary", "publisher", "report_errors", "license", "key_claims")


def reworded(base: Edition, head: Edition, changed: Iterable[ClaimChange]) -> Iterator[Reworded]:
    """Of the report, of its entries, and of the claims that changed."""
    yield from _fields("report", base.draft.publication, head.draft.publication, _REPORT)
    for section, fields in _SECTIONS.items():
        was, now = getattr(base.draft, section), getattr(head.draft, section)
        sort = "removed claim" if section == "removed" else section.removesuffix("s")
        for id in now:
            if id in was:
                yield from _fields(f"{sort} {id}", was[id], now[id], fields)
    for change in changed:
        yield from _fields(f"claim {change.now.id}", change.was, change.now, change.others)


# Any: entries of every sort.
def _fields(entry: str, was: Any, now: Any, names: Iterable[str]) -> Iterator[Reworded]:
    for name in names:
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield Reworded(entry, name, _words(before), _words(after))


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)
