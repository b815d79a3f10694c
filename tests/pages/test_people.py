"""Claimants in groups, with their words; a page for each origin."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from factcheck_report.exports.claimreview import claim_review
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import EntryKind, Report
from factcheck_report.site.site import Site
from tests.markup import text_of
from tests.reports import Folder

CLAIMANTS = """\
claimants:
  author: {name: Ada Brandt}
  minister: {name: The minister, role: Minister}
  council: {name: The council, kind: government}
  agency: {name: The agency, kind: news}
  officials: {name: Some officials, kind: anonymous}
  stranger: {name: A stranger}
"""
OTHER = """\
  drones-were-sent:
    claim: Dozens of drones were sent.
    claimants: [author, council, agency, officials, stranger, minister]
    verdict: disputed
    summary: One said so, the other denied it.
    quotes:
      - {text: A spokesman of the other side said that dozens, source: gazette, stance: supports,
         claimant: council, wording: paraphrased, origin: other-side}
      - {text: no drones were sent, source: gazette, stance: refutes, speaker: The minister,
         wording: quoted, origin: ministry}
      - {text: 'The minister said on Saturday that "no drones were sent"', source: gazette,
         stance: context, speaker: The minister, wording: paraphrased, origin: ministry}
      - {text: The minister’s office did not answer., source: gazette, stance: context,
         wording: document}
"""


@pytest.fixture
def people(folder: Folder) -> Folder:
    """A report with claimants of every kind."""
    text = folder.read("claims.yaml")
    old = text[text.index("claimants:\n") : text.index("\nclaims:\n")]
    folder.replace("claims.yaml", old, CLAIMANTS)
    folder.replace(
        "claims.yaml",
        "    title: Drones and denials\n",
        "    title: Drones and denials\n    author: Ada Brandt\n",
    )
    folder.write("claims.yaml", folder.read("claims.yaml") + OTHER)
    return folder


def page(report: Report, address: str) -> str:
    return Site(report, english_translations()).page(address).body


def words(html: str) -> str:
    return " ".join(text_of(html).split())


def test_claimants_are_listed_by_kind_and_authors_last(people: Folder) -> None:
    people.replace("claims.yaml", "role: Minister}", "role: Minister, kind: person}")
    shown = page(people.report(), "claimants/")
    assert re.findall(r'id="group-(\w+)"', shown) == [
        "person",
        "government",
        "news",
        "anonymous",
        "unstated",
        "author",
    ]
    headings = [words(head) for head in re.findall(r"<h2.*?</h2>", shown)]
    assert headings[0] == "People 1"
    assert headings[-1] == "Authors of the documents 1"
    assert "Ada Brandt" in shown.partition('id="group-author"')[2]


def test_a_list_of_one_kind_that_is_not_stated_has_no_heading(folder: Folder) -> None:
    folder.replace("claims.yaml", ", kind: person", "")
    shown = page(folder.report(), "claimants/")
    assert "<h2" not in shown
    assert "The minister" in shown


def test_claims_stand_with_the_words_of_the_claimant(people: Folder) -> None:
    shown = page(people.report(), "claimants/minister/")
    first, second = shown.split('<li class="fc-said-claim')[1:]
    assert "The minister · reported speech · Drones and denials, line 1" in words(first)
    # Direct quotes come before reported speech, whatever their order.
    assert second.count("<blockquote") == 2
    assert second.index('data-open="“"') < second.index("The minister said on Saturday")
    assert "did not answer" not in shown
    assert "A spokesman" not in shown
    quote = people.report().evidence_of(EntryKind.CLAIM, "drones-were-sent")[1]
    assert f'href="../../sources/gazette/#{quote.anchor}"' in second
    # Whom the words count for.
    assert 'counted as <a href="../../origins/ministry/"' in shown


def test_a_quote_may_name_a_claimant_in_place_of_a_speaker(people: Folder) -> None:
    report = people.report()
    assert "The council · reported speech" in words(page(report, "claimants/council/"))
    assert "The council · reported speech" in words(page(report, "claims/drones-were-sent/"))
    people.replace("claims.yaml", "claimant: council,", "claimant: council, speaker: Town hall,")
    report = people.report()
    assert "Town hall · reported speech" in words(page(report, "claimants/council/"))
    assert "Town hall · reported speech" in words(page(report, "claims/drones-were-sent/"))


def test_an_authors_words_are_those_of_the_document(people: Folder) -> None:
    shown = page(people.report(), "claimants/author/")
    assert "The document itself" in words(shown)
    assert "did not answer" in shown
    assert shown.count("<blockquote") == 1


def test_a_claimant_without_words_still_has_the_claims(people: Folder) -> None:
    shown = page(people.report(), "claimants/stranger/")
    assert "Dozens of drones were sent." in shown
    assert "<blockquote" not in shown
    assert "Quotes</p>" not in shown


def test_an_unknown_claimant_of_a_quote_is_named(people: Folder) -> None:
    people.replace("claims.yaml", "claimant: council,", "claimant: concil,")
    done = people.factcheck("check")
    assert "“claimant” names “concil”" in done.stdout
    assert "Did you mean “council”?" in done.stdout


def test_many_quotes_of_a_claim_are_left_to_its_page(people: Folder) -> None:
    more = "".join(
        f"      - {{text: {text}, source: gazette, stance: context, speaker: The minister, "
        "wording: document, claimant: minister}\n"
        for text in ("on Saturday that", "after the war began", "did not answer.")
    )
    people.write("claims.yaml", people.read("claims.yaml") + more)
    shown = page(people.report(), "claimants/minister/")
    second = shown.split('<li class="fc-said-claim')[2]
    assert second.count("<blockquote") == 3
    assert re.search(
        r'<a href="\.\./\.\./claims/drones-were-sent/#quote-[a-z0-9-]+">2 more quotes</a>', second
    )


def test_programs_get_kinds_and_claimants(people: Folder) -> None:
    done = people.build()
    assert done.returncode == 0, done.stderr
    data = json.loads(people.read("site/claims.json"))
    kinds = {item["id"]: item["kind"] for item in data["claimants"]}
    assert kinds["council"] == "government"
    assert kinds["stranger"] is None
    quotes = data["claims"][1]["quotes"]
    assert [quote["claimant"] for quote in quotes] == ["council", None, None, None]
    report = people.report()
    base = "https://example.org/"
    reviewed: Any = claim_review(report, report.draft.claims["drones-were-sent"], base)
    authors = reviewed["itemReviewed"]["author"]
    # Of the others the report does not say whether they are persons.
    assert [author["@type"] for author in authors] == ["Organization", "Organization"]
    assert "A stranger" in reviewed["itemReviewed"]["creditText"]


def test_the_list_of_origins_has_one_line_each(people: Folder) -> None:
    shown = page(people.report(), "origins/")
    rows = dict(re.findall(r'<li id="([^"]+)">(.*?)</li>', shown, re.S))
    assert list(rows) == ["ministry", "other-side", "no-origin"]
    assert words(rows["ministry"]) == (
        "The ministry 3 passages in 1 document · 1 claim supported, 1 contradicted"
    )
    assert 'href="ministry/"' in rows["ministry"]
    assert words(rows["no-origin"]) == "The documents themselves 1 passage in 1 document"


def test_an_origin_has_claims_for_and_against_with_its_words(people: Folder) -> None:
    people.write(
        "claims.yaml",
        people.read("claims.yaml")
        + """
