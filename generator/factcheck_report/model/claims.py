"""Claims, who made them, their quotes and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from factcheck_report.model.dates import PartialDate
from factcheck_report.model.positions import EntryPositions, Position


class ClaimKind(StrEnum):
    """What a claim is about, and so what its verdict counts."""

    EVENT = "event"
    """What happened: its verdict counts independent origins."""
    STATEMENT = "statement"
    """What was said: its verdict counts the documents that report it, and does not say whether it
    is true."""


class Stance(StrEnum):
    """How a quote relates to its claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"
    STATES = "states"
    """The passage in which the claim is made: neither for nor against it."""

    @property
    def is_evidence(self) -> bool:
        """Whether such a quote counts for or against its claim."""
        return self in (Stance.SUPPORTS, Stance.REFUTES)


class Wording(StrEnum):
    """Whose words the quoted passage holds."""

    QUOTED = "quoted"
    """The speaker's own words, in quotation marks in the document."""
    PARAPHRASED = "paraphrased"
    """Reported speech: the document says in its own words what the speaker said."""
    DOCUMENT = "document"
    """The document's own statement."""
    HEADLINE = "headline"
    """From a headline or the line below one, not from the article's text."""
    TRANSCRIPT = "transcript"
    """The speaker's own words, from a verbatim record without quotation marks."""


class CorrectionKind(StrEnum):
    """The kinds of change to a published claim."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An editor's decision to accept a warning, with the reason."""

    rule: str
    """Id of the rule that warns."""
    reason: str
    position: Position = field(compare=False, repr=False)


