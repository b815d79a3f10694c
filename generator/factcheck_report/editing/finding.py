"""Finds passages with an editor's words, and drafts the quote for each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from factcheck_report.documents import files
from factcheck_report.editing.entry_templates import QuoteDraft
from factcheck_report.model import Wording
from factcheck_report.model.safe_text import REORDERING
from factcheck_report.model.spans import TIME_CODE, SourceText, Span
from factcheck_report.quotes import Ambiguous, DiffRun, Located, Locator
from factcheck_report.quotes.fixes import REJOINED_WORDS, word_count_difference
from factcheck_report.quotes.folding import in_one_line
from factcheck_report.quotes.quotations import Quotations
from factcheck_report.quotes.sentences import sentence_of

MOST_NEAREST = 3
"""Similar passages that are returned if the words are not found."""
_MOST_CONTEXT = 12
"""Words of a prefix or suffix."""
_CONTEXT_REACH = 400
"""Code points on each side from which a prefix or suffix is taken."""


@dataclass(frozen=True, slots=True)
class SearchedText:
    """A text to search, and the id of the source entry that names its file, if there is one."""

    id: str | None
    file: str
    text: SourceText
    translate_into: str = ""
    """The report's language, if the document is in another one."""
    original: str | None = None
    """Path of the file that the text was extracted from, if there is one."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with the words, or with words like them."""

    source: SearchedText
    pieces: tuple[Span, ...]
    sentence: Span
    quote: QuoteDraft | None
    """None if no quote can identify exactly this passage."""
    differences: tuple[str, ...] = ()
    """How it differs from the typed words in white space and typography."""
    changes: tuple[DiffRun, ...] = ()
    """How the words differ; empty unless this is only a similar passage."""
    score: float = 100.0
    also: tuple[int, ...] = ()
    """Other lines with the words, in the same sentence."""

    @property
    def line(self) -> int:
        """The line it begins in."""
        return self.source.text.line_of(self.pieces[0].start)


class _SearchIndex:
    """A text with the indexes that are built for it once."""

    def __init__(self, source: SearchedText) -> None:
        self.source = source
        self.text = source.text
        self.locator = Locator(source.text)
        self.quotations = Quotations(source.text)


def find_passages(
    words: str, texts: Iterable[SearchedText], *, whole_sentence: bool = False
) -> tuple[FoundPassage, ...]:
    """All passages with these words, in the order of the texts.

    If there is none, the most similar ones, best first; they have `changes`. With
    `whole_sentence` the quotes are the sentences that contain the words.
    """
    found: list[FoundPassage] = []
    nearest: list[FoundPassage] = []
    for source in texts:
        index = _SearchIndex(source)
        result = index.locator.locate(words)
        if isinstance(result, Located):
            passage = _passage(index, result.pieces, whole_sentence, words)
            also = tuple(source.text.line_of(pieces[0].start) for pieces in result.also)
            differences = tuple(map(str, result.differences))
            found.append(replace(passage, differences=differences, also=also))
        elif isinstance(result, Ambiguous):
            found += (_passage(index, pieces, whole_sentence) for pieces in result.occurrences)
        elif result.nearest and not found:
            near = _passage(index, (result.nearest.span,), whole_sentence, words)
            changes, score = result.nearest.changes, result.nearest.score
            nearest.append(replace(near, changes=changes, score=score))
    if found:
        return tuple(_one_per_sentence(found) if whole_sentence else found)
    return tuple(sorted(nearest, key=lambda passage: -passage.score)[:MOST_NEAREST])


def _one_per_sentence(passages: Iterable[FoundPassage]) -> Iterator[FoundPassage]:
    seen = set()
    for passage in passages:
        place = (passage.source.file, passage.sentence)
        if place not in seen:
            seen.add(place)
            yield passage


def _passage(
    index: _SearchIndex, pieces: tuple[Span, ...], whole_sentence: bool, typed: str = ""
) -> FoundPassage:
    sentence = sentence_of(index.text, Span(pieces[0].start, pieces[-1].end))
    quoted = (sentence,) if whole_sentence else pieces
    typed = "" if whole_sentence else typed
    return FoundPassage(index.source, pieces, sentence, _quote(index, quoted, typed))


