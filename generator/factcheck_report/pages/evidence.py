"""The quotes of an entry as its page shows them: with context, grouped by stance and origin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from factcheck_report.model import Document, Evidence, Origin, Report, Stance, Wording
from factcheck_report.pages.quote_context import QuoteInContext, quote_in_context


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One proved quote with its document, context and origin."""

    evidence: Evidence
    document: Document
    context: QuoteInContext
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """All quotes of one origin, which count once. Quotes without an origin do not count."""

    origin: Origin | None
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True)
class StanceGroup:
    """The evidence of one stance. Its parts are cached, because templates read them repeatedly."""

    stance: Stance
    groups: tuple[OriginGroup, ...]

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """The independent origins, in order of first mention."""
        return tuple(group.origin for group in self.groups if group.origin is not None)

    @cached_property
    def quotes(self) -> tuple[QuoteView, ...]:
        """The quotes of all groups."""
        return tuple(quote for group in self.groups for quote in group.quotes)

    @cached_property
    def quoting_documents(self) -> int:
        """How many of the documents quote somebody's own words, and not only report them."""
        return len(
            {
                view.document.source.id
                for view in self.quotes
                if view.evidence.quote.wording in (Wording.QUOTED, Wording.TRANSCRIPT)
            }
        )

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents quoted, each once."""
        return tuple({item.document.source.id: item.document for item in self.quotes}.values())


def quote_views(report: Report, evidence: Iterable[Evidence]) -> tuple[QuoteView, ...]:
    """Each piece of evidence with its document, context and origin."""
    views = []
    for item in evidence:
        document = report.documents[item.quote.source]
        context = quote_in_context(document, item.quote, item.receipt)
        origin = report.draft.origins[item.quote.origin] if item.quote.origin else None
        shown = replace(item, quote=report.with_speaker(item.quote))
        views.append(QuoteView(shown, document, context, origin))
    return tuple(views)


def reports_group(quotes: Iterable[QuoteView], stance: Stance) -> StanceGroup:
    """The quotes of one stance as one group without an origin: for what was said, none counts."""
    chosen = tuple(quote for quote in quotes if quote.evidence.quote.stance is stance)
    return StanceGroup(stance, (OriginGroup(None, chosen),) if chosen else ())


def stance_group(quotes: Iterable[QuoteView], stance: Stance) -> StanceGroup:
    """The quotes of one stance, by origin in order of first mention; those without come last."""
    groups: dict[str, list[QuoteView]] = {}
    for quote in quotes:
        if quote.evidence.quote.stance is stance:
            groups.setdefault(quote.origin.id if quote.origin else "", []).append(quote)
    if without_origin := groups.pop("", []):
        groups[""] = without_origin
    return StanceGroup(
        stance, tuple(OriginGroup(group[0].origin, tuple(group)) for group in groups.values())
    )
