"""quotes.csv, claims.csv and datapackage.json, as programs for tables read them."""

from __future__ import annotations

import csv
import datetime
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package

from factcheck_report.exports.claims_csv import claims_csv
from factcheck_report.exports.claims_json import claims_json
from factcheck_report.exports.data_package import data_package
from factcheck_report.exports.quotes_csv import quotes_csv
from factcheck_report.model import License, Report
from tests.exports.changed_reports import BASE, HOSTILE, in_excerpts, with_claims, with_publication
from tests.reports import EXAMPLE, Folder


def quotes(report: Report) -> list[dict[str, str]]:
    text = quotes_csv(report, BASE)
    assert text.startswith("\ufeffid,claim,event,disagreement,")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def written(report: Report, folder: Path, base: str | None = BASE) -> Path:
    """The tables and the package that describes them, in a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in (
        ("claims.csv", claims_csv(report, base)),
        ("quotes.csv", quotes_csv(report, base)),
        ("datapackage.json", data_package(report, base)),
    ):
        (folder / name).write_bytes(text.encode())
    return folder


def faults(folder: Path) -> list[list[object]]:
    """What Frictionless finds wrong with the package."""
    report = Package(str(folder / "datapackage.json")).validate()
    return list(report.flatten(["type", "rowNumber", "fieldName", "note"]))


# Rows


def test_each_quote_has_a_row_with_its_place_in_the_file(example_report: Report) -> None:
    rows = quotes(example_report)
    assert len(rows) == len(example_report.evidence)
    assert len({row["id"] for row in rows}) == len(rows)
    data = json.loads(claims_json(example_report, BASE))
    claims = {row["claim"] for row in rows} - {""}
    assert claims == {claim["id"] for claim in data["claims"] if claim["quotes"]}
    entries = {"claim": "claims", "disagreement": "disagreements", "event": "timeline"}
    for row in rows:
        [kind] = [kind for kind in entries if row[kind]]
        [entry] = [one for one in data[entries[kind]] if one["id"] == row[kind]]
        quote = entry["quotes"][int(row["number"]) - 1]
        raw = (EXAMPLE / example_report.documents[row["source"]].source.file).read_bytes()
        start, end = int(row["start"]), int(row["end"])
        assert raw.decode()[start:end].startswith(quote["words"][0])
        pieces = [list(map(int, piece.split("-"))) for piece in row["pieces"].split("; ")]
        units = [list(map(int, piece.split("-"))) for piece in row["pieces utf16"].split("; ")]
        assert pieces == quote["receipt"]["pieces"]
        assert units == quote["receipt"]["pieces_utf16"]
        assert (row["address"], row["passage"]) == (quote["address"], quote["passage"])
        assert [int(row["first line"]), int(row["last line"])] == quote["receipt"]["lines"]
        assert (row["stance"] or None, row["origin"] or None) == (quote["stance"], quote["origin"])


def test_words_that_are_left_out_and_pages_are_told(folder: Folder) -> None:
    folder.write_source("One page.\fThe minister said, in a long and sunny speech on the market \f"
                        "square, that no drones were sent. So a spokesman said that dozens of "
                        "drones had been sent in summer.")  # fmt: skip
    text = folder.read("claims.yaml")
    text = text[: text.index("    quotes:\n")] + (
        "    quotes:\n"
        "      - {text: 'The minister said […] that no drones were sent.', source: gazette,\n"
        "         stance: supports, wording: document, origin: ministry}\n"
        "      - {text: a spokesman said that dozens of drones had been sent, source: gazette,\n"
        "         stance: refutes, wording: document, origin: other-side}\n"
    )
    folder.write("claims.yaml", text)
    first, second = quotes(folder.report())
    assert first["words"] == "The minister said […] that no drones were sent."
    assert (first["first page"], first["last page"]) == ("2", "3")
    assert (second["first page"], second["last page"]) == ("3", "3")
    assert len(first["pieces"].split("; ")) == 2


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"])
def test_no_cell_of_a_quote_is_a_formula(folder: Folder, sign: str) -> None:
    report = folder.report()
    evidence = tuple(
        replace(item, quote=replace(item.quote, note=sign, speaker=sign, via=f"a;{sign}"))
        for item in report.evidence
    )
    for row in quotes(replace(report, evidence=evidence)):
        assert row["note"].startswith("'") and row["speaker"] == row["note"]
        assert row["via"].startswith("a;'")


def test_a_quote_from_excerpts_has_no_more_than_its_words(example_report: Report) -> None:
    full, excerpts = quotes(example_report), quotes(in_excerpts(example_report))
    assert full == excerpts


# As others read them


@pytest.mark.parametrize("base", [BASE, None])
def test_the_example_is_a_valid_data_package(
    example_report: Report, tmp_path: Path, base: str | None
) -> None:
    folder = written(example_report, tmp_path / "package", base)
    assert faults(folder) == []
    package: Any = Package(str(folder / "datapackage.json"))
    claims, found = (package.get_resource(name).read_rows() for name in ("claims", "quotes"))
    assert [row["id"] for row in claims] == [claim.id for claim in example_report.claims]
    assert isinstance(claims[0]["quotes"], int)
    assert isinstance(found[0]["start"], int)
    assert all(field.description for field in package.get_resource("quotes").schema.fields)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("quotes.csv", ",every-ferry-inspected,", ",no-such-claim,", "foreign-key"),
        ("claims.csv", "\nevery-ferry-inspected,", "\nnobody-hurt,", "primary-key"),
        ("claims.csv", "\ufeffid,", "\ufeffname,", "incorrect-label"),
        ("claims.csv", ",disputed,", ",,", "constraint-error"),
        ("quotes.csv", "exact,,", "exact,,x", "type-error"),
    ],
)
def test_the_package_says_what_is_wrong_with_a_table(
    example_report: Report, tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    folder = written(example_report, tmp_path / "package")
    text = (folder / file).read_bytes().decode()
    assert old in text
    (folder / file).write_bytes(text.replace(old, new, 1).encode())
    assert fault in {str(found[0]) for found in faults(folder)}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize(
    "license", [License("MIT; “free”"), License("x", "https://l.example/"), None]
)
def test_whatever_texts_say_the_package_is_valid(
    folder: Folder, tmp_path: Path, hostile: str, license: License | None
) -> None:
    report = with_publication(folder.report(), title=hostile, license=license)
    report = with_claims(report, lambda claim: replace(claim, claim=hostile, summary=hostile))
    assert faults(written(report, tmp_path / "package")) == []


def test_the_tables_can_be_joined_in_a_database(example_report: Report, tmp_path: Path) -> None:
    folder = written(example_report, tmp_path / "tables")
    with duckdb.connect() as database:
        claims, quotes = (f"read_csv('{folder}/{name}.csv')" for name in ("claims", "quotes"))
        rows = database.sql(
            f"select c.id, c.quotes, count(q.id), sum(q.end - q.start) from {claims} c"
            f" left join {quotes} q on q.claim = c.id group by all"
        ).fetchall()
        dates = database.sql(f'select id, "stated from" from {claims}').fetchall()
    assert {id: (stated, found) for id, stated, found, _ in rows} == {
        claim.id: (len(claim.quotes), len(claim.quotes)) for claim in example_report.claims
    }
    assert all(length > 0 for _, number, _, length in rows if number)
    # It knows days from texts by itself.
    assert {type(day) for _, day in dates if day} == {datetime.date}