def _quote(index: _SearchIndex, pieces: tuple[Span, ...], typed: str) -> QuoteDraft | None:
    """The passage as a quote. `typed` shows how to write a word that a line end breaks."""
    text = index.text.text
    variants = [
        " […] ".join(_copied(write(text[piece.start : piece.end])) for piece in pieces)
        for write in REJOINED_WORDS
    ]
    if len(set(variants)) > 1 and typed:
        variants.sort(key=word_count_difference(typed))
        variants.insert(0, _copied(typed))
    for words in dict.fromkeys(variants):
        if draft := _draft(index, pieces, words):
            return draft
    return None


def _draft(index: _SearchIndex, pieces: tuple[Span, ...], words: str) -> QuoteDraft | None:
    text = index.text.text
    for prefix, suffix in _contexts(text, pieces[0].start, pieces[-1].end):
        result = index.locator.locate(words, prefix=prefix, suffix=suffix)
        # Only overlaps are compared: a quote that begins with a mark may be found without it.
        if isinstance(result, Located) and _same_place(result, pieces):
            wording, into = _wording(index, pieces), index.source.translate_into
            return QuoteDraft(words, index.source.id, wording, prefix, suffix, into)
        if not isinstance(result, Ambiguous) and not (prefix or suffix):
            return None
    return None


def _same_place(found: Located, pieces: tuple[Span, ...]) -> bool:
    return found.pieces[0].overlaps(pieces[0]) and found.pieces[-1].overlaps(pieces[-1])


def _contexts(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Prefixes and suffixes, the fewest words first."""
    before = list(re.finditer(r"\S+", text[max(start - _CONTEXT_REACH, 0) : start]))
    after = list(re.finditer(r"\S+", text[end : end + _CONTEXT_REACH]))
    shift = max(start - _CONTEXT_REACH, 0)

    def prefix(count: int) -> str:
        return _copied(text[shift + before[-count].start() : start]) if before else ""

    def suffix(count: int) -> str:
        return _copied(text[end : end + after[count - 1].end()]) if after else ""

    yield "", ""
    for count in range(1, _MOST_CONTEXT + 1):
        # A punctuation mark alone would do, but editors would not see its purpose.
        if count <= len(before) and _LETTER.search(prefix(count)):
            yield prefix(count), ""
        if count <= len(after) and _LETTER.search(suffix(count)):
            yield "", suffix(count)
    for count in range(1, _MOST_CONTEXT + 1):
        yield prefix(min(count, len(before))), suffix(min(count, len(after)))


_LETTER = re.compile(r"[^\W_]")

# Loading refuses these in a quote, and the search ignores them.
_TIME_CODE = re.compile(rf"(?m)^\f?{TIME_CODE}[^\S\r\n]*")
_REORDERING = re.compile(f"[{REORDERING}]")


def _copied(text: str) -> str:
    """The file's words as editors write them: plain single spaces, one line, no reordering."""
    return in_one_line(_REORDERING.sub("", _TIME_CODE.sub("", text)))


def _wording(index: _SearchIndex, pieces: tuple[Span, ...]) -> Wording:
    if index.text.is_timed:
        return Wording.TRANSCRIPT
    if index.text.line_of(pieces[0].start) == 1:
        return Wording.HEADLINE
    if all(index.quotations.around(piece) for piece in pieces):
        return Wording.QUOTED
    return Wording.DOCUMENT


def unlisted_files(root: Path, listed: Collection[str]) -> list[str]:
    """Files that no source names, in the folders of the sources and with their extensions.

    Paths relative to `root`, sorted.
    """
    paths = [PurePosixPath(path) for path in listed]
    kinds = {path.suffix for path in paths}
    found: list[str] = []
    for folder in sorted({path.parent for path in paths} - {PurePosixPath(".")}):
        try:
            files.check_path(str(folder))
            names = sorted(entry.name for entry in (root / folder).iterdir())
        except (files.FileRefused, OSError, ValueError):
            continue  # `factcheck check` reports what is wrong with the path
        for name in names:
            path = str(folder / name)
            if path not in listed and not name.startswith(".") and Path(name).suffix in kinds:
                found.append(path)
    return found
