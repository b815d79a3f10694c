"""An old link to what is not on its page any more opens the page with a word about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from factcheck_report.addresses.page_locations import PaginatedEntries
from factcheck_report.pipeline import read_report
from tests.browsing import PHONE, assert_accessible
from tests.reports import EXAMPLE
from tests.weekly import weekly_but

REPORT = read_report(EXAMPLE).report
assert REPORT is not None
LOCATIONS = PaginatedEntries(REPORT).locations
CLAIM = "claims/every-ferry-inspected/"
PAGES = (
    CLAIM,
    "sources/gazette/",
    "timeline/",
    "disagreements/",
    LOCATIONS.disagreement(1),
    "print/",
)


@pytest.fixture(scope="module")
def home(example_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(example_site)


@pytest.fixture
def page(windows: Callable[..., BrowserContext]) -> Iterator[Page]:
    page = windows(viewport=PHONE).new_page()
    yield page
    page.close()


@pytest.mark.parametrize("fragment", weekly_but(["event-9", "%E0%A4%A", "quote-3"], "quote-3"))
@pytest.mark.parametrize("pages", weekly_but([PAGES[::2], PAGES[1::2]], PAGES[::2]))
def test_an_unknown_fragment_is_told(
    page: Page, home: str, fragment: str, pages: tuple[str, ...]
) -> None:
    for address in pages:
        page.goto("about:blank")
        page.goto(f"{home}{address}#{fragment}")
        notice = page.get_by_role("status").filter(has_text="The passage that this link names")
        expect(notice).to_be_in_viewport()
        assert "is not on this page any more" in notice.inner_text()
        link = notice.get_by_role("link", name="See the corrections")
        assert link.evaluate("link => link.href").startswith(home)
        if fragment == "quote-3":
            # Other pages differ in what is around it, which other tests look at.
            assert_accessible(page, within=None if address == CLAIM else "#fc-unknown-fragment")
            link.click()
            page.wait_for_url(f"{home}corrections/**")
            assert page.locator("h1").inner_text() == "Corrections"


def known() -> list[str]:
    assert REPORT is not None
    headings = [f"{CLAIM}#claim", f"{CLAIM}#supports", "disagreements/#group-no", "print/#report"]
    quotes = [LOCATIONS.quote(item) for item in REPORT.evidence[:2]]
    return [*PAGES, *headings, *quotes, LOCATIONS.event(1), f"{CLAIM}#"]


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.long)])
def test_links_that_lead_somewhere_are_not_told(page: Page, home: str, step: int) -> None:
    for address in list(known())[::step]:
        page.goto("about:blank")
        page.goto(home + address)
        page.wait_for_load_state("networkidle")
        expect(page.locator("#fc-unknown-fragment")).to_be_hidden()


def test_the_notice_comes_and_goes_with_the_link(page: Page, home: str) -> None:
    notice = page.locator("#fc-unknown-fragment")
    page.goto(f"{home}{CLAIM}#supports")
    expect(notice).to_be_hidden()
    page.evaluate("location.hash = 'quote-3'")
    expect(notice).to_be_in_viewport()
    page.evaluate("location.hash = 'supports'")
    expect(notice).to_be_hidden()


def test_without_scripts_the_page_opens_at_its_top(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}{CLAIM}#quote-3")
    expect(page.locator("#fc-unknown-fragment")).to_be_hidden()
    expect(page.locator("h1")).to_be_in_viewport()
    context.close()
