"""The page of one source document: its text with marked quotes, and the entries that quote it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PageLocations
from factcheck_report.addresses.pagination import PageSlice, paginate
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Document, EntryKind, Evidence, Report, Stance
from factcheck_report.pages.coverage import coverage
from factcheck_report.pages.document_lines import (
    MOST_COVERING,
    DocumentLine,
    HiddenLines,
    document_lines,
    shown_lines,
)
from factcheck_report.pages.last_changes import change_of_document
from factcheck_report.pages.page import LazyView, Page, SearchText
from factcheck_report.pages.rows import ClaimRow, claim_row
from factcheck_report.pages.subset import subset_for_document

ENTRIES_PER_PAGE = 200
"""Entries that quote a document, listed on one page: about 100 KB of HTML."""
_MOST_NUMBERS = 12
"""Entry numbers that a printed page shows behind a sentence."""
OTHER = "other"
"""Stands for the stance of quotes of events and disagreements, which have none."""
STRIP_LINKS = 12
"""Links in the strip that pictures a document: each is wide enough for a finger on a phone."""

_EntryKey = tuple[EntryKind, str]
"""A claim with its id; an event or a disagreement with its number."""


@dataclass(frozen=True, slots=True)
class QuotingEntry:
    """An entry that quotes the document, numbered in the order of its first quote in the text."""

    number: int
    id: str
    """Its id in the list of entries."""
    evidence: tuple[Evidence, ...]
    claim: ClaimRow | None
    """None for an event or a disagreement."""
    sentence: str
    """The claim, the event, or the subject of the disagreement."""
    is_difference: bool = False
    """Whether it is a difference in detail, not a real disagreement."""


def source_pages(
    report: Report, translations: Translations, locations: PageLocations, document: Document
) -> list[Page]:
    """The document's page, and more pages if its list of quoting entries is long."""
    subset = subset_for_document(report, document)
    linked = locations.subset(subset.evidence)
    names = _names(report, subset.evidence)
    differences = _differences(report, subset.evidence)
    ids = dict.fromkeys(item.quote.origin for item in subset.evidence if item.quote.origin)
    origins = {id: report.draft.origins[id].name for id in ids}
    views = _SourceViews(subset, linked, document, names, differences, origins)
    source, changed = document.source, change_of_document(report, document)
    count = len({(item.kind, item.entry) for item in subset.evidence})
    return [
        Page(
            address=page_slice.address,
            template="source.html" if page_slice.number == 1 else "citations.html",
            title=page_slice.title(translations, source.title),
            title_language=source.language,
            label=page_slice.title(translations, source.title),
            description=translations.text("source.description", count=count)
            if count
            else translations.text("source.nobody"),
            view=LazyView(partial(views.view, page_slice.number)),
            cache_inputs=(subset, linked, page_slice, names, sorted(differences), origins),
            search_texts=(_search_text(document, subset.evidence),)
            if page_slice.number == 1
            else (),
            index_page=addresses.SOURCES,
            position=source.positions.entry if page_slice.number == 1 else None,
            changed=changed,
        )
        for page_slice in paginate(range(count), addresses.source(source.id), ENTRIES_PER_PAGE)
    ]


def _search_text(document: Document, evidence: Sequence[Evidence]) -> SearchText:
    lines = shown_lines(document, evidence)
    return SearchText(
        document.source.title,
        "\n".join(line for _, line in lines),
        language=document.source.language,
        lines=tuple(number for number, _ in lines),
    )


@dataclass(frozen=True, slots=True)
class SentenceQuotes:
    """Who quotes a sentence of the document."""

    entries: int
    is_all: bool
    """Whether no more than these entries quote the sentence."""
    counts: Sequence[tuple[str, int]]
    """How many of them have quotes of each stance, or `OTHER`; without stances that none has."""
    numbers: Sequence[int]
    """The numbers of the first of them."""
    address: str
    """The first of them in the list of entries, for readers without JavaScript."""


class QuoteIndex:
    """Finds the entry of a quote, and who quotes a sentence."""

    def __init__(
        self, pages: Iterable[PageSlice[QuotingEntry]], lines: Iterable[DocumentLine | HiddenLines]
    ) -> None:
        self._entries: dict[_EntryKey, QuotingEntry] = {}
        self._addresses: dict[int, str] = {}
        for page in pages:
            for entry in page.items:
                self._entries |= {(item.kind, item.entry): entry for item in entry.evidence}
                self._addresses[entry.number] = f"{page.address}#{entry.id}"
        starting = (
            item
            for line in lines
            if isinstance(line, DocumentLine)
            for segment in line.segments
            for item in segment.starting
        )
        self._order = {item.anchor: number for number, item in enumerate(starting)}

    def entry(self, item: Evidence) -> int:
        """The number of the quote's entry."""
        return self._entries[item.kind, item.entry].number

    def kind(self, item: Evidence) -> str:
        """What quotes: `claim`, `event`, `disagreement` or `difference`."""
        return "difference" if self._entries[item.kind, item.entry].is_difference else item.kind

    def label(self, item: Evidence) -> str:
        """The name of the text that says how the quote relates to its entry."""
        if item.kind is not EntryKind.CLAIM:
            return f"source.kind_{self.kind(item)}"
        claim = self._entries[item.kind, item.entry].claim
        is_report = claim is not None and claim.claim.is_statement
        return f"{'report_stance' if is_report else 'stance'}.{item.quote.stance}"

    def numbers(self, evidence: Iterable[Evidence]) -> str:
        """The numbers of quotes, from 0 in the order of their anchors, separated by spaces."""
        return " ".join(str(self._order[item.anchor]) for item in evidence)

    def of_sentence(self, evidence: Sequence[Evidence]) -> SentenceQuotes:
        """Who quotes a sentence, from the quotes that cover any of it."""
        numbers = sorted({self.entry(item) for item in evidence})
        return SentenceQuotes(
            len(numbers),
            len(evidence) < MOST_COVERING,
            _counted({(self.entry(item), stance_key(item)) for item in evidence}),
            numbers[:_MOST_NUMBERS],
            self._addresses[numbers[0]],
        )


