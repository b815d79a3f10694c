"""Earlier versions of a file, from the repository that contains the report's folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from factcheck_report.documents.files import LARGEST_SOURCE
from factcheck_report.git.process import NO_DIFF_PROGRAMS, git_output

_MOST_COMMITS = 50
"""Commits that changed the file and are searched, newest first."""


def earlier_version(root: Path, file: str, sha256: str) -> bytes | None:
    """The bytes with this SHA-256 that the file had in some commit.

    `file` is relative to the report's folder `root`. Returns None if no such version is found, for
    whatever reason.
    """
    for blob in dict.fromkeys(_blobs(root, file)):
        size = git_output(root, "cat-file", "-s", blob)
        if size is None or not size.strip().isdigit() or int(size) > LARGEST_SOURCE:
            continue
        data = git_output(root, "cat-file", "blob", blob)
        if data is not None and hashlib.sha256(data).hexdigest() == sha256:
            return data
    return None


def _blobs(root: Path, file: str) -> Iterator[str]:
    """Object ids of the versions of a file, newest first."""
    log = git_output(
        root,
        "log",
        *NO_DIFF_PROGRAMS,
        "--format=",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        f"--max-count={_MOST_COMMITS}",
        "--",
        file,
    )
    for line in (log or b"").decode("ascii", "replace").splitlines():
        # `:100644 100644 <before> <after> M<tab><path>`; odd paths are quoted on one line
        fields = line.split("\t")[0].split()
        if line.startswith(":") and len(fields) == 5:
            yield from (id for id in (fields[3], fields[2]) if id.strip("0"))
