"""Claims in four languages, in a report in English and in one in Arabic."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browsing import DESKTOP, PHONE, Watch, assert_accessible
from tests.i18n.layout import begins_on_the_left, begins_on_the_right, laid_out, stick_out
from tests.weekly import weekly_but

ARABIC, ENGLISH = "army-closed-harbour", "freighter-left"
LANGUAGES = {
    ARABIC: ("ar", "rtl"),
    "government-denied": ("ja", "ltr"),
    "roads-closed": ("de", "ltr"),
    ENGLISH: ("en", "ltr"),
}
PAGES = (
    "",
    "claims/",
    *(f"claims/{id}/" for id in LANGUAGES),
    "claimants/minister/",
    "matrix/",
    "origins/",
    "timeline/",
    "disagreements/",
    "disagreements/whether-the-harbour-is-closed/",
    "contradictions/",
    "corrections/",
    "sources/sahifa/",
    "sources/courier/",
)
AS_SEEN = "!)2022( ءانيملا شيجلا قلغأ"
"""The Arabic claim: its exclamation mark stands at its left end."""
LINKS = """all => all.flatMap(link => {
    const [, id] = new URL(link.href).pathname.match(/claims\\/([a-z-]+)\\/$/) ?? []
    const text = document.createTreeWalker(link, NodeFilter.SHOW_TEXT).nextNode()
    if (!id || !text || link.matches(".fc-permalink, .fc-anchor, [href^='#']")) return []
    const around = text.parentElement
    return [[id, around.closest("[lang]").lang, getComputedStyle(around).direction]]
})"""


def links_to_claims(within: Locator) -> list[tuple[str, tuple[str, str]]]:
    """Return the id of each claim that is linked by its text, with language and direction."""
    found = within.locator("a").evaluate_all(LINKS)
    return [(id, (language, direction)) for id, language, direction in found]


SHOWN = """element => [
    element.closest("[lang]").lang, getComputedStyle(element).direction
]"""


@pytest.mark.parametrize(
    "report", ["harbour", pytest.param("arabic_harbour", marks=pytest.mark.long)]
)
@pytest.mark.parametrize("pages", weekly_but([PAGES, PAGES[::2]], PAGES[::2]))
def test_each_claim_is_marked_with_its_language_wherever_it_is_linked_and_in_its_heading(
    page: Page, report: str, pages: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    home = request.getfixturevalue(report)
    own = "en" if report == "harbour" else "ar"
    watch = Watch(home)
    watch.attach(page.context)
    linked = 0
    for number, address in enumerate(pages):
        page.goto(home + address)
        assert stick_out(page) == [], address
        # Every second one of these pages on a phone, and all weekly in a wide window.
        if page.viewport_size != PHONE or number % 2 == 0:
            assert_accessible(page)
        for id, written in links_to_claims(page.locator(".fc")):
            if id in LANGUAGES:
                assert written == LANGUAGES[id], (address, id)
                linked += 1
        kind, _, id = address.rstrip("/").partition("/")
        if kind == "claims" and id:
            assert_heading_is_in_its_language(page, LANGUAGES[id], own)
    assert linked > 1.5 * len(pages)
    watch.assert_nothing_wrong()


def assert_heading_is_in_its_language(page: Page, written: tuple[str, str], own: str) -> None:
    """Fail where the heading of a claim's page is not in its language, or all else not in `own`."""
    heading = page.locator("h1")
    assert tuple(heading.evaluate(SHOWN)) == written
    # The title begins with the verdict, in the language of the report.
    title = page.locator("title")
    assert title.get_attribute("lang") is None
    assert (title.text_content() or "").startswith("Stated: ")
    (begins_on_the_right if written[1] == "rtl" else begins_on_the_left)(heading)
    # All else is in the language of the report.
    assert page.locator("p.fc-lead").evaluate(SHOWN)[0] == own


def test_an_arabic_claim_does_not_disturb_an_english_report(page: Page, harbour: str) -> None:
    page.goto(f"{harbour}claims/")
    link = page.locator(f"a[href='{ARABIC}/']")
    assert laid_out(link) == AS_SEEN
    # In a list it begins where everything else does.
    begins = link.evaluate("link => link.getBoundingClientRect().left")
    row = link.evaluate("link => link.closest('li').getBoundingClientRect().left")
    assert begins == pytest.approx(row, abs=1)
    if page.viewport_size == DESKTOP:
        page.goto(harbour)
        newest = page.locator("section[aria-labelledby=corrections] li")
        whole = f"30 November 2022: {AS_SEEN} The claim was shortened."
        assert laid_out(newest) == whole
        page.goto(f"{harbour}corrections/")
        was = page.locator("p", has_text="The claim read")
        assert laid_out(was) == f"The claim read: “{AS_SEEN.replace('2022', '2021')}”"
    page.goto(f"{harbour}claims/{ARABIC}/")
    citation = page.locator(".fc-citation")
    assert laid_out(citation.locator("bdi").first) == AS_SEEN
    assert citation.inner_text() == (
        "Stated: أغلق الجيش الميناء (2022)! The harbour, 1 December 2022. "
        f"https://example.org/claims/{ARABIC}/"
    )


