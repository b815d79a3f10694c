"""A report in a git repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck_report.pipeline import read_report
from tests.comparing.editions import OPEN, SECOND
from tests.comparing.field_examples import EVERY_FIELD
from tests.reports import Folder


@pytest.fixture
def repository(folder: Folder) -> Folder:
    """A report with two claims, one commit."""
    folder.replace("claims.yaml", "\nclaimants:\n", f"{OPEN}\nclaimants:\n")
    folder.write("claims.yaml", folder.read("claims.yaml") + SECOND)
    assert read_report(folder.path).problems == ()
    folder.git("init", "-q", "-b", "main")
    folder.commit()
    return folder


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    path: Path = tmp_path_factory.mktemp("fields") / "report"
    folder = Folder(path)
    folder.copy(EVERY_FIELD)
    folder.git("init", "-q")
    folder.commit()
    return folder
