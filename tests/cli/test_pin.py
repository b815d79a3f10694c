"""`factcheck pin`: which state of a document was checked."""

from __future__ import annotations

import datetime

import pytest

from factcheck_report.pipeline import read_report
from tests.reports import CLAIMS, SOURCE, Folder, sha256


def pinned_today(sha256: str) -> str:
    return f"{sha256}\n    pinned: {datetime.date.today()}"


def test_a_pin_is_written_after_the_quotes_were_checked(folder: Folder) -> None:
    assert folder.factcheck("pin").stdout == "gazette (seeds/gazette.txt): unchanged.\n"
    before = folder.read("claims.yaml")
    folder.write("seeds/gazette.txt", "New head.\n" + SOURCE)

    unasked = folder.factcheck("pin")
    assert unasked.returncode == 1
    assert "2 of 2 quotes found" in unasked.stdout
    assert "claim no-drones-sent, quote 2 (line 3): A spokesman" in unasked.stdout
    assert folder.read("claims.yaml") == before

    assert folder.factcheck("pin", "gazette", "--yes").returncode == 0
    renewed = before.replace(sha256(SOURCE), pinned_today(sha256("New head.\n" + SOURCE)))
    assert folder.read("claims.yaml") == renewed
    assert folder.factcheck("check").returncode == 0


def test_a_document_that_lost_a_quote_is_pinned_only_by_force(folder: Folder) -> None:
    before = folder.read("claims.yaml")
    folder.write("seeds/gazette.txt", SOURCE.replace("dozens", "hundreds"))
    refused = folder.factcheck("pin", "--yes")
    assert refused.returncode == 1
    assert "Not found (1):\n    claim no-drones-sent, quote 2 (nearest, line 2" in refused.stdout
    assert folder.read("claims.yaml") == before

    assert folder.factcheck("pin", "--yes", "--force").returncode == 0
    assert [problem.rule for problem in read_report(folder.path).problems] == ["quote-not-found"]


@pytest.mark.parametrize("pin", ["", "    sha256: TODO  # later\n", "    sha256:\n"])
def test_a_source_without_a_usable_pin_gets_one(folder: Folder, pin: str) -> None:
    line = f"    sha256: {sha256(SOURCE)}\n"
    folder.replace("claims.yaml", line, pin)
    done = folder.factcheck("pin", "--yes")

    assert done.returncode == 0, done.stderr
    assert "was never pinned" in done.stdout
    assert folder.read("claims.yaml").replace("  # later", "") == CLAIMS.format(
        sha256=pinned_today(sha256(SOURCE))
    )


def test_pinning_again_renews_the_date(folder: Folder) -> None:
    folder.replace("claims.yaml", "    title: Drones", "    pinned: 2022-12-01\n    title: Drones")
    folder.write("seeds/gazette.txt", "New head.\n" + SOURCE)
    assert folder.factcheck("pin", "--yes").returncode == 0
    assert folder.read("claims.yaml").count("pinned:") == 1
    assert f"    pinned: {datetime.date.today()}\n    title: Drones" in folder.read("claims.yaml")


def test_pin_names_sources_that_it_cannot_pin(folder: Folder) -> None:
    assert folder.factcheck("pin", "gazete").returncode == 2
    (folder.path / "seeds/gazette.txt").unlink()
    done = folder.factcheck("pin", "--yes")
    assert done.returncode == 1
    assert "There is no file" in done.stderr
