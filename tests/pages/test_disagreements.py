"""Disagreements, and differences in detail that fit together."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.site.site import Site
from tests.markup import text_of
from tests.reports import Folder


def disagreements(folder: Folder, *compatible: str) -> None:
    items = "".join(
        f"""\
  - about: Subject {number}
    compatible: "{each}"
    note: Whether both can be true.
    quotes:
      - text: The minister said on Saturday
        source: gazette
        wording: document
      - text: A spokesman of the other side said that dozens
        source: gazette
        wording: document
"""
        for number, each in enumerate(compatible, 1)
    )
    folder.write("claims.yaml", folder.read("claims.yaml") + f"disagreements:\n{items}")


def page(report: Report, address: str) -> str:
    return Site(report, english_translations()).page(address).body


def test_what_fits_together_stands_apart(folder: Folder) -> None:
    disagreements(folder, "yes", "no", "partly")
    site = Site(folder.report(), english_translations())
    real, _, differences = site.page("disagreements/").body.partition('id="details"')
    assert 'id="disagreement-2"' in real
    assert "<details" not in real.replace('<details class="fc-receipt"', "")
    assert 'id="disagreement-1"' in differences
    assert 'id="disagreement-3"' in differences
    assert "Differences in detail" in differences
    assert differences.count("Show the 2 passages") == 2
    assert (
        "1 place where the documents contradict" in site.unrendered.at("disagreements/").description
    )


def test_disagreements_come_on_the_first_pages(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck_report.addresses.page_locations.QUOTES_PER_PAGE", 2)
    disagreements(folder, "yes", "no")
    site = Site(folder.report(), english_translations())
    assert 'id="disagreement-2"' in site.page("disagreements/").body
    assert 'id="disagreement-1"' in site.page("disagreements/page/2/").body


def test_the_home_page_counts_real_disagreements_only(folder: Folder) -> None:
    disagreements(folder, "yes", "no", "partly", "no")
    ways = page(folder.report(), "").partition('class="fc-ways"')[2]
    assert "Disagreements 2 points on which" in " ".join(text_of(ways).split())


def test_differences_alone_are_not_called_disagreements(folder: Folder) -> None:
    disagreements(folder, "yes")
    site = Site(folder.report(), english_translations())
    shown, home = site.page("disagreements/"), site.page("").body
    made = site.unrendered.at("disagreements/")
    assert (made.title, made.label) == ("Differences in detail", "Differences in detail")
    assert "isagree" not in text_of(shown.body)
    assert "Differences in detail" in text_of(home)
    assert "Disagreements" not in text_of(home)


def test_a_document_says_which_of_them_quotes_it(folder: Folder) -> None:
    disagreements(folder, "yes", "no")
    shown = page(folder.report(), "sources/gazette/")
    assert "Differences in detail" in shown.rpartition("Subject 1")[2].partition("</li>")[0]
    assert "Disagreements" in shown.rpartition("Subject 2")[2].partition("</li>")[0]


@pytest.mark.parametrize("scripts", [True, False])
def test_folded_passages_open_with_and_without_scripts_and_are_printed(
    folder: Folder, browser: Browser, scripts: bool
) -> None:
    disagreements(folder, "yes", "no")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    context = browser.new_context(java_script_enabled=scripts)
    try:
        tab = context.new_page()
        file = Path(folder.path / "site/disagreements/index.html").as_uri()
        tab.goto(file)
        passage = tab.locator("#disagreement-quote-1-1 blockquote")
        expect(tab.locator("#disagreement-quote-2-1 blockquote")).to_be_visible()
        expect(passage).to_be_hidden()
        tab.emulate_media(media="print")
        expect(passage).to_be_visible()
        tab.emulate_media(media="screen")
        expect(passage).to_be_hidden()
        tab.get_by_text("Show the 2 passages").click()
        expect(passage).to_be_visible()
        # A link to a passage opens its fold.
        tab.goto("about:blank")
        tab.goto(f"{file}#disagreement-quote-1-1")
        expect(passage).to_be_visible()
    finally:
        context.close()
