"""Finds words that a quote leaves out although they negate, deny, weaken, limit or attribute it.

Only for languages with a word list (see `word_lists`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from factcheck_report.checking.word_lists import Effect, Phrase, WordList, word_list
from factcheck_report.model.languages import primary_language
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes.characters import CLOSING_QUOTES, TO_STRAIGHT
from factcheck_report.quotes.sentences import sentence_of

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_CLAUSE_END = re.compile(rf"[;:](?=\s|[{re.escape(''.join(CLOSING_QUOTES))}]|$)")
_NUMBER = re.compile(r"\. ?\d")
_SENTENCE_END = re.compile(r"[.!?…]")
_LONGEST_READ = 20_000
"""Code points of a gap that are read; of a longer gap, half of them at either end."""
_LONGEST_LABEL = 3
"""Maximum number of words of a label before a colon: “Denied: the bridge was safe.”"""
_FARTHEST_PART = 60
"""Maximum number of words between the parts of a separable verb."""


class OmissionPlace(StrEnum):
    """Where omitted words are."""

    BEFORE = "before"
    GAP = "gap"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class OmittedWord:
    """A word or phrase that a quote leaves out although it changes the meaning of the quote."""

    word: str
    """As in the document. A separable verb is written “wies … zurück”."""
    effect: Effect
    span: Span
    place: OmissionPlace
    gap: int = 0
    """The number, from 0, of the gap that it is in."""
    continues: bool = False
    """Whether it may be the verb of the part before the gap, as in “the office […] it was safe”."""


@dataclass(frozen=True, slots=True)
class _TextWord:
    """A word of the document."""

    word: str
    """In lower case, with straight apostrophes."""
    start: int
    end: int
    capital: bool
    lead: str
    """The text between it and the word before it."""


def omitted_words(
    source: SourceText, pieces: Sequence[Span], language: str
) -> tuple[OmittedWord, ...]:
    """The words that a quote leaves out although they change its meaning, in order.

    Reads all text between the quoted `pieces`, and the rest of the sentence before the first and
    after the last, as far as the clause goes. Words inside the pieces never count. `language` is a
    BCP 47 tag.
    """
    known = word_list(primary_language(language))
    if known is None:
        return ()
    sentence = sentence_of(source, Span(pieces[0].start, pieces[-1].end))
    outside = (
        source.text[sentence.start : pieces[0].start],
        source.text[pieces[-1].end : sentence.end],
    )
    if len(pieces) == 1 and not any(_WORD.search(part) for part in outside):
        return ()
    words = _words(source.text, sentence, pieces)
    return tuple(_OmissionFinder(source.text, words, pieces, known).omitted_words())


def _words(text: str, sentence: Span, pieces: Sequence[Span]) -> list[_TextWord]:
    words = []
    previous = sentence.start
    for part in _parts(sentence, pieces):
        for found in _WORD.finditer(text, part.start, part.end):
            start, end = found.span()
            word = found[0].lower().translate(TO_STRAIGHT)
            lead = text[max(previous, start - 20) : start]
            words.append(_TextWord(word, start, end, found[0][0].isupper(), lead))
            previous = end
    return words


def _parts(sentence: Span, pieces: Sequence[Span]) -> Iterator[Span]:
    """The sentences of a quote, without the middle of long gaps."""
    start = sentence.start
    for left, right in pairwise(pieces):
        if right.start - left.end > _LONGEST_READ:
            yield Span(start, left.end + _LONGEST_READ // 2)
            start = right.start - _LONGEST_READ // 2
    yield Span(start, sentence.end)


class _OmissionFinder:
    """Finds phrases in the sentences of a quote, and decides which are omitted."""

    def __init__(
        self, text: str, words: Sequence[_TextWord], pieces: Sequence[Span], language: WordList
    ) -> None:
        self._text = text
        self._words = words
        self._pieces = pieces
        self._ends = [piece.end for piece in pieces]
        self._list = language
        self._first = _index(words, pieces[0].start)
        self._behind = _index(words, pieces[-1].end)
        self._reach = self._reach_before(), self._reach_after()

    def omitted_words(self) -> Iterator[OmittedWord]:
        """See `omitted_words` above."""
        index = 0
        while index < len(self._words):
            phrase = self._phrase_at(index)
            if phrase is None:
                index += 1
                continue
            cut = self._cut(index, phrase) if phrase.effect is not None else None
            if cut is not None:
                yield cut
            index += len(phrase.words)

    def _phrase_at(self, index: int) -> Phrase | None:
        word = self._words[index]
        if _NUMBER.match(self._text, word.end):
            return None  # “No. 7”
        if word.capital and word.word in self._list.capitalised:
            return None
        phrases = self._list.phrases.get(word.word)
        if phrases is None:
            if not word.word.endswith("n't"):
                return None
            phrases = self._list.phrases.get("n't", ())
            return phrases[0] if phrases else None
        for phrase in phrases:
            if self._stands_at(index, phrase.words) and (
                not phrase.rest or self._rest_of(index, phrase) is not None
            ):
                return phrase
        return None

    def _stands_at(self, index: int, words: Sequence[str]) -> bool:
        found = self._words[index : index + len(words)]
        return (
            len(found) == len(words)
            and all(one.word == word for one, word in zip(found, words, strict=True))
            and all(one.lead.isspace() for one in found[1:])
        )

    def _rest_of(self, index: int, phrase: Phrase) -> int | None:
        """The index of the second part of a separable verb, in the same sentence."""
        first = index + len(phrase.words)
        for at in range(first, min(first + _FARTHEST_PART, len(self._words))):
            if _SENTENCE_END.search(self._words[at].lead):
                return None
            if self._words[at].word == phrase.rest[0] and self._stands_at(at, phrase.rest):
                return at
        return None

    def _cut(self, index: int, phrase: Phrase) -> OmittedWord | None:
        """The phrase at an index, if the quote leaves it or a part of it out."""
        at = self._rest_of(index, phrase) if phrase.rest else None
        word = self._phrase_text(index, phrase.words)
        if at is None:
            return self._outside(index, phrase, word, len(phrase.words))
        word = f"{word} … {self._phrase_text(at, phrase.rest)}"
        return self._outside(index, phrase, word, len(phrase.words)) or self._outside(
            at, phrase, word, len(phrase.rest)
        )

    def _phrase_text(self, index: int, words: Sequence[str]) -> str:
        start, end = self._words[index].start, self._words[index + len(words) - 1].end
        return " ".join(self._text[start:end].split())

    def _outside(self, index: int, phrase: Phrase, word: str, length: int) -> OmittedWord | None:
        """The words from an index on, if the quote leaves them out and they affect it."""
        span = Span(self._words[index].start, self._words[index + length - 1].end)
        if phrase.effect is None:
            return None
        if span.start < self._pieces[0].start:
            near = not phrase.beside or self._only_between(index + length, self._first)
            if index < self._reach[0] or not near:
                return None
            return OmittedWord(word, phrase.effect, span, OmissionPlace.BEFORE)
        if span.end > self._pieces[-1].end:
            near = not phrase.beside or self._only_between(self._behind, index)
            if index >= self._reach[1] or not near or phrase.affects_only_following:
                return None
            # “… and said” begins another statement.
            if phrase.effect is Effect.ATTRIBUTE and self._is_coordinated(index):
                return None
            return OmittedWord(word, phrase.effect, span, OmissionPlace.AFTER)
        gap = bisect_right(self._ends, span.start)
        if gap and span.start < self._pieces[gap].start:
            continues = not phrase.attributes_without_verb and self._continues(
                index, self._ends[gap - 1]
            )
            return OmittedWord(word, phrase.effect, span, OmissionPlace.GAP, gap - 1, continues)
        return None

    def _continues(self, index: int, end: int) -> bool:
        """Whether only auxiliary words are between the end of a part and an index."""
        first = _index(self._words, end)
        # Backwards: mostly the word before already decides.
        while index > first and self._words[index].lead.isspace():
            index -= 1
            if self._words[index].word not in self._list.between:
                return False
        return index == first and self._words[first].lead.isspace()

    def _only_between(self, first: int, last: int) -> bool:
        words = (word.word for word in self._words[first:last])
        return last - first <= 3 and all(word in self._list.between for word in words)

    def _is_coordinated(self, index: int) -> bool:
        between = self._words[self._behind : index]
        return any(word.word in self._list.conjunctions for word in between)

    def _reach_before(self) -> int:
        """The first word of the clause in which the quote begins."""
        for index in range(min(self._first, len(self._words) - 1), 0, -1):
            if self._begins_clause(index, own_subject=False):
                return index
        return 0

    def _reach_after(self) -> int:
        """The first word after the quote that belongs to another clause."""
        for index in range(self._behind, len(self._words)):
            subordinate = self._words[index].word in self._list.subordinating
            if subordinate or self._begins_clause(index, own_subject=True):
                return index
        return len(self._words)

    def _begins_clause(self, index: int, *, own_subject: bool) -> bool:
        word = self._words[index]
        if _CLAUSE_END.search(word.lead):
            # “Denied: the bridge was safe.” is one statement.
            return index > _LONGEST_LABEL or ":" not in word.lead
        if word.word not in self._list.conjunctions or not re.search("[,–—-]", word.lead):
            return False
        if index + 1 == len(self._words):
            return False
        following = self._words[index + 1]
        if following.word in self._list.subordinating:
            return False
        return not own_subject or following.capital or following.word in self._list.subjects


def _index(words: Sequence[_TextWord], offset: int) -> int:
    """The index of the first word that ends after an offset."""
    return bisect_right(words, offset, key=lambda word: word.end)