class ClaimantKind(StrEnum):
    """The kinds of claimant, in the order of their groups in the list."""

    PERSON = "person"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    NEWS = "news"
    ANONYMOUS = "anonymous"
    """People whom the documents do not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """A person or body that makes claims."""

    id: str
    name: str
    kind: ClaimantKind | None = None
    role: str | None = None
    same_as: tuple[str, ...] = ()
    """Addresses of pages about them elsewhere, which say beyond doubt who is meant."""
    note: str | None = None
    positions: EntryPositions = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage as the editor typed it, and how the editor classifies it."""

    id: str | None = None
    """The last part of its address, as the editor wrote it; None if it is made of the words."""
    text: str
    source: str
    stance: Stance = Stance.CONTEXT
    """Meaningful only on quotes of claims; elsewhere always CONTEXT."""
    wording: Wording
    speaker: str | None = None
    """Who says it, as the document has it. May be None if `claimant` says it."""
    claimant: str | None = None
    """Id of the claimant who says it."""
    side: str | None = None
    """Only in disagreements: the side that it is on, in the editor's words. Quotes with the same
    words are on one side."""
    via: str | None = None
    """The outlet that the document credits for the statement."""
    origin: str | None = None
    """Id of the origin. None if the document names no source for its own statement; such quotes do
    not count towards a verdict."""
    prefix: str | None = None
    suffix: str | None = None
    """The text directly before and after, as in the W3C TextQuoteSelector. They select one of
    several passages with the same words."""
    translation: str | None = None
    """The report's translation of the passage, in the report's language; never searched in the
    file."""
    note: str | None = None
    accept: tuple[Acceptance, ...] = ()
    positions: EntryPositions = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A public record of a change after publication."""

    date: PartialDate
    kind: CorrectionKind
    note: str
    was: Mapping[str, str] = field(default_factory=dict)
    """The earlier values by field, e.g. {"verdict": "supported"}."""
    positions: EntryPositions = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Where or when a claim was made: a speech, a post, a programme. Has an address or a place."""

    url: str | None = None
    date: PartialDate | None = None
    where: str | None = None
    positions: EntryPositions = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement by identifiable people, with a verdict and its evidence."""

    id: str
    claim: str
    kind: ClaimKind = ClaimKind.EVENT
    """Its verdict is of the same kind."""
    language: str | None = None
    """Of `claim` alone, as a BCP 47 tag; None if it is the report's. All other texts, such as the
    summary, are in the report's language."""
    claimants: tuple[str, ...] = ()
    """Ids, in the editor's order."""
    stated: PartialDate | None = None
    stated_note: str | None = None
    """How the inferred parts of the date were found."""
    made: tuple[Appearance, ...] = ()
    """Where the claim was made, in the editor's order."""
    verdict: str
    summary: str
    analysis: str = ""
    """Markdown."""
    quotes: tuple[Quote, ...] = ()
    """Only a claim whose verdict is for claims without evidence may have none."""
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    published: PartialDate | None = None
    """The day on which the review was first published. It stays when the review changes."""
    reviewed: PartialDate | None = None
    corrections: tuple[Correction, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    draft: bool = False
    """Whether it is work in progress: only the preview shows it."""
    publish_from: PartialDate | None = None
    """The day from which it is published; until then only the preview shows it."""
    positions: EntryPositions = field(compare=False, repr=False)

    def unpublished_on(self, day: PartialDate) -> bool:
        """Whether only the preview shows the claim on a day."""
        return self.draft or self.embargoed_on(day)

    def embargoed_on(self, day: PartialDate) -> bool:
        """Whether the day from which the claim is published comes after `day`."""
        return self.publish_from is not None and self.publish_from.sort_key > day.sort_key

    @property
    def first_published(self) -> PartialDate | None:
        """The day of the first publication: `published` or else `publish_from`."""
        return self.published or self.publish_from

    @property
    def changed(self) -> PartialDate | None:
        """The date of the publication, last review or last correction, whichever is the latest.

        Inferred dates do not count.
        """
        corrected = (correction.date for correction in self.corrections)
        dates = (self.first_published, self.reviewed, *corrected)
        stated = [date for date in dates if date is not None and not date.inferred]
        return max(stated, key=lambda date: date.sort_key, default=None)

    @property
    def first_made(self) -> PartialDate | None:
        """When it was made, for sorting and lists: `stated` or else the earliest date of `made`."""
        if self.stated is not None:
            return self.stated
        dates = (appearance.date for appearance in self.made)
        return min(filter(None, dates), key=lambda date: date.sort_key, default=None)

    def origins(self, stance: Stance) -> tuple[str, ...]:
        """Ids of the origins of all quotes with a stance: unique, in order."""
        named = (quote.origin for quote in self.quotes if quote.stance is stance)
        return tuple(dict.fromkeys(origin for origin in named if origin is not None))

    def documents(self, stance: Stance) -> tuple[str, ...]:
        """Ids of the sources of all quotes with a stance: unique, in order."""
        return tuple(dict.fromkeys(q.source for q in self.quotes if q.stance is stance))

    @property
    def is_statement(self) -> bool:
        """Whether it is about what was said, not about what happened."""
        return self.kind is ClaimKind.STATEMENT

    def verdict_changes(self) -> Mapping[int, tuple[str, str]]:
        """The id of the verdict before and after, by index of the correction that changed it.

        A correction records the earlier verdict only. The later one is the earlier verdict of the
        next correction, or the claim's verdict today. Of corrections with the same date, the one
        listed last is the newest.
        """
        changes: dict[int, tuple[str, str]] = {}
        now = self.verdict
        for index, correction in sorted(
            enumerate(self.corrections), key=lambda pair: (pair[1].date.sort_key, pair[0])
        )[::-1]:
            was = correction.was.get("verdict", now)
            if was != now:
                changes[index] = was, now
            now = was
        return changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """The notice at the address of a claim that was removed from the report."""

    id: str
    """The id of the removed claim."""
    date: PartialDate
    note: str
    """The reason for the removal."""
    now: str | None = None
    """Id of the claim that replaces it: the claim under its new id, or one it was merged into."""
    positions: EntryPositions = field(compare=False, repr=False)
