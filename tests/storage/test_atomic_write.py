"""A file is written completely or stays as it was."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from factcheck_report.storage.atomic_write import write_atomically


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_new_file_and_a_replaced_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for data in (b"first", b"second"):
        write_atomically(path, data, durable=data == b"second")
        assert path.read_bytes() == data
    assert names(tmp_path) == ["file"]


def test_the_umask_decides_who_may_read_it_unless_the_mode_is_given(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "by umask", b"")
        write_atomically(tmp_path / "by mode", b"", mode=0o604)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "by umask").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "by mode").stat().st_mode) == 0o604


def test_a_failure_leaves_the_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")

    def fail() -> None:
        assert len(names(tmp_path)) == 2
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_atomically(path, b"after", before_replacing=fail)
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_atomically(tmp_path / "folder", b"")
    assert path.read_bytes() == b"before"
    assert sorted(names(tmp_path)) == ["file", "folder"]


def test_a_path_may_be_relative_to_an_open_folder(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        write_atomically(Path("file"), b"data", folder=folder, durable=True)
    finally:
        os.close(folder)
    assert (tmp_path / "file").read_bytes() == b"data"


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"untouched")
    (tmp_path / "link").symlink_to("elsewhere")
    write_atomically(tmp_path / "link", b"data")
    assert (tmp_path / "elsewhere").read_bytes() == b"untouched"
    assert not (tmp_path / "link").is_symlink()


def test_a_file_that_another_program_creates_meanwhile_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with pytest.raises(FileExistsError):
        write_atomically(
            file,
            b"mine",
            replacing=False,
            before_replacing=lambda: file.write_text("theirs") and None,
        )
    assert file.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [file]
    write_atomically(tmp_path / "b.txt", b"mine", replacing=False)
    assert (tmp_path / "b.txt").read_bytes() == b"mine"
    assert len(list(tmp_path.iterdir())) == 2
