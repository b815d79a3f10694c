"""The quoted documents, and the origins of their statements."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

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
    original: str | None = None
    """Path of the PDF, web page or other file that the text was extracted from, as for `file`."""
    original_sha256: str | None = None
    """The pin of the original: its SHA-256, in lower-case hex."""
    extractor: str | None = None
    """Name and version of the program that extracted the text."""
    title: str
    short: str | None = None
    """The editors' name for narrow columns."""
    author: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    url: str | None = None
    archived: str | PartialDate | None = None
    """Address of a copy in a web archive, or the day on which the original was saved."""
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
class OriginalFile:
    """The file that a document's text was extracted from. Its content is read when needed."""

    name: str
    """The last part of its path."""
    size: int
    """In bytes."""
    sha256: str
    """The hash of its content, in lower-case hex."""
    root: Path = field(compare=False, repr=False)
    """The report's folder, to read it again from."""


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
    original: OriginalFile | None = None
    """None if the source names no original."""

    @property
    def original_drifted(self) -> bool:
        """Whether the original changed after it was pinned."""
        pinned = self.source.original_sha256
        return self.original is not None and pinned not in (None, self.original.sha256)

    @property
    def drifted(self) -> bool:
        """Whether the file changed after it was pinned."""
        return self.source.sha256 not in (None, self.sha256)
