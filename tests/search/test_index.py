"""The files of the search index."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck_report.model import Report
from factcheck_report.pipeline import read_report
from factcheck_report.search import pagefind
from factcheck_report.search.folding import words_in
from factcheck_report.search.index import (
    ROWS_IN_A_FILE,
    unzipped,
    write_index,
    zipped,
)
from factcheck_report.search.pagefind import IndexedText, Indexing, PagefindFailed
from factcheck_report.search.records import STEMMED, UNKNOWN, PageRecord, language_of
from factcheck_report.storage import temporary
from tests.reports import EXAMPLE, Folder
from tests.search.indexing import contents, made, numbers

ABOUT = PageRecord("about/", "About", "Us.", "en")


def test_all_index_files_have_the_same_order(example_report: Report) -> None:
    files = contents(made(example_report))
    of_list = {content["order"] for name, content in files.items() if "/" not in name}
    of_search = {content["order"] for name, content in files.items() if "/" in name}
    assert (len(of_list), len(of_search)) == (1, 1)
    assert files["words/about"]["list"] in of_list
    again = contents(made(example_report, [ABOUT]))
    assert again["about"]["order"] in of_list
    assert again["words/about"]["order"] not in of_search


def test_an_open_page_learns_of_every_change(example_report: Report) -> None:
    changed = replace(ABOUT, text="Them.")
    before, after = (contents(made(example_report, [page])) for page in (ABOUT, changed))
    assert before["words/about"]["version"] != after["words/about"]["version"]
    assert before["words/about"]["order"] == after["words/about"]["order"]


def test_the_same_report_gives_the_same_bytes(example_report: Report) -> None:
    again = read_report(EXAMPLE).report
    assert again is not None
    assert made(again, [ABOUT]) == made(example_report, [ABOUT])


def test_the_files_are_as_before_when_they_come_from_the_cache(
    tmp_path: Path, example_report: Report
) -> None:
    files = made(example_report)
    assert unzipped(zipped(files)) == files
    write_index(files, tmp_path)
    found = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert found == files


def test_no_ready_made_interface_and_no_fragments_are_published(example_report: Report) -> None:
    ours = "words/en-"
    names = {path.rpartition("/")[2] for path in made(example_report) if path.startswith(ours)}
    assert {"pagefind.js", "pagefind-entry.json"} < names
    assert {name.rpartition(".")[2] for name in names} == {
        "js",
        "json",
        "pagefind",
        "pf_index",
        "pf_meta",
    }
    assert [name for name in names if "ui" in name or "worker" in name] == []


def test_every_text_has_a_number(folder: Folder) -> None:
    folder.repeat_claim(9)
    report = folder.report()
    pages = [PageRecord(f"page-{n}/", f"Page {n % 3}", "The same words.", "en") for n in range(50)]
    pages += [PageRecord("empty/", "…", "", "en"), PageRecord("de/", "Seite", "Wörter", "de")]
    found = made(report, pages)
    files = contents(found)

    about = files["words/about"]
    claims = len(report.claims)
    assert (about["claims"], about["pages"], about["documents"]) == (claims, 52, 0)
    assert numbers(found, about["languages"]["en"]) == list(range(claims + 50))
    assert numbers(found, about["languages"]["de"]) == [claims + 51]
    rows = [len(content["rows"]) for name, content in files.items() if name.startswith("rows-")]
    assert max(rows) == ROWS_IN_A_FILE
    assert sum(rows) == claims


def test_documents_are_found_line_by_line(folder: Folder) -> None:
    assert folder.build().returncode == 0
    [page] = [
        content["page"]
        for name, content in contents(
            {
                path.relative_to(folder.path / "site/claims/index").as_posix(): path.read_bytes()
                for path in (folder.path / "site/claims/index").rglob("*")
                if path.is_file()
            }
        ).items()
        if name.startswith("words/page-") and content["page"][0] == "sources/gazette/"
    ]
    _, title, text, lines, language = page
    assert (title, lines, language) == ("Drones and denials", [1, 2, 4], "en")
    assert len(text.split("\n")) == 3


# Pagefind itself.


def begun(texts: Mapping[str, Sequence[IndexedText]]) -> Indexing:
    indexing = Indexing()
    for language, some in texts.items():
        indexing.write(language, some)
    indexing.start(texts)
    return indexing


def index(*texts: str, language: str = "en") -> Any:
    numbered = [IndexedText(number, "", text) for number, text in enumerate(texts)]
    return begun({language: numbered}).result()[language]


def test_pagefind_knows_the_word_forms_of_these_languages() -> None:
    texts = {language: [IndexedText(0, "Word", "word")] for language in (*STEMMED, UNKNOWN)}
    for language, found in begun(texts).result().items():
        [program] = [path for path in found if path.startswith("wasm.")]
        expected = "unknown" if language == UNKNOWN else language
        assert program == f"wasm.{expected}.pagefind"


def test_texts_with_the_same_words_are_told_apart() -> None:
    assert numbers(index("the same", "the same", "the same")) == [0, 1, 2]


def test_the_index_is_the_same_in_whatever_order_the_texts_are_written() -> None:
    """By several processes, and whatever the order in which a disk lists their files."""
    texts = [IndexedText(number, f"Port {number}", f"coal{number} ship") for number in range(40)]
    parts = [texts[start : start + 4] for start in range(0, 40, 4)]
    made = []
    for order in ([texts], parts, parts[::-1]):
        indexing = Indexing()
        for part in order:
            indexing.write("en", part)
        indexing.start(["en"])
        made.append(indexing.result()["en"])
    assert made[0] == made[1] == made[2]
    assert numbers(made[0]) == list(range(40))


def test_a_text_that_pagefind_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_INDEX", 7)
    with pytest.raises(PagefindFailed, match="could not index the texts: Invalid index"):
        index("a")


def test_nothing_is_left_of_an_index_that_nobody_waits_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporary.tempfile, "tempdir", str(tmp_path))
    indexing = begun({"en": [IndexedText(0, "a", "b")]})
    assert list(tmp_path.iterdir()) != []
    indexing.close()
    assert list(tmp_path.iterdir()) == []
    forgotten = begun({"en": [IndexedText(0, "a", "b")]})
    del forgotten
    assert list(tmp_path.iterdir()) == []


def test_a_missing_program_is_told_before_anything_is_built(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = importlib.import_module(pagefind.PACKAGE)

    def missing() -> Path:
        raise FileNotFoundError("Could not find any of [...]")

    monkeypatch.setattr(package, "get_executable", missing)
    with pytest.raises(PagefindFailed, match="has no program for this machine"):
        Indexing()


def test_an_index_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_TEXT_ID", re.compile(b"nothing like it"))
    with pytest.raises(PagefindFailed, match="not as expected"):
        index("a")


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("/bin/false", "Pagefind could not index the texts"),
        ("/etc/passwd", "Pagefind cannot be started: Permission denied."),
        ("/bin/no-such", "Pagefind cannot be started: No such file or directory."),
    ],
)
def test_a_program_that_fails_is_told(
    program: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = importlib.import_module(pagefind.PACKAGE)
    monkeypatch.setattr(package, "get_executable", lambda: Path(program))
    with pytest.raises(PagefindFailed, match=told):
        index("a")


# Languages and words.


@pytest.mark.parametrize(
    ("text", "stated", "main", "language"),
    [
        ("Iran supplied drones.", "en", "en", "en"),
        ("Iran supplied drones.", "en-GB", "de", "en"),
        ("Die Straße ist gesperrt.", "de", "en", "de"),
        ("أرسلت إيران طائرات", "en", "en", "ar"),
        ("Drones اور روس کو ڈرون بھیجے گئے", "ur", "en", "en"),
        ("イランは無人機を供給した", "en", "en", "en"),
        ("イランは無人機を供給した", "ja", "ja", UNKNOWN),
        ("Iran supplied drones.", "ja", "ja", "en"),
        ("Шахеды упали", "en", "en", "ru"),
        ("Шахеди впали", "uk", "uk", UNKNOWN),
        ("Dronene ble levert", "nb", "en", "no"),
        ("2022", "de", "en", "de"),
        ("", "fr", "en", "fr"),
    ],
)
def test_a_text_goes_into_the_index_of_its_language(
    text: str, stated: str, main: str, language: str
) -> None:
    assert language_of(text, stated, main) == language


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("Straße, Łódź; Øresund — Æsop’s œuvre", "Strasse lódź oresund aesop’s oeuvre"),
        ("The F-16 cost 1,000 U.S. dollars.", "The F-16 cost 1000 U.S dollars"),
        ("Kırıkkale Đà Nẵng", "Kirikkale dà Nẵng"),
        ("القمـــح في المستشفى", "القمح في المستشفي"),
        ("معبر کرم", "معبر كرم"),
        ("می\u200cرود", "ميرود"),
        ("ﾐｻｲﾙと無人機", "ミ サ イ ル と 無 人 機"),
        ("١٩٧٩ ۲۰۲۲", "1979 2022"),
        ("soft\u00adhyphen ﬁne", "softhyphen fine"),
        ("… — “”", ""),
        ("12,5 a,b", "125 a b"),
    ],
)
def test_letters_are_made_alike(text: str, searched: str) -> None:
    assert " ".join(word for _, word in words_in(text)) == searched


def test_a_word_that_never_ends_is_several() -> None:
    lengths = [len(word) for _, word in words_in("a" * 250)]
    assert lengths == [60, 60, 60, 60, 10]
