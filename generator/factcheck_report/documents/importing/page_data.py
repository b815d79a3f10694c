"""The data for programs that a web page has besides its text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PageData:
    """JSON-LD, microdata and RDFa of a page."""

    blocks: tuple[tuple[int, str], ...]
    """The line and the text of each JSON-LD script, as the page has it."""
    # Any: objects, lists and texts, as in JSON.
    items: tuple[Any, ...]
    """The items of microdata and RDFa as objects, with their types as "@type"."""
    url: str = ""
    """The page's address, as it states it."""
    notes: tuple[str, ...] = ()
    """Sentences for editors."""

    def as_json(self) -> str:
        """For `from_json`."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> PageData:
        """Read what `as_json` wrote, from the parsed JSON."""
        blocks = tuple((line, text) for line, text in data["blocks"])
        return cls(blocks, tuple(data["items"]), data["url"], tuple(data["notes"]))