@pytest.mark.long
def test_an_english_claim_does_not_disturb_an_arabic_report(
    page: Page, arabic_harbour: str
) -> None:
    page.goto(f"{arabic_harbour}claims/")
    link = page.locator(f"a[href='{ENGLISH}/']")
    assert laid_out(link) == "The freighter left (2022)!"
    ends = link.evaluate("link => link.getBoundingClientRect().right")
    row = link.evaluate("link => link.closest('li').getBoundingClientRect().right")
    assert ends == pytest.approx(row, abs=1)
    page.goto(f"{arabic_harbour}claims/{ENGLISH}/")
    # Each part of the citation in its own direction; the address keeps its end.
    seen = [laid_out(part) for part in page.locator(".fc-citation bdi").all()]
    assert {"The freighter left (2022)!", "1 December 2022."} <= set(seen)
    if page.viewport_size == DESKTOP:
        assert seen[-1] == f"https://example.org/claims/{ENGLISH}/"
    page.goto(f"{arabic_harbour}claims/")
    page.locator("#narrow-words").fill("freighter")
    expect(page.locator(".fc-found li > a").first).to_have_text("The freighter left (2022)!")


@pytest.mark.parametrize(
    "report", ["harbour", pytest.param("arabic_harbour", marks=pytest.mark.long)]
)
def test_results_of_the_search_are_in_the_language_of_the_claim(
    page: Page, report: str, request: pytest.FixtureRequest
) -> None:
    home = request.getfixturevalue(report)
    page.goto(f"{home}claims/?words=2022")
    results = page.locator(".fc-found > ul").first
    expect(results.locator("li")).to_have_count(2)
    assert dict(links_to_claims(results)) == {id: LANGUAGES[id] for id in (ARABIC, ENGLISH)}
    assert laid_out(results.locator(f"a[href$='/{ARABIC}/']")) == AS_SEEN
    assert results.locator("mark").first.inner_text() == "2022"
    for chosen in ("order=newest", "verdict=stated"):
        page.goto(f"{home}claims/?{chosen}")
        expect(page.locator(".fc-found > ul").first.locator("li")).to_have_count(4)
        assert dict(links_to_claims(page.locator(".fc-found"))) == LANGUAGES
        assert_accessible(page)
    # What the script writes of its own is in the language of the interface.
    status = page.locator(".fc-facets [role=status]")
    assert status.evaluate("status => status.closest('[lang]').lang") == "en"

    page.goto(home)
    page.locator(".fc-search > a").click()
    for words, id in (("2022", ARABIC), ("政府", "government-denied"), ("Straßen", "roads-closed")):
        page.locator("dialog [name=words]").fill(words)
        name = page.locator(f"dialog a[href$='claims/{id}/'] .fc-search-claim")
        expect(name).to_be_visible()
        language, direction = LANGUAGES[id]
        expect(name).to_have_attribute("lang", language)
        expect(name).to_have_css("direction", direction)
    assert_accessible(page)


def test_filters_keep_their_name_in_a_language_without_words(
    page: Page, arabic_harbour: str
) -> None:
    page.goto(f"{arabic_harbour}claims/?order=newest")
    expect(page.locator(".fc-facets [role=status]")).not_to_be_empty()
    assert page.locator(".fc-facets summary").text_content() == "Filters (1)"


def test_a_passage_says_who_quotes_it_in_the_language_of_each(page: Page, harbour: str) -> None:
    page.goto(f"{harbour}sources/sahifa/")
    page.locator(".fc-text .fc-chip").first.click()
    quoting = page.locator(".fc-sheet")
    expect(quoting).to_be_visible()
    [(id, written)] = links_to_claims(quoting)
    assert (id, written) == (ARABIC, LANGUAGES[ARABIC])
    expect(quoting.locator(".fc-translation").first).to_be_visible()
    # Labels in the text of the document are in the language of the interface.
    for label in page.locator(".fc-text :is([aria-label], .fc-chip, .fc-anchor)").all():
        assert label.evaluate("label => label.closest('[lang]').lang") == "en"


