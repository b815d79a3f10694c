"""The whole report on one page, for printing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from factcheck_report import addresses
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import EntryKind, Report
from factcheck_report.pages import whole_report
from factcheck_report.site.site import Site
from tests.markup import text_of
from tests.reports import Folder


def printed(report: Report) -> str:
    return Site(report, english_translations()).page(addresses.PRINT).body


def test_it_has_every_claim_with_its_quotes_numbered_through(example_report: Report) -> None:
    body = printed(example_report)
    text = " ".join(text_of(body).split())
    assert example_report.publication.title in text
    numbers = [int(number) for number in re.findall(r'<li value="(\d+)"', body)]
    quotes = [item for item in example_report.evidence if item.kind is EntryKind.CLAIM]
    assert numbers == list(range(1, len(quotes) + 1))
    headings = re.findall(r'<h3 id="claim-([^"]+)">(\d+)\. ', body)
    assert headings == [
        (claim.id, str(number)) for number, claim in enumerate(example_report.claims, 1)
    ]
    for claim in example_report.claims:
        assert f'href="#claim-{claim.id}"' in body
    for document in example_report.documents.values():
        assert document.sha256 in body
    for event in example_report.draft.timeline:
        assert event.event in text
    for item in example_report.draft.disagreements:
        assert item.about in text


def test_neither_search_engines_nor_the_search_list_it(example_site: Path, folder: Folder) -> None:
    shown = (example_site / "print/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in shown
    assert "noindex" not in (example_site / "index.html").read_text("utf-8")
    site = Site(folder.report(), english_translations())
    assert not [each for each in site.page_records() if each.address.startswith("print/")]
    folder.replace("mkdocs.yml", "site_name", "site_url: https://example.org/\nsite_name")
    assert folder.build().returncode == 0
    sitemap = folder.read("site/sitemap.xml")
    assert "/claims/no-drones-sent/" in sitemap
    assert "print/" not in sitemap


def test_a_longer_report_has_no_such_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_report, "MOST_CLAIMS", 2)
    for number in (2, 3):
        folder = Folder(tmp_path / str(number))
        folder.repeat_claim(number)
        site = Site(folder.report(), english_translations())
        assert (addresses.PRINT in site.unrendered) is (number == 2)
        assert ('href="print/"' in site.page(addresses.HOME).body) is (number == 2)
        assert folder.build().returncode == 0


def test_it_prints_as_a_document(
    browser: Browser, example_site: Path, serve: Callable[[Path], str]
) -> None:
    page = browser.new_page()
    page.goto(f"{serve(example_site)}print/")
    page.emulate_media(media="print")
    for chrome in (".md-header", ".md-footer", ".fc-section"):
        for each in page.locator(chrome).all():
            assert not each.is_visible(), chrome
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 5
    page.close()
