"""The scale of verdicts, and the number of origins that each requires."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

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
    """Numbers of independent origins; None if there is no limit."""

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
    icon: Icon | None = None
    """None for the icon of the tone; see `shown_icon`."""
    color: str | None = None
    """`#rrggbb`, for light backgrounds; None for the colour of the tone."""
    needs: Thresholds = Thresholds()
    """Minimum numbers of independent origins."""
    allows: Thresholds = Thresholds()
    """Maximum numbers of independent origins."""
    evidence: VerdictEvidence = VerdictEvidence.QUOTES
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
    def counts_origins(self) -> bool:
        """Whether it limits the number of origins for or against a claim."""
        return any(bound is not None for bounds in self.bounds for bound in bounds)

    @property
    def bounds(self) -> tuple[tuple[int | None, int | None], ...]:
        """The least and the greatest number of origins for a claim, then of those against it."""
        return (
            (self.needs.supporting_origins, self.allows.supporting_origins),
            (self.needs.refuting_origins, self.allows.refuting_origins),
        )

    def fits(self, supporting: int, refuting: int) -> bool:
        """Whether a claim with these numbers of origins for and against it may have it."""
        if self.without_evidence:
            return supporting == refuting == 0
        return all(
            (least is None or number >= least) and (most is None or number <= most)
            for number, (least, most) in zip((supporting, refuting), self.bounds, strict=True)
        )
