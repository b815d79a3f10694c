"""git is run so that a repository made by a stranger can do no harm."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from factcheck_report.git.history import earlier_version
from factcheck_report.git.process import GitError, run_git
from factcheck_report.git.revisions import read_revision
from factcheck_report.git.working_tree import has_tracked_files, uncommitted_lines
from tests.reports import SOURCE, Folder, sha256


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(folder: Folder) -> Folder:
    git(folder.path, "init", "-q")
    git(folder.path, "add", ".")
    git(folder.path, "commit", "-q", "-m", "The report")
    return folder


def use(repository: Folder) -> list[int]:
    """Everything that reads a repository."""
    assert has_tracked_files(repository.path)
    assert earlier_version(repository.path, "seeds/gazette.txt", sha256(SOURCE)) == SOURCE.encode()
    assert read_revision(repository.path, "HEAD").report is not None
    return uncommitted_lines(repository.path, "claims.yaml")


def test_no_program_of_a_repository_runs(
    repository: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    script = tmp_path / "program"
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> {ran}\ncat\n')
    script.chmod(0o755)
    git(repository.path, "commit", "-q", "--allow-empty", "-m", "One more")
    repository.write(".git/info/attributes", "* filter=a=b diff=x\n")
    for name in (
        *("core.fsmonitor", "core.pager", "core.askPass", "gpg.program", "diff.external"),
        *("diff.x.textconv", "diff.x.command", "filter.a=b.clean", "filter.a=b.process"),
    ):
        git(repository.path, "config", name, str(script))
    for name in ("log.showSignature", "filter.a=b.required"):
        git(repository.path, "config", name, "true")
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_ASKPASS", "GIT_SSH_COMMAND"):
        monkeypatch.setenv(name, str(script))
    # git must read the file itself, since its size is another.
    repository.replace("claims.yaml", "Who sent what", "Who sent what, and when")
    assert use(repository) == [2]
    assert not ran.exists(), ran.read_text()


def test_the_repository_of_a_hook_is_not_used(
    repository: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert use(repository) == []


@pytest.mark.parametrize("name", ["-x.yaml", "a\nb.yaml", ":(top)c.yaml", "[a].yaml", "é\t.yaml"])
def test_odd_file_names_are_files(repository: Folder, name: str) -> None:
    repository.write(name, "one\n")
    git(repository.path, "--literal-pathspecs", "add", "--", name)
    git(repository.path, "commit", "-q", "-m", "Odd")
    assert uncommitted_lines(repository.path, name) == []
    repository.write(name, "one\ntwo\r@@ -1 +9 @@\n")
    assert uncommitted_lines(repository.path, name) == [2]
    assert earlier_version(repository.path, name, sha256("one\n")) == b"one\n"


def test_settings_in_the_environment_stay(
    repository: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers set `safe.directory` in this way."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "test.kept")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "yes")
    assert run_git(repository.path, "config", "test.kept").stdout == b"yes\n"
    assert run_git(repository.path, "config", "core.fsmonitor").stdout == b"false\n"


def test_output_and_time_are_limited(
    repository: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(run_git(repository.path, "cat-file", "blob", "HEAD:claims.yaml").stdout) > 100
    with pytest.raises(GitError, match="more than 100 bytes"):
        run_git(repository.path, "cat-file", "blob", "HEAD:claims.yaml", most=100)
    slow = tmp_path / "bin"
    slow.mkdir()
    (slow / "git").write_text("#!/bin/sh\nsleep 60 | cat\n")
    (slow / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow}:/usr/bin:/bin")
    with pytest.raises(GitError, match="did not finish"):
        run_git(repository.path, "status", seconds=0.3)


def test_much_input_and_output_do_not_block(repository: Folder) -> None:
    names = b"HEAD:claims.yaml\n" * 5_000
    done = run_git(repository.path, "cat-file", "--batch", stdin=names)
    assert done.stdout.count(b" blob ") == 5_000
