"""The file's own words for a quote that was not found but differs only in small signs.

`Fixer.fix` compares quote and file without capitals, punctuation, white space and extraction
artefacts: superscripts, ligatures, hyphens at line ends, note marks attached to words. All other
characters (letters, accents, digits and signs such as %, € and +) must be the same, in the same
order, and in a single place of the file. A text with a lost letter (U+FFFD) is never fixed.

Spaces and points between two digits count, because 1.5 is not 15, and so does a minus before a
digit. Nothing is fixed if other spaces make or remove a word like “not”: “notable”, “not able”.

Takes time linear in the document, which is prepared once, and in the quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from factcheck_report.model.safe_text import visible
from factcheck_report.model.spans import Span
from factcheck_report.quotes.fixes.letters import comparable, without_note_marks
from factcheck_report.quotes.fixes.parts import QuotePart, divisions
from factcheck_report.quotes.fixes.search import FixSearch, PartPlaces
from factcheck_report.quotes.folding import FoldedText, fold, fold_trimmed, without_invisible
from factcheck_report.quotes.locator import Locator
from factcheck_report.quotes.results import MAX_PIECES, MAX_QUOTE, Located

_BROKEN_WORD = re.compile(r"(?<=\w)([-‐]|\u00ad)[^\S\r\n]*+[\r\n]\s*+(?=\w)")
REJOINED_WORDS: tuple[Callable[[str], str], ...] = (
    lambda text: _BROKEN_WORD.sub("", text),
    lambda text: _BROKEN_WORD.sub(r"\1", text),
    lambda text: text,
)
"""Ways to write a word that the file breaks at a line end; the first that is found is taken."""


_WORD = re.compile(r"\w+")


def word_count_difference(typed: str) -> Callable[[str], int]:
    """A sort key: how much a text's number of words differs from that of the typed one.

    A hyphen separates words, so that “two thirds” sorts “two-thirds” before “twothirds”.
    """
    number = len(_WORD.findall(typed))
    return lambda text: abs(len(_WORD.findall(text)) - number)


@dataclass(frozen=True, slots=True)
class Fix:
    """A quote in the file's own words, with the elisions and brackets as typed."""

    text: str
    prefix: str | None
    suffix: str | None
    """As typed if the quote is found with them; None if not given."""
    pieces: tuple[Span, ...]
    """The passage of the fixed quote."""


class Fixer:
    """Fixes quotes of one document."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator

    @cached_property
    def _file(self) -> FoldedText:
        return fold(self._locator.source.text)

    @cached_property
    def _searches(self) -> tuple[FixSearch, ...]:
        """The document with and without note marks."""
        return tuple(
            FixSearch(self._file.text, reduce) for reduce in (comparable, without_note_marks)
        )

    def fix(self, quote: str, prefix: str | None = None, suffix: str | None = None) -> Fix | None:
        """The quote in the file's own words; None if it is not certain which are meant.

        For quotes that `Locator.locate` does not find. It finds the fixed quote.
        """
        if max(len(quote), len(prefix or ""), len(suffix or "")) > MAX_QUOTE:
            return None
        for groups in divisions(quote):
            if not groups or sum(map(len, groups)) > MAX_PIECES:
                continue
            places: set[PartPlaces] = set()
            for search in self._searches:
                found = search.places(groups, prefix or "", suffix or "")
                if found is None:
                    return None
                places |= found
            if len(places) > 1:
                return None
            for place in places:
                if fix := self._fixed(quote, prefix, suffix, groups, place):
                    return fix
        return None

    def _fixed(
        self,
        quote: str,
        prefix: str | None,
        suffix: str | None,
        groups: list[list[QuotePart]],
        place: PartPlaces,
    ) -> Fix | None:
        """The quote with the file's words at a place, if the locator finds it there."""
        parts = [part for group in groups for part in group]
        substitute: list[tuple[int, int, Span]] = []
        edges: list[Span] = []
        for part, (start, end) in zip(parts, place.ranges, strict=True):
            typed, range_ = part.matched(self._file.text, start, end)
            edges.append(range_)
            in_file = self._file.text[range_.start : range_.end]
            if not part.has_same_meaning(in_file):
                return None
            if fold_trimmed(quote[typed.start : typed.end]).text != in_file:
                substitute.append((typed.start, typed.end, range_))
        before = Span(place.before, edges[0].start) if prefix and place.before >= 0 else None
        after = Span(edges[-1].end, place.after) if suffix and place.after >= 0 else None

        def written(write: Callable[[str], str]) -> str:
            words = quote
            for start, end, range_ in reversed(substitute):
                words = words[:start] + self._in_one_line(range_, write) + words[end:]
            return words

        # With as many words as typed: “two-thirds” for “two thirds”, “inspected” for “inspectd”.
        difference = word_count_difference(quote)
        for write in sorted(REJOINED_WORDS, key=lambda write: difference(written(write))):
            words = written(write)
            prefixes = [prefix, *([self._in_one_line(before, write)] if before else [])]
            suffixes = [suffix, *([self._in_one_line(after, write)] if after else [])]
            for new_prefix, new_suffix in product(prefixes, suffixes):
                fix = self._found(words, new_prefix, new_suffix, edges)
                if fix and (words, new_prefix, new_suffix) != (quote, prefix, suffix):
                    return fix
        return None

    def _found(
        self, words: str, prefix: str | None, suffix: str | None, edges: list[Span]
    ) -> Fix | None:
        written = words + (prefix or "") + (suffix or "")
        # Never write what the loader of claims.yaml refuses.
        if "\ufffd" in written or visible(written) != written:
            return None
        found = self._locator.locate(words, prefix=prefix, suffix=suffix)
        if not isinstance(found, Located):
            return None
        first, last = (self._file.span(edge.start, edge.end) for edge in (edges[0], edges[-1]))
        if not (found.pieces[0].overlaps(first) and found.pieces[-1].overlaps(last)):
            return None
        return Fix(words, prefix, suffix, found.pieces)

    def _in_one_line(self, range_: Span, write: Callable[[str], str]) -> str:
        """The file's words at a range of the folded document, on one line."""
        if range_.start >= range_.end:
            return ""
        span = self._file.span(range_.start, range_.end)
        text = write(self._locator.source.text[span.start : span.end])
        return " ".join(without_invisible(text).split())
