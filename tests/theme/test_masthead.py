"""The masthead, menu and keys of every page, and the edges that all pages share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import DESKTOP, PHONE, TWICE, apply_reader_style
from tests.i18n.examples import set_language, write_german
from tests.reports import Folder
from tests.weekly import weekly_but

KINDS = (
    "",
    "claims/",
    "claims/every-ferry-inspected/",
    "sources/",
    "sources/gazette/",
    "claimants/",
    "claimants/leila-farah/",
    "origins/",
    "matrix/",
    "timeline/",
    "disagreements/",
    "verdicts/",
    "methodology/",
    "corrections/",
    "data/",
    "print/",
    "404.html",
)
WIDTHS = (360, 640, 1024, 1440)
# https://www.w3.org/TR/WCAG22/#text-spacing
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""

# What has the focus, and whether that is seen.
STOP = """() => {
  const stop = document.activeElement
  const style = getComputedStyle(stop), boxes = [...stop.getClientRects()]
  // Some of it is in the window, and nothing lies over it.
  const seen = boxes.some((box) => {
    const x = box.left + Math.min(box.width / 2, 20), y = box.top + box.height / 2
    const top = document.elementFromPoint(x, y)
    return top && (stop.contains(top) || top.contains(stop))
  })
  return {
    html: stop.outerHTML.slice(0, 150),
    body: stop === document.body,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    seen,
  }
}"""


@pytest.fixture(scope="module")
def home(example_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(example_site)


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


def active(page: Page) -> str:
    """The element that has the focus, in short."""
    return str(page.evaluate("document.activeElement.outerHTML.slice(0, 150)"))


def left_out(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


LEFTS = """() => ["h1", ".fc-brand", ".md-copyright :is(p, a)"].map(
  (name) => Math.round(document.querySelector(name).getBoundingClientRect().left)
)"""


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.long)])
def test_all_pages_begin_at_one_edge(desktop: Page, home: str, step: int) -> None:
    lefts = {}
    for kind in KINDS[::step]:
        desktop.goto(home + kind)
        for width in (360, 1280):
            desktop.set_viewport_size({"width": width, "height": 800})
            lefts[kind, width] = desktop.evaluate(LEFTS)
    edges = {360: 16, 1280: 120}
    assert lefts == {(kind, width): [edges[width]] * 3 for kind, width in lefts}


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.long)])
def test_pages_keep_within_the_window(desktop: Page, home: str, step: int) -> None:
    """Also in letters of twice the size, and with much space between letters, words and lines."""
    wider = []
    for kind in KINDS[::step]:
        desktop.set_viewport_size({"width": 320, "height": 800})
        desktop.goto(home + kind)
        for style, widths in (("", (320, 768, 1100)), (TWICE, (360, 640, 1280)), (SPACED, (360,))):
            desktop.evaluate("document.adoptedStyleSheets = []")
            if style:
                apply_reader_style(desktop, style)
            for width in widths:
                desktop.set_viewport_size({"width": width, "height": 800})
                if (over := left_out(desktop)) > 0:
                    wider.append((kind, style, width, over))
    assert wider == []


@pytest.mark.long
def test_nothing_of_the_masthead_is_cut_or_covered_in_large_letters(
    browser: Browser, home: str
) -> None:
    for width in (360, 1280):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(home)
        apply_reader_style(page, TWICE)
        shown = page.locator(
            ".fc-brand span, .fc-menu-button, .fc-menu > ul > li > a, .fc-search > a"
        )
        boxes = [box for each in shown.all() if (box := each.bounding_box())]
        assert len(boxes) >= 3
        for number, one in enumerate(boxes):
            assert one["x"] >= 0 and one["x"] + one["width"] <= width
            for other in boxes[number + 1 :]:
                apart = (
                    one["x"] + one["width"] <= other["x"] + 1
                    or other["x"] + other["width"] <= one["x"] + 1
                    or one["y"] + one["height"] <= other["y"] + 1
                    or other["y"] + other["height"] <= one["y"] + 1
                )
                assert apart, (one, other)
        page.close()


def test_the_masthead_has_its_height_and_leads_home(desktop: Page, phone: Page, home: str) -> None:
    for page, height in ((phone, 49), (desktop, 61)):
        page.goto(f"{home}claims/every-ferry-inspected/")
        box = page.locator(".md-header").bounding_box()
        assert box is not None
        assert round(box["height"]) == height
        page.get_by_role("banner").get_by_role("link", name="The ferries of Harrowmouth").click()
        expect(page).to_have_url(home)


def test_a_name_of_ordinary_length_takes_one_line_on_a_phone(phone: Page, home: str) -> None:
    phone.goto(home)
    name = phone.locator(".fc-brand span")
    one = name.evaluate("(it) => { it.textContent = 'Ferries'; return it.offsetHeight }")
    full = name.evaluate(
        "(it) => { it.textContent = 'Iran’s drones for Russia'; return it.offsetHeight }"
    )
    assert full == one


def test_the_menu_stands_in_the_row_of_the_name(desktop: Page, home: str) -> None:
    desktop.goto(f"{home}origins/")
    menu = desktop.get_by_role("navigation", name="Menu")
    names = ["Claims", "Documents", "People", "Compare", "Method"]
    assert [link.inner_text() for link in menu.get_by_role("link").all()] == names
    assert menu.locator("[aria-current]:visible").all_inner_texts() == ["People"]
    tops = {round(link.bounding_box()["y"]) for link in menu.get_by_role("link").all()}  # type: ignore[index]
    assert len(tops) == 1
    others = desktop.get_by_role("navigation", name="People")
    assert others.get_by_role("link").all_inner_texts() == ["People", "Origins"]
    assert others.locator("[aria-current]").all_inner_texts() == ["Origins"]


@pytest.mark.parametrize("width", WIDTHS[:3])
def test_the_menu_of_narrow_screens_serves_the_keyboard(
    browser: Browser, home: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.goto(f"{home}claims/")
    button = page.get_by_role("button", name="Menu")
    link = page.locator(".fc-menu").get_by_role("link", name="Documents")
    assert button.get_attribute("aria-expanded") == "false"
    assert not link.is_visible()
    # No stop of the keyboard is in the closed menu.
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('#fc-panel') !== null"))
        if page.evaluate("document.activeElement.matches('.fc-menu-button')"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
            page.keyboard.press("Enter")
            break
    assert not any(reached)
    assert button.get_attribute("aria-expanded") == "true"
    expect(link).to_be_visible()
    assert 'href="./"' in active(page)
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert not link.is_visible()
    assert "fc-menu-button" in active(page)

    # Whoever goes on from the last link leaves the menu, and it closes.
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('#fc-panel') !== null"):
            break
    expect(link).not_to_be_visible()
    page.close()


def test_a_tap_opens_the_menu_with_all_pages_and_one_beside_it_closes_it(
    phone: Page, home: str
) -> None:
    phone.goto(f"{home}claims/")
    # Taller than the menu, so that something is beside it.
    phone.set_viewport_size({"width": 360, "height": 1000})
    button = phone.get_by_role("button", name="Menu")
    button.tap()
    menu = phone.get_by_role("navigation", name="Menu")
    assert set(menu.get_by_role("link").all_inner_texts()) >= {"Origins", "Timeline", "Data"}
    for link in menu.get_by_role("link").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    phone.touchscreen.tap(180, 980)
    expect(menu).not_to_be_visible()
    assert button.get_attribute("aria-expanded") == "false"
    button.tap()
    menu.get_by_role("link", name="Timeline").tap()
    expect(phone).to_have_url(f"{home}timeline/")


def test_without_scripts_the_menu_opens_and_is_reached_by_the_keyboard(
    browser: Browser, home: str
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}claims/")
    link = page.locator(".fc-menu").get_by_text("Timeline")
    assert not link.is_visible()
    assert not page.locator(".fc-menu-button").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(link).to_be_visible()
    page.keyboard.press("Space")
    page.locator(".fc-menu-label").click()
    link.click()
    expect(page).to_have_url(f"{home}timeline/")
    context.close()


@pytest.mark.long
def test_no_letter_is_a_key_of_the_page(desktop: Page, home: str) -> None:
    for kind in ("claims/every-ferry-inspected/", "methodology/", "claims/"):
        desktop.goto(home + kind)
        desktop.wait_for_load_state("networkidle")
        for key in ("n", "p", ".", ",", "f", "s", "N", "P"):
            desktop.keyboard.press(key)
        desktop.wait_for_timeout(100)
        expect(desktop).to_have_url(home + kind)
        assert not desktop.get_by_role("dialog").is_visible()


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.long)])
def test_the_slash_opens_the_search_on_every_page_but_not_in_a_field(
    desktop: Page, home: str, step: int
) -> None:
    for kind in KINDS[::step]:
        desktop.goto(home + kind)
        desktop.keyboard.press("/")
        expect(desktop.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
        desktop.keyboard.press("/")
        expect(desktop.get_by_role("dialog").get_by_role("searchbox")).to_have_value("/")
    desktop.goto(f"{home}claims/")
    desktop.locator("#narrow-words").fill("and")
    desktop.keyboard.press("/")
    expect(desktop.locator("#narrow-words")).to_have_value("and/")
    assert not desktop.get_by_role("dialog").is_visible()


def test_one_tap_opens_the_search_with_the_field_in_focus(phone: Page, home: str) -> None:
    phone.goto(home)
    # The field is there before, and the focus follows within the tap itself: iOS asks for both.
    assert phone.locator("dialog [name=words]").count() == 1
    phone.evaluate(
        """() => document.querySelector(".fc-search > a").addEventListener("click", () => {
          window.within = document.activeElement.name
        })"""
    )
    phone.get_by_role("banner").get_by_role("button", name="Search").tap()
    assert phone.evaluate("within") == "words"
    phone.keyboard.type("ferry")
    expect(phone.get_by_role("searchbox")).to_have_value("ferry")


def test_the_skip_link_leads_to_the_content(desktop: Page, home: str) -> None:
    for kind in ("", "claims/every-ferry-inspected/", "methodology/"):
        desktop.goto(home + kind)
        desktop.keyboard.press("Tab")
        assert "md-skip" in active(desktop)
        desktop.keyboard.press("Enter")
        desktop.keyboard.press("Tab")
        assert desktop.evaluate("document.activeElement.closest('main') !== null"), kind


@pytest.mark.parametrize(
    ("widths", "kinds"),
    [
        # With a button for the menu, and with the menu itself.
        ((WIDTHS[0], WIDTHS[-1]), KINDS[::4]),
        pytest.param(WIDTHS, KINDS, marks=pytest.mark.long),
    ],
)
def test_landmarks_have_names_of_their_own(
    desktop: Page, home: str, widths: tuple[int, ...], kinds: tuple[str, ...]
) -> None:
    for kind in kinds:
        desktop.goto(home + kind)
        for width in widths:
            desktop.set_viewport_size({"width": width, "height": 800})
            button = desktop.locator(".fc-menu-button")
            if button.is_visible() and button.get_attribute("aria-expanded") == "false":
                button.click()
            found = 0
            for role in ("navigation", "complementary", "banner", "main", "contentinfo", "search"):
                names = desktop.get_by_role(role).evaluate_all(  # type: ignore[arg-type]
                    "all => all.map(it => it.ariaLabel || it.getAttribute('aria-labelledby'))"
                )
                assert len(set(names)) == len(names), (kind, width, role, names)
                found += len(names)
            assert found >= 4, (kind, width)


def names_of(page: Page, home: str) -> dict[str, tuple[str, str, str]]:
    """By address, for each page of the menu: its name there, as heading and as title."""
    page.goto(home)
    links = page.locator(".fc-menu ul ul a, .fc-menu > ul > li:not(.fc-menu-section) > a")
    menu = links.evaluate_all("all => all.map(a => [a.getAttribute('href'), a.textContent])")
    found = {}
    for address, name in menu:
        page.goto(home + address)
        heading = page.locator("h1").evaluate(
            "h => [...h.childNodes].find(n => n.textContent.trim()).textContent.trim()"
        )
        found[address] = name.strip(), heading, page.title().partition(" - ")[0]
    return found


@pytest.mark.parametrize("language", weekly_but(["en", "de"], "en"))
def test_each_page_has_one_name(
    desktop: Page, home: str, folder: Folder, serve: Callable[[Path], str], language: str
) -> None:
    if language == "de":
        write_german(folder)
        set_language(folder, "de")
        assert folder.build().returncode == 0
        home = serve(folder.path / "site")
    found = names_of(desktop, home)
    assert len(found) >= 8
    assert {address: names for address, names in found.items() if len(set(names)) > 1} == {}


def test_only_the_preview_says_where_a_page_is_written(example_site: Path) -> None:
    for path in example_site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "fc-written" not in text, path
        assert 'rel="edit"' not in text, path


def test_the_contents_of_a_hand_written_page_can_be_clicked(
    folder: Folder, desktop: Page, serve: Callable[[Path], str]
) -> None:
    folder.write("docs/method.md", "# Method\n\n## What was read\n\n## Who counts\n\n## Dates\n")
    assert folder.build().returncode == 0
    address = serve(folder.path / "site")
    for width in WIDTHS:
        desktop.set_viewport_size({"width": width, "height": 800})
        desktop.goto("about:blank")
        desktop.goto(f"{address}method/")
        contents = desktop.locator(".fc-contents")
        if not (link := contents.get_by_role("link", name="Dates")).is_visible():
            contents.locator("summary").click()
        link.click()
        expect(desktop).to_have_url(f"{address}method/#dates")


def test_a_report_may_have_a_mark_of_its_own(folder: Folder) -> None:
    folder.write("docs/about.md", "# About us\n")
    assert folder.build().returncode == 0
    shown = folder.read("site/claims/index.html")
    assert '<link rel="icon" href="../assets/factcheck/mark.png">' in shown
    for name in ("png", "svg"):
        assert (folder.path / f"site/assets/factcheck/mark.{name}").is_file()
    assert re.search(r'class="fc-brand"[^>]*>\s*<svg', shown)

    folder.write("docs/own.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    folder.replace(
        "mkdocs.yml", "  font: false\n", "  font: false\n  logo: own.svg\n  favicon: own.svg\n"
    )
    assert folder.build().returncode == 0
    for page in ("claims", "about"):
        shown = folder.read(f"site/{page}/index.html")
        assert '<link rel="icon" href="../own.svg">' in shown
        assert re.search(r'class="fc-brand"[^>]*>\s*<img src="../own.svg" alt="">', shown)
        assert "mark." not in shown


# A window of 1,280 × 1,024 px at 100, 200 and 400 %, and others.
@pytest.mark.parametrize(
    ("width", "height"),
    [
        (360, 740),
        pytest.param(320, 256, marks=pytest.mark.long),
        pytest.param(640, 512, marks=pytest.mark.long),
        pytest.param(1024, 800, marks=pytest.mark.long),
    ],
)
def test_each_stop_of_the_keyboard_is_seen_and_not_covered(
    desktop: Page, home: str, width: int, height: int
) -> None:
    desktop.set_viewport_size({"width": width, "height": height})
    desktop.emulate_media(reduced_motion="reduce")
    for address in ("", "claims/", "verdicts/"):
        desktop.goto(home + address)
        desktop.wait_for_load_state("networkidle")
        stops = 0
        for _ in range(40):
            desktop.keyboard.press("Tab")
            stop = desktop.evaluate(STOP)
            if stop["body"]:
                break
            assert stop["ring"], (address, stop["html"])
            assert stop["seen"], (address, stop["html"])
            stops += 1
        assert stops > 10, address
