"""The types a fact-check report is made of: frozen, complete, free of files and formats.

Offsets into a source's text count Unicode code points of the decoded file
(UTF-8, byte order mark removed, newlines as they stand). Lines and columns
count from 1.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from generator.dates import PartialDate
from generator.texts import Match, SourceText, Span


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file that an editor can go to."""

    file: str
    """Path relative to the report's folder, with forward slashes."""
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Marks:
    """Where an entry of claims.yaml, and each of its fields, was written."""

    entry: Position
    fields: Mapping[str, Position] = field(default_factory=dict)
    items: Mapping[str, tuple[Position, ...]] = field(default_factory=dict)
    """Of each field that is a list: where each of its items was written."""

    def at(self, name: str) -> Position:
        """The position of a field's value; of the whole entry where the field was left out."""
        return self.fields.get(name, self.entry)

    def at_item(self, name: str, index: int) -> Position:
        """The position of an item, from 0, of a field that is a list; else as `at`."""
        items = self.items.get(name, ())
        return items[index] if index < len(items) else self.at(name)


class Stance(StrEnum):
    """What a quote does for the claim it is quoted on."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Wording(StrEnum):
    """Whose words the quoted passage gives."""

    QUOTED = "quoted"
    """The speaker's own words: they stand between quotation marks in the document."""
    PARAPHRASED = "paraphrased"
    """The document reports in its own words what the speaker said."""
    DOCUMENT = "document"
    """The document says it in its own voice."""
    HEADLINE = "headline"
    """It stands in a headline or a line below one, not in the article's text."""
    TRANSCRIPT = "transcript"
    """The speaker's own words in a verbatim record, which has no quotation marks."""


class Tone(StrEnum):
    """How a verdict is coloured; always beside its word and icon."""

    POSITIVE = "positive"
    MIXED = "mixed"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"


class OriginKind(StrEnum):
    """What sort of voice an origin is."""

    GOVERNMENT = "government"
    PERSON = "person"
    NEWS = "news"
    ORGANISATION = "organisation"
    ANONYMOUS = "anonymous"


class CorrectionKind(StrEnum):
    """What sort of change to something published an entry records."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"


class Display(StrEnum):
    """How much of a source's text its page may publish."""

    FULL = "full"
    EXCERPTS = "excerpts"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the report."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class License:
    """What others may do with the claims, verdicts and analyses."""

    name: str
    url: str | None = None


