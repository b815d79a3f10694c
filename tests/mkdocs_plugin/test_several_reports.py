"""Several reports in one site: each below a path, in its own language, with its own search."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building import build_in_process
from tests.newsroom import PATH, add_second_report, newsroom_with_example, write_newsroom
from tests.reports import Folder

SECOND = "ferien/"
CLAIM = "claims/no-drones-sent/"
OF_EXAMPLE = "claims/every-ferry-inspected/"


@pytest.fixture(scope="session")
def built(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Folder:
    """The example and a small German report in one site, built by `factcheck build`."""

    def build(place: Path) -> None:
        folder = newsroom_with_example(place / "site")
        add_second_report(folder, SECOND)
        done = folder.factcheck("build")
        assert done.returncode == 0, done.stdout + done.stderr

    return Folder.at(made_once("two-reports", build) / "site")


def test_each_report_has_its_own_pages_language_and_files(built: Folder) -> None:
    english, german = built.page(PATH + OF_EXAMPLE), built.page(SECOND + CLAIM)
    assert '<div class="fc-report" lang="en" dir="ltr">' in english
    assert '<div class="fc-report" lang="de" dir="ltr">' in german
    assert "<summary>Menu</summary>" in english or ">Menu</summary>" in english
    assert ">Menü</summary>" in german
    assert not (built.path / "site" / SECOND / OF_EXAMPLE).exists()
    assert not (built.path / "site" / PATH / CLAIM).exists()
    for path in (PATH, SECOND):
        data = json.loads(built.read(f"site/{path}claims.json"))
        assert f"https://paper.example/paper/{path}" in json.dumps(data)
        assert (built.path / "site" / path / "claims/index/words/about.pack").is_file()
        assert (built.path / "site" / path / "assets/factcheck/factcheck.css").is_file()
    for name in ("about.pack", "page-0.pack"):
        one, other = (
            (built.path / "site" / path / "claims/index/words" / name).read_bytes()
            for path in (PATH, SECOND)
        )
        assert one != other


def test_the_search_of_the_site_finds_both(built: Folder) -> None:
    docs = json.loads(built.read("site/search/search_index.json"))["docs"]
    found = {entry["location"] for entry in docs}
    assert {PATH + OF_EXAMPLE, SECOND + CLAIM, "news/ferries/#the-new-line"} <= found


def test_reports_in_one_site_share_a_cache(
    folder: Folder, caches: Path, rendered: list[str]
) -> None:
    write_newsroom(folder)
    add_second_report(folder, SECOND)
    before = build_in_process(folder.path)
    first = len(rendered)
    assert first > 0
    assert build_in_process(folder.path) == before
    # Both reports come from the cache: the second did not push out the first.
    assert len(rendered) == first
    assert len(list(caches.rglob("builds.sqlite"))) == 1


def test_problems_of_all_reports_are_told_at_once(folder: Folder) -> None:
    write_newsroom(folder)
    add_second_report(folder, SECOND)
    for name in ("claims.yaml", "second.yaml"):
        folder.replace(name, "stance: supports", "stance: suports")
    done = folder.build()
    assert done.returncode == 1
    assert "\nclaims.yaml:" in done.stderr
    assert "\nsecond.yaml:" in done.stderr
    assert "2 errors." in done.stderr
    assert not (folder.path / "site").exists()


WRONG = {
    "no path": ("      path: ferien/\n", "", "is listed several times, once without a “path”"),
    "the same path": ("path: ferien/", f"path: {PATH}", "would be inside the one at"),
    "one in the other": ("path: ferien/", f"path: {PATH}2027/", f"“{PATH}2027/” would be inside"),
}


@pytest.mark.parametrize("case", WRONG)
def test_paths_that_do_not_go_together(folder: Folder, case: str) -> None:
    old, new, message = WRONG[case]
    write_newsroom(folder)
    add_second_report(folder, SECOND)
    folder.replace("mkdocs.yml", old, new)
    done = folder.build()
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder.path / "site").exists()


def test_commands_ask_which_report_is_meant(folder: Folder) -> None:
    write_newsroom(folder)
    add_second_report(folder, SECOND)
    done = folder.factcheck("check")
    assert done.returncode == 2
    assert "mkdocs.yml names 2 reports." in done.stderr
    assert "--claims claims.yaml or --claims second.yaml" in done.stderr
    done = folder.factcheck("check", "--claims", "second.yaml")
    assert done.returncode == 0, done.stderr
    assert "1 claim;" in done.stdout
