"""A report that the commands may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.reports import ROOT, Folder

# The commands.


@pytest.fixture
def shipped(tmp_path: Path) -> Folder:
    """A copy of the report in this repository."""
    path = tmp_path / "shipped"
    path.mkdir()
    folder = Folder(path)
    shutil.rmtree(path / "seeds")
    shutil.copytree(ROOT / "seeds", path / "seeds")
    shutil.copy(ROOT / "claims.yaml", path)
    return folder
