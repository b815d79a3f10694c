"""A newsroom's site whose theme shows pages without loading them (navigation.instant)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck_report.model import EntryKind
from factcheck_report.pipeline import read_report
from tests.browsing import DESKTOP, Watch, wait_until
from tests.newsroom import PATH, newsroom_with_example
from tests.reports import EXAMPLE

FEATURES = "navigation.instant, navigation.instant.prefetch, navigation.instant.progress"
CLAIM = f"{PATH}claims/every-ferry-inspected/"
ONE_COLOUR = "  palette:\n    scheme: default\n    primary: teal\n    accent: amber\n"
TWO_COLOURS = """\
  palette:
    - {scheme: default, primary: teal, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, primary: teal, toggle: {icon: material/weather-sunny, name: Light}}
"""
# The report's style sheets. They come when the page is loaded again, after it was first shown.
STYLE = "link[href*='factcheck']"
IN_THE_SAME_PAGE = "window.inTheSamePage = true"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of the site: the theme only does this where the site says it is."""
    root = tmp_path_factory.mktemp("instant")
    folder = newsroom_with_example(root / "source")
    address = serve(root / "public")
    folder.replace("mkdocs.yml", "https://paper.example/paper/", address)
    folder.replace("mkdocs.yml", "navigation.tabs, ", f"navigation.tabs, {FEATURES}, ")
    folder.replace("mkdocs.yml", ONE_COLOUR, TWO_COLOURS)
    done = folder.factcheck("build", "--site-dir", str(root / "public"))
    assert done.returncode == 0, done.stdout + done.stderr
    return address


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)
    watch = Watch(home)
    watch.attach(context)
    page = context.new_page()
    page.goto(home)
    page.evaluate(IN_THE_SAME_PAGE)
    yield page
    context.close()
    watch.assert_nothing_wrong()


def tab(page: Page, name: str) -> None:
    page.locator(".md-tabs").get_by_role("link", name=name).click()


@pytest.mark.long
def test_pages_of_the_site_are_still_shown_without_loading(page: Page, home: str) -> None:
    tab(page, "News")
    expect(page).to_have_url(f"{home}news/")
    assert page.evaluate("window.inTheSamePage")


def test_a_reader_goes_from_the_site_through_the_report_and_back(page: Page, home: str) -> None:
    page.locator("label[for=__palette_1]").click()
    tab(page, "Fact-checks")
    expect(page).to_have_url(home + PATH)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".fc-report a[href$='claims/']:visible").first.click()
    # The script of the list: it hides what a filter does not fit.
    rows = page.locator(".fc-report .fc-row:visible, .fc-report [data-verdict]:visible")
    number = rows.count()
    page.locator(".fc-report input[type=search]:visible").first.fill("ferry")
    expect(rows).not_to_have_count(number)
    page.goto(home + CLAIM)
    page.locator(".fc-report a[href*='sources/'][href*='#']:visible").first.click()
    expect(page).to_have_url(re.compile("/sources/.*#quote"))
    expect(page.locator(":target").first).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(home + CLAIM)
    tab(page, "News")
    expect(page).to_have_url(f"{home}news/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("heading", level=1)).to_have_text("News")


def wait_until_loaded_whole(page: Page) -> None:
    """Wait for the second load of a page of the report. What a test does before it may be lost."""
    wait_until(page, "!window.inTheSamePage && document.readyState === 'complete'")


@pytest.mark.long
def test_a_reader_in_a_hurry_goes_back_while_a_claim_is_loaded(page: Page, home: str) -> None:
    page.add_init_script("if (location.pathname.includes('/claims/')) history.back()")
    page.get_by_role("link", name="a claim").click()
    wait_until(page, "!window.inTheSamePage")
    expect(page).to_have_url(home)
    expect(page.get_by_role("heading", level=1)).to_have_text("The harbour today")


@pytest.mark.long
def test_filters_in_a_link_of_the_site_are_kept(page: Page, home: str) -> None:
    link = page.get_by_role("link", name="a claim")
    link.evaluate(f"link => link.href = '{home}{PATH}claims/?words=ferry#list'")
    link.click()
    wait_until_loaded_whole(page)
    expect(page).to_have_url(f"{home}{PATH}claims/?words=ferry#list")
    expect(page.locator(".fc-report input[type=search]:visible").first).to_have_value("ferry")


@pytest.mark.long
def test_a_link_of_the_site_leads_to_a_claim_with_its_style(page: Page, home: str) -> None:
    page.get_by_role("link", name="a claim").click()
    expect(page).to_have_url(home + CLAIM)
    expect(page.locator(".fc-report")).to_be_visible()
    wait_until_loaded_whole(page)
    expect(page.locator(STYLE)).not_to_have_count(0)
    page.keyboard.press("/")
    expect(page.locator("dialog:visible").get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    page.go_back()
    expect(page).to_have_url(home)
    expect(page.get_by_role("heading", level=1)).to_have_text("The harbour today")
    page.go_forward()
    expect(page).to_have_url(home + CLAIM)
    expect(page.locator(".fc-report")).to_be_visible()
    expect(page.locator(STYLE)).not_to_have_count(0)


@pytest.mark.long
def test_the_search_of_the_site_opens_a_claim(page: Page, home: str) -> None:
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("every ferry")
    page.locator(".md-search-result__link[href*='claims/every-ferry']").first.click()
    wait_until_loaded_whole(page)
    expect(page).to_have_url(re.compile(re.escape(home + CLAIM)))
    expect(page.locator(STYLE)).not_to_have_count(0)


@pytest.mark.long
def test_a_link_to_a_passage_shows_it(page: Page, home: str) -> None:
    passage = read_report(EXAMPLE).report.evidence_of(  # type: ignore[union-attr]
        EntryKind.CLAIM, "every-ferry-inspected"
    )[0]
    address = f"{home}{PATH}sources/{passage.quote.source}/#{passage.anchor}"
    page.evaluate(
        """address => {
          const link = document.createElement("a")
          link.href = address
          link.textContent = "The passage"
          document.querySelector("article").append(link)
        }""",
        address,
    )
    page.get_by_text("The passage").click()
    wait_until_loaded_whole(page)
    expect(page).to_have_url(address)
    expect(page.locator(":target").first).to_be_in_viewport()
