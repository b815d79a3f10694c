"""claims/ID/index.json: a claim with its quotes in context. How claims.json counts and dates."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from factcheck_report.exports.claims_json import claims_json
from factcheck_report.exports.dates import day_range, event_range
from factcheck_report.model import DateRelation, Report, Revision
from factcheck_report.model.dates import PartialDate
from tests.exports.changed_reports import BASE, claim_files, in_excerpts
from tests.reports import EXAMPLE, Folder

LONGEST = 400


def in_json(report: Report, base: str | None = BASE) -> list[Any]:
    return [json.loads(text) for text in claim_files(report, base)]


def test_a_claims_file_is_a_part_of_claims_json(example_report: Report) -> None:
    example_report = replace(example_report, revision=Revision("a" * 40, "v1"))
    whole = json.loads(claims_json(example_report, BASE))
    # A commit that leaves a claim alone leaves its file alone, too.
    assert whole["report"].pop("revision")["tag"] == "v1"
    sections = ("sources", "origins", "verdicts", "claimants")
    known = {name: {entry["id"]: entry for entry in whole[name]} for name in sections}
    for data, claim in zip(in_json(example_report), whole["claims"], strict=True):
        [own] = data["claims"]
        for quote in own["quotes"]:
            del quote["before"], quote["after"]
        assert own == claim
        assert data["report"] == {**whole["report"], "revision": None}
        for name in sections:
            assert all(known[name][entry["id"]] == entry for entry in data[name])
        # Everything that it names is in it, and no more.
        assert {entry["id"] for entry in data["sources"]} == {q["source"] for q in own["quotes"]}
        assert {e["id"] for e in data["origins"]} == {q["origin"] for q in own["quotes"]} - {None}
        assert [entry["id"] for entry in data["verdicts"]] == [own["verdict"]]
        named = {entry["id"] for entry in data["claimants"]}
        speaking = {quote["claimant"] for quote in own["quotes"]} - {None}
        assert named == {one["id"] for one in own["claimants"]} | speaking


def test_the_context_stands_in_the_file_right_beside_the_words(example_report: Report) -> None:
    found = 0
    for data in in_json(example_report):
        for quote in data["claims"][0]["quotes"]:
            file = example_report.documents[quote["source"]].source.file
            text = (EXAMPLE / file).read_bytes().decode()
            pieces = quote["receipt"]["pieces"]
            start, end = pieces[0][0], pieces[-1][1]
            before, after = quote["before"], quote["after"]
            assert text[start - len(before) : start] == before
            assert text[end : end + len(after)] == after
            assert len(before) <= LONGEST and len(after) <= LONGEST
            found += bool(before) + bool(after)
    assert found > 50


def test_the_context_is_whole_sentences(folder: Folder) -> None:
    folder.write_source(
        "Ships came in. The fleet was large. The minister said that no drones were sent in the "
        "end. Nobody asked. It rained. Then a spokesman of the other side said that dozens of "
        "drones had been sent.\n"
    )
    text = folder.read("claims.yaml")
    text = text[: text.index("    quotes:\n")] + (
        "    quotes:\n"
        "      - {text: no drones were sent, source: gazette, stance: supports,\n"
        "         wording: document, origin: ministry}\n"
        "      - {text: dozens of drones had been sent, source: gazette, stance: refutes,\n"
        "         wording: document, origin: other-side}\n"
    )
    folder.write("claims.yaml", text)
    [data] = in_json(folder.report())
    first, _ = data["claims"][0]["quotes"]
    assert first["before"] == "The fleet was large. The minister said that "
    assert first["after"] == " in the end. Nobody asked."


def test_a_document_in_excerpts_has_no_context(example_report: Report) -> None:
    for data in in_json(in_excerpts(example_report)):
        for quote in data["claims"][0]["quotes"]:
            assert (quote["before"], quote["after"]) == (None, None)


def test_a_program_finds_the_file_from_the_page(example_report: Report, folder: Folder) -> None:
    assert folder.build().returncode == 0
    page = folder.page("claims/no-drones-sent/")
    assert '<link rel="alternate " type="application/json" href="index.json">' in page
    data = json.loads(folder.read("site/claims/no-drones-sent/index.json"))
    assert data == in_json(folder.report(), "https://example.org/")[0]
    assert 'href="../claims/no-drones-sent/index.json"' in folder.page("data/")
    # No other page has such a file.
    assert 'rel="alternate " type="application/json"' not in folder.page("data/")
    assert [file.parent.name for file in folder.path.rglob("index.json")] == ["no-drones-sent"]


def test_offsets_in_utf_16_units_find_the_words(folder: Folder) -> None:
    folder.write_source(
        "🛩 𝔻𝕣𝕠𝕟𝕖𝕤! The minister said on Saturday that “no 🛩 drones were sent” after the war.\n"
        "🛩🛩 A spokesman of the other side said that dozens had been sent.\n"
    )
    text = folder.read("claims.yaml")
    text = text[: text.index("    quotes:\n")] + (
        "    quotes:\n"
        "      - {text: 'said on Saturday […] no 🛩 drones were sent', source: gazette,\n"
        "         stance: supports, wording: document, origin: ministry}\n"
        "      - {text: A spokesman of the other side said that dozens had been sent.,\n"
        "         source: gazette, stance: refutes, wording: document, origin: other-side}\n"
    )
    folder.write("claims.yaml", text)
    units = (folder.path / "seeds/gazette.txt").read_bytes().decode().encode("utf-16-le")
    [claim] = json.loads(claims_json(folder.report(), BASE))["claims"]
    for quote in claim["quotes"]:
        receipt = quote["receipt"]
        assert receipt["pieces"] != receipt["pieces_utf16"]
        pieces = [units[2 * start : 2 * end] for start, end in receipt["pieces_utf16"]]
        assert [piece.decode("utf-16-le") for piece in pieces] == quote["words"]


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022?", "2022-01-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022?-11", "2022-11-01", "2022-11-30"),
        ("2022-11-05", "2022-11-05", "2022-11-05"),
        ("2022-11-05?", "2022-11-05", "2022-11-05"),
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2022-22", "2022-06-01", "2022-08-31"),
        ("2022?-23", "2022-09-01", "2022-11-30"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("9999-24", "9999-12-01", "9999-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
    ],
)
def test_a_date_is_a_range_of_days(date: str, first: str, last: str) -> None:
    assert day_range(PartialDate.parse(date, seasons=True)) == {"from": first, "to": last}


@pytest.mark.parametrize(
    ("relation", "date", "first", "last"),
    [
        ("when", "2022-11", "2022-11-01", "2022-11-30"),
        ("during", "2022-22", "2022-06-01", "2022-08-31"),
        ("after", "2022-06", "2022-07-01", None),
        ("after", "2022-24", "2023-03-01", None),
        ("before", "2022-06", None, "2022-05-31"),
        ("after", "9999", None, None),
        ("before", "0001", None, None),
    ],
)
def test_an_event_lies_in_a_range_of_days(
    example_report: Report, relation: str, date: str, first: str | None, last: str | None
) -> None:
    none = dict.fromkeys(map(str, DateRelation))
    dates: Any = {**none, relation: PartialDate.parse(date, seasons=True)}
    event = replace(example_report.draft.timeline[0], **dates)
    assert event_range(event) == {"from": first, "to": last}


def test_every_date_of_claims_json_has_its_range(example_report: Report) -> None:
    data = json.loads(claims_json(example_report, BASE))

    def pairs(value: Any) -> Any:
        if isinstance(value, dict):
            for key, range in value.items():
                if key.endswith("_range"):
                    yield value[key.removesuffix("_range")], range
                yield from pairs(range)
        elif isinstance(value, list):
            for item in value:
                yield from pairs(item)

    found = list(pairs(data))
    dated = [(date, range) for date, range in found if date is not None]
    assert len(dated) > 10
    for date, range in found:
        parsed = date and PartialDate.parse(date, seasons=True)
        assert range == (day_range(parsed) if parsed else None)
    assert all(event["range"] for event in data["timeline"])
