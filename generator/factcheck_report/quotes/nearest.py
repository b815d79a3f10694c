"""The passage most similar to a quote that was not found. It helps editors and proves nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from factcheck_report.model.spans import common_ends
from factcheck_report.quotes.artefacts import breaks_word
from factcheck_report.quotes.characters import UNSPACED
from factcheck_report.quotes.folding import (
    FoldedText,
    SearchableText,
    Substitution,
    substitute,
    without_invisible,
)
from factcheck_report.quotes.results import DiffKind, DiffRun, NearestPassage
from factcheck_report.quotes.words import cuts_word

MIN_SCORE = 60.0
"""Minimum similarity in per cent. Less similar passages confuse more than they help."""

_NEEDLE = 400
"""Code points that are searched for. A longer needle takes rapidfuzz seconds."""
_SMALL = 200_000
"""Code points of a text that is searched as a whole if no anchors are found."""
_ANCHOR = 12
_ANCHORS = 24
_ANCHOR_USES = 20
_WINDOWS = 4
_MARGIN = 40
_WORD = re.compile(f"[{UNSPACED}]|[^ {UNSPACED}]+")
_ACCENTED = re.compile(r"[A-Z]|[^\x00-\xbf\u4e00-\u9fff]")
"""Characters that change in lower case and without accents."""
_WHITE_SPACE = re.compile(r"\s+")

_Range = tuple[int, int]


def nearest_passage(quote: SearchableText, source: SearchableText) -> NearestPassage | None:
    """The passage of the source most similar to a quote; None if none is similar enough.

    If none is, tries again without capitals and accents. Of a quote over 400 code points, compares
    only the part around the first difference. Takes time linear in the source.
    """
    if found := _most_similar(quote.text, source.text):
        return _compare(quote, found.part, source, found.passage, found.score)
    plain, plain_source = _plain(quote.text), _plain(source.text)
    if plain.text and (found := _most_similar(plain.text, plain_source.text)):
        part, passage = plain.span(*found.part), plain_source.span(*found.passage)
        return _compare(
            quote, (part.start, part.end), source, (passage.start, passage.end), found.score
        )
    return None


class _SimilarPassage(NamedTuple):
    """A passage similar to a part of a quote."""

    part: _Range
    passage: _Range
    score: float


def _most_similar(quote: str, source: str) -> _SimilarPassage | None:
    start, end = _first_difference(quote, source)
    needle = quote[start:end]
    for windows in (_anchored(needle, source), _everywhere(source)):
        passages = [found for window in windows for found in _passages(needle, source, window)]
        if not passages:
            continue
        score, passage = max(passages, key=lambda scored: (scored[0], -scored[1][0]))
        if score >= MIN_SCORE:
            return _SimilarPassage((start, end), passage, score)
    return None


@lru_cache(maxsize=8)
def _plain(text: str) -> FoldedText:
    """A folded text in lower case without accents, mapped to it."""
    return substitute(
        text,
        (
            Substitution(found.start(), found.end(), _without_accents(found[0]), "plain")
            for found in _ACCENTED.finditer(text)
        ),
    )


@lru_cache(4096)
def _without_accents(char: str) -> str:
    apart = unicodedata.normalize("NFD", char.lower())
    return "".join(part for part in apart if not unicodedata.combining(part))


def passage_at(
    quote: SearchableText, source: SearchableText, start: int, end: int
) -> NearestPassage:
    """The passage at a range of the folded source where the quote stands, in whole words."""
    if breaks_word(source, start):
        start -= 3  # the hyphen, the line end, and a letter before them
    if breaks_word(source, end):
        end += 3
    start, end = _to_words(source.text, start, end)
    while source.divides(start):
        start -= 1
    while source.divides(end):
        end += 1
    score = fuzz.ratio(quote.text, source.text[start:end])
    return _compare(quote, (0, len(quote.text)), source, (start, end), score)


def _first_difference(quote: str, text: str) -> _Range:
    """The whole of a short quote, or the part of a long one around the first difference."""
    if len(quote) <= _NEEDLE:
        return 0, len(quote)
    known, unknown = 0, len(quote)
    while unknown - known > 1:
        middle = (known + unknown) // 2
        if quote[:middle] in text:
            known = middle
        else:
            unknown = middle
    start = min(max(known - _NEEDLE // 2, 0), len(quote) - _NEEDLE)
    return _to_words(quote, start, start + _NEEDLE)


def _anchored(needle: str, text: str) -> Iterator[_Range]:
    """Windows of the text in which most anchors, short parts of the needle, were found."""
    votes: Counter[int] = Counter()
    last = max(len(needle) - _ANCHOR, 0)
    for offset in range(0, last + 1, max(last // _ANCHORS, 1)):
        anchor = needle[offset : offset + _ANCHOR]
        at = text.find(anchor)
        for _ in range(_ANCHOR_USES):
            if at < 0:
                break
            votes[max(at - offset, 0) // len(needle)] += 1
            at = text.find(anchor, at + 1)
    for bucket, _ in votes.most_common(_WINDOWS):
        middle = bucket * len(needle)
        yield max(middle - len(needle), 0), min(middle + 3 * len(needle), len(text))


def _everywhere(text: str) -> Iterator[_Range]:
    if len(text) <= _SMALL:
        yield 0, len(text)


def _passages(needle: str, text: str, window: _Range) -> Iterator[tuple[float, _Range]]:
    """Similar passages in a window of the text, in whole words, with their scores."""
    found = fuzz.partial_ratio_alignment(needle, text[window[0] : window[1]], score_cutoff=50)
    if found is None or found.dest_start >= found.dest_end:
        return
    start, end = window[0] + found.dest_start, window[0] + found.dest_end
    passage = _to_words(text, start, end)
    yield fuzz.ratio(needle, text[passage[0] : passage[1]]), passage
    wider = _to_words(text, max(start - _MARGIN, 0), min(end + _MARGIN, len(text)))
    typed, in_file = _words(needle, 0, len(needle)), _words(text, *wider)
    matcher = SequenceMatcher(None, _texts(needle, typed), _texts(text, in_file), autojunk=False)
    same = matcher.get_matching_blocks()[:-1]
    if same:
        first = max(same[0].b - same[0].a, 0)
        after = len(typed) - same[-1].a - same[-1].size
        last = min(same[-1].b + same[-1].size + after, len(in_file)) - 1
        passage = in_file[first][0], in_file[last][1]
        yield fuzz.ratio(needle, text[passage[0] : passage[1]]), passage


def _to_words(text: str, start: int, end: int) -> _Range:
    """Extend a range to word boundaries, at most by `_MARGIN`."""
    first, last = max(start - _MARGIN, 0), min(end + _MARGIN, len(text))
    while start < end - 1 and text[start] == " ":
        start += 1
    while end > start + 1 and text[end - 1] == " ":
        end -= 1
    while start > first and cuts_word(text, start):
        start -= 1
    while end < last and cuts_word(text, end):
        end += 1
    return start, end


def _words(text: str, start: int, end: int) -> list[_Range]:
    return [match.span() for match in _WORD.finditer(text, start, end)]


def _texts(text: str, words: list[_Range]) -> list[str]:
    return [text[start:end] for start, end in words]


def _compare(
    quote: SearchableText, part: _Range, source: SearchableText, passage: _Range, score: float
) -> NearestPassage:
    typed, in_file = _words(quote.text, *part), _words(source.text, *passage)
    changes: list[DiffRun] = []
    for tag, first, last, file_first, file_last in _opcodes(
        _texts(quote.text, typed), _texts(source.text, in_file)
    ):
        ours, theirs = typed[first:last], in_file[file_first:file_last]
        if tag == "equal" and theirs:
            spaced = _spaced(quote, ours) or _spaced(source, theirs)
            changes.append(DiffRun(DiffKind.SAME, _raw(source, theirs) + " " * spaced))
        elif tag != "equal":
            for kind, side, words in (
                (DiffKind.TYPED, quote, ours),
                (DiffKind.IN_FILE, source, theirs),
            ):
                if words:
                    changes.append(DiffRun(kind, _raw(side, words) + " " * _spaced(side, words)))
    return NearestPassage(source.span(*passage), score, tuple(changes))


def _raw(folded: SearchableText, words: list[_Range]) -> str:
    """Adjacent words of the original, with single spaces."""
    span = folded.span(words[0][0], words[-1][1])
    raw = without_invisible(folded.original[span.start : span.end])
    return _WHITE_SPACE.sub(" ", raw)


def _spaced(folded: SearchableText, words: list[_Range]) -> bool:
    return folded.text.startswith(" ", words[-1][1])


def _opcodes(typed: list[str], in_file: list[str]) -> list[tuple[str, int, int, int, int]]:
    """`SequenceMatcher.get_opcodes`, with the common beginning and end removed first.

    So a long quote that differs only at one end, or not at all, takes linear time.
    """
    head, tail = common_ends(typed, in_file)
    last, file_last = len(typed) - tail, len(in_file) - tail
    matcher = SequenceMatcher(None, typed[head:last], in_file[head:file_last], autojunk=False)
    return [
        ("equal", 0, head, 0, head),
        *(
            (tag, a + head, b + head, c + head, d + head)
            for tag, a, b, c, d in matcher.get_opcodes()
        ),
        ("equal", last, len(typed), file_last, len(in_file)),
    ]
