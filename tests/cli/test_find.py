"""`factcheck find`: quotes to paste into claims.yaml."""

from __future__ import annotations

import re

import pytest

from factcheck_report.pipeline import read_report
from tests.reports import Folder


def filled_in(printed: str) -> str:
    printed = re.sub(r"stance:  # fill in.*", "stance: context  # as said", printed)
    printed = re.sub(r"speaker:  # fill in.*", "speaker: Somebody", printed)
    return re.sub(r".*origin:  # fill in.*\n", "", printed)


@pytest.mark.parametrize(
    ("options", "exit_code"),
    [
        (["swan"], 0),
        (["swan", "--sentence"], 0),
        (["Vane", "denied", "that", "ferries", "burnt"], 1),
        (["harbour  office", "--source", "gazette"], 0),
        (["Strand Lines, the company […] the fire had been out", "--source", "gazette"], 0),
    ],
)
def test_what_find_prints_is_proved_once_filled_in(
    example: Folder, options: list[str], exit_code: int
) -> None:
    done = example.factcheck("find", *options)
    assert done.returncode == exit_code, done.stderr
    assert "\x1b" not in done.stdout
    assert ("NOT THESE WORDS" in done.stdout) == bool(exit_code)
    quotes = done.stdout.count("- text:")
    assert quotes >= 1
    text = example.read("claims.yaml")
    at = text.index("    quotes:\n", text.index("\nclaims:")) + len("    quotes:\n")

    example.write("claims.yaml", text[:at] + done.stdout + text[at:])
    empty = read_report(example.path).problems
    assert {problem.rule for problem in empty} >= {"empty"}
    example.write("claims.yaml", text[:at] + filled_in(done.stdout) + text[at:])
    checked = example.factcheck("check")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Kompromiss im Stadtrat", "Kompromiss im Stadtrat"),
        ("two-thirds vote", "two-thirds vote"),
        ("two thirds vote", "two-thirds vote"),
        ("inspected ferries", "inspected ferries"),
        ("港口将在冬季关闭", "港口将在冬季关闭"),
    ],
)
def test_find_prints_whole_words_that_are_hyphenated_in_the_document(
    folder: Folder, typed: str, printed: str
) -> None:
    folder.write_source(
        "Der Kompro\xad\nmiss im Stadtrat. The two-\nthirds vote on in-\nspected ferries.\n\n"
        "港口将在\n冬季关闭。\n"
    )
    assert f'- text: "{printed}"' in folder.factcheck("find", typed).stdout


def test_find_indents_as_asked(folder: Folder) -> None:
    printed = folder.factcheck("find", "dozens of drones", "--indent", "2").stdout

    assert {line[:2] for line in printed.splitlines() if line} == {"  "}
    assert "\n  - text:" in printed
    assert "\n    source: gazette\n" in printed


def test_find_names_missing_words_and_files_without_a_source(folder: Folder) -> None:
    folder.write("seeds/more.txt", "Head\nZebras were seen.\n")
    done = folder.factcheck("find", "Zebras")
    assert done.returncode == 0
    assert "seeds/more.txt:2 (no source entry names this file)" in done.stdout
    assert folder.factcheck("find", "Zebras", "--source", "gazette").returncode == 1
    assert folder.factcheck("find", "xylophone").stdout == ""
    for wrong in (["a", "--source", "gazete"], [" "], ["a", "--indent", "-1"]):
        assert folder.factcheck("find", *wrong).returncode == 2


def test_a_quote_from_a_document_in_another_language_has_a_line_for_its_translation(
    folder: Folder,
) -> None:
    line = "translation:  # fill in: your translation (en); or delete the line"
    assert line not in folder.factcheck("find", "dozens of drones").stdout
    file = "    file: seeds/gazette.txt\n"
    whole = folder.read("claims.yaml")
    for language, offered in (("en-GB", False), ("fr", True)):
        folder.write("claims.yaml", whole.replace(file, f"{file}    language: {language}\n"))
        assert (line in folder.factcheck("find", "dozens of drones").stdout) is offered
