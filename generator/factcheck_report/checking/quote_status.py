"""The status of quotes in a changed document, for the check and for `factcheck pin`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from factcheck_report.model import Quote
from factcheck_report.model.grouping import grouped
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.problems.excerpts import shorten
from factcheck_report.quotes import Ambiguous, Located, Locator, NotFound
from factcheck_report.quotes.artefacts import without_artefacts
from factcheck_report.quotes.folding import fold
from factcheck_report.quotes.sentences import sentence_of

_LONGEST_SHOWN = 200
"""Code points of a sentence that a problem shows."""
_Pieces = tuple[Span, ...]
NamedQuote = tuple[str, Quote]
"""A quote after its name in problems."""


class QuoteStatus(StrEnum):
    """The status of a quote in a changed document."""

    SAME = "same"
    """At the same offset, in the same sentence."""
    MOVED = "moved"
    """At another offset, in the same sentence."""
    FOUND = "found"
    """In the document. Its earlier sentence is not known."""
    ALTERED = "altered"
    """In the document, but in a different sentence."""
    AMBIGUOUS = "ambiguous"
    """In several sentences of the document."""
    NOT_FOUND = "not found"

    @property
    def lost(self) -> bool:
        """Whether the document no longer proves the quote."""
        return self in (QuoteStatus.AMBIGUOUS, QuoteStatus.NOT_FOUND)

    @property
    def heading(self) -> str:
        """The heading of a list of such quotes."""
        return _HEADINGS[self]


_HEADINGS = {
    QuoteStatus.SAME: "Unchanged quotes",
    QuoteStatus.MOVED: "Moved",
    QuoteStatus.FOUND: "Found, but the earlier sentence is not known",
    QuoteStatus.ALTERED: "Altered",
    QuoteStatus.AMBIGUOUS: "Ambiguous",
    QuoteStatus.NOT_FOUND: "Not found",
}


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """A quote's place in a document."""

    line: int
    """The line, from 1, in which the quote begins."""
    sentence: str
    """Its sentence, on one line; several if it has several pieces."""


