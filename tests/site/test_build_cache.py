"""A build that uses what earlier ones left is, byte for byte, the build of one that has nothing."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from factcheck_report.cards import CardPainter
from factcheck_report.rendering.renderer import Renderer
from factcheck_report.storage.cache_store import CacheStore
from tests.editor import Editor
from tests.reports import Folder, environment


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the caches of all checkouts, each test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches/factcheck"


def only_file(caches: Path) -> Path:
    """The cache of the only checkout."""
    [file] = caches.glob("*/builds.sqlite")
    return file


def built(folder: Path, cache: str | None = None) -> dict[str, bytes]:
    """All files of the site of a report, built with a cache, or with "" without one."""
    site = folder.parent / "site"
    shutil.rmtree(site, ignore_errors=True)
    # A process has its plugins for all its builds; here one process stands for several.
    options = dict(MkDocsConfig._schema)
    options["plugins"].plugin_cache = {}  # type: ignore[attr-defined]
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site), strict=False)
    config.plugins["factcheck"].config.cache_dir = cache
    build(config)
    files = (file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def same(folder: Path) -> bool:
    """Whether a build with the cache is as one without; names the files that are not."""
    with_cache, without = built(folder), built(folder, "")
    assert with_cache.keys() == without.keys()
    differing = [path for path, content in without.items() if with_cache[path] != content]
    assert not differing
    return True


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that are rendered, and of pictures that are painted."""
    made: list[str] = []
    render, paint = Renderer.render, CardPainter.paint

    def rendering(self: Renderer, page: object) -> object:
        made.append(page.address)  # type: ignore[attr-defined]
        return render(self, page)  # type: ignore[arg-type]

    def painting(self: CardPainter, text: str, *rest: object) -> object:
        made.append(text)
        return paint(self, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "render", rendering)
    monkeypatch.setattr(CardPainter, "paint", painting)
    return made


SAVES = [
    ("words", "names", "add", "scale", "document", "tombstone", "words"),
    ("id", "tombstone", "order", "template", "remove", "quotes", "page", "option", "words"),
    ("address", "words", "language", "id", "document", "scale", "tombstone"),
]


@pytest.mark.parametrize("saves", SAVES, ids=" ".join)
def test_a_build_is_what_it_would_be_without_a_cache(
    saves: tuple[str, ...], shipped_copy: Path
) -> None:
    editor = Editor(shipped_copy, len(saves[0]))
    assert same(shipped_copy)
    for kind in saves:
        editor.edit(kind)
        assert same(shipped_copy), kind


