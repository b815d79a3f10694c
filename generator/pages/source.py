"""The page of one source document: its text with the quoted passages, and who quotes them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import addresses
from generator.model import Citing, Document, Evidence, Report
from generator.pages.page import Findable, Page
from generator.pages.passages import Gap, Line, coverage, marked_lines
from generator.pages.rows import ClaimRow, claim_row
from generator.paging import cut
from generator.places import Places
from generator.words import Words


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
    report: Report, words: Words, places: Places, document: Document
) -> Iterator[Page]:
    """The document with every quoted passage marked and numbered by who cites it.

    Where a great many do, their list goes on on pages of its own.
    """
    source = document.source
    cited = sorted(report.evidence_in(source.id), key=lambda item: item.receipt.span)
    citations = _citations(report, cited)
    numbers = {
        (item.citing, item.entry): citation.number
        for citation in citations
        for item in citation.evidence
    }
    # In the order of their numbers, so that the numbers behind a passage come in order too.
    cited.sort(key=lambda item: numbers[item.citing, item.entry])
    lines = marked_lines(document, cited)
    description = words.say("source.description", count=len(citations))
    first, *more = cut(citations, addresses.source(source.id), CITATIONS_ON_A_PAGE)
    yield Page(
        address=first.address,
        template="source.html",
        title=source.title,
        label=source.title,
        description=description,
        view={
            "document": document,
            "source": source,
            "lines": lines,
            "coverage": coverage(document, cited),
            "parts": parts(document, lines),
            "citations": citations,
            "part": first,
            "numbers": numbers,
            "most_numbers": _NUMBERS_IN_LONG_LIST if more else len(cited),
            "listed_at": {
                citation.number: f"{page.address}#cited-{citation.number}"
                for page in (first, *more)
                for citation in page.items
            },
            "places": places,
        },
        findable=(Findable(source.title, _words(lines)),),
        section=addresses.SOURCES,
        position=source.marks.entry,
    )
    for part in more:
        yield Page(
            address=part.address,
            template="citations.html",
            title=part.named(words, source.title),
            label=part.named(words, source.title),
            description=description,
            view={"source": source, "part": part, "places": places},
            section=addresses.SOURCES,
        )


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


def _words(lines: Iterable[Line | Gap]) -> str:
    """The text that the page shows."""
    return "\n".join(
        "".join(segment.text for segment in line.segments)
        for line in lines
        if isinstance(line, Line) and not line.blank
    )


def _citations(report: Report, cited: Iterable[Evidence]) -> tuple[Citation, ...]:
    groups: dict[tuple[Citing, str], list[Evidence]] = {}
    for item in cited:
        groups.setdefault((item.citing, item.entry), []).append(item)
    citations = []
    for number, ((citing, entry), items) in enumerate(groups.items(), 1):
        row = claim_row(report, report.draft.claims[entry]) if citing is Citing.CLAIM else None
        if row:
            says = row.claim.claim
        elif citing is Citing.EVENT:
            says = report.draft.timeline[int(entry) - 1].event
        else:
            says = report.draft.disagreements[int(entry) - 1].about
        citations.append(Citation(number, tuple(items), row, says))
    return tuple(citations)
