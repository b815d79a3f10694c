"""Folders that may not be written: the same as for everybody, also where the tests run as root."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import files_of
from tests.reports import Folder, environment
from tests.weekly import weekly_but

# Root may write everywhere; without these rights it is asked as everybody else.
UNPRIVILEGED = (
    ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"] if os.geteuid() == 0 else []
)


@contextlib.contextmanager
def read_only(*folders: Path) -> Iterator[None]:
    for folder in folders:
        folder.chmod(0o555)
    try:
        yield
    finally:
        for folder in folders:
            folder.chmod(0o755)


def run(folder: Folder, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*UNPRIVILEGED, sys.executable, "-m", *command],
        cwd=folder.path,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )


@pytest.mark.parametrize(
    "command",
    weekly_but(
        [
            ("mkdocs", "build"),
            ("factcheck_report", "build"),
            ("factcheck_report", "export", "out"),
            ("factcheck_report", "bundle"),
            ("factcheck_report", "new", "Drones were sent."),
            ("factcheck_report", "rename", "no-drones-sent", "none-sent"),
        ],
        ("mkdocs", "build"),
        ("factcheck_report", "build"),
        ("factcheck_report", "rename", "no-drones-sent", "none-sent"),
    ),
    ids=" ".join,
)
def test_a_folder_that_may_not_be_written_is_told(folder: Folder, command: tuple[str, ...]) -> None:
    assert folder.build().returncode == 0
    before = files_of(folder.path)
    with read_only(folder.path, folder.path / "site"):
        done = run(folder, *command)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Permission denied" in said
    assert "Fix:" in said or "give yourself permission" in said
    assert "Traceback" not in said
    assert files_of(folder.path) == before


def test_a_site_in_a_folder_that_may_not_be_written_is_replaced_all_the_same(
    folder: Folder, tmp_path: Path
) -> None:
    """MkDocs does so, too: the site's own folder may be written."""
    assert folder.build().returncode == 0
    folder.write("site/.nojekyll", "")
    folder.replace("claims.yaml", "  title: Who sent what", "  title: Who sent which")
    other = tmp_path / "other"
    assert folder.build("--site-dir", str(other)).returncode == 0
    with read_only(folder.path):
        done = run(folder, "mkdocs", "build")
    assert done.returncode == 0, done.stderr
    assert files_of(folder.path / "site") == {**files_of(other), ".nojekyll": b""}
    assert list(folder.path.glob("site/.new-*")) == []
