"""The page of a document in a real browser: its marks, the way back to a claim, who quotes what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from factcheck_report.model import EntryKind
from factcheck_report.pipeline import read_report
from tests.browsing import (
    DESKTOP,
    PHONE,
    TWICE,
    Watch,
    apply_reader_style,
    assert_accessible,
    wait_until,
)
from tests.reports import EXAMPLE
from tests.weekly import weekly_but

CLAIM = "Every ferry of the harbour was inspected before they sailed again."
ID = "every-ferry-inspected"
EVIDENCE = read_report(EXAMPLE).report.evidence_of(EntryKind.CLAIM, ID)  # type: ignore[union-attr]
QUOTE = EVIDENCE[2].id
# Four passages of the gazette, in the order of its text.
PASSAGES = [EVIDENCE[number - 1].anchor for number in (5, 1, 3, 6)]
STANCES = ["Context", "For", "Against", "Context"]


@pytest.fixture(scope="module")
def home(example_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(example_site)


@pytest.fixture
def phone(windows: Callable[..., BrowserContext], home: str) -> Iterator[Page]:
    context = windows(viewport=PHONE, has_touch=True)
    watch = Watch(home)
    watch.attach(context)
    page = context.new_page()
    yield page
    page.close()
    watch.assert_nothing_wrong()


@pytest.fixture
def desktop(windows: Callable[..., BrowserContext]) -> Iterator[Page]:
    page = windows(viewport=DESKTOP).new_page()
    yield page
    page.close()


def marked(page: Page) -> int:
    """Return the number of words that a pen marks."""
    texts = page.locator(
        "#text .fc-mark:is(.fc-supports, .fc-refutes, .fc-context, .fc-states, .fc-other)"
    ).all_text_contents()
    return len(" ".join(texts).split())


def bar(page: Page) -> Locator:
    return page.locator(".fc-bar")


def to_the_passage(page: Page) -> Locator:
    """Return the link from the third quote on the page of the claim to its passage."""
    return page.locator(f"#{QUOTE} a[href$='#{PASSAGES[2]}']:visible").first


def below_the_bar(page: Page, passage: str) -> bool:
    """Whether a passage is on the screen, below the bar that sticks to its top."""
    top = page.locator(f"#{passage} ~ .fc-mark").evaluate("e => e.getClientRects()[0].top")
    box = bar(page).bounding_box()
    assert box is not None
    return bool(box["y"] + box["height"] <= top < PHONE["height"])


def test_from_a_claim_to_its_passage_and_back_in_two_taps(phone: Page, home: str) -> None:
    phone.goto(f"{home}claims/{ID}/")
    to_the_passage(phone).tap()
    phone.wait_for_url(f"**/sources/gazette/#{PASSAGES[2]}")
    expect(bar(phone)).to_be_visible()
    assert below_the_bar(phone, PASSAGES[2])
    assert CLAIM in bar(phone).inner_text()
    back = phone.get_by_role("link", name="Back to the claim you came from")
    back.tap()
    phone.wait_for_url(f"**/claims/{ID}/#{QUOTE}")


@pytest.mark.long
def test_only_the_passages_of_the_claim_are_marked_on_arrival(phone: Page, home: str) -> None:
    phone.goto(f"{home}sources/gazette/")
    everything = marked(phone)
    assert not bar(phone).is_visible()
    phone.goto("about:blank")
    phone.goto(f"{home}sources/gazette/#{PASSAGES[2]}")
    expect(bar(phone)).to_be_visible()
    own = marked(phone)
    assert own < everything / 4
    assert [label(one) for one in phone.locator(".fc-anchor:visible").all()] == ["Against"]
    against = phone.locator("#text .fc-mark.fc-refutes")
    assert against.all_text_contents() == [
        "two of the five ferries, the Petrel and the Dunlin, had not been inspected since spring"
    ]
    landed = against.evaluate("e => getComputedStyle(e, '::before').content")
    assert landed == '"▸"'
    assert phone.locator(".fc-chip:visible").count() == 0
    # Nobody came from the claim's page.
    assert phone.get_by_role("link", name="To the claim", exact=True).is_visible()

    phone.get_by_role("button", name="All marks").tap()
    assert marked(phone) == everything
    assert phone.locator(".fc-chip:visible").count() > 10
    expect(phone.get_by_role("button", name="All marks")).to_have_attribute("aria-pressed", "true")
    assert below_the_bar(phone, PASSAGES[2]), "the text stays where it was"
    phone.get_by_role("button", name="This claim 4").tap()
    assert marked(phone) == own


@pytest.mark.parametrize(
    "fragment",
    weekly_but(
        ["%", "quote-%E0%A4%A", 'quote-"><img src=x onerror=alert(1)>', "quote-" + "a" * 9_000],
        "quote-%E0%A4%A",
    ),
)
def test_an_address_that_names_no_quote_shows_the_whole_page(
    phone: Page, home: str, fragment: str
) -> None:
    phone.goto(f"{home}sources/gazette/#{fragment}")
    expect(phone.locator("html:not([data-arrival])")).to_have_count(1)
    expect(bar(phone)).to_be_hidden()
    assert marked(phone) > 100


def test_the_bar_sticks_and_is_low(phone: Page, home: str) -> None:
    phone.goto(f"{home}sources/gazette/#{PASSAGES[2]}")
    expect(bar(phone)).to_be_visible()
    phone.mouse.wheel(0, 600)
    wait_until(
        phone,
        "scrollY > 300 && document.querySelector('.fc-bar').getBoundingClientRect().y === 0",
    )
    box = bar(phone).bounding_box()
    assert box is not None
    assert box["y"] == 0
    assert box["height"] <= 91
    for control in bar(phone).locator("a, button").all():
        size = control.bounding_box()
        assert size is not None
        assert size["width"] >= 24
    entry = bar(phone).locator(".fc-bar-entry")
    assert entry.evaluate("e => e.scrollWidth > e.clientWidth"), "the claim is cut off with “…”"
    phone.set_viewport_size({"width": 320, "height": 700})
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.long
def test_letters_of_twice_the_size_leave_the_bar_whole_and_the_text_free(
    phone: Page, home: str
) -> None:
    phone.goto(f"{home}sources/gazette/#{PASSAGES[2]}")
    apply_reader_style(phone, TWICE)
    expect(bar(phone)).to_have_css("position", "static")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_stepping_through_the_passages_of_a_claim(phone: Page, home: str) -> None:
    phone.goto(home)
    phone.goto(f"{home}sources/gazette/#{PASSAGES[2]}")
    status = bar(phone).get_by_role("status")
    expect(status).to_have_text("3 of 4")
    for button, number in (("Next", 4), ("Next", 1), ("Previous", 4), ("Previous", 3)):
        phone.get_by_role("button", name=f"{button} passage").tap()
        expect(status).to_have_text(f"{number} of 4")
        assert phone.url.endswith(f"#{PASSAGES[number - 1]}")
        assert below_the_bar(phone, PASSAGES[number - 1])
    # Steps are no pages: “Back” leads to the page before.
    phone.go_back()
    assert phone.url == home


@pytest.mark.long
def test_the_bar_leads_back_to_an_event_and_to_a_disagreement(phone: Page, home: str) -> None:
    for page, name, this in (
        ("timeline", "Back to the event you came from", "This event"),
        (
            "disagreements/whether-every-ferry-was-inspected",
            "Back to the disagreement you came from",
            "This disagreement",
        ),
    ):
        phone.goto(f"{home}{page}/")
        link = phone.locator(".fc-quote a[href*='/gazette/#quote-']").first
        link.evaluate("e => { for (let up = e; up; up = up.parentElement) up.open = true }")
        quote = link.evaluate("e => e.closest('.fc-quote').id")
        link.tap()
        phone.wait_for_url("**/sources/gazette/#quote-*")
        assert phone.url.partition("#")[2].startswith(quote)
        expect(phone.get_by_role("button", name=this)).to_be_visible()
        # Neither for nor against anything.
        assert phone.locator("#text .fc-mark:is(.fc-supports, .fc-refutes)").count() == 0
        assert marked(phone) > 0
        phone.get_by_role("link", name=name).tap()
        phone.wait_for_url(f"**/{page}/#{quote}")


def label(element: Locator) -> str:
    """What a label in the text shows. It is in no text of the page, so that nobody copies it."""
    assert element.inner_text() == ""
    text: str = element.evaluate(
        """element => [element, ...element.querySelectorAll("*")]
          .filter((one) => getComputedStyle(one).display !== "none")
          .flatMap((one) => ["::before", "::after"].map((part) => getComputedStyle(one, part)))
          .map(({content}) => content.startsWith('"') ? JSON.parse(content) : "")
          .join("")"""
    )
    assert text
    return text


def test_a_chip_says_who_quotes_its_sentence(phone: Page, home: str) -> None:
    phone.goto(f"{home}sources/gazette/")
    chip = phone.locator("#L10 .fc-chip").nth(1)
    assert label(chip).startswith("+2")
    chip.tap()
    sheet = phone.get_by_role("dialog", name="Entries that quote this sentence")
    box = sheet.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == PHONE["height"]
    assert box["width"] == PHONE["width"]
    assert sheet.get_by_role("listitem").count() == 2
    row = sheet.get_by_role("listitem").filter(has_text="Nobody was hurt in the fire.")
    assert row.inner_text().startswith("For")
    assert row.locator(".fc-badge").is_visible()
    assert row.get_by_role("link").get_attribute("href").partition("#")[2].startswith("quote-")  # type: ignore[union-attr]
    assert_accessible(phone, "the sheet")
    phone.get_by_role("button", name="Close").tap()
    expect(sheet).not_to_be_visible()
    # A tap on the marked words does the same.
    phone.locator("#L10 .fc-mark").last.tap()
    expect(sheet).to_be_visible()
    assert "Nobody was hurt in the fire." not in sheet.inner_text()


def test_the_keyboard_opens_and_closes_the_sheet(desktop: Page, home: str) -> None:
    desktop.goto(f"{home}sources/gazette/")
    chip = desktop.locator("#L8 .fc-chip").nth(0)
    sheet = desktop.get_by_role("dialog")
    for key in ("Enter", "Space"):
        desktop.locator("#L8 .fc-line-number").focus()
        desktop.keyboard.press("Tab")
        expect(chip).to_be_focused()
        assert chip.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
        desktop.keyboard.press(key)
        expect(sheet).to_be_visible()
        expect(chip).to_have_attribute("aria-expanded", "true")
        desktop.keyboard.press("Tab")
        assert sheet.evaluate("e => e.contains(document.activeElement)")
        desktop.keyboard.press("Escape")
        expect(sheet).not_to_be_visible()
        expect(chip).to_be_focused()


def test_the_margin_counts_quotes_by_stance_on_a_wide_screen(desktop: Page, home: str) -> None:
    desktop.goto(f"{home}sources/gazette/")
    text = desktop.locator("#text").bounding_box()
    assert text is not None
    notes = desktop.locator("#text .fc-chip")
    boxes = [note.bounding_box() for note in notes.all()]
    assert len(boxes) > 10
    below = 0.0
    for box in boxes:
        assert box is not None
        assert box["x"] >= text["x"] + text["width"]
        assert box["y"] >= below, "no note covers another"
        below = box["y"] + box["height"]
    assert re.fullmatch(r"\d+ for( · \d+ \w+)*", label(notes.nth(3)))
    desktop.goto("about:blank")
    desktop.goto(f"{home}sources/gazette/#{PASSAGES[2]}")
    expect(bar(desktop)).to_be_visible()
    # The stance and the origin of each of the claim's passages.
    shown = [label(one) for one in desktop.locator(".fc-anchor:visible").all()]
    assert "Against · Crews’ union" in shown
    assert desktop.get_by_role("link", name="Against · Crews’ union").is_visible()
    assert [text.startswith(stance) for text, stance in zip(shown, STANCES, strict=True)] == (
        [True] * 4
    )


def test_pens_are_told_apart_and_no_line_covers_another(desktop: Page, home: str) -> None:
    desktop.goto(f"{home}sources/gazette/")
    images = set()
    for pen in ("supports", "refutes", "context", "supports fc-refutes", "states"):
        images.add(
            desktop.evaluate(
                """pen => {
                  const mark = document.querySelector("#text .fc-mark")
                  mark.className = `fc-mark fc-${pen} fc-context`
                  return getComputedStyle(mark).backgroundImage
                }""",
                pen,
            )
        )
    assert len(images) == 5
    line, fill = desktop.locator("#L4 .fc-mark").first.evaluate(
        """mark => {
          const {lineHeight, fontSize, backgroundSize} = getComputedStyle(mark)
          return [parseFloat(lineHeight) / parseFloat(fontSize), backgroundSize]
        }"""
    )
    assert line == pytest.approx(1.62, abs=0.01)
    assert fill.split(", ")[2] == "100% 24.12px"  # 1.34em


@pytest.mark.parametrize("size", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.long)])
def test_without_javascript_the_passage_leads_back(
    browser: Browser, home: str, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{home}claims/{ID}/")
    to_the_passage(page).click()
    page.wait_for_url(f"**/sources/gazette/#{PASSAGES[2]}")
    landed = page.locator(".fc-anchor:visible")
    expect(landed).to_have_count(1)
    assert label(landed).startswith("Against")
    assert marked(page) > 100
    assert not bar(page).is_visible()
    chip = page.locator("#L8 .fc-chip").first
    chip.click()
    assert re.search(r"#cited-(claim|disagreement|event)-[a-z0-9-]+$", page.url)
    assert page.locator("#" + page.url.partition("#")[2]).is_visible()
    page.go_back()
    landed.click()
    page.wait_for_url(f"**/claims/{ID}/#{QUOTE}")
    context.close()


def test_the_first_screen_says_what_the_document_is(phone: Page, home: str) -> None:
    phone.goto(f"{home}sources/minutes/")
    assert "Council of Harrowmouth" in phone.locator(".fc-byline").inner_text()
    assert re.match(
        r"The report quotes this document \d+ times: \d+ for, \d+ against",
        phone.locator(".fc-counts").inner_text(),
    )
    box = phone.locator(".fc-line").first.bounding_box()
    assert box is not None
    assert box["y"] < PHONE["height"] * 2 / 3
    about = phone.locator(".fc-about")
    assert not about.get_by_text("SHA-256").is_visible()
    phone.get_by_text("About this document").tap()
    assert about.get_by_text("SHA-256").is_visible()
    assert about.get_by_text("Language").count() == 0
    phone.get_by_role("link", name="Part 7 of 12").tap()
    line = phone.locator(f"#{phone.url.partition('#')[2]}").bounding_box()
    assert line is not None
    assert 0 <= line["y"] < PHONE["height"] / 2


def assert_names_hold_what_is_seen(page: Page) -> None:
    """Fail where somebody who says what they see to the machine does not reach it (WCAG 2.5.3)."""
    rule = {"runOnly": ["label-content-name-mismatch"]}
    found = Axe().run(page, context=".fc", options=rule)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        (PHONE, "light"),
        pytest.param(DESKTOP, "dark", marks=pytest.mark.long),
        pytest.param(PHONE, "dark", marks=pytest.mark.long),
        pytest.param(DESKTOP, "light", marks=pytest.mark.long),
    ],
)
@pytest.mark.parametrize("document", weekly_but(["gazette", "sahifa"], "gazette"))
def test_every_state_of_the_page_is_accessible(
    browser: Browser, home: str, size: dict[str, int], scheme: str, document: str
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("about:blank")
    page.goto(f"{home}sources/{document}/")
    page.locator(".fc-about summary").click()
    assert_accessible(page, f"{document}, all marks")
    assert_names_hold_what_is_seen(page)
    first = page.locator(".fc-anchor").first.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{home}sources/{document}/#{first}")
    expect(bar(page)).to_be_visible()
    assert_accessible(page, f"{document}, from a claim")
    assert_names_hold_what_is_seen(page)
    page.get_by_role("button", name="All marks").click()
    page.locator(".fc-chip").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_accessible(page, f"{document}, the sheet")
    assert_names_hold_what_is_seen(page)
    context.close()


@pytest.mark.long
def test_nothing_moves_while_the_page_loads(phone: Page, home: str) -> None:
    phone.add_init_script(
        """window.moved = 0
        new PerformanceObserver(list => {
          for (const each of list.getEntries()) window.moved += each.value
        }).observe({type: "layout-shift", buffered: true})"""
    )
    for fragment in ("", f"#{PASSAGES[2]}"):
        phone.goto("about:blank")
        phone.goto(f"{home}sources/gazette/{fragment}", wait_until="networkidle")
        phone.wait_for_timeout(500)
        assert phone.evaluate("window.moved") < 0.01, fragment


@pytest.mark.long
def test_a_printed_document_tells_its_marks_apart(phone: Page, home: str) -> None:
    phone.goto(f"{home}sources/gazette/")
    numbers = phone.locator("#cited-by ~ ol > li").evaluate_all("all => all.map(e => `${e.value}`)")
    assert len(numbers) >= 10
    phone.emulate_media(media="print")
    lines = phone.evaluate(
        """() => Object.fromEntries(["supports", "refutes", "context"].map(pen => {
          const style = getComputedStyle(document.querySelector(`#text .fc-mark.fc-${pen}`))
          return [pen, style.borderBottomStyle]
        }))"""
    )
    assert lines == {"supports": "solid", "refutes": "dashed", "context": "dotted"}
    chip = phone.locator("#L8 .fc-chip").first
    assert re.fullmatch(
        r'" \[" attr\(data-numbers\) "\]"|" \[\d+(, \d+)*\]"',
        chip.evaluate("e => getComputedStyle(e, '::after').content"),
    )
    for number, item in zip(numbers, phone.locator(".fc-citations > li").all(), strict=True):
        shown = item.evaluate(
            """item => {
              const number = getComputedStyle(item, "::before")
              const {left} = item.getBoundingClientRect()
              return [number.content, left]
            }"""
        )
        assert number in shown[0] or "attr(value)" in shown[0]
        assert shown[1] >= 0
    phone.goto("about:blank")
    phone.goto(f"{home}sources/gazette/#{PASSAGES[2]}")
    assert not bar(phone).is_visible()
