"""SHA256SUMS: the hash of every published file, as `sha256sum --check` reads it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from factcheck_report import addresses
from factcheck_report.site.processes import batches, run_tasks
from factcheck_report.storage.atomic_write import write_atomically


def report_folders(site: Path) -> list[Path]:
    """The folders of all reports in a site that any program built, inner ones first."""
    found = (file.parent for file in site.rglob(addresses.VERIFIER))
    reports = (folder for folder in found if (folder / addresses.CLAIMS_JSON).is_file())
    return sorted(reports, reverse=True)


def write_checksums(folder: Path, jobs: int = 1) -> int:
    """Write the hashes of all files in a folder, in the order of their paths.

    Without hidden files and settings of hosts, which are not published everywhere. `jobs` is the
    number of processes that read the files. Returns the number of files. Raises OSError and
    ProcessEnded.
    """
    tasks = [partial(_lines, folder, some) for some in batches(sorted(_published(folder)), jobs)]
    lines = list(chain.from_iterable(run_tasks(tasks, jobs)))
    write_atomically(folder / addresses.CHECKSUMS, "".join(lines).encode())
    return len(lines)


def _lines(folder: Path, paths: Sequence[str]) -> list[str]:
    return [f"{_sha256(folder / path)}  {path}\n" for path in paths]


def _published(folder: Path) -> Iterator[str]:
    left_out = {addresses.CHECKSUMS, *addresses.HOST_FILES}
    for below, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        place = below[len(str(folder)) :].replace(os.sep, "/").strip("/")
        before = f"{place}/" if place else ""
        for name in files:
            path = before + name
            if not name.startswith(".") and path not in left_out:
                yield path


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
