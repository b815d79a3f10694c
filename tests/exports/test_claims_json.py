"""claims.json: the whole report, and nothing that is not published."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from factcheck_report.exports.annotations import web_annotations
from factcheck_report.exports.claims_json import FORMAT, claims_json
from factcheck_report.exports.files import exported_files
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from tests.exports.changed_reports import BASE, in_excerpts
from tests.reports import EXAMPLE, Folder


def all_quotes(data: dict[str, Any]) -> list[dict[str, Any]]:
    entries = data["claims"] + data["timeline"] + data["disagreements"]
    return [quote for entry in entries for quote in entry["quotes"]]


# claims.json


def test_every_quote_stands_in_claims_json_with_the_words_of_its_file(
    example_report: Report,
) -> None:
    data = json.loads(claims_json(example_report, BASE))

    assert data["format"] == FORMAT == "factcheck-report/1"
    quotes = all_quotes(data)
    assert len(quotes) == len(example_report.evidence)
    sources = {source["id"]: source for source in data["sources"]}
    for quote in quotes:
        source = sources[quote["source"]]
        raw = (EXAMPLE / source["file"]).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == source["sha256"] == quote["receipt"]["sha256"]
        text = raw.decode()
        pieces = quote["receipt"]["pieces"]
        assert [text[start:end] for start, end in pieces] == quote["words"]
        if quote["receipt"]["match"] == "exact":
            assert quote["words"] == [quote["text"]]
            assert quote["receipt"]["differences"] == []
        first, last = quote["receipt"]["lines"]
        assert first == text.count("\n", 0, pieces[0][0]) + 1
        assert last == text.count("\n", 0, pieces[-1][1]) + 1


def test_claims_json_tells_the_whole_report(example_report: Report) -> None:
    data = json.loads(claims_json(example_report, BASE))

    assert [claim["id"] for claim in data["claims"]] == [
        claim.id for claim in example_report.claims
    ]
    verdicts = {verdict["id"]: verdict for verdict in data["verdicts"]}
    origins = {origin["id"] for origin in data["origins"]}
    claimants = {claimant["id"] for claimant in data["claimants"]}
    for claim in data["claims"]:
        for stance in ("supports", "refutes"):
            named = {q["origin"] for q in claim["quotes"] if q["stance"] == stance} - {None}
            assert set(claim["origins"][stance]) == named <= origins
            assert len(claim["origins"][stance]) == len(named)
        needs = verdicts[claim["verdict"]]["needs"]["supporting_origins"]
        assert needs is None or len(claim["origins"]["supports"]) >= needs
        assert {claimant["id"] for claimant in claim["claimants"]} <= claimants
    stated = {claim.id: str(claim.stated) for claim in example_report.claims if claim.stated}
    assert stated
    assert {c["id"]: c["stated"] for c in data["claims"] if c["stated"]} == stated
    assert all(quote["stance"] is None for event in data["timeline"] for quote in event["quotes"])
    # What a document does not state of itself is said not to be stated.
    assert data["sources"][0]["publisher"] is None


def test_links_of_claims_json_lead_to_what_is_on_the_pages(folder: Folder) -> None:
    data = json.loads(claims_json(folder.report(), BASE))

    [claim] = data["claims"]
    quote = claim["quotes"][1]
    assert claim["address"] == f"{BASE}claims/no-drones-sent/"
    assert quote["id"] == "quote-a-spokesman-of-the-other-side-163cc799"
    assert quote["address"] == f"{BASE}claims/no-drones-sent/#{quote['id']}"
    assert quote["passage"].startswith(f"{BASE}sources/gazette/#{quote['id']}-")
    assert data["sources"][0]["raw"] == f"{BASE}sources/gazette/source.txt"
    assert claim["claimants"] == [{"id": "minister", "name": "The minister", "role": "Minister"}]
    assert data["verdicts"][0]["needs"] == {
        "supporting_origins": 1,
        "refuting_origins": 1,
        "supporting_documents": None,
        "refuting_documents": None,
    }
    assert set(data["verdicts"][0]["allows"].values()) == {None}


# Excerpts


def test_only_quoted_words_of_an_excerpted_document_are_published(folder: Folder) -> None:
    folder.write_source(
        "🛩 Secretone began. Then somebody said that drones were sent in summer secrettwo. "
        "Secretthree. Drones were sent in summer secretfour, secretfive and dozens of them arrived "
        "before secretsix.\n"
    )
    text = folder.read("claims.yaml")
    text = text[: text.index("    quotes:\n")] + (
        "    quotes:\n"
        "      - {text: Drones were sent in summer, source: gazette, stance: supports,\n"
        "         wording: document, origin: ministry, suffix: ' secretfour'}\n"
        "      - {text: 'Then somebody said […] dozens of them arrived before', source: gazette,\n"
        "         stance: refutes, wording: document, origin: other-side}\n"
    )
    text = text.replace("title: Drones and denials", "title: Drones\n    display: excerpts")
    folder.write("claims.yaml", text)
    report = folder.report()
    for base in (BASE, None):
        for name, content in exported_files(report, english_translations(), base):
            assert not re.search("secret(?!ary)", content, re.IGNORECASE), name
            assert "source.txt" not in content, name

    [source] = json.loads(claims_json(report, BASE))["sources"]
    assert (source["raw"], source["display"]) == (None, "excerpts")
    first, second = json.loads(web_annotations(report, BASE))["first"]["items"]
    assert first["target"][0]["selector"][0] == {
        "type": "TextQuoteSelector",
        "exact": "Drones were sent in summer",
    }
    assert [target["selector"][0]["exact"] for target in second["target"][::2]] == [
        "Then somebody said",
        "dozens of them arrived before",
    ]
    assert first["target"][0]["source"]["id"].startswith("ni:///sha-256;")


def test_annotations_of_excerpted_documents_hold_only_quoted_words(example_report: Report) -> None:
    data = json.loads(web_annotations(in_excerpts(example_report), BASE))

    for item in data["first"]["items"]:
        for target in item["target"]:
            for selector in target["selector"]:
                selected = selector.get("refinedBy", selector)
                assert set(selected) in ({"type", "exact"}, {"type", "start", "end"})
        in_files = [target["source"]["id"] for target in item["target"][::2]]
        assert all(id.startswith("ni:///sha-256;") for id in in_files)
