"""Upgrading: what `factcheck init --refresh` shows and changes."""

from __future__ import annotations

import hashlib
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.commands import run_module
from tests.reports import environment

RECORD = ".factcheck-init.yaml"


@pytest.fixture
def report(tmp_path: Path, wheel: Path) -> Path:
    """A report that an older version wrote: with other Makefile, README and .gitignore."""
    folder = tmp_path / "report"
    arguments = ("init", "report", "--title", "Ours", "--product", str(wheel))
    done = run_module(("factcheck_report", *arguments), tmp_path, environment())
    assert done.returncode == 0, done.stderr
    record = yaml.safe_load((folder / RECORD).read_text("utf-8"))
    for name in ("Makefile", "README.md", ".gitignore"):
        older = (folder / name).read_bytes() + b"# older\n"
        (folder / name).write_bytes(older)
        record["files"][name] = hashlib.sha256(older).hexdigest()
    # A file that the older version did not write yet, and one that is no longer written.
    (folder / ".gitattributes").unlink()
    del record["files"][".gitattributes"]
    (folder / "old.txt").write_text("old")
    record["files"]["old.txt"] = hashlib.sha256(b"old").hexdigest()
    (folder / RECORD).write_text(yaml.safe_dump(record), "utf-8")
    # What an editor did since.
    with (folder / "README.md").open("a") as file:
        file.write("Ours.\n")
    (folder / "claims.yaml").write_text("report: {title: Ours}\n")
    (folder / ".pre-commit-config.yaml").unlink()
    return folder


def state(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def refresh(folder: Path, wheel: Path, *options: str) -> subprocess.CompletedProcess[str]:
    arguments = ("init", ".", "--refresh", "--product", str(wheel), *options)
    return run_module(("factcheck_report", *arguments), folder, environment())


def test_changes_are_shown_and_nothing_is_changed_unasked(report: Path, wheel: Path) -> None:
    before = state(report)
    done = refresh(report, wheel)
    assert done.returncode == 0, done.stderr
    assert state(report) == before
    assert "Makefile would change.\n" in done.stdout
    assert "-# older\n" in done.stdout
    assert "README.md would change. You changed it, too" in done.stdout
    assert "-Ours.\n" in done.stdout
    assert ".gitattributes is new in this version." in done.stdout
    assert "old.txt is no longer needed. You can delete it." in done.stdout
    # An editor's own files, and those that an editor deleted.
    assert "claims.yaml would" not in done.stdout
    assert "pre-commit" not in done.stdout
    assert "Nothing was changed." in done.stdout


def test_an_editors_own_claims_are_never_offered(report: Path, wheel: Path) -> None:
    record = yaml.safe_load((report / RECORD).read_text("utf-8"))
    # The newer version has another example and another page.
    for name in ("claims.yaml", "docs/about.md", "docs/methodology.md"):
        record["files"][name] = hashlib.sha256(b"older example").hexdigest()
    (report / "docs/methodology.md").write_bytes(b"older example")
    (report / RECORD).write_text(yaml.safe_dump(record), "utf-8")
    done = refresh(report, wheel)
    assert "claims.yaml would" not in done.stdout
    assert "docs/about.md would" not in done.stdout
    # This one nobody has changed.
    assert "docs/methodology.md would change.\n" in done.stdout


def test_files_that_nobody_changed_are_replaced_if_asked(report: Path, wheel: Path) -> None:
    before = state(report)
    done = refresh(report, wheel, "--yes")
    assert "3 of 4 files replaced" in done.stdout
    after = state(report)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {"Makefile", ".gitignore", ".gitattributes", RECORD}
    assert b"# older" not in after["Makefile"]
    # What was left is shown again, the rest is done.
    again = refresh(report, wheel, "--yes")
    assert "README.md would change. You changed it, too" in again.stdout
    assert "Makefile" not in again.stdout


def test_on_a_terminal_each_file_is_asked_for(report: Path, wheel: Path) -> None:
    before = state(report)
    terminal, other_end = pty.openpty()
    command = [sys.executable, "-m", "factcheck_report", "init", ".", "--refresh"]
    with subprocess.Popen(
        [*command, "--product", str(wheel)],
        cwd=report,
        stdin=other_end,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        # .gitattributes, .gitignore, Makefile, README.md
        os.write(terminal, b"n\ny\nn\ny\n")
        printed, _ = process.communicate()
    os.close(terminal)
    os.close(other_end)
    assert "2 of 4 files replaced" in printed
    after = state(report)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {".gitignore", "README.md", RECORD}


def test_a_report_of_this_version_has_nothing_to_refresh(tmp_path: Path, wheel: Path) -> None:
    arguments = ("init", "report", "--product", str(wheel))
    run_module(("factcheck_report", *arguments), tmp_path, environment())
    done = refresh(tmp_path / "report", wheel)
    assert done.stdout == "This version would change nothing.\n"


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (None, "“factcheck init” did not make this folder"),
        ("- a\n", "is not what “factcheck init” wrote"),
        ("a: [\n", "cannot be read"),
        ("version: 1\ntitle: a\nlanguage: en\nhost: none\nfiles: {a: b}\n", "is not what"),
        ("version: x\ntitle: a\nlanguage: en\nhost: ../..\nfiles: {}\n", "is not what"),
        ("[" * 100_000, "cannot be read"),
        (b"\xff", "cannot be read"),
    ],
)
def test_a_record_that_cannot_be_used_is_explained(
    tmp_path: Path, wheel: Path, record: str | bytes | None, message: str
) -> None:
    if record is not None:
        data = record if isinstance(record, bytes) else record.encode()
        (tmp_path / RECORD).write_bytes(data)
    done = refresh(tmp_path, wheel)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Fix:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_record_cannot_name_files_outside_the_report(tmp_path: Path, wheel: Path) -> None:
    folder = tmp_path / "report"
    run_module(
        ("factcheck_report", "init", "report", "--product", str(wheel)), tmp_path, environment()
    )
    record = yaml.safe_load((folder / RECORD).read_text("utf-8"))
    (tmp_path / "secret.txt").write_text("secret")
    record["files"]["../secret.txt"] = hashlib.sha256(b"other").hexdigest()
    (folder / RECORD).write_text(yaml.safe_dump(record), "utf-8")
    done = refresh(folder, wheel, "--yes")
    assert "secret" not in done.stdout
    assert (tmp_path / "secret.txt").read_text() == "secret"


def test_choices_cannot_be_changed_with_refresh(report: Path, wheel: Path) -> None:
    done = refresh(report, wheel, "--title", "Other")
    assert done.returncode == 2
    assert "--refresh keeps the title" in done.stderr
