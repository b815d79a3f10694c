"""Words that change what a quote says, for each language: the files in `words/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

_FILES = Path(__file__).parent / "words"


class Effect(StrEnum):
    """How a word changes a statement."""

    NEGATE = "negate"
    DENY = "deny"
    HEDGE = "hedge"
    LIMIT = "limit"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or phrase to look for."""

    words: tuple[str, ...]
    rest: tuple[str, ...]
    """The second part of a separable verb, later in the sentence; mostly empty."""
    effect: Effect | None
    """None for a harmless phrase."""
    beside: bool
    """Outside the quote it counts only directly beside it."""
    affects_only_following: bool
    """It affects only the words after it."""
    attributes_without_verb: bool
    """Attributes a statement without a verb, such as “according to”."""


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one language; its fields are sections of the file."""

    phrases: Mapping[str, Sequence[Phrase]]
    """By first word; the longest first, and harmless ones first among equally long ones."""
    between: frozenset[str]
    capitalised: frozenset[str]
    subjects: frozenset[str]
    conjunctions: frozenset[str]
    subordinating: frozenset[str]


@cache
def word_list(language: str) -> WordList | None:
    """The words of a language; None if there is no file for it."""
    file = _FILES / f"{language}.yaml"
    if not language.isalpha() or not file.is_file():
        return None
    data = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - only builds text
    endings = ("", *data["endings"])
    beside = {words for entry in data["beside"] for words in _spelled_out(entry, endings)}
    phrases: dict[str, list[Phrase]] = {}
    for effect in (None, *Effect):
        for entry in data[effect or "harmless"]:
            for words in _spelled_out(entry, endings):
                first, _, rest = words.partition(" … ")
                phrase = Phrase(
                    tuple(first.split()),
                    tuple(rest.split()),
                    effect,
                    words in beside,
                    words in data["affects_only_following"],
                    words in data["attributes_without_verb"],
                )
                phrases.setdefault(phrase.words[0], []).append(phrase)
    for listed in phrases.values():
        listed.sort(key=lambda phrase: -len(phrase.words) - len(phrase.rest))
    return WordList(
        phrases,
        **{item.name: frozenset(data[item.name]) for item in fields(WordList)[1:]},
    )


def _spelled_out(entry: str, endings: Iterable[str]) -> Iterator[str]:
    if "*" not in entry:
        yield entry
        return
    for ending in endings:
        yield entry.replace("*", ending)
