"""Claims without evidence, passages that state a claim, where a claim was made, long summaries."""

from __future__ import annotations

import json
import re

import pytest

from factcheck_report.exports.annotations import web_annotations
from factcheck_report.exports.claimreview import claim_review
from factcheck_report.exports.claims_csv import claims_csv
from factcheck_report.exports.claims_json import claims_json
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report, Stance
from factcheck_report.pages.summaries import shortened
from factcheck_report.search.records import claim_records
from factcheck_report.site.site import Site
from tests.markup import text_of
from tests.reports import Folder, sha256

VERDICT = """\
  unknown:
    label: Not enough information
    means: The documents say nothing about it.
    tone: neutral
    evidence: none

claimants:
"""
CLAIM = """\
  office-closed:
    claim: The office is closed in summer.
    claimants: [minister]
    verdict: unknown
    summary: The document only repeats the claim.
    made:
      - {where: Talk on Radio North, url: "https://radio.example/talk", date: 2022-11-06}
      - {where: Speech at the harbour, date: 2022-11-02}
"""
STATES = """\
    quotes:
      - text: The minister’s office did not answer.
        source: gazette
        stance: states
        speaker: The minister
        wording: paraphrased
        origin: ministry
"""


@pytest.fixture
def data(folder: Folder) -> Folder:
    """A report in which nothing was found on one claim; a passage states it."""
    folder.replace("claims.yaml", "\nclaimants:\n", VERDICT)
    folder.write("claims.yaml", folder.read("claims.yaml") + CLAIM + STATES)
    return folder


def page(report: Report, address: str) -> str:
    return Site(report, english_translations()).page(address).body


def test_a_claim_without_evidence_needs_no_quotes_and_its_page_says_so(data: Folder) -> None:
    for quotes in (STATES, ""):
        data.write("claims.yaml", data.read("claims.yaml").replace(STATES, quotes))
        shown = page(data.report(), "claims/office-closed/")
        answer = shown.partition('id="verdict"')[2].partition('id="cite"')[0]
        assert "We found no evidence for or against this claim in the documents." in answer
        assert 'id="evidence"' not in shown
        assert "independent origin" not in shown
        assert not re.search(r'id="(supports|refutes)"', shown)
        assert "0 document" not in shown
        assert ("did not answer" in shown) == bool(quotes)


def test_lists_search_cards_and_data_say_that_nothing_was_found(data: Folder) -> None:
    report = data.report()
    found = "no evidence found in the documents"
    row = page(report, "claims/").partition("The office is closed")[2].partition("</li>")[0]
    assert f"The minister · {found}" in text_of(row)
    row = page(report, "claimants/minister/").partition("The office is closed")[2]
    assert f"2 November 2022 · {found}" in text_of(row.partition("</li>")[0])
    [record] = [
        item for item in claim_records(report, english_translations()) if "closed" in item.id
    ]
    assert record.facts.endswith(f" · 2 November 2022 · {found}")
    assert "Talk on Radio North" in record.texts["en"]
    exported = json.loads(claims_json(report, None))
    assert exported["verdicts"][1]["evidence"] == exported["claims"][1]["evidence"] == "none"
    assert exported["claims"][1]["origins"] == {"supports": [], "refutes": []}
    assert ",none," in claims_csv(report, None).splitlines()[2]


