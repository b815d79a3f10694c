"""The script that says whether two built sites publish the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reports import ROOT


def compare(site: Path, other: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "benchmarks/compare_sites.py"), str(site), str(other)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def two_sites(example_site: Path, tmp_path: Path) -> tuple[Path, Path]:
    return example_site, Path(shutil.copytree(example_site, tmp_path / "other"))


def edited(file: Path, edit: Callable[[str], str]) -> None:
    text = file.read_text("utf-8")
    assert edit(text) != text
    file.write_text(edit(text), "utf-8")


def test_differences_that_come_from_the_build_alone_are_ignored(
    two_sites: tuple[Path, Path],
) -> None:
    site, other = two_sites
    edited(other / "index.html", lambda text: text.replace("<h1", "\n\n  <h1"))
    edited(other / "index.html", lambda text: text.replace("mkdocs-1.", "mkdocs-7."))
    edited(other / "claims.json", lambda text: json.dumps(json.loads(text), indent=3))
    [bundle] = (other / "assets/javascripts").glob("bundle.*.min.js")
    bundle.rename(bundle.with_name("bundle.01234567.min.js"))
    for page in other.rglob("*.html"):
        page.write_text(page.read_text("utf-8").replace(bundle.name, "bundle.01234567.min.js"))

    done = compare(site, other)

    assert (done.returncode, done.stdout) == (0, "The sites publish the same.\n")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("index.html", "<h1", "<h2"),
        ("index.html", 'href="claims/"', 'href="claim/"'),
        ("claims.json", '"supports"', '"refutes"'),
        ("claims.csv", ",", ";"),
        ("sitemap.xml", "<urlset", '<urlset x=""'),
        ("assets/factcheck/factcheck.css", "color", "colour"),
    ],
)
def test_a_difference_is_printed(
    two_sites: tuple[Path, Path], file: str, old: str, new: str
) -> None:
    site, other = two_sites
    edited(other / file, lambda text: text.replace(old, new, 1))

    done = compare(site, other)

    assert done.returncode == 1
    assert done.stdout.startswith(f"{file}:\n")


def test_missing_files_and_different_pictures_are_listed(two_sites: tuple[Path, Path]) -> None:
    site, other = two_sites
    (other / "feed.xml").unlink()
    (other / "new.txt").write_text("new")
    pictures = sorted((other / "claims").rglob("card.png"))[:2]
    shutil.copy(pictures[0], pictures[1])

    printed = compare(site, other).stdout.splitlines()

    assert f"only in {site}: feed.xml" in printed
    assert f"only in {other}: new.txt" in printed
    assert f"{pictures[1].relative_to(other)}: the pictures differ" in printed
    assert len(printed) == 3


def test_a_folder_without_a_site_is_refused(two_sites: tuple[Path, Path], tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert compare(two_sites[0], empty).returncode == 2
