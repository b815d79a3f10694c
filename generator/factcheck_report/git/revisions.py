"""Reads a report in a git revision, without checking anything out.

Anybody may have written a revision. Git is asked for names and contents only, so no filter, hook or
attribute applies. Links and submodules are left out. Only the files that a report reads are
written, into a temporary folder.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from factcheck_report.documents import files
from factcheck_report.documents.reading import claims_files, is_claims_path, is_glob
from factcheck_report.git.process import GitError, GitOutput, run_git
from factcheck_report.loading import load
from factcheck_report.pipeline import Outcome, read_report
from factcheck_report.storage.temporary import TemporaryFolder

_ORDINARY = {"100644", "100755", "100664"}
"""Modes of ordinary files in a tree. Links are 120000, submodules 160000."""
_BATCH_BYTES = 64 * 1024 * 1024
"""Bytes of contents that are requested together; a larger file is requested alone."""
_BATCH_FILES = 2_000
_MOST_LISTED = 256 * 1024 * 1024
"""Bytes of a list of files."""
_HEADER = 200
"""Bytes that git adds to each content, at most."""
_INCOMPLETE = "git does not have all files of the revision. Fetch it again."


class RevisionError(Exception):
    """A revision cannot be read; the message is for editors."""


@dataclass(frozen=True, slots=True)
class _Blob:
    """A file of a revision."""

    object: str
    size: int
    """In bytes; -1 for what has no content of its own."""


def read_revision(folder: Path, revision: str, claims: str = "claims.yaml") -> Outcome:
    """Read and check the report in `folder` as it was in a revision of its repository.

    If the revision has no such folder or no claims file in it, the outcome has no draft or no
    claims. Raises RevisionError.
    """
    commit = resolve(folder, revision)
    with _written(folder, commit, claims) as root:
        return read_report(root, claims)


def merge_base(folder: Path, base: str, head: str | None = None) -> str | None:
    """The last commit that two revisions have in common, as in `git diff BASE...HEAD`.

    `head` is by default what is checked out. Returns None if they have none in common, or if a
    shallow clone lacks it. Raises RevisionError.
    """
    first = resolve(folder, base)
    try:
        second = resolve(folder, head or "HEAD")
    except RevisionError:
        if head:
            raise
        return None  # a branch without a commit yet
    done = _git(folder, "merge-base", first, second)
    if done.code not in (0, 1):
        raise RevisionError(_INCOMPLETE)
    found = done.stdout.decode("ascii", "replace").split()
    return found[0] if done.code == 0 and found else None


def has_claims(folder: Path, revision: str, claims: str = "claims.yaml") -> bool:
    """Whether a revision has a claims file, or a link or submodule in its place.

    If it has none, there was no report yet. Raises RevisionError.
    """
    listed = _list_files(folder, resolve(folder, revision))
    return any(
        _is_claims_path(path, claims) or (mode not in _ORDINARY and claims.startswith(f"{path}/"))
        for path, mode, _ in listed
    )


def resolve(folder: Path, revision: str) -> str:
    """The full id of the commit that a revision names. Raises RevisionError."""
    _prefix(folder)
    # git would read a name that begins with a hyphen as an option.
    if revision and not revision.startswith("-") and "\0" not in revision:
        done = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", "--")
        found = done.stdout.decode("ascii", "replace").split()
        if done.code == 0 and found and found[0].isalnum():
            return found[0]
    raise RevisionError(
        f"There is no revision “{revision[:80]}” here. Name a branch, a tag or a commit. In a "
        "shallow clone, fetch the history first: git fetch --unshallow (in a GitHub workflow, "
        "“fetch-depth: 0” for actions/checkout)."
    )


def _prefix(folder: Path) -> str:
    """The folder's path within its repository, ending in a slash; empty for the top."""
    done = _git(folder, "rev-parse", "--show-prefix")
    if done.code != 0:
        message = " ".join(done.stderr.split())
        raise RevisionError(
            f"“{folder}” is not in a git repository that can be read ({message[:200]}). Run the "
            "command in the report's folder."
        )
    return os.fsdecode(done.stdout).rstrip("\r\n")


def _git(folder: Path, *arguments: str, stdin: bytes = b"", most: int = 100_000) -> GitOutput:
    try:
        return run_git(folder, *arguments, stdin=stdin, most=most)
    except GitError as error:
        raise RevisionError(str(error)) from error


@contextmanager
def settings_of_revision(folder: Path, revision: str) -> Iterator[Path]:
    """A temporary folder with the YAML files directly in `folder` in a revision.

    The settings of a site are among them, with those that they inherit. Raises RevisionError.
    """
    commit = resolve(folder, revision)
    with TemporaryFolder() as temporary:
        blobs = _blobs(folder, commit)
        wanted = (path for path in blobs if "/" not in path and path.endswith((".yaml", ".yml")))
        _write(folder, temporary.path, blobs, wanted, files.LARGEST_SOURCE)
        yield temporary.path


