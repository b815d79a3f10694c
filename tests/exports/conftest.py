"""Fixtures for tests of the data files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import run_module
from tests.exports.changed_reports import BASE
from tests.reports import EXAMPLE, environment


@pytest.fixture(scope="session")
def published(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The site of the example, at a known address."""

    def build(place: Path) -> None:
        command = ("factcheck_report", "build", "--site-dir", str(place / "site"))
        done = run_module(command, EXAMPLE, environment() | {"SITE_URL": BASE})
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once("published", build) / "site"