class Level(StrEnum):
    """How a report takes what an editorial rule finds."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An editor's answer to a warning: the finding is known, and here is why it may stay."""

    rule: str
    """Id of the rule that warns."""
    reason: str
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A level that the report sets for a rule, by the rule's id."""

    rule: str
    level: Level
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The `report:` entry: what the report says of itself."""

    title: str
    summary: str
    language: str = "en"
    publisher: Publisher | None = None
    report_errors: str | None = None
    license: License | None = None
    key_claims: tuple[str, ...] = ()
    """Ids of the claims that the home page shows first."""
    rules: tuple[RuleSetting, ...] = ()
    marks: Marks = field(compare=False, repr=False)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Numbers of independent origins; None where a verdict sets no such bound."""

    supporting_origins: int | None = None
    refuting_origins: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One step of the report's scale."""

    id: str
    label: str
    means: str
    rating: int | None = None
    """Higher is truer; None for a verdict off the scale."""
    tone: Tone
    needs: Thresholds = Thresholds()
    """At least so many independent origins."""
    allows: Thresholds = Thresholds()
    """At most so many independent origins."""
    marks: Marks = field(compare=False, repr=False)

    def admits(self, supporting: int, refuting: int) -> bool:
        """Whether a claim with so many independent origins for and against it may have it."""
        counted = (
            (supporting, self.needs.supporting_origins, self.allows.supporting_origins),
            (refuting, self.needs.refuting_origins, self.allows.refuting_origins),
        )
        return all(
            (least is None or number >= least) and (most is None or number <= most)
            for number, least, most in counted
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """A person or body that makes claims."""

    id: str
    name: str
    role: str | None = None
    note: str | None = None
    marks: Marks = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage as the editor typed it, and what the editor says of it."""

    text: str
    source: str
    stance: Stance = Stance.CONTEXT
    """Required on claims; events and disagreements have none."""
    wording: Wording
    speaker: str | None = None
    via: str | None = None
    """The outlet that the document credits for it."""
    origin: str | None = None
    """Id of the origin; None for a document's own unattributed voice, which counts as nobody's."""
    prefix: str | None = None
    suffix: str | None = None
    """What stands directly before and after (W3C TextQuoteSelector), to choose among several."""
    note: str | None = None
    accept: tuple[Acceptance, ...] = ()
    marks: Marks = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A public record of something that was changed after publication."""

    date: PartialDate
    kind: CorrectionKind
    note: str
    was: Mapping[str, str] = field(default_factory=dict)
    """What stood before, by field, e.g. {"verdict": "supported"}."""
    marks: Marks = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One assertion by identifiable people, with a verdict and the evidence for it."""

    id: str
    claim: str
    claimants: tuple[str, ...] = ()
    """Ids, in the editor's order."""
    stated: PartialDate | None = None
    stated_note: str | None = None
    """How the date was arrived at, where a part of it is inferred."""
    verdict: str
    summary: str
    analysis: str = ""
    """Markdown."""
    quotes: tuple[Quote, ...]
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    reviewed: PartialDate | None = None
    corrections: tuple[Correction, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    marks: Marks = field(compare=False, repr=False)

    @property
    def changed(self) -> PartialDate | None:
        """When it was last reviewed or corrected, as far as that is stated and not inferred."""
        dates = (self.reviewed, *(correction.date for correction in self.corrections))
        stated = [date for date in dates if date is not None and not date.inferred]
        return max(stated, key=lambda date: date.sort_key, default=None)

    def origins(self, stance: Stance) -> tuple[str, ...]:
        """Ids of the independent origins behind the quotes of a stance, each once, in order."""
        named = (quote.origin for quote in self.quotes if quote.stance is stance)
        return tuple(dict.fromkeys(origin for origin in named if origin is not None))

    def verdict_changes(self) -> Mapping[int, tuple[str, str]]:
        """The verdict's id before and after, by the index of the correction that changed it.

        A correction states only what stood before it; what it was changed to is what the next one
        found, or the claim's verdict today. Of those with one date the last listed is the newest.
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
    """What stands at the address of a claim that was taken out of the report."""

    id: str
    """The claim's own."""
    date: PartialDate
    note: str
    """Why."""
    now: str | None = None
    """Id of the claim that takes its place: the same under another id, or one it became part of."""
    marks: Marks = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a date, proved by quotes like a claim."""

    when: PartialDate
    when_note: str | None = None
    """How the date was arrived at, where a part of it is inferred."""
    event: str
    quotes: tuple[Quote, ...]
    claims: tuple[str, ...] = ()
    marks: Marks = field(compare=False, repr=False)


class Citing(StrEnum):
    """The sort of entry that quotes a passage."""

    CLAIM = "claim"
    EVENT = "event"
    DISAGREEMENT = "disagreement"


class Compatible(StrEnum):
    """Whether two passages that disagree can both be true."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Passages, of one document or several, that contradict each other."""

    about: str
    compatible: Compatible
    note: str
    """One sentence on whether they can both be true."""
    quotes: tuple[Quote, ...]
    claims: tuple[str, ...] = ()
    marks: Marks = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What claims.yaml says, read and typed, before anything in it is proved."""

    publication: Publication
    sources: Mapping[str, Source]
    origins: Mapping[str, Origin]
    verdicts: Mapping[str, Verdict]
    claimants: Mapping[str, Claimant]
    claims: Mapping[str, Claim]
    timeline: tuple[Event, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    removed: Mapping[str, Removal] = field(default_factory=dict)

    def citing(self) -> Iterator[tuple[Citing, str, tuple[Quote, ...]]]:
        """Every entry that quotes: its sort, its id or number, its quotes."""
        for claim in self.claims.values():
            yield Citing.CLAIM, claim.id, claim.quotes
        for number, event in enumerate(self.timeline, 1):
            yield Citing.EVENT, str(number), event.quotes
        for number, disagreement in enumerate(self.disagreements, 1):
            yield Citing.DISAGREEMENT, str(number), disagreement.quotes


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


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words in square brackets that the editor put into a quote, as in “[the office]”."""

    at: Span
    """What stands in the document in their place; empty where they only add something."""
    text: str
    """With the brackets."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof of a quote: where its words stand in which file, and how exactly they match."""

    match: Match
    pieces: tuple[Span, ...]
    """The passage, or its parts in order where the quote elides with […]."""
    differences: tuple[str, ...]
    """Keys of what had to be folded for a normalised match; see `locating`."""
    lines: tuple[int, int]
    """First and last line."""
    sha256: str
    """Of the file's bytes."""
    also: tuple[tuple[Span, ...], ...] = ()
    """The pieces at other places where the same sentence stands."""
    brackets: tuple[Bracket, ...] = ()
    """The editor's additions, in the order of the text."""

    @property
    def span(self) -> Span:
        """From the first character of the first piece to the end of the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    @property
    def gaps(self) -> tuple[Span, ...]:
        """What the quote leaves out with […]: between each two pieces."""
        return tuple(Span(left.end, right.start) for left, right in pairwise(self.pieces))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A proved quote, and the entry that cites it."""

    citing: Citing
    entry: str
    """The claim's id; the number, from 1, of an event or a disagreement."""
    number: int
    """Of the quote within its entry, from 1."""
    quote: Quote
    receipt: Receipt

    @property
    def anchor(self) -> str:
        """The fragment of the marked passage on the source's page; public and stable."""
        prefix = "quote" if self.citing is Citing.CLAIM else f"{self.citing}-quote"
        return f"{prefix}-{self.entry}-{self.number}"


@dataclass(frozen=True)
class Report:
    """A draft whose every quote is proved, with the documents that prove it."""

    draft: Draft
    documents: Mapping[str, Document]
    evidence: tuple[Evidence, ...]
    """Of all entries, in the order of claims.yaml."""

    @property
    def publication(self) -> Publication:
        """What the report says of itself."""
        return self.draft.publication

    @property
    def claims(self) -> tuple[Claim, ...]:
        """In the editor's order."""
        return tuple(self.draft.claims.values())

    def claimants_of(self, claim: Claim) -> tuple[Claimant, ...]:
        """Who makes a claim, in the editor's order."""
        return tuple(self.draft.claimants[id] for id in claim.claimants)

    def claims_of(self, claimant: Claimant) -> tuple[Claim, ...]:
        """What a claimant claims, in the editor's order."""
        return self._by_claimant.get(claimant.id, ())

    def verdict_label(self, id: str) -> str:
        """A verdict that has since left the scale goes by the word that the editor wrote for it."""
        known = self.draft.verdicts.get(id)
        return known.label if known else id

    @property
    def changed(self) -> PartialDate | None:
        """The last day on which a claim was reviewed, corrected or removed, if any is stated."""
        of_claims = (claim.changed for claim in self.claims)
        of_removals = (removal.date for removal in self.draft.removed.values())
        stated = [date for date in (*of_claims, *of_removals) if date is not None and date.exact]
        return max(stated, key=lambda date: date.sort_key, default=None)

    @cached_property
    def _by_entry(self) -> Mapping[tuple[Citing, str], tuple[Evidence, ...]]:
        return _grouped(((item.citing, item.entry), item) for item in self.evidence)

    @cached_property
    def _by_claimant(self) -> Mapping[str, tuple[Claim, ...]]:
        return _grouped(
            (id, claim) for claim in self.claims for id in dict.fromkeys(claim.claimants)
        )

    @cached_property
    def _by_source(self) -> Mapping[str, tuple[Evidence, ...]]:
        return _grouped((item.quote.source, item) for item in self.evidence)

    @cached_property
    def _by_origin(self) -> Mapping[str | None, tuple[Evidence, ...]]:
        of_claims = (item for item in self.evidence if item.citing is Citing.CLAIM)
        return _grouped((item.quote.origin, item) for item in of_claims)

    @cached_property
    def _by_replacement(self) -> Mapping[str | None, tuple[Removal, ...]]:
        return _grouped((removal.now, removal) for removal in self.draft.removed.values())

    def evidence_of(self, citing: Citing, entry: str) -> tuple[Evidence, ...]:
        """The proved quotes of one claim, event or disagreement, in the editor's order."""
        return self._by_entry.get((citing, entry), ())

    def evidence_in(self, source: str) -> tuple[Evidence, ...]:
        """The proved quotes from one source."""
        return self._by_source.get(source, ())

    def evidence_behind(self, origin: str | None) -> tuple[Evidence, ...]:
        """The proved quotes of claims that are finally an origin's word; None for nobody's."""
        return self._by_origin.get(origin, ())

    def replaced_by(self, claim: str) -> tuple[Removal, ...]:
        """The removed claims whose place a claim takes."""
        return self._by_replacement.get(claim, ())


_Key = TypeVar("_Key", bound=Hashable)
_Item = TypeVar("_Item")


def _grouped(pairs: Iterable[tuple[_Key, _Item]]) -> dict[_Key, tuple[_Item, ...]]:
    groups: dict[_Key, list[_Item]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in groups.items()}
