"""The files of the search index."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factcheck_report.model import Report
from factcheck_report.pipeline import read_report
from factcheck_report.search.index import ROWS_IN_A_FILE, Entry, words_in, write_index
from tests.reports import ROOT
from tests.search.indexing import index_of, looked_for, made


def test_all_files_are_of_one_version(shipped_report: Report) -> None:
    [version] = {content["version"] for content in index_of(shipped_report).values()}
    other = [Entry("about/", "About", "Us.")]
    assert version != index_of(shipped_report, other)["about"]["version"]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_same_report_gives_the_same_bytes(shipped_report: Report) -> None:
    again = read_report(ROOT).report
    assert again is not None
    assert made(again) == made(shipped_report)


def test_the_index_is_replaced_as_a_whole(tmp_path: Path, shipped_report: Report) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "old.txt").write_text("of yesterday")
    write_index(made(shipped_report), tmp_path / "index")

    assert "old.txt" not in contents(tmp_path / "index")
    assert "about.pack" in contents(tmp_path / "index")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def places_of(index: Mapping[str, Any], word: str) -> dict[int, list[int]]:
    """In which texts a word stands, and where, read as a browser does."""
    [numbers] = [
        content["words"][word]
        for name, content in index.items()
        if name.startswith("words-") and word in content["words"]
    ]
    text, found, left = 0, {}, iter(numbers)
    for step in left:
        text += step
        places: list[int] = []
        for on in iter(lambda: next(left), 0):
            places.append(on + (places[-1] if places else 0))
        found[text] = places
    return found


def test_every_word_is_found_where_it_stands(shipped_report: Report) -> None:
    entries = [Entry("a/", "Words " * 120, "Drones, drones"), Entry("b/", "", "Naïve Şahin")]
    index = index_of(shipped_report, entries)
    listed = looked_for(shipped_report)
    texts = [(record.title, record.text.removeprefix(record.title)) for record in listed]
    texts += [(entry.title, entry.text) for entry in entries]

    standing: dict[str, dict[int, list[int]]] = {}
    for number, (title, text) in enumerate(texts):
        words = words_in(title)
        words += ["-"] * (100 - len(words)) + words_in(text)
        for place, word in enumerate(words, 1):
            if word != "-":
                standing.setdefault(word, {}).setdefault(number, []).append(place)
    assert {word: places_of(index, word) for word in standing} == standing
    assert standing["naive"] == {len(texts) - 1: [101]}
    assert standing["drones"][len(listed)] == [121, 122]


def test_no_file_grows_with_the_report(shipped_report: Report) -> None:
    many = [Entry(f"page-{n}/", f"Page {n}", f"word{n} and the like {n % 7}") for n in range(5000)]
    index = index_of(shipped_report, many)

    firsts = index["about"]["words"]
    assert len(firsts) == sum(name.startswith("words-") for name in index) > 3
    assert firsts == sorted(firsts)
    for name, content in index.items():
        if name.startswith("words-") and len(content["words"]) > 1:
            assert sum(map(len, content["words"].values())) < 13_000
    assert max(len(c["rows"]) for n, c in index.items() if n.startswith("rows-")) == ROWS_IN_A_FILE
