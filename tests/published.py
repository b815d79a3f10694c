"""Fact-checks as publishers, feeds and data sets have them; all invented, in their real shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from factcheck_report.editing import Edited, read_tree
from factcheck_report.editing.appending import append_entries
from factcheck_report.editing.importing import ImportPlan, plan_import
from factcheck_report.loading import load
from factcheck_report.reviews import read_reviews
from factcheck_report.yaml_tree import single_values

EMPTY = """\
report:
  title: Checked elsewhere
  summary: Nothing was added yet.
sources: {}
verdicts: {}
claims: {}
"""

REVIEW: dict[str, Any] = {
    "@context": "http://schema.org",
    "@type": "ClaimReview",
    "url": "https://checkers.example/masks/",
    "claimReviewed": "Masks make people dizzy.",
    "datePublished": "2020-05-12T10:00:00+01:00",
    "author": {"@type": "Organization", "name": "Checkers", "url": "https://checkers.example/"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {
            "@type": "Person",
            "name": "Ada Marsh",
            "jobTitle": "Councillor",
            "sameAs": ["https://people.example/ada"],
        },
        "datePublished": "2020-04",
        "firstAppearance": {"@type": "CreativeWork", "url": "https://posts.example/1"},
        "appearance": ["https://posts.example/1", "https://posts.example/2"],
    },
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": "1",
        "bestRating": "5",
        "worstRating": "1",
        "alternateName": "False",
        "ratingExplanation": "No study found it.",
    },
    "keywords": "Health, masks",
}
"""A review with every field that a claim has, and some that it has not."""


def page(head: str, body: str = "") -> str:
    return f"<!doctype html><html><head><title>x</title>{head}</head><body>{body}</body></html>"


def script(content: object) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    return f'<script type="application/ld+json">{text}</script>'


def planned(data: str | bytes, name: str, claims: str = EMPTY) -> ImportPlan:
    """What importing a file into a report adds."""
    content = data if isinstance(data, bytes) else data.encode()
    texts = {"claims.yaml": claims}
    tree = read_tree(claims, "claims.yaml")
    assert not isinstance(tree, tuple), tree
    found = read_reviews(content, name, {})
    return plan_import(found.reviews, name, load(texts).draft, texts, {"claims.yaml": tree})


def imported(data: str | bytes, name: str, claims: str = EMPTY) -> str:
    """The text of a claims file after a file was imported into it."""
    plan = planned(data, name, claims)
    for section, entry, entries in (
        ("verdicts", "verdict", plan.verdicts),
        ("claimants", "claimant", plan.claimants),
        ("claims", "claim", plan.claims),
    ):
        if entries:
            edited = append_entries(claims, "claims.yaml", section, entry, entries)
            assert isinstance(edited, Edited), edited
            claims = edited.text
    return claims


def values(tree: Any) -> Iterator[str]:
    """Every single value of JSON as text; empty ones say nothing."""
    if isinstance(tree, dict):
        for value in tree.values():
            yield from values(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from values(value)
    elif tree is not None and str(tree).strip():
        text = str(tree).lower() if isinstance(tree, bool) else str(tree)
        yield " ".join(text.split())


def kept(claims: str) -> set[str]:
    """Every value in a claims file: in its fields, and in the JSON of its comments."""
    found: set[str] = set()
    for line in map(str.strip, claims.splitlines()):
        start, _, rest = line.partition(": ")
        if start.startswith("# from "):
            found |= set(values(json.loads(f"{{{rest}}}", **AS_TEXT)))
        elif start.startswith("# beside "):
            found |= set(values(json.loads(rest, **AS_TEXT)))
        elif start == "# fact-check":
            found.add(rest)
    tree = read_tree(claims, "claims.yaml")
    assert not isinstance(tree, tuple), tree
    return found | {" ".join(node.text.split()) for node in single_values(tree)}


AS_TEXT: dict[str, Any] = {"parse_int": str, "parse_float": str, "parse_constant": str}
"""Numbers as they are written."""
