"""Every property that schema.org has for a ClaimReview and its parts is kept, in every shape."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import pytest

from factcheck_report.loading import load
from factcheck_report.problems import Severity
from factcheck_report.reviews import COLUMN_FIELDS
from tests.published import imported, kept, page, script, values
from tests.reports import ROOT

PROPERTIES = ROOT / "tests/data/linked_data/properties.tsv"
"""The properties of schema.org 30.0 by type, with the kinds of values that each may have."""
PARENTS = {
    "ClaimReview": ("Review", "CreativeWork", "Thing"),
    "Claim": ("CreativeWork", "Thing"),
    "Rating": ("Thing",),
    "Person": ("Thing",),
    "Organization": ("Thing",),
    "CreativeWork": ("Thing",),
    "DataFeedItem": ("Thing",),
    "DataFeed": ("CreativeWork", "Thing"),
}


def properties(type: str) -> dict[str, list[str]]:
    with PROPERTIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    types = (type, *PARENTS[type])
    found = {
        row["property"]: row["kinds of values"].split() for row in rows if row["type"] in types
    }
    assert len(found) > 10
    return found


class Values:
    """Makes values, no two of which are the same."""

    def __init__(self) -> None:
        self._number = 0

    def new(self, kind: str, name: str) -> Any:
        self._number += 1
        n = self._number
        if kind == "object":
            return {
                "@type": "Thing",
                "name": f"{name}, thing {n}",
                "url": f"https://thing-{n}.example/",
            }
        made = {
            "Text": f"Words {n} as {name}",
            "URL": f"https://{name.lower()}.example/{n}",
            "Number": n + 0.5,
            "Integer": n,
            "Boolean": True,
            "Date": f"{1600 + n // 300}-{1 + n % 12:02}-{1 + n % 28:02}",
            "DateTime": f"{1600 + n // 300}-{1 + n % 12:02}-{1 + n % 28:02}T{n % 24:02}:15:00Z",
        }
        return made[kind]

    def all_of(self, type: str, **parts: Any) -> dict[str, Any]:
        """An object of a type with each of its properties, with a value of each kind."""
        made: dict[str, Any] = {"@type": type}
        for name, kinds in properties(type).items():
            of_kind = [self.new(kind, name) for kind in kinds]
            made[name] = of_kind[0] if len(of_kind) == 1 else of_kind
        return made | parts


def full_review() -> dict[str, Any]:
    made = Values()
    works = [made.all_of("CreativeWork") for _ in range(2)]
    claim = made.all_of(
        "Claim",
        author=[made.all_of("Person"), made.all_of("Organization")],
        appearance=[works[0], "https://posts.example/1", "https://posts.example/2"],
        firstAppearance=works[1],
    )
    rating = made.all_of("Rating", alternateName="Half so", author=made.all_of("Organization"))
    return {
        "@context": "https://schema.org",
        **made.all_of(
            "ClaimReview",
            itemReviewed=claim,
            reviewRating=rating,
            author=made.all_of("Organization"),
            publisher=[made.all_of("Organization"), made.all_of("Person")],
            datePublished="2020-05-12",
            dateModified="2021-02-03T10:00:00Z",
        ),
    }


def microdata(tree: Any, name: str = "") -> str:
    """A tree as HTML with microdata."""
    named = f' itemprop="{name}"' if name else ""
    if isinstance(tree, list):
        return "".join(microdata(item, name) for item in tree)
    if isinstance(tree, dict):
        inner = "".join(microdata(value, key) for key, value in tree.items() if key[0] != "@")
        return f'<div{named} itemscope itemtype="https://schema.org/{tree["@type"]}">{inner}</div>'
    text = escape(str(tree))
    if name.startswith("date"):
        return f'<time{named} datetime="{text}">once</time>'
    if text.startswith("https:"):
        return f'<link{named} href="{text}">'
    return f'<meta{named} content="{text}">' if len(text) % 2 else f"<span{named}>{text}</span>"


def rdfa(tree: Any, name: str = "") -> str:
    """A tree as HTML with RDFa."""
    named = f' property="{name}"' if name else ' vocab="https://schema.org/"'
    if isinstance(tree, list):
        return "".join(rdfa(item, name) for item in tree)
    if isinstance(tree, dict):
        inner = "".join(rdfa(value, key) for key, value in tree.items() if key[0] != "@")
        return f'<div{named} typeof="{tree["@type"]}">{inner}</div>'
    return f'<span{named} content="{escape(str(tree))}">shown</span>'


def columns(tree: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The single values of a tree, as programs write them into the cells of one row."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from columns(value, f"{name}.{key}" if name else key)
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from columns(value, f"{name}.{number}")
    else:
        yield name, str(tree)


def row(tree: Any) -> str:
    names, cells = zip(*columns(tree), strict=True)
    out = io.StringIO()
    csv.writer(out).writerows([names, cells])
    return out.getvalue()


def feed(review: Any) -> str:
    made = Values()
    item = made.all_of("DataFeedItem", item=[review])
    return json.dumps(made.all_of("DataFeed", dataFeedElement=[item]))


def apart(review: Any) -> str:
    """A page in which the parts of a review stand in scripts of their own, and refer to others."""
    claim = review["itemReviewed"]
    person, body = ({**one, "@id": f"#{one['@type']}"} for one in claim["author"])
    claim = {**claim, "@id": "#claim", "author": [{"@id": "#Person"}, {"@id": "#Organization"}]}
    parts = {**review, "itemReviewed": {"@id": "#claim"}}, claim, person, body
    return page("".join(map(script, parts)))


SHAPES: dict[str, tuple[str, Callable[[Any], str]]] = {
    "JSON-LD in a page": ("page.html", lambda review: page(script(review))),
    "several scripts": ("page.html", apart),
    "microdata": ("page.html", lambda review: page("", microdata(review))),
    "RDFa": ("page.html", lambda review: page("", rdfa(review))),
    "DataFeed": ("feed.json", feed),
    "JSON lines": ("lines.jsonl", lambda review: f"{json.dumps(review)}\n{json.dumps(review)}\n"),
    "CSV": ("table.csv", row),
}


@pytest.mark.parametrize(("name", "write"), SHAPES.values(), ids=SHAPES)
def test_every_property_is_kept(name: str, write: Callable[[Any], str]) -> None:
    review = full_review()
    claims = imported(write(review), name)
    problems = load({"claims.yaml": claims}).problems
    assert [item for item in problems if item.severity is Severity.ERROR] == []
    written = set(values(review))
    assert len(written) > 1_000
    # Types have their vocabulary before them, and the context is no value.
    types = {value for value in written if value in PARENTS or value == "Thing"}
    assert written - types - {"https://schema.org"} - kept(claims) == set()
    assert all(type in claims for type in types)


def test_values_that_a_claim_has_a_field_for_stand_in_it() -> None:
    review = full_review()
    draft = load({"claims.yaml": imported(json.dumps(review), "page.json")}).draft
    [claim] = draft.claims.values()
    item = review["itemReviewed"]
    assert claim.claim == review["claimReviewed"]
    assert (str(claim.published), str(claim.reviewed)) == ("2020-05-12", "2021-02-03")
    assert str(claim.stated) == item["datePublished"][0]
    people = [draft.claimants[id] for id in claim.claimants]
    for author, one in zip(item["author"], people[:2], strict=True):
        assert (one.name, one.same_as) == (author["name"], (author["sameAs"], author["url"]))
    assert {"https://posts.example/1", "https://posts.example/2"} < {
        made.url for made in claim.made
    }
    assert draft.verdicts[claim.verdict].label == "Half so"


def test_every_column_of_a_table_is_kept() -> None:
    names = [name for field in COLUMN_FIELDS.values() for name in field]
    cells = {name: f"Cell {number} of {name}" for number, name in enumerate(dict.fromkeys(names))}
    claims = imported(row({**cells, "and more": "A remark"}), "table.csv")
    assert {*cells.values(), "A remark"} - kept(claims) == set()


def test_one_object_in_several_scripts_is_kept_whole() -> None:
    scripts = (
        {"@type": "Organization", "@id": "#us", "name": "Checkers", "parent": {"@id": "#owner"}},
        {"@type": "ClaimReview", "claimReviewed": "A.", "author": {"@id": "#us"}},
        {"@type": "ClaimReview", "claimReviewed": "B.", "author": {"@id": "#us"}},
        {"@id": "#us", "slogan": "We check"},
        {"@id": "#owner", "name": "Owners", "owns": {"@id": "#us"}},
        {"@id": "#other", "name": "Advertisement"},
    )
    claims = imported(page("".join(map(script, scripts))), "page.html")
    assert {"Checkers", "We check", "Owners"} <= kept(claims)
    assert claims.count("We check") == claims.count("Owners") == 1
    assert "Advertisement" not in claims
