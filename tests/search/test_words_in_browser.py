"""What readers find who look for words in the list of claims."""

from __future__ import annotations

import random
import re
import unicodedata

from playwright.sync_api import Page, expect

from factcheck_report.model import Report
from factcheck_report.search.folding import words_in
from tests.search.listing import NONE, NONE_FILTERED, counted, found, status

LABEL = "Search claims and documents"


def test_words(page: Page, example_report: Report) -> None:
    field = page.get_by_role("searchbox", name=LABEL)
    first = page.locator(".fc-found li > a").first
    # Whoever types slowly is asked for: words that are not complete have answers, too.
    field.press_sequentially("Odderby pie", delay=20)
    expect(page).to_have_url(re.compile(r"/claims/\?words=Odderby\+pie$"))
    expect(first).to_have_attribute("href", re.compile("/claims/odderby-inspections/$"))
    status(page, counted(example_report, 2))
    expect(first.locator("mark").first).to_have_text("Odderby")
    # The other one does not say it itself, but somebody it quotes does.
    passage = page.locator(".fc-found li").nth(1).locator(".fc-found-words")
    expect(passage.locator("mark").first).to_have_text("Odderby")

    for words in ("“Odderby”", "Odderby?", '"Odderby pier"', "Odderby asdfgh"):
        field.fill(words)
        status(page, counted(example_report, 2))
        # Else the answer to these could be taken for that to the next.
        field.fill("asdfgh")
        status(page, NONE)
    assert found(page) == []
    page.get_by_label("Verdict", exact=True).select_option("disputed")
    status(page, NONE_FILTERED)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".fc-group").first).to_be_visible()


def test_the_nearest_words_are_offered(page: Page, example_report: Report) -> None:
    page.get_by_role("searchbox", name=LABEL).fill("Oddreby")
    status(page, NONE)
    page.get_by_role("button", name="Odderby", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?words=Odderby$"))
    status(page, counted(example_report, 2))


def test_a_document_is_found_with_its_line(page: Page, home: str) -> None:
    page.goto(f"{home}claims/?words=“Odderby+pier”")
    document = page.locator(".fc-found section li", has_text="Harbour office insists")
    expect(document).to_contain_text("line 8")
    document.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/sources/gazette/#L8$"))


def test_words_are_taken_apart_as_the_index_does(page: Page, home: str) -> None:
    chance = random.Random(1)
    known = [
        chr(code)
        for code in (*range(0x20, 0x3000), *range(0x3000, 0x2FA20, 7))
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    texts = ["".join(chance.choices(known, k=40)) for _ in range(3000)]
    texts += ["a" * 250, "e\u0301" * 120, "я\u0301\u0323" * 300]
    texts += ["İstanbul ΟΔΟΣ ὈΔΥΣΣΕΎΣ", "ﬁ ½ x² Ⅷ", "e\u0301t\u00e9", "a_b-c’d", "กรุงเทพ", "שָׁלוֹם"]
    texts += ["1,000 F-16 U.S. l’Iran 1,a", "ﷺ ﷽ ´x"]
    script = """async (texts) => {
      const engine = new URL("assets/factcheck/search-engine.js", "HOME")
      const { pack, wordCutter } = await import(engine)
      const cutter = wordCutter((await pack("words/about")).folding)
      return texts.map((text) => cutter(text).map(({ word }) => word))
    }""".replace("HOME", home)
    for text, words in zip(texts, page.evaluate(script, texts), strict=True):
        assert words == [word for _, word in words_in(text)], text
