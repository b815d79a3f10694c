"""The same report gives the same bytes wherever, whenever and by whomever it is built."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import cycle, product
from pathlib import Path

import pytest

from tests.reports import EXAMPLE, ROOT, Folder, environment
from tests.reproducing import (
    MKDOCS,
    Repository,
    Way,
    assert_same,
    differing,
    listing,
    make_locales,
)

BASE = Way(
    variables={"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1", "COLUMNS": "80"},
    cores=1,
)
TURKISH = Way(
    copy="worktree",
    command=MKDOCS,
    umask=0o077,
    clock="2031-12-31 23:30:00",
    file_time=1_900_000_000,
    cached=True,
    variables={
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "2",
        "PYTHONUTF8": "0",
        "COLUMNS": "20",
        "FACTCHECK_JOBS": "3",
    },
)
GERMAN = Way(
    copy="shallow clone",
    umask=0o002,
    clock="2028-02-29 00:10:00",
    file_time=1,
    # What the build before it left.
    cached=True,
    variables={
        "LC_ALL": "de_DE.UTF-8",
        "LANG": "C",
        "TZ": "Pacific/Pago_Pago",
        "PYTHONHASHSEED": "3",
        "PYTHONUTF8": "1",
        "COLUMNS": "400",
    },
)
WITHOUT_GIT = replace(TURKISH, copy="folder without git", cached=False, umask=0o022)

NAMING_THE_COMMIT = ["SHA256SUMS", "claims.json", "data/index.html"]
"""The files that differ without git."""
_COMMIT = re.compile(r'<p class="fc-note">This report was made from commit [0-9a-f]{40}\.</p>')


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The example in a repository with two commits, and with files that not everybody may read."""
    folder = Folder(tmp_path / "origin")
    shutil.rmtree(folder.path)
    shutil.copytree(EXAMPLE, folder.path)
    folder.replace(
        "mkdocs.yml",
        "      claims: claims.yaml",
        '      claims: claims.yaml\n      cache_dir: !ENV [REPORT_CACHE, ""]',
    )
    folder.git("init", "--quiet")
    folder.commit("The report")
    folder.write("docs/extra/picture.svg", "<svg/>")
    folder.commit("A picture")
    (folder.path / "docs/extra/picture.svg").chmod(0o600)
    locales = tmp_path / "locales"
    locales.mkdir()
    make_locales(locales)
    return Repository(folder.path, tmp_path, locales)


def test_every_place_day_and_person_gets_the_same_site(repository: Repository) -> None:
    site = repository.build(BASE, "base")
    base = listing(site)
    assert len(base) > 400
    german = repository.build(GERMAN, "german")
    assert_same(base, listing(german), "from a shallow clone, in German")
    assert any((repository.scratch / "cache").iterdir())


@pytest.mark.long
def test_mkdocs_alone_makes_the_same_site_from_a_cache(repository: Repository) -> None:
    site = repository.build(BASE, "base")
    repository.build(GERMAN, "german")
    # MkDocs alone leaves the modes to the person who builds.
    turkish = listing(repository.build(TURKISH, "turkish"), modes=False)
    assert_same(listing(site, modes=False), turkish, "with MkDocs, in Turkish, from a cache")


@pytest.mark.long
def test_every_place_day_and_person_gets_the_same_bundle_and_export(
    repository: Repository,
) -> None:
    site = repository.build(BASE, "base")
    german = repository.build(GERMAN, "german")
    found = []
    for way, name, built in ((BASE, "base", site), (GERMAN, "german", german)):
        out = repository.scratch / f"out-{name}"
        out.mkdir()
        archive = out / "bundle.zip"
        repository.run(way, name, "factcheck_report", "bundle", str(built), "-o", str(archive))
        repository.run(way, name, "factcheck_report", "export", str(out / "project"))
        found.append(listing(out, modes=False))
    assert len(found[0]) > 300
    assert_same(*found, "bundle and export")


@pytest.mark.long
def test_without_git_only_the_commit_is_missing(repository: Repository) -> None:
    site = repository.build(BASE, "base")
    content = listing(site, modes=False)
    without = repository.build(WITHOUT_GIT, "without")
    assert differing(content, listing(without, modes=False)) == NAMING_THE_COMMIT
    data, rest = ((place / "claims.json").read_text("utf-8") for place in (site, without))
    named, unnamed = json.loads(data), json.loads(rest)
    assert named["report"].pop("revision")["commit"]
    assert unnamed["report"].pop("revision") is None
    assert named == unnamed
    data, rest = ((place / "data/index.html").read_text("utf-8") for place in (site, without))
    assert len(_COMMIT.findall(data)) == 1
    assert _COMMIT.sub("", data) == rest


@pytest.mark.long
def test_all_ways_to_build_give_the_same_site(repository: Repository) -> None:
    site = repository.build(BASE, "base")
    base, content = listing(site), listing(site, modes=False)
    without_git: set[str] = set()
    copies = ("clone", "shallow clone", "worktree", "folder without git")
    commands = (Way().command, MKDOCS)
    clocks, cores = cycle((None, TURKISH.clock, GERMAN.clock)), cycle((1, None))
    variables = cycle(way.variables for way in (BASE, TURKISH, GERMAN, WITHOUT_GIT))
    ways = product(copies, commands, (0o022, 0o077, 0o002), (False, True))
    for number, (copy, command, umask, cached) in enumerate(ways):
        way = Way(copy, command, umask, next(clocks), number, next(cores), cached, next(variables))
        modes = command != MKDOCS
        made = listing(repository.build(way, f"way-{number}"), modes)
        if copy == "folder without git":
            assert differing(base if modes else content, made) == NAMING_THE_COMMIT, way
            without_git.add(made["SHA256SUMS"][1])
        else:
            assert_same(base if modes else content, made, str(way))
    assert len(without_git) == 1


@pytest.mark.long
def test_every_day_and_person_gets_the_same_release(tmp_path: Path) -> None:
    found = []
    for name, umask, before in (
        ("a", 0o077, []),
        ("another", 0o002, ["faketime", "2031-12-31 23:30:00"]),
    ):
        (tmp_path / f"temporary-{name}").mkdir()
        done = subprocess.run(
            [*before, str(ROOT / ".ci/pack"), sys.executable, str(tmp_path / name)],
            cwd=tmp_path,
            env=environment()
            | {"TMPDIR": str(tmp_path / f"temporary-{name}"), "TZ": "Asia/Tehran"},
            umask=umask,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        found.append(listing(tmp_path / name))
    assert sorted(Path(path).suffix for path in found[0]) == [".gz", ".whl"]
    assert_same(*found, "sdist and wheel")
