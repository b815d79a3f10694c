"""Drafts and embargoed claims: readers see nothing of them, and they stop nothing."""

from __future__ import annotations

import json
import re

import pytest

from factcheck_report.pipeline import read_report
from tests.reports import Folder, sha256

_QUOTES = """\
    quotes:
      - text: The minister’s office did not answer.
        source: ledger
        stance: supports
        wording: document
        origin: archive
"""
_CLAIM = """\
  secret-shipment:
    claim: A zeppelin carried the shipment.
    claimants: [courier]
    verdict: open
    summary: The hangar was empty.
    related: [no-drones-sent]
    {status}
"""
_EVENT = """\
timeline:
  - when: 2022-11-05
    event: The minister spoke.
    claims: [no-drones-sent, secret-shipment]
    quotes:
      - {text: The minister’s office did not answer., source: gazette, wording: document}
"""
_LEDGER = "Zeppelin ledger\n\nThe minister’s office did not answer.\n"
_SOURCE = f"""\
  ledger:
    file: seeds/ledger.txt
    sha256: {sha256(_LEDGER)}
    title: The zeppelin ledger
"""
DRAFT, EMBARGO = "draft: true", "publish_from: 2030-01-02"
_DAY = {"2030-01-01": "1893456000", "2030-01-02": "1893542400"}
"""The beginnings of two days, in seconds since 1970."""
_TRACES = ("secret-shipment", "zeppelin", "Zeppelin", "hangar", "courier", "ledger", "archive-note")


def add_claim(folder: Folder, status: str, quotes: str = _QUOTES) -> None:
    """Add a claim with a document, an origin and a claimant of its own, named by others."""
    folder.write("seeds/ledger.txt", _LEDGER)
    for old, new in (
        (
            "\norigins:\n",
            f"{_SOURCE}\norigins:\n  archive: {{name: The archive-note, kind: news}}\n",
        ),
        ("verdicts:\n", "verdicts:\n  open: {label: Open, means: Not known., tone: neutral}\n"),
        ("claimants:\n  minister", "claimants:\n  courier: {name: The courier}\n  minister"),
        ("  summary: One", "  key_claims: [secret-shipment, no-drones-sent]\n  summary: One"),
        ("verdict: disputed\n", "verdict: disputed\n    related: [secret-shipment]\n"),
    ):
        folder.replace("claims.yaml", old, new)
    claim = _CLAIM.format(status=status) + quotes
    folder.write("claims.yaml", folder.read("claims.yaml") + claim + _EVENT)


def traces(folder: Folder) -> dict[str, list[str]]:
    """The files of the built site that tell something of the claim."""
    found = {}
    for file in (folder.path / "site").rglob("*"):
        path = file.relative_to(folder.path / "site").as_posix()
        text = path + (file.read_bytes().decode("utf-8", "ignore") if file.is_file() else "")
        if words := [word for word in _TRACES if word in text]:
            found[path] = words
    return found


@pytest.mark.parametrize("status", [DRAFT, EMBARGO])
def test_a_build_tells_nothing_of_an_unpublished_claim(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _DAY["2030-01-01"])
    add_claim(folder, status)
    done = folder.factcheck("build")

    assert done.returncode == 0, done.stdout + done.stderr
    assert traces(folder) == {}
    assert "1 claim" in folder.page("claims/")
    assert "no-drones-sent" in folder.page("timeline/")


def test_an_embargoed_claim_is_in_the_builds_of_its_day(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _DAY["2030-01-02"])
    add_claim(folder, EMBARGO)
    done = folder.factcheck("build")

    assert done.returncode == 0, done.stdout + done.stderr
    page = folder.page("claims/secret-shipment/")
    assert "zeppelin" in page
    assert "Not published before" not in page
    assert "secret-shipment" in folder.page("timeline/")
    claims = json.loads(folder.read("site/claims.json"))["claims"]
    published = {claim["id"]: claim["published"] for claim in claims}
    assert published == {"no-drones-sent": None, "secret-shipment": "2030-01-02"}
    assert "publish_from" not in folder.read("site/claims.json")


def test_an_unfinished_draft_stops_nothing(folder: Folder) -> None:
    quotes = """\
    quotes:
      - {text: Nobody ever wrote this sentence., source: gazette, stance: supports,
         wording: document}
      - text:
        source: ledger
        origin: archive
"""
    add_claim(folder, DRAFT, quotes)
    checked = folder.factcheck("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    notes = [line for line in checked.stdout.splitlines() if re.match(r"\S+:\d+:\d+: ", line)]
    assert all(": note: " in line for line in notes), checked.stdout
    assert "“text” is empty." in checked.stdout
    assert "was not found" in checked.stdout or "not in" in checked.stdout

    built = folder.factcheck("build")
    assert built.returncode == 0, built.stdout + built.stderr
    assert traces(folder) == {}


def test_errors_of_an_embargoed_claim_stop_a_build(folder: Folder) -> None:
    add_claim(folder, EMBARGO.replace("2030", "9030"), _QUOTES.replace("answer", "reply"))
    assert folder.factcheck("check").returncode == 1


def test_check_tells_what_readers_do_not_see(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _DAY["2030-01-01"])
    add_claim(folder, EMBARGO)
    done = folder.factcheck("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The claim is not published before 2030-01-02 (UTC)." in done.stdout
    for field in ("key_claims", "related", "claims"):
        assert f"“{field}” names “secret-shipment”, which is not published yet." in done.stdout
    assert "1 claim; all 3 quotes are proved in 1 document." in done.stdout
    assert "1 claim is not published yet." in done.stdout


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("draft: maybe", "Write true, or delete the line."),
        ("publish_from: 2030-01", "write the whole day"),
        ("publish_from: 2030-01-02?", "write the whole day"),
        ("publish_from: 2030-01-02 09:00", "2030-01-02"),
    ],
)
def test_a_status_that_cannot_be_read_is_an_error(folder: Folder, status: str, said: str) -> None:
    add_claim(folder, status)
    done = folder.factcheck("check")
    assert done.returncode == 1
    assert said.lower() in done.stdout.lower()


def test_a_draft_never_takes_the_place_of_a_claim_with_its_id(folder: Folder) -> None:
    claims = folder.read("claims.yaml")
    draft = "claims:\n  no-drones-sent:\n    draft: true\n    claim: Other.\n"
    folder.write("claims.yaml", claims.replace("claims:\n", draft))
    assert "duplicate-id" in folder.factcheck("check").stdout
    assert read_report(folder.path).report is None
