"""Files outside the report's folder are not read; unusable files are reported."""

from __future__ import annotations

import os

import pytest

from factcheck_report.pipeline import read_report
from tests.reports import CLAIMS, SOURCE, Folder, sha256


def said(folder: Folder) -> list[tuple[str, str]]:
    outcome = read_report(folder.path)
    assert outcome.report is None
    return [(item.rule, item.what) for item in outcome.problems]


def name_file(folder: Folder, name: str) -> None:
    folder.replace("claims.yaml", "file: seeds/gazette.txt", f"file: {name}")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../outside.txt", "leaves a folder"),
        ("seeds/../../outside.txt", "leaves a folder"),
        ("/etc/passwd", "absolute"),
        ("C:/secret.txt", "absolute"),
        ("seeds\\gazette.txt", "character"),
        (".git/config", "hidden"),
        ("seeds//gazette.txt", "empty or hidden"),
        ("seeds/missing.txt", "no file"),
        ("seeds/GAZETTE.txt", "There is one called “gazette.txt”"),
        ("seeds", "folder"),
        ("seeds/gazette.txt/x", "no file"),
    ],
)
def test_paths_outside_the_report_are_refused(folder: Folder, name: str, words: str) -> None:
    folder.write("../outside.txt", SOURCE)
    name_file(folder, name)

    [(rule, what)] = said(folder)
    assert rule == "source-file"
    assert words in what


def test_a_link_is_not_followed(folder: Folder) -> None:
    folder.write("../outside/gazette.txt", SOURCE)
    (folder.path / "seeds" / "linked.txt").symlink_to("../../outside/gazette.txt")
    (folder.path / "linked").symlink_to("../outside")

    for name in ("seeds/linked.txt", "linked/gazette.txt"):
        folder.write("claims.yaml", CLAIMS.format(sha256=sha256(SOURCE)))
        name_file(folder, name)
        [(rule, what)] = said(folder)
        assert rule == "source-file"
        assert "link" in what


def test_a_named_pipe_does_not_hang(folder: Folder) -> None:
    os.mkfifo(folder.path / "seeds" / "pipe.txt")
    name_file(folder, "seeds/pipe.txt")

    assert "not an ordinary file" in said(folder)[0][1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        ("words".encode("utf-16"), "UTF-16"),
        (b"good line\nbad \xe9 byte\n", "not in UTF-8"),
        (b"PK\x03\x04\0\0", "not a text file"),
    ],
)
def test_a_file_that_is_not_utf_8_is_refused(folder: Folder, data: bytes, words: str) -> None:
    folder.write_source(data)

    [(rule, what)] = said(folder)
    assert rule == "source-file"
    assert words in what


def test_the_line_of_an_invalid_byte_is_reported(folder: Folder) -> None:
    folder.write_source(b"good line\nbad \xe9 byte\n")

    assert "line 2" in said(folder)[0][1]


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(folder: Folder) -> None:
    folder.write_source(b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode())

    report = read_report(folder.path).report
    assert report is not None
    assert [item.receipt.lines for item in report.evidence] == [(1, 1), (2, 2)]


def test_a_missing_claims_file_is_reported(folder: Folder) -> None:
    (folder.path / "claims.yaml").unlink()

    [(rule, what)] = said(folder)
    assert rule == "claims-file"
    assert "claims.yaml" in what


def test_claims_may_be_in_several_files(folder: Folder) -> None:
    head, claims = folder.read("claims.yaml").split("claims:\n")
    folder.write("claims/1-head.yaml", head)
    folder.write("claims/2-claims.yaml", "claims:\n" + claims)

    for option in ("claims", "claims/*.yaml"):
        report = read_report(folder.path, option).report
        assert report is not None
        assert list(report.draft.claims) == ["no-drones-sent"]
