"""The shipped report."""

from __future__ import annotations

import pytest

from factcheck_report.model import Report
from factcheck_report.pipeline import read_report
from tests.reports import ROOT


@pytest.fixture(scope="module")
def shipped() -> Report:
    report = read_report(ROOT).report
    assert report is not None
    return report
