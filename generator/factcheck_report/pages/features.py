"""What a report has, so that no page speaks of what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck_report.model import EntryKind, Report, Stance

_SOURCE_FIELDS = ("author", "publisher", "published", "language", "kind")


@dataclass(frozen=True, slots=True)
class Features:
    """What a whole report has. Each page is rendered with it."""

    quotes: bool
    origins: bool
    claimants: bool
    dates: bool
    """Whether any claim says when it was made. Only then “not stated” says something."""
    thresholds: bool
    """Whether any verdict requires a number of origins or documents."""
    statements: bool
    """Whether any claim is about what was said."""
    disagreements: bool
    """Whether documents really disagree, and do not only differ in detail."""
    stances: tuple[Stance, ...]
    """Stances that at least one quote of a claim has."""
    source_fields: tuple[str, ...]
    """Optional fields that at least one source has. Only then “not stated” says something."""


def report_features(report: Report) -> Features:
    """What a whole report has."""
    draft = report.draft
    stances = {item.quote.stance for item in report.evidence if item.kind is EntryKind.CLAIM}
    return Features(
        quotes=bool(report.evidence),
        origins=bool(draft.origins),
        claimants=bool(draft.claimants),
        dates=any(claim.first_made for claim in report.claims),
        thresholds=any(verdict.counted for verdict in draft.verdicts.values()),
        statements=any(claim.is_statement for claim in report.claims),
        disagreements=any(item.is_real for item in draft.disagreements),
        stances=tuple(stance for stance in Stance if stance in stances),
        source_fields=tuple(
            name
            for name in _SOURCE_FIELDS
            if any(getattr(source, name) for source in draft.sources.values())
        ),
    )
