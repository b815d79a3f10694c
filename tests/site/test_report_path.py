"""The option `path`: which paths a report can have, and what editors are told about others."""

from __future__ import annotations

import pytest

from factcheck_report.model import Position
from factcheck_report.site.report_path import normal_path, path_problem
from tests.newsroom import write_newsroom
from tests.reports import Folder

HERE = Position("mkdocs.yml", 7)
WRONG = {
    "/fact-checks": ("begins with a slash", "“fact-checks/”"),
    "../fact-checks": ("leads to another folder", "“fact-checks/”"),
    "news/./checks": ("leads to another folder", "names of folders"),
    "news//checks": ("two slashes in a row", "“news/checks/”"),
    "//": ("begins with a slash", "“fact-checks/”"),
    "Fact-Checks/": ("“Fact-Checks” has other characters", "“fact-checks/”"),
    "our checks": ("“our checks” has other characters", "“our-checks/”"),
    "prüfungen": ("“prüfungen” has other characters", "“prufungen/”"),
    "a\\b": ("has other characters", "“a-b/”"),
    "?": ("has other characters", "“fact-checks/”"),
    "https://example.org/checks/": ("a web address", "site_url"),
    "assets/checks": ("belongs to the theme", "another name"),
}


@pytest.mark.parametrize("path", ["", "checks", "checks/", "news/fact-checks", "2026_27/x-1/"])
def test_paths_that_a_report_can_have(path: str) -> None:
    assert path_problem(path, HERE) is None
    assert normal_path(path) == (f"{path.rstrip('/')}/" if path else "")


@pytest.mark.parametrize("path", WRONG)
def test_what_is_wrong_with_a_path(path: str) -> None:
    what, fix = WRONG[path]
    problem = path_problem(path, HERE)
    assert problem is not None
    assert problem.position == HERE
    assert what in problem.what
    assert fix in problem.fix


def test_check_and_build_name_the_line_of_a_wrong_path(folder: Folder) -> None:
    write_newsroom(folder)
    folder.replace("mkdocs.yml", "path: fact-checks/", "path: ../elsewhere")
    number = folder.read("mkdocs.yml").splitlines().index("      path: ../elsewhere") + 1
    for done in (folder.factcheck("check"), folder.build()):
        assert done.returncode == 1
        assert f"mkdocs.yml:{number}:" in done.stdout + done.stderr
        assert "The path “../elsewhere” cannot be the report’s." in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert not (folder.path.parent / "elsewhere").exists()
