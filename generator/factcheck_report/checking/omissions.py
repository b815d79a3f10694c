"""Words that negate, deny, weaken, limit or attribute a statement and were left out of a quote.

The words are data: one file a language in `words/`. In a language without a file no words are
known, and the rules that look for them find nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes.sentences import sentence_of

_FILES = Path(__file__).parent / "words"
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_CLAUSE_END = re.compile(r"[;:](?=\s|[“„«‘‚\"']|$)")
_NUMBER = re.compile(r"\. ?\d")
_SENTENCE_END = re.compile(r"[.!?…]")
_LONGEST_READ = 20_000
"""Code points of a gap that are read; of a longer one, half of them at either end."""
_LONGEST_LABEL = 3
"""Words before a colon that say something of what follows it."""
_FARTHEST_PART = 60
"""Words between the parts of a separable verb."""


class Effect(StrEnum):
    """What a word does to the statement that it belongs to."""

    NEGATE = "negate"
    DENY = "deny"
    HEDGE = "hedge"
    LIMIT = "limit"
    ATTRIBUTE = "attribute"


class OmissionPlace(StrEnum):
    """Where a word stands that a quote leaves out."""

    BEFORE = "before"
    GAP = "gap"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class OmittedWord:
    """A word, or a phrase, that a quote leaves out and that changes what the quote says."""

    word: str
    """As the document has it; of a verb in two parts, “wies … zurück”."""
    effect: Effect
    span: Span
    place: OmissionPlace
    gap: int = 0
    """The number of the gap, from 0, if it stands in one."""
    continues: bool = False
    """Whether it is the verb of the part before the gap, as in “the office […] it was safe”."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    rest: tuple[str, ...]
    """The second part, which stands further on in the sentence; mostly empty."""
    effect: Effect | None
    """None for a harmless phrase."""
    beside: bool
    """Outside the quoted words it counts only directly beside them."""
    onward: bool
    """It reaches only what follows it."""
    aside: bool
    """It needs no subject: “according to”."""


@dataclass(frozen=True, slots=True)
class _WordList:
    phrases: Mapping[str, Sequence[_Phrase]]
    """By first word; the longest first, of equally long ones the harmless first."""
    between: frozenset[str]
    capitalised: frozenset[str]
    subjects: frozenset[str]
    conjunctions: frozenset[str]
    subordinating: frozenset[str]


@dataclass(frozen=True, slots=True)
class _TextWord:
    """A word of the text."""

    word: str
    """In small letters, apostrophes straight."""
    start: int
    end: int
    capital: bool
    lead: str
    """What stands between it and the word before it."""


def omitted_words(
    source: SourceText, pieces: Sequence[Span], language: str
) -> tuple[OmittedWord, ...]:
    """The words left out of a quote that change what it says, in the order of the text.

    `pieces` are the quoted parts; all that stands between them is read. Before the first and after
    the last, the rest of the sentence is read, to the edge of the clause. Words inside the pieces
    never count. `language` is a BCP 47 tag.
    """
    known = _word_list(language.partition("-")[0].lower())
    if known is None:
        return ()
    sentence = sentence_of(source, Span(pieces[0].start, pieces[-1].end))
    outside = (
        source.text[sentence.start : pieces[0].start],
        source.text[pieces[-1].end : sentence.end],
    )
    if len(pieces) == 1 and not any(_WORD.search(part) for part in outside):
        return ()
    tokens = _tokens(source.text, sentence, pieces)
    return tuple(_OmissionFinder(source.text, tokens, pieces, known).omitted_words())


def _tokens(text: str, sentence: Span, pieces: Sequence[Span]) -> list[_TextWord]:
    tokens = []
    previous = sentence.start
    for part in _parts(sentence, pieces):
        for found in _WORD.finditer(text, part.start, part.end):
            start, end = found.span()
            word = found[0].lower().translate(_APOSTROPHES)
            lead = text[max(previous, start - 20) : start]
            tokens.append(_TextWord(word, start, end, found[0][0].isupper(), lead))
            previous = end
    return tokens


