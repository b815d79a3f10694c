"""The draft that is loaded, and the report in which each quote is proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count

from factcheck_report.model.claims import Claim, Claimant, Quote, Removal, Stance, Wording
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.evidence import EntryKind, Evidence, quote_name
from factcheck_report.model.grouping import grouped
from factcheck_report.model.publication import Publication, Revision
from factcheck_report.model.sources import Document, Origin, Source
from factcheck_report.model.timeline import Disagreement, Event
from factcheck_report.model.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The content of claims.yaml, before its quotes are proved."""

    publication: Publication
    sources: Mapping[str, Source]
    origins: Mapping[str, Origin]
    verdicts: Mapping[str, Verdict]
    claimants: Mapping[str, Claimant]
    claims: Mapping[str, Claim]
    timeline: tuple[Event, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    removed: Mapping[str, Removal] = field(default_factory=dict)
    unread: Mapping[str, Set[int]] = field(default_factory=dict)
    """The numbers, from 1, of events and disagreements that could not be read, by section."""

    def numbered_events(self) -> Iterator[tuple[int, Event]]:
        """Each event with its number in claims.yaml, from 1."""
        return zip(self._numbers("timeline"), self.timeline, strict=False)

    def numbered_disagreements(self) -> Iterator[tuple[int, Disagreement]]:
        """Each disagreement with its number in claims.yaml, from 1."""
        return zip(self._numbers("disagreements"), self.disagreements, strict=False)

    def _numbers(self, section: str) -> Iterator[int]:
        unread = self.unread.get(section, ())
        return (number for number in count(1) if number not in unread)

    def _index(self, section: str, number: int) -> int:
        return number - 1 - sum(other < number for other in self.unread.get(section, ()))

    def quoting_entries(self) -> Iterator[tuple[EntryKind, str, tuple[Quote, ...]]]:
        """The kind, the id (or number from 1) and the quotes of each entry with quotes."""
        for claim in self.claims.values():
            yield EntryKind.CLAIM, claim.id, claim.quotes
        for number, event in self.numbered_events():
            yield EntryKind.EVENT, str(number), event.quotes
        for number, disagreement in self.numbered_disagreements():
            yield EntryKind.DISAGREEMENT, str(number), disagreement.quotes

    def public_id(self, kind: EntryKind, entry: str) -> str:
        """The id that names an entry in addresses; `entry` is the id or number as in `Evidence`."""
        match kind:
            case EntryKind.CLAIM:
                return entry
            case EntryKind.EVENT:
                return self.timeline[self._index("timeline", int(entry))].id
            case EntryKind.DISAGREEMENT:
                return self.disagreements[self._index("disagreements", int(entry))].id

    def verdict_label(self, id: str) -> str:
        """The label of a verdict; the id itself if it is not on the scale any more."""
        known = self.verdicts.get(id)
        return known.label if known else id

    def named_quotes(self) -> Iterator[tuple[str, Quote]]:
        """All quotes, each with its name in problems: “claim iran-supplied-drones, quote 2”."""
        for kind, entry, quotes in self.quoting_entries():
            for number, quote in enumerate(quotes, 1):
                yield quote_name(kind, entry, number), quote


@dataclass(frozen=True)
class Report:
    """A draft, its documents, and the proof of each of its quotes."""

    draft: Draft
    documents: Mapping[str, Document]
    evidence: tuple[Evidence, ...]
    """The quotes of all entries, in the order of claims.yaml."""
    unpublished: frozenset[str] = frozenset()
    """Ids of drafts and embargoed claims that the preview shows. Empty in a report to publish."""
    revision: Revision | None = None
    """None if the report is not in a git repository, or is not to be published."""

    @property
    def publication(self) -> Publication:
        """The `report:` entry."""
        return self.draft.publication

    @property
    def claims(self) -> tuple[Claim, ...]:
        """In the editor's order."""
        return tuple(self.draft.claims.values())

    @property
    def passage_count(self) -> int:
        """The number of different passages that are quoted: one may be quoted several times."""
        return len({(item.quote.source, item.receipt.pieces) for item in self.evidence})

    def language_of(self, claim: Claim) -> str:
        """The language of a claim's text: its own, or else the report's."""
        return claim.language or self.publication.language

    def claimants_of(self, claim: Claim) -> tuple[Claimant, ...]:
        """The claimants of a claim, in the editor's order."""
        return tuple(self.draft.claimants[id] for id in claim.claimants)

    def with_speaker(self, quote: Quote) -> Quote:
        """The quote, with the claimant's name as speaker if it names the claimant only."""
        if quote.speaker is None and quote.claimant is not None:
            return replace(quote, speaker=self.draft.claimants[quote.claimant].name)
        return quote

    def says(self, claimant: Claimant, quote: Quote) -> bool:
        """Whether a quote has a claimant's words.

        It names them as claimant or, if it names none, its speaker has just their name; or they
        are the author of a document that makes the statement itself.
        """
        if quote.claimant is not None:
            return quote.claimant == claimant.id
        if quote.speaker is not None:
            return quote.speaker == claimant.name
        author = self.documents[quote.source].source.author
        return quote.wording is Wording.DOCUMENT and author == claimant.name

    def claims_of(self, claimant: Claimant) -> tuple[Claim, ...]:
        """The claims of a claimant, in the editor's order."""
        return self._by_claimant.get(claimant.id, ())

    @property
    def checked(self) -> PartialDate | None:
        """The day of the last review: that of the report as a whole, or else of any claim."""
        reviews = (claim.reviewed for claim in self.claims)
        latest = max(filter(None, reviews), key=lambda date: date.sort_key, default=None)
        return self.publication.checked or latest

    @property
    def changed(self) -> PartialDate | None:
        """The last day on which a claim was reviewed, corrected or removed.

        None if no such date is exact.
        """
        of_claims = (claim.changed for claim in self.claims)
        of_removals = (removal.date for removal in self.draft.removed.values())
        stated = [date for date in (*of_claims, *of_removals) if date is not None and date.exact]
        return max(stated, key=lambda date: date.sort_key, default=None)

    def last_change(self, claim: Claim) -> PartialDate | None:
        """When a claim last changed or, if it states no date, the best that is known of it.

        That is the day on which the whole report was checked, or else the newest day on which a
        document that it quotes was recorded or published: the claim was written then or later. None
        if no date is known without inferred parts.
        """
        return self._last_changes[claim.id]

    @cached_property
    def _last_changes(self) -> Mapping[str, PartialDate | None]:
        """By id of the claim. A claim is on many lists, and each shows the newest change."""
        return {claim.id: self._last_change(claim) for claim in self.claims}

    def _last_change(self, claim: Claim) -> PartialDate | None:
        if claim.changed is not None:
            return claim.changed
        checked = self.publication.checked
        if checked is not None and not checked.inferred:
            return checked
        sources = (self.documents[quote.source].source for quote in claim.quotes)
        dates = (
            date
            for source in sources
            for date in (source.pinned, source.archived, source.published)
            if isinstance(date, PartialDate) and not date.inferred
        )
        return max(dates, key=lambda date: date.sort_key, default=None)

    @cached_property
    def _by_entry(self) -> Mapping[tuple[EntryKind, str], tuple[Evidence, ...]]:
        return grouped(((item.kind, item.entry), item) for item in self.evidence)

    @cached_property
    def _by_claimant(self) -> Mapping[str, tuple[Claim, ...]]:
        return grouped(
            (id, claim) for claim in self.claims for id in dict.fromkeys(claim.claimants)
        )

    @cached_property
    def _by_source(self) -> Mapping[str, tuple[Evidence, ...]]:
        return grouped((item.quote.source, item) for item in self.evidence)

    @cached_property
    def _by_origin(self) -> Mapping[str | None, tuple[Evidence, ...]]:
        # Nobody has to stand behind the passage in which a claim is made.
        of_claims = (
            item
            for item in self.evidence
            if item.kind is EntryKind.CLAIM
            and (item.quote.origin or item.quote.stance is not Stance.STATES)
        )
        return grouped((item.quote.origin, item) for item in of_claims)

    @cached_property
    def _disagreements_by_origin(self) -> Mapping[str | None, tuple[int, ...]]:
        return grouped(
            (origin, number)
            for number, item in enumerate(self.draft.disagreements, 1)
            for origin in dict.fromkeys(quote.origin for quote in item.quotes)
        )

    def disagreements_of(self, origin: str) -> tuple[int, ...]:
        """The numbers, from 1, of the disagreements that quote an origin."""
        return self._disagreements_by_origin.get(origin, ())

    @cached_property
    def _by_replacement(self) -> Mapping[str | None, tuple[Removal, ...]]:
        return grouped((removal.now, removal) for removal in self.draft.removed.values())

    def evidence_of(self, kind: EntryKind, entry: str) -> tuple[Evidence, ...]:
        """The proved quotes of one claim, event or disagreement, in the editor's order."""
        return self._by_entry.get((kind, entry), ())

    def evidence_in(self, source: str) -> tuple[Evidence, ...]:
        """The proved quotes from one source."""
        return self._by_source.get(source, ())

    def evidence_behind(self, origin: str | None) -> tuple[Evidence, ...]:
        """The proved quotes of claims with an origin; with None, those without an origin."""
        return self._by_origin.get(origin, ())

    def replaced_by(self, claim: str) -> tuple[Removal, ...]:
        """The removed claims that a claim replaces."""
        return self._by_replacement.get(claim, ())
