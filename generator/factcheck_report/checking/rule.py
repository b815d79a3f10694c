"""What a rule is, and what it is given to look at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from factcheck_report.checking.omissions import OmittedWord, omitted_words
from factcheck_report.checking.quote_status import quotes_by_source
from factcheck_report.model import Document, Draft, EntryKind, Evidence, Level, Quote, Wording
from factcheck_report.model.spans import SourceText, Span, merged
from factcheck_report.problems import Problem
from factcheck_report.quotes.quotations import Quotations

ATTRIBUTED = (Wording.QUOTED, Wording.PARAPHRASED, Wording.TRANSCRIPT)
"""Wordings of quotes that name a speaker."""
LONGEST_EXCERPT = 160
"""Code points of a document that a problem cites."""


@dataclass(frozen=True, slots=True)
class CheckCache:
    """What was found out about passages, by their file's hash: a preview checks at every save."""

    omitted_words: dict[tuple[str, tuple[Span, ...], str], tuple[OmittedWord, ...]] = field(
        default_factory=dict
    )
    """By the pieces of a quote and its language."""
    quotations: dict[tuple[str, Span], Span | None] = field(default_factory=dict)

    def forget(self, most: int) -> None:
        """Begin anew if there is more than so many entries of a kind."""
        for known in (self.omitted_words, self.quotations):
            if len(known) > most:
                known.clear()


@dataclass(frozen=True)
class RuleContext:
    """All that a rule may look at: the draft, its documents, and the quotes that were proved."""

    draft: Draft
    documents: Mapping[str, Document]
    """By source id; those that could be read."""
    evidence: tuple[Evidence, ...]
    pinned: Mapping[str, SourceText] = field(default_factory=dict)
    """By source id, the text of a changed document as it was when it was pinned, if known."""
    known: CheckCache = field(default_factory=CheckCache)
    """Grows as rules ask."""

    @cached_property
    def evidence_of(self) -> Mapping[tuple[EntryKind, str], tuple[Evidence, ...]]:
        """The proved quotes of each entry; an entry without any is left out."""
        groups: dict[tuple[EntryKind, str], list[Evidence]] = {}
        for item in self.evidence:
            groups.setdefault((item.kind, item.entry), []).append(item)
        return {key: tuple(items) for key, items in groups.items()}

    def quotes_any_of(self, span: Span, item: Evidence) -> bool:
        """Whether a quote of the same entry, from the same source, has any words of a span."""
        pieces = self._pieces[item.kind, item.entry, item.quote.source]
        index = bisect_left(pieces, span.start, key=lambda piece: piece.end)
        return any(piece.overlaps(span) for piece in pieces[index : index + 2])

    @cached_property
    def _pieces(self) -> Mapping[tuple[EntryKind, str, str], list[Span]]:
        """What each entry quotes from each source, in order; pieces that overlap made one."""
        pieces: dict[tuple[EntryKind, str, str], list[Span]] = {}
        for item in self.evidence:
            key = item.kind, item.entry, item.quote.source
            pieces.setdefault(key, []).extend(item.receipt.pieces)
        return {key: merged(spans) for key, spans in pieces.items()}

    @cached_property
    def quotes_from(self) -> Mapping[str, list[tuple[str, Quote]]]:
        """The quotes from each source, with the names that problems give them."""
        return quotes_by_source(self.draft)

    @cached_property
    def claims_on(self) -> Mapping[str, list[str]]:
        """Ids of the claims that quote each source."""
        claims: dict[str, list[str]] = {}
        for claim in self.draft.claims.values():
            for source in dict.fromkeys(quote.source for quote in claim.quotes):
                claims.setdefault(source, []).append(claim.id)
        return claims

    def omitted_words_of(self, item: Evidence) -> tuple[OmittedWord, ...]:
        """The words that a proved quote leaves out though they change what it says."""
        document, language = self.documents[item.quote.source], self.language_of(item.quote)
        key = document.sha256, item.receipt.pieces, language
        if key not in self.known.omitted_words:
            self.known.omitted_words[key] = omitted_words(
                document.text, item.receipt.pieces, language
            )
        return self.known.omitted_words[key]

    def quotation_around(self, source: str, piece: Span) -> Span | None:
        """The quotation, with its marks, that holds all words of a passage in a source."""
        key = self.documents[source].sha256, piece
        if key not in self.known.quotations:
            self.known.quotations[key] = self._quotations[source].around(piece)
        return self.known.quotations[key]

    @cached_property
    def _quotations(self) -> Mapping[str, Quotations]:
        return {id: Quotations(document.text) for id, document in self.documents.items()}

    def language_of(self, quote: Quote) -> str:
        """The language of a quote's document; where it has none, that of the report."""
        source = self.draft.sources.get(quote.source)
        return (source and source.language) or self.draft.publication.language


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that a report may not say, or had better not."""

    id: str
    """Stable, lower case, with hyphens: reports name it in their settings."""
    level: Level
    """How it is taken unless the report says otherwise."""
    title: str
    """What is right, as one plain sentence."""
    reason: str
    """Why, and why at this level; plain paragraphs for editors."""
    wrong: str
    """A part of claims.yaml that breaks the rule; laid over `examples.REPORT` it is complete."""
    right: str
    """The same, fixed."""
    find: Callable[[RuleContext], Iterator[Problem]]
    fixed: str = ""
    """Why a report may not set its level; empty where it may."""


def find_nothing(checked: RuleContext) -> Iterator[Problem]:
    """Finds nothing: for rules that are broken, and told, where quotes are proved."""
    return iter(())


def quote_name(item: Evidence) -> str:
    """How problems name a proved quote."""
    return f"{item.kind} {item.entry}, quote {item.number}"


def excerpt(text: str, span: Span) -> str:
    """The words of a passage, the first of them where they are many."""
    words = " ".join(text[span.start : min(span.end, span.start + 2 * LONGEST_EXCERPT)].split())
    return words if len(words) <= LONGEST_EXCERPT else f"{words[:LONGEST_EXCERPT]}…"
