"""Texts that say nearly the same, found without holding each against each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

_REMEMBERED = 200_000
"""Texts: a preview checks the same ones after every change."""
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_LITTLE_WORDS = (
    "a an the of to in on at by for from with and or is are was were be been has have had it its "
    "that this these those as their his her der die das den dem des ein eine einen einem einer und "
    "oder ist sind war waren hat haben hatte hatten in im am an auf von vom zu zum zur mit für als "
    "dass le la les un une des de du et est sont il la el los las y en que"
)
_FREQUENT = frozenset(_LITTLE_WORDS.split())
"""Words that say little; what is left of a text tells it from others."""


@lru_cache(maxsize=_REMEMBERED)
def keywords(text: str) -> tuple[str, ...]:
    """The telling words of a text in their order, in small letters and cut to their stems.

    A stem is the first six characters without a plural s: crude, but the same for all languages.
    """
    return tuple(
        (word[:-1] if len(word) > 3 and word.endswith("s") else word)[:6]
        for word in _WORD.findall(text.casefold())
        if word not in _FREQUENT
    )


def similar_pairs(texts: Sequence[str], least: float) -> Iterator[tuple[int, int]]:
    """Each text, by its index, that repeats an earlier one, with the first such.

    They have the same telling words, or one has a single one more; and they are at least `least`
    per cent alike in their order, so that “A attacked B” is not “B attacked A”. Takes time in
    proportion to the number of texts.
    """
    known: dict[frozenset[str], int] = {}
    essences = [keywords(text) for text in texts]
    for index, words in enumerate(essences):
        known.setdefault(frozenset(words), index)
    for index, words in enumerate(essences):
        for first in _candidates(words, known):
            # One pair has the shorter text first, whichever stands first in the report.
            if first != index and fuzz.ratio(" ".join(words), " ".join(essences[first])) >= least:
                yield (first, index) if first < index else (index, first)
                break


_FEWEST = 4
"""Telling words a text must have for one more or less to be a small difference."""


def _candidates(words: Sequence[str], known: dict[frozenset[str], int]) -> Iterator[int]:
    whole = frozenset(words)
    if not whole:
        return
    yield known[whole]
    if len(whole) > _FEWEST:
        for word in sorted(whole):
            # A number, or a “not”, makes another statement.
            if not word.isdigit() and word not in _TURNING and (shorter := whole - {word}) in known:
                yield known[shorter]


_TURNING_WORDS = (
    "no not never only all some most first last before after nicht kein keine nie nur alle vor nach"
)
_TURNING = frozenset(_TURNING_WORDS.split())
