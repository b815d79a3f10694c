"""`factcheck import`: published fact-checks, added as drafts."""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path

import pytest

from factcheck_report.pipeline import read_report
from factcheck_report.problems import Severity
from tests.published import REVIEW, kept, page, script, values
from tests.reports import Folder

FEED = json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]})


def saved(place: Path, name: str, content: str | bytes) -> str:
    path = place / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_a_saved_page_becomes_a_draft_that_readers_do_not_see(
    folder: Folder, downloads: Path
) -> None:
    before = folder.read("claims.yaml")
    done = folder.factcheck("import", saved(downloads, "page.html", page(script(REVIEW))))
    assert done.returncode == 0, done.stderr
    after = folder.read("claims.yaml")
    line = after.splitlines().index("  masks-make-people-dizzy:") + 1
    assert done.stdout == f"claims.yaml:{line}: masks-make-people-dizzy\n"
    assert "with 1 new claimant and 1 new verdict" in done.stderr
    assert "factcheck find" in done.stderr
    assert set(values(REVIEW)) <= kept(after)
    # Everything else stands as it was, in its order.
    rest = iter(after.splitlines(keepends=True))
    assert all(line in rest for line in before.splitlines(keepends=True))

    checked = folder.factcheck("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "1 claim is not published yet." in checked.stdout
    assert folder.build().returncode == 0
    traces = ("dizzy", "Ada Marsh", "verdict-false", "checkers.example")
    for path in (folder.path / "site").rglob("*.*"):
        if path.suffix in (".html", ".json", ".csv", ".xml"):
            text = path.read_text("utf-8")
            assert [trace for trace in traces if trace in text] == [], path


def test_a_new_verdict_must_say_what_it_means_before_a_claim_has_it(
    folder: Folder, downloads: Path
) -> None:
    folder.factcheck("import", saved(downloads, "feed.json", FEED))
    folder.replace("claims.yaml", "verdict: disputed\n", "verdict: verdict-false\n")
    [error] = [
        item for item in read_report(folder.path).problems if item.severity is Severity.ERROR
    ]
    assert (error.rule, error.entry) == ("draft-verdict", "claim no-drones-sent")
    text = folder.read("claims.yaml")
    [mark] = [line for line in text.splitlines(keepends=True) if "# imported; delete" in line]
    folder.write("claims.yaml", text.replace(mark, ""))
    report = folder.report()
    assert report.draft.verdicts["verdict-false"].label == "False"


def test_a_new_report_takes_fact_checks_in(tmp_path: Path, folder: Folder) -> None:
    done = folder.factcheck("init", str(tmp_path / "new"), "--title", "New", "--host", "none")
    assert done.returncode == 0, done.stderr
    table = saved(tmp_path, "table.csv", "claim;speaker;verdict\r\nIt rained.;Ada Marsh;Wrong\r\n")
    options = ("--folder", str(tmp_path / "new"))
    done = folder.factcheck("import", table, *options)
    assert done.returncode == 0, done.stderr
    assert "claim = “claim”, claimant = “speaker”, verdict = “verdict”" in done.stderr
    checked = folder.factcheck("check", str(tmp_path / "new"))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "1 claim is not published yet." in checked.stdout


def test_byte_order_mark_and_line_ends_stay(folder: Folder, downloads: Path) -> None:
    text = folder.read("claims.yaml").replace("\n", "\r\n")
    folder.write("claims.yaml", codecs.BOM_UTF8 + text.encode())
    done = folder.factcheck("import", saved(downloads, "feed.json", FEED))
    assert done.returncode == 0, done.stderr
    data = (folder.path / "claims.yaml").read_bytes()
    assert data.startswith(codecs.BOM_UTF8)
    assert data.count(b"\n") == data.count(b"\r\n")


def test_nothing_is_written_without_need(folder: Folder, downloads: Path) -> None:
    file = saved(downloads, "feed.json", FEED)
    before = folder.read("claims.yaml")
    tried = folder.factcheck("import", file, "--dry-run")
    assert tried.returncode == 0, tried.stderr
    assert '    claim: "Masks make people dizzy."\n' in tried.stdout
    assert "Nothing was written." in tried.stderr
    assert folder.read("claims.yaml") == before

    folder.factcheck("import", file)
    once = folder.read("claims.yaml")
    again = folder.factcheck("import", file)
    assert again.returncode == 0
    assert "1 fact-check is in the report already and left out:" in again.stderr
    assert "the claim is already masks-make-people-dizzy" in again.stderr
    assert "Nothing is new. Nothing was written." in again.stderr
    assert folder.read("claims.yaml") == once


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"@type":"ClaimReview","claimReviewed":"A', "line 1, column 40"),
        ("[" * 100_000, "nested"),
        (page(""), "no ClaimReview data"),
        ("\0" * 500, "zero byte"),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    folder: Folder, downloads: Path, content: str, said: str
) -> None:
    before = folder.read("claims.yaml")
    name = "page.html" if content.startswith("<") else "file.json"
    done = folder.factcheck("import", saved(downloads, name, content))
    assert done.returncode == 1
    assert said in done.stderr
    assert "Fix: " in done.stderr
    assert "Traceback" not in done.stderr
    assert folder.read("claims.yaml") == before


