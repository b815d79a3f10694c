"""Ids for new entries: proposed from a text, and checked."""

from __future__ import annotations

import re
from collections.abc import Collection

from factcheck_report.loading.context import INVALID, Context
from factcheck_report.loading.values import Id
from factcheck_report.model.safe_text import unaccented
from factcheck_report.problems import Problem
from factcheck_report.yaml_tree.nodes import Scalar

LONGEST_PROPOSED = 48
"""Code points of a proposed id: addresses are read and typed; 64 are allowed."""


def propose_id(text: str, taken: Collection[str]) -> str | None:
    """An id made of a text's words that is not taken yet.

    None if the text has letters that cannot be written in a-z: leaving them out would make an
    id of what happens to remain.
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
    """What the report's reader has against an id, if anything."""
    problems: list[Problem] = []
    if Id().read(Scalar(1, 1, id), "id", Context(file, "", problems)) is INVALID:
        return problems[0]
    return None
