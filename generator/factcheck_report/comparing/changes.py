"""What can change between two editions, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factcheck_report.model import Claim, Correction, Position, Quote, Removal
from factcheck_report.problems import Problem


@dataclass(frozen=True, slots=True)
class BaseRevision:
    """The revision that the later one is compared with."""

    name: str
    """The revision as the user named it."""
    commit: str
    moved_on: bool
    """Whether the named revision has later commits of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingEntry:
    """What is missing after a published change, and the lines to add.

    A correction, an entry for a removed claim, or an `id:` that keeps an address.
    """

    entry: str
    """The entry that changed, e.g. "claim iran-supplied-drones"."""
    needs: str
    """What is missing: "a correction"."""
    what: str
    """What changed, in full sentences without text from the report, except ids."""
    fix: str
    """What to do, in full sentences."""
    position: Position
    """The line below which to paste."""
    lines: str
    """Lines of YAML with the right indentation, each with its line end."""
    required: bool = True
    """Whether the change is refused without it; otherwise the editor decides."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that changed, of an entry that is in one edition or in both."""

    entry: str
    """E.g. "source gazette"."""
    field: str
    was: str
    now: str
    """Empty if the entry lacks the field."""


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quote that is in both editions and changed."""

    was: Quote
    now: Quote
    number: int
    """The number of the quote in its entry now, from 1."""
    fields: tuple[str, ...]
    """Names of the fields that changed and need a correction: text, stance, origin and the like."""
    others: tuple[str, ...]
    """Names of the fields that changed and need none."""


@dataclass(frozen=True, slots=True)
class CorrectionChanges:
    """How the corrections of a claim changed."""

    new: tuple[Correction, ...] = ()
    gone: tuple[Correction, ...] = ()
    rewritten: tuple[Correction, ...] = ()
    """Corrections with a new note, as they were published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim that is in both editions, perhaps under a new id."""

    was: Claim
    now: Claim
    verdict: tuple[str, str] | None
    """The verdict that readers saw before and the one they see now, if it changed."""
    text: bool
    """Whether the wording of the claim changed."""
    fields: tuple[str, ...]
    """Names of the other fields that changed and need a correction."""
    gained: tuple[Quote, ...]
    lost: tuple[Quote, ...]
    altered: tuple[QuoteChange, ...]
    corrections: CorrectionChanges
    others: tuple[str, ...]
    """Names of the fields that changed and need no correction."""

    @property
    def renamed(self) -> bool:
        """Whether its id changed, and so its address."""
        return self.was.id != self.now.id

    @property
    def changed_evidence(self) -> tuple[QuoteChange, ...]:
        """The quotes that changed in a way that needs a correction."""
        return tuple(change for change in self.altered if change.fields)

    @property
    def public(self) -> bool:
        """Whether readers must be told of it by a correction."""
        evidence = self.gained or self.lost or self.changed_evidence
        return bool(self.verdict or self.text or self.fields or evidence)


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A change of a claim that readers do not see in one edition or in both."""

    id: str
    claim: str
    """Its wording; empty if it could not be read."""
    was: str
    """What it was: "published", "a draft", "embargoed until 2026-12-01"; empty if it is new."""
    now: str
    """The same for the later edition; empty if the claim is gone. Equal to `was` if only the
    content changed."""


@dataclass(frozen=True, slots=True)
class UnpairedEntry:
    """An entry that is in one edition only and is neither a claim nor a source."""

    name: str
    """E.g. "verdict open". Events and disagreements have their number in their edition."""
    text: str
    """All its fields as text."""


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source with a changed file."""

    id: str
    was: str
    now: str
    """SHA-256 of the file, in lower-case hex."""
    cited: int
    """Number of claims that quote it now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All changes from one edition to the next."""

    added: tuple[Claim, ...] = ()
    removed: tuple[tuple[Claim, Removal | None], ...] = ()
    """Each with its entry under “removed”, if there is one."""
    changed: tuple[ClaimChange, ...] = ()
    """Includes renamed claims."""
    unpublished: tuple[StatusChange, ...] = ()
    """Drafts and embargoed claims that were added, changed, published, taken back or deleted."""
    sources_added: tuple[str, ...] = ()
    sources_removed: tuple[str, ...] = ()
    drifted: tuple[SourceChange, ...] = ()
    entries_added: tuple[UnpairedEntry, ...] = ()
    entries_removed: tuple[UnpairedEntry, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    """Changed fields of entries that are in both editions."""
    accepted: tuple[FieldChange, ...] = ()
    """Each warning that is newly accepted or no longer accepted: entry, rule, reasons."""
    rules: tuple[FieldChange, ...] = ()
    """Each rule with a new level: the level before and now, empty if none was set."""
    missing_entries: tuple[MissingEntry, ...] = ()
    """Entries to add so that readers learn of the changes, in the order of the files."""
    first: bool = False
    """Whether no report could be read before, so that everything counts as new."""
    was_broken: int = 0
    is_broken: int = 0
    """Number of errors in the later edition. Entries with errors may not have been compared."""
    was_unread: tuple[Problem, ...] = ()
    is_unread: tuple[Problem, ...] = ()
    """Problems for which a file could not be read as a whole; then nothing was compared."""
    lost: tuple[str, ...] = ()
    """Entries of the earlier edition that could not be read, e.g. "claim a"."""

    @property
    def anything(self) -> bool:
        """Whether anything that could be compared changed or is missing."""
        return replace(self, first=False, was_broken=0, is_broken=0) != Changes()

    @property
    def passes(self) -> bool:
        """Whether every change is explained to readers, and everything could be compared."""
        return not self.required_entries and not self.is_broken and not self.unknown

    @property
    def required_entries(self) -> tuple[MissingEntry, ...]:
        """The missing entries without which the changes are refused."""
        return tuple(entry for entry in self.missing_entries if entry.required)

    @property
    def unknown(self) -> bool:
        """Whether parts of either edition could not be read, and so were not compared."""
        return bool(self.was_unread or self.is_unread or self.lost)
