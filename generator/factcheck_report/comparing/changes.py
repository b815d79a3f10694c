"""What can change between two editions, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factcheck_report.model import Claim, Correction, Position, Quote, Removal
from factcheck_report.problems import Problem


@dataclass(frozen=True, slots=True)
class Since:
    """The state that the later one is compared with."""

    base: str
    """As it was named."""
    commit: str
    moved_on: bool
    """Whether the base has changes of its own since that commit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A change to something published that nothing explains to readers, and the lines to add."""

    entry: str
    """The entry it is about, e.g. "claim iran-supplied-drones"."""
    needs: str
    """What is missing: "a correction"."""
    what: str
    """What changed, in whole sentences; ids and the product's own words only."""
    fix: str
    """What to do, in whole sentences."""
    position: Position
    """The line below which to paste."""
    paste: str
    """Lines of YAML, indented as they have to be, each with its line end."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that changed, of an entry that may stand in one edition or in both."""

    entry: str
    """E.g. "source gazette"."""
    field: str
    was: str
    now: str
    """Empty where the entry lacks the field."""


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quote that stands in both editions, with something about it changed."""

    was: Quote
    now: Quote
    number: int
    """Of the quote within its entry now, from 1."""
    fields: tuple[str, ...]
    """Names of the fields that changed and need a correction: text, stance, origin and the like."""
    others: tuple[str, ...]
    """Names of the fields that changed and need none."""


@dataclass(frozen=True, slots=True)
class CorrectionChanges:
    """What became of the corrections of a claim."""

    new: tuple[Correction, ...] = ()
    gone: tuple[Correction, ...] = ()
    rewritten: tuple[Correction, ...] = ()
    """As they were published; their notes are others now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim that stands in both editions, under one id or two."""

    was: Claim
    now: Claim
    verdict: tuple[str, str] | None
    """What readers saw of the verdict before and what they see now, if it changed."""
    text: bool
    """Whether the claim's own words changed."""
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
        """Whether its id, and with it its address, changed."""
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
class WholeEntry:
    """An entry other than a claim or a source that stands in one edition only."""

    name: str
    """E.g. "verdict open"; the number of an event or a disagreement is that in its edition."""
    text: str
    """All its fields."""


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source whose file is not what it was."""

    id: str
    was: str
    now: str
    """SHA-256 of the file, in lower-case hex."""
    cited: int
    """Number of claims that quote it now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed from one edition to the next."""

    added: tuple[Claim, ...] = ()
    removed: tuple[tuple[Claim, Removal | None], ...] = ()
    """With the entry that says so, where there is one."""
    changed: tuple[ClaimChange, ...] = ()
    """Renamed ones among them."""
    sources_added: tuple[str, ...] = ()
    sources_removed: tuple[str, ...] = ()
    drifted: tuple[SourceChange, ...] = ()
    entries_added: tuple[WholeEntry, ...] = ()
    entries_removed: tuple[WholeEntry, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    """Fields that changed, of entries that stand in both editions."""
    accepted: tuple[FieldChange, ...] = ()
    """Of each warning that is accepted or no longer accepted: entry, rule, reasons."""
    rules: tuple[FieldChange, ...] = ()
    """Of each rule whose level the report changed: the level before and now; empty for none."""
    demands: tuple[Demand, ...] = ()
    """What is missing for readers to learn of the changes, in the order of the files."""
    first: bool = False
    """There was no report before, or none that could be read: everything counts as new."""
    was_broken: int = 0
    is_broken: int = 0
    """Number of errors in either edition; what has one may not have been compared."""
    was_unread: tuple[Problem, ...] = ()
    is_unread: tuple[Problem, ...] = ()
    """Why a file of either edition could not be read as a whole: then nothing was compared."""
    lost: tuple[str, ...] = ()
    """Entries that stood there before and could not be read, e.g. "claim a"."""

    @property
    def anything(self) -> bool:
        """Whether anything changed or is missing, as far as could be compared."""
        return replace(self, first=False, was_broken=0, is_broken=0) != Changes()

    @property
    def passes(self) -> bool:
        """Whether every change is explained to readers, and everything could be compared."""
        return not self.demands and not self.is_broken and not self.unknown

    @property
    def unknown(self) -> bool:
        """Whether something before or after could not be read, so that it was not compared."""
        return bool(self.was_unread or self.is_unread or self.lost)
