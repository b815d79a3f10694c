"""The built pages in a real browser."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Response

from factcheck_report.model import Report
from tests.browsing import (
    DESKTOP,
    PHONE,
    Watch,
    assert_accessible_and_narrow,
    assert_answered_on_the_first_screen,
)
from tests.hostile import HOSTILE_DOCUMENT, PAYLOAD
from tests.reports import ENGLISH, SOURCE, Folder, sha256
from tests.theme.colours import rgb
from tests.weekly import weekly_but

KINDS = (
    "",
    "claims/",
    "claims/every-ferry-inspected/",
    "claims/engine-from-sahil/",
    "sources/",
    "sources/sahifa/",
    "claimants/",
    "claimants/leila-farah/",
    "origins/",
    "origins/harbour-office/",
    "matrix/",
    "timeline/",
    "disagreements/",
    "disagreements/whether-every-ferry-was-inspected/",
    "disagreements/how-old-the-pipe-was/",
    "contradictions/",
    "verdicts/",
    "methodology/",
    "corrections/",
    "data/",
    "404.html",
)


@pytest.fixture(scope="module")
def home(example_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(example_site)


@pytest.mark.parametrize(
    ("size", "scheme", "kinds"),
    [
        # Each size and each scheme; the colours are the same in every size.
        (PHONE, "light", KINDS[::2]),
        (DESKTOP, "dark", KINDS[1::4]),
        pytest.param(PHONE, "light", KINDS, marks=pytest.mark.long),
        pytest.param(DESKTOP, "dark", KINDS, marks=pytest.mark.long),
        pytest.param(PHONE, "dark", KINDS, marks=pytest.mark.long),
        pytest.param(DESKTOP, "light", KINDS, marks=pytest.mark.long),
    ],
)
def test_every_kind_of_page_is_accessible_and_fits_the_screen(
    browser: Browser, home: str, size: Any, scheme: Any, kinds: tuple[str, ...]
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)
    assert_accessible_and_narrow(context.new_page(), home, kinds)
    context.close()


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.long)])
def test_each_claim_is_answered_on_the_first_screen_of_a_phone(
    browser: Browser, home: str, example_report: Report, step: int
) -> None:
    page = browser.new_page()
    assert_answered_on_the_first_screen(page, home, list(example_report.draft.claims)[::step])
    page.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_home_page_to_the_marked_words_and_back(
    browser: Browser, home: str, javascript: bool
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript)
    watch = Watch(home)
    watch.attach(context)
    page = context.new_page()
    page.goto(home)
    page.get_by_role(
        "link", name="Every ferry of the harbour was inspected before they sailed again."
    ).first.click()
    quote = page.locator(".fc-quote").first
    id = quote.get_attribute("id")
    quote.locator(".fc-where a").click()
    page.wait_for_url(f"**#{id}-*")
    mark = page.locator(f"[id^='{id}-'] ~ .fc-mark")
    box = mark.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= PHONE["height"]
    back = "Back to the claim you came from" if javascript else "To the claim"
    page.get_by_role("link", name=back).click()
    page.wait_for_url(f"**/claims/every-ferry-inspected/#{id}")
    watch.assert_nothing_wrong()
    context.close()


@pytest.mark.parametrize("scheme", weekly_but(["light", "dark"], "dark"))
def test_printed_pages_hold_all_that_the_screen_shows(
    browser: Browser, home: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport=DESKTOP, color_scheme=scheme)
    page = context.new_page()
    for address, part in (
        ("sources/gazette/", ".fc-text mark"),
        ("claims/every-ferry-inspected/", ".fc-side blockquote"),
    ):
        page.goto(home + address)
        # Context is folded on the screen, and printed all the same.
        for folded in page.locator("details.fc-side-context > summary").all():
            folded.click()
        on_screen = page.locator(part).all_inner_texts()
        for folded in page.locator("details.fc-side-context > summary").all():
            folded.click()
        page.emulate_media(media="print")
        assert page.locator(part).all_inner_texts() == on_screen
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == rgb("paper")
        page.emulate_media(media="screen")
    context.close()


def test_a_claim_prints_on_few_pages_with_addresses(browser: Browser, home: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    for claim, pages in (("every-ferry-inspected", 2), ("nobody-hurt", 1)):
        page.goto(f"{home}claims/{claim}/")
        printed = page.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == pages, claim
        page.emulate_media(media="print")
        colophon = page.locator(".fc-colophon").inner_text()
        assert f"claims/{claim}/" in colophon
        assert "sources/gazette/" in colophon
        assert sha256(ENGLISH[1].read_text("utf-8")) in colophon
        for gone in (".md-header", ".fc-around", ".fc-permalink", ".md-footer__inner"):
            assert not page.locator(gone).first.is_visible(), gone
        page.emulate_media(media="null")
        assert not page.locator(".fc-print-only").is_visible()
    context.close()


def test_links_and_citations_are_copied(browser: Browser, home: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    address = f"{home}claims/every-ferry-inspected/"
    page.goto(address)

    def copied() -> str:
        text: str = page.evaluate("navigator.clipboard.readText()")
        return text

    quote = page.locator(".fc-quote").nth(2)
    linked = f"{address}#{quote.get_attribute('id')}"
    quote.locator("summary").click()
    quote.locator(".fc-permalink").click()
    assert copied() == linked
    assert page.url == linked
    assert quote.locator(".fc-permalink").inner_text() == "Copied"
    page.get_by_text("BibTeX").click()
    page.locator("details", has_text="BibTeX").get_by_role("button").click()
    assert copied().startswith("@misc{every-ferry-inspected,")
    page.get_by_text("CSL-JSON").click()
    page.locator("details", has_text="CSL-JSON").get_by_role("button").click()
    assert copied() == page.locator("details", has_text="CSL-JSON").locator("pre").text_content()
    page.locator(".fc-cite-this > .fc-tools").get_by_role("button").click()
    assert copied() == page.locator(".fc-citation").text_content()
    context.close()

    without = browser.new_context(java_script_enabled=False)
    page = without.new_page()
    page.goto(address)
    assert page.locator(".fc-copy:visible").count() == 0
    quote = page.locator(".fc-quote").nth(2)
    quote.locator("summary").click()
    quote.locator(".fc-permalink").click()
    assert page.url == linked
    without.close()


def test_a_claim_page_is_light_and_waits_for_no_script(
    browser: Browser, home: str, example_site: Path
) -> None:
    for claim in (example_site / "claims").glob("*/index.html"):
        # 60 KB, less what a site's own address adds wherever a page names itself.
        assert claim.stat().st_size <= 58_000, claim
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{home}claims/nobody-hurt/", wait_until="load")
    page.wait_for_load_state("networkidle")
    # Not while they come in: on a busy machine the page would be done, and gone, before they are.
    loaded = {answer.url: len(gzip.compress(answer.body())) for answer in answers}
    assert len(loaded) >= 4
    assert sum(loaded.values()) <= 350_000, loaded
    blocking = page.locator("head script[src]:not([defer]):not([async]):not([type=module])")
    assert blocking.count() == 0
    context.close()


@pytest.mark.parametrize(
    "address", weekly_but(["claims/every-ferry-inspected/", "claims/", "matrix/"], "claims/")
)
def test_every_stop_of_the_keyboard_can_be_seen(browser: Browser, home: str, address: str) -> None:
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    page = context.new_page()
    page.goto(home + address)
    stops = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const stop = document.activeElement
              // The switch of the colours is a hidden input; its label stands for it.
              const shown = stop.matches(".md-option") ? stop.nextElementSibling : stop
              const style = getComputedStyle(shown), box = shown.getBoundingClientRect()
              return {
                html: stop.outerHTML.slice(0, 200),
                body: stop === document.body,
                ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
                seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
              }
            }"""
        )
        if stop["body"]:
            break
        assert stop["ring"], stop["html"]
        assert stop["seen"], stop["html"]
        stops += 1
    assert stops > 20
    context.close()


