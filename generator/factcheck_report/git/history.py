"""What git knows of files, out of the repository that a report's folder may be in.

An adapter: the core neither knows of git nor needs it. Whatever goes wrong, nothing is known.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from factcheck_report.documents.files import LARGEST_SOURCE

_MOST_COMMITS = 50
"""Commits that changed the file and are looked at, newest first."""
_SECONDS = 5.0
"""For each call of git."""
_OF_ANOTHER = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"}
"""Where git runs this from a hook, they name the repository of the hook, by relative paths."""


def earlier_version(root: Path, file: str, sha256: str) -> bytes | None:
    """The bytes with this SHA-256 that the file had in some commit, or None.

    `file` is relative to the report's folder `root`.
    """
    for blob in dict.fromkeys(_blobs(root, file)):
        size = _git(root, "cat-file", "-s", blob)
        if size is None or not size.strip().isdigit() or int(size) > LARGEST_SOURCE:
            continue
        data = _git(root, "cat-file", "blob", blob)
        if data is not None and hashlib.sha256(data).hexdigest() == sha256:
            return data
    return None


def tracks_files(folder: Path) -> bool | None:
    """Whether a file in a folder is part of the repository that the folder is in.

    None if there is a repository that git cannot or will not read.
    """
    listed = _git(folder, "ls-files", "--", ".")
    if listed is not None:
        return bool(listed)
    in_repository = any(os.path.lexists(path / ".git") for path in (folder, *folder.parents))
    return None if in_repository else False


def _blobs(root: Path, file: str) -> Iterator[str]:
    """Ids of what the file was, newest first."""
    log = _git(
        root,
        "log",
        "--format=",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        f"--max-count={_MOST_COMMITS}",
        "--",
        file,
    )
    for line in (log or b"").decode("ascii", "replace").splitlines():
        # `:100644 100644 <before> <after> M<tab><path>`
        fields = line.split("\t")[0].split()
        if line.startswith(":") and len(fields) == 5:
            yield from (id for id in (fields[3], fields[2]) if id.strip("0"))


def _git(root: Path, *arguments: str) -> bytes | None:
    program = shutil.which("git")
    if program is None:
        return None
    # Paths are taken literally, nothing is fetched and nothing is asked or written.
    own = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    environment = own | {
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the only text of others is a path behind --
            # A folder made to look like a repository could have settings that run programs.
            [
                program,
                *("-c", "safe.bareRepository=explicit", "--no-replace-objects"),
                *("-C", str(root), *arguments),
            ],
            capture_output=True,
            check=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            env=environment,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout
