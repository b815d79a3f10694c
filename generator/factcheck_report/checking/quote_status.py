"""What became of quotes in a document that changed: the one answer that check and pin give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from factcheck_report.model import Draft, Quote
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes import Ambiguous, Located, Locator, NotFound
from factcheck_report.quotes.artefacts import without_artefacts
from factcheck_report.quotes.folding import fold
from factcheck_report.quotes.sentences import sentence_of

_LONGEST_SHOWN = 200
"""Code points of a sentence that a problem shows."""
_Pieces = tuple[Span, ...]


class QuoteStatus(StrEnum):
    """What became of a quote in a document that changed."""

    SAME = "same"
    """It stands where it stood, in the same sentence."""
    MOVED = "moved"
    """It stands elsewhere, and its sentence moved with it."""
    FOUND = "found"
    """It is there. Where it stood before is not known."""
    ALTERED = "altered"
    """Its words are there, but the sentence around them is another."""
    AMBIGUOUS = "ambiguous"
    """Its words are there more than once."""
    NOT_FOUND = "not found"

    @property
    def lost(self) -> bool:
        """Whether the document no longer proves the quote."""
        return self in (QuoteStatus.AMBIGUOUS, QuoteStatus.NOT_FOUND)

    @property
    def heading(self) -> str:
        """What a list of such quotes is called."""
        return _HEADINGS[self]


_HEADINGS = {
    QuoteStatus.SAME: "Quotes that stand where they stood",
    QuoteStatus.MOVED: "Moved",
    QuoteStatus.FOUND: "Found, the earlier place not known",
    QuoteStatus.ALTERED: "Altered",
    QuoteStatus.AMBIGUOUS: "Ambiguous",
    QuoteStatus.NOT_FOUND: "Not found",
}


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where the words of a quote stand in a document."""

    line: int
    """From 1; the line in which they begin."""
    sentence: str
    """The sentence around them, on one line. A quote with several pieces may have several."""


@dataclass(frozen=True, slots=True)
class QuoteRecheck:
    """A quote, and what became of it."""

    name: str
    """As problems name it, e.g. "claim iran-supplied-drones, quote 2"."""
    text: str
    status: QuoteStatus
    now: QuotePlace | None = None
    """Where it stands: the first place of several; the nearest passage of one that is not found."""
    before: QuotePlace | None = None
    """Where it stood, if that is known."""
    times: int = 1
    """How often its words stand there."""

    @property
    def detail(self) -> str:
        """What there is to say beyond the status; empty if nothing."""
        before, now = self.before, self.now
        match self.status:
            case QuoteStatus.MOVED if before and now:
                moved = before.line != now.line
                return f"line {before.line} → {now.line}" if moved else f"within line {now.line}"
            case QuoteStatus.AMBIGUOUS if now:
                return f"stands there {self.times} times, first in line {now.line}"
            case QuoteStatus.NOT_FOUND:
                return (
                    f"nearest, line {now.line}: {_cut(now.sentence, 0, _LONGEST_SHOWN)}"
                    if now
                    else "nothing like it is there"
                )
        return ""

    def sentences(self, longest: int = _LONGEST_SHOWN) -> tuple[str, str]:
        """Its sentence before and now, each with its line, of a quote for which both are known.

        Each is cut to `longest` code points, so that where they begin to differ is shown.
        """
        if self.before is None or self.now is None:
            return "", ""
        was, now = self.before.sentence, self.now.sentence
        pairs = zip(fold(was).text, fold(now).text, strict=False)
        alike = next((at for at, (a, b) in enumerate(pairs) if a != b), 0)
        start = max(0, alike - longest // 2) if max(len(was), len(now)) > longest else 0
        return (
            f"before, line {self.before.line}: “{_cut(was, start, longest)}”",
            f"now, line {self.now.line}: “{_cut(now, start, longest)}”",
        )


def _cut(text: str, start: int, longest: int) -> str:
    end = start + longest
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def quotes_by_source(draft: Draft) -> dict[str, list[tuple[str, Quote]]]:
    """The quotes by source, in the editor's order, with the names that problems give them."""
    named: dict[str, list[tuple[str, Quote]]] = {}
    for kind, entry, quotes in draft.quoting_entries():
        for number, quote in enumerate(quotes, 1):
            named.setdefault(quote.source, []).append((f"{kind} {entry}, quote {number}", quote))
    return named


def recheck_quotes(
    quotes: Iterable[tuple[str, Quote]], text: SourceText, earlier: SourceText | None
) -> Iterator[QuoteRecheck]:
    """What became of each quote, given with its name.

    `text` is the document as it is, `earlier` as it was when it was pinned, if that is known.
    """
    now = Locator(text)
    before = Locator(earlier) if earlier else None
    for name, quote in quotes:
        result = _located(now, quote)
        if isinstance(result, Located):
            yield _found(name, quote, text, result.pieces, before)
        elif isinstance(result, Ambiguous):
            first = _place(text, result.occurrences[0])
            yield QuoteRecheck(name, quote.text, QuoteStatus.AMBIGUOUS, first, times=result.total)
        else:
            nearest = _nearest(text, result)
            yield QuoteRecheck(name, quote.text, QuoteStatus.NOT_FOUND, nearest)


def _located(locator: Locator, quote: Quote) -> Located | Ambiguous | NotFound:
    return locator.locate(quote.text, prefix=quote.prefix, suffix=quote.suffix)


def _found(
    name: str, quote: Quote, text: SourceText, pieces: _Pieces, before: Locator | None
) -> QuoteRecheck:
    place = _place(text, pieces)
    result = _located(before, quote) if before else None
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
    """Whether each piece stands in the same sentence, however it is spaced, set and wrapped."""
    return len(before) == len(now) and all(
        _same_sentence(was, old, text, new) for old, new in zip(before, now, strict=True)
    )


def _same_sentence(was: SourceText, before: Span, text: SourceText, now: Span) -> bool:
    old, new = sentence_of(was, before), sentence_of(text, now)
    # Where lines are wrapped otherwise a sentence may seem to begin or end elsewhere. So the words
    # on either side are compared as far as the longer of the two sentences goes.
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
    """So many folded code points before an offset; less than half of the file's are dropped."""
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