@dataclass(frozen=True, slots=True)
class QuoteRecheck:
    """A quote that was looked up again in a changed document."""

    name: str
    """Its name in problems, e.g. "claim iran-supplied-drones, quote 2"."""
    text: str
    status: QuoteStatus
    now: QuotePlace | None = None
    """Its place now: the first of several, or the nearest passage if it was not found."""
    before: QuotePlace | None = None
    """Its earlier place, if known."""
    times: int = 1
    """The number of its occurrences."""

    @property
    def detail(self) -> str:
        """More about the status; may be empty."""
        before, now = self.before, self.now
        match self.status:
            case QuoteStatus.MOVED if before and now:
                moved = before.line != now.line
                return f"line {before.line} → {now.line}" if moved else f"within line {now.line}"
            case QuoteStatus.AMBIGUOUS if now:
                return f"occurs {self.times} times, first in line {now.line}"
            case QuoteStatus.NOT_FOUND:
                return (
                    f"nearest, line {now.line}: {shorten(now.sentence, _LONGEST_SHOWN)}"
                    if now
                    else "no similar passage"
                )
        return ""

    def sentences(self, longest: int = _LONGEST_SHOWN) -> tuple[str, str]:
        """Its sentence before and now, each with its line; empty texts if one is not known.

        Each is shortened to `longest` code points around the first difference.
        """
        if self.before is None or self.now is None:
            return "", ""
        was, now = self.before.sentence, self.now.sentence
        pairs = zip(fold(was).text, fold(now).text, strict=False)
        alike = next((at for at, (a, b) in enumerate(pairs) if a != b), 0)
        start = max(0, alike - longest // 2) if max(len(was), len(now)) > longest else 0
        return (
            f"before, line {self.before.line}: “{shorten(was, longest, start)}”",
            f"now, line {self.now.line}: “{shorten(now, longest, start)}”",
        )


def quotes_by_source(quotes: Iterable[NamedQuote]) -> dict[str, tuple[NamedQuote, ...]]:
    """The quotes from each source, in their order."""
    return grouped((named[1].source, named) for named in quotes)


def recheck_quotes(
    quotes: Iterable[NamedQuote], text: SourceText, earlier: SourceText | None
) -> Iterator[QuoteRecheck]:
    """Look up quotes, given with their names, in a changed document.

    `text` is the document now, `earlier` when it was pinned, if known.
    """
    now = Locator(text)
    before = Locator(earlier) if earlier else None
    for name, quote in quotes:
        result = now.locate_quote(quote)
        if isinstance(result, Located):
            yield _found(name, quote, text, result.pieces, before)
        elif isinstance(result, Ambiguous):
            first = _place(text, result.occurrences[0])
            yield QuoteRecheck(name, quote.text, QuoteStatus.AMBIGUOUS, first, times=result.total)
        else:
            nearest = _nearest(text, result)
            yield QuoteRecheck(name, quote.text, QuoteStatus.NOT_FOUND, nearest)


def _found(
    name: str, quote: Quote, text: SourceText, pieces: _Pieces, before: Locator | None
) -> QuoteRecheck:
    place = _place(text, pieces)
    result = before.locate_quote(quote) if before else None
    if before is None or result is None or isinstance(result, NotFound):
        return QuoteRecheck(name, quote.text, QuoteStatus.FOUND, place)
    earlier = before.source
    known = [result.pieces] if isinstance(result, Located) else list(result.occurrences)
    kept = [there for there in known if _same_sentences(earlier, there, text, pieces)]
    if not kept:
        status = QuoteStatus.ALTERED
    else:
        status = QuoteStatus.SAME if pieces in kept else QuoteStatus.MOVED
    there = pieces if status is QuoteStatus.SAME else (kept or known)[0]
    return QuoteRecheck(name, quote.text, status, place, _place(earlier, there))


def _same_sentences(was: SourceText, before: _Pieces, text: SourceText, now: _Pieces) -> bool:
    """Whether each piece is in the same sentence, ignoring spaces, typography and line breaks."""
    return len(before) == len(now) and all(
        _same_sentence(was, old, text, new) for old, new in zip(before, now, strict=True)
    )


def _same_sentence(was: SourceText, before: Span, text: SourceText, now: Span) -> bool:
    old, new = sentence_of(was, before), sentence_of(text, now)
    # If lines are wrapped differently, a sentence may seem to begin or end elsewhere. So the text
    # on either side is compared for the length of the longer of the two sentences.
    left = max(len(_folded(was, old.start, before.start)), len(_folded(text, new.start, now.start)))
    right = max(len(_folded(was, before.end, old.end)), len(_folded(text, now.end, new.end)))
    return (
        _folded(was, before.start, before.end) == _folded(text, now.start, now.end)
        and _before(was, before.start, left) == _before(text, now.start, left)
        and _behind(was, before.end, right) == _behind(text, now.end, right)
    )


def _folded(source: SourceText, start: int, end: int) -> str:
    return without_artefacts(fold(source.text[start:end])).text


def _before(source: SourceText, at: int, length: int) -> str:
    """`length` folded code points before an offset. Folding removes less than half of a text."""
    return _folded(source, max(0, at - 2 * length - 20), at)[-length:] if length else ""


def _behind(source: SourceText, at: int, length: int) -> str:
    return _folded(source, at, at + 2 * length + 20)[:length]


def _place(source: SourceText, pieces: _Pieces) -> QuotePlace:
    sentences = dict.fromkeys(sentence_of(source, piece) for piece in pieces)
    shown = (_flat(source, sentence) for sentence in sentences)
    return QuotePlace(source.line_of(pieces[0].start), " […] ".join(shown))


def _nearest(source: SourceText, result: NotFound) -> QuotePlace | None:
    if result.nearest is None:
        return None
    span = result.nearest.span
    return QuotePlace(source.line_of(span.start), _flat(source, span))


def _flat(source: SourceText, span: Span) -> str:
    return " ".join(source.text[span.start : span.end].split())
