"""Ids for new entries: proposed from a text, and checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import count

from factcheck_report.loading.context import INVALID, ReadContext
from factcheck_report.loading.values import Id
from factcheck_report.problems import Problem, latin_words
from factcheck_report.yaml_tree import ScalarNode

LONGEST_PROPOSED = 48
"""Code points. Ids may have 64, but people read and type addresses."""


def propose_id(text: str, taken: Collection[str], entry: str) -> str:
    """An unused id made of the words of a text, in Latin letters whatever its script.

    If the text has no letters, it is what the entry is called with a number: "claim-12".
    """
    words = latin_words(text)
    if words:
        base = _joined(words, LONGEST_PROPOSED)
        candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
    else:
        candidates = (f"{entry}-{number}" for number in count(len(taken) + 1))
    return next(id for id in candidates if id not in taken and refused_id(id, "") is None)


class NewIds:
    """Proposes ids for many entries as `propose_id` does, each a different one."""

    def __init__(self, taken: Collection[str], entry: str) -> None:
        self._taken = set(taken)
        self._entry = entry
        self._next: dict[str, int] = {}

    def propose(self, text: str) -> str:
        """An unused id made of the words of a text. It counts as used from now on."""
        words = latin_words(text)
        base = _joined(words, LONGEST_PROPOSED) if words else self._entry
        if base in _READ_AS_VALUES or not base.strip("0123456789-"):
            base = f"{self._entry}-{base}"
        # Without a list of the next numbers, thousands of texts with the same first words would
        # each be compared with all ids before.
        number = self._next.get(base, 1 if words else len(self._taken) + 1)
        while True:
            id = base if number == 1 else f"{base}-{number}"
            number += 1
            if self.take(id):
                self._next[base] = number
                return id

    def take(self, id: str) -> bool:
        """Use an id; False if it is used already or cannot be one."""
        if id in self._taken or refused_id(id, "") is not None:
            return False
        self._taken.add(id)
        return True


_READ_AS_VALUES = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
"""Ids that other readers of YAML take for something else than text."""


def _joined(words: Sequence[str], longest: int) -> str:
    id = words[0][:longest]
    for word in words[1:]:
        if len(id) + 1 + len(word) > longest:
            break
        id += f"-{word}"
    return id


def refused_id(id: str, file: str) -> Problem | None:
    """The problem that loading would report for an id, if any."""
    problems: list[Problem] = []
    if Id().read(ScalarNode(1, 1, id), "id", ReadContext(file, "", problems)) is INVALID:
        return problems[0]
    return None
