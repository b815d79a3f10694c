"""The documents that are quoted, and the origins of what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from factcheck_report.model.claims import Acceptance
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.positions import Marks
from factcheck_report.model.texts import SourceText


class OriginKind(StrEnum):
    """What sort of voice an origin is."""

    GOVERNMENT = "government"
    PERSON = "person"
    NEWS = "news"
    ORGANISATION = "organisation"
    ANONYMOUS = "anonymous"


class Display(StrEnum):
    """How much of a source's text its page may publish."""

    FULL = "full"
    EXCERPTS = "excerpts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that claims are checked against, as the report states it."""

    id: str
    file: str
    """Path of its text relative to the report's folder, with forward slashes."""
    sha256: str | None = None
    """The pin: SHA-256 of the file's bytes when the quotes were checked, in lower-case hex."""
    pinned: PartialDate | None = None
    """When the pin was written."""
    title: str
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
    marks: Marks = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whose word a statement finally is. It counts once, however many documents repeat it."""

    id: str
    name: str
    kind: OriginKind
    note: str | None = None
    marks: Marks = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A source with the file it was read from."""

    source: Source
    data: bytes = field(repr=False)
    """The file, byte for byte."""
    text: SourceText = field(repr=False)
    """Decoded from it."""
    sha256: str
    """Of the data, in lower-case hex."""

    @property
    def drifted(self) -> bool:
        """Whether the file is no longer what it was when its quotes were checked."""
        return self.source.sha256 not in (None, self.sha256)