disagreements:
  - about: Whether any were sent
    compatible: "no"
    note: Not both can be true.
    quotes:
      - {text: no drones were sent, source: gazette, speaker: A, wording: quoted, origin: ministry}
      - {text: dozens of drones, source: gazette, speaker: B, wording: paraphrased,
         origin: other-side}
""",
    )
    shown = page(people.report(), "origins/ministry/")
    assert "Origin: a government The ministry" in words(shown)
    assert 'href="../../disagreements/whether-any-were-sent/"' in shown
    supports = shown.partition('id="supports"')[2].partition("</section>")[0]
    assert "Supports 1 claim" in words(supports)
    assert "No drones were sent after the war began." in supports
    assert "Disputed" in supports
    assert "The minister · reported speech · Drones and denials, line 1" in words(supports)
    refutes = shown.partition('id="refutes"')[2].partition("</section>")[0]
    assert "Dozens of drones were sent." in refutes
    assert 'data-open="“"' in refutes
    documents = shown.partition('id="documents"')[2]
    assert "Drones and denials 3 passages" in words(documents)


def test_claims_lead_to_the_page_of_an_origin(people: Folder) -> None:
    shown = page(people.report(), "claims/drones-were-sent/")
    assert 'href="../../origins/ministry/"' in shown


def test_an_origin_that_no_claim_quotes_says_so(people: Folder) -> None:
    people.replace(
        "claims.yaml", "\nverdicts:\n", "  nobody: {name: Nobody, kind: person}\n\nverdicts:\n"
    )
    shown = words(page(people.report(), "origins/nobody/"))
    assert "No claim quotes it." in shown
