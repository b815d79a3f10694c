"""The page of one source document: its text with the quoted passages, and who quotes them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import Places
from factcheck_report.addresses.pagination import Part, cut
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Document, EntryKind, Evidence, Report
from factcheck_report.pages import subset as narrowing
from factcheck_report.pages.page import Findable, Later, Page
from factcheck_report.pages.passages import Gap, Line, coverage, marked_lines, shown_lines
from factcheck_report.pages.rows import ClaimRow, claim_row

_Entry = tuple[EntryKind, str]
"""What cites a passage: a claim by its id, an event or a disagreement by its number."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry that quotes a document, numbered in the order in which the document is read."""

    number: int
    evidence: tuple[Evidence, ...]
    claim: ClaimRow | None
    """None where it is an event or a disagreement."""
    says: str
    """The entry in one sentence."""


def source_pages(
    report: Report, translations: Translations, places: Places, document: Document
) -> list[Page]:
    """The document with every quoted passage marked and numbered by who cites it.

    Where a great many do, their list goes on on pages of its own.
    """
    part = narrowing.to_document(report, document)
    near = places.beside(part.evidence)
    others = _said_by_others(report, part.evidence)
    shown = _Shown(part, near, document, others)
    source = document.source
    number = len({(item.kind, item.entry) for item in part.evidence})
    pages = cut(range(number), addresses.source(source.id), CITATIONS_ON_A_PAGE)
    return [
        Page(
            address=page.address,
            template="source.html" if page.number == 1 else "citations.html",
            title=page.named(translations, source.title),
            label=page.named(translations, source.title),
            description=translations.text("source.description", count=number),
            view=Later(partial(shown.page, page.number - 1)),
            made_of=(part, near, page, others),
            findable=(_findable(document, part.evidence),) if page.number == 1 else (),
            section=addresses.SOURCES,
            position=source.marks.entry if page.number == 1 else None,
        )
        for page in pages
    ]


def _findable(document: Document, evidence: Sequence[Evidence]) -> Findable:
    lines = shown_lines(document, evidence)
    return Findable(
        document.source.title,
        "\n".join(line for _, line in lines),
        language=document.source.language,
        lines=tuple(number for number, _ in lines),
    )


class Numbers:
    """The numbers of the entries that quote a document. `last` is the last on its first page."""

    def __init__(self, citations: Iterable[Citation], last: int) -> None:
        self._last = last
        self._numbers = {
            (item.kind, item.entry): citation.number
            for citation in citations
            for item in citation.evidence
        }

    def of(self, item: Evidence) -> int:
        """The number of the entry that a quote belongs to."""
        return self._numbers[item.kind, item.entry]

    def on_page(self, evidence: Iterable[Evidence]) -> str:
        """Those of some quotes that are listed on the first page, with spaces between them."""
        numbers = map(self.of, evidence)
        return " ".join(str(number) for number in numbers if number <= self._last)


class _Shown:
    """What the pages of a document show."""

    def __init__(
        self, report: Report, places: Places, document: Document, others: Mapping[_Entry, str]
    ) -> None:
        self._report = report
        self._places = places
        self._document = document
        self._others = others

    def page(self, index: int) -> Mapping[str, object]:
        """What one of them shows, the first at 0."""
        part = self._parts[index]
        source = self._document.source
        text = {} if index else self._text()
        return {"source": source, "part": part, "places": self._places, **text}

    @cached_property
    def _cited(self) -> Sequence[Evidence]:
        return sorted(self._report.evidence, key=lambda item: item.receipt.span)

    @cached_property
    def _parts(self) -> Sequence[Part[Citation]]:
        citations = _citations(self._report, self._cited, self._others)
        return cut(citations, addresses.source(self._document.source.id), CITATIONS_ON_A_PAGE)

    def _text(self) -> dict[str, object]:
        document = self._document
        citations = tuple(citation for part in self._parts for citation in part.items)
        numbers = Numbers(citations, self._parts[0].last)
        # In the order of their numbers, so that the numbers behind a passage come in order too.
        cited = sorted(self._cited, key=numbers.of)
        lines = marked_lines(document, cited)
        return {
            "document": document,
            "lines": lines,
            "coverage": coverage(document, cited),
            "parts": parts(document, lines),
            "citations": citations,
            "numbers": numbers,
            "most_numbers": _NUMBERS_IN_LONG_LIST if len(self._parts) > 1 else len(cited),
            "listed_at": {
                citation.number: f"{part.address}#cited-{citation.number}"
                for part in self._parts
                for citation in part.items
            },
        }


CITATIONS_ON_A_PAGE = 200
"""Some 100 KB of HTML."""
_NUMBERS_IN_LONG_LIST = 3
"""Of those who cite a passage, behind it, where one page does not hold the list of them all."""
PARTS = 12
"""Of a document's strip, each a link: wide enough on a phone for a finger."""


def parts(document: Document, lines: Sequence[Line | Gap]) -> tuple[int, ...]:
    """The line that each twelfth of the text begins in; of lines not shown, the next that is."""
    shown = [line.number for line in lines if isinstance(line, Line) and not line.blank]
    if not shown:
        return ()
    length = len(document.text.text)
    starts = (document.text.line_of(length * part // PARTS) for part in range(PARTS))
    return tuple(shown[min(bisect_left(shown, start), len(shown) - 1)] for start in starts)


def _said_by_others(report: Report, evidence: Iterable[Evidence]) -> Mapping[_Entry, str]:
    """What each event and each disagreement that quotes a passage says, in one sentence."""
    said: dict[_Entry, str] = {}
    for item in evidence:
        if item.kind is EntryKind.EVENT:
            said[item.kind, item.entry] = report.draft.timeline[int(item.entry) - 1].event
        elif item.kind is EntryKind.DISAGREEMENT:
            said[item.kind, item.entry] = report.draft.disagreements[int(item.entry) - 1].about
    return said


def _citations(
    report: Report, cited: Iterable[Evidence], others: Mapping[_Entry, str]
) -> tuple[Citation, ...]:
    groups: dict[_Entry, list[Evidence]] = {}
    for item in cited:
        groups.setdefault((item.kind, item.entry), []).append(item)
    citations = []
    for number, ((kind, entry), items) in enumerate(groups.items(), 1):
        row = claim_row(report, report.draft.claims[entry]) if kind is EntryKind.CLAIM else None
        says = row.claim.claim if row else others[kind, entry]
        citations.append(Citation(number, tuple(items), row, says))
    return tuple(citations)
