"""Reports in other languages than English, and documents in other scripts than their report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from factcheck_report.i18n import catalog as languages
from tests.reports import ROOT, Folder, sha256
from tests.theme.colours import rgb
from tests.theme.test_browser import DESKTOP, PHONE, Watch

GAZETTE = """\
Stadt weist Vorwürfe zurück

Die Brücke sei „jederzeit sicher und gut gepflegt“ gewesen, sagte der Bürgermeister am 5. November.
Ein Ingenieur des Prüfbüros erklärte, er habe der Stadt die Risse schon im August gemeldet.
Auch der Bürgermeister räumte ein, dass der Bericht des Büros im Rathaus eingegangen sei.
Die Zeitung hat den Bericht nicht gesehen.
Die Brücke wurde im Oktober gesperrt; seither fahren die Busse einen Umweg von zwölf Minuten.
"""
FILLER = "An der Brücke wird gearbeitet, und niemand sagt, wie lange es noch dauern wird.\n"
MINUTES = """\
Niederschrift der Sitzung
Der Bürgermeister sagte, die Brücke sei jederzeit sicher gewesen.
Ein Ratsmitglied fragte nach den Rissen. Das Prüfbüro antwortete, sie seien seit August bekannt.
"""

GERMAN = """\
report:
  title: "Die Brücke: was zwei Dokumente sagen"
  summary: Zwei Dokumente über die gesperrte Brücke wurden Satz für Satz gelesen.
  language: de
  publisher: {{name: Die Redaktion}}
  license: {{name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/deed.de"}}
  report_errors: "mailto:redaktion@example.org"
  key_claims: [sicher, gemeldet]

sources:
  anzeiger:
    file: seeds/anzeiger.txt
    sha256: {gazette}
    title: Stadt weist Vorwürfe zurück
    author: Lokalredaktion
    published: 2022-11-06
    language: de
  niederschrift:
    file: seeds/niederschrift.txt
    sha256: {minutes}
    title: Niederschrift der Sitzung
    language: de
    display: excerpts

origins:
  stadt: {{name: Stadtverwaltung, kind: government, note: Auch der Bürgermeister.}}
  buero: {{name: Prüfbüro, kind: organisation}}
  anwohner: {{name: Anwohner, kind: anonymous}}

verdicts:
  uebereinstimmend:
    label: Übereinstimmend bestätigt
    means: Zwei unabhängige Quellen sagen es, keine sagt etwas anderes.
    tone: positive
    needs: {{supporting_origins: 2}}
    allows: {{refuting_origins: 0}}
  behauptet:
    label: Behauptet, nicht bestätigt
    means: Nur eine Quelle sagt es.
    tone: neutral
    needs: {{supporting_origins: 1}}
    allows: {{supporting_origins: 1, refuting_origins: 0}}
  widerspruechlich:
    label: Widersprüchlich dargestellt
    means: Eine Quelle sagt es, eine andere das Gegenteil.
    tone: mixed
    needs: {{supporting_origins: 1, refuting_origins: 1}}
  unbelegt:
    label: Ohne Quelle
    means: Kein Dokument nennt jemanden, der es sagt.
    tone: neutral
    allows: {{supporting_origins: 0, refuting_origins: 0}}

claimants:
  buergermeister: {{name: Der Bürgermeister, role: Leiter der Stadtverwaltung}}
  pruefbuero: {{name: Das Prüfbüro}}

claims:
  sicher:
    claim: Die Brücke war jederzeit sicher.
    claimants: [buergermeister]
    stated: 2022?-11-05
    stated_note: Das Dokument nennt kein Jahr.
    verdict: widerspruechlich
    summary: Der Bürgermeister sagte es zweimal; das Prüfbüro sah im August Risse.
    analysis: Die Stadt zählt **einmal**.
    reviewed: 2022-11-30
    related: [gemeldet]
    corrections:
      - date: 2022-12-01
        kind: correction
        note: Das Prüfbüro war übersehen worden.
        was: {{verdict: behauptet}}
    quotes:
      - text: jederzeit sicher und gut gepflegt
        prefix: Die Brücke sei „
        source: anzeiger
        stance: supports
        speaker: der Bürgermeister
        wording: quoted
        origin: stadt
      - text: Der Bürgermeister sagte, die  Brücke sei jederzeit sicher gewesen.
        source: niederschrift
        stance: supports
        speaker: Der Bürgermeister
        wording: paraphrased
        origin: stadt
      - text: er habe der Stadt die Risse schon im August gemeldet
        source: anzeiger
        stance: refutes
        speaker: Ein Ingenieur des Prüfbüros
        wording: paraphrased
        via: Lokalradio
        origin: buero
      - text: Stadt weist Vorwürfe zurück
        source: anzeiger
        stance: context
        wording: headline
  gemeldet:
    claim: Die Risse waren der Stadt im August gemeldet.
    claimants: [pruefbuero]
    verdict: uebereinstimmend
    summary: Das Prüfbüro sagt es, und der Bürgermeister räumt den Eingang ein.
    quotes:
      - text: Ein Ingenieur des Prüfbüros […] die Risse schon im August gemeldet.
        source: anzeiger
        stance: supports
        speaker: Ein Ingenieur
        wording: paraphrased
        origin: buero
      - text: Auch der Bürgermeister räumte ein, dass der Bericht des Büros im Rathaus eingegangen
        source: anzeiger
        stance: supports
        speaker: der Bürgermeister
        wording: paraphrased
        origin: stadt
  bekannt:
    claim: Die Risse sind seit August bekannt.
    claimants: [pruefbuero]
    verdict: behauptet
    summary: Das Prüfbüro sagte es in der Sitzung.
    quotes:
      - text: Das Prüfbüro antwortete, sie seien seit August bekannt.
        source: niederschrift
        stance: supports
        speaker: Das Prüfbüro
        wording: paraphrased
        origin: buero
  gesperrt:
    claim: Die Brücke wurde im Oktober gesperrt.
    verdict: unbelegt
    summary: Die Zeitung schreibt es, ohne jemanden zu nennen.
    quotes:
      - text: Die Brücke wurde im Oktober gesperrt
        source: anzeiger
        stance: supports
        wording: document

timeline:
  - when: 2022-08
    event: Das Prüfbüro meldet der Stadt die Risse.
    quotes:
      - text: er habe der Stadt die Risse schon im August gemeldet
        source: anzeiger
        speaker: Ein Ingenieur
        wording: paraphrased
        origin: buero
    claims: [gemeldet]
  - when: 2022?-11-05
    when_note: Das Jahr ergibt sich aus dem Tag der Zeitung.
    event: Der Bürgermeister weist Vorwürfe zurück.
    quotes:
      - text: sagte der Bürgermeister am 5. November
        source: anzeiger
        wording: document

disagreements:
  - about: Ob die Brücke sicher war
    compatible: "no"
    note: Eine Brücke mit Rissen ist nicht jederzeit sicher.
    quotes:
      - text: Der Bürgermeister sagte, die Brücke sei jederzeit sicher gewesen.
        source: niederschrift
        speaker: Der Bürgermeister
        wording: paraphrased
        origin: stadt
      - text: er habe der Stadt die Risse schon im August gemeldet
        source: anzeiger
        speaker: Ein Ingenieur
        wording: paraphrased
        origin: buero
    claims: [sicher]
"""

ARABIC = """\
نفى الوزير يوم السبت إرسال أي طائرات مسيّرة بعد بدء الحرب، وقال إن ما نُشر عن ذلك في الصحف لا أساس له.
وقال متحدث باسم الطرف الآخر إن عشرات المسيّرات أُرسلت في الصيف، وإن لديه ما يثبت ذلك من صور ووثائق.

ولم يرد مكتب الوزير على أسئلة صحيفة Gazette بحلول 5 نوفمبر 2022.
"""
MIXED = """\
The ministry published its answer in two languages, and the Gazette printed both of them in full.
قالت الوزارة إن الرد نُشر في 5 نوفمبر 2022 على موقع Gazette Online باللغتين العربية والإنجليزية معًا.
The English text reads: “no drones were sent”.
"""
ABROAD = """\
report:
  title: {title}
  summary: {summary}
  language: {language}

sources:
  sahifa:
    file: seeds/sahifa.txt
    sha256: {arabic}
    title: "الوزير ينفي إرسال المسيّرات (2022)"
    author: "هيئة التحرير (بيروت)"
    published: 2022-11-06
    url: https://example.org/sahifa/
    language: ar
  both:
    file: seeds/both.txt
    sha256: {mixed}
    title: "An answer in two languages: ردّ بلغتين (1)"
    author: Gazette Online

origins:
  ministry: {{name: "وزارة الدفاع (2)", kind: government}}
  other-side: {{name: Other Side, kind: organisation}}

verdicts:
  disputed:
    label: {disputed}
    means: {means}
    tone: mixed
    needs: {{supporting_origins: 1, refuting_origins: 1}}
  unsupported: {{label: {unsupported}, means: "{means}", tone: neutral}}

claimants:
  minister: {{name: "وزير الدفاع (2)", role: "Minister"}}
  gazette: {{name: Gazette Online}}

claims:
  none-sent:
    claim: {claim}
    claimants: [minister]
    stated: 2022-11-05
    verdict: disputed
    summary: {summary}
    quotes:
      - text: نفى الوزير يوم السبت إرسال أي طائرات مسيّرة بعد بدء الحرب
        source: sahifa
        stance: supports
        speaker: "وزير الدفاع (2)"
        wording: paraphrased
        via: "وكالة الأنباء (2)"
        origin: ministry
      - text: no drones were sent
        source: both
        stance: supports
        speaker: "وزارة الدفاع (2)"
        wording: quoted
        origin: ministry
      - text: "وقال متحدث باسم الطرف الآخر إن عشرات المسيّرات أُرسلت في الصيف"
        source: sahifa
        stance: refutes
        speaker: A spokesman
        wording: paraphrased
        origin: other-side
  answered:
    claim: {other}
    claimants: [minister, gazette]
    verdict: unsupported
    summary: {summary}
    quotes:
      - text: قالت الوزارة إن الرد نُشر في 5 نوفمبر 2022 على موقع Gazette Online
        source: both
        stance: context
        wording: document

timeline:
  - when: 2022-11
    event: {claim}
    quotes:
      - text: بحلول 5 نوفمبر 2022
        source: sahifa
        wording: document
    claims: [none-sent]
"""
IN_ENGLISH = {
    "language": "en",
    "title": "Who sent what",
    "summary": "Two documents were read.",
    "disputed": "Disputed",
    "unsupported": "Not shown",
    "means": "One says so, another says not.",
    "claim": "No drones were sent after the war began.",
    "other": "The ministry answered in two languages.",
}
IN_ARABIC = {
    "language": "ar",
    "title": "من أرسل ماذا؟",
    "summary": "قُرئت وثيقتان جملة جملة، إحداهما من صحيفة Gazette Online.",
    "disputed": "متنازع عليه",
    "unsupported": "لا دليل عليه",
    "means": "يقول طرف ذلك وينفيه آخر.",
    "claim": "لم تُرسل أي مسيّرات بعد بدء الحرب.",
    "other": "ردّت الوزارة بلغتين.",
}
# Enough for a reader of Arabic to see how a sentence with names and numbers in it is laid out.
SENTENCES = {
    "count.documents": {
        "zero": "لا وثائق",
        "one": "وثيقة واحدة",
        "two": "وثيقتان",
        "few": "{count} وثائق",
        "many": "{count} وثيقة",
        "other": "{count} وثيقة",
    },
    "count.origins": {
        "zero": "لا مصادر",
        "one": "مصدر واحد",
        "two": "مصدران",
        "few": "{count} مصادر",
        "many": "{count} مصدرًا",
        "other": "{count} مصدر",
    },
    "list.balance": "مع: {supporting}، ضد: {refuting}",
    "list.nobody": "بلا مصدر",
}
PAGES = (
    "",
    "claims/",
    "claims/none-sent/",
    "claims/answered/",
    "sources/",
    "sources/sahifa/",
    "sources/both/",
    "claimants/",
    "claimants/minister/",
    "origins/",
    "matrix/",
    "timeline/",
    "verdicts/",
    "corrections/",
    "data/",
    "404.html",
)
GERMAN_PAGES = (
    "",
    "claims/",
    "claims/sicher/",
    "claims/gemeldet/",
    "claims/gesperrt/",
    "sources/",
    "sources/anzeiger/",
    "sources/niederschrift/",
    "claimants/",
    "claimants/buergermeister/",
    "claimants/pruefbuero/",
    "origins/",
    "matrix/",
    "timeline/",
    "disagreements/",
    "verdicts/",
    "corrections/",
    "data/",
    "404.html",
)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
Measured = dict[str, float]


def set_language(folder: Folder, language: str) -> None:
    folder.replace(
        "mkdocs.yml",
        "  font: false\n",
        f"  font: false\n  language: {language}\n"
        "  features: [navigation.tabs, navigation.path, navigation.footer]\n",
    )


def write_german(folder: Folder) -> None:
    gazette = GAZETTE + 130 * FILLER
    folder.write("seeds/anzeiger.txt", gazette)
    folder.write("seeds/niederschrift.txt", MINUTES)
    pins = {"gazette": sha256(gazette), "minutes": sha256(MINUTES)}
    folder.write("claims.yaml", GERMAN.format(**pins))


def write_abroad(folder: Folder, said: Mapping[str, str]) -> None:
    folder.write("seeds/sahifa.txt", ARABIC)
    folder.write("seeds/both.txt", MIXED)
    pins = {"arabic": sha256(ARABIC), "mixed": sha256(MIXED)}
    folder.write("claims.yaml", ABROAD.format(**pins, **said))


def six_forms(node: Any) -> Any:
    """The English words with the plural forms that Arabic has."""
    if not isinstance(node, dict):
        return node
    if "other" in node:
        forms = ("zero", "two", "few", "many", "other")
        return {"one": node["one"], **dict.fromkeys(forms, node["other"])}
    return {name: six_forms(inner) for name, inner in node.items()}


def arabic_words() -> str:
    words = six_forms(
        yaml.safe_load(
            (ROOT / "generator/factcheck_report/i18n/languages/en.yaml").read_text("utf-8")
        )
    )
    for name, sentence in SENTENCES.items():
        group, _, key = name.partition(".")
        words[group][key] = sentence
    return yaml.safe_dump(words, allow_unicode=True, sort_keys=False)


def built(folder: Folder, serve: Callable[[Path], str]) -> str:
    done = folder.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return serve(folder.path / "site")


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    folder = Folder(tmp_path_factory.mktemp("german") / "report")
    write_german(folder)
    set_language(folder, "de")
    return built(folder, serve)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A report in Arabic, with words of its own."""
    folder = Folder(tmp_path_factory.mktemp("arabic") / "report")
    write_abroad(folder, IN_ARABIC)
    set_language(folder, "ar")
    folder.replace("mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: overrides\n")
    folder.write("overrides/factcheck/languages/ar.yaml", arabic_words())
    return built(folder, serve)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A report in English on documents in Arabic."""
    folder = Folder(tmp_path_factory.mktemp("english") / "report")
    write_abroad(folder, IN_ENGLISH)
    set_language(folder, "en")
    return built(folder, serve)


@pytest.fixture(params=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE if request.param == "phone" else DESKTOP)
    yield context.new_page()
    context.close()


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
          const said = /^(aria-label|title|alt|placeholder|content|data-(?!md-|copy$).+)$/
          for (const element of document.querySelectorAll("*"))
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
        ("", ["von 4 Behauptungen", "Alle 4 Behauptungen", "1. Dezember 2022:", "1.890 Wörtern"]),
        (
            "claims/",
            [
                "4 Behauptungen",
                "1 Quelle dafür, 1 dagegen · 2 Dokumente",
                "2 Quellen dafür, 0 dagegen · 1 Dokument",
                "keine Quelle genannt · 1 Dokument",
            ],
        ),
        (
            "claims/sicher/",
            [
                "Leiter der Stadtverwaltung · 5. November 2022 (Jahr erschlossen)",
                "geändert (1. Dezember 2022). Es lautete „Behauptet, nicht bestätigt“.",
                "1 unabhängige Quelle (2 Dokumente): Stadtverwaltung",
                "1 unabhängige Quelle (1 Dokument): Prüfbüro",
                "Stadtverwaltung zählt einmal, 2-mal zitiert",
                "Prüfbüro zählt einmal",
                "Wörtlich gefunden bis auf die Abstände, Zeile 2 des Dokuments",
                "Zuletzt geprüft: 30. November 2022.",
            ],
        ),
        (
            "claims/gemeldet/",
            [
                "2 unabhängige Quellen (1 Dokument): Prüfbüro und Stadtverwaltung",
                "Wörtlich gefunden, mit Auslassungen, Zeile 4 des Dokuments",
                "Die Dokumente enthalten nichts, was dagegen spricht.",
            ],
        ),
        ("sources/", ["2 Dokumente", "6. November 2022", "in 3 Behauptungen zitiert"]),
        (
            "sources/anzeiger/",
            [
                "48 von 1.890 Wörtern zitiert (3\N{NO-BREAK SPACE}%), 1.842 nie zitiert",
                "10.994 Bytes, 137 Zeilen",
                "Dafür: Zeile 3, Dagegen: Zeile 4",
            ],
        ),
        ("sources/niederschrift/", ["[Nicht gezeigt: Zeile 1]", "Datum im Dokument nicht genannt"]),
        ("claimants/", ["2 Behauptungen", "1 Behauptung", "Bei 1 Behauptung nennen die Dokumente"]),
        ("claimants/pruefbuero/", ["Das Prüfbüro: 2 Behauptungen in diesem Bericht."]),
        ("origins/", ["2 Fundstellen", "1 Fundstelle", "Spricht gegen 1 Behauptung"]),
        ("timeline/", ["August 2022", "5. November 2022 (Jahr erschlossen)"]),
        ("corrections/", ["Berichtigung, 1. Dezember 2022."]),
    ],
)
def test_german_counts_dates_and_numbers(
    browser: Browser, german: str, address: str, said: list[str]
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(german + address)
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
        assert page.locator(".fc-wording-paraphrased blockquote p").first.evaluate(
            "p => getComputedStyle(p, '::before').content"
        ) in ("none", "normal")
    page.close()


def test_no_german_word_is_torn_or_cut_off(page: Page, german: str) -> None:
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
        "band => [getComputedStyle(band).borderInlineStartColor,"
        " getComputedStyle(band).borderInlineStartWidth]"
    )
    assert style == [rgb("positive"), "6px"]
    page.close()


def test_another_language_of_the_theme_is_a_problem(folder: Folder) -> None:
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


def stick_out(page: Page) -> list[str]:
    """What of the report's part of a page stands outside the screen, on either side."""
    found: list[str] = page.evaluate(
        """() => {
          const wide = document.documentElement.scrollWidth - innerWidth
          const out = wide > 0 ? [`the page, by ${wide} px`] : []
          for (const element of document.querySelectorAll(".fc *")) {
            if (element.closest("svg.fc-icons, .fc-unseen, .fc-table-frame > *")) continue
            const box = element.getBoundingClientRect()
            if (box.width && (box.left < -0.5 || box.right > innerWidth + 0.5))
              out.push(`${element.tagName} ${element.className}`)
          }
          return out
        }"""
    )
    return found


def box(locator: Locator) -> Measured:
    measured: Measured = locator.evaluate(
        """element => {
          const {left, right, top, bottom} = element.getBoundingClientRect()
          return {left, right, top, bottom}
        }"""
    )
    return measured


def first_line(locator: Locator) -> Measured:
    """Where the first line of an element's text lies, and the box it lies in.

    `first` is its first letter's middle: right of `last`, its last letter's, where the text is
    written from right to left.
    """
    measured: Measured = locator.evaluate(
        """element => {
          const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
          const letters = []
          while (texts.nextNode()) {
            const text = texts.currentNode
            if (text.parentElement.closest(".fc-line-number, .fc-cite, .fc-number")) continue
            for (const letter of text.data.matchAll(/\\p{L}/gu)) {
              const range = new Range()
              range.setStart(text, letter.index)
              range.setEnd(text, letter.index + 1)
              letters.push(range.getBoundingClientRect())
            }
          }
          const line = letters.filter(box => box.top < letters[0].bottom - 2)
          const style = getComputedStyle(element)
          const around = element.getBoundingClientRect()
          const middle = box => (box.left + box.right) / 2
          return {
            first: middle(line[0]), last: middle(line[line.length - 1]),
            left: Math.min(...line.map(box => box.left)),
            right: Math.max(...line.map(box => box.right)),
            from: around.left + parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth),
            to: around.right - parseFloat(style.paddingRight) - parseFloat(style.borderRightWidth),
          }
        }"""
    )
    return measured


def direction(locator: Locator) -> str:
    computed: str = locator.evaluate("element => getComputedStyle(element).direction")
    return computed


def begins_on_the_right(locator: Locator) -> None:
    line = first_line(locator)
    assert abs(line["right"] - line["to"]) < 3
    assert line["first"] > line["last"]


def begins_on_the_left(locator: Locator) -> None:
    line = first_line(locator)
    assert abs(line["left"] - line["from"]) < 3
    assert line["first"] < line["last"]


def numbers_stand_beside_their_lines(page: Page) -> None:
    """No line number lies on its line's text, and each before its beginning."""
    lines = page.locator(".fc-line")
    assert lines.count() >= 3
    for line in lines.all():
        number, text = box(line.locator(".fc-line-number")), first_line(line)
        if direction(line) == "rtl":
            assert number["left"] > text["right"]
        else:
            assert number["right"] < text["left"]
        around = box(page.locator(".fc-text"))
        assert around["left"] - 0.5 <= number["left"]
        assert number["right"] <= around["right"] + 0.5


def test_a_report_in_arabic_is_laid_out_from_right_to_left(page: Page, arabic: str) -> None:
    watch = Watch(arabic)
    watch.over(page.context)
    for address in PAGES:
        page.goto(arabic + address)
        assert page.locator("html").get_attribute("lang") == "ar"
        assert direction(page.locator("body")) == "rtl"
        assert direction(page.locator(".fc")) == "rtl"
        assert stick_out(page) == [], address
        if page.viewport_size == PHONE:
            found = Axe().run(page, options=AXE)
            assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
    watch.nothing_happened()


def test_edges_and_beginnings_are_on_the_right_in_arabic(page: Page, arabic: str) -> None:
    page.goto(f"{arabic}claims/none-sent/")
    begins_on_the_right(page.locator("h1"))
    begins_on_the_right(page.locator("p.fc-lead"))
    band = page.locator(".fc-verdict")
    widths = band.evaluate(
        "band => [getComputedStyle(band).borderLeftWidth, getComputedStyle(band).borderRightWidth]"
    )
    assert widths == ["0px", "6px"]
    icon, label = box(band.locator("svg")), box(band.locator("strong"))
    assert icon["left"] > label["right"]
    begins_on_the_right(band.locator("strong"))
    for part in (".fc-balance > div", "#quote-1 blockquote"):
        edge = page.locator(part).first
        assert edge.evaluate("part => getComputedStyle(part).borderRightWidth") == "3px"
        assert edge.evaluate("part => parseFloat(getComputedStyle(part).paddingRight)") > 10
    # The names, the role and the date each as a whole, in their order.
    parts = [box(part) for part in page.locator(".fc-byline bdi").all()]
    assert len(parts) == 3
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
        whole, part = box(bar), box(bar.locator("rect"))
        assert part["right"] == pytest.approx(whole["right"], abs=2)
        assert part["left"] > whole["left"] + 10
    page.goto(f"{arabic}sources/sahifa/")
    numbers_stand_beside_their_lines(page)
    strip, passage = box(page.locator(".fc-strip")), box(page.locator(".fc-strip-supports"))
    assert passage["right"] == pytest.approx(strip["right"], abs=1)
    # Addresses and code are written from left to right wherever they stand.
    assert direction(page.get_by_role("link", name="https://example.org/sahifa/")) == "ltr"
    page.goto(f"{arabic}data/")
    assert direction(page.locator("pre").first) == "ltr"


def test_documents_in_arabic_on_pages_in_english(page: Page, english: str) -> None:
    watch = Watch(english)
    watch.over(page.context)
    for address in PAGES:
        page.goto(english + address)
        assert direction(page.locator("body")) == "ltr"
        assert direction(page.locator(".fc")) == "ltr"
        assert stick_out(page) == [], address
    watch.nothing_happened()

    page.goto(f"{english}sources/sahifa/")
    begins_on_the_right(page.locator("h1"))
    assert direction(page.locator(".fc-text")) == "rtl"
    for line in page.locator(".fc-line").all():
        assert direction(line) == "rtl"
    begins_on_the_left(page.locator("h2").first)
    numbers_stand_beside_their_lines(page)
    strip = box(page.locator(".fc-strip"))
    first, later = box(page.locator(".fc-strip-supports")), box(page.locator(".fc-strip-refutes"))
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


@pytest.mark.parametrize("width", [720, 1000])
def test_line_numbers_fit_on_screens_between(browser: Browser, english: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for document in ("sahifa", "both"):
        page.goto(f"{english}sources/{document}/")
        numbers_stand_beside_their_lines(page)
        assert stick_out(page) == []
    page.close()


def test_quotes_have_the_direction_of_their_document(page: Page, english: str) -> None:
    page.goto(f"{english}claims/none-sent/")
    for number, way in ((1, "rtl"), (2, "ltr"), (3, "rtl")):
        quote = page.locator(f"#quote-{number}")
        assert direction(quote.locator("blockquote")) == way
        assert direction(quote.locator("figcaption")) == "ltr"
        edge, padding = quote.locator("blockquote").evaluate(
            """quote => {
              const style = getComputedStyle(quote)
              const side = style.direction === "rtl" ? "Right" : "Left"
              return [style[`border${side}Width`], parseFloat(style[`padding${side}`])]
            }"""
        )
        assert edge == "3px"
        assert padding > 10
    begins_on_the_right(page.locator("#quote-1 blockquote"))
    speaker = page.locator("#quote-1 .fc-speaker")
    assert speaker.inner_text().startswith("وزير الدفاع (2), paraphrased by the document")
    # “(2)” belongs to the name: it stands left of it, and the comma after both.
    name, letters = box(speaker.locator("b")), first_line(speaker)
    assert name["left"] == pytest.approx(letters["from"], abs=1)


def test_arabic_titles_and_names_leave_the_text_around_them_alone(
    browser: Browser, english: str
) -> None:
    """Read from left to right, each part comes after the one before it."""
    page = browser.new_page(viewport=DESKTOP)

    def laid_out(facts: Locator) -> str:
        """The text of one line as it is seen: its letters from left to right."""
        seen: str = facts.evaluate(
            """facts => {
              const texts = document.createTreeWalker(facts, NodeFilter.SHOW_TEXT)
              const letters = []
              while (texts.nextNode()) {
                const text = texts.currentNode
                for (let at = 0; at < text.data.length; at++) {
                  const range = new Range()
                  range.setStart(text, at)
                  range.setEnd(text, at + 1)
                  const box = range.getBoundingClientRect()
                  if (box.width) letters.push([box.left, text.data[at]])
                }
              }
              return letters.sort((a, b) => a[0] - b[0]).map(pair => pair[1]).join("")
            }"""
        )
        return " ".join(seen.split())

    name = ")2( عافدلا ريزو"
    page.goto(f"{english}claims/")
    assert laid_out(page.locator(".fc-row-facts").nth(0)) == (
        f"{name} · 1 origin for, 1 against · 2 documents"
    )
    page.goto(f"{english}claims/none-sent/")
    assert laid_out(page.locator(".fc-byline")) == f"{name}, Minister · 5 November 2022"
    page.goto(f"{english}origins/")
    documents = page.locator("#ministry ~ .fc-links li")
    assert laid_out(documents.nth(0)).endswith("يزولا 1 passage")
    assert laid_out(documents.nth(1)).startswith("An answer in two languages:")
    assert laid_out(documents.nth(1)).endswith(" 1 passage")
    page.goto(f"{english}sources/")
    assert laid_out(page.locator(".fc-row-facts").nth(0)).endswith("· 6 November 2022")
    # In a list, a title begins where everything else does.
    for title in page.locator(".fc-document h2").all():
        assert box(title.locator("a"))["left"] == pytest.approx(box(title)["left"], abs=1)
    page.close()


@pytest.mark.parametrize("language", ["arabic", "english"])
def test_heads_of_tables_lose_the_end_of_a_long_title(
    request: pytest.FixtureRequest, browser: Browser, language: str
) -> None:
    """Not its beginning, in whichever direction it is written."""
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{request.getfixturevalue(language)}matrix/")
    ways = [direction(head) for head in page.locator(".fc-upright").all()]
    assert ways == ["rtl", "ltr"]
    page.close()


# A report in a language for which there are no words


@pytest.fixture(scope="module")
def unspoken(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A report in Arabic without a language file of its own, built."""
    folder = Folder(tmp_path_factory.mktemp("unspoken") / "report")
    write_abroad(folder, IN_ARABIC)
    done = folder.run("factcheck_report", "build")
    assert done.returncode == 0, done.stderr
    assert "note: report: There are no interface texts in the language “ar”" in done.stdout
    return folder


def test_the_check_notes_a_language_without_words(unspoken: Folder) -> None:
    done = unspoken.run("factcheck_report", "check")
    assert done.returncode == 0
    assert "claims.yaml:4:13: note: report: There are no interface texts" in done.stdout


def test_own_texts_keep_their_language_and_words_of_the_interface_say_theirs(
    unspoken: Folder, serve: Callable[[Path], str], browser: Browser
) -> None:
    page = browser.new_page()
    site = serve(unspoken.path / "site")
    page.goto(site + "claims/none-sent/")
    spoken = """element => [
        element.closest("[lang]").lang, getComputedStyle(element).direction
    ]"""
    for selector, expected in (
        ("h1", ["ar", "rtl"]),
        (".fc-lead", ["ar", "rtl"]),
        ("#verdict", ["ar", "rtl"]),
        ("h2#evidence > span", ["en", "ltr"]),
        (".fc-receipt span span", ["en", "ltr"]),
        (".fc-date span", ["en", "ltr"]),
        (".fc-written", ["en", "ltr"]),
        (".md-copyright p", ["en", "ltr"]),
    ):
        assert page.locator(selector).first.evaluate(spoken) == expected, selector
    assert page.locator(".fc-date").first.inner_text() == "5 November 2022"
    # Attributes have no room for a language; nothing is left of what marks it in texts.
    assert page.locator(".fc-verdict").get_attribute("aria-label") == "Verdict"
    page.goto(site + "sources/both/")
    assert page.locator("h1").evaluate(spoken)[0] == "ar"
    page.close()


def test_pages_in_two_languages_are_whole(unspoken: Folder) -> None:
    for file in (unspoken.path / "site").rglob("*.html"):
        text = file.read_text("utf-8")
        assert not re.search("[\ufdd0-\ufdef]", text), file
        assert not re.search(r'="[^"<>]*<span', text), file
        for name in ("span", "div", "bdi", "p"):
            opened = len(re.findall(rf"<{name}[ >]", text))
            assert opened == text.count(f"</{name}>"), (file, name)
        for drawing in re.findall(r"<(?:svg|option|title)\b.*?</(?:svg|option|title)>", text, re.S):
            assert "<span" not in drawing


@pytest.mark.parametrize("theme", ["ar", "en"])
def test_the_theme_may_be_in_either_language(folder: Folder, theme: str) -> None:
    write_abroad(folder, IN_ARABIC)
    set_language(folder, theme)
    assert folder.build().returncode == 0
    page = folder.read("site/claims/none-sent/index.html")
    assert f'<html lang="{theme}"' in page
    assert '<div lang="ar" dir="rtl">' in page


def test_names_cannot_pretend_to_be_markup(folder: Folder) -> None:
    write_abroad(folder, IN_ARABIC)
    text = folder.read("claims.yaml").replace("A spokesman", "<b>A\ufb1d spokes</b>")
    folder.write("claims.yaml", text)
    assert folder.build().returncode == 0
    page = folder.read("site/claims/none-sent/index.html")
    assert "&lt;b&gt;A" in page and "<b>A" not in page and "&amp;lt;" not in page
