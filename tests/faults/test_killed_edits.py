"""Commands that change claims.yaml, killed at every moment at which they change a file."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building import files_of
from tests.reports import Folder

STATEMENT = "The minister said on Monday that dozens of drones were sent in spring."
PAGE = f"<html><title>Sent</title><body><article><h1>Sent</h1>{8 * f'<p>{STATEMENT}</p>'}"
FEED = "claim,claimant,verdict,url\nDrones flew in May.,The minister,false,https://a.example/1\n"
LAST = 6
"""Changes that are tried, up to the last: those before are reads of other files."""


def change_source(folder: Folder) -> None:
    folder.write("seeds/gazette.txt", folder.read("seeds/gazette.txt") + "\nMore.\n")


def misspell(folder: Folder) -> None:
    folder.replace(
        "claims.yaml", "A spokesman of the other side said", "a Spokesman of the other side said"
    )


COMMANDS: dict[str, tuple[Callable[[Folder], object], tuple[str, ...]]] = {
    "new": (id, ("new", "Drones were sent in winter.")),
    "add": (id, ("add", "page.html")),
    "import": (id, ("import", "feed.csv")),
    "rename": (id, ("rename", "no-drones-sent", "none-sent")),
    "pin": (change_source, ("pin", "--yes")),
    "fix": (misspell, ("fix", "--yes")),
}


@pytest.fixture
def new_folder(tmp_path: Path) -> Callable[[Callable[[Folder], object]], Folder]:
    numbers = iter(range(1000))

    def make(prepare: Callable[[Folder], object]) -> Folder:
        folder = Folder(tmp_path / str(next(numbers)))
        folder.write("page.html", PAGE)
        folder.write("feed.csv", FEED)
        prepare(folder)
        return folder

    return make


def struck(folder: Folder, what: str, when: str, *command: str) -> int:
    return folder.run("tests.faults.struck", what, when, "factcheck_report", *command).returncode


# One that adds lines and one that changes some; the others weekly.
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name in ("new", "fix") else pytest.mark.long)
        for name in COMMANDS
    ],
)
def test_no_line_is_lost_and_nothing_is_left(
    name: str,
    new_folder: Callable[[Callable[[Folder], object]], Folder],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepare, command = COMMANDS[name]
    folder = new_folder(prepare)
    before = files_of(folder.path)
    monkeypatch.setenv("CHANGES", str(tmp_path / "changes"))
    assert struck(folder, "nothing", "0", *command) == 0
    monkeypatch.delenv("CHANGES")
    after = files_of(folder.path)
    changes = len((tmp_path / "changes").read_text().splitlines())
    assert before != after
    assert changes
    for number in range(max(1, changes - LAST + 1), changes + 1):
        folder = new_folder(prepare)
        assert struck(folder, "kill", str(number), *command) == -signal.SIGKILL
        left = files_of(folder.path)
        assert {path: left[path] for path in before} in (
            before,
            {path: after[path] for path in before},
        )
        # Again, it does what it was told, and removes what was left.
        assert folder.factcheck(*command).returncode == 0
        assert files_of(folder.path) == after


def test_a_build_removes_what_a_killed_command_left(folder: Folder) -> None:
    assert struck(folder, "kill", "3", "new", "Drones were sent.") == -signal.SIGKILL
    assert list(folder.path.glob(".claims.yaml.*"))
    assert folder.build().returncode == 0
    assert not list(folder.path.glob(".claims.yaml.*"))


def test_an_interrupted_command_says_so_in_words(folder: Folder) -> None:
    before = files_of(folder.path)
    done = folder.run("tests.faults.struck", "interrupt", "3", "factcheck_report", "new", "Sent.")
    assert done.returncode == 1
    assert "Interrupted. Fix: Run the command again." in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(folder.path) == before


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_full_disk_costs_no_line(folder: Folder, number: int) -> None:
    before = files_of(folder.path)
    done = folder.run(
        "tests.faults.struck", "fill_disk", str(number), "factcheck_report", "new", "Sent."
    )
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(folder.path) == before
