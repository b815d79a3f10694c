"""A report for the commands to change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.reports import EXAMPLE, Folder

# The commands.


@pytest.fixture
def example(tmp_path: Path) -> Folder:
    """A copy of the example."""
    path = tmp_path / "example"
    path.mkdir()
    folder = Folder(path)
    shutil.rmtree(path / "seeds")
    folder.copy(EXAMPLE)
    return folder


@pytest.fixture
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")
