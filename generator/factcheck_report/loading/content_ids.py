"""Ids made of content, for entries that have no id of their own.

They are the last parts of published addresses. So they do not depend on where an entry stands in
claims.yaml, nor on other entries. Only of entries with the same words, the second one's id ends
in -2.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from factcheck_report.loading.values import is_allowed_id
from factcheck_report.model import Disagreement, Draft, EntryKind
from factcheck_report.model.safe_text import normalized
from factcheck_report.problems.suggestions import latin_words

QUOTE = "quote-"
"""Ids of quotes begin with it, so that no other id of a page is the same."""
EVENT = "event-"
"""The same for events."""
_LONGEST = 32
"""Characters of an id that are made of the first words of a text."""
_LONGEST_TITLE = 60
"""The same for the title of a disagreement: the id has a digest only if the title is longer."""
_READ = 200
"""Code points of a text that are spelt in Latin letters: enough for the first words."""
_DIGEST = 8
"""Hexadecimal digits that stand for all words of a text. Ids with the same ones, of one entry, get
numbers."""
_ENTRY_DIGEST = 10
"""Hexadecimal digits that stand for an entry among all that quote a passage."""

T = TypeVar("T")


def words_id(prefix: str, text: str) -> str:
    """An id made of the words of a text: the first of them, and a digest of all.

    “quote-” and “Drones were sent.” → "quote-drones-were-sent-51d425d2". Of white space only where
    it stands counts. Words are written with a-z and 0-9, whatever their script; if there are none,
    the digest stands alone.
    """
    flat = " ".join(normalized("NFC", text).split())
    digest = hashlib.sha256(flat.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    words = _joined(latin_words(flat[:_READ]), _LONGEST)
    return f"{prefix}{words}-{digest}" if words else f"{prefix}{digest}"


def with_prefix(prefix: str, id: str) -> str:
    """An id that an editor wrote, as part of an address; the editor may leave out the prefix."""
    return id if id.startswith(prefix) else prefix + id


def entry_ending(kind: EntryKind, id: str) -> str:
    """What ends the ids of an entry's quotes where those of other entries may stand beside them.

    `id` is that of the entry. Two entries may quote the same words.
    """
    return hashlib.sha256(f"{kind} {id}".encode()).hexdigest()[:_ENTRY_DIGEST]


def with_ids(draft: Draft) -> Draft:
    """The draft, with an id for each event and each disagreement that has none of its own.

    Of events with the same words the earliest has the id without a number. Of disagreements with
    the same title it is the one that the note puts first, by the alphabet.
    """
    events = unique_ids(
        draft.timeline,
        lambda item: with_prefix(EVENT, item.id) if item.id else "",
        lambda item: words_id(EVENT, item.event),
        lambda item: (*item.sort_key, item.quotes[0].text),
    )
    disagreements = unique_ids(
        draft.disagreements, lambda item: item.id, _of_title, lambda item: item.note
    )
    return replace(
        draft,
        timeline=tuple(
            replace(item, id=id) for item, id in zip(draft.timeline, events, strict=True)
        ),
        disagreements=tuple(
            replace(item, id=id)
            for item, id in zip(draft.disagreements, disagreements, strict=True)
        ),
    )


# Any: what can be compared with its like.
def unique_ids(
    entries: Sequence[T],
    own: Callable[[T], str],
    made: Callable[[T], str],
    order: Callable[[T], Any],
) -> tuple[str, ...]:
    """An id for each entry: its `own`, or else the one `made` of its words.

    `order` gives what entries with the same words are sorted by, before they are numbered: not
    where they stand. Each id is unique if the entries' own ones are.
    """
    ids = [own(entry) for entry in entries]
    taken = set(ids)
    waiting: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        if not ids[index]:
            waiting.setdefault(made(entry), []).append(index)
    for id, indexes in waiting.items():
        number = 1
        for index in sorted(indexes, key=lambda index: order(entries[index])):
            while (numbered := _numbered(id, number)) in taken or not is_allowed_id(numbered):
                number += 1
            ids[index] = numbered
            taken.add(numbered)
    return tuple(ids)


def _numbered(id: str, number: int) -> str:
    return id if number == 1 else f"{id}-{number}"


def _of_title(item: Disagreement) -> str:
    words = latin_words(item.about)
    title = _joined(words, _LONGEST_TITLE)
    if title == "-".join(words):
        return title or "disagreement"
    return words_id("", item.about)


def _joined(words: Iterable[str], longest: int) -> str:
    """Whole words with hyphens between them, up to a length; a part of the first, if it is long."""
    id = ""
    for word in words:
        longer = f"{id}-{word}" if id else word
        if len(longer) > longest:
            return id or word[:longest]
        id = longer
    return id
