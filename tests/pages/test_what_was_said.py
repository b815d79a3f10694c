"""Claims about what was said: documents count, and what was said is not judged."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from factcheck_report.exports.claimreview import claim_review
from factcheck_report.exports.claims_csv import claims_csv
from factcheck_report.exports.claims_json import claims_json
from factcheck_report.i18n.catalog import english_translations, find_translations
from factcheck_report.model import Position, Report
from factcheck_report.search.records import claim_records
from factcheck_report.site.site import Site
from tests.browsing import assert_accessible_and_narrow
from tests.markup import text_of
from tests.reports import Folder, sha256
from tests.search.indexing import by_facet

MINUTES = "The minister told the council that no drones had been sent.\n"
SOURCES = f"""\
  minutes:
    file: seeds/minutes.txt
    sha256: {sha256(MINUTES)}
    title: The minutes

origins:
"""
VERDICT = """\
  reported:
    kind: statement
    label: Correctly attributed
    means: The documents report that it was said.
    tone: neutral
    needs: {supporting_documents: 1}
    allows: {refuting_documents: 0}
  said-or-not:
    kind: statement
    label: Attribution disputed
    means: A document says that it was not said.
    tone: neutral
    needs: {refuting_documents: 1}

claimants:
"""
QUOTED = """\
      - text: no drones were sent
        source: gazette
        stance: supports
        speaker: The minister
        wording: quoted
        origin: ministry
"""
PARAPHRASED = """\
      - text: The minister told the council that no drones had been sent.
        source: minutes
        stance: supports
        speaker: The minister
        wording: paraphrased
        origin: ministry