def test_hostile_texts_run_no_scripts(
    browser: Browser, folder: Folder, serve: Callable[[Path], str]
) -> None:
    folder.write_source(SOURCE + HOSTILE_DOCUMENT)
    claims = folder.read("claims.yaml")
    for words in (
        "Who sent what",
        "One document was read.",
        "Drones and denials",
        "The minister said so; the other side denied it.",
        "No drones were sent after the war began.",
    ):
        claims = claims.replace(
            f": {words}\n", f": '{PAYLOAD} <img src=https://else.example/x.png> {words}'\n"
        )
    assert claims.count("else.example") == 5
    folder.write("claims.yaml", claims)
    assert folder.build().returncode == 0
    home = serve(folder.path / "site")
    context = browser.new_context(viewport=DESKTOP)
    watch = Watch(home)
    watch.attach(context)
    page = context.new_page()

    for address in (
        "",
        "claims/",
        "claims/no-drones-sent/",
        "sources/",
        "sources/gazette/",
        "verdicts/",
    ):
        page.goto(home + address)
        assert page.locator("h1").count() == 1
        assert page.locator("article :is(img, script, form:not(.fc-facets))").count() == 0
    page.keyboard.press("/")
    page.locator(".fc-search-dialog [name=words]").fill("drones")
    page.keyboard.press("Enter")
    page.locator(".fc-found:not([hidden]) a").first.wait_for()
    page.get_by_role("heading", name="Other pages of this site").wait_for()
    assert page.locator(".fc-found :is(img, script)").count() == 0
    watch.assert_nothing_wrong()
    context.close()
