"""Ids for new entries: proposed from a text, and checked."""

from __future__ import annotations

import re
from collections.abc import Collection

from factcheck_report.loading.context import INVALID, ReadContext
from factcheck_report.loading.values import Id
from factcheck_report.model.safe_text import unaccented
from factcheck_report.problems import Problem
from factcheck_report.yaml_tree import ScalarNode

LONGEST_PROPOSED = 48
"""Code points. Ids may have 64, but people read and type addresses."""


def propose_id(text: str, taken: Collection[str]) -> str | None:
    """An unused id made of the words of a text.

    None if the text has letters that cannot be written with a-z: without them the id would not
    say what the text says.
    """
    plain = re.sub("['’ʼ]", "", unaccented(text))
    if any(char.isalnum() and not char.isascii() for char in plain):
        return None
    words = re.findall("[a-z0-9]+", plain)
    if not words:
        return None
    base = _joined(words, LONGEST_PROPOSED)
    for number in range(1, len(taken) + 3):
        id = base if number == 1 else f"{base}-{number}"
        if id not in taken and refused_id(id, "") is None:
            return id
    return None


def _joined(words: list[str], longest: int) -> str:
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
