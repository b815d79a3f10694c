"""Finds similar texts by their keywords, without comparing all pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

_CACHED = 200_000
"""Texts in the cache: a preview checks the same texts after every change."""
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_STOP_WORDS = (
    "a an the of to in on at by for from with and or is are was were be been has have had it its "
    "that this these those as their his her der die das den dem des ein eine einen einem einer und "
    "oder ist sind war waren hat haben hatte hatten in im am an auf von vom zu zum zur mit für als "
    "dass le la les un une des de du et est sont il la el los las y en que"
)
_STOPPED = frozenset(_STOP_WORDS.split())


@lru_cache(maxsize=_CACHED)
def keywords(text: str) -> tuple[str, ...]:
    """The stems of a text's words in order, without stop words.

    A stem is the first six characters in lower case, without a plural s. This is crude, but works
    for many languages.
    """
    return tuple(
        (word[:-1] if len(word) > 3 and word.endswith("s") else word)[:6]
        for word in _WORD.findall(text.casefold())
        if word not in _STOPPED
    )


def similar_pairs(texts: Sequence[str], least: float) -> Iterator[tuple[int, int]]:
    """Pairs of indices: each text that repeats another, with the first one it repeats.

    Both have the same keywords, or one has a single keyword more. In order, their keywords are at
    least `least` per cent the same: “A attacked B” is not “B attacked A”. Takes time linear in the
    number of texts.
    """
    known: dict[frozenset[str], int] = {}
    listed = [keywords(text) for text in texts]
    for index, words in enumerate(listed):
        known.setdefault(frozenset(words), index)
    for index, words in enumerate(listed):
        for first in _candidates(words, known):
            # Candidates may come earlier or later in the report.
            if first != index and fuzz.ratio(" ".join(words), " ".join(listed[first])) >= least:
                yield (first, index) if first < index else (index, first)
                break


_FEWEST = 4
"""Keywords above which a difference of one keyword is small."""


def _candidates(words: Sequence[str], known: dict[frozenset[str], int]) -> Iterator[int]:
    whole = frozenset(words)
    if not whole:
        return
    yield known[whole]
    if len(whole) > _FEWEST:
        for word in sorted(whole):
            # A number, or a word such as “not”, makes a different statement.
            if word.isdigit() or word in _DECISIVE:
                continue
            if (shorter := whole - {word}) in known:
                yield known[shorter]


_DECISIVE_WORDS = (
    "no not never only all some most first last before after nicht kein keine nie nur alle vor nach"
)
_DECISIVE = frozenset(_DECISIVE_WORDS.split())
