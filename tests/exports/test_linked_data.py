"""Structured data for search engines: read by real libraries, and on the page that they are in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from factcheck_report.exports.claimreview import CREDIT_SEPARATOR, claim_review, claim_reviews
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.model.dates import PartialDate
from tests.exports.changed_reports import BASE
from tests.exports.linked_data import graph_of, json_ld_of, violations
from tests.reports import Folder

SCHEMA = "http://schema.org/"


def everything(folder: Folder) -> None:
    """State in a report all that its data can have."""
    folder.replace(
        "claims.yaml",
        "  summary: One",
        "  publisher: {name: Desk & Sons, url: 'https://desk.example/'}\n"
        "  license: {name: CC BY 4.0, url: 'https://license.example/'}\n"
        "  scale: {worst: 1, best: 5}\n  summary: One",
    )
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    rating: 3\n")
    folder.replace("claims.yaml", "    needs: {supporting_origins: 1, refuting_origins: 1}\n", "")
    folder.replace("claims.yaml", "stance: supports", "stance: states")
    folder.replace(
        "claims.yaml",
        "    title: Drones and denials\n",
        "    title: Drones and denials in the north, the south and the east\n    short: Drones\n"
        "    url: https://gazette.example/a?b=1&c\n    published: 2022-11-05\n"
        "    language: en-GB\n",
    )
    folder.replace(
        "claims.yaml",
        ", kind: person}\n",
        ", kind: person, same_as: ['https://www.wiki.example/Minister', 'https://m.example/']}\n"
        "  office: {name: Office of the north, kind: government, role: Office}\n"
        "  staff: {name: People of the office, kind: anonymous, role: Not named}\n",
    )
    folder.replace("claims.yaml", "claimants: [minister]", "claimants: [minister, office, staff]")
    folder.replace(
        "claims.yaml",
        "    verdict: d",
        "    stated: 2022-11\n    published: 2022-11-30\n    reviewed: 2022-12-01\n"
        "    made:\n      - {where: Radio North, date: 2022-11-02}\n"
        "      - {url: 'https://post.example/7', date: 2022-11-04}\n"
        "    corrections:\n      - {date: 2022-12-05, kind: update, note: More is known.}\n"
        "    verdict: d",
    )
    folder.replace("mkdocs.yml", "https://example.org/", BASE)


# Read as graphs


def test_all_data_of_the_example_fit_the_shapes(published: Path, example_report: Report) -> None:
    pages = sorted(published.rglob("index.html"))
    embedded = [item for page in pages for item in json_ld_of(page)]
    # One for each claim, and one for the data files.
    assert len(embedded) == len(example_report.claims) + 1
    assert violations(embedded) == set()
    feed = json.loads((published / "claimreview.json").read_text("utf-8"))
    assert violations([feed]) == set()
    reviews = graph_of([feed]).query(
        "SELECT ?url ?name { ?r a schema:ClaimReview ; schema:url ?url ;"
        " schema:reviewRating/schema:alternateName ?name }",
        initNs={"schema": SCHEMA},
    )
    assert {(str(url), str(name)) for url, name in reviews} == {
        (f"{BASE}claims/{claim.id}/", example_report.draft.verdicts[claim.verdict].label)
        for claim in example_report.claims
    }
    authors = graph_of([feed]).query(
        "SELECT DISTINCT ?type { ?c a schema:Claim ; schema:author/a ?type }",
        initNs={"schema": SCHEMA},
    )
    assert {str(type) for (type,) in authors} == {f"{SCHEMA}Person", f"{SCHEMA}Organization"}


def test_a_report_that_states_everything_fits_the_shapes(folder: Folder) -> None:
    everything(folder)
    assert violations([json.loads(claim_reviews(folder.report(), BASE))]) == set()


GONE = object()
WRONG: list[tuple[str, object, str]] = [
    ("url", GONE, "url"),
    ("url", "claims/x/", "url"),
    ("claimReviewed", GONE, "claimReviewed"),
    ("claimReviewed", " ", "claimReviewed"),
    ("reviewRating", GONE, "reviewRating"),
    ("itemReviewed", GONE, "itemReviewed"),
    ("datePublished", "30 November 2022", "datePublished"),
    ("datePublished", "2022?-11", "datePublished"),
    ("datePublished", "2022-12-06", "datePublished"),
    ("dateModified", "2022-13-01", "dateModified"),
    ("author", {"@type": "Thing", "name": "Desk"}, "author"),
    ("author name", GONE, "name"),
    ("headline", "More than the shapes know", "headline"),
    ("reviewRating alternateName", GONE, "alternateName"),
    ("reviewRating bestRating", GONE, "Rating"),
    ("reviewRating worstRating", GONE, "Rating"),
    ("reviewRating ratingValue", GONE, "Rating"),
    ("reviewRating ratingValue", 6, "ratingValue"),
    ("reviewRating ratingValue", 0, "worstRating"),
    ("reviewRating ratingValue", "3", "ratingValue"),
    ("reviewRating worstRating", 5, "worstRating"),
    ("itemReviewed @type", "CreativeWork", "itemReviewed"),
    ("itemReviewed text", GONE, "text"),
    ("itemReviewed author 0 @type", "Thing", "author"),
    ("itemReviewed author 1 name", GONE, "name"),
    ("itemReviewed author 0 sameAs", "Q42", "sameAs"),
    ("itemReviewed appearance 0 name", GONE, "CreativeWork"),
    ("itemReviewed appearance", "Radio North", "appearance"),
    ("itemReviewed datePublished", "2022-21", "datePublished"),
    ("itemReviewed inLanguage", "English", "inLanguage"),
]
"""Where a review is changed, what is written there, and what the shapes name."""


def test_the_shapes_find_what_is_wrong(folder: Folder) -> None:
    everything(folder)
    report = folder.report()
    review: Any = claim_review(report, report.claims[0], BASE)
    assert violations([review]) == set()
    for path, value, told in WRONG:
        broken = deepcopy(review)
        *outer, name = path.split()
        place = broken
        for key in outer:
            place = place[int(key) if key.isdigit() else key]
        if value is GONE:
            del place[name]
        else:
            place[name] = value
        assert told in violations([broken]), (path, value)


def test_the_shapes_find_a_wrong_data_set(published: Path) -> None:
    [data] = json_ld_of(published / "data/index.html")
    assert violations([data]) == set()
    for name, value in (
        ("description", "Short."),
        ("license", "cc-by"),
        ("distribution", []),
        ("creator", {"@type": "Thing", "name": "Desk"}),
        ("url", "data/"),
    ):
        assert name in violations([{**data, name: value}]), name
    broken = deepcopy(data)
    broken["distribution"][0]["contentUrl"] = "claims.json"
    assert "contentUrl" in violations([broken])


def test_the_data_set_lists_every_file_of_the_site(published: Path) -> None:
    [data] = json_ld_of(published / "data/index.html")
    assert data["@type"] == "Dataset"
    assert data["license"] == "https://license.example/"
    files = {item["contentUrl"].removeprefix(BASE) for item in data["distribution"]}
    assert all((published / name).is_file() for name in files)
    at_root = {
        file.name for file in published.iterdir() if file.suffix in (".json", ".csv", ".bib")
    }
    # The rules are for the verifier.
    assert at_root - {"folding-rules.json"} <= files


# On the page


def leaves(data: Any, name: str = "") -> Iterator[tuple[str, object]]:
    """Every value, with the name of its property."""
    if isinstance(data, dict):
        for key, value in data.items():
            if not key.startswith("@"):
                yield from leaves(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value, name)
    else:
        yield name, data


SCALE = (
    r"Rating: (?P<ratingValue>\d+), on a scale from (?P<worstRating>\d+) \(worst\) to "
    r"(?P<bestRating>\d+) \(best\)"
)


def missing(data: Any, text: str, links: set[str], languages: set[str]) -> list[str]:
    """What a page does not show: as text, as a link, as a date or as a language."""
    found = []
    for name, value in leaves(data):
        if name in ("url", "sameAs", "contentUrl", "license"):
            shown = value in links
        elif name.startswith("date"):
            shown = english_translations().date(PartialDate.parse(str(value))) in text
        elif name == "inLanguage":
            shown = value in languages
        elif name in ("encodingFormat", "isAccessibleForFree"):
            # Of the links on the page itself: programs ask for the type, people see the ending.
            shown = True
        elif name.endswith(("Value", "Rating")):
            numbers = re.search(SCALE, text)
            shown = numbers is not None and numbers[name] == str(value)
        else:
            # The page may show the sentences of a description, and credited names, one by one.
            between = {"creditText": CREDIT_SEPARATOR, "description": "(?<=[.]) "}.get(name, "$")
            shown = all(normal(part) in text for part in re.split(between, str(value)))
        if not shown:
            found.append(f"{name}: {value}")
    return found


def normal(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def on_the_page(reader: Page, site: Path, page: Path) -> tuple[str, set[str], set[str]]:
    """Text, links and languages that a reader without JavaScript has."""
    reader.goto(page.as_uri())
    text = normal(reader.inner_text("body"))
    html = page.read_text("utf-8")
    address = f"{BASE}{page.parent.relative_to(site).as_posix()}/"
    links = {urljoin(address, unescape(href)) for href in re.findall(r'href="([^"]*)"', html)}
    return text, links, set(re.findall(r'lang="([^"]*)"', html))


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.long)])
def test_the_page_shows_all_that_its_data_say(
    published: Path, folder: Folder, reader: Page, step: int
) -> None:
    everything(folder)
    assert folder.build().returncode == 0
    own = folder.path / "site"
    pages = [
        *((own, own / name) for name in ("claims/no-drones-sent/index.html", "data/index.html")),
        *((published, page) for page in sorted(published.glob("claims/*/index.html"))[::step]),
        (published, published / "data/index.html"),
    ]
    checked = 0
    for site, page in pages:
        for data in json_ld_of(page):
            checked += 1
            assert missing(data, *on_the_page(reader, site, page)) == [], page
    assert checked > 30 / step


def test_a_value_that_the_page_lacks_is_found(folder: Folder, reader: Page) -> None:
    everything(folder)
    assert folder.build().returncode == 0
    site = folder.path / "site"
    page = site / "claims/no-drones-sent/index.html"
    [data] = json_ld_of(page)
    shown = on_the_page(reader, site, page)
    for name, value in (
        ("description", "A role that nobody has"),
        ("sameAs", "https://elsewhere.example/"),
        ("datePublished", "1999-01-01"),
        ("ratingValue", 4),
        ("inLanguage", "fa"),
    ):
        assert missing({**data, "more": {name: value}}, *shown) == [f"{name}: {value}"]


# Without an address


def test_without_an_address_there_are_no_data_for_search_engines(folder: Folder) -> None:
    folder.replace("mkdocs.yml", "site_url: https://example.org/\n", "")
    done = folder.run("mkdocs", "build")
    assert done.returncode == 0
    for told in (done.stderr, folder.factcheck("check").stdout):
        assert "no data for search engines (ClaimReview)" in normal(told)
    site = folder.path / "site"
    assert not any(json_ld_of(page) for page in site.rglob("index.html"))
    assert not (site / "claimreview.json").exists()
    assert "claimreview.json" not in folder.page("data/")
