"""Passages that hold an editor's words, each with the quote that would prove it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from factcheck_report.documents import files
from factcheck_report.editing.entries import QuoteDraft
from factcheck_report.model import Wording
from factcheck_report.model.safe_text import REORDERING
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes import Ambiguous, DiffRun, Located, Locator
from factcheck_report.quotes.fixes import REJOINED_WORDS, word_count_difference
from factcheck_report.quotes.folding import in_one_line
from factcheck_report.quotes.quotations import Quotations
from factcheck_report.quotes.sentences import sentence_of

MOST_NEAREST = 3
"""Passages that are shown if the words stand nowhere."""
_MOST_CONTEXT = 12
"""Words of a prefix or suffix."""
_CONTEXT_REACH = 400


@dataclass(frozen=True, slots=True)
class Searched:
    """A text to search, and the id of the source entry that names its file, if one does."""

    id: str | None
    file: str
    text: SourceText


@dataclass(frozen=True, slots=True)
class Passage:
    """A place where the words stand, or where words like them do."""

    searched: Searched
    pieces: tuple[Span, ...]
    sentence: Span
    quote: QuoteDraft | None
    """None if no quote can name exactly this place."""
    differences: tuple[str, ...] = ()
    """What differs in white space and typography from what was typed."""
    changes: tuple[DiffRun, ...] = ()
    """Not empty for a nearest passage: other words than those that were typed."""
    score: float = 100.0
    also: tuple[int, ...] = ()
    """The other lines in which the words stand, in the same sentence."""

    @property
    def line(self) -> int:
        """The line it begins in."""
        return self.searched.text.line_of(self.pieces[0].start)


class _Opened:
    """A text that is searched, with what is found out about it once."""

    def __init__(self, searched: Searched) -> None:
        self.searched = searched
        self.text = searched.text
        self.locator = Locator(searched.text)
        self.quotations = Quotations(searched.text)


def find_passages(
    words: str, searched: Iterable[Searched], *, whole_sentence: bool = False
) -> tuple[Passage, ...]:
    """All passages with these words, in the order of the texts.

    If there is none, those most like them, best first; they have `changes`. With
    `whole_sentence` the quotes give the sentences that the words stand in.
    """
    found: list[Passage] = []
    nearest: list[Passage] = []
    for item in searched:
        opened = _Opened(item)
        result = opened.locator.locate(words)
        if isinstance(result, Located):
            passage = _passage(opened, result.pieces, whole_sentence, words)
            also = tuple(item.text.line_of(pieces[0].start) for pieces in result.also)
            differences = tuple(map(str, result.differences))
            found.append(replace(passage, differences=differences, also=also))
        elif isinstance(result, Ambiguous):
            found += (_passage(opened, pieces, whole_sentence) for pieces in result.occurrences)
        elif result.nearest and not found:
            near = _passage(opened, (result.nearest.span,), whole_sentence, words)
            changes, score = result.nearest.changes, result.nearest.score
            nearest.append(replace(near, changes=changes, score=score))
    if found:
        return tuple(_once_each(found) if whole_sentence else found)
    return tuple(sorted(nearest, key=lambda passage: -passage.score)[:MOST_NEAREST])


def _once_each(passages: Iterable[Passage]) -> Iterator[Passage]:
    seen = set()
    for passage in passages:
        place = (passage.searched.file, passage.sentence)
        if place not in seen:
            seen.add(place)
            yield passage


def _passage(
    opened: _Opened, pieces: tuple[Span, ...], whole_sentence: bool, typed: str = ""
) -> Passage:
    sentence = sentence_of(opened.text, Span(pieces[0].start, pieces[-1].end))
    quoted = (sentence,) if whole_sentence else pieces
    typed = "" if whole_sentence else typed
    return Passage(opened.searched, pieces, sentence, _quote(opened, quoted, typed))


def _quote(opened: _Opened, pieces: tuple[Span, ...], typed: str) -> QuoteDraft | None:
    """The passage as a quote. Of a word that a line end breaks, `typed` says how to write it."""
    text = opened.text.text
    ways = [
        " […] ".join(_copied(write(text[piece.start : piece.end])) for piece in pieces)
        for write in REJOINED_WORDS
    ]
    if len(set(ways)) > 1 and typed:
        ways.sort(key=word_count_difference(typed))
        ways.insert(0, _copied(typed))
    for words in dict.fromkeys(ways):
        if draft := _draft(opened, pieces, words):
            return draft
    return None


def _draft(opened: _Opened, pieces: tuple[Span, ...], words: str) -> QuoteDraft | None:
    text = opened.text.text
    for prefix, suffix in _contexts(text, pieces[0].start, pieces[-1].end):
        result = opened.locator.locate(words, prefix=prefix, suffix=suffix)
        # Not compared span by span: a quote that begins with a mark may be found without it.
        if isinstance(result, Located) and _same_place(result, pieces):
            return QuoteDraft(words, opened.searched.id, _wording(opened, pieces), prefix, suffix)
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
        # A mark alone would do, but editors could not see that it matters.
        if count <= len(before) and _LETTER.search(prefix(count)):
            yield prefix(count), ""
        if count <= len(after) and _LETTER.search(suffix(count)):
            yield "", suffix(count)
    for count in range(1, _MOST_CONTEXT + 1):
        yield prefix(min(count, len(before))), suffix(min(count, len(after)))


_LETTER = re.compile(r"[^\W_]")

# What the report's reader refuses in a quote and the search passes over.
_REORDERING = re.compile(f"[{REORDERING}]")


def _copied(text: str) -> str:
    """The file's words as editors write them: plain single spaces, one line, no reordering."""
    return in_one_line(_REORDERING.sub("", text))


def _wording(opened: _Opened, pieces: tuple[Span, ...]) -> Wording:
    if opened.text.line_of(pieces[0].start) == 1:
        return Wording.HEADLINE
    if all(opened.quotations.around(piece) for piece in pieces):
        return Wording.QUOTED
    return Wording.DOCUMENT


def unlisted_files(root: Path, listed: Collection[str]) -> list[str]:
    """Files beside those of the sources, and of a kind with them, that no source names.

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
            continue  # the check says what is wrong with a source's path
        for name in names:
            path = str(folder / name)
            if path not in listed and not name.startswith(".") and Path(name).suffix in kinds:
                found.append(path)
    return found
