"""The ids of disagreements, which are part of the addresses of their pages."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck_report.loading.values import is_allowed_id
from factcheck_report.model import Disagreement
from factcheck_report.problems.suggestions import latin_words

_LONGEST = 60
"""Characters of an id that is made of a title. It ends with a whole word, if it has any."""


def disagreement_ids(disagreements: Iterable[Disagreement]) -> tuple[str, ...]:
    """An id for each disagreement: its own, or else one made of its title.

    It does not depend on where the entry is in the file, except among disagreements with the same
    title: the second one's id ends in -2. Each id is unique.
    """
    items = tuple(disagreements)
    taken = {item.id for item in items if item.id}
    numbers: dict[str, int] = {}
    ids = []
    for item in items:
        if item.id:
            ids.append(item.id)
            continue
        made = id = _of_title(item.about)
        while id in taken or not is_allowed_id(id):
            numbers[made] = numbers.get(made, 1) + 1
            id = f"{made}-{numbers[made]}"
        taken.add(id)
        ids.append(id)
    return tuple(ids)


def _of_title(title: str) -> str:
    id = ""
    for word in latin_words(title):
        longer = f"{id}-{word}" if id else word
        if len(longer) > _LONGEST:
            break
        id = longer
    return id or next(iter(latin_words(title)), "disagreement")[:_LONGEST]
