"""A cache that others could have written is not read."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import files_of
from tests.caches import (
    EDIT,
    build_and_edit_cache,
    claim_page,
    commit_all,
    edit_cached_pages,
    set_cache_dir,
    the_only_cache,
)
from tests.reports import Folder
from tests.weekly import weekly_but

NAME_THE_COMMIT = {"claims.json", "data/index.html", "SHA256SUMS"}

pytestmark = pytest.mark.usefixtures("caches")


def assert_unedited(folder: Folder, site: dict[str, bytes]) -> None:
    """The site is as it was before everything was committed, except that it names the commit."""
    built = files_of(folder.path / "site")
    assert EDIT[0] in claim_page(folder)
    assert not [name for name, data in built.items() if EDIT[1].encode() in data]
    assert built.keys() == site.keys()
    assert {name for name in site if built[name] != site[name]} <= NAME_THE_COMMIT


def test_an_edited_cache_outside_the_repository_is_read(folder: Folder) -> None:
    """The other tests mean something."""
    set_cache_dir(folder, ".cache/factcheck")
    assert folder.build().returncode == 0
    edit_cached_pages(folder.path / ".cache/factcheck/builds.sqlite")
    assert folder.build().returncode == 0
    assert EDIT[1] in claim_page(folder)


def test_a_cache_in_the_repository_is_not_read(folder: Folder) -> None:
    site = build_and_edit_cache(folder, ".cache/factcheck")
    commit_all(folder)
    assert folder.build().returncode == 0
    assert_unedited(folder, site)


@pytest.mark.parametrize(
    "place",
    weekly_but([".cache/factcheck", "seeds/kept", "../report/.cache"], "../report/.cache"),
)
def test_a_cache_dir_that_git_tracks_is_refused(folder: Folder, place: str) -> None:
    build_and_edit_cache(folder, place)
    set_cache_dir(folder, place)
    commit_all(folder)
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
    edit_cached_pages(the_only_cache(folder.path / "home/factcheck"))
    commit_all(folder)
    done = folder.build()
    assert done.returncode == 0, done.stderr
    assert "note:" in done.stderr and "are part of the repository" in done.stderr
    assert_unedited(folder, site)


@pytest.mark.parametrize("link", [".cache", ".cache/factcheck"])
def test_a_cache_dir_that_leads_elsewhere_is_refused(folder: Folder, link: str) -> None:
    build_and_edit_cache(folder, "../elsewhere/factcheck" if link == ".cache" else "../elsewhere")
    place = folder.path / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(folder.path.parent / "elsewhere")
    set_cache_dir(folder, ".cache/factcheck")
    done = folder.build()
    assert done.returncode == 1
    assert "contains a link" in done.stderr
    assert not (folder.path / "site").exists()


def test_a_cache_dir_is_not_read_if_git_fails(folder: Folder) -> None:
    site = build_and_edit_cache(folder, ".cache/factcheck")
    set_cache_dir(folder, ".cache/factcheck")
    folder.write(".git", "gitdir: nowhere")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    assert "git cannot say" in done.stderr
    assert files_of(folder.path / "site") == site


def test_checkouts_have_caches_of_their_own(folder: Folder, caches: Path) -> None:
    other = Folder(folder.path.parent / "other")
    assert folder.build().returncode == 0
    edit_cached_pages(the_only_cache(caches))
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
    set_cache_dir(folder, ".cache/factcheck")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    line = (
        folder.read("mkdocs.yml").splitlines().index("  - factcheck: {cache_dir: .cache/factcheck}")
    )
    assert f"mkdocs.yml:{line + 1}:1: note:" in done.stderr
