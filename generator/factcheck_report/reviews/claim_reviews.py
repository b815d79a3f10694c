"""Finds ClaimReviews in trees: alone, in lists, in @graph, in feeds, inside articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from factcheck_report.reviews.trees import Tree, leaves

_LARGEST_REFERRED = 200
"""Single values of an object that a reference (`@id`) brings into a review."""
_LOCAL = re.compile(r"[^/#:]+$")
_LETTERS = re.compile(r"[^a-z]")


@dataclass(slots=True)
class FoundReview:
    """A review in a file."""

    tree: dict[str, Tree]
    around: list[Tree] = field(default_factory=list)
    """What stands beside it, such as its feed's name: at the first review of each such place."""


def local_name(name: str) -> str:
    """A name without its vocabulary, in lower case: “https://schema.org/Claim” → "claim"."""
    found = _LOCAL.search(name)
    return (found[0] if found else name).lstrip("@").lower()


def types_of(tree: Mapping[str, Tree]) -> list[str]:
    """The local names of an object's types."""
    types = next((value for name, value in tree.items() if local_name(name) == "type"), None)
    listed = types if isinstance(types, list) else [types]
    return [local_name(item) for item in listed if isinstance(item, str)]


def find_reviews(trees: Iterable[Tree]) -> list[FoundReview]:
    """All reviews in the trees of a file, in their order.

    A review may refer to objects in another tree, as where each script of a page has one.
    """
    found: list[FoundReview] = []
    known: dict[str, dict[str, Tree]] = {}
    apart: dict[str, list[Tree]] = {}
    for tree in trees:
        first = len(found)
        bears, rest = _collect(tree, found)
        if bears and rest:
            found[first].around.append(rest)
        for id, target in _identified(tree):
            if bears:
                known[id] = target
            else:
                apart.setdefault(id, []).append(target)
                known.setdefault(id, target)
    seen: set[str] = set()
    for review in found if known else ():
        if _names_ids(review.tree):
            original, review.tree = review.tree, _resolved(review.tree, known)
            inside = set(_references(original)) - set(_references(review.tree))
            for id in _reachable(original, known, seen):
                review.around += (
                    target
                    for target in apart.pop(id, ())
                    if id not in inside or target is not known[id]
                )
    return found


def _reachable(tree: Tree, known: Mapping[str, Tree], seen: set[str]) -> Iterator[str]:
    """The ids that a tree refers to, directly or through others, without those seen before."""
    waiting = [tree]
    while waiting:
        for id in _references(waiting.pop()):
            if id in known and id not in seen:
                seen.add(id)
                waiting.append(known[id])
                yield id


def _is_review(tree: Mapping[str, Tree]) -> bool:
    names = {local_name(name) for name in tree}
    # The second is a claim of the Google Fact Check Tools API, with a list of its reviews.
    if "claimreviewed" in names or ({"claimreview", "text"} <= names and "type" not in names):
        return True
    return any(_LETTERS.sub("", kind) == "claimreview" for kind in types_of(tree))


def _collect(tree: Tree, found: list[FoundReview]) -> tuple[bool, Tree]:
    """Whether a tree has reviews, and what of it stands beside them and was not attached yet."""
    if isinstance(tree, dict):
        if _is_review(tree):
            found.append(FoundReview(tree))
            return True, None
        first = len(found)
        beside: dict[str, Tree] = {}
        for name, value in tree.items():
            bears, rest = _collect(value, found)
            if not bears:
                beside[name] = value
            elif rest:
                beside[name] = rest
        if len(found) == first:
            return False, None
        if beside:
            found[first].around.append(beside)
        return True, None
    if isinstance(tree, list):
        first = len(found)
        others: list[Tree] = []
        for value in tree:
            bears, rest = _collect(value, found)
            if not bears:
                others.append(value)
            elif rest:
                others.append(rest)
        return len(found) > first, others
    return False, None


def _names_ids(tree: Tree) -> bool:
    """Whether an object in a tree is nothing but a reference to another one."""
    if isinstance(tree, dict):
        return _reference(tree) is not None or any(map(_names_ids, tree.values()))
    return isinstance(tree, list) and any(map(_names_ids, tree))


def _reference(tree: dict[str, Tree]) -> str | None:
    id = tree.get("@id")
    return id if isinstance(id, str) and len(tree) == 1 else None


def _identified(tree: Tree) -> Iterator[tuple[str, dict[str, Tree]]]:
    """The objects with an @id and other values."""
    if isinstance(tree, dict):
        id = tree.get("@id")
        if isinstance(id, str) and len(tree) > 1:
            yield id, tree
    if isinstance(tree, dict | list):
        for value in tree.values() if isinstance(tree, dict) else tree:
            yield from _identified(value)


def _resolved(tree: dict[str, Tree], known: Mapping[str, dict[str, Tree]]) -> dict[str, Tree]:
    """The review with the objects that it refers to. References inside these stay as they are."""

    def resolve(value: Tree) -> Tree:
        if isinstance(value, list):
            return [resolve(item) for item in value]
        if not isinstance(value, dict):
            return value
        id = _reference(value)
        if id is not None:
            target = known.get(id)
            if target is None or _is_review(target) or _is_large(target):
                return value
            return target
        return {name: resolve(item) for name, item in value.items()}

    return {name: resolve(value) for name, value in tree.items()}


def _references(tree: Tree) -> Iterator[str]:
    """The ids of all objects in a tree that are nothing but references."""
    if isinstance(tree, dict):
        id = _reference(tree)
        if id is not None:
            yield id
        for value in tree.values():
            yield from _references(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _references(value)


def _is_large(tree: Tree) -> bool:
    return any(number >= _LARGEST_REFERRED for number, _ in enumerate(leaves(tree)))
