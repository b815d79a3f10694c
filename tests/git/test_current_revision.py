"""The commit that a published report names, and what counts as a change since."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from factcheck_report.git.working_tree import current_revision
from factcheck_report.model import Revision
from factcheck_report.site.publishing import is_output
from tests.reports import Folder


@pytest.fixture
def repository(folder: Folder) -> Folder:
    folder.git("init", "-q")
    folder.commit()
    return folder


def revision(folder: Folder) -> Revision | None:
    return current_revision(folder.path, is_output)


def test_a_report_names_its_commit_and_the_newest_tag(repository: Folder) -> None:
    commit = repository.git("rev-parse", "HEAD")
    assert revision(repository) == Revision(commit, None)
    repository.git("tag", "v1.9")
    repository.git("tag", "v1.10")
    assert revision(repository) == Revision(commit, "v1.10")


def test_a_folder_that_git_does_not_know_has_no_revision(folder: Folder) -> None:
    assert revision(folder) is None


@pytest.mark.parametrize("name", ["claims.yaml", "docs/new.md", "seeds/new.txt", "sites/x.txt"])
def test_a_file_that_was_changed_or_added_counts(repository: Folder, name: str) -> None:
    repository.write(name, "Other words")
    assert revision(repository) == Revision(None)


def test_a_deleted_file_counts(repository: Folder) -> None:
    (repository.path / "seeds/gazette.txt").unlink()
    assert revision(repository) == Revision(None)


@pytest.mark.parametrize("name", [".cache/factcheck/x.sqlite", "seeds/.notes.swp"])
def test_a_hidden_file_that_was_added_does_not_count(repository: Folder, name: str) -> None:
    repository.write(name, "Notes")
    assert revision(repository) == Revision(repository.git("rev-parse", "HEAD"))


def test_a_hidden_file_of_the_repository_counts(repository: Folder) -> None:
    repository.write("seeds/.list", "One")
    repository.commit()
    repository.write("seeds/.list", "Two")
    assert revision(repository) == Revision(None)


def test_a_report_below_the_top_of_its_repository_is_not_changed_by_what_is_beside_it(
    tmp_path: Path,
) -> None:
    folder = Folder(tmp_path / "top/report")
    folder.git("init", "-q", "..")
    commit = folder.commit()
    (tmp_path / "top/other.txt").write_text("New")
    folder.write("site/.factcheck", "factcheck-report 1\n")
    folder.write("site/claims/index.html", "Built")
    assert revision(folder) == Revision(commit)
    folder.write("claims.yaml", "Other words")
    assert revision(folder) == Revision(None)


@pytest.mark.parametrize("tracked", [pytest.param(False, marks=pytest.mark.long), True])
def test_built_sites_and_exports_do_not_change_a_report(repository: Folder, tracked: bool) -> None:
    for command in (("build",), ("export", "exported")):
        assert repository.factcheck(*command).returncode == 0
    if tracked:
        repository.commit()
    commit = repository.git("rev-parse", "HEAD")
    for _ in range(2):
        for command in (("build",), ("export", "exported")):
            done = repository.factcheck(*command)
            assert done.returncode == 0, done.stdout + done.stderr
        for name in ("site/claims.json", "exported/docs/claims.json"):
            named = json.loads(repository.read(name))["report"]["revision"]
            assert named == {"commit": commit, "tag": None, "changed": False}
        assert re.search(rf"\b{commit}\b", repository.page("data/"))
    repository.replace("claims.yaml", "The minister said so;", "He said so;")
    assert repository.factcheck("build").returncode == 0
    assert "differ from the last commit" in repository.page("data/")
