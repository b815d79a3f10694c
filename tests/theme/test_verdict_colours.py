"""Verdicts with colours and icons that a newsroom chose."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from factcheck_report.theme.colours import (
    contrast,
    dark_colours,
    light_colours,
    parse_colour,
    readable_on,
)
from tests.reports import Folder

MARK = """() => {
  const mark = document.querySelector(".fc-verdict")
  const shape = mark.querySelector("use").href.baseVal
  return [getComputedStyle(mark.querySelector("strong")).color, shape]
}"""


@pytest.fixture
def branded(folder: Folder) -> Folder:
    folder.replace(
        "claims.yaml",
        "    tone: mixed\n",
        '    tone: mixed\n    icon: question\n    color: "#4f6A00"\n',
    )
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_verdict_has_its_colour_and_icon_on_light_and_dark_pages(
    branded: Folder, browser: Browser, serve: Callable[[Path], str], scheme: str
) -> None:
    branded.write(
        "mkdocs.yml",
        branded.read("mkdocs.yml").replace(
            "  font: false\n",
            "  font: false\n  palette:\n"
            '    - {media: "(prefers-color-scheme: light)", scheme: default}\n'
            '    - {media: "(prefers-color-scheme: dark)", scheme: slate}\n',
        ),
    )
    assert branded.build().returncode == 0
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{serve(branded.path / 'site')}claims/no-drones-sent/")
    colour, icon = page.evaluate(MARK)
    page.close()
    shown = tuple(int(part) for part in re.findall(r"\d+", colour))
    papers = {"light": light_colours(), "dark": dark_colours()}
    assert contrast(shown, papers[scheme]["paper"]) >= 4.5  # type: ignore[arg-type]
    if scheme == "light":
        assert shown == parse_colour("4f6a00")
    assert icon == "#fc-question"


def test_reports_without_own_colours_need_no_further_file(folder: Folder) -> None:
    assert folder.build().returncode == 0
    assert not (folder.path / "site/assets/factcheck/verdicts.css").exists()
    assert "verdicts.css" not in folder.page("")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('"#ffcc00"', "is too pale for text"),
        ('"green"', "six hexadecimal digits"),
        ("#4f6a00", "is empty"),
        ('"#4f6a00; } body { display: none"', "six hexadecimal digits"),
    ],
)
def test_a_colour_that_cannot_be_used_is_a_problem(
    folder: Folder, value: str, message: str
) -> None:
    folder.replace("claims.yaml", "    tone: mixed\n", f"    tone: mixed\n    color: {value}\n")
    done = folder.factcheck("check")
    assert done.returncode == 1
    assert message in done.stdout
    if offered := re.search(r'color: "(#\w+)" is the nearest', done.stdout):
        folder.replace("claims.yaml", value, f'"{offered[1]}"')
        assert folder.factcheck("check").returncode == 0


def test_an_icon_that_does_not_exist_is_a_problem(folder: Folder) -> None:
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    icon: chek\n")
    done = folder.factcheck("check")
    assert done.returncode == 1
    assert "check" in done.stdout


def test_a_colour_is_changed_no_more_than_needed() -> None:
    paper = light_colours()["paper"]
    assert readable_on(paper, (0, 0, 0)) == (0, 0, 0)
    pale = parse_colour("ffcc00")
    darker = readable_on(paper, pale)
    assert 4.5 <= contrast(darker, paper) < 4.8
    assert contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)
    assert contrast(parse_colour("767676"), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
