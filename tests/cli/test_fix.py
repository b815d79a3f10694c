"""`factcheck fix`: it asks at a terminal, and writes all files or none."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.editing.fixing import ITEM, TOLD, quoted, write_report
from tests.reports import Folder, environment


def asked(folder: Folder, answers: str, during: Callable[[], object] = lambda: None) -> Answered:
    """The command at a terminal whose user gives these answers; `during` happens before."""
    terminal, its_end = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck_report", "fix"],
        cwd=folder.path,
        stdin=its_end,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdout and process.stderr
    printed = process.stdout.readline()
    during()
    os.write(terminal, answers.encode())
    printed += process.stdout.read()
    errors = process.stderr.read()
    process.wait(timeout=300)
    process.stdout.close()
    process.stderr.close()
    os.close(terminal)
    os.close(its_end)
    return Answered(process.returncode, printed, errors)


class Answered(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


TWO = [("      - text: Every Ferry has been\n", TOLD), ("      - text: and is Safe\n", TOLD)]


def test_at_a_terminal_each_quote_is_asked_for(folder: Folder) -> None:
    write_report(folder, TWO)
    done = asked(folder, "n\ny\n")

    assert done.returncode == 1
    assert done.stdout.count("Write the words of the file? [y/N]") == 2
    assert [quote["text"] for quote in quoted(folder)] == ["Every Ferry has been", "and is safe"]
    assert "claims.yaml: fixed 1 quote." in done.stdout
    assert "1 quote left to fix." in done.stderr
    assert asked(folder, "y\n").returncode == 0
    assert quoted(folder)[0]["text"] == "every ferry has been"


def test_a_question_without_an_answer_writes_nothing(folder: Folder) -> None:
    write_report(folder, TWO)
    before = folder.read("claims.yaml")
    done = asked(folder, "y\n\x04")

    assert done.returncode == 1
    assert folder.read("claims.yaml") == before


def test_nobody_is_asked_without_a_terminal(folder: Folder) -> None:
    write_report(folder, TWO)
    before = folder.read("claims.yaml")
    done = folder.factcheck("fix")

    assert done.returncode == 1
    assert "as typed: Every Ferry has been\n" in done.stdout
    assert "Add --yes" in done.stderr
    assert folder.read("claims.yaml") == before
    assert folder.factcheck("fix", "--folder", "nowhere").returncode == 2
    assert folder.factcheck("fix", "more").returncode == 2


def test_changes_by_another_program_are_kept(folder: Folder) -> None:
    write_report(folder, TWO)
    other = folder.read("claims.yaml") + "# by another program\n"
    done = asked(folder, "y\ny\n", lambda: folder.write("claims.yaml", other))

    assert done.returncode == 1
    assert "Another program" in done.stderr
    assert folder.read("claims.yaml") == other


def test_a_file_without_write_permission_is_left_alone(folder: Folder) -> None:
    write_report(folder, TWO)
    before = folder.read("claims.yaml")
    # Whoever runs the tests may write every file, so the system's answer is made.
    folder.write(
        "sitecustomize.py",
        "import errno, os\n"
        "whole = os.open\n"
        "def refuses(path, flags, *rest, **more):\n"
        "    if path == 'claims.yaml' and flags & (os.O_WRONLY | os.O_RDWR):\n"
        "        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))\n"
        "    return whole(path, flags, *rest, **more)\n"
        "os.open = refuses\n",
    )
    done = subprocess.run(
        [sys.executable, "-m", "factcheck_report", "fix", "--yes"],
        cwd=folder.path,
        env=environment() | {"PYTHONPATH": str(folder.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "cannot be written (Permission denied). It was not changed" in done.stderr
    assert folder.read("claims.yaml") == before


def in_two_files(folder: Folder) -> tuple[str, str]:
    """The report with a claim in each of two files."""
    write_report(folder, TWO[:1])
    first = folder.read("claims.yaml")
    (folder.path / "claims.yaml").unlink()
    second = (
        "claims:\n  boats:\n    claim: None sank.\n    verdict: open\n    summary: So.\n"
        f"    quotes:\n{ITEM.format('and is Safe', 's-0')}"
    )
    folder.write("claims/a.yaml", first)
    folder.write("claims/b.yaml", second)
    return first, second


def test_several_files_are_fixed_at_once(folder: Folder) -> None:
    first, second = in_two_files(folder)
    done = folder.factcheck("fix", "--yes", "--claims", "claims")

    assert done.returncode == 0, done.stderr
    assert "claims/a.yaml: fixed 1 quote.\nclaims/b.yaml: fixed 1 quote.\n" in done.stdout
    assert folder.read("claims/a.yaml") == first.replace("Every Ferry", "every ferry")
    assert folder.read("claims/b.yaml") == second.replace("Safe", "safe")


@pytest.mark.parametrize("fault", ["fsync", "replace", "open"])
def test_if_the_second_file_cannot_be_written_both_stay_as_they_were(
    folder: Folder, fault: str
) -> None:
    first, second = in_two_files(folder)
    # The first file is written; the second cannot be, but once.
    folder.write(
        "sitecustomize.py",
        "import errno, os\n"
        f"whole, calls = os.{fault}, []\n"
        "def fails(path, *rest, **more):\n"
        "    written = 'w' if isinstance(path, int) else str(path)\n"
        f"    if {fault!r} != 'open' or rest and rest[0] & os.O_CREAT:\n"
        "        calls.append(path)\n"
        f"        if len(calls) == {3 if fault == 'fsync' else 2}:\n"
        "            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))\n"
        "    return whole(path, *rest, **more)\n"
        f"os.{fault} = fails\n",
    )
    done = subprocess.run(
        [sys.executable, "-m", "factcheck_report", "fix", "--yes", "--claims", "claims"],
        cwd=folder.path,
        env=environment() | {"PYTHONPATH": str(folder.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "“claims/b.yaml” cannot be written" in done.stderr
    assert folder.read("claims/a.yaml") == first
    assert folder.read("claims/b.yaml") == second
    assert {path.name for path in (folder.path / "claims").iterdir()} == {"a.yaml", "b.yaml"}


def test_quotes_of_events_disagreements_and_broken_entries_are_fixed(folder: Folder) -> None:
    write_report(folder, TWO[:1])
    text = folder.read("claims.yaml").replace("    summary: So.\n", "    sumary: So.\n")
    quotes = "".join(
        re.sub(r".*stance.*\n", "", ITEM.format(words, "s-0")) for words in ("The Office", "Nobody")
    )
    folder.write(
        "claims.yaml",
        f"{text}timeline:\n  - when: 2022-11\n    event: All was said.\n    quotes:\n{quotes}"
        f"disagreements:\n  - about: It\n    compatible: no\n    note: So.\n    quotes:\n{quotes}",
    )
    before = folder.read("claims.yaml")
    done = folder.factcheck("fix", "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "claims.yaml: fixed 3 quotes." in done.stdout
    assert folder.read("claims.yaml") == before.replace("Every Ferry", "every ferry").replace(
        "The Office", "The office"
    )


def test_a_quote_in_braces_is_fixed(folder: Folder) -> None:
    write_report(folder, TWO[:1])
    claims = folder.read("claims.yaml")
    item = "      - {text: Every Ferry has been, source: s-0, stance: context, wording: document}\n"
    start = claims.index("      - text:")
    folder.write("claims.yaml", claims[:start] + item)
    assert folder.factcheck("fix", "--yes").returncode == 0
    assert folder.read("claims.yaml") == claims[:start] + item.replace("Every Ferry", "every ferry")


def test_quotes_that_could_not_be_checked_are_not_called_correct(folder: Folder) -> None:
    write_report(folder, [("      - text: every ferry has been\n", TOLD)])
    (folder.path / "seeds/0.txt").unlink()
    done = folder.factcheck("fix")
    assert done.returncode == 1
    assert "There is no file" in done.stderr
    assert "1 quote not checked" in done.stderr
    folder.write("claims.yaml", "claims: &a\n  b: {}\n")
    done = folder.factcheck("fix", "--yes")
    assert done.returncode == 1
    assert "ampersand" in done.stderr


def test_printed_quotes_contain_no_control_characters(folder: Folder) -> None:
    text = "Now ##[error] all \x1b]0;x\x07 is \u202esafe\u202c here.\n::error::Yes it is.\n"
    write_report(
        folder,
        [
            ("      - text: is Safe here. ::error::yes\n", text),
            ("      - text: ALL is safe\n", text),
            ("      - text: 'NOW ##[error] all'\n", text),
        ],
    )
    done = folder.factcheck("fix")
    for printed in (done.stdout, done.stderr):
        assert "##[" not in printed
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed)
        assert not re.search("^::", printed, re.M)
    assert "is safe here. ::error::Yes" in done.stdout
