"""The scale of verdicts, and the numbers of origins or documents that each requires."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum

from factcheck_report.model.claims import Claim, ClaimKind, Stance
from factcheck_report.model.positions import EntryPositions


class Tone(StrEnum):
    """Whether a verdict is good or bad news for the claim: its colour and icon by default."""

    POSITIVE = "positive"
    MIXED = "mixed"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"


class Icon(StrEnum):
    """The icons of verdicts. They differ in shape, so that they can be told apart in grey."""

    CHECK = "check"
    CHECK_OUTLINE = "check-outline"
    HALF = "half"
    THREE_QUARTERS = "three-quarters"
    QUARTER = "quarter"
    CROSS = "cross"
    CROSS_SQUARE = "cross-square"
    EXCLAMATION = "exclamation"
    QUESTION = "question"
    ONE = "one"
    DASH = "dash"
    DASHED = "dashed"
    DIAMOND = "diamond"
    SLASH = "slash"
    SPEECH = "speech"
    SPEECH_HALF = "speech-half"


_DEFAULT_ICONS = {
    Tone.POSITIVE: Icon.CHECK,
    Tone.MIXED: Icon.HALF,
    Tone.NEGATIVE: Icon.CROSS,
    Tone.NEUTRAL: Icon.DASH,
}


class VerdictEvidence(StrEnum):
    """Whether claims with a verdict have evidence."""

    QUOTES = "quotes"
    """They have quotes."""
    NONE = "none"
    """The documents have nothing for or against the claim: not enough information."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Numbers of independent origins and of documents; None if there is no limit."""

    supporting_origins: int | None = None
    refuting_origins: int | None = None
    supporting_documents: int | None = None
    refuting_documents: int | None = None


class CountedUnit(StrEnum):
    """What the thresholds of a verdict count."""

    ORIGINS = "origins"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCounts:
    """How much speaks for and against a claim: different origins and different documents."""

    supporting_origins: int = 0
    refuting_origins: int = 0
    supporting_documents: int = 0
    refuting_documents: int = 0


def counted_evidence(claim: Claim) -> EvidenceCounts:
    """The numbers that the thresholds of its verdict limit."""
    return EvidenceCounts(
        supporting_origins=len(claim.origins(Stance.SUPPORTS)),
        refuting_origins=len(claim.origins(Stance.REFUTES)),
        supporting_documents=len(claim.documents(Stance.SUPPORTS)),
        refuting_documents=len(claim.documents(Stance.REFUTES)),
    )


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest number of one thing that a verdict counts."""

    name: str
    """A field of `Thresholds`."""
    least: int | None
    most: int | None

    @property
    def unit(self) -> CountedUnit:
        """What is counted."""
        return CountedUnit(self.name.partition("_")[2])

    @property
    def limits(self) -> bool:
        """Whether there is a limit at all."""
        return self.least is not None or self.most is not None

    def fit(self, number: int) -> bool:
        """Whether a number lies within them."""
        return (self.least or 0) <= number and (self.most is None or number <= self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One step of the report's scale."""

    id: str
    label: str
    means: str
    kind: ClaimKind = ClaimKind.EVENT
    """The kind of the claims that it is for."""
    rating: int | None = None
    """Higher is truer; None for a verdict off the scale."""
    tone: Tone
    icon: Icon | None = None
    """None for the icon of the tone; see `shown_icon`."""
    color: str | None = None
    """`#rrggbb`, for light backgrounds; None for the colour of the tone."""
    needs: Thresholds = Thresholds()
    """Minimum numbers of origins or documents."""
    allows: Thresholds = Thresholds()
    """Maximum numbers of origins or documents."""
    evidence: VerdictEvidence = VerdictEvidence.QUOTES
    draft: bool = False
    """Whether it is work in progress: only the preview shows it, and only drafts may have it."""
    positions: EntryPositions = field(compare=False, repr=False)

    @property
    def shown_icon(self) -> Icon:
        """Its own icon, or that of its tone."""
        return self.icon or _DEFAULT_ICONS[self.tone]

    @property
    def without_evidence(self) -> bool:
        """Whether it is for claims for which no evidence was found."""
        return self.evidence is VerdictEvidence.NONE

    @property
    def is_statement(self) -> bool:
        """Whether it is for claims about what was said."""
        return self.kind is ClaimKind.STATEMENT

    @property
    def bounds(self) -> tuple[Bounds, ...]:
        """Its bounds, in the order of the fields of `Thresholds`."""
        return tuple(
            Bounds(field.name, getattr(self.needs, field.name), getattr(self.allows, field.name))
            for field in fields(Thresholds)
        )

    @property
    def counted(self) -> frozenset[CountedUnit]:
        """What it limits the number of: origins, documents, both or nothing."""
        return frozenset(bounds.unit for bounds in self.bounds if bounds.limits)

    def fits(self, counts: EvidenceCounts) -> bool:
        """Whether a claim with these numbers may have it."""
        if self.without_evidence:
            return counts == EvidenceCounts()
        return all(bounds.fit(getattr(counts, bounds.name)) for bounds in self.bounds)
