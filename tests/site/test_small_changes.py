"""A small change of claims.yaml stays small on the site."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building import build_in_process
from tests.reports import EXAMPLE

CLAIM = "claims/every-ferry-inspected/"
SUMMARY = "The harbour office said that every ferry had been inspected and was safe."
WHOLE = "two of the five ferries, the Petrel and the Dunlin, had not been inspected since spring"
QUOTE = f"""\
      - text: "{WHOLE}"
        source: gazette
        stance: refutes
        speaker: Hanne Doyle
        wording: paraphrased
        origin: crews-union
"""
SUMS = {"SHA256SUMS"}
"""It has the hash of every file."""
PAGE = {"claims.json", f"{CLAIM}index.html", f"{CLAIM}index.json", "print/index.html", *SUMS}
EXAMPLES = {"data/index.html"}
"""It shows the beginning of each file."""
CARD = {f"{CLAIM}embed/index.html"}
SEARCH = {"claims/index/ORDER/rows-3.pack", "claims/index/words/about.pack"}
WORDS = "claims/index/words/en-pagefind/"
"""Stands for all files of the search's index of English words: they are named by their content."""

KNOWN = "claims/index/words/known.pack"
LISTS = {"index.html", "matrix/index.html", "origins/index.html", "sources/index.html"}


def top_line(text: str) -> str:
    return f"# The newsroom of the harbour.\n\n{text}"


def summary(text: str) -> str:
    return text.replace(SUMMARY, SUMMARY.replace("said", "had said"))


def analysis(text: str) -> str:
    return text.replace("It did *not* say by whom", "It did not say by whom")


def note_of_quote(text: str) -> str:
    return text.replace(QUOTE, f"{QUOTE}        note: She leads the union.\n")


def shorter_quote(text: str) -> str:
    return text.replace(QUOTE, QUOTE.replace("two of the five ferries, ", ""))


def new_quote(text: str) -> str:
    begin = text.index(QUOTE)
    return (
        f"{text[:begin]}"
        '      - {text: "On January 12 a fire had broken out", source: gazette, stance: context,\n'
        f"         wording: document}}\n{text[begin:]}"
    )


def built(folder: Path, change: Callable[[str], str]) -> dict[str, bytes]:
    shutil.copytree(EXAMPLE, folder)
    claims = folder / "claims.yaml"
    text = claims.read_text("utf-8")
    claims.write_text(change(text), "utf-8")
    assert change is str or claims.read_text("utf-8") != text
    return build_in_process(folder, "")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("before") / "report", str)


def named(path: str) -> str:
    """A path without the digests by which files of the search are named."""
    path = re.sub(r"/index/[0-9a-f]{16}/", "/index/ORDER/", path)
    return re.sub(r"/words/en-pagefind-.*", "/words/en-pagefind/", path)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (top_line, set()),
        pytest.param(analysis, PAGE, marks=pytest.mark.long),
        pytest.param(note_of_quote, {*PAGE, *CARD, "quotes.csv"}, marks=pytest.mark.long),
        (
            summary,
            {*PAGE, *EXAMPLES, *CARD, *SEARCH, WORDS, "claims.csv"}
            | {"feed.json", "feed.xml", "index.html"},
        ),
        # The document, its origin, and the lists with the numbers of passages.
        (
            shorter_quote,
            {*PAGE, *CARD, *SEARCH, WORDS, KNOWN, "annotations.json", "quotes.csv", *LISTS}
            | {"sources/gazette/index.html", "origins/crews-union/index.html"},
        ),
        (
            new_quote,
            {*PAGE, *CARD, *SEARCH, WORDS, KNOWN, "annotations.json", "claims.csv"}
            | {"quotes.csv", "sources/gazette/index.html", *LISTS - {"sources/index.html"}},
        ),
    ],
)
def test_only_what_shows_a_change_changes(
    before: dict[str, bytes],
    tmp_path: Path,
    change: Callable[[str], str],
    expected: set[str],
) -> None:
    after = built(tmp_path / "report", change)
    paths = before.keys() | after.keys()
    assert {named(path) for path in paths if before.get(path) != after.get(path)} == expected
