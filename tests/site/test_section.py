"""The style of a report in a larger site: that of its content, and nothing around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import factcheck_report
from factcheck_report.site import section
from tests.newsroom import PATH, write_newsroom
from tests.reports import Folder

WHOLE = Path(factcheck_report.__file__).parent / "theme/assets/factcheck/factcheck.css"
COMMENT = re.compile(r"/\*.*?\*/", re.S)


@pytest.mark.parametrize("start", section.LEFT_OUT)
def test_each_block_that_is_left_out_is_in_the_style_sheet_of_a_whole_site(start: str) -> None:
    blocks = re.split(r"\n{2,}", WHOLE.read_text("utf-8"))
    assert sum(block.startswith(start) for block in blocks) == 1


def test_no_rule_is_for_the_page_around_the_report() -> None:
    css = COMMENT.sub("", section.stylesheet(WHOLE.read_text("utf-8")))
    screen, _, _ = css.partition("@page")
    for name in (".md-header", ".md-footer", ".md-tabs", ".md-nav", ".md-grid"):
        assert name not in screen, name
    # What the site's own style sheets set for all its pages.
    assert not re.search(r"--md-(primary|accent|footer)[\w-]*: (?!var\(--fc-link\))", css)
    assert re.findall(r"^:focus-visible", css, re.M) == []


def test_what_the_report_needs_is_kept() -> None:
    css = section.stylesheet(WHOLE.read_text("utf-8"))
    for rule in ("--fc-ink: #", ".md-typeset .fc {", ".fc-search-dialog {", ".fc-badge {"):
        assert rule in css, rule


def test_rules_follow_the_direction_of_the_report(folder: Folder) -> None:
    write_newsroom(folder)
    assert folder.build().returncode == 0
    for name in ("factcheck", "document", "facets"):
        css = folder.read(f"site/{PATH}assets/factcheck/{name}.css")
        assert not re.search(r'\[dir="(rtl|ltr)"\] \.md-typeset', css), name
