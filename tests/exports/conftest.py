"""Fixtures for tests of the data files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import run_module
from tests.exports.changed_reports import BASE
from tests.reports import EXAMPLE, environment


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example, at a known address."""
    site = tmp_path_factory.mktemp("published") / "site"
    command = ("factcheck_report", "build", "--site-dir", str(site))
    done = run_module(command, EXAMPLE, environment() | {"SITE_URL": BASE})
    assert done.returncode == 0, done.stdout + done.stderr
    return site
