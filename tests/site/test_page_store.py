"""Stored pages are read back, and nothing of a store stays behind."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from factcheck_report.site.page_store import PageStore, StoredText


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_texts_are_read_in_any_order() -> None:
    store = PageStore()
    texts = ["one", "", "zwei “ä”", "🜨"]
    stored = [StoredText(store, store.add(text)) for text in texts]
    assert [str(item) for item in reversed(stored)] == texts[::-1]
    assert store.new_file() != store.new_file()
    store.close()


def _add(store: PageStore, texts: list[str], told: Connection) -> None:
    told.send([store.add(text) for text in texts])


def test_forks_of_a_process_add_to_the_same_store() -> None:
    store, fork = PageStore(), multiprocessing.get_context("fork")
    before = store.add("before")
    texts = {letter: [letter * size for size in range(30)] for letter in "ab"}
    places = {}
    for letter, of_letter in texts.items():
        here, there = fork.Pipe()
        process = fork.Process(target=_add, args=(store, of_letter, there))
        process.start()
        places[letter] = here.recv()
        process.join()
    after = store.add("after")
    assert [store.read(place) for place in (after, before)] == ["after", "before"]
    for letter, of_letter in places.items():
        assert [store.read(place) for place in of_letter] == texts[letter]
    store.close()


def test_copies_of_a_text_are_plain_strings() -> None:
    store = PageStore()
    stored = StoredText(store, store.add("text"))
    for made in (copy.copy(stored), copy.deepcopy(stored), pickle.loads(pickle.dumps(stored))):
        assert made == "text"
    store.close()


def test_the_folder_is_removed_with_the_store_or_before(scratch: Path) -> None:
    store = PageStore()
    store.add("text")
    assert list(scratch.iterdir())
    store.close()
    store.close()
    assert not list(scratch.iterdir())
    store = PageStore()
    del store
    assert not list(scratch.iterdir())
