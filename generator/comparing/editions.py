"""A report as it stood at one time: what comparing needs to know of it, problems or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import Draft, Marks, Position, Publication
from generator.pipeline import Outcome
from generator.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Edition:
    """What could be read of a report at one time."""

    draft: Draft
    hashes: Mapping[str, str]
    """SHA-256 of the source files that could be read, by source id."""
    texts: Mapping[str, str]
    """Of the claims files, by path."""
    errors: tuple[Problem, ...]

    @property
    def empty(self) -> bool:
        """Whether there was no report yet, or none that could be read."""
        return not self.draft.claims and not self.draft.removed

    def label(self, verdict: str) -> str:
        """What readers see of a verdict."""
        known = self.draft.verdicts.get(verdict)
        return known.label if known else verdict

    def unreadable(self) -> frozenset[str]:
        """Ids of claims that may be missing only because their entries have problems."""
        return frozenset(
            problem.entry.removeprefix("claim ").partition(",")[0]
            for problem in self.errors
            if problem.entry.startswith("claim ")
        )


def edition(outcome: Outcome) -> Edition:
    """The edition that was read; one without any claims file is an empty report."""
    nowhere = Publication(title="", summary="", marks=Marks(Position("claims.yaml")))
    nothing = Draft(
        publication=nowhere, sources={}, origins={}, verdicts={}, claimants={}, claims={}
    )
    return Edition(
        draft=outcome.draft or nothing,
        hashes={id: document.sha256 for id, document in outcome.documents.items()},
        texts=outcome.texts,
        errors=tuple(item for item in outcome.problems if item.severity is Severity.ERROR),
    )
