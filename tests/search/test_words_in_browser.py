"""What readers find who look for words."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import unicodedata
import zipfile
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from factcheck_report.i18n.catalog import english
from factcheck_report.model import Report
from factcheck_report.search.index import Entry, make_index, words_in
from tests.search.listing import NONE, counted, found, status


def test_words(page: Page, shipped_report: Report) -> None:
    field = page.get_by_label("Search claims and documents")
    first = page.locator(".fc-found li > a").first
    # Whoever types slowly is asked for: words that are not complete have answers, too.
    field.press_sequentially("Kashan airp", delay=20)
    expect(page).to_have_url(re.compile(r"/claims/\?words=Kashan\+airp$"))
    expect(first).to_have_attribute("href", "kashan-inspections/")
    status(page, counted(shipped_report, 2))
    # The other one does not say it itself, but somebody it quotes does.
    expect(page.locator(".fc-found li").nth(1).locator("mark").first).to_have_text("Kashan")

    field.fill("Kashan asdfgh")
    status(page, NONE)
    assert found(page) == []
    for words in ("inspections", "INSPECT", "“Kashan”", "Kashan?", '"Kashan airport"'):
        field.fill(words)
        status(page, counted(shipped_report, 2))
        # Else the answer to these could be taken for that to the next.
        field.fill("asdfgh")
        status(page, NONE)
    field.fill("Kashan")
    status(page, counted(shipped_report, 2))
    field.fill("<img src=x onerror=alert(1)>")
    status(page, NONE)
    field.fill("")
    expect(page.locator(".fc-group").first).to_be_visible()


def sought(page: Page, texts: Sequence[str], *asked: str) -> list[list[int]]:
    """Which of some texts each question finds, best first, in the script that readers have."""
    with zipfile.ZipFile(
        io.BytesIO(
            make_index((), (), [Entry(f"{n}/", "", text) for n, text in enumerate(texts)], ENDINGS)
        )
    ) as archive:
        index = {
            name.removesuffix(".pack"): json.loads(gzip.decompress(archive.read(name)))
            for name in archive.namelist()
        }
    script = """async ([index, asked]) => {
      const { open } = await import(new URL("assets/factcheck/words.js", "HOME"))
      const { find } = open(async (name) => index[name], index.about)
      const found = await Promise.all(asked.map(find))
      return found.map(({ others }) => others.map(({ number }) => number))
    }""".replace("HOME", page.url.partition("claims/")[0])
    found: list[list[int]] = page.evaluate(script, [index, asked])
    return found


ENDINGS = english().text("narrow.endings")
TEXTS = (
    "Iran supplied drones to Russia.",
    "A drone of Iranian make, the Shahed-136, fell on Kyïv.",
    "The supply of missiles: deliveries began in an interview.",
    "136 of the Shahed type; an interval of Iranians.",
    "Шахеды упали на Київ.",
    "伊朗向俄罗斯提供无人机。",
    "ईरान ने ड्रोन दिए।",
    "أرسلت إِيران طائرات",
    "Straße, œuvre, naïve Şahin",
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("drone", [1, 0]),
        ("drones", [0, 1]),
        ("DRONES russia", [0]),
        ("supplies", [0, 2]),
        ("delivery", [2]),
        ("interview", [2]),
        ("interv", [2, 3]),
        ("iran", [0, 1, 3]),
        ("Shahed-136", [1]),
        ("shahed 136", [1, 3]),
        ('"of missiles"', [2]),
        ('"missiles of"', []),
        ('"drone"', [1]),
        ("kyiv", [1]),
        ("київ", [4]),
        ("шахед", [4]),
        ("无人机", [5]),
        ("机无人", []),
        ("ड्रोन", [6]),
        ("ايران", [7]),
        ("strasse", []),
        ("straße NAIVE sahin", [8]),
        ("a", [1]),
        ("…!", []),
        ("__proto__ constructor", []),
    ],
)
def test_what_words_find(page: Page, asked: str, found: list[int]) -> None:
    [shown] = sought(page, TEXTS, asked)
    assert shown == found


def test_words_that_stand_everywhere_hold_nothing_up(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck_report.search.index._MOST_NUMBERS", 12)
    texts = [f"The drones of the {name} fleet" for name in ("first", "second", "third", "fourth")]
    asked = ("the second", "of the third fleet", '"the second fleet"', '"drones second"', "the")
    assert sought(page, texts, *asked) == [[1], [2], [1], [], []]


def test_words_are_taken_apart_as_the_index_does(page: Page) -> None:
    chance = random.Random(1)
    known = [
        chr(code)
        for code in (*range(0x20, 0x3000), *range(0x3000, 0x2FA20, 7))
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    texts = ["".join(chance.choices(known, k=40)) for _ in range(3000)]
    texts += ["a" * 250, "e\u0301" * 120, "я\u0301\u0323" * 300]
    texts += ["İstanbul ΟΔΟΣ ὈΔΥΣΣΕΎΣ", "ﬁ ½ x² Ⅷ", "e\u0301t\u00e9", "a_b-c’d", "กรุงเทพ", "שָׁלוֹם"]
    script = """async (texts) => {
      const { wordsIn } = await import(new URL("assets/factcheck/words.js", "HOME"))
      return texts.map((text) => wordsIn(text).map(({ word }) => word))
    }""".replace("HOME", page.url.partition("claims/")[0])
    for text, words in zip(texts, page.evaluate(script, texts), strict=True):
        assert words == words_in(text), text