def _parts(sentence: Span, pieces: Sequence[Span]) -> Iterator[Span]:
    """What is read of the sentences of a quote: all of it, without the middle of long gaps."""
    start = sentence.start
    for left, right in pairwise(pieces):
        if right.start - left.end > _LONGEST_READ:
            yield Span(start, left.end + _LONGEST_READ // 2)
            start = right.start - _LONGEST_READ // 2
    yield Span(start, sentence.end)


class _OmissionFinder:
    """Finds the phrases among the words of a quote's sentences, and those that it leaves out."""

    def __init__(
        self, text: str, tokens: Sequence[_TextWord], pieces: Sequence[Span], language: _WordList
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._pieces = pieces
        self._ends = [piece.end for piece in pieces]
        self._word_list = language
        self._first = _index(tokens, pieces[0].start)
        self._behind = _index(tokens, pieces[-1].end)
        self._reach = self._reach_before(), self._reach_after()

    def omitted_words(self) -> Iterator[OmittedWord]:
        """See `omitted_words` above."""
        index = 0
        while index < len(self._tokens):
            phrase = self._phrase_at(index)
            if phrase is None:
                index += 1
                continue
            cut = self._cut(index, phrase) if phrase.effect is not None else None
            if cut is not None:
                yield cut
            index += len(phrase.words)

    def _phrase_at(self, index: int) -> _Phrase | None:
        token = self._tokens[index]
        if _NUMBER.match(self._text, token.end):
            return None  # “No. 7”
        if token.capital and token.word in self._word_list.capitalised:
            return None
        phrases = self._word_list.phrases.get(token.word)
        if phrases is None:
            if not token.word.endswith("n't"):
                return None
            phrases = self._word_list.phrases.get("n't", ())
            return phrases[0] if phrases else None
        for phrase in phrases:
            if self._stands_at(index, phrase.words) and (
                not phrase.rest or self._rest_of(index, phrase) is not None
            ):
                return phrase
        return None

    def _stands_at(self, index: int, words: Sequence[str]) -> bool:
        tokens = self._tokens[index : index + len(words)]
        return (
            len(tokens) == len(words)
            and all(token.word == word for token, word in zip(tokens, words, strict=True))
            and all(token.lead.isspace() for token in tokens[1:])
        )

    def _rest_of(self, index: int, phrase: _Phrase) -> int | None:
        """The place of the second part of a verb, in the same sentence."""
        first = index + len(phrase.words)
        for at in range(first, min(first + _FARTHEST_PART, len(self._tokens))):
            if _SENTENCE_END.search(self._tokens[at].lead):
                return None
            if self._tokens[at].word == phrase.rest[0] and self._stands_at(at, phrase.rest):
                return at
        return None

    def _cut(self, index: int, phrase: _Phrase) -> OmittedWord | None:
        """A phrase at a token, if the quote leaves it or a part of it out."""
        at = self._rest_of(index, phrase) if phrase.rest else None
        word = self._words(index, phrase.words)
        if at is None:
            return self._outside(index, phrase, word, len(phrase.words))
        word = f"{word} … {self._words(at, phrase.rest)}"
        return self._outside(index, phrase, word, len(phrase.words)) or self._outside(
            at, phrase, word, len(phrase.rest)
        )

    def _words(self, index: int, words: Sequence[str]) -> str:
        start, end = self._tokens[index].start, self._tokens[index + len(words) - 1].end
        return " ".join(self._text[start:end].split())

    def _outside(self, index: int, phrase: _Phrase, word: str, length: int) -> OmittedWord | None:
        """The words from a token on, if the quote leaves them out and they reach it."""
        span = Span(self._tokens[index].start, self._tokens[index + length - 1].end)
        if phrase.effect is None:
            return None
        if span.start < self._pieces[0].start:
            near = not phrase.beside or self._only_between(index + length, self._first)
            if index < self._reach[0] or not near:
                return None
            return OmittedWord(word, phrase.effect, span, OmissionPlace.BEFORE)
        if span.end > self._pieces[-1].end:
            near = not phrase.beside or self._only_between(self._behind, index)
            if index >= self._reach[1] or not near or phrase.onward:
                return None
            # “… and said” goes on to something else.
            if phrase.effect is Effect.ATTRIBUTE and self._is_coordinated(index):
                return None
            return OmittedWord(word, phrase.effect, span, OmissionPlace.AFTER)
        gap = bisect_right(self._ends, span.start)
        if gap and span.start < self._pieces[gap].start:
            continues = not phrase.aside and self._continues(index, self._ends[gap - 1])
            return OmittedWord(word, phrase.effect, span, OmissionPlace.GAP, gap - 1, continues)
        return None

    def _continues(self, index: int, end: int) -> bool:
        """Whether nothing but auxiliary words stands between the end of a part and a token."""
        first = _index(self._tokens, end)
        # Back from the token: most often its neighbour tells already.
        while index > first and self._tokens[index].lead.isspace():
            index -= 1
            if self._tokens[index].word not in self._word_list.between:
                return False
        return index == first and self._tokens[first].lead.isspace()

    def _only_between(self, first: int, last: int) -> bool:
        words = (token.word for token in self._tokens[first:last])
        return last - first <= 3 and all(word in self._word_list.between for word in words)

    def _is_coordinated(self, index: int) -> bool:
        between = self._tokens[self._behind : index]
        return any(token.word in self._word_list.conjunctions for token in between)

    def _reach_before(self) -> int:
        """The first token of the clause that the quote begins in."""
        for index in range(min(self._first, len(self._tokens) - 1), 0, -1):
            if self._begins_clause(index, own_subject=False):
                return index
        return 0

    def _reach_after(self) -> int:
        """The first token behind the quote that belongs to another clause."""
        for index in range(self._behind, len(self._tokens)):
            subordinate = self._tokens[index].word in self._word_list.subordinating
            if subordinate or self._begins_clause(index, own_subject=True):
                return index
        return len(self._tokens)

    def _begins_clause(self, index: int, *, own_subject: bool) -> bool:
        token = self._tokens[index]
        if _CLAUSE_END.search(token.lead):
            # “Denied: the bridge was safe.” is one statement.
            return index > _LONGEST_LABEL or ":" not in token.lead
        if token.word not in self._word_list.conjunctions or not re.search("[,–—-]", token.lead):
            return False
        if index + 1 == len(self._tokens):
            return False
        following = self._tokens[index + 1]
        if following.word in self._word_list.subordinating:
            return False
        return not own_subject or following.capital or following.word in self._word_list.subjects


def _index(tokens: Sequence[_TextWord], offset: int) -> int:
    """The number of the first token that ends behind an offset."""
    return bisect_right(tokens, offset, key=lambda token: token.end)


@cache
def _word_list(language: str) -> _WordList | None:
    """The words of a language; None if it has no file."""
    file = _FILES / f"{language}.yaml"
    if not language.isalpha() or not file.is_file():
        return None
    data = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - only builds text
    endings = ("", *data["endings"])
    beside = {words for entry in data["beside"] for words in _spelled_out(entry, endings)}
    phrases: dict[str, list[_Phrase]] = {}
    for effect in (None, *Effect):
        for entry in data[effect or "harmless"]:
            for words in _spelled_out(entry, endings):
                first, _, rest = words.partition(" … ")
                phrase = _Phrase(
                    tuple(first.split()),
                    tuple(rest.split()),
                    effect,
                    words in beside,
                    words in data["onward"],
                    words in data["aside"],
                )
                phrases.setdefault(phrase.words[0], []).append(phrase)
    for listed in phrases.values():
        listed.sort(key=lambda phrase: -len(phrase.words) - len(phrase.rest))
    return _WordList(
        phrases,
        *(
            frozenset(data[name])
            for name in ("between", "capitalised", "subjects", "conjunctions", "subordinating")
        ),
    )


def _spelled_out(entry: str, endings: Iterable[str]) -> Iterator[str]:
    if "*" not in entry:
        yield entry
        return
    for ending in endings:
        yield entry.replace("*", ending)
