"""The home page: who answers for the report, its findings, its claims by verdict."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from factcheck_report import addresses
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.site.site import Site
from tests.browsing import DESKTOP, PHONE
from tests.markup import text_of
from tests.reports import Folder


def home_of(report: Report) -> str:
    return Site(report, english_translations()).page(addresses.HOME).body


def byline(report: Report) -> str:
    found = re.search(r'<p class="fc-byline">(.*?)</p>', home_of(report))
    return text_of(found[1]).strip() if found else ""


def test_it_says_who_answers_for_the_report_and_when_it_was_reviewed(folder: Folder) -> None:
    assert byline(folder.report()) == ""
    folder.replace(
        "claims.yaml",
        "  title: Who sent what\n",
        "  title: Who sent what\n"
        "  publisher: {name: The Review, url: https://review.example/}\n"
        "  report_errors: mailto:desk@review.example\n",
    )
    folder.replace(
        "claims.yaml",
        "    verdict: disputed\n",
        "    verdict: disputed\n    reviewed: 2025-03-04\n",
    )
    assert byline(folder.report()) == "By The Review · Reviewed 4 March 2025 · Report an error"
    assert 'href="mailto:desk@review.example"' in home_of(folder.report())
    folder.replace("claims.yaml", "  report_errors:", "  checked: 2025-05\n  report_errors:")
    assert "Reviewed May 2025" in byline(folder.report())
    folder.replace("claims.yaml", "  checked:", "  about: Written by two students\n  checked:")
    assert byline(folder.report()).startswith("By The Review · Written by two students · Rev")


def test_three_findings_come_first_and_the_others_are_folded(
    browser: Browser, serve: Callable[[Path], str], folder: Folder
) -> None:
    folder.repeat_claim(5)
    keys = ", ".join(f"claim-{number}" for number in range(5))
    folder.replace("claims.yaml", "  title: Who", f"  key_claims: [{keys}]\n  title: Who")
    assert folder.build().returncode == 0
    page = browser.new_page(viewport=PHONE)
    page.goto(serve(folder.path / "site"))
    findings = page.locator(".fc-finding")
    assert [each.is_visible() for each in findings.all()] == [True] * 3 + [False] * 2
    page.get_by_text("2 more findings").click()
    expect(findings.last).to_be_visible()
    headings = page.locator("h2").all_inner_texts()
    assert headings[:3] == ["Main findings", "5 claims by verdict", "Browse the report"]
    page.close()


def test_the_findings_are_on_the_first_screen_of_a_phone(
    browser: Browser, example_site: Path, serve: Callable[[Path], str]
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(serve(example_site))
    first = page.locator(".fc-finding").first.bounding_box()
    assert first is not None
    assert first["y"] < PHONE["height"] * 0.55
    page.close()


def bars(page: Page) -> dict[str, tuple[int, float]]:
    """By verdict, the number of claims that is written, and the length of its bar in pixels."""
    return {
        row.locator(".fc-overview-label").inner_text(): (
            int(row.locator(".fc-overview-count").inner_text().split()[0].replace(",", "")),
            row.locator("path").evaluate("path => path.getBoundingClientRect().width"),
        )
        for row in page.locator(".fc-overview li").all()
    }


def test_a_bar_is_a_claim_and_its_row_leads_to_these_claims(
    browser: Browser, example_site: Path, example_report: Report, serve: Callable[[Path], str]
) -> None:
    home = serve(example_site)
    for size, javascript in ((PHONE, True), (DESKTOP, True), (PHONE, False)):
        context = browser.new_context(viewport=size, java_script_enabled=javascript)
        page = context.new_page()
        page.goto(home)
        if javascript:
            lengths = bars(page)
            assert sum(number for number, _ in lengths.values()) == len(example_report.claims)
            pitches = {round(length / (number - 2 / 7), 2) for number, length in lengths.values()}
            assert max(pitches) - min(pitches) < 0.1, pitches
        id = next(
            claim.verdict for claim in example_report.claims if claim.quotes and claim.verdict
        )
        label = example_report.draft.verdicts[id].label
        expected = {claim.claim for claim in example_report.claims if claim.verdict == id}
        page.locator(".fc-overview").get_by_role("link", name=label).first.click()
        if javascript:
            page.locator(".fc-found:not([hidden]) li").first.wait_for()
            shown = page.locator(".fc-found > ul > li > a").all_inner_texts()
            assert set(shown) == expected
            assert page.evaluate("scrollY") == 0
        else:
            expect(page.locator(f"#verdict-{id}")).to_be_in_viewport()
        context.close()


def test_very_many_claims_are_shown_as_one_bar_to_scale(tmp_path: Path) -> None:
    for number, words in ((92, "Each bar is one claim."), (93, "The longer the bar")):
        folder = Folder(tmp_path / str(number))
        folder.repeat_claim(number)
        body = home_of(folder.report())
        assert words in text_of(body)
        chart = body.partition('class="fc-overview"')[2].partition("</ul>")[0]
        assert ("stroke-dasharray" in chart) is (number == 92)


def test_the_ways_have_the_names_of_their_pages(example_report: Report) -> None:
    site = Site(example_report, english_translations())
    ways = site.page(addresses.HOME).body.partition('class="fc-ways"')[2].partition("</ul>")[0]
    links = dict(re.findall(r'<a href="([^"]+)">(.*?)</a>', ways))
    expected = {
        address: site.unrendered.at(address).label
        for address in (*addresses.MENU[1:], addresses.PRINT)
    }
    assert links == expected
