"""This repository with another report in the place of its own: it builds, and its tests know."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import run_module
from tests.reports import EXAMPLE, ROOT, Folder, environment

NOT_COPIED = {".git", ".venv", "site", ".hypothesis", "__pycache__"}


def not_copied(folder: str, names: list[str]) -> set[str]:
    """What Git does not keep, either. A package of the product is called `site`, too."""
    here = {"__pycache__"} if Path(folder) != ROOT else NOT_COPIED
    return {name for name in names if name in here or name.endswith("_cache")}


def small(place: Path) -> Path:
    return Folder(place / "small").path


def started_by_init(place: Path) -> Path:
    # It is named in a file of the new report, and nothing of it is used here.
    wheel = place / "factcheck_report-1-py3-none-any.whl"
    wheel.write_bytes(b"")
    arguments = ("factcheck_report", "init", "new", "--product", str(wheel))
    done = run_module(arguments, place, environment())
    assert done.returncode == 0, done.stderr
    return place / "new"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository without a report."""
    copy = tmp_path_factory.mktemp("fork") / "repository"
    shutil.copytree(ROOT, copy, ignore=not_copied)
    replace_report(copy, EXAMPLE)
    return copy


def replace_report(repository: Path, other: Path) -> None:
    """Put claims and documents of another report into the place of those that are there."""
    for name in ("seeds", "documents"):
        shutil.rmtree(repository / name, ignore_errors=True)
        if (other / name).is_dir():
            shutil.copytree(other / name, repository / name)
    shutil.copyfile(other / "claims.yaml", repository / "claims.yaml")


def run(repository: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
        env=environment() | {"PYTHONPATH": str(repository / "generator")},
    )


def make(repository: Path, target: str) -> subprocess.CompletedProcess[str]:
    """Make a target with what is installed here."""
    installed = f"{sys.prefix}/site.installed"
    return run(repository, "make", target, f"VENV={sys.prefix}", f"--old-file={installed}")


@pytest.mark.parametrize("other", [pytest.param(small, marks=pytest.mark.long), started_by_init])
def test_another_report_is_checked_and_built(
    other: Callable[[Path], Path], repository: Path, tmp_path: Path
) -> None:
    replace_report(repository, other(tmp_path))
    checked = make(repository, "check")
    assert checked.returncode == 0, checked.stdout
    built = make(repository, "site")
    assert built.returncode == 0, built.stdout + built.stderr
    home = (repository / "site/index.html").read_text("utf-8")
    assert 'href="methodology/"' in home
    for page in ("timeline", "disagreements"):
        # They have no content here, and so no place in the menu.
        assert f'href="{page}/"' not in home
        assert not (repository / "site" / page).exists()
    assert "five documents" not in home.partition('class="md-copyright"')[2]


@pytest.mark.long
def test_tests_of_the_shipped_report_are_left_out_and_that_is_said(repository: Path) -> None:
    replace_report(repository, EXAMPLE)
    command = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider")
    done = run(repository, *command, "tests/test_shipped_report.py")
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout
    assert done.stdout.count("claims.yaml is another report than the one that ships") == 1
    # The checks of this repository would not let that pass.
    left_out = run(repository, sys.executable, "-m", "tests.shipped")
    assert left_out.returncode == 1
    assert "are left out" in left_out.stderr


def test_here_they_are_not_left_out_unnoticed() -> None:
    assert "\npython3 -m tests.shipped\n" in (ROOT / ".ci/run").read_text("utf-8")
    assert os.access(ROOT / ".ci/run", os.X_OK)
