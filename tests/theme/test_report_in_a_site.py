"""A report below a path of a newsroom's site, in a browser: its pages, both searches, the links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import (
    DESKTOP,
    PHONE,
    Watch,
    assert_accessible,
    assert_accessible_and_narrow,
    assert_answered_on_the_first_screen,
)
from tests.newsroom import PATH, write_newsroom
from tests.reports import Folder

CLAIM = "claims/every-ferry-inspected/"
CLAIM_OF_FOLDER = "claims/no-drones-sent/"
KINDS = tuple(
    f"{PATH}{address}"
    for address in (
        *("", "claims/", CLAIM, "sources/", "sources/gazette/", "claimants/", "origins/"),
        *("matrix/", "timeline/", "disagreements/", "verdicts/", "corrections/", "data/"),
        *("print/", "methodology/"),
    )
)
REPORT = ".md-content"
"""What of a page is the report's: the newsroom answers for the colours of its own header."""
TEAL = "rgb(0, 148, 133)"
"""Material's colour of that name, with which the newsroom's header is painted."""
SLATE = "() => document.body.setAttribute('data-md-color-scheme', 'slate')"


@pytest.fixture(scope="module")
def home(newsroom_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(newsroom_site)


@pytest.fixture
def phone(windows: Callable[..., BrowserContext]) -> Iterator[Page]:
    page = windows(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    yield page
    page.close()


@pytest.fixture
def desktop(windows: Callable[..., BrowserContext]) -> Iterator[Page]:
    page = windows(viewport=DESKTOP).new_page()
    yield page
    page.close()


def style(page: Page, element: str, name: str) -> str:
    script = "(it, name) => getComputedStyle(it)[name]"
    return str(page.locator(element).first.evaluate(script, name))


def test_some_pages_are_accessible_and_fit_on_a_phone(phone: Page, home: str) -> None:
    # Every fifth; all of them weekly, and each time in a site of the report alone.
    assert_accessible_and_narrow(phone, home, KINDS[::5], REPORT)


@pytest.mark.long
def test_all_pages_are_accessible_and_fit_on_a_phone(phone: Page, home: str) -> None:
    assert_accessible_and_narrow(phone, home, KINDS, REPORT)


@pytest.mark.long
def test_pages_are_accessible_in_a_wide_window(desktop: Page, home: str) -> None:
    assert_accessible_and_narrow(desktop, home, KINDS, REPORT)


@pytest.mark.long
def test_the_dark_scheme_of_the_site_is_readable(desktop: Page, home: str) -> None:
    desktop.add_init_script(f"addEventListener('DOMContentLoaded', {SLATE})")
    assert_accessible_and_narrow(desktop, home, KINDS[:5], REPORT)


def test_a_phone_shows_claim_verdict_and_summary_at_once(phone: Page, home: str) -> None:
    assert_answered_on_the_first_screen(phone, home + PATH, ["every-ferry-inspected"])


def test_the_page_around_the_report_is_the_newsrooms(desktop: Page, home: str) -> None:
    looks = []
    for address in ("news/ferries/", PATH, f"{PATH}{CLAIM}"):
        desktop.goto(home + address)
        expect(desktop.locator(".md-header__button.md-logo img")).to_be_visible()
        assert desktop.locator("link[rel=icon]").evaluate_all("all => all.map(it => it.href)") == [
            f"{home}pictures/icon.svg"
        ]
        assert style(desktop, ".md-header", "backgroundColor") == TEAL
        looks.append(
            [
                style(desktop, element, name)
                for element in (".md-header", ".md-footer", ".md-header__title", ".md-tabs")
                for name in ("height", "backgroundColor", "color", "fontFamily", "fontSize")
                if (element, name) != (".md-footer", "height")
            ]
            + [style(desktop, "body", "backgroundColor")]
        )
    assert looks[0] == looks[1] == looks[2]
    expect(desktop.locator(".md-tabs__item--active")).to_have_text("Fact-checks")
    assert desktop.locator(".fc-brand").count() == 0


def test_pages_that_are_not_the_reports_have_none_of_its_style(desktop: Page, home: str) -> None:
    for address in ("", "news/ferries/"):
        desktop.goto(home + address)
        assert desktop.locator("[href*=factcheck], [src*=factcheck]").count() == 0
        assert style(desktop, ".md-typeset h1", "color") == "rgb(120, 30, 30)"
    expect(desktop.locator(".md-sidebar--secondary")).to_be_visible()


def test_links_lead_from_the_site_to_the_report_and_back(desktop: Page, home: str) -> None:
    watch, missing = Watch(home), []
    watch.attach(desktop.context)
    # A file that the browser has already may be answered with 304.
    desktop.on("response", lambda it: missing.append(it.url) if it.status >= 400 else None)
    desktop.goto(home)
    desktop.get_by_role("link", name="a claim").click()
    expect(desktop).to_have_url(f"{home}{PATH}{CLAIM}")
    menu = desktop.locator(".fc-report-bar")
    expect(menu.locator("[aria-current]")).to_have_text("Claims")
    menu.get_by_role("link", name="Documents", exact=True).click()
    expect(desktop).to_have_url(f"{home}{PATH}sources/")
    desktop.locator(".fc-report-bar > a").click()
    expect(desktop).to_have_url(f"{home}{PATH}")
    desktop.get_by_role("link", name="the method").click()
    expect(desktop).to_have_url(f"{home}{PATH}methodology/")
    desktop.locator(".md-tabs").get_by_role("link", name="Front page").click()
    expect(desktop).to_have_url(home)
    watch.assert_nothing_wrong()
    assert missing == []


def test_the_search_of_the_site_finds_a_claim(desktop: Page, home: str) -> None:
    desktop.goto(home)
    desktop.get_by_role("textbox", name="Search").click()
    desktop.keyboard.type("every ferry")
    found = desktop.locator(f".md-search-result__link[href*='{PATH}{CLAIM}']").first
    expect(found).to_be_visible()
    found.click()
    expect(desktop.locator("h1")).to_contain_text("ferry")


def test_the_search_of_the_report_finds_a_claim(desktop: Page, home: str) -> None:
    desktop.goto(f"{home}{PATH}{CLAIM}")
    # The theme's search has the same key.
    desktop.keyboard.press("/")
    expect(desktop.locator(".fc-search-dialog")).to_be_visible()
    expect(desktop.locator("#__search")).not_to_be_checked()
    desktop.keyboard.type("every ferry")
    found = desktop.locator(f".fc-search-item a[href*='{CLAIM}']")
    expect(found).to_be_visible()
    assert style(desktop, ".fc-search-claim", "color") == style(desktop, ".fc-report", "color")
    assert_accessible(desktop, within=".fc-search-dialog")
    # It knows the hand-written pages of the report, and no others.
    desktop.locator(".fc-search-dialog [name=words]").fill("quotation")
    expect(desktop.locator(".fc-search-other a").first).to_have_attribute(
        "href", re.compile("methodology/")
    )
    desktop.keyboard.press("Escape")
    expect(desktop.locator(".fc-search-dialog")).not_to_be_visible()
    desktop.keyboard.press("s")
    expect(desktop.locator("#__search")).to_be_checked()


def test_the_menu_of_the_report_opens_on_a_phone(phone: Page, home: str) -> None:
    phone.goto(f"{home}{PATH}")
    link = phone.locator(".fc-report-bar").get_by_role("link", name="Claims", exact=True)
    expect(link).not_to_be_visible()
    phone.locator(".fc-report-bar summary").tap()
    link.tap()
    expect(phone).to_have_url(f"{home}{PATH}claims/")


@pytest.mark.long
def test_the_list_of_claims_can_be_narrowed(desktop: Page, home: str) -> None:
    desktop.goto(f"{home}{PATH}claims/?words=ferry")
    expect(desktop.locator(".fc-facets-state")).to_contain_text(re.compile(r"\d"))
    desktop.locator("a[href*='every-ferry-inspected']").first.click()
    expect(desktop).to_have_url(f"{home}{PATH}{CLAIM}")


@pytest.mark.long
def test_documents_fit_beside_the_menu_of_a_site_without_tabs(
    desktop: Page, folder: Folder, serve: Callable[[Path], str]
) -> None:
    write_newsroom(folder)
    folder.replace("mkdocs.yml", "navigation.tabs, ", "")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    home = serve(folder.path / "site")
    for width in (1240, 1440):
        desktop.set_viewport_size({"width": width, "height": 800})
        for address in ("sources/gazette/", CLAIM_OF_FOLDER, "matrix/"):
            desktop.goto(f"{home}{PATH}{address}")
            expect(desktop.locator(".md-sidebar--primary")).to_be_visible()
            wide = desktop.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{address} is {wide} px too wide in a window of {width} px"


def test_a_report_can_be_read_without_scripts(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}{PATH}{CLAIM}")
    page.locator(".fc-report-bar summary").click()
    page.locator(".fc-report-bar").get_by_role("link", name="Documents", exact=True).click()
    expect(page).to_have_url(f"{home}{PATH}sources/")
    page.locator(".fc-search > a").click()
    expect(page).to_have_url(f"{home}{PATH}claims/#narrow-words")
    context.close()