def test_the_card_says_that_nothing_was_found(
    data: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = []
    monkeypatch.setattr(
        "factcheck_report.cards.CardPainter.paint",
        lambda _, claim, verdict, byline, facts, right_to_left: painted.append((claim, facts)),
    )
    list(Site(data.report(), english_translations(), card_fonts=[]).pages())
    assert dict(painted)["The office is closed in summer."] == "no evidence found in the documents"


@pytest.mark.parametrize("stance", ["supports", "refutes"])
def test_evidence_contradicts_a_verdict_without_evidence(data: Folder, stance: str) -> None:
    data.replace("claims.yaml", "stance: states", f"stance: {stance}")
    done = data.factcheck("check")
    assert done.returncode == 1
    told = done.stdout + done.stderr
    assert f"This quote {stance} the claim, but the verdict “Not enough information” says" in told
    assert "claim office-closed, quote 1" in told
    assert "[no-evidence]" in told
    assert "verdict-thresholds" not in told


@pytest.mark.parametrize(
    ("quotes", "what"),
    [("", "The claim has no quotes."), (STATES, "The claim has only quotes that state it.")],
)
def test_every_other_claim_needs_quotes(data: Folder, quotes: str, what: str) -> None:
    data.replace("claims.yaml", "    needs: {supporting_origins: 1, refuting_origins: 1}\n", "")
    data.replace("claims.yaml", "    verdict: unknown\n", "    verdict: disputed\n")
    data.replace("claims.yaml", STATES, quotes)
    done = data.factcheck("check")
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert what in told
    assert "write “verdict: unknown” (Not enough information)" in told


def test_a_passage_that_states_a_claim_counts_nowhere(data: Folder) -> None:
    report = data.report()
    claim = report.draft.claims["office-closed"]
    assert claim.origins(Stance.SUPPORTS) == claim.origins(Stance.REFUTES) == ()
    shown = page(report, "claims/office-closed/")
    made = shown.partition('id="made">Where the claim was made</h2>')[2].partition("</section>")[0]
    assert "did not answer" in made
    assert "The minister · reported speech" in text_of(made)
    source = page(report, "sources/gazette/")
    assert '<mark class="fc-mark fc-states"' in source.partition('id="text"')[2]
    legend = source.partition('class="fc-counts"')[2].partition("</p>")[0]
    assert '<mark class="fc-mark fc-states">1 making a claim</mark>' in legend
    assert 'data-label="Claim made"' in source.partition('id="text"')[2]
    assert 'class="fc-strip-states"' in source
    matrix = page(report, "matrix/")
    assert 'aria-label="Claim made, 1 passage in “Drones and denials”"' in matrix
    assert "the claim is made here" in matrix
    ministry = text_of(page(report, "origins/ministry/"))
    assert "Supports 1 claim" in ministry
    assert "Makes 1 claim" in ministry
    items = json.loads(web_annotations(report, None))["first"]["items"]
    assert [item["body"][1]["value"] for item in items] == ["supports", "refutes", "states"]


def test_a_document_that_only_states_a_claim_is_not_counted(data: Folder) -> None:
    text = "The office is closed in summer, the minister wrote.\n"
    data.write("seeds/leaflet.txt", text)
    entry = f"  leaflet: {{file: seeds/leaflet.txt, title: Leaflet, sha256: {sha256(text)}}}\n"
    data.replace("claims.yaml", "\norigins:\n", f"{entry}\norigins:\n")
    data.replace("claims.yaml", "    needs: {supporting_origins: 1, refuting_origins: 1}\n", "")
    states = STATES.replace("gazette", "leaflet").replace(
        "The minister’s office did not answer.", "The office is closed in summer"
    )
    supports = STATES.replace("states", "supports").removeprefix("    quotes:\n")
    data.replace("claims.yaml", STATES, states + supports)
    data.replace("claims.yaml", "    verdict: unknown\n", "    verdict: disputed\n")
    row = page(data.report(), "claims/").partition("The office is closed")[2].partition("</li>")[0]
    assert "1 origin for, 0 against · 1 document" in text_of(row)


def test_only_marks_that_a_document_has_are_explained(folder: Folder) -> None:
    source = page(folder.report(), "sources/gazette/")
    assert "a claim is made" not in source
    assert "fc-context" not in source
    assert "the claim is made here" not in page(folder.report(), "matrix/")


def test_where_a_claim_was_made_is_shown_and_dates_it(data: Folder) -> None:
    shown = page(data.report(), "claims/office-closed/")
    made = shown.partition('<ul class="fc-made">')[2].partition("</ul>")[0]
    first, second = (text_of(item).strip() for item in made.split("</li>")[:2])
    assert first.startswith("6 November 2022 · Talk on Radio North")
    assert second == "2 November 2022 · Speech at the harbour"
    assert '<a href="https://radio.example/talk">' in made
    assert "2 November 2022" in text_of(
        shown.partition('class="fc-byline"')[2].partition("</p>")[0]
    )
    data.replace("claims.yaml", "    made:\n", "    stated: 2022-11\n    made:\n")
    assert '<bdi class="fc-date">November 2022</bdi>' in page(
        data.report(), "claims/office-closed/"
    )


@pytest.mark.parametrize(
    ("stated", "contradicts"),
    [("2022-11-02", False), ("2022-11", False), ("2022-11-04", True), ("2022-10", True)],
)
def test_contradicting_dates_are_told(data: Folder, stated: str, contradicts: bool) -> None:
    data.replace("claims.yaml", "    made:\n", f"    stated: {stated}\n    made:\n")
    done = data.factcheck("check")
    assert ("[stated-and-made]" in done.stdout + done.stderr) == contradicts


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("{date: 2022-11-02}", "“url” or “where” is missing."),
        ("{url: 'javascript:alert(1)'}", "“url” is not an address that readers can safely follow."),
        ("{where: Talk, date: 2022?-11}", "is marked as inferred, but no reason is given."),
        ("{where: Talk, date: 9999-01-01}", "The date 9999-01-01 is in the future."),
        ("{place: Talk, url: 'https://a.example/'}", "“place” is not a field"),
    ],
)
def test_each_appearance_is_checked(data: Folder, item: str, told: str) -> None:
    data.replace("claims.yaml", "{where: Speech at the harbour, date: 2022-11-02}", item)
    done = data.factcheck("check")
    assert told in done.stdout + done.stderr
    assert "claim office-closed, appearance 2" in done.stdout + done.stderr


