"""An exported report, built by the real Zensical, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import (
    DESKTOP,
    PHONE,
    Watch,
    assert_accessible,
    assert_accessible_and_narrow,
    assert_answered_on_the_first_screen,
    wait_until,
)
from tests.newsroom import PATH, newsroom_with_example
from tests.search.asking import ask, claims_found
from tests.search.listing import found, status
from tests.zensical_sites import build_with_zensical

CLAIM = "claims/every-ferry-inspected/"
KINDS = (
    *("", "claims/", CLAIM, "sources/", "sources/gazette/", "sources/sahifa/", "claimants/"),
    *("claimants/hanne-doyle/", "origins/", "matrix/", "timeline/", "disagreements/", "verdicts/"),
    *("corrections/", "data/", "print/", "methodology/", "about/", "404.html"),
)
SOME = ("", "claims/", CLAIM, "sources/gazette/", "methodology/")


@pytest.fixture(scope="module")
def home(zensical_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(zensical_site)


@pytest.fixture
def desktop(browser: Browser, home: str) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)
    watch = Watch(home)
    watch.attach(context)
    yield context.new_page()
    watch.assert_nothing_wrong()
    context.close()


@pytest.mark.parametrize(
    ("width", "scheme", "kinds"),
    [
        (320, "light", SOME[2:4]),
        pytest.param(320, "light", KINDS, marks=pytest.mark.long),
        pytest.param(1280, "dark", SOME, marks=pytest.mark.long),
        pytest.param(1280, "dark", KINDS, marks=pytest.mark.long),
        pytest.param(360, "dark", SOME, marks=pytest.mark.long),
        pytest.param(1280, "light", SOME, marks=pytest.mark.long),
    ],
)
def test_every_kind_of_page_is_accessible_and_fits(
    browser: Browser, home: str, width: int, scheme: str, kinds: tuple[str, ...]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    assert_accessible_and_narrow(page, home, kinds)
    expected = "slate" if scheme == "dark" else "default"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", expected)
    context.close()


@pytest.mark.long
def test_a_phone_shows_the_answer_on_the_first_screen(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    assert_answered_on_the_first_screen(page, home, ["every-ferry-inspected", "nobody-hurt"])
    page.get_by_role("button", name="Menu").tap()
    menu = page.get_by_role("navigation", name="Menu")
    assert menu.get_by_role("link", name="Timeline").is_visible()
    context.close()


def test_the_search_finds_claims_and_hand_written_pages(desktop: Page, home: str) -> None:
    for address in ("", CLAIM, "methodology/"):
        desktop.goto(home + address)
        ask(desktop, "every ferry inspected before they sailed")
        assert claims_found(desktop)[0] == "every-ferry-inspected"
    ask(desktop, "opinions about the beauty")
    expect(desktop.locator(".fc-search-results a[href$='methodology/']")).to_be_visible()
    ask(desktop, "Treibstoffleitung")
    assert "pipe-renewed" in claims_found(desktop)


@pytest.mark.long
def test_the_filters_of_the_list_work(desktop: Page, home: str) -> None:
    desktop.goto(f"{home}claims/")
    desktop.locator("select[name=claimant]").select_option("hanne-doyle")
    assert "two-not-inspected" in found(desktop)
    number = len(found(desktop))
    status(desktop, f"{number} of 30 claims")
    assert 0 < number < 30


def test_a_link_from_a_claim_marks_its_passage(desktop: Page, home: str) -> None:
    desktop.goto(home + CLAIM)
    quote = desktop.locator(".fc-quote", has_text="not been inspected since spring").first
    id = quote.get_attribute("id")
    quote.locator("a[href*='sources/gazette/#']:visible").first.click()
    desktop.wait_for_url(re.compile(f"^{re.escape(home)}sources/gazette/#{id}-[0-9a-f]+$"))
    assert desktop.locator(".fc-bar").is_visible()
    marked = desktop.locator("#text .fc-mark.fc-refutes").first
    expect(marked).to_be_in_viewport()
    assert "not been inspected since spring" in marked.inner_text()
    assert "gradient" in marked.evaluate("e => getComputedStyle(e).backgroundImage")


@pytest.mark.long
def test_readers_choose_light_or_dark(desktop: Page, home: str) -> None:
    desktop.goto(home)
    background = "getComputedStyle(document.body).backgroundColor"
    light = desktop.evaluate(background)
    desktop.get_by_title("Switch to dark").click()
    wait_until(desktop, f"{background} !== '{light}'")
    assert_accessible(desktop)


def test_without_scripts_all_claims_are_listed(
    browser: Browser, zensical_site: Path, serve: Callable[[Path], str]
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{serve(zensical_site)}claims/")
    assert page.locator("article a[href]:visible", has_text="Every ferry").count() == 1
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    assert page.url.endswith("claims/#narrow-words")
    expect(page.locator("h1:visible")).to_have_count(1)
    context.close()


@pytest.mark.long
def test_a_report_below_a_path_has_its_own_search_in_the_site_of_a_newsroom(
    browser: Browser, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    folder = newsroom_with_example(tmp_path / "newsroom")
    done = folder.factcheck("export", "../project")
    assert done.returncode == 0, done.stdout + done.stderr
    home = serve(build_with_zensical(tmp_path / "project"))
    for viewport in (DESKTOP, {"width": 320, "height": 740}):
        context = browser.new_context(viewport=viewport)  # type: ignore[arg-type]
        page = context.new_page()
        addresses = [f"{PATH}{address}" for address in ("", CLAIM, "sources/gazette/", "claims/")]
        assert_accessible_and_narrow(page, home, addresses, within=".md-content")
        bar = page.locator(".fc-report-bar")
        bar.get_by_role("button", name=re.compile("Search")).click()
        page.locator(".fc-search-dialog").get_by_role("searchbox").fill("every ferry inspected")
        page.locator(".fc-search-item a[href*='every-ferry-inspected']").first.wait_for()
        context.close()
