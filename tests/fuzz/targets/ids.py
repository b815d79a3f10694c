"""Ids and slugs: any text → the last part of an address, always the same one."""

from __future__ import annotations

import re
import unicodedata

from factcheck_report.editing.ids import NewIds, propose_id, refused_id
from factcheck_report.loading.content_ids import QUOTE, unique_ids, words_id
from factcheck_report.problems import latin_slug, latin_words
from tests.fuzz.targets import texts_of

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FLOOD = re.compile(r"[^\w\s\x00-\u02ff]{30}")
"""Longer runs of marks are composed in parts."""
_LONGEST = 64
_READ = 400
"""Code points of each text: only the first words go into ids."""


def check(data: bytes) -> None:
    texts = [text[:_READ] for text in texts_of(data, 4)]
    for text in texts:
        _check_words(text)
    _check_proposals(texts)
    _check_entries(texts)


def _check_words(text: str) -> None:
    id = words_id(QUOTE, text)
    assert id.startswith(QUOTE) and len(id) <= _LONGEST and _SLUG.fullmatch(id), id
    spaced = "\n ".join(text.split())
    assert words_id(QUOTE, f" {spaced}\t") == id, "white space counts"
    if not _FLOOD.search(text):
        assert words_id(QUOTE, unicodedata.normalize("NFD", text)) == id, "composition counts"
    assert all(_SLUG.fullmatch(word) for word in latin_words(text))
    slug = latin_slug(text)
    assert slug == "" or _SLUG.fullmatch(slug), slug


def _check_proposals(texts: list[str]) -> None:
    taken: set[str] = set()
    many = NewIds((), "claim")
    for text in texts:
        id = propose_id(text, taken, "claim")
        assert id not in taken and refused_id(id, "") is None, id
        taken.add(id)
        another = many.propose(text)
        assert refused_id(another, "") is None, another
        assert not many.take(another), another


def _check_entries(texts: list[str]) -> None:
    """Ids of entries are different, and do not depend on their order."""
    entries = [(text, number) for number, text in enumerate(texts)]

    def ids(ordered: list[tuple[str, int]]) -> dict[int, str]:
        made = unique_ids(
            ordered, lambda one: "", lambda one: words_id(QUOTE, one[0]), lambda one: one
        )
        return {number: id for (_, number), id in zip(ordered, made, strict=True)}

    found = ids(entries)
    assert len(set(found.values())) == len(entries), found
    assert ids(entries[::-1]) == found
