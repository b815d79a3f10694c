"""references.bib and references.json, as programs for bibliographies read them."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from pybtex.database import BibliographyData, parse_string

from factcheck_report.exports.citations import cite
from factcheck_report.exports.references import (
    REPORT_KEY,
    document_key,
    references_bib,
    references_json,
)
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Publisher, Report
from factcheck_report.model.dates import PartialDate
from tests.exports.changed_reports import BASE, HOSTILE, with_claims, with_publication
from tests.reports import Folder

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">
  <info><title>All that is stated</title><id>all</id><updated>2022-01-01T00:00:00Z</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout delimiter=". ">
    <names variable="author"/><text variable="title" prefix=" | "/>
    <text variable="container-title" prefix=" | "/><text variable="publisher" prefix=" | "/>
    <text variable="genre" prefix=" | "/>
    <date variable="issued" prefix=" | ">
      <date-part name="year"/><date-part name="month" form="numeric" prefix="-"/>
      <date-part name="day" prefix="-"/>
    </date>
    <text variable="URL" prefix=" | "/>
  </layout></bibliography>
</style>
"""


def bibtex(report: Report, base: str | None = BASE) -> BibliographyData:
    return parse_string(references_bib(report, english_translations(), base), "bibtex")


def csl(report: Report, base: str | None = BASE) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(references_json(report, english_translations(), base))
    return items


def bibliography(items: list[dict[str, Any]]) -> list[str]:
    """Each entry as citeproc writes it."""
    style = CitationStylesStyle(StringIO(STYLE), validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        made.register(Citation([CitationItem(item["id"])]))
    return [str(entry) for entry in made.bibliography()]


def keys(report: Report) -> set[str]:
    documents = {document_key(id) for id in report.documents}
    return {REPORT_KEY} | documents | {claim.id for claim in report.claims}


@pytest.mark.parametrize("base", [BASE, None])
def test_claims_documents_and_the_report_are_in_both_files(
    example_report: Report, base: str | None
) -> None:
    entries = bibtex(example_report, base).entries
    assert set(entries) == keys(example_report)
    items = {item["id"]: item for item in csl(example_report, base)}
    assert set(items) == keys(example_report)
    assert len(bibliography(list(items.values()))) == len(items)
    courier = entries["document:courier"]
    # Whole, as the document has it.
    assert [str(person) for person in courier.persons["author"]] == ["{Joan Ashdown}"]
    assert courier.fields["howpublished"] == "{The Coast Courier}"
    assert courier.fields["url"] == "https://courier.example/ferries"
    assert items["document:minutes"]["issued"] == {"date-parts": [[2025, 3, 11]]}
    assert items["document:bote"]["language"] == "de"
    # What a document does not state is left out.
    assert not {"author", "publisher", "issued"} & items["document:gazette"].keys()
    assert ("url" in entries["every-ferry-inspected"].fields) == (base is not None)


def test_a_claim_is_cited_as_on_its_page(example_report: Report) -> None:
    text = references_bib(example_report, english_translations(), BASE)
    items = csl(example_report)
    for claim in example_report.claims:
        citation = cite(example_report, english_translations(), claim, BASE)
        assert citation.bibtex in text
        [item] = json.loads(citation.csl_json)
        assert item in items


def test_a_bibliography_shows_what_is_stated(folder: Folder) -> None:
    folder.replace(
        "claims.yaml",
        "    title: Drones and denials\n",
        "    title: Drones and denials\n    author: Ann Author\n    publisher: The Gazette\n"
        "    published: 2022-11-05\n    archived: 2022-12-24\n    kind: news article\n"
        "    url: https://gazette.example/1\n",
    )
    report = with_publication(folder.report(), publisher=Publisher("Desk"))
    report = with_claims(report, lambda claim: replace(claim, reviewed=PartialDate(2022, 12)))
    whole, claim, document = bibliography(csl(report))
    assert whole == f"Desk | Who sent what | 2022-12 | {BASE}"
    assert claim == (
        "Desk | Disputed: No drones were sent after the war began. | Who sent what | 2022-12 | "
        f"{BASE}claims/no-drones-sent/"
    )
    assert document == (
        "Ann Author | Drones and denials | The Gazette | news article | 2022-11-5 | "
        "https://gazette.example/1"
    )
    fields = bibtex(report).entries["document:gazette"].fields
    assert (fields["year"], fields["month"], fields["day"]) == ("2022", "November", "5")
    assert fields["urldate"] == "2022-12-24"


@pytest.mark.parametrize(
    "hostile", [*HOSTILE, "}, url = {https://evil.example", "{{{", "}}}", "\\"]
)
def test_no_text_breaks_the_files(folder: Folder, hostile: str) -> None:
    report = with_publication(folder.report(), title=hostile, publisher=Publisher(hostile))
    report = with_claims(report, lambda claim: replace(claim, claim=hostile))
    documents = {
        id: replace(document, source=replace(document.source, title=hostile, author=hostile))
        for id, document in report.documents.items()
    }
    report = replace(report, documents=documents)
    entries = bibtex(report).entries
    assert set(entries) == keys(report)
    assert all("evil" not in entry.fields.get("url", "") for entry in entries.values())
    assert len(bibliography(csl(report))) == 3
