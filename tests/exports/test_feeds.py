"""The Atom feed and the JSON feed."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from factcheck_report.exports.feeds import atom, json_feed
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import EntryPositions, Position, Publisher, Removal, Report
from factcheck_report.model.dates import PartialDate
from tests.exports.changed_reports import ATOM, BASE, RFC3339, with_claims, with_publication
from tests.reports import Folder

NOWHERE = EntryPositions(Position("claims.yaml", 1))
CORRECTIONS = """\
    reviewed: 2022-12-02
    corrections:
      - {date: 2022-11-30, kind: clarification, note: A word was made clearer.}
      - {date: 2022-12, kind: update, note: A document was added., was: {verdict: open}}
      - {date: 2022-12-03, kind: correction, note: A denial had been missed., was: {verdict: gone}}
"""


@pytest.fixture
def corrected(folder: Folder) -> Report:
    folder.replace(
        "claims.yaml", "verdicts:\n", "verdicts:\n  open: {label: Open, means: ., tone: mixed}\n"
    )
    folder.write("claims.yaml", folder.read("claims.yaml") + CORRECTIONS)
    return folder.report()


@pytest.fixture
def long(folder: Folder) -> Report:
    """More claims than a feed has entries, reviewed on several days."""
    folder.repeat_claim(60)
    days = itertools.cycle((2, 30, 17))
    return with_claims(
        folder.report(), lambda claim: replace(claim, reviewed=PartialDate(2022, 12, next(days)))
    )


def atom_entries(text: str) -> list[dict[str, str]]:
    feed = ElementTree.fromstring(text)
    return [
        {child.tag.removeprefix(ATOM): child.text or "" for child in entry}
        for entry in feed.findall(f"{ATOM}entry")
    ]


def test_corrections_change_the_entry_of_their_claim(corrected: Report) -> None:
    [entry] = atom_entries(atom(corrected, english_translations(), BASE))

    assert entry["id"] == f"{BASE}claims/no-drones-sent/"
    assert entry["updated"] == "2022-12-03T00:00:00Z"
    assert entry["title"] == "Disputed: No drones were sent after the war began."
    assert entry["content"] == "\n\n".join(
        [
            "The minister said so; the other side denied it.",
            "Correction, 3 December 2022: A denial had been missed.",
            "The verdict was changed from “gone” to “Disputed”.",
            "Update, December 2022: A document was added.",
            "The verdict was changed from “Open” to “gone”.",
            "Clarification, 30 November 2022: A word was made clearer.",
        ]
    )


@pytest.mark.parametrize(
    ("fields", "published", "updated"),
    [
        ({"published": PartialDate(2022, 11, 7)}, "2022-11-07", "2022-11-07"),
        ({"publish_from": PartialDate(2022, 11)}, "2022-11-01", "2022-11-01"),
        (
            {"published": PartialDate(2022), "reviewed": PartialDate(2023, 1, 5)},
            "2022-01-01",
            "2023-01-05",
        ),
        ({"reviewed": PartialDate(2023, 1, 5)}, None, "2023-01-05"),
        # The newest document that it quotes. An inferred date states nothing.
        ({"reviewed": PartialDate(2023, 1, 5, 1)}, None, "2022-11-06"),
        ({}, None, "2022-11-06"),
    ],
)
def test_each_entry_says_when_it_was_published_and_changed(
    folder: Folder, fields: dict[str, PartialDate], published: str | None, updated: str
) -> None:
    dated = dict.fromkeys(("published", "publish_from", "reviewed"), None) | fields
    folder.replace("claims.yaml", "  gazette:\n", "  gazette:\n    published: 2022-11-06\n")
    report = with_claims(
        folder.report(),
        lambda claim: replace(claim, **dated),  # type: ignore[arg-type]
    )
    [entry] = atom_entries(atom(report, english_translations(), BASE))
    [item] = json.loads(json_feed(report, english_translations(), BASE))["items"]

    for read, name in ((entry, "published"), (item, "date_published")):
        assert read.get(name) == (published and f"{published}T00:00:00Z")
    assert entry["updated"] == item["date_modified"] == f"{updated}T00:00:00Z"


def test_a_claim_without_any_date_has_that_of_the_whole_report(folder: Folder) -> None:
    report = with_publication(folder.report(), checked=PartialDate(2024, 2, 29))
    [entry] = atom_entries(atom(report, english_translations(), BASE))
    assert entry["updated"] == "2024-02-29T00:00:00Z"


def test_a_removed_claim_keeps_its_entry_which_says_why(folder: Folder) -> None:
    report = folder.report()
    removal = Removal(
        id="gone", date=PartialDate(2023, 5, 1), note="Out of <scope>.", positions=NOWHERE
    )
    report = replace(report, draft=replace(report.draft, removed={"gone": removal}))
    removed, _ = atom_entries(atom(report, english_translations(), BASE))

    assert removed["id"] == f"{BASE}claims/gone/"
    assert removed["title"] == "Claim removed: gone"
    assert removed["content"] == "Out of <scope>."
    assert removed["updated"] == "2023-05-01T00:00:00Z"


@pytest.mark.parametrize("base", [BASE, None])
def test_both_feeds_say_the_same(corrected: Report, base: str | None) -> None:
    entries = atom_entries(atom(corrected, english_translations(), base))
    items = json.loads(json_feed(corrected, english_translations(), base))["items"]

    assert [
        (entry["id"], entry["title"], entry["updated"], entry["content"]) for entry in entries
    ] == [
        (item["id"], item["title"], item["date_modified"], item["content_text"]) for item in items
    ]


@pytest.mark.parametrize("base", [BASE, None])
def test_atom_has_every_element_rfc_4287_requires(long: Report, base: str | None) -> None:
    feed = ElementTree.fromstring(atom(long, english_translations(), base))

    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    entries = feed.findall(f"{ATOM}entry")
    assert 25 < len(entries) <= 50 < len(long.claims)
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            [child] = element.findall(f"{ATOM}{name}")
            assert child.text
        updated = element.findtext(f"{ATOM}updated")
        assert updated and RFC3339.fullmatch(updated)
        id = element.findtext(f"{ATOM}id") or ""
        assert id.startswith(base or "urn:uuid:")
        [alternate] = element.findall(f"{ATOM}link[@rel='alternate']")
        assert alternate.get("href", "").startswith(base or ("claims/", "./"))
    # One author of the feed is the author of all entries.
    [author] = feed.findall(f"{ATOM}author")
    assert author.findtext(f"{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    times = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert times == sorted(times, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == times[0]
    own = [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")]
    assert own == ([f"{BASE}feed.xml"] if base else [])


@pytest.mark.parametrize("base", [BASE, None])
def test_json_feed_has_every_field_version_1_1_requires(long: Report, base: str | None) -> None:
    feed = json.loads(json_feed(long, english_translations(), base))

    assert next(iter(feed)) == "version"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["language"] == "en"
    assert (feed.get("home_page_url"), feed.get("feed_url")) == (
        (base, f"{base}feed.json") if base else (None, None)
    )
    assert "authors" not in feed
    assert 25 < len({item["id"] for item in feed["items"]}) == len(feed["items"]) <= 50
    assert feed["next_url"] == f"{base or ''}feed/2022-12-02.json"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert RFC3339.fullmatch(item["date_modified"])
        assert item.get("url") == (item["id"] if base else None)


def test_a_report_without_claims_has_empty_feeds(folder: Folder) -> None:
    report = folder.report()
    report = replace(report, draft=replace(report.draft, claims={}))
    feed = ElementTree.fromstring(atom(report, english_translations(), BASE))

    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert json.loads(json_feed(report, english_translations(), BASE))["items"] == []


def test_the_publisher_is_the_feeds_author(folder: Folder) -> None:
    report = with_publication(folder.report(), publisher=Publisher("Desk", "https://desk.example/"))
    feed = ElementTree.fromstring(atom(report, english_translations(), BASE))

    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Desk"
    assert feed.findtext(f"{ATOM}author/{ATOM}uri") == "https://desk.example/"
    authors = json.loads(json_feed(report, english_translations(), BASE))["authors"]
    assert authors == [{"name": "Desk", "url": "https://desk.example/"}]


def test_ids_without_an_address_are_stable_and_differ_between_reports(corrected: Report) -> None:
    ids = [entry["id"] for entry in atom_entries(atom(corrected, english_translations(), None))]
    later = with_claims(corrected, lambda claim: replace(claim, summary="Reworded.", claim="New."))
    other = with_publication(corrected, title="Another report")

    assert [entry["id"] for entry in atom_entries(atom(later, english_translations(), None))] == ids
    assert not {
        entry["id"] for entry in atom_entries(atom(other, english_translations(), None))
    } & set(ids)
