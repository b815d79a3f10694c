"""A report as it stood at one time: what comparing needs to know of it, problems or not."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from factcheck_report.model import Draft, Marks, Position, Publication
from factcheck_report.pipeline import Outcome
from factcheck_report.problems import Problem, Severity

_WHOLE = {
    "claims-file",
    "not-a-claims-file",
    "yaml",
    "wrong-type",
    "unknown-field",
    "duplicate-field",
}
"""Rules of problems that, said of no entry, lose a file or a section of it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What could be read of a report at one time."""

    draft: Draft
    hashes: Mapping[str, str]
    """SHA-256 of the source files that could be read, by source id."""
    texts: Mapping[str, str]
    """Of the claims files, by path."""
    errors: tuple[Problem, ...]
    absent: bool = False
    """Whether there was no claims file at all, so that there is nothing that could not be read."""

    @property
    def empty(self) -> bool:
        """Whether there was no report yet, or none that could be read."""
        return not self.draft.claims and not self.draft.removed

    def label(self, verdict: str) -> str:
        """What readers see of a verdict."""
        known = self.draft.verdicts.get(verdict)
        return known.label if known else verdict

    def unread(self) -> tuple[Problem, ...]:
        """Problems for which a claims file or a section of one could not be read as a whole.

        What else stood there nobody knows; nothing can be said of what changed.
        """
        if self.absent:
            return ()
        return tuple(item for item in self.errors if self._loses_much(item))

    def _loses_much(self, problem: Problem) -> bool:
        if problem.entry or problem.rule not in _WHOLE:
            return False
        if problem.rule != "wrong-type":
            return True
        # A section's name with nothing behind it is a section without entries.
        lines = self.texts.get(problem.position.file, "").split("\n")
        line = lines[problem.position.line - 1] if problem.position.line <= len(lines) else ""
        rest = line[problem.position.column - 1 :].strip()
        return bool(rest) and not rest.startswith("#")

    def lost(self) -> tuple[str, ...]:
        """Names of the entries, e.g. "claim a", that stood there and could not be read."""
        lost = (item.entry.partition(",")[0] for item in self.errors if self._is_lost(item))
        return tuple(dict.fromkeys(lost))

    def _is_lost(self, problem: Problem) -> bool:
        entry = problem.entry.partition(",")[0]
        sort, _, id = entry.rpartition(" ")
        read = self._read().get(sort)
        if read is None:
            return False
        return id not in read or (sort == "claim" and problem.rule == "duplicate-id")

    def _read(self) -> Mapping[str, Container[str]]:
        draft = self.draft
        return {
            "source": draft.sources,
            "origin": draft.origins,
            "verdict": draft.verdicts,
            "claimant": draft.claimants,
            "claim": draft.claims,
            "removed claim": draft.removed,
        }

    def unreadable(self) -> frozenset[str]:
        """Ids of claims that may be missing only because their entries have problems."""
        return frozenset(
            problem.entry.removeprefix("claim ").partition(",")[0]
            for problem in self.errors
            if problem.entry.startswith("claim ")
        )


def edition(outcome: Outcome, *, absent: bool = False) -> Edition:
    """The edition that was read; `absent` says that there was no claims file to read."""
    nowhere = Publication(title="", summary="", marks=Marks(Position("claims.yaml")))
    nothing = Draft(
        publication=nowhere, sources={}, origins={}, verdicts={}, claimants={}, claims={}
    )
    return Edition(
        draft=outcome.draft or nothing,
        hashes={id: document.sha256 for id, document in outcome.documents.items()},
        texts=outcome.texts,
        errors=tuple(item for item in outcome.problems if item.severity is Severity.ERROR),
        absent=absent,
    )
