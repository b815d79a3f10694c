"""The fields of an entry that are compared: all of its dataclass that are not listed here.

A new field of the model is compared and shown without a change here. On claims and quotes its
changes also need a correction, because it is part of the published claim or of the evidence.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from factcheck_report.comparing.changes import FieldChange
from factcheck_report.model import (
    Claim,
    Claimant,
    Origin,
    Publication,
    Quote,
    Removal,
    Source,
    Verdict,
)
from factcheck_report.model.dates import PartialDate

INTERNAL: Mapping[str, str] = {
    "positions": "the place in claims.yaml; readers never see it",
    "position": "the place in claims.yaml; readers never see it",
}
"""Fields of all dataclasses that are never compared, and the reason."""

_MATCHED = "entries are matched by it"
_LISTED = "accepted warnings have a list of their own"
COMPARED_ELSEWHERE: Mapping[type, Mapping[str, str]] = {
    Publication: {"rules": "the levels of rules have a list of their own"},
    Source: {"id": _MATCHED, "accept": _LISTED},
    Origin: {"id": _MATCHED},
    Verdict: {"id": _MATCHED, "draft": "a draft is not published; then the verdict is added"},
    Claimant: {"id": _MATCHED},
    Removal: {"id": _MATCHED},
    Quote: {"source": "quotes are matched within a source", "accept": _LISTED},
    Claim: {
        "id": "a claim with another id is shown as renamed",
        "claim": "only changed words count, not changed quotation marks",
        "verdict": "the labels that readers see are compared",
        "quotes": "each quote is compared with its earlier version",
        "corrections": "they explain changes, and published ones must stay",
        "draft": "drafts have a list of their own",
        "accept": _LISTED,
    },
}
"""Fields that have a comparison of their own, and which one."""

NEEDS_NO_CORRECTION: Mapping[type, Mapping[str, str]] = {
    Claim: {
        "language": "it says how the words are written, and changes none of them",
        "stated_note": "it explains the date, which does need a correction",
        "summary": "it explains the verdict, which does need a correction",
        "analysis": "it explains the verdict, which does need a correction",
        "tags": "they help to find the claim",
        "related": "they help to find other claims",
        "publish_from": "it is a day of first publication, as “published” is",
        "published": "it is the day of the first publication, which later changes leave as it is",
        "reviewed": "it is the day of the last review, which may find everything right",
    },
    Quote: {
        "id": "it is part of the address, and keeps the one that the quote had",
        "claimant": "it leads to the page of the speaker, whom the quote names before and after",
        "side": "only quotes of disagreements are on a side, and these need no corrections",
        "note": "it explains the passage, and changes neither its words nor its weight",
        "translation": "it explains the passage, whose own words stay and are what is proved",
    },
}
"""Fields of claims and quotes that may change without a correction, and the reason."""


def compared(entry: type) -> tuple[str, ...]:
    """Names of the fields of a dataclass that are compared one by one."""
    others = COMPARED_ELSEWHERE.get(entry, {})
    return tuple(
        field.name
        for field in dataclasses.fields(entry)
        if field.name not in INTERNAL and field.name not in others
    )


def needs_correction(entry: type, name: str) -> bool:
    """Whether a change of this field of claims or quotes needs a correction."""
    return name not in NEEDS_NO_CORRECTION[entry]


# Any: entries and values of every sort.
def field_changes(entry: str, was: Any, now: Any, names: Iterable[str]) -> Iterator[FieldChange]:
    """The fields among `names` that differ between two versions of an entry, as text."""
    for name in names:
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield FieldChange(entry, name, words(before), words(after))


def words(value: Any) -> str:
    """A field's value as text; empty if the entry lacks it."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        named = ((name, words(item)) for name, item in value.items())
        return "; ".join(f"{name}: {text}" for name, text in named if text)
    if isinstance(value, tuple):
        return ", ".join(words(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, PartialDate):
        names = (field.name for field in dataclasses.fields(value))
        return words({name: getattr(value, name) for name in names if name not in INTERNAL})
    return str(value)
