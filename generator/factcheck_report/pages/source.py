"""The page of one source document: its text with marked quotes, and the entries that quote it."""

from __future__ import annotations

from bisect import bisect_left
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
    DocumentLine,
    HiddenLines,
    document_lines,
    shown_lines,
)
from factcheck_report.pages.page import LazyView, Page, SearchText
from factcheck_report.pages.rows import ClaimRow, claim_row
from factcheck_report.pages.subset import subset_for_document

ENTRIES_PER_PAGE = 200
"""Entries that quote a document, listed on one page: about 100 KB of HTML."""
_NUMBERS_IF_PAGINATED = 3
"""Entry numbers shown behind a passage of a document with a paginated list of entries."""
STRIP_LINKS = 12
"""Links in the strip that pictures a document: each is wide enough for a finger on a phone."""

_EntryKey = tuple[EntryKind, str]
"""A claim with its id; an event or a disagreement with its number."""


@dataclass(frozen=True, slots=True)
class QuotingEntry:
    """An entry that quotes the document, numbered in the order of its first quote in the text."""

    number: int
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
    sentences = _sentences(report, subset.evidence)
    differences = _differences(report, subset.evidence)
    views = _SourceViews(subset, linked, document, sentences, differences)
    source = document.source
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
            cache_inputs=(subset, linked, page_slice, sentences, sorted(differences)),
            search_texts=(_search_text(document, subset.evidence),)
            if page_slice.number == 1
            else (),
            index_page=addresses.SOURCES,
            position=source.positions.entry if page_slice.number == 1 else None,
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


class EntryNumbers:
    """Finds the number of a quote's entry. `last` is the last number on the first page."""

    def __init__(self, entries: Iterable[QuotingEntry], last: int) -> None:
        self._last = last
        self._numbers = {
            (item.kind, item.entry): entry.number for entry in entries for item in entry.evidence
        }

    def of(self, item: Evidence) -> int:
        """The number of the quote's entry."""
        return self._numbers[item.kind, item.entry]

    def on_first_page(self, evidence: Iterable[Evidence]) -> str:
        """Numbers of those quotes' entries that the first page lists, separated by spaces."""
        numbers = map(self.of, evidence)
        return " ".join(str(number) for number in numbers if number <= self._last)


@dataclass(frozen=True)
class _SourceViews:
    """The template variables of a document's pages."""

    report: Report
    locations: PageLocations
    document: Document
    sentences: Mapping[_EntryKey, str]
    differences: frozenset[_EntryKey]

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
        entries = _quoting_entries(self.report, self._evidence, self.sentences, self.differences)
        return paginate(entries, addresses.source(self.document.source.id), ENTRIES_PER_PAGE)

    def _text(self) -> dict[str, object]:
        document = self.document
        entries = tuple(entry for page in self._pages for entry in page.items)
        numbers = EntryNumbers(entries, self._pages[0].last)
        # Sorted by number, so that the numbers behind a passage are sorted too.
        evidence = sorted(self._evidence, key=numbers.of)
        lines = document_lines(document, evidence)
        stances = {item.quote.stance for item in evidence}
        return {
            "stances": [stance for stance in Stance if stance in stances],
            "document": document,
            "lines": lines,
            "coverage": coverage(document, evidence),
            "strip_lines": strip_lines(document, lines),
            "entries": entries,
            "numbers": numbers,
            "most_numbers": _NUMBERS_IF_PAGINATED if len(self._pages) > 1 else len(evidence),
            "entry_addresses": {
                entry.number: f"{page.address}#cited-{entry.number}"
                for page in self._pages
                for entry in page.items
            },
        }


def strip_lines(document: Document, lines: Sequence[DocumentLine | HiddenLines]) -> tuple[int, ...]:
    """The line at the start of each twelfth of the text, or the next one that is shown."""
    shown = [line.number for line in lines if isinstance(line, DocumentLine) and not line.blank]
    if not shown:
        return ()
    length = len(document.text.text)
    starts = (document.text.line_of(length * part // STRIP_LINKS) for part in range(STRIP_LINKS))
    return tuple(shown[min(bisect_left(shown, start), len(shown) - 1)] for start in starts)


def _sentences(report: Report, evidence: Iterable[Evidence]) -> Mapping[_EntryKey, str]:
    """The event, or the subject of the disagreement, that each such quote belongs to."""
    sentences: dict[_EntryKey, str] = {}
    for item in evidence:
        if item.kind is EntryKind.EVENT:
            sentences[item.kind, item.entry] = report.draft.timeline[int(item.entry) - 1].event
        elif item.kind is EntryKind.DISAGREEMENT:
            disagreement = report.draft.disagreements[int(item.entry) - 1]
            sentences[item.kind, item.entry] = disagreement.about
    return sentences


def _differences(report: Report, evidence: Iterable[Evidence]) -> frozenset[_EntryKey]:
    """Those of the quoting disagreements that are only differences in detail."""
    keys = {(item.kind, item.entry) for item in evidence if item.kind is EntryKind.DISAGREEMENT}
    disagreements = report.draft.disagreements
    return frozenset(key for key in keys if not disagreements[int(key[1]) - 1].is_real)


def _quoting_entries(
    report: Report,
    evidence: Iterable[Evidence],
    sentences: Mapping[_EntryKey, str],
    differences: frozenset[_EntryKey],
) -> tuple[QuotingEntry, ...]:
    groups: dict[_EntryKey, list[Evidence]] = {}
    for item in evidence:
        groups.setdefault((item.kind, item.entry), []).append(item)
    entries = []
    for number, ((kind, entry), items) in enumerate(groups.items(), 1):
        row = claim_row(report, report.draft.claims[entry]) if kind is EntryKind.CLAIM else None
        sentence = row.claim.claim if row else sentences[kind, entry]
        is_difference = (kind, entry) in differences
        entries.append(QuotingEntry(number, tuple(items), row, sentence, is_difference))
    return tuple(entries)
