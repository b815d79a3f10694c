"""Claims, who made them, their quotes and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from factcheck_report.model.dates import PartialDate
from factcheck_report.model.positions import Marks, Position


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


class CorrectionKind(StrEnum):
    """What sort of change to something published an entry records."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An editor's answer to a warning: the finding is known, and here is why it may stay."""

    rule: str
    """Id of the rule that warns."""
    reason: str
    position: Position = field(compare=False, repr=False)


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
