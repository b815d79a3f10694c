"""Long feeds on several pages, as programs of readers follow them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import pytest

from factcheck_report.exports.feeds import atom, json_feed, older_pages
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Claim, Report
from factcheck_report.model.dates import PartialDate
from factcheck_report.site.files import published_files
from tests.exports.changed_reports import ATOM, BASE, RFC3339
from tests.reports import Folder
from tests.weekly import rows_weekly_but

HISTORY = "{http://purl.org/syndication/history/1.0}"
Dates = Callable[[int], PartialDate | None]


def one_day(number: int) -> PartialDate:
    return PartialDate(2024, 5, 17)


def a_few_each_day(number: int) -> PartialDate:
    return PartialDate(2020 + number // 200, 1 + number // 20 % 12, 1 + number % 7)


def without_dates(number: int) -> None:
    return None


@pytest.fixture
def claim(folder: Folder) -> tuple[Report, Claim]:
    report = folder.report()
    return report, report.claims[0]


@pytest.fixture
def report_of(claim: tuple[Report, Claim]) -> Callable[[Mapping[int, PartialDate | None]], Report]:
    """A report with claims of these numbers, reviewed on these dates."""
    report, first = claim

    def made(dates: Mapping[int, PartialDate | None]) -> Report:
        claims = {
            f"claim-{number}": replace(first, id=f"claim-{number}", reviewed=date)
            for number, date in dates.items()
        }
        return replace(report, draft=replace(report.draft, claims=claims))

    return made


def files_of(report: Report, base: str | None = BASE) -> dict[str, str]:
    texts = english_translations()
    return {
        "feed.xml": atom(report, texts, base),
        "feed.json": json_feed(report, texts, base),
        **{name: make() for name, make in older_pages(report, texts, base)},
    }


def followed(files: dict[str, str], base: str | None, rel: str) -> Iterator[tuple[str, str]]:
    """Address and text of feed.xml and of each page that a program finds by a relation."""
    address = "feed.xml"
    root = base or "https://mirror.example/"
    seen: set[str] = set()
    while address not in seen:
        seen.add(address)
        yield address, files[address]
        links = feedparser.parse(files[address]).feed.links
        [*others] = [link.href for link in links if link.rel == rel]
        if others:
            address = urljoin(root + address, others[0]).removeprefix(root)


REPORTS = [(1000, a_few_each_day), (300, one_day), (120, without_dates)]


@pytest.mark.parametrize(("count", "dates"), rows_weekly_but(REPORTS, *REPORTS[1:]))
@pytest.mark.parametrize(
    ("base", "rel"),
    rows_weekly_but(
        product([BASE, None], ["next", "prev-archive"]), (BASE, "next"), (None, "prev-archive")
    ),
)
def test_a_program_that_follows_the_pages_finds_each_claim_once(
    report_of: Callable[[object], Report], count: int, dates: Dates, base: str | None, rel: str
) -> None:
    report = report_of({number: dates(number) for number in range(count)})
    files = files_of(report, base)
    pages = [feedparser.parse(text) for _, text in followed(files, base, rel)]

    assert not any(page.bozo for page in pages)
    assert len(pages) == sum(name.endswith(".xml") for name in files) > 2
    assert all(0 < len(page.entries) <= 50 for page in pages)
    assert len(pages[0].entries) > 25
    entries = [entry for page in pages for entry in page.entries]
    assert len({entry.id for entry in entries}) == len(entries) == count
    times = [entry.updated for entry in entries]
    assert times == sorted(times, reverse=True)
    assert all(RFC3339.fullmatch(time) for time in times)
    assert {page.feed.id for page in pages} == {pages[0].feed.id}
    root = base or "https://mirror.example/"
    addresses = {
        urljoin(root + name, entry.link)
        for name, text in files.items()
        if name.endswith(".xml")
        for entry in feedparser.parse(text).entries
    }
    assert addresses == {f"{root}claims/claim-{number}/" for number in range(count)}


@pytest.mark.parametrize(("count", "dates"), rows_weekly_but(REPORTS, REPORTS[1]))
@pytest.mark.parametrize("base", [BASE, None])
def test_both_feeds_have_the_same_pages(
    report_of: Callable[[object], Report], count: int, dates: Dates, base: str | None
) -> None:
    files = files_of(report_of({number: dates(number) for number in range(count)}), base)
    root, address = base or "https://mirror.example/", "feed.json"
    of_json = []
    while address:
        page = json.loads(files[address])
        of_json.append([(item["title"], item["date_modified"]) for item in page["items"]])
        next_url = page.get("next_url")
        address = next_url and urljoin(root + address, next_url).removeprefix(root)
    of_atom = [
        [(entry.title, entry.updated) for entry in feedparser.parse(text).entries]
        for _, text in followed(files, base, "next")
    ]
    assert of_json == of_atom


def test_older_pages_are_archives_that_know_their_neighbours(
    report_of: Callable[[object], Report],
) -> None:
    files = files_of(report_of({number: a_few_each_day(number) for number in range(400)}))
    names = [name for name, _ in followed(files, BASE, "next")]
    assert names[-1] == "feed/2020-01.xml"
    for number, name in enumerate(names):
        feed = ElementTree.fromstring(files[name])
        links = {
            link.get("rel"): (link.get("href") or "").removeprefix(BASE)
            for link in feed.findall(f"{ATOM}link")
        }
        older = names[number + 1] if name != names[-1] else None
        newer = names[number - 1] if number else None
        assert links == {
            rel: target
            for rel, target in {
                "alternate": "",
                "self": name,
                "first": "feed.xml",
                "last": names[-1],
                "previous": newer,
                "next": older,
                "prev-archive": older,
                "next-archive": newer if number > 1 else None,
                "current": "feed.xml" if number else None,
            }.items()
            if target is not None
        }
        assert (feed.find(f"{HISTORY}archive") is not None) == bool(number)


@pytest.mark.parametrize("dates", [a_few_each_day, one_day, without_dates])
@pytest.mark.parametrize("place", ["first", "last"])
def test_one_more_claim_or_a_correction_changes_few_pages(
    report_of: Callable[[object], Report], dates: Dates, place: str
) -> None:
    numbers = {number: dates(number) for number in range(1000)}
    before = files_of(report_of(numbers))
    new = {5000: dates(999)}
    more = {**new, **numbers} if place == "first" else {**numbers, **new}
    corrected = {**numbers, 0 if place == "first" else 500: PartialDate(2026, 1, 1)}

    for changed in (more, corrected):
        after = files_of(report_of(changed))
        # Each in two formats: the feed, the page of the claim, its neighbours, or two new halves.
        differing = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        assert differing >= {"feed.xml", "feed.json"} or changed is more
        assert len(differing) <= 2 * 5 < len(before) / 8


def test_a_feed_of_fifty_claims_has_one_page(report_of: Callable[[object], Report]) -> None:
    assert set(files_of(report_of(dict.fromkeys(range(50))))) == {
        "feed.xml",
        "feed.json",
    }
    assert "next" not in files_of(report_of({0: None}))["feed.json"]


def test_a_site_has_each_page_of_its_feeds(report_of: Callable[[object], Report]) -> None:
    report = report_of({number: one_day(number) for number in range(120)})
    pages = files_of(report)
    assert len(pages) > 6
    published = published_files(report, english_translations(), BASE)
    assert set(pages) <= {file.address for file in published}
