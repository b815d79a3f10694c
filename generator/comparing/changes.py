"""What can change between two editions, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Acceptance, Claim, Position, Quote, Removal
from generator.problems import Problem


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
    """Something public that changed without a word to readers, and the words to add."""

    entry: str
    """The entry it is about, e.g. "claim iran-supplied-drones"."""
    what: str
    """What changed, in whole sentences; ids and the product's own words only."""
    mend: str
    """What to do, in whole sentences."""
    position: Position
    """The line below which to paste."""
    paste: str
    """Lines of YAML, indented as they have to be, each with its line end."""


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quote that stands in both editions, with something about it changed."""

    was: Quote
    now: Quote
    fields: tuple[str, ...]
    """Names of the fields that readers see and that changed: text, stance, origin and the like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim that stands in both editions, under one id or two."""

    was: Claim
    now: Claim
    verdict: tuple[str, str] | None
    """What readers saw of the verdict before and what they see now, if it changed."""
    text: bool
    """Whether the claim's own words changed."""
    claimants: bool = False
    """Whether others are said to make it."""
    stated: bool = False
    """Whether it is said to have been made at another time."""
    gained: tuple[Quote, ...]
    lost: tuple[Quote, ...]
    altered: tuple[QuoteChange, ...]
    others: tuple[str, ...]
    """Names of other fields that changed; these need no correction."""

    @property
    def renamed(self) -> bool:
        """Whether its id, and with it its address, changed."""
        return self.was.id != self.now.id

    @property
    def evidence(self) -> bool:
        """Whether the evidence for it changed in any way."""
        return bool(self.gained or self.lost or self.altered)

    @property
    def public(self) -> bool:
        """Whether readers must be told of it by a correction."""
        return bool(self.verdict or self.text or self.claimants or self.stated or self.evidence)


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source whose file is not what it was."""

    id: str
    was: str
    now: str
    """SHA-256 of the file, in lower-case hex."""
    cited: int
    """Number of claims that quote it now."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """A field that readers see, of an entry that stands in both editions, with other words."""

    entry: str
    """E.g. "source gazette"."""
    field: str
    was: str
    now: str
    """Empty where the entry lacks the field."""


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
    reworded: tuple[Reworded, ...] = ()
    """Published words that changed and need no correction."""
    accepted: tuple[tuple[str, Acceptance], ...] = ()
    """Warnings that are newly accepted, with the names of their entries."""
    sections: tuple[str, ...] = ()
    """Names of other sections of claims.yaml in which something changed."""
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
    def passes(self) -> bool:
        """Whether every change is owned up to. Of what cannot be read nobody can say so."""
        return not self.demands and not self.is_broken and not self.unknown

    @property
    def unknown(self) -> bool:
        """Whether something before or after could not be read, so that it was not compared."""
        return bool(self.was_unread or self.is_unread or self.lost)