"""
CLAIM = f"""\
  minister-denied:
    claim: The minister said that no drones were sent.
    kind: statement
    claimants: [minister]
    verdict: reported
    summary: Two documents report it.
    quotes:
{QUOTED}{PARAPHRASED}"""


@pytest.fixture
def said(folder: Folder) -> Folder:
    """A report with a claim about what happened and one about what was said."""
    folder.write("seeds/minutes.txt", MINUTES)
    folder.replace("claims.yaml", "\norigins:\n", SOURCES)
    folder.replace("claims.yaml", "\nclaimants:\n", VERDICT)
    folder.write("claims.yaml", folder.read("claims.yaml") + CLAIM)
    return folder


def page(report: Report, address: str, language: str = "en") -> str:
    found = find_translations(language, Position("claims.yaml", 1))
    return Site(report, found.translations).page(address).body


def evidence(report: Report) -> str:
    """How many documents report it, and their passages."""
    shown = page(report, "claims/minister-denied/").partition('class="fc-balance"')[2]
    return shown.partition('class="fc-cite-this"')[0]


def test_its_page_says_who_reports_it_and_judges_nothing(said: Folder) -> None:
    report = said.report()
    shown = text_of(page(report, "claims/minister-denied/"))
    assert "Claim about what was said" in shown
    assert "This verdict does not say whether the statement is true." in shown
    about = text_of(evidence(report))
    assert "2 documents report it: 1 as a direct quote, the rest in reported speech." in about
    assert "No document denies that it was said." in about
    for misleading in ("independent", "counts once", "No named origin", "not counted"):
        assert misleading not in shown
    assert "does not say whether" not in text_of(page(report, "claims/no-drones-sent/"))


@pytest.mark.parametrize(
    ("left_out", "shown"),
    [
        (PARAPHRASED, "1 document reports it, as a direct quote."),
        (QUOTED, "1 document reports it, in reported speech."),
    ],
)
def test_its_page_tells_direct_quotes_from_reported_speech(
    said: Folder, left_out: str, shown: str
) -> None:
    said.replace("claims.yaml", left_out, "")
    assert shown in text_of(evidence(said.report()))


def test_two_quotes_of_one_document_count_as_one(said: Folder) -> None:
    again = "      - text: The minister said on Saturday\n" + PARAPHRASED.partition("\n")[2]
    said.replace("claims.yaml", PARAPHRASED, again.replace("minutes", "gazette"))
    report = said.report()
    assert "1 document reports it" in text_of(evidence(report))
    assert "reported by 1 document" in text_of(page(report, "claims/"))


def test_lists_cards_matrix_and_search_count_documents(said: Folder) -> None:
    report = said.report()
    for address in ("claims/", "claimants/minister/", "matrix/"):
        row = page(report, address).partition("The minister said that no")[2].partition("</t")[0]
        row = row.partition("</li>")[0]
        assert "reported by 2 documents" in text_of(row), address
        assert "origin" not in text_of(row), address
    [record] = [
        record
        for record in claim_records(report, english_translations())
        if record.id == "minister-denied"
    ]
    assert record.facts == "\u2068The minister\u2069 · reported by 2 documents"
    assert record.origins == 0
    ministry = text_of(page(report, "origins/ministry/"))
    assert "What it said: 1 claim" in ministry
    assert "Supports 1 claim" in ministry


def test_the_card_counts_documents(said: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: dict[str, tuple[str, str]] = {}

    def paint(
        self: object, claim: str, verdict: object, byline: str, facts: str, *rest: object
    ) -> None:
        painted[claim] = byline, facts

    monkeypatch.setattr("factcheck_report.cards.CardPainter.paint", paint)
    list(Site(said.report(), english_translations(), card_fonts=[]).pages())
    assert painted["The minister said that no drones were sent."] == (
        "Claimed by The minister",
        "reported by 2 documents",
    )


def test_readers_filter_by_kind(said: Folder) -> None:
    report = said.report()
    assert 'id="narrow-kind"' in page(report, "claims/")
    assert [(option.label, option.claims) for option in by_facet(report)["kind"].options] == [
        ("What happened", 1),
        ("What was said", 1),
    ]


def test_the_page_of_the_verdicts_shows_the_kinds_apart(said: Folder) -> None:
    shown = page(said.report(), "verdicts/")
    happened, _, was_said = shown.partition('id="kind-statement"')
    assert "What happened" in text_of(happened)
    assert "Disputed" in text_of(happened)
    assert "Correctly attributed" not in text_of(happened)
    assert "Correctly attributed" in text_of(was_said)
    assert "those that report the statement, and those that deny that it was made" in text_of(
        was_said
    )
    assert "independent origins" not in text_of(was_said)
    # Columns: 0 and 1 or more documents against; rows: 0 and 1 or more for it.
    table = was_said.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [
        [text_of(cell) for cell in re.findall("<td>(.*?)</td>", row)]
        for row in re.findall("<tr>(.*?)</tr>", table, re.S)
    ]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["no verdict", "Attribution disputed"],
        ["Correctly attributed", "Attribution disputed"],
    ]


def test_the_home_page_counts_the_kinds_apart(said: Folder) -> None:
    found = page(said.report(), "").partition('id="verdicts"')[2].partition("</section>")[0]
    happened, _, was_said = found.partition("What was said</p>")
    assert "What happened" in happened
    assert ("Disputed" in happened, "Disputed" in was_said) == (True, False)
    assert ("Correctly" in happened, "Correctly" in was_said) == (False, True)


def test_a_report_without_statements_speaks_of_none(folder: Folder) -> None:
    report = folder.report()
    for address in ("verdicts/", "", "claims/"):
        assert "What was said" not in text_of(page(report, address))
    assert 'id="narrow-kind"' not in page(report, "claims/")


def test_data_has_the_kind_and_no_rating(said: Folder) -> None:
    report = said.report()
    data = json.loads(claims_json(report, None))
    assert [claim["kind"] for claim in data["claims"]] == ["event", "statement"]
    assert data["claims"][1]["documents"] == {"supports": ["gazette", "minutes"], "refutes": []}
    assert {verdict["id"]: verdict["kind"] for verdict in data["verdicts"]} == {
        "disputed": "event",
        "reported": "statement",
        "said-or-not": "statement",
    }
    assert data["verdicts"][1]["needs"]["supporting_documents"] == 1
    rows = list(csv.DictReader(io.StringIO(claims_csv(report, None))))
    assert rows[1]["kind"] == "statement"
    assert (rows[1]["supporting documents"], rows[1]["supporting origins"]) == ("2", "")
    assert rows[0]["supporting origins"] == "1"


def test_claim_review_has_no_rating_of_it(said: Folder) -> None:
    said.replace("claims.yaml", "  summary: One", "  scale: {worst: 1, best: 5}\n  summary: One")
    report = said.report()
    review = claim_review(report, report.draft.claims["minister-denied"], None)
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Correctly attributed",
        "ratingExplanation": "Two documents report it.",
    }


def test_it_is_shown_in_german(said: Folder) -> None:
    shown = text_of(page(said.report(), "claims/minister-denied/", "de"))
    assert "2 Dokumente berichten es: 1 als wörtliches Zitat" in shown


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "    kind: statement\n    claimants",
            "    claimants",
            "The claim is about what happened (kind: event), but the verdict “Correctly "
            "attributed” is for claims about what was said.",
        ),
        (
            "    verdict: reported\n",
            "    verdict: disputed\n",
            "but the verdict “Disputed” is for claims about what happened.",
        ),
        (
            "    verdict: reported\n",
            "    verdict: said-or-not\n",
            "The claim has 2 documents for it (gazette, minutes) and none against it. The verdict "
            "“Attribution disputed” needs at least 1 against it.",
        ),
        (
            "    tone: neutral\n    needs: {supporting_documents: 1}\n",
            "    tone: positive\n    needs: {supporting_documents: 1}\n",
            "but its tone is positive",
        ),
        (
            "    tone: neutral\n    needs: {supporting_documents: 1}\n",
            "    tone: neutral\n    rating: 5\n    needs: {supporting_documents: 1}\n",
            "but it has a rating",
        ),
        (
            "    tone: neutral\n    needs: {supporting_documents: 1}\n",
            '    tone: neutral\n    color: "#0A6650"\n    needs: {supporting_documents: 1}\n',
            "it has the colour of a verdict that says that a claim is true",
        ),
        (
            "    needs: {supporting_documents: 1}\n",
            "    needs: {supporting_origins: 1}\n",
            "but it counts origins",
        ),
    ],
)
def test_check_tells_what_does_not_fit(said: Folder, old: str, new: str, what: str) -> None:
    said.replace("claims.yaml", old, new)
    done = said.factcheck("check")
    assert done.returncode == 1
    assert what in done.stdout + done.stderr


def test_a_new_claim_has_the_kind_of_its_verdict(said: Folder) -> None:
    done = said.factcheck("new", "The minister promised a report.", "--verdict", "reported")
    assert done.returncode == 0, done.stderr
    entry = said.read("claims.yaml").partition('claim: "The minister promised a report."')[2]
    entry = entry or said.read("claims.yaml").partition("The minister promised a report.")[2]
    assert "    kind: statement\n" in entry.partition("verdict: reported")[0]


def test_a_verdict_on_what_happened_may_count_documents(said: Folder) -> None:
    old = "    needs: {supporting_origins: 1, refuting_origins: 1}\n"
    said.replace("claims.yaml", old, "    needs: {supporting_documents: 2}\n")
    done = said.factcheck("check")
    assert "The claim has 1 document for it (gazette) and 1 against it (gazette)." in (
        done.stdout + done.stderr
    )
    said.replace("claims.yaml", "{supporting_documents: 2}", "{supporting_documents: 1}")
    assert "Documents for it" in text_of(page(said.report(), "verdicts/"))


_MORE = """\
timeline:
  - after: 2022-06
    event: The office did not answer.
    quotes:
      - {text: The minister’s office did not answer., source: gazette, wording: document}
  - before: 2022-03-05
    event: The office had not answered.
    quotes:
      - {text: The minister’s office did not answer., source: gazette, wording: document}
disagreements:
  - about: How many were sent
    compatible: partly
    note: They speak of different months.
    quotes:
      - {text: The minister said on Saturday, source: gazette, wording: document}
      - {text: The minister told the council, source: minutes, wording: document}
"""


@pytest.mark.parametrize(
    ("width", "step"),
    [
        (320, 2),
        pytest.param(320, 1, marks=pytest.mark.long),
        pytest.param(1200, 1, marks=pytest.mark.long),
    ],
)
def test_the_pages_are_accessible(
    said: Folder, browser: Browser, serve: Callable[[Path], str], width: int, step: int
) -> None:
    said.write("claims.yaml", said.read("claims.yaml") + _MORE)
    done = said.build()
    assert done.returncode == 0, done.stderr
    pages = ["claims/minister-denied/", "verdicts/", "matrix/", "timeline/", "disagreements/", ""]
    home = serve(said.path / "site")
    context = browser.new_context(viewport={"width": width, "height": 800})
    try:
        assert_accessible_and_narrow(context.new_page(), home, pages[::step])
    finally:
        context.close()