@contextmanager
def _written(folder: Path, commit: str, claims: str) -> Iterator[Path]:
    """A temporary folder with the report's files of a commit."""
    blobs = _blobs(folder, commit)
    with TemporaryFolder() as temporary:
        root = temporary.path
        wanted = {path for path in blobs if _is_claims_path(path, claims)}
        _write(folder, root, blobs, wanted, files.LARGEST_CLAIMS_FILE)
        texts, _ = claims_files(root, claims)
        sources = load(texts).draft.sources.values() if texts else ()
        documents = {source.file for source in sources}
        _write(folder, root, blobs, documents - wanted, files.LARGEST_SOURCE)
        originals = {source.original for source in sources if source.original}
        _write(folder, root, blobs, originals - documents - wanted, files.LARGEST_ORIGINAL)
        yield root


def _blobs(folder: Path, commit: str) -> Mapping[str, _Blob]:
    """The ordinary files of a commit below the folder, by path relative to it."""
    return {
        path: blob
        for path, mode, blob in _list_files(folder, commit)
        if mode in _ORDINARY and blob.size >= 0
    }


def _list_files(folder: Path, commit: str) -> list[tuple[str, str, _Blob]]:
    """Path, mode and object of every file, link and submodule of a commit below the folder."""
    prefix = _prefix(folder)
    below = (prefix,) if prefix else ()
    # --full-tree: paths are relative to the top of the repository.
    listing = ("ls-tree", "-r", "-z", "-l", "--full-tree", "--", commit)
    done = _git(folder, *listing, *below, most=_MOST_LISTED)
    if done.code != 0:
        # An empty list would mean a commit without the folder, and let every change pass.
        raise RevisionError(_INCOMPLETE)
    listed = []
    for line in done.stdout.split(b"\0"):
        about, _, path = line.partition(b"\t")
        mode, _, object, size = (about.decode("ascii", "replace").split() + [""] * 4)[:4]
        if mode:
            blob = _Blob(object, int(size) if size.isdigit() else -1)
            listed.append((os.fsdecode(path).removeprefix(prefix), mode, blob))
    return listed


def _is_claims_path(path: str, claims: str) -> bool:
    """Whether the option `claims` names a path. A glob matches a few paths too many here."""
    if is_glob(claims):
        return fnmatchcase(path, claims.replace("**/", "*"))
    return is_claims_path(path, claims)


def _write(
    folder: Path, root: Path, blobs: Mapping[str, _Blob], wanted: Iterable[str], largest: int
) -> None:
    """Write the wanted files; reading the report reports those that are missing."""
    chosen = [
        (path, blob)
        for path in sorted(wanted)
        if (blob := blobs.get(path)) and blob.size <= largest and _is_safe(path)
    ]
    for batch in _batches(chosen):
        contents = _contents(folder, [blob for _, blob in batch])
        for (path, _), content in zip(batch, contents, strict=True):
            _put(root / path, content)


def _is_safe(path: str) -> bool:
    """Whether a path stays in the folder: a crafted tree can have “..” in it."""
    try:
        files.check_path(path)
    except files.FileRefused:
        return False
    return True


def _put(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        # A crafted tree can have one name as file and folder, or names that are too long. Reading
        # the report then reports that the file is missing.
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise RevisionError("The disk is full. Free some space.") from error


def _batches(chosen: list[tuple[str, _Blob]]) -> Iterator[list[tuple[str, _Blob]]]:
    batch: list[tuple[str, _Blob]] = []
    size = 0
    for path, blob in chosen:
        if batch and (size + blob.size > _BATCH_BYTES or len(batch) >= _BATCH_FILES):
            yield batch
            batch, size = [], 0
        batch.append((path, blob))
        size += blob.size
    if batch:
        yield batch


def _contents(folder: Path, blobs: list[_Blob]) -> list[bytes]:
    """The contents of blobs, byte for byte as committed, from one run of git."""
    names = "".join(f"{blob.object}\n" for blob in blobs).encode()
    most = sum(blob.size + _HEADER for blob in blobs)
    done = _git(folder, "cat-file", "--batch", stdin=names, most=most)
    contents, at = [], 0
    for blob in blobs:
        end_of_header = done.stdout.find(b"\n", at)
        header = done.stdout[at:end_of_header].split()
        if len(header) != 3 or header[1] != b"blob" or int(header[2]) != blob.size:
            raise RevisionError(_INCOMPLETE)
        start = end_of_header + 1
        contents.append(done.stdout[start : start + blob.size])
        at = start + blob.size + 1
    return contents
