"""Leftover merge conflicts in claims.yaml are reported as such."""

from __future__ import annotations

import pytest

from tests.reports import Folder

OURS = "<<<<<<< HEAD\n    verdict: disputed\n=======\n    verdict: gone\n>>>>>>> main\n"


def test_both_versions_are_named(folder: Folder) -> None:
    text = folder.read("claims.yaml")
    line = text[: text.index("    verdict: disputed")].count("\n") + 1
    folder.replace("claims.yaml", "    verdict: disputed\n", OURS)
    done = folder.factcheck("check")
    assert f"claims.yaml:{line}:1: error: git could not merge" in done.stdout
    assert f"(lines {line} to {line + 4})" in done.stdout
    assert "1 error. Fix it" in done.stderr


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> main", "||||||| base"])
def test_a_leftover_merge_marker_is_named(mark: str, folder: Folder) -> None:
    folder.replace("claims.yaml", "    verdict: disputed\n", f"    verdict: disputed\n{mark}\n")
    done = folder.factcheck("check")
    assert "git could not merge" in done.stdout
    assert "1 error. Fix it" in done.stderr


@pytest.mark.parametrize("command", [("pin",), ("pin", "--yes"), ("find", "drones")])
def test_commands_explain_that_a_merge_is_unfinished(
    command: tuple[str, ...], folder: Folder
) -> None:
    folder.replace("claims.yaml", "    verdict: disputed\n", "    verdict disputed\n")
    done = folder.factcheck(*command)
    assert done.returncode == 1
    assert "claims.yaml:" in done.stderr
    assert "Fix:" in done.stderr
