"""Plugins, features of the theme and settings that sites with a report use beside it.

tests/companions.yaml lists them. The long tests try all of them, with MkDocs and with ProperDocs,
in an environment that `make companions` makes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.companions import (
    ENVIRONMENT,
    MODES,
    REQUIREMENTS,
    TOOLS,
    Companion,
    built,
    check,
    companions,
    locked,
    table,
)
from tests.reports import ROOT

ENTRIES = {entry.name: entry for entry in companions()}
QUICK = (
    ("navigation.instant", "path"),
    ("use_directory_urls: false", "whole"),
    ("use_directory_urls: false", "path"),
    ("offline", "path"),
    ("blog", "path"),
)
"""What no other test tries and needs no further package."""

Plain = Callable[[str], Mapping[str, bytes]]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Plain:
    """The files of the site without an entry: those of MkDocs, by the place of the report."""

    @cache
    def build(mode: str) -> Mapping[str, bytes]:
        return built(tmp_path_factory.mktemp(mode) / "site", None, mode, "mkdocs")

    return build


@pytest.mark.parametrize(("name", "mode"), QUICK)
def test_what_is_used_beside_a_report(name: str, mode: str, plain: Plain, tmp_path: Path) -> None:
    check(tmp_path / "site", ENTRIES[name], mode, "mkdocs", plain(mode))


@pytest.mark.long
@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_everything_that_is_used_beside_a_report(
    entry: Companion, mode: str, tool: str, plain: Plain, tmp_path: Path
) -> None:
    assert ENVIRONMENT.exists(), "Run: make companions"
    check(tmp_path / "site", entry, mode, tool, plain(mode), ENVIRONMENT)


def test_the_documentation_has_the_table_that_is_tested() -> None:
    assert (ROOT / "hosting/PLUGINS.md").read_text("utf-8").endswith(table())


def test_each_package_of_the_list_is_installed_for_the_tests() -> None:
    packages = {entry.package for entry in ENTRIES.values() if entry.package}
    listed = REQUIREMENTS.with_suffix(".in").read_text("utf-8").splitlines()
    assert packages <= set(listed)
    assert {"properdocs", *(name.lower().replace("_", "-") for name in packages)} <= set(locked())
