"""What is taken out of a document: its text, and what it states about itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class StatedFact:
    """Something that a document states about itself."""

    field: str
    """The field of a source that it belongs to."""
    value: str
    where: str
    """The place in the file that states it, for editors: “the page's og:title”."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """The text of a document, as lines with LF."""

    text: str
    extractor: str
    """Name and version of the programs that took it out; empty if the file is the text itself."""
    facts: tuple[StatedFact, ...] = ()
    """At most one for each field."""
    left_out: tuple[str, ...] = ()
    """Sentences for editors: what is in the document and not in the text."""
    notes: tuple[str, ...] = ()
    """Other sentences for editors."""

    has_more: bool = False
    """Whether the whole page has more, if it was not asked for."""

    def with_facts(self, facts: tuple[StatedFact, ...]) -> ExtractedText:
        """The same text, with facts that have priority over its own."""
        known = {fact.field for fact in facts}
        return replace(
            self, facts=(*facts, *(fact for fact in self.facts if fact.field not in known))
        )

    def as_json(self) -> str:
        """For `from_json`."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ExtractedText:
        """Read what `as_json` wrote, from the parsed JSON."""
        return cls(
            text=data["text"],
            extractor=data["extractor"],
            facts=tuple(StatedFact(**fact) for fact in data["facts"]),
            left_out=tuple(data["left_out"]),
            notes=tuple(data["notes"]),
            has_more=data["has_more"],
        )
