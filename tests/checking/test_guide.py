"""The examples in the guides are valid."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from factcheck_report.pipeline import read_report
from tests.reports import ROOT


def test_the_example_of_a_claim_can_be_pasted(tmp_path: Path) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.*?)```", guide, re.S)
    assert example
    claims = (ROOT / "claims.yaml").read_text("utf-8")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    before, line, after = claims.partition("\ntimeline:\n")
    text = before + "\n" + example[1] + line + after
    (tmp_path / "claims.yaml").write_text(text, "utf-8")

    outcome = read_report(tmp_path)
    assert outcome.problems == ()
    assert outcome.report is not None
    assert "dozens-of-drones-this-summer" in outcome.report.draft.claims


def test_the_shipped_report_has_no_problems() -> None:
    assert read_report(ROOT).problems == ()
