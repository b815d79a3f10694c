"""The files of a built site, read by programs that others wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import duckdb
import feedparser
import pytest
from citeproc.source.json import CiteProcJSON
from frictionless import Package
from pybtex.database import parse_file

from factcheck_report.model import EntryKind, Report
from tests.exports.changed_reports import BASE
from tests.exports.linked_data import graph_of

WEB_ANNOTATION = {
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def test_a_feed_reader_has_an_entry_for_each_claim_and_removal(
    published: Path, example_report: Report
) -> None:
    page, entries = "feed.xml", []
    while page:
        feed: Any = feedparser.parse((published / page).read_bytes())
        assert (feed.bozo, feed.version, feed.feed.language) == (False, "atom10", "en")
        entries += feed.entries
        older = [link.href for link in feed.feed.links if link.rel == "next"]
        page = urljoin(BASE + page, older[0]).removeprefix(BASE) if older else ""
    draft = example_report.draft
    assert {entry.id for entry in entries} == {
        f"{BASE}claims/{id}/" for id in (*draft.claims, *draft.removed)
    }
    assert len(entries) == len(draft.claims) + len(draft.removed)
    titles = {entry.link: entry.title for entry in entries}
    for claim in example_report.claims:
        title = titles[f"{BASE}claims/{claim.id}/"]
        assert title.startswith(f"{draft.verdicts[claim.verdict].label}: ")
        assert claim.claim in title
    for entry in entries:
        file = published / entry.link.removeprefix(BASE) / "index.html"
        assert file.is_file()
        assert entry.updated_parsed is not None and entry.summary


def test_frictionless_finds_the_tables_valid_and_complete(
    published: Path, example_report: Report
) -> None:
    package: Any = Package(str(published / "datapackage.json"))
    checked = package.validate()
    assert checked.valid, checked.flatten(["type", "rowNumber", "fieldName", "note"])
    rows = {name: package.get_resource(name).read_rows() for name in ("claims", "quotes")}
    assert [row["id"] for row in rows["claims"]] == [claim.id for claim in example_report.claims]
    assert len(rows["quotes"]) == len(example_report.evidence)


def test_a_database_joins_the_tables_with_the_data(published: Path, example_report: Report) -> None:
    with duckdb.connect() as database:
        found = database.sql(
            "with data as (select unnest(claims, recursive := false) as claim"
            f" from read_json('{published}/claims.json', maximum_object_size = 100000000))"
            " select data.claim.id, data.claim.verdict, len(data.claim.quotes), count(q.id)"
            f" from data join read_csv('{published}/claims.csv') c on c.id = data.claim.id"
            f" left join read_csv('{published}/quotes.csv') q on q.claim = c.id"
            " where c.verdict = data.claim.verdict group by all"
        ).fetchall()
    assert {row[:2] for row in found} == {
        (claim.id, claim.verdict) for claim in example_report.claims
    }
    counts = {
        claim.id: len(example_report.evidence_of(EntryKind.CLAIM, claim.id))
        for claim in example_report.claims
    }
    assert {id: (stated, rows) for id, _, stated, rows in found} == {
        id: (count, count) for id, count in counts.items()
    }


def test_both_programs_for_references_have_each_claim_and_document(
    published: Path, example_report: Report
) -> None:
    keys = {
        "report:all",
        *example_report.draft.claims,
        *(f"document:{id}" for id in example_report.documents),
    }
    entries = parse_file(str(published / "references.bib"), "bibtex").entries
    assert set(entries) == keys
    items = json.loads((published / "references.json").read_text("utf-8"))
    works = CiteProcJSON(items)
    assert set(works) == {key.lower() for key in keys}
    for claim in example_report.claims:
        assert claim.claim in entries[claim.id].fields["title"].replace("{", "").replace("}", "")
        assert claim.claim in str(works[claim.id].title)


# Reading the example's annotations as a graph takes seconds.
@pytest.mark.long
def test_annotations_are_a_graph_of_words_in_documents(
    published: Path, example_report: Report
) -> None:
    data = json.loads((published / "annotations.json").read_text("utf-8"))
    found = graph_of([data]).query(
        "SELECT ?note ?source ?exact ?start ?entry ?stance {"
        " ?note a oa:Annotation ; oa:motivatedBy oa:linking ; oa:hasTarget ?target ;"
        " oa:hasBody [ oa:hasPurpose oa:linking ; oa:hasSource ?entry ] ."
        " ?target oa:hasSource ?source ; oa:hasSelector [ oa:exact ?exact ], [ oa:start ?start ] ."
        " ?source dc:format 'text/plain' . OPTIONAL {"
        " ?note oa:hasBody [ oa:hasPurpose oa:classifying ; rdf:value ?stance ] } }",
        initNs=WEB_ANNOTATION,
    )
    pieces = {
        (
            f"{BASE}annotations.json#{item.anchor}",
            f"{BASE}sources/{item.quote.source}/source.txt",
            example_report.documents[item.quote.source].text.text[piece.start : piece.end],
            piece.start,
            str(item.quote.stance) if item.kind is EntryKind.CLAIM else None,
        )
        for item in example_report.evidence
        for piece in item.receipt.pieces
    }
    assert {
        (str(note), str(source), str(exact), int(start), stance and str(stance))
        for note, source, exact, start, _, stance in found
    } == pieces
    for _, _, _, _, entry, _ in found:
        page = str(entry).removeprefix(BASE).partition("#")[0]
        assert (published / page / "index.html").is_file()
