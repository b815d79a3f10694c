"""A report for the commands to change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.reports import ROOT, Folder

# The commands.


@pytest.fixture
def shipped(tmp_path: Path) -> Folder:
    """A copy of the report that ships with the product."""
    path = tmp_path / "shipped"
    path.mkdir()
    folder = Folder(path)
    shutil.rmtree(path / "seeds")
    shutil.copytree(ROOT / "seeds", path / "seeds")
    shutil.copy(ROOT / "claims.yaml", path)
    return folder
