"""The quotes of an entry as a reader meets them: grouped by origin, each with its proof."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from factcheck_report.model import Document, Evidence, Origin, Report, Stance
from factcheck_report.pages.passages import Passage, passage


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One proved quote with the document's words."""

    evidence: Evidence
    document: Document
    passage: Passage
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Voice:
    """All exhibits of one origin: they count once. Without an origin they count for nobody."""

    origin: Origin | None
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True)
class Side:
    """The evidence of one stance. A template asks for each part of it several times."""

    stance: Stance
    voices: tuple[Voice, ...]

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """The independent origins, in the editor's order."""
        return tuple(voice.origin for voice in self.voices if voice.origin is not None)

    @cached_property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """Of all voices."""
        return tuple(exhibit for voice in self.voices for exhibit in voice.exhibits)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents quoted, each once."""
        quoted = {exhibit.document.source.id: exhibit.document for exhibit in self.exhibits}
        return tuple(quoted.values())


def exhibits(report: Report, evidence: Iterable[Evidence]) -> tuple[Exhibit, ...]:
    """Each piece of evidence with its document's words."""
    return tuple(_exhibit(report, item) for item in evidence)


def _exhibit(report: Report, item: Evidence) -> Exhibit:
    document = report.documents[item.quote.source]
    origin = report.draft.origins[item.quote.origin] if item.quote.origin else None
    return Exhibit(item, document, passage(document, item.quote, item.receipt), origin)


def side(shown: Iterable[Exhibit], stance: Stance) -> Side:
    """The exhibits of a stance, grouped by origin in order of first mention; nobody's come last."""
    groups: dict[str, list[Exhibit]] = {}
    for exhibit in shown:
        if exhibit.evidence.quote.stance is stance:
            groups.setdefault(exhibit.origin.id if exhibit.origin else "", []).append(exhibit)
    unattributed = groups.pop("", [])
    voices = [Voice(group[0].origin, tuple(group)) for group in groups.values()]
    if unattributed:
        voices.append(Voice(None, tuple(unattributed)))
    return Side(stance, tuple(voices))
