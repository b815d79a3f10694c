"""A build with the cache of earlier builds is, byte for byte, a build without one."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck_report.storage.cache_store import CacheStore
from tests.building import build_in_process, files_of, start_build
from tests.caches import the_only_cache
from tests.editor import Editor, keep_claims
from tests.reports import Folder
from tests.weekly import weekly_but

pytestmark = pytest.mark.usefixtures("caches")


def same(folder: Path) -> bool:
    """Whether a build with the cache is as one without; names the files that are not."""
    with_cache, without = build_in_process(folder), build_in_process(folder, "")
    assert with_cache.keys() == without.keys()
    differing = [path for path, content in without.items() if with_cache[path] != content]
    assert not differing
    return True


SOME = "names+add+document+template+quotes words+id+page+option+language"
"""What is edited before each build."""
LONG = [
    "words names+add+scale+document tombstone+id+order+template remove+quotes+page+option+address "
    "words+language",
    "words names add scale document tombstone words",
    "id tombstone order template remove quotes page option words",
    "address words language id document scale tombstone",
]


@pytest.mark.parametrize(
    ("claims", "saves"),
    [
        pytest.param(12, SOME, id="some kinds"),
        *(pytest.param(None, saves, id=saves, marks=pytest.mark.long) for saves in LONG),
    ],
)
def test_a_build_with_the_cache_equals_one_without(
    claims: int | None, saves: str, example_copy: Path
) -> None:
    if claims:
        keep_claims(example_copy, claims)
    editor = Editor(example_copy, len(saves))
    assert same(example_copy)
    for kinds in saves.split():
        for kind in kinds.split("+"):
            editor.edit(kind)
        assert same(example_copy), kinds


def test_a_quote_of_an_event_changes_the_page_of_its_document(folder: Folder) -> None:
    folder.write(
        "claims.yaml",
        folder.read("claims.yaml")
        + """
timeline:
  - when: 2022-11-05
    event: The office was silent.
    quotes:
      - {text: did not answer, source: gazette, wording: document}
disagreements:
  - about: Drones
    compatible: no
    note: One says so, another not.
    quotes:
      - {text: no drones were sent, source: gazette, wording: document}
      - {text: dozens of drones had been sent in summer, source: gazette, wording: document}
""",
    )
    assert same(folder.path)
    for old, new in (
        (
            "{text: did not answer,",
            "{text: The minister’s office, source: gazette, wording: document}\n"
            "      - {text: did not answer,",
        ),
        (
            "{text: did not answer, source: gazette,",
            "{text: did not answer, source: gazette, note: For days.,",
        ),
        ("{text: no drones were sent,", "{text: no drones,"),
    ):
        folder.replace("claims.yaml", old, new)
        assert same(folder.path), new


def test_unchanged_pages_are_not_rendered_again(
    example_copy: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(example_copy, 1)
    first = build_in_process(example_copy)
    assert len(rendered) > 90
    rendered.clear()
    with monkeypatch.context() as patch:
        patch.setattr("factcheck_report.site.search_files.SearchIndexer", None)
        assert build_in_process(example_copy) == first
    assert rendered == []
    editor.edit("words")
    build_in_process(example_copy)
    # The claim, its picture no: that shows no summary; documents, lists and claims that name it.
    assert 0 < len(rendered) < 25, rendered


def test_moved_lines_change_no_page(example_copy: Path, rendered: list[str]) -> None:
    before = build_in_process(example_copy)
    rendered.clear()
    claims = example_copy / "claims.yaml"
    claims.write_text(f"# A comment.\n# Another.\n{claims.read_text('utf-8')}", "utf-8")
    after = build_in_process(example_copy)
    assert rendered == []
    assert [name for name in before if name.endswith(".html") and after[name] != before[name]] == []
    assert len(after) == len(before)


def scrambled(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(4096, len(content), 997):
        content[place] ^= 0xFF
    file.write_bytes(content)


def other_words(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("update kept set content = replace(content, 'summer', 'winter')")
    connection.close()


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "no database": lambda file: file.write_bytes(b"Something else. " * 1000),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:50_000]),
    "scrambled": scrambled,
    "other words": other_words,
    "a folder": a_folder,
}


@pytest.mark.parametrize("damage", weekly_but(DAMAGES, "cut off", "other words", "a folder"))
def test_a_damaged_cache_only_costs_time(damage: str, folder: Folder, caches: Path) -> None:
    first = build_in_process(folder.path)
    file = the_only_cache(caches)
    assert file.stat().st_size > 100_000
    DAMAGES[damage](file)
    assert build_in_process(folder.path) == first
    assert build_in_process(folder.path) == first


def test_the_folder_keeps_itself_out_of_git_and_backups(folder: Folder) -> None:
    build_in_process(folder.path, ".cache")
    assert folder.read(".cache/.gitignore") == "*\n"
    tag = folder.read(".cache/CACHEDIR.TAG")
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


@pytest.mark.long
@pytest.mark.parametrize("number", [2, 3])
def test_builds_at_the_same_time_share_a_cache(
    example_copy: Path, tmp_path: Path, number: int
) -> None:
    sites = [tmp_path / f"site-{index}" for index in range(number)]
    builds = [start_build(example_copy, site) for site in sites]
    assert [build.wait() for build in builds] == [0] * number
    first, *others = map(files_of, sites)
    assert all(other == first for other in others)
    assert first == build_in_process(example_copy, "")


@pytest.mark.long
def test_a_build_may_be_killed_at_any_moment(
    example_copy: Path, tmp_path: Path, caches: Path
) -> None:
    for number in range(6):
        build = start_build(example_copy, tmp_path / "killed")
        # At first while it writes, later while it reads.
        while number < 3 and build.poll() is None and not _grown(caches, 200_000 * (number + 1)):
            time.sleep(0.001)
        time.sleep(0.3 * number)
        build.send_signal(signal.SIGKILL)
        build.wait()
    assert same(example_copy)


def _grown(caches: Path, size: int) -> bool:
    return any(file.stat().st_size > size for file in caches.glob("*/builds.sqlite"))


def test_the_cache_has_a_limited_size(tmp_path: Path) -> None:
    content = os.urandom(100_000)
    for number in range(40):
        with CacheStore(tmp_path) as cache:
            assert cache.get(b"always") == (content if number else None)
            cache.put(b"always", content)
            for part in range(10):
                cache.put(f"{number}-{part}".encode(), content)
    assert (tmp_path / "builds.sqlite").stat().st_size < 5 * 11 * len(content)
    with CacheStore(tmp_path) as cache:
        # Of the branch that was built before the last one, too.
        assert [cache.get(f"{number}-0".encode()) for number in (39, 38, 0)] == [content] * 2 + [
            None
        ]


@pytest.mark.long
def test_a_cache_locked_by_another_program_is_skipped(
    example_copy: Path, monkeypatch: pytest.MonkeyPatch, caches: Path
) -> None:
    monkeypatch.setattr("factcheck_report.storage.cache_store._BUSY_TIMEOUT", 0.1)
    build_in_process(example_copy)
    with contextlib.closing(sqlite3.connect(the_only_cache(caches))) as other:
        other.execute("begin exclusive")
        assert same(example_copy)
    Editor(example_copy, 1).edit("words")
    with contextlib.closing(sqlite3.connect(the_only_cache(caches))) as other:
        # It reads, so that nobody can write.
        other.execute("begin").execute("select * from kept").fetchone()
        assert same(example_copy)
