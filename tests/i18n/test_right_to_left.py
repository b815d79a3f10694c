"""Pages in Arabic, and documents in Arabic on pages in English."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import DESKTOP, PHONE, Watch, assert_accessible
from tests.i18n.examples import PAGES
from tests.i18n.layout import (
    begins_on_the_left,
    begins_on_the_right,
    box,
    direction,
    first_line,
    laid_out,
    numbers_stand_beside_their_lines,
    stick_out,
)


@pytest.mark.parametrize("step", [2, pytest.param(1, marks=pytest.mark.long)])
def test_a_report_in_arabic_is_laid_out_from_right_to_left(
    page: Page, arabic: str, step: int
) -> None:
    watch = Watch(arabic)
    watch.attach(page.context)
    for number, address in enumerate(PAGES[::step]):
        page.goto(arabic + address)
        assert page.locator("html").get_attribute("lang") == "ar"
        assert direction(page.locator("body")) == "rtl"
        assert direction(page.locator(".fc")) == "rtl"
        assert stick_out(page) == [], address
        # Every second one of these pages on a phone, and all weekly in a wide window.
        if page.viewport_size != PHONE or number % 2 == 0:
            assert_accessible(page)
    watch.assert_nothing_wrong()


def test_edges_and_beginnings_are_on_the_right_in_arabic(page: Page, arabic: str) -> None:
    page.goto(f"{arabic}claims/none-sent/")
    begins_on_the_right(page.locator("h1"))
    begins_on_the_right(page.locator("p.fc-lead"))
    band = page.locator(".fc-verdict")
    icon, label = box(band.locator("svg")), box(band.locator("strong"))
    assert icon["left"] > label["right"]
    begins_on_the_right(band.locator("strong"))
    for part, width in ((".fc-balance > div", "4px"), (".fc-quote", "3px")):
        edge = page.locator(part).first
        assert edge.evaluate("part => getComputedStyle(part).borderRightWidth") == width
        assert edge.evaluate("part => parseFloat(getComputedStyle(part).paddingRight)") > 10
    # The name and the date each as a whole, in their order.
    parts = [box(part) for part in page.locator(".fc-byline bdi").all()]
    assert len(parts) == 2
    assert [part["right"] for part in parts] == sorted(
        (part["right"] for part in parts), reverse=True
    ) or parts[-1]["top"] > parts[0]["top"]

    page.goto(f"{arabic}claims/")
    facts = page.locator(".fc-row-facts")
    assert facts.nth(0).inner_text() == "وزير الدفاع (2) · مع: مصدر واحد، ضد: 1 · وثيقتان"
    assert facts.nth(1).inner_text() == "وزير الدفاع (2) وGazette Online · بلا مصدر · وثيقة واحدة"


def test_bars_and_strips_begin_on_the_right_in_arabic(page: Page, arabic: str) -> None:
    page.goto(arabic)
    for bar in page.locator("svg.fc-overview-bar").all():
        whole, part = box(bar), box(bar.locator("path"))
        assert part["right"] == pytest.approx(whole["right"], abs=2)
        assert part["left"] > whole["left"] + 10
    page.goto(f"{arabic}sources/sahifa/")
    numbers_stand_beside_their_lines(page)
    page.locator(".fc-about summary").click()
    strip, passage = (
        box(page.locator(".fc-strip")),
        box(page.locator(".fc-minimap .fc-strip-supports")),
    )
    assert passage["right"] == pytest.approx(strip["right"], abs=1)
    # Addresses and code are written from left to right wherever they stand.
    assert direction(page.get_by_role("link", name="https://example.org/sahifa/")) == "ltr"
    page.goto(f"{arabic}data/")
    assert direction(page.locator("pre").first) == "ltr"


@pytest.mark.parametrize("step", [2, pytest.param(1, marks=pytest.mark.long)])
def test_documents_in_arabic_on_pages_in_english(page: Page, english: str, step: int) -> None:
    watch = Watch(english)
    watch.attach(page.context)
    for address in PAGES[::step]:
        page.goto(english + address)
        assert direction(page.locator("body")) == "ltr"
        assert direction(page.locator(".fc")) == "ltr"
        assert stick_out(page) == [], address
    watch.assert_nothing_wrong()

    page.goto(f"{english}sources/sahifa/")
    begins_on_the_right(page.locator("h1"))
    assert direction(page.locator(".fc-text")) == "rtl"
    for line in page.locator(".fc-line").all():
        assert direction(line) == "rtl"
    begins_on_the_left(page.locator("#cited-by"))
    numbers_stand_beside_their_lines(page)
    page.locator(".fc-about summary").click()
    strip = box(page.locator(".fc-strip"))
    first, later = (
        box(page.locator(".fc-minimap .fc-strip-supports")),
        box(page.locator(".fc-minimap .fc-strip-refutes")),
    )
    assert first["right"] == pytest.approx(strip["right"], abs=1)
    assert first["left"] > later["right"]


def test_lines_of_a_document_in_two_languages(page: Page, english: str) -> None:
    page.goto(f"{english}sources/both/")
    lines = page.locator(".fc-line")
    assert [direction(line) for line in lines.all()] == ["ltr", "rtl", "ltr"]
    numbers_stand_beside_their_lines(page)
    for number in (0, 2):
        line = first_line(lines.nth(number))
        assert line["first"] < line["last"]
    arabic = first_line(lines.nth(1))
    assert arabic["first"] > arabic["last"]
    assert arabic["right"] > first_line(lines.nth(2))["right"]


@pytest.mark.parametrize("width", [720, pytest.param(1000, marks=pytest.mark.long)])
def test_line_numbers_fit_on_screens_of_medium_width(
    browser: Browser, english: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for document in ("sahifa", "both"):
        page.goto(f"{english}sources/{document}/")
        numbers_stand_beside_their_lines(page)
        assert stick_out(page) == []
    page.close()


def test_quotes_have_the_direction_of_their_document(page: Page, english: str) -> None:
    page.goto(f"{english}claims/none-sent/")
    for number, way in ((1, "rtl"), (2, "ltr"), (3, "rtl")):
        quote = page.locator(".fc-quote").nth(number - 1)
        assert direction(quote.locator("blockquote")) == way
        assert direction(quote.locator("figcaption")) == "ltr"
        # The edge runs along the quote and its speaker, on the side where the page begins.
        edge, padding = quote.evaluate(
            """quote => {
              const style = getComputedStyle(quote)
              return [style.borderLeftWidth, parseFloat(style.paddingLeft)]
            }"""
        )
        assert edge == "3px"
        assert padding > 10
    first = page.locator(".fc-quote").first
    begins_on_the_right(first.locator("blockquote"))
    speaker = first.locator(".fc-speaker")
    assert speaker.inner_text().startswith("وزير الدفاع (2) · reported speech")
    # “(2)” belongs to the name: it stands left of it, and the dot after both.
    name, letters = box(speaker.locator("b")), first_line(speaker)
    assert name["left"] == pytest.approx(letters["from"], abs=1)


def test_arabic_titles_do_not_reorder_the_text_around_them(browser: Browser, english: str) -> None:
    """Read from left to right, each part comes after the one before it."""
    page = browser.new_page(viewport=DESKTOP)

    name = ")2( عافدلا ريزو"
    page.goto(f"{english}claims/")
    assert laid_out(page.locator(".fc-row-facts").nth(0)) == (
        f"{name} · 1 origin for, 1 against · 2 documents"
    )
    page.goto(f"{english}claims/none-sent/")
    assert laid_out(page.locator(".fc-byline")) == f"Claimed by {name} · 5 November 2022"
    page.goto(f"{english}origins/ministry/")
    documents = page.locator("#documents ~ .fc-points li")
    assert laid_out(documents.nth(0)).endswith("يزولا1 passage")
    assert laid_out(documents.nth(1)).startswith("An answer in two languages:")
    assert laid_out(documents.nth(1)).endswith("1 passage")
    page.goto(f"{english}sources/")
    assert laid_out(page.locator(".fc-row-facts").nth(0)).endswith("· 6 November 2022")
    # In a list, a title begins where everything else does.
    for title in page.locator(".fc-document h2").all():
        assert box(title.locator("a"))["left"] == pytest.approx(box(title)["left"], abs=1)
    page.close()


@pytest.mark.parametrize("language", ["arabic", "english"])
def test_long_titles_in_table_heads_are_cut_at_the_end(
    request: pytest.FixtureRequest, browser: Browser, language: str
) -> None:
    """Not its beginning, in whichever direction it is written."""
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{request.getfixturevalue(language)}matrix/")
    ways = [direction(head) for head in page.locator(".fc-upright").all()]
    assert ways == ["rtl", "ltr"]
    page.close()
