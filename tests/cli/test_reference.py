"""The page of settings, and settings that do not exist."""

from __future__ import annotations

import re

import pytest

from factcheck_report.cli.reference import reference
from factcheck_report.loading.schema import SECTIONS
from factcheck_report.mkdocs_plugin.plugin import FactcheckConfig
from factcheck_report.site.options import OPTIONS
from tests.reports import ROOT, Folder


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs/reference.md").read_text("utf-8") == reference(), (
        "python -m factcheck_report.cli.reference > docs/reference.md"
    )


def test_every_option_has_its_real_default() -> None:
    config = FactcheckConfig()
    assert [option.name for option in OPTIONS] == [name for name, _ in config._schema]
    defaults = {option.name: option.default for option in OPTIONS}
    assert defaults["claims"] == dict(config._schema)["claims"].default
    assert defaults["home_text"] == dict(config._schema)["home_text"].default
    assert defaults["card_fonts"] == str(dict(config._schema)["card_fonts"].default)
    for section in SECTIONS:
        assert f"### `{section}:`" in reference()


@pytest.mark.parametrize("command", [("factcheck_report", "check"), ("mkdocs", "build")])
def test_an_option_that_does_not_exist_is_a_problem(
    folder: Folder, command: tuple[str, ...]
) -> None:
    folder.replace(
        "mkdocs.yml",
        "  - factcheck\n",
        "  - factcheck:\n      card_font: [a.ttf]\n      colour: red\n",
    )
    done = folder.run(*command)
    assert done.returncode == 1
    printed = done.stdout + done.stderr
    assert re.search(r"mkdocs\.yml:9(:\d)?: error: “card_font” is not an option", printed)
    assert "Did you mean “card_fonts”?" in printed
    assert re.search(r"mkdocs\.yml:10(:\d)?: error: “colour” is not an option", printed)
    assert (
        "The options are: claims, path, cache_dir, home_text, card_fonts, headers, jobs." in printed
    )
    assert "Traceback" not in printed
