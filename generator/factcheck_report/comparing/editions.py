"""A report at one time, as far as it could be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factcheck_report.loading.schema import ENTRY_NAMES, ENTRY_SECTIONS
from factcheck_report.model import Claim, Draft, EntryKind, EntryPositions, Position, Publication
from factcheck_report.pipeline import Outcome
from factcheck_report.problems import Problem, Severity

_LOSES_SECTION = {
    "claims-file",
    "not-a-claims-file",
    "yaml",
    "wrong-type",
    "unknown-field",
    "duplicate-field",
}
"""Rules of problems that, outside an entry, make a file or a section unreadable."""

_SECTIONS_BY_ENTRY_NAME = {ENTRY_NAMES[section]: section for section in ENTRY_SECTIONS}


@dataclass(frozen=True, slots=True)
class Edition:
    """The readable parts of a report at one time."""

    draft: Draft
    """What readers see."""
    hashes: Mapping[str, str]
    """SHA-256 of the source files that could be read, by source id."""
    texts: Mapping[str, str]
    """Texts of the claims files, by path."""
    errors: tuple[Problem, ...]
    quote_ids: Mapping[tuple[EntryKind, str, int], str] = field(default_factory=dict)
    """The id of each proved quote by kind of entry, entry and number; see `Evidence`."""
    unpublished: Mapping[str, Claim | None] = field(default_factory=dict)
    """Drafts and embargoed claims by id; None for drafts that could not be read."""
    absent: bool = False
    """Whether there was no claims file at all, so that nothing was unreadable."""

    @property
    def empty(self) -> bool:
        """Whether there was no report yet, or none that could be read."""
        return not self.draft.claims and not self.draft.removed

    def unread(self) -> tuple[Problem, ...]:
        """Problems for which a claims file or a section could not be read as a whole.

        Its entries are unknown, so the editions cannot be compared.
        """
        if self.absent:
            return ()
        return tuple(item for item in self.errors if self._loses_much(item))

    def _loses_much(self, problem: Problem) -> bool:
        if problem.entry or problem.rule not in _LOSES_SECTION:
            return False
        if problem.rule != "wrong-type":
            return True
        # A section's name alone on its line is a section without entries.
        lines = self.texts.get(problem.position.file, "").split("\n")
        line = lines[problem.position.line - 1] if problem.position.line <= len(lines) else ""
        rest = line[problem.position.column - 1 :].strip()
        return bool(rest) and not rest.startswith("#")

    def lost(self) -> tuple[str, ...]:
        """Names of the entries that could not be read, e.g. "claim a"."""
        lost = (item.entry.partition(",")[0] for item in self.errors if self._is_lost(item))
        return tuple(dict.fromkeys(lost))

    def _is_lost(self, problem: Problem) -> bool:
        name, _, id = problem.entry.partition(",")[0].rpartition(" ")
        section = _SECTIONS_BY_ENTRY_NAME.get(name)
        if section is None:
            return False
        is_read = id in getattr(self.draft, section)
        return not is_read or (name == "claim" and problem.rule == "duplicate-id")

    def unreadable(self) -> frozenset[str]:
        """Ids of claims that may be missing because their entries have problems."""
        return frozenset(
            problem.entry.removeprefix("claim ").partition(",")[0]
            for problem in self.errors
            if problem.entry.startswith("claim ")
        )


def edition(outcome: Outcome, *, absent: bool = False) -> Edition:
    """The edition of a report that was read. `absent` if there was no claims file."""
    nowhere = Publication(title="", summary="", positions=EntryPositions(Position("claims.yaml")))
    nothing = Draft(
        publication=nowhere, sources={}, origins={}, verdicts={}, claimants={}, claims={}
    )
    entries = outcome.draft or nothing
    return Edition(
        draft=outcome.published or nothing,
        hashes={id: document.sha256 for id, document in outcome.documents.items()},
        texts=outcome.texts,
        errors=tuple(item for item in outcome.problems if item.severity is Severity.ERROR),
        quote_ids={
            (item.kind, item.entry, item.number): item.id
            for item in (outcome.report.evidence if outcome.report else ())
        },
        unpublished={id: entries.claims.get(id) for id in sorted(outcome.unpublished)},
        absent=absent,
    )
