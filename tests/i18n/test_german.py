"""A report in German: nothing on its pages is in English."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, Page

from factcheck_report.i18n import catalog as languages
from tests.browsing import PHONE
from tests.i18n.examples import GERMAN_PAGES, set_language, write_german
from tests.i18n.layout import stick_out
from tests.reports import Folder
from tests.theme.colours import rgb


def all_that_is_said(page: Page) -> list[str]:
    """Every text of a page, folded or not, and the attributes that are read out or shown."""
    texts: list[str] = page.evaluate(
        """() => {
          const texts = []
          const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
          while (walker.nextNode()) {
            const within = walker.currentNode.parentElement
            if (!within.closest("script, style, pre")) texts.push(walker.currentNode.data)
          }
          const said = /^(aria-label|title|alt|placeholder|content|data-(?!md-|copy$|kind$).+)$/
          for (const element of document.querySelectorAll(":not([http-equiv])"))
            for (const attribute of element.attributes)
              if (said.test(attribute.name)) texts.push(attribute.value)
          return texts
        }"""
    )
    return [" ".join(text.split()) for text in texts if text.strip()]


def pieces(sentence: str | Mapping[str, str]) -> set[str]:
    """What stands between the values of a sentence, in each of its forms."""
    forms = [sentence] if isinstance(sentence, str) else sentence.values()
    between = {piece for form in forms for piece in re.split(r"\{\w+\}", form)}
    trimmed = {piece.strip(" .,;:()[]“”…–") for piece in between}
    return {piece for piece in trimmed if re.search(r"[A-Za-z]{3}", piece)}


def test_nothing_of_a_german_report_is_in_english(browser: Browser, german: str) -> None:
    own = {piece for text in languages.built_in_messages("de").values() for piece in pieces(text)}
    foreign = {
        piece for text in languages.built_in_messages("en").values() for piece in pieces(text)
    }
    # A file's name is no English: claims.json.
    looked_for = re.compile(
        rf"(?<![\w/.-])(?:{'|'.join(map(re.escape, sorted(foreign - own)))})(?![\w/-]|\.\w)"
    )
    page = browser.new_page(viewport=PHONE)
    for address in GERMAN_PAGES:
        page.goto(german + address)
        said = all_that_is_said(page)
        assert len(said) > 20
        assert [text for text in said if looked_for.search(text)] == [], address
        assert page.locator("html").get_attribute("lang") == "de"
    page.close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", ["von 4 Behauptungen", "alle 4, mit Suche", "1. Dezember 2022:", "1.890 Wörtern"]),
        (
            "claims/",
            [
                "Behauptungen 4",
                "1 Quelle dafür, 1 dagegen · 2 Dokumente",
                "2 Quellen dafür, 0 dagegen · 1 Dokument",
                "keine Quelle genannt · 1 Dokument",
            ],
        ),
        (
            "claims/sicher/",
            [
                "Behauptet von: Der Bürgermeister · 5. November 2022 (Jahr erschlossen)",
                "Der Bürgermeister, Leiter der Stadtverwaltung",
                "geändert (1. Dezember 2022). Es lautete „Behauptet, nicht bestätigt“.",
                "1 unabhängige Quelle (2 Dokumente) Stadtverwaltung",
                "1 unabhängige Quelle (1 Dokument) Prüfbüro",
                "Eine Quelle zählt nur einmal, auch wenn mehrere Dokumente sie wiederholen.",
                "Stadtverwaltung · 2 Zitate",
                "Prüfbüro · 1 Zitat",
                "Zeile 2 Wörtlich gefunden bis auf die Abstände",
                "Geprüft: 30. November 2022",
            ],
        ),
        (
            "claims/gemeldet/",
            [
                "2 unabhängige Quellen (1 Dokument) Prüfbüro und Stadtverwaltung",
                "Zeile 4 Wörtlich gefunden, mit Auslassungen",
                "In den Dokumenten spricht nichts dagegen.",
            ],
        ),
        ("sources/", ["2 Dokumente", "6. November 2022", "in 3 Behauptungen zitiert"]),
        (
            "sources/anzeiger/",
            [
                "48 von 1.890 Wörtern zitiert (3\N{NO-BREAK SPACE}%), 1.842 nicht zitiert",
                "10.994 Bytes, 137 Zeilen",
                "Dafür: Zeile 3, Dagegen: Zeile 4",
            ],
        ),
        ("sources/niederschrift/", ["[Nicht gezeigt: Zeile 1]", "Datum im Dokument nicht genannt"]),
        ("claimants/", ["2 Behauptungen", "1 Behauptung", "Bei 1 Behauptung nennen die Dokumente"]),
        (
            "claimants/pruefbuero/",
            ["2 Behauptungen: ", "Die Zahlen sagen nicht, wie ehrlich jemand ist."],
        ),
        ("origins/", ["2 Fundstellen", "gegen 1"]),
        ("timeline/", ["August 2022", "5. November 2022 (Jahr erschlossen)"]),
        ("corrections/", ["Berichtigung, 1. Dezember 2022."]),
    ],
)
def test_german_counts_dates_and_numbers(
    browser: Browser, german: str, address: str, said: list[str]
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(german + address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    text = re.sub(r"[ \n\t]+", " ", page.locator(".fc").inner_text())
    assert [sentence for sentence in said if sentence not in text] == []
    page.close()


def test_quotation_marks_are_the_reports_own(browser: Browser, german: str, arabic: str) -> None:
    """The marks around a quote belong to the report, whatever language the document is in."""
    page = browser.new_page()
    for address, marks in (
        (f"{german}claims/sicher/", ['"„"', '"“"']),
        (f"{arabic}claims/none-sent/", ['"“"', '"”"']),
    ):
        page.goto(address)
        shown = page.locator(".fc-wording-quoted blockquote p").first.evaluate(
            "p => ['::before', '::after'].map(part => getComputedStyle(p, part).content)"
        )
        assert shown == marks
        other = ".fc-quote:not(.fc-wording-quoted) blockquote p"
        assert page.locator(other).first.evaluate(
            "p => getComputedStyle(p, '::before').content"
        ) in ("none", "normal")
    page.close()


@pytest.mark.long
def test_german_words_are_neither_broken_nor_cut_off(page: Page, german: str) -> None:
    """Words break between lines only; what is wider than its box can be scrolled to."""
    for address in GERMAN_PAGES:
        page.goto(german + address)
        assert stick_out(page) == [], address
        torn = page.evaluate(
            """() => {
              const torn = []
              const texts = document.createTreeWalker(
                document.querySelector(".fc"), NodeFilter.SHOW_TEXT)
              while (texts.nextNode()) {
                const text = texts.currentNode
                if (text.parentElement.closest("pre, .fc-unseen, .fc-upright, .fc-sha")) continue
                for (const word of text.data.matchAll(/[\\p{L}]{2,}/gu)) {
                  const range = new Range()
                  range.setStart(text, word.index)
                  range.setEnd(text, word.index + word[0].length)
                  const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)))
                  if (tops.size > 1) torn.push(word[0])
                }
              }
              return torn
            }"""
        )
        assert torn == [], address


def test_the_colours_of_verdicts_need_no_palette(browser: Browser, german: str) -> None:
    """A site that sets no palette has them all the same."""
    page = browser.new_page()
    page.goto(f"{german}claims/gemeldet/")
    style = page.locator(".fc-verdict").evaluate(
        "band => [getComputedStyle(band).borderTopColor, getComputedStyle(band).borderTopWidth]"
    )
    assert style == [rgb("positive"), "3px"]
    page.close()


def test_a_theme_in_another_language_is_an_error(folder: Folder) -> None:
    write_german(folder)
    set_language(folder, "en")
    done = folder.build()

    assert done.returncode != 0
    assert "The report is in the language “de”, the theme in “en”." in done.stderr
    assert "Write “language: de” below “theme:” in mkdocs.yml. [configuration]" in done.stderr
    assert "mkdocs.yml:6:" in done.stderr
    assert not (folder.path / "site").exists()

    folder.replace("mkdocs.yml", "language: en", "language: de")
    done = folder.build()
    assert done.returncode == 0, done.stderr


def test_a_theme_without_a_language_is_english(folder: Folder) -> None:
    write_german(folder)
    done = folder.build()

    assert done.returncode != 0
    assert "Write “language: de” below “theme:” in mkdocs.yml. [configuration]" in done.stderr
