"""The list of disagreements, and a page for each with its sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PageLocations, PaginatedEntries
from factcheck_report.addresses.pagination import paginate
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import (
    Compatible,
    Disagreement,
    Document,
    EntryKind,
    Origin,
    Report,
    Source,
)
from factcheck_report.pages.evidence import QuoteView, quote_views
from factcheck_report.pages.last_changes import change_of_quotes
from factcheck_report.pages.page import LazyView, Page, SearchText, list_page
from factcheck_report.pages.rows import claim_row
from factcheck_report.pages.subset import subset_for_disagreement
from factcheck_report.pages.summaries import LONGEST_DESCRIPTION, shortened

_DISAGREEMENTS_PER_PAGE = 200
"""About 80 KB of HTML."""
_ORDER = (Compatible.NO, Compatible.PARTLY, Compatible.YES)
"""The groups of the list."""


@dataclass(frozen=True, slots=True)
class Voice:
    """All passages of one origin on one side; or, without an origin, of one document."""

    origin: Origin | None
    document: Document
    """Of the first passage."""
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement."""

    name: str
    """In the editor's words; empty if each origin, or each passage, is a side of its own."""
    voices: tuple[Voice, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the origins, or the titles of documents, on this side."""
        return tuple(
            voice.origin.name if voice.origin else voice.document.source.short_title
            for voice in self.voices
        )

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The origins on this side, each once."""
        return tuple(voice.origin for voice in self.voices if voice.origin)


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """A disagreement in the list."""

    disagreement: Disagreement
    address: str
    sides: tuple[str | Origin | Source, ...]
    """What its sides are called: the editor's words, an origin, or a document."""


@dataclass(frozen=True, slots=True)
class DisagreementGroup:
    """The disagreements on one page of the list that are, or are not, compatible."""

    compatible: Compatible
    rows: tuple[DisagreementRow, ...]
    total: int
    """How many of them all pages have together."""


@dataclass(frozen=True, slots=True)
class DisagreementLink:
    """A disagreement, and the address of its page."""

    disagreement: Disagreement
    address: str


def disagreement_links(
    report: Report, locations: PageLocations, numbers: Iterable[int]
) -> tuple[DisagreementLink, ...]:
    """The disagreements with some numbers, from 1, as links."""
    items = report.draft.disagreements
    return tuple(
        DisagreementLink(items[number - 1], locations.disagreement(number)) for number in numbers
    )


def disagreements_name(report: Report) -> str:
    """The name, in keys of translations, of the list: whether it has any real disagreements."""
    real = any(item.is_real for item in report.draft.disagreements)
    return "disagreements" if real else "differences"


def disagreement_list_pages(
    report: Report, translations: Translations, paginated: PaginatedEntries
) -> list[Page]:
    """All disagreements as links, in groups, each in the order of claims.yaml; paginated.

    The title and the number in the description are those of the real disagreements, if there are
    any.
    """
    items = report.draft.disagreements
    real = sum(item.is_real for item in items)
    name, count = disagreements_name(report), real or len(items)
    totals = {kind: sum(item.compatible is kind for item in items) for kind in _ORDER}
    ordered = sorted(enumerate(items, 1), key=lambda pair: _ORDER.index(pair[1].compatible))
    pages = []
    for page_slice in paginate(ordered, addresses.DISAGREEMENTS, _DISAGREEMENTS_PER_PAGE):
        rows = [
            DisagreementRow(
                item,
                paginated.locations.disagreement(number),
                tuple(_side_names(report, item)),
            )
            for number, item in page_slice.items
        ]
        view = {
            "name": name,
            "groups": [
                DisagreementGroup(kind, some, totals[kind])
                for kind in _ORDER
                if (some := tuple(row for row in rows if row.disagreement.compatible is kind))
            ],
            "count": len(items),
        }
        quotes = (
            quote
            for number, _ in page_slice.items
            for quote in report.evidence_of(EntryKind.DISAGREEMENT, str(number))
        )
        pages.append(
            list_page(
                name,
                page_slice,
                translations,
                count,
                view,
                (),
                template="disagreements.html",
                changed=change_of_quotes(report, quotes),
            )
        )
    return pages


def _side_names(report: Report, item: Disagreement) -> Iterator[str | Origin | Source]:
    """What its sides are called, each once, in order of first mention."""
    if names := dict.fromkeys(quote.side for quote in item.quotes if quote.side is not None):
        yield from names
        return
    for origin, source in dict.fromkeys(
        (quote.origin, "" if quote.origin else quote.source) for quote in item.quotes
    ):
        yield report.draft.origins[origin] if origin else report.documents[source].source


def disagreement_page(
    report: Report, translations: Translations, paginated: PaginatedEntries, number: int
) -> Page:
    """The page of the disagreement with a number, from 1, in claims.yaml."""
    item = report.draft.disagreements[number - 1]
    subset = subset_for_disagreement(report, number)
    return Page(
        address=paginated.locations.disagreement(number),
        template="disagreement.html",
        title=item.about,
        label=item.about,
        description=translations.text(
            "disagreement.description",
            kind=translations.text(f"compatible.{item.compatible}"),
            note=shortened(item.note, LONGEST_DESCRIPTION),
        ),
        view=LazyView(partial(_view, subset, number)),
        cache_inputs=(subset, number),
        search_texts=(SearchText(item.about, _searchable_text(item)),),
        index_page=addresses.DISAGREEMENTS,
        position=item.positions.entry,
        changed=change_of_quotes(report, subset.evidence),
    )


def _searchable_text(item: Disagreement) -> str:
    sides = dict.fromkeys(quote.side for quote in item.quotes if quote.side)
    return "\n".join((item.note, *sides))


def _view(report: Report, number: int) -> Mapping[str, object]:
    [item] = report.draft.disagreements
    quotes = quote_views(report, report.evidence_of(EntryKind.DISAGREEMENT, str(number)))
    sides, neither = _sides(quotes)
    names = Counter(name for side in sides for name in dict.fromkeys(side.names))
    claims = [claim_row(report, report.draft.claims[id]) for id in item.claims]
    return {
        "disagreement": item,
        "sides": sides,
        "neither": neither,
        "only_origin": _only_origin(sides),
        "names": tuple(names),
        # One that is on several sides is not against the others.
        "shared": names.total() > len(names),
        "main_claim": claims[0] if claims else None,
        "claims": claims[1:],
    }


def _sides(quotes: Sequence[QuoteView]) -> tuple[tuple[Side, ...], tuple[QuoteView, ...]]:
    """The sides, and the quotes on neither.

    If no quote names a side, each origin is one, and each document that makes its own statement. If
    that is a single one, it differs with itself: then each passage is a side.
    """
    named: dict[str, list[QuoteView]] = {}
    for view in quotes:
        if view.evidence.quote.side is not None:
            named.setdefault(view.evidence.quote.side, []).append(view)
    if named:
        sides = tuple(Side(name, _voices(some)) for name, some in named.items())
        return sides, tuple(view for view in quotes if view.evidence.quote.side is None)
    voices = _voices(quotes)
    if len(voices) == 1:
        voices = tuple(Voice(view.origin, view.document, (view,)) for view in quotes)
    return tuple(Side("", (voice,)) for voice in voices), ()


def _voices(quotes: Iterable[QuoteView]) -> tuple[Voice, ...]:
    """The quotes by origin; those without one by document."""
    groups: dict[tuple[bool, str], list[QuoteView]] = {}
    for view in quotes:
        key = (True, view.origin.id) if view.origin else (False, view.document.source.id)
        groups.setdefault(key, []).append(view)
    return tuple(Voice(some[0].origin, some[0].document, tuple(some)) for some in groups.values())


def _only_origin(sides: Sequence[Side]) -> Origin | None:
    """The origin that stands on all sides alone, and so differs with itself."""
    voices = [voice for side in sides for voice in side.voices]
    origins = {voice.origin.id if voice.origin else "" for voice in voices}
    return voices[0].origin if len(origins) == 1 else None
