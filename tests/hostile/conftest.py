"""One report that holds all cases readers see, with its site, and its harmless twin."""

from __future__ import annotations

import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands import run_module
from tests.hostile.corpus import HostileReport, harmless, published_cases
from tests.reports import environment


@dataclass(frozen=True)
class Sites:
    """The report with all cases, and one with harmless words in their place."""

    hostile: Path
    """The folder of the report. Its site is in the folder `site` beside it."""
    twin: Path

    @property
    def site(self) -> Path:
        return self.hostile.parent / "site"

    @property
    def twin_site(self) -> Path:
        return self.twin.parent / "site"

    def pages(self) -> list[str]:
        """The path of each page of the site."""
        return sorted(path.relative_to(self.site).as_posix() for path in self.site.rglob("*.html"))


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Both reports with their sites. Workers that test side by side build them once."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    built = Sites(base / "hostile/one/report", base / "hostile/twin/report")
    (base / "hostile").mkdir(exist_ok=True)
    with (base / "hostile/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.hostile.exists():
            with ThreadPoolExecutor() as both:
                list(both.map(_build, (built.hostile, built.twin), (False, True)))
    return built


def _build(folder: Path, twin: bool) -> None:
    report = HostileReport(folder)
    for case in published_cases():
        report.add(case, harmless if twin else str)
    report.write()
    site = folder.parent / "site"
    done = run_module(("factcheck_report", "build", "--site-dir", str(site)), folder, environment())
    assert done.returncode == 0, (done.stdout + done.stderr)[:5_000]
