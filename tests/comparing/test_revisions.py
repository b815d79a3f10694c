"""Which two revisions are compared, and revisions that cannot be read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck_report.git.revisions import RevisionError, read_revision
from tests.comparing.editions import (
    UNREADABLE,
    changes,
    compare,
    edit,
    other_stance,
    other_text,
    tombstone,
)
from tests.reports import SOURCE, Folder, environment


def test_two_revisions_are_compared_without_a_checkout(repository: Folder) -> None:
    other_text(repository)
    second = repository.commit()
    repository.git("checkout", "-q", "HEAD~1")
    before = sorted(path.name for path in repository.path.iterdir())
    assert compare(repository, "HEAD", second).returncode == 1
    assert compare(repository, second, second).returncode == 0
    assert compare(repository, "HEAD").returncode == 0
    assert sorted(path.name for path in repository.path.iterdir()) == before
    assert repository.git("status", "--porcelain") == ""


def test_a_report_in_a_subfolder_and_several_files_is_compared(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "top/[a] b")
    text = folder.read("claims.yaml")
    head, _, claims = text.partition("claims:\n")
    (folder.path / "claims.yaml").unlink()
    folder.write("claims/a.yaml", head)
    folder.write("claims/deep/b.yaml", f"claims:\n{claims}")
    folder.git("init", "-q", "..")
    folder.commit()
    folder.replace("claims/deep/b.yaml", "claim: No drones", "claim: No big drones")
    done = compare(folder, "HEAD", "--claims", "claims/**/*.yaml")
    assert done.returncode == 1
    assert "claims/deep/b.yaml:" in done.stderr
    folder.commit()
    folder.write("claims.yaml", text.replace("claim: No drones", "claim: No big drones"))
    moved = ("HEAD", "--base-claims", "claims/**/*.yaml")
    assert compare(folder, *moved).returncode == 0
    # A folder is read with the folders in it.
    whole = folder.factcheck("compare", "HEAD", "--folder", ".", "--claims", "claims")
    assert whole.returncode == 0
    assert "Nothing." in whole.stdout


def test_a_base_with_problems_is_compared(repository: Folder) -> None:
    edit(repository, "text: A spokesman of", "text: A spokeswoman of")
    edit(repository, "summary: The minister said so", "sumary: The minister said so")
    repository.commit()
    edit(repository, "text: A spokeswoman of", "text: A spokesman of")
    edit(repository, "sumary: The minister said so", "summary: The minister said so")
    other_stance(repository)
    done = compare(repository)
    assert done.returncode == 1
    assert "The report it is compared with had" in done.stdout
    assert "Claims added" not in done.stdout
    assert "- `claim no-drones-sent`: it cannot be read in BASE" in done.stdout
    assert "claim no-drones-sent: It was not compared" in done.stderr
    assert "stance `context` → `supports`" in done.stdout


def test_a_head_with_errors_fails_and_its_claims_are_not_called_removed(
    repository: Folder,
) -> None:
    edit(repository, "summary: The document says so.", "sumary: The document says so.")
    done = compare(repository)
    assert done.returncode == 1
    assert "Not everything could be compared" in done.stdout
    assert "removed" not in done.stdout


def test_changes_on_main_are_not_counted_as_changes_of_the_branch(repository: Folder) -> None:
    common = repository.git("rev-parse", "HEAD")
    repository.git("switch", "-q", "-c", "mine")
    edit(repository, "summary: The document says so.", "summary: It says so.")
    mine = repository.commit()
    repository.git("switch", "-q", "main")
    other_text(repository)
    edit(repository, "label: Disputed", "label: Denied")
    repository.commit()
    done = compare(repository, "main", mine)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Compared with the last common commit of `main`, `{common[:7]}`." in done.stdout
    assert "Denied" not in done.stdout
    repository.git("switch", "-q", "mine")
    assert compare(repository, "main").stdout == done.stdout
    assert "common state" not in compare(repository, common).stdout


def test_branches_without_a_common_commit_are_compared_directly(repository: Folder) -> None:
    repository.git("switch", "-q", "--orphan", "other")
    repository.git("checkout", "main", "--", ".")
    other_text(repository)
    assert compare(repository, "main").returncode == 1
    repository.commit()
    done = compare(repository, "main")
    assert done.returncode == 1
    assert "common state" not in done.stdout


@pytest.mark.parametrize("content", [UNREADABLE, None, "x", b"\xff\xfe"])
def test_an_unreadable_head_is_the_only_message(
    repository: Folder, content: str | bytes | None
) -> None:
    if content is None:
        (repository.path / "claims.yaml").unlink()
    else:
        repository.write("claims.yaml", content)
    done = compare(repository)
    assert done.returncode == 1
    assert "Not everything could be compared:** the report cannot be read." in done.stdout
    assert re.search(r"^- `claims\.yaml:\d`: `", done.stdout, re.M)
    assert re.match(r"claims\.yaml:\d: Cannot be read: ", done.stderr)
    for output in (done.stdout, done.stderr):
        assert "aste" not in output
        assert "removed:" not in output


@pytest.mark.parametrize("content", [UNREADABLE, b"\xff\xfe", "clams:\n  a: {}\n", "link"])
def test_an_unreadable_base_fails(repository: Folder, content: str | bytes) -> None:
    good = repository.read("claims.yaml")
    if content == "link":
        (repository.path / "claims.yaml").unlink()
        (repository.path / "claims.yaml").symlink_to("other.yaml")
    else:
        repository.write("claims.yaml", content)
    repository.commit()
    (repository.path / "claims.yaml").unlink()
    repository.write("claims.yaml", good)
    done = compare(repository)
    assert done.returncode == 1
    assert (
        "Not everything could be compared:** the report it is compared with cannot be read."
        in done.stdout
    )
    assert "Cannot be read in BASE: " in done.stderr
    assert "explained to readers" not in done.stdout
    assert "no report before" not in done.stdout


def test_an_unreadable_entry_of_a_removed_claim_is_named(repository: Folder) -> None:
    tombstone(repository)
    edit(repository, "    note: ", "    not: ")
    repository.commit()
    text = repository.read("claims.yaml")
    repository.write("claims.yaml", text.partition("removed:\n")[0])
    found = changes(repository)
    assert found.lost == ("removed claim office-silent",)
    assert not found.passes


def test_a_report_is_compared_with_a_base_without_one(repository: Folder) -> None:
    (repository.path / "claims.yaml").rename(repository.path / "new.yaml")
    done = compare(repository, "HEAD", "--claims", "new.yaml")
    assert done.returncode == 0
    assert "There was no report before" in done.stdout


@pytest.mark.parametrize(
    "revision", ["nothing", "--help-me", "-x", "", "HEAD:claims.yaml", "a..b", "HEAD\n", "@{u}"]
)
def test_an_unknown_revision_is_an_error(repository: Folder, revision: str) -> None:
    done = compare(repository, "--", revision)
    assert done.returncode == 2
    assert "There is no revision" in done.stderr
    assert "Traceback" not in done.stderr
    with pytest.raises(RevisionError):
        read_revision(repository.path, "HEAD\0")


def test_a_branch_named_like_an_option_is_refused(repository: Folder) -> None:
    repository.git("update-ref", "refs/heads/-x", "HEAD")
    with pytest.raises(RevisionError):
        read_revision(repository.path, "-x")
    assert read_revision(repository.path, "refs/heads/-x").report is not None


def test_wrong_usage(folder: Folder) -> None:
    done = compare(folder)
    assert done.returncode == 2
    assert "is not in a git repository" in done.stderr
    done = compare(folder, "HEAD", "--preview", "javascript:x")
    assert done.returncode == 2
    assert "This is not a web address" in done.stderr


def test_links_and_paths_that_lead_out_of_a_revision_are_refused(
    repository: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.txt").write_text(SOURCE)
    (repository.path / "seeds/gazette.txt").unlink()
    (repository.path / "seeds/gazette.txt").symlink_to(tmp_path / "secret.txt")
    head = repository.git("rev-parse", "HEAD")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},module")
    repository.commit()
    rules = {item.rule for item in read_revision(repository.path, "HEAD").problems}
    assert rules == {"source-file"}
    # A tree made by hand, with a name that leads out.
    blob = repository.git("rev-parse", "HEAD~1:claims.yaml")
    evil = subprocess.run(
        ["git", "mktree"],
        cwd=repository.path,
        input=f"100644 blob {blob}\tclaims.yaml\n",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    raw = b"40000 ..\0" + bytes.fromhex(evil)
    tree = (
        subprocess.run(
            ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"],
            cwd=repository.path,
            input=raw,
            capture_output=True,
            check=True,
        )
        .stdout.decode()
        .strip()
    )
    crafted = repository.git("commit-tree", tree, "-m", "x")
    assert "../claims.yaml" in repository.git("ls-tree", "-r", crafted)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    outcome = read_revision(repository.path, crafted, "**/*.yaml")
    assert outcome.report is None
    assert list((tmp_path / "temporary").iterdir()) == []


def test_git_runs_no_programs_of_the_repository(repository: Folder, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    script = tmp_path / "filter"
    script.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    script.chmod(0o755)
    repository.write(".gitattributes", "* filter=x diff=x\n")
    repository.git("config", "diff.x.textconv", str(script))
    repository.commit()
    repository.git("config", "filter.x.smudge", str(script))
    assert compare(repository, "HEAD", "HEAD~1").returncode == 0
    assert not ran.exists()


def test_a_missing_git_is_reported(repository: Folder) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "factcheck_report", "compare", "HEAD"],
        cwd=repository.path,
        capture_output=True,
        text=True,
        check=False,
        env=environment() | {"PATH": os.devnull},
    )
    assert done.returncode == 2
    assert "Install it" in done.stderr
