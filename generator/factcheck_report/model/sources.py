"""The quoted documents, and the origins of their statements."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from factcheck_report.model.claims import Acceptance
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.positions import EntryPositions
from factcheck_report.model.spans import SourceText


class OriginKind(StrEnum):
    """The kinds of origin."""

    GOVERNMENT = "government"
    PERSON = "person"
    NEWS = "news"
    ORGANISATION = "organisation"
    ANONYMOUS = "anonymous"


class Display(StrEnum):
    """How much of its text a source's page publishes."""

    FULL = "full"
    EXCERPTS = "excerpts"


LONGEST_SHORT_TITLE = 24
"""Code points of a title that fit the narrow columns of tables and the lines under quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that the report quotes, as described in claims.yaml."""

    id: str
    file: str
    """Path of its text relative to the report's folder, with forward slashes."""
    sha256: str | None = None
    """The pin: SHA-256 of the file when its quotes were checked, in lower-case hex."""
    pinned: PartialDate | None = None
    """The date of the pin."""
    title: str
    short: str | None = None
    """The editors' name for narrow columns."""
    author: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    url: str | None = None
    archived: str | None = None
    language: str | None = None
    kind: str | None = None
    note: str | None = None
    display: Display = Display.FULL
    accept: tuple[Acceptance, ...] = ()
    positions: EntryPositions = field(compare=False, repr=False)

    @property
    def short_title(self) -> str:
        """A name for narrow columns: `short`, or else the first words of the title and “…”."""
        if self.short or len(self.title) <= LONGEST_SHORT_TITLE:
            return self.short or self.title
        beginning = self.title[:LONGEST_SHORT_TITLE]
        if words := beginning.rpartition(" ")[0].rstrip(" ,.:;–—-"):
            return f"{words}…"
        # A script without spaces. Marks stay with their letter.
        end = LONGEST_SHORT_TITLE - 1
        while end > 1 and unicodedata.category(self.title[end])[0] == "M":
            end -= 1
        return f"{self.title[:end]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The person or body a statement comes from, however many documents repeat it."""

    id: str
    name: str
    kind: OriginKind
    note: str | None = None
    positions: EntryPositions = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A source and the content of its file."""

    source: Source
    data: bytes = field(repr=False)
    """The bytes of the file."""
    text: SourceText = field(repr=False)
    """The decoded data."""
    sha256: str
    """The hash of the data, in lower-case hex."""

    @property
    def drifted(self) -> bool:
        """Whether the file changed after it was pinned."""
        return self.source.sha256 not in (None, self.sha256)
