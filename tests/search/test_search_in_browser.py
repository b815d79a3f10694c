"""The search of every page, as readers use it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import DESKTOP, PHONE, Watch, assert_accessible
from tests.hostile import PAYLOAD
from tests.reports import Folder
from tests.search.asking import (
    LABEL,
    OPENER,
    QUESTIONS,
    ask,
    dialog,
    field,
    missed,
    opener,
)
from tests.weekly import weekly_but

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def mixed(
    made_once: Callable[[str, Callable[[Path], object]], Path], serve: Callable[[Path], str]
) -> str:
    """The site of a report in four languages."""

    def build(place: Path) -> None:
        folder = Folder(place / "report")
        shutil.rmtree(folder.path / "seeds")
        shutil.copytree(HERE / "mixed", folder.path, dirs_exist_ok=True)
        done = folder.build()
        assert done.returncode == 0, done.stderr

    return serve(made_once("mixed", build) / "report/site")


@pytest.fixture
def about(windows: Callable[..., BrowserContext], home: str) -> Iterator[Page]:
    """A hand-written page on a desktop; nothing may go wrong or leave for another host."""
    context = windows(viewport=DESKTOP)
    watch = Watch(home)
    watch.attach(context)
    page = context.new_page()
    page.goto(f"{home}about/")
    yield page
    page.close()
    watch.assert_nothing_wrong()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_field_in_the_header_shows_icon_and_words_in_full(
    browser: Browser, home: str, scheme: Any
) -> None:
    context = browser.new_context(viewport=DESKTOP, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{home}about/")
    icon, words = opener(page).locator("svg"), opener(page).locator("span")

    fill, ink = icon.evaluate("i => [getComputedStyle(i).fill, getComputedStyle(i).color]")
    assert fill == ink
    assert words.evaluate("w => w.scrollWidth <= w.clientWidth")
    context.close()


@pytest.mark.parametrize("report", weekly_but(["mixed", "harbour"], "harbour"))
def test_questions_find_their_claims(browser: Browser, mixed: str, home: str, report: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(mixed if report == "mixed" else home)
    assert missed(page, QUESTIONS[report]) == []
    context.close()


def test_names_are_shown_as_they_are_written(browser: Browser, mixed: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(mixed)
    for question, marked in (
        ("strasse giessen", ["Straßen", "Gießen"]),
        ("da nang", ["Đà", "Nẵng"]),
        ("1000 lodz", ["Łódź", "1,000"]),
        ("無人機", ["無人機"]),
    ):
        ask(page, question)
        assert page.locator(".fc-search-item mark").all_inner_texts()[: len(marked)] == marked
    ask(page, "القمح")
    passages = page.locator(".fc-search-passage").all_inner_texts()
    assert any("القمـــح" in text for text in passages)
    context.close()


def test_claims_come_first_then_documents_with_the_passage(about: Page) -> None:
    ask(about, "ferries inspected")
    headings = dialog(about).get_by_role("heading").all_inner_texts()
    assert [heading.rpartition(" ")[0] for heading in headings] == [
        "Claims",
        "Documents and other pages",
    ]
    first = about.locator(".fc-search-item").first
    expect(first.locator(".fc-badge svg.fc-icon")).to_be_visible()
    icon = first.locator("svg.fc-icon").bounding_box()
    assert icon is not None
    assert icon["width"] < 30
    document = about.locator(".fc-search-other").first
    expect(document.locator(".fc-search-line")).to_have_text(re.compile(r"line \d+"))
    assert document.locator("mark").count() >= 2
    expect(about.locator(".fc-search-results")).not_to_contain_text("undefined")

    all_results = dialog(about).get_by_role("link", name=re.compile(r"See all \d+ results"))
    all_results.click()
    about.wait_for_url("**/claims/?words=ferries+inspected")
    shown = about.get_by_role("searchbox", name=LABEL)
    expect(shown).to_have_value("ferries inspected")
    expect(about.locator(".fc-found li mark").first).to_be_visible()


def test_the_keyboard_is_enough(about: Page) -> None:
    about.keyboard.press("/")
    expect(field(about)).to_be_focused()
    # At once: the answers to the letters on the way would take the focus again.
    about.keyboard.insert_text("Odderby")
    expect(about.locator(".fc-search-item")).to_have_count(2)
    about.keyboard.press("ArrowDown")
    first = about.locator(".fc-search-item a").first
    expect(first).to_be_focused()
    assert first.evaluate("a => getComputedStyle(a).outlineStyle") != "none"
    about.keyboard.press("ArrowDown")
    expect(about.locator(".fc-search-item a").nth(1)).to_be_focused()
    about.keyboard.press("ArrowUp")
    about.keyboard.press("ArrowUp")
    expect(field(about)).to_be_focused()
    # A letter goes on into the field, and is no key of the theme's.
    about.keyboard.press("ArrowDown")
    about.keyboard.type("n")
    expect(field(about)).to_have_value("Odderbyn")
    about.keyboard.press("Backspace")
    about.keyboard.press("Escape")
    expect(dialog(about)).to_be_hidden()

    opener(about).focus()
    about.keyboard.press("Space")
    expect(field(about)).to_be_focused()
    about.keyboard.press("Escape")
    expect(opener(about)).to_be_focused()
    about.keyboard.press("Enter")
    expect(about.locator(".fc-search-item")).to_have_count(2)
    about.keyboard.press("ArrowDown")
    about.keyboard.press("Enter")
    about.wait_for_url("**/claims/odderby-inspections/")
    about.keyboard.press("/")
    about.keyboard.type("pier")
    about.keyboard.press("Enter")
    about.wait_for_url("**/claims/?words=pier")


def test_a_late_answer_leaves_the_reader_on_a_result_that_it_has(about: Page) -> None:
    first, seen = about.locator(".fc-search-item a").first, about.locator("a[data-seen]")
    about.keyboard.press("/")
    about.keyboard.insert_text("Odderby")
    expect(about.locator(".fc-search-item")).to_have_count(2)
    first.evaluate("a => a.dataset.seen = 1")
    about.keyboard.insert_text(" ")
    about.keyboard.press("ArrowDown")
    expect(seen).to_be_focused()
    expect(seen).to_have_count(0)
    expect(first).to_be_focused()


def test_a_slash_in_a_field_is_a_slash(page: Page) -> None:
    page.get_by_role("searchbox", name=LABEL).press_sequentially("1/2")
    expect(page.get_by_role("searchbox", name=LABEL)).to_have_value("1/2")
    expect(dialog(page)).to_have_count(0)


def test_what_was_found_is_said(about: Page) -> None:
    ask(about, "Odderby")
    status = about.locator(".fc-search-dialog [role=status]")
    expect(status).to_have_text(re.compile(r"^Claims: 2\. Documents and other pages: \d+\.$"))
    ask(about, "zzzz")
    expect(status).to_have_text("Nothing found. Try other words.")
    ask(about, "Oddreby")
    expect(status).to_have_text("Nothing found. Try other words. Did you mean: Odderby")
    dialog(about).get_by_role("button", name="Odderby").click()
    expect(field(about)).to_have_value("Odderby")
    expect(about.locator(".fc-search-item")).to_have_count(2)
    dialog(about).get_by_role("button", name="Clear").click()
    expect(field(about)).to_be_focused()
    expect(about.locator(".fc-search-item")).to_have_count(0)


@pytest.mark.parametrize("scheme", weekly_but(["light", "dark"], "light"))
def test_a_phone_opens_it_with_one_tap(browser: Browser, home: str, scheme: Any) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{home}about/")
    opener(page).tap()
    expect(field(page)).to_be_focused()
    box = dialog(page).bounding_box()
    assert box == {"x": 0, "y": 0, **PHONE}
    ask(page, "ferries inspected")
    third = page.locator(".fc-search-item").nth(2).bounding_box()
    assert third is not None
    # Above the keyboard.
    assert third["y"] + third["height"] <= 400
    assert_accessible(page)
    dialog(page).get_by_role("button", name="Cancel").tap()
    expect(dialog(page)).to_be_hidden()
    expect(opener(page)).to_be_focused()
    context.close()


@pytest.mark.long
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_it_fits_whatever_the_size_of_the_text(page: Page, direction: str) -> None:
    """180 px are a phone's 360 with text of 200 %, 640 px a desktop's 1280."""
    page.evaluate(
        "(dir) => document.querySelectorAll('html, body').forEach(e => e.dir = dir)", direction
    )
    for width in (180, 320, 360, 640, 1280):
        page.set_viewport_size({"width": width, "height": 600})
        page.locator(".fc-search > a").click()
        field(page).fill("ferries inspected")
        expect(page.locator(".fc-search-item").first).to_be_visible()
        wide = dialog(page).evaluate("dialog => dialog.scrollWidth - dialog.clientWidth")
        assert wide <= 0, width
        assert_accessible(page, f"{direction}, {width} px", within="dialog[open]")
        page.keyboard.press("Escape")
        expect(dialog(page)).to_be_hidden()


def test_without_javascript_the_place_of_the_search_leads_to_the_list(
    browser: Browser, home: str
) -> None:
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}about/")
    page.get_by_role("banner").get_by_role("link", name=OPENER, exact=True).click()
    page.wait_for_url("**/claims/#narrow-words")
    expect(page.locator(".fc-group").first).to_be_visible()
    context.close()


MISSING = ("words/about.pack", "words/en-*/pagefind.js", "*/rows-*")


@pytest.mark.parametrize("missing", weekly_but(MISSING, "words/about.pack"))
def test_a_search_that_does_not_load_says_so(browser: Browser, home: str, missing: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    context.route(f"**/claims/index/{missing}*", lambda route: route.abort())
    page = context.new_page()
    page.goto(home)
    opener(page).click()
    field(page).fill("Odderby")
    status = page.locator(".fc-search-dialog [role=status]")
    expect(status).to_have_text(re.compile("^The search did not load."))
    # It is tried again.
    context.unroute_all()
    field(page).fill("Odderby pier")
    expect(page.locator(".fc-search-item").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("wasm", weekly_but(["'wasm-unsafe-eval'", ""], "'wasm-unsafe-eval'"))
def test_a_strict_policy_allows_it(browser: Browser, home: str, wasm: str) -> None:
    """As hosting/README.md says: the search needs `wasm-unsafe-eval`, and no worker."""
    context = browser.new_context(viewport=DESKTOP)
    said: list[str] = []

    def answer(route: Any) -> None:
        fetched = route.fetch()
        # The theme's own inline scripts are another matter.
        scripts = f"script-src 'self' 'unsafe-inline' {wasm}"
        policy = {"content-security-policy": f"{scripts}; connect-src 'self'; worker-src 'none'"}
        route.fulfill(response=fetched, headers={**fetched.headers, **policy})

    context.route("**/*", answer)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{home}claims/every-ferry-inspected/")
    opener(page).click()
    field(page).fill("Odderby")
    if wasm:
        expect(page.locator(".fc-search-item")).to_have_count(2)
        assert [text for text in said if "Policy" in text] == []
    else:
        status = page.locator(".fc-search-dialog [role=status]")
        expect(status).to_have_text(re.compile("^The search did not load."))
    context.close()


def test_hostile_texts_are_shown_and_nothing_else(
    browser: Browser, folder: Folder, serve: Callable[[Path], str]
) -> None:
    hostile = f"{PAYLOAD} drones <mark>x</mark>"
    claims = folder.read("claims.yaml")
    for words in (
        "Drones and denials",
        "name: The minister",
        "label: Disputed",
        "No drones were sent after the war began.",
        "The minister said so; the other side denied it.",
    ):
        key, colon, _ = words.rpartition(": ")
        claims = claims.replace(words, f"{key}{colon}{json.dumps(hostile)}")
    folder.write("claims.yaml", claims)
    folder.write("docs/page.md", "# Zebra <b>\n\n`<img src=x onerror=alert(1)>` zebra\n")
    folder.write_source(folder.read("seeds/gazette.txt") + f"{PAYLOAD} zebra\n")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    home = serve(folder.path / "site")
    context = browser.new_context(viewport=DESKTOP)
    watch = Watch(home)
    watch.attach(context)
    page = context.new_page()
    page.goto(home)
    ask(page, "drones alert")
    expect(page.locator(".fc-search-claim").first).to_have_text(hostile)
    ask(page, "zebra")
    expect(page.locator(".fc-search-passage", has_text="<script>alert(1)")).to_have_count(1)
    ask(page, "<img src=x onerror=alert(1)>")
    assert page.locator(".fc-search-dialog :is(img, script, b b)").count() == 0
    watch.assert_nothing_wrong()
    context.close()