# Translations of quotes


def test_a_translation_is_shown_below_the_words_of_the_document(page: Page, harbour: str) -> None:
    translation = "The army closed the harbour on Sunday (2022)."
    for address in (
        f"claims/{ARABIC}/",
        "timeline/",
        "disagreements/whether-the-harbour-is-closed/",
    ):
        page.goto(harbour + address)
        figure = page.locator(".fc-quote").first
        words, shown = figure.locator("blockquote"), figure.locator(".fc-translation")
        assert words.get_attribute("lang") == "ar"
        assert translation not in words.inner_text()
        assert shown.inner_text() == f"Translation by this report: {translation}"
        assert (shown.get_attribute("lang"), shown.get_attribute("dir")) == ("en", "ltr")
        begins_on_the_left(shown)
        assert shown.bounding_box()["y"] > words.bounding_box()["y"]  # type: ignore[index]
        assert page.locator(f"mark:has-text('{translation}')").count() == 0
    page.goto(f"{harbour}claims/{ENGLISH}/")
    assert page.locator(".fc-translation").count() == 0


def test_a_translation_is_in_the_language_of_the_report(page: Page, arabic_harbour: str) -> None:
    page.goto(f"{arabic_harbour}claims/{ARABIC}/")
    shown = page.locator(".fc-translation").first
    assert (shown.get_attribute("lang"), shown.get_attribute("dir")) == ("ar", "rtl")
    label = shown.locator(".fc-translation-by span")
    assert (label.get_attribute("lang"), label.get_attribute("dir")) == ("en", "ltr")


@pytest.fixture
def site(four_languages: Path) -> Path:
    return four_languages


def read(site: Path) -> Callable[[str], Any]:
    return lambda name: json.loads((site / name).read_text("utf-8"))


def test_data_files_have_the_language_of_each_claim(site: Path) -> None:
    expected = {id: language for id, (language, _) in LANGUAGES.items()}
    data = read(site)
    assert {claim["id"]: claim["language"] for claim in data("claims.json")["claims"]} == expected
    with (site / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["id"]: row["language"] for row in csv.DictReader(file)} == expected
    reviews = [item["item"][0] for item in data("claimreview.json")["dataFeedElement"]]
    # The review is in the report's language, whatever that of the claim.
    assert {review["inLanguage"] for review in reviews} == {"en"}
    assert [review["itemReviewed"]["inLanguage"] for review in reviews] == [*expected.values()]


def test_data_files_tell_a_translation_from_the_words_of_the_document(site: Path) -> None:
    data = read(site)
    quote = data("claims.json")["claims"][0]["quotes"][0]
    assert quote["translation"] == "The army closed the harbour on Sunday (2022)."
    assert quote["text"] == quote["words"][0] == "أغلق الجيش الميناء يوم الأحد (2022)"
    assert data("claims.json")["claims"][3]["quotes"][0]["translation"] is None
    first, *_, last = data("annotations.json")["first"]["items"]
    [translation] = [body for body in first["body"] if body.get("purpose") == "describing"]
    assert translation["value"] == quote["translation"]
    assert (translation["language"], translation["label"]) == ("en", "translation by the report")
    assert first["target"][0]["selector"][0]["exact"] == quote["text"]
    assert not [body for body in last["body"] if body.get("purpose") == "describing"]


def test_feeds_keep_a_claim_apart_from_the_sentence_around_it(site: Path) -> None:
    titles = [item["title"] for item in read(site)("feed.json")["items"]]
    assert "Stated: \u2068أغلق الجيش الميناء (2022)!\u2069" in titles
    assert "Stated: The freighter left (2022)!" in titles
    atom = ElementTree.parse(site / "feed.xml").getroot()
    named = [entry.findtext("{*}title") for entry in atom.iterfind("{*}entry")]
    assert named == titles


@pytest.mark.parametrize(
    ("id", "langid"),
    [
        (ARABIC, "arabic"),
        ("government-denied", "japanese"),
        ("roads-closed", "ngerman"),
        (ENGLISH, "english"),
    ],
)
def test_citations_name_the_language_of_the_claim(
    windows: Callable[..., BrowserContext], harbour: str, id: str, langid: str
) -> None:
    page = windows(viewport=DESKTOP).new_page()
    page.goto(f"{harbour}claims/{id}/")
    bibtex, csl = (part.text_content() or "" for part in page.locator(".fc-format pre").all())
    assert f"  langid = {{{langid}}}" in bibtex
    assert json.loads(csl)[0]["language"] == LANGUAGES[id][0]
    page.close()
