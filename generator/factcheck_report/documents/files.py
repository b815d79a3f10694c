"""Reads files inside the report's folder, and never any other.

Claims may come from anybody's pull request, so paths in them are not trusted. A path is followed
from the report's folder by directory descriptors. Links are refused at every step, and only a
regular file is opened. (Comparing path prefixes fails with `../seeds-private/` and with links.
Opening a named pipe blocks.)
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from factcheck_report.model.grouping import grouped
from factcheck_report.model.spans import SourceText

LARGEST_CLAIMS_FILE = 128 * 1024 * 1024
LARGEST_SOURCE = 8 * 1024 * 1024
LARGEST_ORIGINAL = 64 * 1024 * 1024
"""In bytes."""


class FileRefused(Exception):
    """A file cannot or may not be read; says what is wrong and how to fix it."""

    def __init__(self, what: str, fix: str, *, line: int = 1) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.line = line
        """The line of the file with the error, if its content is wrong."""


def check_path(path: str) -> tuple[str, ...]:
    """The components of a path that stays inside the report's folder.

    Raises FileRefused for an absolute path, `..`, hidden files, backslashes, and the like.
    """
    parts = tuple(path.split("/"))
    inside = (
        "Put the file into the report's folder and write its path relative to that folder: "
        "seeds/article.txt."
    )
    if "\\" in path or "\0" in path:
        raise FileRefused(
            f"The path “{path}” has a character that is not allowed here.",
            "Separate folders and file with forward slashes: seeds/article.txt.",
        )
    if path.startswith("/") or (len(path) > 1 and path[1] == ":"):
        raise FileRefused(f"The path “{path}” is absolute.", inside)
    if ".." in parts:
        raise FileRefused(f"The path “{path}” leaves a folder (“..”).", inside)
    if any(part == "" or part.startswith(".") for part in parts):
        raise FileRefused(
            f"The path “{path}” has an empty or hidden part.",
            "Separate folders and file with single slashes. No name may begin with a full stop.",
        )
    return parts


class FolderListings:
    """The names in folders, each folder listed once, for reading many files at one time.

    Later changes are not seen, so use a new object each time.
    """

    def __init__(self) -> None:
        self._folders: dict[tuple[int, int], dict[str, tuple[str, ...]]] = {}

    def like(self, name: str, folder: int) -> tuple[str, ...]:
        """The names in an open folder that differ from a name at most in case, sorted.

        `folder` is its descriptor. Raises OSError.
        """
        about = os.fstat(folder)
        key = about.st_dev, about.st_ino
        if key not in self._folders:
            names = sorted(os.listdir(folder))
            self._folders[key] = grouped((name.casefold(), name) for name in names)
        return self._folders[key].get(name.casefold(), ())


def read_bytes(
    root: Path, path: str, largest: int, listings: FolderListings | None = None
) -> bytes:
    """The content of a regular file inside `root`, of at most `largest` bytes.

    `path` is relative to `root`, with forward slashes. Pass `listings` when reading many files, so
    that each folder is listed only once. Raises FileRefused.
    """
    parts = check_path(path)
    listings = listings or FolderListings()
    folder = open_folder(root, path, listings)
    try:
        descriptor = _open(parts[-1], folder, path, os.O_NONBLOCK, listings)
    finally:
        os.close(folder)
    try:
        _refuse_unless_regular(descriptor, path)
    except FileRefused:
        os.close(descriptor)
        raise
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise FileRefused(
            f"“{path}” is larger than {largest // 1024 // 1024} MB.",
            "Split it, or keep only the part that is quoted.",
        )
    return data


def open_folder(root: Path, path: str, listings: FolderListings | None = None) -> int:
    """A descriptor of the folder that contains the file `path`. The caller must close it.

    `listings` is as for `read_bytes`. Raises FileRefused.
    """
    listings = listings or FolderListings()
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in check_path(path)[:-1]:
            inner = _open(part, folder, path, os.O_DIRECTORY, listings)
            os.close(folder)
            folder = inner
    except BaseException:
        os.close(folder)
        raise
    return folder


def _refuse_unless_regular(descriptor: int, path: str) -> None:
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        raise FileRefused(f"“{path}” is a folder.", "Name a file in it.")
    if not stat.S_ISREG(mode):
        raise FileRefused(
            f"“{path}” is not an ordinary file but a device, pipe or socket.",
            "Replace it with an ordinary text file.",
        )


def _open(name: str, folder: int, path: str, flags: int, listings: FolderListings) -> int:
    """Open one component in an open folder. Its name must be spelled as on disk."""
    try:
        descriptor = os.open(
            name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | flags, dir_fd=folder
        )
    except OSError as error:
        raise _refusal(error, name, folder, path, listings) from None
    # Some file systems find a.txt under the name A.TXT, but others do not.
    if name not in listings.like(name, folder):
        os.close(descriptor)
        raise _refusal(OSError(errno.ENOENT, ""), name, folder, path, listings)
    return descriptor


def _refusal(
    error: OSError, name: str, folder: int, path: str, listings: FolderListings
) -> FileRefused:
    if error.errno in (errno.ELOOP, errno.EMLINK) or _is_link(name, folder):
        return FileRefused(
            f"“{path}” goes through a link (“{name}”).",
            "Put the file itself into the report's folder; links are not followed.",
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileRefused(
            f"There is no file “{path}”.{_other_case_hint(name, folder, listings)}",
            "Check the spelling, including upper and lower case. If the file was deleted, restore "
            "it. If it is new, add it to the change.",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return FileRefused(f"“{path}” may not be read.", "Give yourself permission to read it.")
    return FileRefused(
        f"“{path}” cannot be read ({os.strerror(error.errno or 0)}).", "Replace the file."
    )


def _is_link(name: str, folder: int) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(name, dir_fd=folder).st_mode)
    except OSError:
        return False


def _other_case_hint(name: str, folder: int, listings: FolderListings) -> str:
    try:
        others = [other for other in listings.like(name, folder) if other != name]
    except OSError:
        return ""
    return f" There is one called “{others[0]}”." if others else ""


def source_text(data: bytes, path: str) -> SourceText:
    """The text of a source file, from its content. Raises FileRefused, as `decode` does."""
    return SourceText(decode(data, path))


def decode(data: bytes, path: str) -> str:
    """The text of a UTF-8 file, without its byte order mark, with its newlines unchanged.

    Raises FileRefused for any other encoding (with the line of the first bad byte), for binary
    files, and for files without a visible character.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FileRefused(f"“{path}” is saved as UTF-16.", "Save it again as UTF-8.")
    if (place := data.find(b"\0")) >= 0:
        raise FileRefused(
            f"“{path}” is not a text file.",
            "Save the document's text as a plain text file in UTF-8.",
            line=data.count(b"\n", 0, place) + 1,
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(
            f"“{path}” is not in UTF-8: byte {error.start + 1:,} is invalid.",
            "Save it again as UTF-8. Most text editors offer the encoding under “Save as”.",
            line=data.count(b"\n", 0, error.start) + 1,
        ) from None
    if not text.strip():
        raise FileRefused(f"“{path}” is empty.", "Put the document's text into it.")
    return text