def test_what_is_as_before_is_not_made_again(
    shipped_copy: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(shipped_copy, 1)
    first = built(shipped_copy)
    assert len(rendered) > 200
    rendered.clear()
    with monkeypatch.context() as patch:
        patch.setattr("factcheck_report.search.index._files", None)
        assert built(shipped_copy) == first
    assert rendered == []
    editor.edit("words")
    built(shipped_copy)
    # The claim, its picture no: that shows no summary; documents, lists and claims that name it.
    assert 0 < len(rendered) < 25, rendered


def test_lines_that_move_change_no_page(shipped_copy: Path, rendered: list[str]) -> None:
    before = built(shipped_copy)
    rendered.clear()
    claims = shipped_copy / "claims.yaml"
    claims.write_text("# A comment.\n# Another.\n" + claims.read_text("utf-8"), "utf-8")
    after = built(shipped_copy)
    assert rendered == []
    page = "claims/iran-supplied-drones/index.html"
    assert b"Written in claims.yaml, line 269." in after[page]
    assert b"Written in claims.yaml, line 267." in before[page]


def scrambled(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(4096, len(content), 997):
        content[place] ^= 0xFF
    file.write_bytes(content)


def other_words(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("update kept set content = replace(content, 'Iran', 'Irak')")
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


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_costs_only_time(damage: str, shipped_copy: Path, caches: Path) -> None:
    first = built(shipped_copy)
    file = only_file(caches)
    assert file.stat().st_size > 1_000_000
    DAMAGES[damage](file)
    assert built(shipped_copy) == first
    assert built(shipped_copy) == first


def test_the_folder_keeps_itself_out_of_git_and_backups(shipped_copy: Path) -> None:
    built(shipped_copy, ".cache")
    folder = shipped_copy / ".cache"
    assert (folder / ".gitignore").read_text("utf-8") == "*\n"
    tag = (folder / "CACHEDIR.TAG").read_text("utf-8")
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def begun(folder: Path, site: Path) -> subprocess.Popen[bytes]:
    """A build in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    return subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def files_of(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file()
    }


def test_builds_at_the_same_time_share_a_cache(shipped_copy: Path, tmp_path: Path) -> None:
    sites = [tmp_path / f"site-{number}" for number in range(4)]
    builds = [begun(shipped_copy, site) for site in sites]
    assert [build.wait() for build in builds] == [0] * 4
    first, *others = map(files_of, sites)
    assert all(other == first for other in others)
    assert first == built(shipped_copy, "")


def test_a_build_may_be_killed_at_any_moment(
    shipped_copy: Path, tmp_path: Path, caches: Path
) -> None:
    for number in range(6):
        build = begun(shipped_copy, tmp_path / "killed")
        # At first while it writes, later while it reads.
        while number < 3 and build.poll() is None and not _grown(caches, 200_000 * (number + 1)):
            time.sleep(0.001)
        time.sleep(0.3 * number)
        build.send_signal(signal.SIGKILL)
        build.wait()
    assert same(shipped_copy)


def _grown(caches: Path, size: int) -> bool:
    return any(file.stat().st_size > size for file in caches.glob("*/builds.sqlite"))


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
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


def test_a_cache_that_another_program_holds(
    shipped_copy: Path, monkeypatch: pytest.MonkeyPatch, caches: Path
) -> None:
    monkeypatch.setattr("factcheck_report.storage.cache_store._BUSY_TIMEOUT", 0.1)
    built(shipped_copy)
    with contextlib.closing(sqlite3.connect(only_file(caches))) as other:
        other.execute("begin exclusive")
        assert same(shipped_copy)
    Editor(shipped_copy, 1).edit("words")
    with contextlib.closing(sqlite3.connect(only_file(caches))) as other:
        # It reads, so that nobody can write.
        other.execute("begin").execute("select * from kept").fetchone()
        assert same(shipped_copy)


# What others may have put there.


EDIT = (
    "The minister said so; the other side denied it.",
    "The minister lied; the other side proved it.",
)


def edited(file: Path) -> None:
    """Other words in every page that a cache keeps, with right checksums."""
    old, new = (words.encode() for words in EDIT)
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        for key, content in connection.execute("select key, content from kept").fetchall():
            if old not in content:
                continue
            size, _, html = content.replace(old, new).partition(b"\n")
            change = content.partition(b"\n")[2][: int(size)].count(old) * (len(new) - len(old))
            content = b"%d\n%b" % (int(size) + change, html)
            checksum = zlib.crc32(content, zlib.crc32(key))
            connection.execute(
                "update kept set content = ?, checksum = ? where key = ?", (content, checksum, key)
            )


def commit(folder: Folder) -> None:
    """All of a folder, what is ignored, too."""
    for command in (
        ("init", "--quiet"),
        ("add", "--force", "."),
        ("-c", "user.name=E", "-c", "user.email=e@facts.example", "commit", "--quiet", "-m", "All"),
    ):
        subprocess.run(["git", *command], cwd=folder.path, check=True, capture_output=True)


def use(folder: Folder, cache_dir: str) -> None:
    folder.replace("mkdocs.yml", "  - factcheck\n", f"  - factcheck: {{cache_dir: {cache_dir}}}\n")


def claim_page(folder: Folder) -> str:
    return folder.read("site/claims/no-drones-sent/index.html")


def test_edited_rows_do_get_published_where_nobody_looks(folder: Folder) -> None:
    """The other tests mean something."""
    use(folder, ".cache/factcheck")
    assert folder.build().returncode == 0
    edited(folder.path / ".cache/factcheck/builds.sqlite")
    assert folder.build().returncode == 0
    assert EDIT[1] in claim_page(folder)


def with_edited_cache(folder: Folder, place: str) -> dict[str, bytes]:
    """Puts edited rows into a report's folder; returns what its site is without them."""
    settings = folder.read("mkdocs.yml")
    use(folder, place)
    assert folder.build().returncode == 0
    edited(folder.path / place / "builds.sqlite")
    folder.write("mkdocs.yml", settings)
    site = files_of(folder.path / "site")
    shutil.rmtree(folder.path / "site")
    return site


def test_a_cache_in_the_repository_is_not_read(folder: Folder) -> None:
    site = with_edited_cache(folder, ".cache/factcheck")
    commit(folder)
    assert folder.build().returncode == 0
    assert files_of(folder.path / "site") == site


@pytest.mark.parametrize("place", [".cache/factcheck", "seeds/kept", "../report/.cache"])
def test_a_cache_dir_that_git_tracks_is_refused(folder: Folder, place: str) -> None:
    with_edited_cache(folder, place)
    use(folder, place)
    commit(folder)
    for command in (("factcheck_report", "build"), ("mkdocs", "build")):
        done = folder.run(*command)
        assert done.returncode == 1
        assert f"“{place}” are part of the repository" in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr
        assert not (folder.path / "site").exists()


def test_a_cache_home_in_the_repository_is_not_read_if_git_tracks_it(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.path / "home"))
    assert folder.build().returncode == 0
    site = files_of(folder.path / "site")
    edited(only_file(folder.path / "home/factcheck"))
    commit(folder)
    done = folder.build()
    assert done.returncode == 0, done.stderr
    assert "note:" in done.stderr and "are part of the repository" in done.stderr
    assert files_of(folder.path / "site") == site


@pytest.mark.parametrize("link", [".cache", ".cache/factcheck"])
def test_a_cache_dir_that_leads_elsewhere_is_refused(folder: Folder, link: str) -> None:
    with_edited_cache(folder, "../elsewhere/factcheck" if link == ".cache" else "../elsewhere")
    place = folder.path / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(folder.path.parent / "elsewhere")
    use(folder, ".cache/factcheck")
    done = folder.build()
    assert done.returncode == 1
    assert "goes through a link" in done.stderr
    assert not (folder.path / "site").exists()


def test_a_cache_dir_of_which_git_cannot_tell_is_not_read(folder: Folder) -> None:
    site = with_edited_cache(folder, ".cache/factcheck")
    use(folder, ".cache/factcheck")
    folder.write(".git", "gitdir: nowhere")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    assert "git cannot say" in done.stderr
    assert files_of(folder.path / "site") == site


def test_checkouts_have_caches_of_their_own(folder: Folder, caches: Path) -> None:
    other = Folder(folder.path.parent / "other")
    assert folder.build().returncode == 0
    edited(only_file(caches))
    assert other.build().returncode == 0
    assert EDIT[0] in claim_page(other) and EDIT[1] not in claim_page(other)
    assert len(list(caches.iterdir())) == 2
    assert folder.build().returncode == 0
    assert EDIT[1] in claim_page(folder)


def homes(place: Path) -> Iterator[dict[str, str]]:
    """Environments in which nothing can be kept."""
    (place / "file").write_text("No folder.", "utf-8")
    yield {"HOME": str(place / "file")}
    yield {"HOME": "/proc"}
    yield {"HOME": ""}
    yield {"HOME": "here"}
    yield {"XDG_CACHE_HOME": str(place / "file")}
    if os.geteuid() == 0:
        (place / "foreign").mkdir()
        os.chown(place / "foreign", 12345, 12345)
        yield {"XDG_CACHE_HOME": str(place / "foreign")}
    else:
        yield {"XDG_CACHE_HOME": "/usr"}


def test_without_a_home_there_is_a_note_and_no_cache(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(folder.path.parent.rglob("*"))
    for variables in homes(folder.path.parent):
        with monkeypatch.context() as patch:
            patch.delenv("XDG_CACHE_HOME")
            for name, value in variables.items():
                patch.setenv(name, value)
            done = folder.build()
        assert done.returncode == 0, done.stderr
        assert re.search(r"mkdocs\.yml:1:1: note: .*\n.*\[cache\]", done.stderr), variables
        assert "Traceback" not in done.stderr
        assert EDIT[0] in claim_page(folder)
    shutil.rmtree(folder.path / "site")
    new = set(folder.path.parent.rglob("*")) - before
    assert {path.name for path in new} <= {"file", "foreign"}


def test_a_cache_dir_that_cannot_be_written_gives_a_note(folder: Folder) -> None:
    folder.write(".cache", "A file where the folder should be.")
    use(folder, ".cache/factcheck")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    line = (
        folder.read("mkdocs.yml").splitlines().index("  - factcheck: {cache_dir: .cache/factcheck}")
    )
    assert f"mkdocs.yml:{line + 1}:1: note:" in done.stderr


def a_pipe(file: Path) -> None:
    file.unlink(missing_ok=True)
    os.mkfifo(file)


def a_link(file: Path) -> None:
    elsewhere = file.parent.parent / "elsewhere"
    elsewhere.write_bytes(file.read_bytes() if file.is_file() else b"")
    file.unlink(missing_ok=True)
    file.symlink_to(elsewhere)


def an_endless_view(file: Path) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n)"
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        columns = "x'00' as key, 0 as checksum, x'00' as content"
        for table in ("kept", "used"):
            connection.execute(f"drop table {table}")
            connection.execute(
                f"create view {table} as {endless} select i, {columns}, i as build, i as size"
                " from n where i < 0"
            )


def an_endless_trigger(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "create trigger t after insert on used begin select count(*) from"
            " (with recursive n(i) as (select 1 union all select i + 1 from n) select i from n);"
            " end"
        )


STRANGE: dict[str, Callable[[Path], object]] = {
    "pipe": a_pipe,
    "journal a pipe": lambda file: a_pipe(file.with_name("builds.sqlite-journal")),
    "log a pipe": lambda file: a_pipe(file.with_name("builds.sqlite-wal")),
    "link": a_link,
    "journal a link": lambda file: a_link(file.with_name("builds.sqlite-journal")),
    "view": an_endless_view,
    "trigger": an_endless_trigger,
}


@pytest.mark.parametrize("strange", STRANGE)
def test_strange_files_are_neither_read_nor_waited_for(
    strange: str, folder: Folder, caches: Path
) -> None:
    assert folder.build().returncode == 0
    site = files_of(folder.path / "site")
    file = only_file(caches)
    edited(file)
    if strange.startswith(("journal", "log")):
        # What is beside them is no reason to read the rows.
        file.unlink()
    STRANGE[strange](file)
    before = (caches / "elsewhere").read_bytes() if strange.endswith("link") else b""
    for _ in range(2):
        # It has two minutes, and takes two seconds.
        done = folder.build()
        assert done.returncode == 0, done.stderr
        assert files_of(folder.path / "site") == site
    if strange.endswith("link"):
        assert (caches / "elsewhere").read_bytes() == before
    kept = os.lstat(file)
    assert stat.S_ISREG(kept.st_mode) and kept.st_size > 100_000


def test_a_query_that_takes_too_long_is_given_up(
    shipped_copy: Path, monkeypatch: pytest.MonkeyPatch, rendered: list[str]
) -> None:
    first = built(shipped_copy)
    rendered.clear()
    monkeypatch.setattr("factcheck_report.storage.cache_store._MAX_STEPS", 50)
    assert built(shipped_copy) == first
    assert len(rendered) > 200


def filled(folder: Path, size: int) -> None:
    """Builds of a checkout that keep so many bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    with CacheStore(folder) as cache:
        for part in range(10):
            cache.put(f"{part}".encode(), os.urandom(size // 10))


def sizes(caches: Path) -> dict[str, int]:
    return {
        folder.name: sum(file.stat().st_size for file in folder.iterdir())
        for folder in caches.iterdir()
    }


def used_before(folder: Path, hours: int) -> None:
    """As if the last build had been so many hours ago."""
    at = time.time() - hours * 3600
    os.utime(folder, (at, at))


def test_all_caches_together_keep_to_a_limit(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck_report.storage.cache_store._MAX_SIZE", 3_500_000)
    for hours, name in enumerate(("third", "second", "first"), 1):
        filled(caches / name, 1_000_000)
        used_before(caches / name, hours)
    somebody = caches / "somebody's"
    somebody.mkdir()
    (somebody / "large").write_bytes(bytes(9_000_000))
    used_before(somebody, 9)

    filled(caches / "fourth", 1_000_000)
    assert sizes(caches).keys() == {"second", "third", "fourth", "somebody's"}
    # Used again, it is not the next to go; one in use stays, however old.
    filled(caches / "second", 1_000_000)
    with CacheStore(caches / "third"):
        used_before(caches / "third", 8)
        filled(caches / "fifth", 1_000_000)
        assert sizes(caches).keys() == {"second", "third", "fifth", "somebody's"}


def test_one_cache_keeps_to_the_limit(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck_report.storage.cache_store._MAX_SIZE", 1_000_000)
    for _ in range(3):
        filled(caches / "only", 5_000_000)
        assert 500_000 < sizes(caches)["only"] < 1_300_000
