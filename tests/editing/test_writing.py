"""Files are written whole or not at all, and read back as they were written."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck_report.documents.files import FileRefused
from factcheck_report.editing import (
    rewrite,
)
from factcheck_report.editing.new_files import write_new_files
from factcheck_report.loading import MappingNode, ScalarNode, parse
from factcheck_report.yaml_tree.scalars import quoted_scalar

# Words as YAML.


@settings(max_examples=150)
@given(st.text())
def test_any_text_is_read_back_as_it_was_written(text: str) -> None:
    problems: list[Any] = []
    root = parse(f"a: {quoted_scalar(text)}  # said\n", "", problems)

    assert not problems
    assert isinstance(root, MappingNode)
    assert isinstance(value := root.entries[0][1], ScalarNode)
    assert value.text == text
    assert len(quoted_scalar(text).splitlines()) == 1


# Writing.


def test_bytes_and_permissions_are_kept_and_no_temporary_file_remains(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    file.chmod(0o640)
    rewrite(tmp_path, "claims.yaml", "a: 1\r\nb: 2\r\n", "a: 1\r\nc: 3\r\nb: 2\r\n")

    assert file.read_bytes() == b"\xef\xbb\xbfa: 1\r\nc: 3\r\nb: 2\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


FAULTS = {
    "disk full while writing": ("fsync", errno.ENOSPC),
    "no right to replace": ("replace", errno.EACCES),
    "no right to set the mode": ("fchmod", errno.EPERM),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_leaves_the_file_as_it_was(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "claims.yaml").write_text("a: 1\n")
    name, number = FAULTS[fault]

    def fails(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, fails)
    with pytest.raises(FileRefused, match="was not changed"):
        rewrite(tmp_path, "claims.yaml", "a: 1\n", "a: 2\n")

    assert (tmp_path / "claims.yaml").read_text() == "a: 1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["claims.yaml"]


def test_an_interruption_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "claims.yaml").write_text("a: 1\n")

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rewrite(tmp_path, "claims.yaml", "a: 1\n", "a: 2\n")
    assert [path.name for path in tmp_path.iterdir()] == ["claims.yaml"]


@pytest.mark.parametrize("moment", ["before", "during"])
def test_a_file_that_changed_meanwhile_is_left_alone(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text("a: 1\n" if moment == "during" else "a: other\n")
    if moment == "during":
        monkeypatch.setattr(os, "fchmod", lambda *_: file.write_text("a: other\n"))
    with pytest.raises(FileRefused, match="Another program"):
        rewrite(tmp_path, "claims.yaml", "a: 1\n", "a: 2\n")

    assert file.read_text() == "a: other\n"
    assert list(tmp_path.iterdir()) == [file]


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    target = tmp_path / "outside" / "claims.yaml"
    target.write_text("a: 1\n")
    root = tmp_path / "report"
    root.mkdir()
    (root / "claims.yaml").symlink_to(target)
    (root / "folder").symlink_to(target.parent)
    for path in ("claims.yaml", "folder/claims.yaml", "../outside/claims.yaml"):
        with pytest.raises(FileRefused):
            rewrite(root, path, "a: 1\n", "a: 2\n")
    assert target.read_text() == "a: 1\n"


def test_an_interruption_leaves_no_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[int] = []
    force = os.fsync

    def interrupted(descriptor: int) -> None:
        forced.append(descriptor)
        if len(forced) == 3:  # in the second file: a file and its folder are forced to disk
            raise KeyboardInterrupt
        force(descriptor)

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_new_files(tmp_path, {"a.html": b"original", "a.txt": b"text"})
    assert list(tmp_path.iterdir()) == []
