"""What a rule is, and the context in which it is checked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from factcheck_report.checking.omissions import OmittedWord, omitted_words
from factcheck_report.checking.quote_status import NamedQuote, quotes_by_source
from factcheck_report.model import (
    Claim,
    Document,
    Draft,
    EntryKind,
    Evidence,
    Level,
    Position,
    Quote,
    Source,
    Wording,
)
from factcheck_report.model.grouping import grouped
from factcheck_report.model.spans import SourceText, Span, merged
from factcheck_report.problems import Severity
from factcheck_report.quotes.quotations import Quotations

ATTRIBUTED = (Wording.QUOTED, Wording.PARAPHRASED, Wording.TRANSCRIPT)
"""Wordings of quotes that name a speaker."""


@dataclass(frozen=True, slots=True)
class CheckCache:
    """Cached findings on passages, by their file's hash. A preview checks at every save."""

    omitted_words: dict[tuple[str, tuple[Span, ...], str], tuple[OmittedWord, ...]] = field(
        default_factory=dict
    )
    """By hash, pieces of the quote, and language."""
    quotations: dict[tuple[str, Span], Span | None] = field(default_factory=dict)
    """By hash and passage."""

    def limit(self, most: int) -> None:
        """Empty each cache with more than `most` entries."""
        for cache in (self.omitted_words, self.quotations):
            if len(cache) > most:
                cache.clear()


@dataclass(frozen=True)
class RuleContext:
    """The draft, its documents and its proved quotes, for rules to look at."""

    draft: Draft
    documents: Mapping[str, Document]
    """By source id; only those that could be read."""
    evidence: tuple[Evidence, ...]
    pinned_texts: Mapping[str, SourceText] = field(default_factory=dict)
    """By source id, the text of a changed document when it was pinned, if known."""
    cache: CheckCache = field(default_factory=CheckCache)

    @cached_property
    def evidence_of(self) -> Mapping[tuple[EntryKind, str], tuple[Evidence, ...]]:
        """The proved quotes of each entry that has any."""
        return grouped(((item.kind, item.entry), item) for item in self.evidence)

    def is_quoted_elsewhere(self, item: Evidence, span: Span) -> bool:
        """Whether a quote of the same entry, from the same source, overlaps a span."""
        pieces = self._pieces[item.kind, item.entry, item.quote.source]
        index = bisect_left(pieces, span.start, key=lambda piece: piece.end)
        return any(piece.overlaps(span) for piece in pieces[index : index + 2])

    @cached_property
    def _pieces(self) -> Mapping[tuple[EntryKind, str, str], list[Span]]:
        """The merged passages that each entry quotes from each source, in order."""
        pieces = grouped(
            ((item.kind, item.entry, item.quote.source), piece)
            for item in self.evidence
            for piece in item.receipt.pieces
        )
        return {key: merged(spans) for key, spans in pieces.items()}

    @cached_property
    def quotes_from(self) -> Mapping[str, tuple[NamedQuote, ...]]:
        """The quotes from each source, with their names in problems."""
        return quotes_by_source(self.draft.named_quotes())

    @cached_property
    def claims_quoting(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the claims that quote each source."""
        return grouped(
            (source, claim.id)
            for claim in self.draft.claims.values()
            for source in dict.fromkeys(quote.source for quote in claim.quotes)
        )

    def omitted_words_of(self, item: Evidence) -> tuple[OmittedWord, ...]:
        """The words that a proved quote leaves out although they change its meaning."""
        document, language = self.documents[item.quote.source], self.language_of(item.quote)
        key = document.sha256, item.receipt.pieces, language
        if key not in self.cache.omitted_words:
            self.cache.omitted_words[key] = omitted_words(
                document.text, item.receipt.pieces, language
            )
        return self.cache.omitted_words[key]

    def quotation_around(self, source: str, piece: Span) -> Span | None:
        """The quotation, with its marks, around all words of a passage in a source."""
        key = self.documents[source].sha256, piece
        if key not in self.cache.quotations:
            self.cache.quotations[key] = self._quotations[source].around(piece)
        return self.cache.quotations[key]

    @cached_property
    def _quotations(self) -> Mapping[str, Quotations]:
        return {id: Quotations(document.text) for id, document in self.documents.items()}

    def language_of(self, quote: Quote) -> str:
        """The language of a quote's document, or else that of the report."""
        source = self.draft.sources.get(quote.source)
        return (source and source.language) or self.draft.publication.language


Place = tuple[str, Position]
"""The name of an entry in problems, and a position in it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that breaks a rule, for `problems_of` to make a problem of."""

    place: Place
    what: str
    """What is wrong, in whole sentences."""
    fix: str
    """What to do, in whole sentences."""
    severity: Severity = Severity.ERROR
    """Of a rule with a fixed level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An editorial rule."""

    id: str
    """Reports name rules by id in their settings: never change it."""
    level: Level
    """The level, unless the report sets another."""
    title: str
    """What the rule requires, as one plain sentence."""
    reason: str
    """Why, and why at this level; plain paragraphs for editors."""
    wrong: str
    """A part of claims.yaml that breaks the rule, merged with `examples.REPORT`."""
    right: str
    """The same, fixed."""
    find: Callable[[RuleContext], Iterator[Finding]]
    locked_because: str = ""
    """Why a report cannot change its level; empty if it can."""


def find_nothing(context: RuleContext) -> Iterator[Finding]:
    """For rules that are checked elsewhere, when quotes are proved."""
    return iter(())


def at(entry: Claim | Source | Evidence, field: str) -> Place:
    """The place of a field of an entry, or of a proved quote."""
    if isinstance(entry, Evidence):
        return entry.name, entry.quote.positions.at(field)
    kind = "claim" if isinstance(entry, Claim) else "source"
    return f"{kind} {entry.id}", entry.positions.at(field)