def test_a_file_that_is_too_large_is_refused_at_once(folder: Folder, downloads: Path) -> None:
    path = downloads / "large.json"
    path.touch()
    os.truncate(path, 1024**3)
    done = folder.factcheck("import", str(path))
    assert done.returncode == 1
    assert "larger than 64 MB" in done.stderr


def test_one_bad_file_does_not_stop_the_others(folder: Folder, downloads: Path) -> None:
    good, bad = saved(downloads, "feed.json", FEED), saved(downloads, "bad.json", "{")
    done = folder.factcheck("import", bad, str(downloads / "missing.json"), good)
    assert done.returncode == 1
    assert done.stderr.count("error: ") == 2
    assert "masks-make-people-dizzy" in folder.read("claims.yaml")
    refused = folder.factcheck("import", str(folder.path / "claims.yaml"))
    assert refused.returncode == 1
    assert "is a claims file" in refused.stderr


def test_entries_go_where_their_sections_are(folder: Folder, downloads: Path) -> None:
    head, tail = folder.read("claims.yaml").split("\nclaims:\n")
    (folder.path / "claims.yaml").unlink()
    folder.write("claims/a.yaml", head)
    folder.write("claims/b.yaml", f"claims:\n{tail}")
    file = saved(downloads, "feed.json", FEED)
    done = folder.factcheck("import", file, "--claims", "claims")
    assert done.stdout.startswith("claims/b.yaml:"), done.stderr
    assert 'name: "Ada Marsh"' in folder.read("claims/a.yaml")
    assert "verdict-false:" in folder.read("claims/a.yaml")
    assert folder.factcheck("check", "--claims", "claims").returncode == 0


@pytest.mark.parametrize("columns", ["claim", "clam=Aussage", "=Aussage"])
def test_columns_need_a_field_and_a_name(folder: Folder, downloads: Path, columns: str) -> None:
    file = saved(downloads, "table.csv", "Aussage\nA.\n")
    done = folder.factcheck("import", file, "--columns", columns)
    assert done.returncode == 2
    assert "claim=Aussage" in done.stderr


def test_what_the_file_says_is_never_printed_as_a_command(folder: Folder, downloads: Path) -> None:
    review = {**REVIEW, "claimReviewed": "##[error]x\n::error::y\x1b[31m"}
    for options in (["--dry-run"], [], []):
        file = saved(downloads, "feed.json", json.dumps(review))
        done = folder.factcheck("import", file, *options)
        assert done.returncode == 0, done.stderr
        printed = done.stdout + done.stderr
        assert "##[" not in printed
        assert "\x1b" not in printed
        assert not any(line.startswith("::") for line in printed.splitlines())
