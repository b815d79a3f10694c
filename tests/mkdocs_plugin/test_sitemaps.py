"""The sitemap: addresses of pages and dates of their changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from factcheck_report.model.dates import PartialDate
from factcheck_report.pipeline import read_report
from tests.building import build_in_process

SITE = "https://example.org/facts/"
_NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site knows where it is published."""
    monkeypatch.setenv("SITE_URL", SITE)


def _places(content: bytes) -> list[str]:
    found = ElementTree.fromstring(content).findall(".//s:loc", _NAMES)
    return [str(place.text) for place in found]


def _pages(files: dict[str, bytes]) -> set[str]:
    """The addresses of the pages that search engines should show: no signposts, cards or print."""
    return {
        SITE + path.removesuffix("index.html")
        for path, content in files.items()
        if path.endswith("index.html")
        and b'http-equiv="refresh"' not in content
        and b'name="robots" content="noindex' not in content
    }


def test_the_sitemap_lists_every_page_once(example_copy: Path) -> None:
    files = build_in_process(example_copy)

    places = _places(files["sitemap.xml"])
    assert len(places) == len(set(places))
    assert set(places) == _pages(files)
    assert not any(re.match("sitemap-", path) for path in files)


def test_a_long_sitemap_is_divided(example_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _places(build_in_process(example_copy)["sitemap.xml"])
    monkeypatch.setattr("factcheck_report.mkdocs_plugin.sitemaps.MAX_ADDRESSES", 20)
    files = build_in_process(example_copy)

    parts = _places(files["sitemap.xml"])
    assert parts == [f"{SITE}sitemap-{number}.xml" for number in range(1, -(-len(whole) // 20) + 1)]
    listed = [_places(files[part.removeprefix(SITE)]) for part in parts]
    assert {len(part) for part in listed[:-1]} == {20}
    assert [place for part in listed for place in part] == whole


def _dates(sitemap: bytes) -> dict[str, str | None]:
    """When each page changed, by what follows the site's address."""
    entries = ElementTree.fromstring(sitemap).findall("s:url", _NAMES)
    return {
        str(entry.findtext("s:loc", None, _NAMES)).removeprefix(SITE): entry.findtext(
            "s:lastmod", None, _NAMES
        )
        for entry in entries
    }


def test_the_sitemap_does_not_contain_the_date_of_the_build(
    example_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = read_report(example_copy).report
    assert report is not None
    first = build_in_process(example_copy)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4102444800")
    assert build_in_process(example_copy) == first

    dates = _dates(first["sitemap.xml"])
    assert dates[""] == max(filter(None, dates.values())) == str(report.changed)
    assert "methodology/" in dates and dates["methodology/"] is None


def _last(dates: Iterable[PartialDate | None]) -> str:
    return max(str(date) for date in dates if date is not None)


def test_every_page_of_the_report_has_the_last_date_of_what_it_shows(example_copy: Path) -> None:
    report = read_report(example_copy).report
    assert report is not None
    some, other = (claim.id for claim in report.claims[1:3])
    claims = example_copy / "claims.yaml"
    text = re.sub(r"^    reviewed: .*\n", "", claims.read_text("utf-8"), flags=re.MULTILINE)
    corrected = (
        "    reviewed: 2026-04-01\n    corrections:\n"
        "      - {date: 2026-04-03, kind: clarification, note: Said more clearly.}\n"
    )
    claims.write_text(text.replace(f"  {some}:\n", f"  {some}:\n{corrected}"), "utf-8")
    dates = _dates(build_in_process(example_copy)["sitemap.xml"])
    report = read_report(example_copy).report
    assert report is not None

    # Somebody who makes no claim of the report has a page without anything that has a date.
    undated = {"about/", "methodology/", "claimants/sahil-engines/"}
    assert {address for address, date in dates.items() if date is None} == undated
    assert dates[f"claims/{some}/"] == dates[""] == dates["claims/"] == "2026-04-03"
    # Without a date of its own: the day on which its documents were recorded.
    assert dates[f"claims/{other}/"] == "2025-04-01"
    assert not report.draft.claims[other].changed
    for claimant in report.draft.claimants.values():
        if changes := [report.last_change(claim) for claim in report.claims_of(claimant)]:
            assert dates[f"claimants/{claimant.id}/"] == _last(changes)
    for id in report.documents:
        entries = {item.entry for item in report.evidence_in(id)} & report.draft.claims.keys()
        changes = [report.last_change(report.draft.claims[entry]) for entry in entries]
        assert dates[f"sources/{id}/"] == _last([*changes, report.documents[id].source.pinned])
    for removal in report.draft.removed.values():
        assert dates.get(f"claims/{removal.id}/", str(removal.date)) == str(removal.date)
    later = {address for address, date in dates.items() if date == "2026-04-03"}
    assert {"matrix/", "verdicts/", "data/", "sources/", "claimants/", "corrections/"} < later
    assert "disagreements/" not in later


def test_dates_that_are_not_exact_and_pages_without_any(example_copy: Path) -> None:
    claims = example_copy / "claims.yaml"
    text = re.sub(
        r"^ +(reviewed|pinned|published|archived): .*\n", "", claims.read_text("utf-8"), flags=re.M
    )
    text = re.sub(r"^    corrections:\n(      .*\n)+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^removed:\n(  .*\n)+", "", text, flags=re.MULTILINE)
    claims.write_text(text, "utf-8")
    assert not any(_dates(build_in_process(example_copy)["sitemap.xml"]).values())

    claims.write_text(text.replace("report:\n", "report:\n  checked: 2025-05\n", 1), "utf-8")
    dates = _dates(build_in_process(example_copy)["sitemap.xml"])
    assert {
        date for address, date in dates.items() if address not in ("about/", "methodology/")
    } == {"2025-05"}
