"""claims.csv: one row for each claim, and no formulas."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from factcheck_report.exports.claims_csv import claims_csv
from factcheck_report.model import Report
from tests.exports.changed_reports import BASE, with_claims
from tests.reports import Folder

# claims.csv


def rows(report: Report) -> list[dict[str, str]]:
    text = claims_csv(report, BASE)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_spreadsheet_is_told_that_claims_csv_is_utf_8(folder: Folder) -> None:
    folder.replace("claims.yaml", "minister: {name: The minister", "minister: {name: Zoë Müller")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    data = (folder.path / "site/claims.csv").read_bytes()

    assert data.startswith(b"\xef\xbb\xbfid,claim,")
    assert data.count(b"\xef\xbb\xbf") == 1
    [row] = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row["claimants"] == "Zoë Müller (Minister)"
    about = (folder.path / "site/data/index.html").read_text("utf-8")
    assert "in UTF-8 with a byte order mark" in about
    assert "\ufeff" not in about


def test_claims_csv_has_a_row_for_each_claim(example_report: Report, folder: Folder) -> None:
    for row, claim in zip(rows(example_report), example_report.claims, strict=True):
        assert row["id"] == claim.id
        assert row["claim"] == claim.claim
        assert row["documents"] == str(len(row["sources"].split("; ")))
    [row] = rows(folder.report())
    assert row == {
        "id": "no-drones-sent",
        "claim": "No drones were sent after the war began.",
        "claimants": "The minister (Minister)",
        "stated": "",
        "verdict": "disputed",
        "verdict label": "Disputed",
        "rating": "",
        "supporting origins": "1",
        "refuting origins": "1",
        "documents": "1",
        "sources": "gazette",
        "quotes": "2",
        "summary": "The minister said so; the other side denied it.",
        "tags": "",
        "reviewed": "",
        "corrections": "0",
        "address": f"{BASE}claims/no-drones-sent/",
        "language": "en",
        "evidence": "quotes",
        "made": "",
        "kind": "event",
        "supporting documents": "1",
        "refuting documents": "1",
        "published": "",
        "stated from": "",
        "stated to": "",
    }


def test_claims_csv_is_rfc_4180(example_report: Report) -> None:
    text = claims_csv(example_report, BASE)

    assert (
        text.count("\r\n") == len(example_report.claims) + 1 == text.count("\n") == text.count("\r")
    )


@pytest.mark.parametrize("lead", ["", " ", "  ", "\u00a0", "\u3000", "\t", "\r", "\n", "\u200b"])
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_cell_is_a_formula(folder: Folder, lead: str, sign: str) -> None:
    attack = f"{lead}{sign}HYPERLINK(0)"
    inside = f"a;{attack}"
    report = with_claims(
        folder.report(), lambda claim: replace(claim, claim=attack, summary=inside, tags=(attack,))
    )
    [row] = rows(report)

    assert row["claim"].startswith("'")
    assert row["claim"].endswith(f"{sign}HYPERLINK(0)")
    assert row["tags"] == row["claim"]
    assert row["summary"].startswith("a;'")


@pytest.mark.parametrize("lead", ["\t", "\r", "\n"])
def test_no_cell_begins_with_a_tab_or_a_line_break(folder: Folder, lead: str) -> None:
    report = with_claims(folder.report(), lambda claim: replace(claim, claim=f"{lead}cmd|x"))

    assert rows(report)[0]["claim"].strip() == "cmd|x"
    assert not rows(report)[0]["claim"].startswith(lead)


def test_harmless_cells_are_left_alone(folder: Folder) -> None:
    harmless = "It rose by 3 - 4 %; a+b = c, “so” it said @ noon"
    report = with_claims(folder.report(), lambda claim: replace(claim, claim=harmless))

    assert rows(report)[0]["claim"] == harmless