def stance_key(item: Evidence) -> str:
    """The stance of a claim's quote; `OTHER` for events and disagreements."""
    return item.quote.stance if item.kind is EntryKind.CLAIM else OTHER


def _counted(items: Iterable[tuple[object, str]]) -> Sequence[tuple[str, int]]:
    counts = Counter(stance for _, stance in items)
    return [(stance, counts[stance]) for stance in (*Stance, OTHER) if counts[stance]]


@dataclass(frozen=True)
class _SourceViews:
    """The template variables of a document's pages."""

    report: Report
    locations: PageLocations
    document: Document
    names: Mapping[_EntryKey, tuple[str, str]]
    """See `_names`."""
    differences: frozenset[_EntryKey]
    origins: Mapping[str, str]
    """Names by id."""

    def view(self, number: int) -> Mapping[str, object]:
        """The variables of one page, numbered from 1."""
        return {
            "source": self.document.source,
            "page_slice": self._pages[number - 1],
            "locations": self.locations,
            **(self._text() if number == 1 else {}),
        }

    @cached_property
    def _evidence(self) -> Sequence[Evidence]:
        return sorted(self.report.evidence, key=lambda item: item.receipt.span)

    @cached_property
    def _pages(self) -> Sequence[PageSlice[QuotingEntry]]:
        entries = _quoting_entries(self.report, self._evidence, self.names, self.differences)
        return paginate(entries, addresses.source(self.document.source.id), ENTRIES_PER_PAGE)

    def _text(self) -> dict[str, object]:
        document, evidence = self.document, self._evidence
        lines = document_lines(document, evidence)
        return {
            "document": document,
            "lines": lines,
            "coverage": coverage(document, evidence),
            "strip_lines": strip_lines(document, lines),
            "passages": len(evidence),
            "counts": _counted((item.anchor, stance_key(item)) for item in evidence),
            "is_two_sided": any(
                {Stance.SUPPORTS, Stance.REFUTES} <= set(segment.stances)
                for line in lines
                if isinstance(line, DocumentLine)
                for segment in line.segments
            ),
            "quotes": QuoteIndex(self._pages, lines),
            "origins": self.origins,
            "stance_key": stance_key,
            "per_page": ENTRIES_PER_PAGE,
        }


def strip_lines(document: Document, lines: Sequence[DocumentLine | HiddenLines]) -> tuple[int, ...]:
    """The line at the start of each twelfth of the text, or the next one that is shown."""
    shown = [line.number for line in lines if isinstance(line, DocumentLine) and not line.blank]
    if not shown:
        return ()
    length = len(document.text.text)
    starts = (document.text.line_of(length * part // STRIP_LINKS) for part in range(STRIP_LINKS))
    return tuple(shown[min(bisect_left(shown, start), len(shown) - 1)] for start in starts)


def _names(report: Report, evidence: Iterable[Evidence]) -> Mapping[_EntryKey, tuple[str, str]]:
    """The id and the words of the event, or disagreement, that each such quote belongs to."""
    names: dict[_EntryKey, tuple[str, str]] = {}
    for item in evidence:
        if item.kind is EntryKind.EVENT:
            event = report.draft.timeline[int(item.entry) - 1]
            names[item.kind, item.entry] = event.id, event.event
        elif item.kind is EntryKind.DISAGREEMENT:
            disagreement = report.draft.disagreements[int(item.entry) - 1]
            names[item.kind, item.entry] = f"{item.kind}-{disagreement.id}", disagreement.about
    return names


def _differences(report: Report, evidence: Iterable[Evidence]) -> frozenset[_EntryKey]:
    """Those of the quoting disagreements that are only differences in detail."""
    keys = {(item.kind, item.entry) for item in evidence if item.kind is EntryKind.DISAGREEMENT}
    disagreements = report.draft.disagreements
    return frozenset(key for key in keys if not disagreements[int(key[1]) - 1].is_real)


def _quoting_entries(
    report: Report,
    evidence: Iterable[Evidence],
    names: Mapping[_EntryKey, tuple[str, str]],
    differences: frozenset[_EntryKey],
) -> tuple[QuotingEntry, ...]:
    groups: dict[_EntryKey, list[Evidence]] = {}
    for item in evidence:
        groups.setdefault((item.kind, item.entry), []).append(item)
    entries = []
    for number, ((kind, entry), items) in enumerate(groups.items(), 1):
        row = claim_row(report, report.draft.claims[entry]) if kind is EntryKind.CLAIM else None
        id, sentence = (f"{kind}-{entry}", row.claim.claim) if row else names[kind, entry]
        is_difference = (kind, entry) in differences
        entries.append(
            QuotingEntry(number, f"cited-{id}", tuple(items), row, sentence, is_difference)
        )
    return tuple(entries)