def test_claim_review_has_the_appearances(data: Folder) -> None:
    report = data.report()
    review = claim_review(report, report.draft.claims["office-closed"], None)
    item = review["itemReviewed"]
    assert isinstance(item, dict)
    talk = {
        "@type": "CreativeWork",
        "name": "Talk on Radio North",
        "url": "https://radio.example/talk",
        "datePublished": "2022-11-06",
    }
    speech = {
        "@type": "CreativeWork",
        "name": "Speech at the harbour",
        "datePublished": "2022-11-02",
    }
    gazette = {"@type": "CreativeWork", "name": "Drones and denials"}
    assert item["appearance"] == [talk, speech, gazette]
    assert item["datePublished"] == "2022-11-02"
    # The date of the document is unknown: it may be the first.
    assert "firstAppearance" not in item
    data.replace(
        "claims.yaml", "    title: Drones and", "    published: 2022-11-07\n    title: Drones and"
    )
    report = data.report()
    item = claim_review(report, report.draft.claims["office-closed"], None)["itemReviewed"]
    assert isinstance(item, dict)
    assert item["firstAppearance"] == speech
    data.replace("claims.yaml", "harbour, date: 2022-11-02}", "harbour, date: 2022-11}")
    report = data.report()
    item = claim_review(report, report.draft.claims["office-closed"], None)["itemReviewed"]
    assert isinstance(item, dict)
    assert "firstAppearance" not in item


def test_one_rating_is_no_scale(folder: Folder) -> None:
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    rating: 3\n")
    report = folder.report()
    rating = claim_review(report, report.claims[0], None)["reviewRating"]
    assert isinstance(rating, dict)
    assert rating.keys() == {"@type", "alternateName", "ratingExplanation"}


LONG = "The first sentence says what was found in 2022. " + "It goes on with details. " * 40


def test_a_long_summary_is_whole_on_its_page_and_shortened_in_lists(folder: Folder) -> None:
    summary = f"    summary: |\n      {LONG}\n\n      A second paragraph.\n"
    old = "    summary: The minister said so; the other side denied it.\n"
    folder.replace("claims.yaml", old, summary)
    site = Site(folder.report(), english_translations())
    claim = site.page("claims/no-drones-sent/")
    first, second = re.findall(r'<p class="fc-lead">(.*?)</p>', claim.body, re.S)
    assert first.split() == LONG.split()
    assert second == "A second paragraph."
    description = claim.page.description
    assert description.startswith(
        "Disputed. The first sentence says what was found in 2022. It goes"
    )
    assert description.endswith("details.\N{NO-BREAK SPACE}…")
    assert len(description) <= 320
    home = text_of(site.page("").body)
    assert "details.\N{NO-BREAK SPACE}…" in home
    assert "second paragraph" not in home


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("Short.", 10, "Short."),
        ("Two\nlines.", 10, "Two lines."),
        ("One. Two. Three four five.", 12, "One. Two.\N{NO-BREAK SPACE}…"),
        ("Mr. Smith went away. He left.", 24, "Mr. Smith went away.\N{NO-BREAK SPACE}…"),
        ("One long sentence without an end", 12, "One long…"),
        ("Unbroken" * 9, 10, "UnbrokenU…"),
    ],
)
def test_texts_are_shortened_after_a_sentence(text: str, longest: int, short: str) -> None:
    assert shortened(text, longest) == short
    assert len(short) <= longest
