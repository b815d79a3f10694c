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
