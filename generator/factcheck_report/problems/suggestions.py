"""“Did you mean”: the known word that is most like a misspelt one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from factcheck_report.model.safe_text import normalized, unaccented

_LONGEST = 80
"""Code points of a typed word that are compared."""
_MIN_SIMILARITY = 60
"""Per cent of a word, to suggest it."""
_MIN_SIMILARITY_OF_PARTS = 70
"""Per cent of two parts of words, to take one for a misspelling of the other."""
_MOST_SUGGESTIONS = 5
"""The most similar words; the first that is not an opposite is suggested."""
_WORD = re.compile(r"[^\W_]+")
_LATIN_WORD = re.compile("[A-Z]?[a-z0-9]+|[A-Z]")
_APOSTROPHES = re.compile("['`]")
"""Also how Arabic hamza and Cyrillic soft signs are transliterated, within words."""
_NEGATION_WORDS = """
not no never none neither nor without lacks lacking cannot false fake wrong incorrect refuted
refutes debunked rejected nicht nichts nie niemals kein keine keinen keinem keiner keines ohne
falsch widerlegt nein non pas jamais sans aucun aucune faux fausse refute sin nunca ningun ninguna
falso falsa senza mai niet geen nooit zonder onwaar не нет ни без nie bez inte ikke ej nao sem ei
un dis anti hayir yok degil
"""
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
"""Words for “not” and “wrong”, in the languages that most reports use."""
_NEGATING_PREFIXES = (
    *("un", "in", "im", "il", "ir", "dis", "non", "not", "no", "mis", "anti", "counter", "contra"),
    *("under", "nicht", "kein", "wider", "des", "de", "on", "o", "u", "a", "не", "без", "nie"),
)
"""Prefixes that negate a word: unconfirmed, widerlegt."""
_NEGATING_SUFFIXES = ("less", "los", "frei")
_OPPOSITE_PREFIXES = (
    ("over", "under"),
    ("pro", "anti"),
    ("pre", "post"),
    ("dis", "un"),
    ("wider", "un"),
)
_OPPOSITE_SUFFIXES = (("ful", "less"), ("haft", "los"))
_CONTRACTED_WORDS = "isnt arent wasnt werent doesnt dont didnt wont hasnt havent hadnt couldnt"
_CONTRACTED = frozenset(_CONTRACTED_WORDS.split())


def slug(text: str) -> str:
    """A text as it is compared: “Not Confirmed!” → "not-confirmed"; empty without letters."""
    return "-".join(_WORD.findall(unaccented(text[:_LONGEST]).replace("'", "").replace("’", "")))


def latin_words(text: str) -> list[str]:
    """The words of a text in any script, written with a-z and 0-9: “Нет, Łódź” → "net", "lodz".

    Each syllable of Chinese is a word of its own. Empty if the text has no letters.
    """
    # Few checks need it, and its tables take a while to load.
    from anyascii import anyascii

    # In lower case, so that capitals come from the transliteration alone: they begin syllables.
    spelt = anyascii(normalized("NFC", text).casefold())
    return [word.lower() for word in _LATIN_WORD.findall(_APOSTROPHES.sub("", spelt))]


def latin_slug(text: str) -> str:
    """An id that can stand for a text in any script; empty if the text has no letters."""
    return "-".join(latin_words(text[:_LONGEST]))


class KnownWords:
    """Known words, prepared once for comparison with many misspelt ones.

    `names` are pairs of a spelling and the word it stands for. `exact` are more such pairs, used
    only if the spelling is the same. A spelling of two words is ignored, unless it is itself one
    of them.
    """

    def __init__(
        self, names: Iterable[tuple[str, str]], exact: Iterable[tuple[str, str]] = ()
    ) -> None:
        self._words = _unambiguous(names)
        self._exact = _unambiguous(exact)
        self._spellings = list(self._words)

    def exact_match(self, typed: str) -> str:
        """The word with this spelling, ignoring case, accents and spaces; or empty."""
        key = slug(typed)
        return self._words.get(key) or self._exact.get(key) or ""

    def closest_match(self, typed: str) -> str:
        """The most similar word; empty if none is similar enough, or it means the opposite."""
        if found := self.exact_match(typed):
            return found
        key = slug(typed)
        if not key:
            return ""
        similar = process.extract(
            key,
            self._spellings,
            scorer=fuzz.ratio,
            score_cutoff=_MIN_SIMILARITY,
            limit=_MOST_SUGGESTIONS,
        )
        return next(
            (self._words[name] for name, _, _ in similar if not _are_opposites(key, name)), ""
        )


def _unambiguous(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for spelling, word in names:
        key = slug(spelling)
        # A spelling of two words stands for neither, but a word's own spelling always for itself.
        if key and words.setdefault(key, word) != word and words[key] != spelling:
            words[key] = word if spelling == word else ""
    return {key: word for key, word in words.items() if word}


def closest_match(typed: str, known: Iterable[str]) -> str:
    """The known word most similar to a typed one; empty if none is similar enough.

    Case, accents, spaces and hyphens are ignored. Never suggests a word with the opposite meaning.
    """
    return KnownWords((word, word) for word in known).closest_match(typed)


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """“Did you mean “…”? ”, or nothing if no known word is similar enough."""
    suggestion = closest_match(typed, known)
    return f"Did you mean “{suggestion}”? " if suggestion else ""


def _are_opposites(one: str, other: str) -> bool:
    """Whether one of two slugs negates the other."""
    first, second = _words(one), _words(other)
    if any(_have_opposite_affixes(word, with_) for word in first for with_ in second):
        return True
    return _count_negations(first, second) % 2 != _count_negations(second, first) % 2


def _words(text: str) -> Sequence[str]:
    # A slug has no apostrophes: isn't is isnt.
    return [
        part
        for word in text.split("-")
        for part in ((word[:-2], "not") if word in _CONTRACTED else (word,))
    ]


def _have_opposite_affixes(word: str, other: str) -> bool:
    """Whether two similar words have opposite prefixes or suffixes."""
    for one, two in (*_OPPOSITE_PREFIXES, *((two, one) for one, two in _OPPOSITE_PREFIXES)):
        if word.startswith(one) and other.startswith(two):
            return _are_similar(word[len(one) :], other[len(two) :])
    for one, two in (*_OPPOSITE_SUFFIXES, *((two, one) for one, two in _OPPOSITE_SUFFIXES)):
        if word.endswith(one) and other.endswith(two):
            return _are_similar(word[: -len(one)], other[: -len(two)])
    return False


def _count_negations(words: Sequence[str], others: Sequence[str]) -> int:
    """How many of the words negate the others."""
    return sum(
        _is_negated(word, others)
        or (word in _NEGATIONS and not any(_is_misspelling(word, other) for other in others))
        for word in words
    )


def _is_misspelling(word: str, other: str) -> bool:
    return _are_similar(word, other) and not _is_negated(word, (other,))


def _is_negated(word: str, others: Sequence[str]) -> bool:
    """Whether a word without its negating affix is more similar to one of the others."""
    rests = [word.removeprefix(part) for part in _NEGATING_PREFIXES if word.startswith(part)]
    rests += [word.removesuffix(part) for part in _NEGATING_SUFFIXES if word.endswith(part)]
    return any(
        len(rest) > 2 and _are_similar(rest, other) and fuzz.ratio(rest, other) > whole
        for other in others
        for whole in (fuzz.ratio(word, other),)
        for rest in rests
    )


def _are_similar(word: str, other: str) -> bool:
    return fuzz.ratio(word, other) >= _MIN_SIMILARITY_OF_PARTS
