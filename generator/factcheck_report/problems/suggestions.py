"""What an editor most likely meant by a word that is not known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

_LONGEST = 80
_LEAST_ALIKE = 60
_TRIED = 5
"""The most similar words that are looked at."""
_WORD = re.compile(r"[^\W_]+")
_NEGATION_WORDS = """
not no never none neither nor without lacks lacking cannot false fake wrong incorrect refuted
refutes debunked rejected nicht nichts nie niemals kein keine keinen keinem keiner keines ohne
falsch widerlegt nein non pas jamais sans aucun aucune faux fausse refute sin nunca ningun ninguna
falso falsa senza mai niet geen nooit zonder onwaar не нет ни без nie bez inte ikke ej nao sem ei
un dis anti hayir yok degil
"""
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
"""That something is not so, or is wrong, in the languages that reports are most often in."""
_PREFIXES = (
    *("un", "in", "im", "il", "ir", "dis", "non", "not", "no", "mis", "anti", "counter", "contra"),
    *("under", "nicht", "kein", "wider", "des", "de", "on", "o", "u", "a", "не", "без", "nie"),
)
"""Beginnings that turn a word round if what follows is the other word: unconfirmed, widerlegt."""
_SUFFIXES = ("less", "los", "frei")
_BEGINNINGS = (("over", "under"), ("pro", "anti"), ("pre", "post"), ("dis", "un"), ("wider", "un"))
_ENDS = (("ful", "less"), ("haft", "los"))
_CONTRACTED_WORDS = "isnt arent wasnt werent doesnt dont didnt wont hasnt havent hadnt couldnt"
_CONTRACTED = frozenset(_CONTRACTED_WORDS.split())
_ALIKE = 70
"""Percent of two words that are one misspelt."""


def folded(text: str) -> str:
    """A text as an id would be made of it: “Not Confirmed” → "not-confirmed"; empty if none can."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST].replace("ß", "ss"))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return "-".join(_WORD.findall(letters.replace("'", "").replace("’", "")))


class Names:
    """Known words, and what each stands for: compared with many typed ones, folded once.

    `names` holds pairs of a spelling and a word; `exact` more of them, which are only recognised
    as they are written. A spelling that stands for two words is no help, unless it is one itself.
    """

    def __init__(
        self, names: Iterable[tuple[str, str]], exact: Iterable[tuple[str, str]] = ()
    ) -> None:
        self._alike = _unambiguous(names)
        self._exact = _unambiguous(exact)
        self._spelt = list(self._alike)

    def exactly(self, typed: str) -> str:
        """The word that is spelt so, capitals, accents and spaces aside; empty if none is."""
        key = folded(typed)
        return self._alike.get(key) or self._exact.get(key) or ""

    def meant(self, typed: str) -> str:
        """The word that the typed one is most like; empty if none is alike, or it is opposite."""
        if found := self.exactly(typed):
            return found
        key = folded(typed)
        if not key:
            return ""
        best = process.extractOne(key, self._spelt, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE)
        if best is None:
            return ""
        if not _are_opposites(key, best[0]):
            return self._alike[best[0]]
        others = process.extract(
            key, self._spelt, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE, limit=_TRIED
        )
        return next(
            (self._alike[name] for name, _, _ in others if not _are_opposites(key, name)), ""
        )


def _unambiguous(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for spelling, word in names:
        key = folded(spelling)
        # Of two words, neither; but a word is always meant by its own spelling.
        if key and words.setdefault(key, word) != word and words[key] != spelling:
            words[key] = word if spelling == word else ""
    return {key: word for key, word in words.items() if word}


def meant(typed: str, known: Iterable[str]) -> str:
    """The known word that the typed one is most like; empty if none is alike.

    Capitals, accents, spaces and hyphens do not matter. A word that says the opposite is never
    offered, however alike it is written.
    """
    return Names((word, word) for word in known).meant(typed)


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """A sentence that offers the known word most like the typed one; empty if none is alike."""
    likeliest = meant(typed, known)
    return f"Did you mean “{likeliest}”? " if likeliest else ""


def _are_opposites(one: str, other: str) -> bool:
    """Whether one of two folded texts negates what the other says."""
    first, second = _words(one), _words(other)
    if any(_are_a_pair(word, with_) for word in first for with_ in second):
        return True
    return _negations(first, second) % 2 != _negations(second, first) % 2


def _words(text: str) -> Sequence[str]:
    # An apostrophe is folded away: isn't is isnt.
    return [
        part
        for word in text.split("-")
        for part in ((word[:-2], "not") if word in _CONTRACTED else (word,))
    ]


def _are_a_pair(word: str, other: str) -> bool:
    """Whether two words begin or end in opposite ways and are alike in all else."""
    for one, two in (*_BEGINNINGS, *((two, one) for one, two in _BEGINNINGS)):
        if word.startswith(one) and other.startswith(two):
            return _are_alike(word[len(one) :], other[len(two) :])
    for one, two in (*_ENDS, *((two, one) for one, two in _ENDS)):
        if word.endswith(one) and other.endswith(two):
            return _are_alike(word[: -len(one)], other[: -len(two)])
    return False


def _negations(words: Sequence[str], others: Sequence[str]) -> int:
    """How many of the words negate the others."""
    return sum(
        _is_turned(word, others)
        or (word in _NEGATIONS and not any(_is_misspelt(word, other) for other in others))
        for word in words
    )


def _is_misspelt(word: str, other: str) -> bool:
    return _are_alike(word, other) and not _is_turned(word, (other,))


def _is_turned(word: str, others: Sequence[str]) -> bool:
    """Whether a word is, but for a part that negates it, more like one of the others."""
    rests = [word.removeprefix(part) for part in _PREFIXES if word.startswith(part)]
    rests += [word.removesuffix(part) for part in _SUFFIXES if word.endswith(part)]
    return any(
        len(rest) > 2 and _are_alike(rest, other) and fuzz.ratio(rest, other) > whole
        for other in others
        for whole in (fuzz.ratio(word, other),)
        for rest in rests
    )


def _are_alike(word: str, other: str) -> bool:
    return fuzz.ratio(word, other) >= _ALIKE
