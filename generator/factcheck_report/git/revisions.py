"""A report as it is in a git revision, read without checking anything out.

Revisions may hold anybody's work. Git is asked for names and contents only: nothing of theirs
runs, no filter, no hook, no attribute; links and submodules are left out; and only the files that a
report reads are written, into a folder that is removed afterwards.
"""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from factcheck_report.documents import files
from factcheck_report.documents.reading import claims_files
from factcheck_report.loading import load
from factcheck_report.pipeline import Outcome, read_report
from factcheck_report.storage.temporary import TemporaryFolder

_ORDINARY = {"100644", "100755", "100664"}
"""Modes of ordinary files in a tree; links are 120000, submodules 160000."""
_AT_ONCE = 64 * 1024 * 1024
"""Bytes of contents that are asked for in one go."""
_MOST_AT_ONCE = 2_000
_INCOMPLETE = "git does not have all of the revision's files. Fetch it anew."


class NoSuchRevision(Exception):
    """There is nothing to read: no repository, no git, no such revision; in words for editors."""


@dataclass(frozen=True, slots=True)
class _Entry:
    object: str
    size: int


def read_revision(folder: Path, revision: str, claims: str = "claims.yaml") -> Outcome:
    """Read and check the report in `folder` as it was in a revision of its repository.

    A revision in which there is no such folder, or no claims file in it, gives an outcome without
    a draft or without claims. Raises NoSuchRevision.
    """
    commit = resolve(folder, revision)
    with _written(folder, commit, claims) as root:
        return read_report(root, claims)


def merge_base(folder: Path, base: str, head: str | None = None) -> str | None:
    """The last commit that two revisions have in common, as `git diff BASE...HEAD` takes it.

    Without `head` it is what is checked out. None if they have none, or if the history that is
    here does not reach so far. Raises NoSuchRevision.
    """
    first = resolve(folder, base)
    try:
        second = resolve(folder, head or "HEAD")
    except NoSuchRevision:
        if head:
            raise
        return None  # a branch without a commit yet
    done = _git(folder, "merge-base", first, second)
    if done.returncode not in (0, 1):
        raise NoSuchRevision(_INCOMPLETE)
    found = done.stdout.decode("ascii", "replace").split()
    return found[0] if done.returncode == 0 and found else None


def has_claims(folder: Path, revision: str, claims: str = "claims.yaml") -> bool:
    """Whether a revision has a claims file, or a link or module in its place, readable or not.

    Where it has none, there was no report yet. Raises NoSuchRevision.
    """
    listed = _listed(folder, resolve(folder, revision))
    return any(
        _may_hold_claims(path, claims) or (mode not in _ORDINARY and claims.startswith(f"{path}/"))
        for path, mode, _ in listed
    )


def resolve(folder: Path, revision: str) -> str:
    """The full name of the commit that a revision means. Raises NoSuchRevision."""
    _prefix(folder)
    # git would take a name that begins with a hyphen for an option.
    if revision and not revision.startswith("-") and "\0" not in revision:
        done = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", "--")
        found = done.stdout.decode("ascii", "replace").split()
        if done.returncode == 0 and found and found[0].isalnum():
            return found[0]
    raise NoSuchRevision(
        f"There is no revision “{revision[:80]}” here. Name a branch, a tag or a commit. In a "
        "clone that leaves history out, get it first: git fetch --unshallow (in a GitHub workflow, "
        "“fetch-depth: 0” for actions/checkout)."
    )


def _prefix(folder: Path) -> str:
    """The folder's path within its repository, ending in a slash; empty for the top."""
    done = _git(folder, "rev-parse", "--show-prefix")
    if done.returncode != 0:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise NoSuchRevision(
            f"“{folder}” is in no git repository that can be read ({said[:200]}). Run the command "
            "in the report's folder."
        )
    return os.fsdecode(done.stdout).rstrip("\r\n")


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # Replaced objects would be other contents than the name says.
    command = ["git", "--no-replace-objects", "-C", str(folder), *arguments]
    try:
        return subprocess.run(  # noqa: S603 - no shell; see the callers for each argument
            command,
            input=given,
            capture_output=True,
            check=False,
            env=os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except OSError as error:
        raise NoSuchRevision(f"git cannot be run ({error.strerror}). Install it.") from error


@contextmanager
def _written(folder: Path, commit: str, claims: str) -> Iterator[Path]:
    """The report's files of a commit in a folder of their own."""
    entries = _entries(folder, commit)
    with TemporaryFolder() as temporary:
        root = temporary.path
        wanted = {path for path in entries if _may_hold_claims(path, claims)}
        _write(folder, root, entries, wanted, files.LARGEST_CLAIMS_FILE)
        texts, _ = claims_files(root, claims)
        sources = {source.file for source in load(texts).draft.sources.values()} if texts else set()
        _write(folder, root, entries, sources - wanted, files.LARGEST_SOURCE)
        yield root


def _entries(folder: Path, commit: str) -> Mapping[str, _Entry]:
    """The ordinary files below the folder in a commit, by path relative to it."""
    return {
        path: entry
        for path, mode, entry in _listed(folder, commit)
        if mode in _ORDINARY and entry.size >= 0
    }


def _listed(folder: Path, commit: str) -> list[tuple[str, str, _Entry]]:
    """Path, mode and object of all that is below the folder; without a size it is -1."""
    prefix = _prefix(folder)
    below = (prefix,) if prefix else ()
    # Literally, or a folder called [a] would be a pattern; --full-tree counts paths from the top.
    listing = ("--literal-pathspecs", "ls-tree", "-r", "-z", "-l", "--full-tree", "--", commit)
    done = _git(folder, *listing, *below)
    if done.returncode != 0:
        # Not the same as a commit without the folder: taken for empty it would let all pass.
        raise NoSuchRevision(_INCOMPLETE)
    listed = []
    for line in done.stdout.split(b"\0"):
        about, _, path = line.partition(b"\t")
        mode, _, object, size = (about.decode("ascii", "replace").split() + [""] * 4)[:4]
        if mode:
            entry = _Entry(object, int(size) if size.isdigit() else -1)
            listed.append((os.fsdecode(path).removeprefix(prefix), mode, entry))
    return listed


def _may_hold_claims(path: str, claims: str) -> bool:
    """Whether the option may name a file; of a glob a few more than it does, which do no harm."""
    if any(char in claims for char in "*?["):
        return fnmatchcase(path, claims.replace("**/", "*"))
    parent, _, name = path.rpartition("/")
    return path == claims or (parent == claims and name.endswith((".yaml", ".yml")))


def _write(
    folder: Path, root: Path, entries: Mapping[str, _Entry], wanted: Iterable[str], largest: int
) -> None:
    """Write the files that a report may read; what names another will say that it is missing."""
    chosen = []
    for path in sorted(wanted):
        entry = entries.get(path)
        if entry is not None and entry.size <= largest and _is_safe(path):
            chosen.append((path, entry))
    for batch in _batches(chosen):
        contents = _contents(folder, [entry for _, entry in batch])
        for (path, _), content in zip(batch, contents, strict=True):
            _put(root / path, content)


def _is_safe(path: str) -> bool:
    """A tree can be made by hand to hold “..” and worse."""
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
        # A tree made by hand can have one name twice, as file and as folder, or names too long for
        # any folder: whatever names such a file will say that it is not there.
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoSuchRevision("There is no room to read it into: make some.") from error


def _batches(chosen: list[tuple[str, _Entry]]) -> Iterator[list[tuple[str, _Entry]]]:
    batch: list[tuple[str, _Entry]] = []
    size = 0
    for path, entry in chosen:
        if batch and (size + entry.size > _AT_ONCE or len(batch) >= _MOST_AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append((path, entry))
        size += entry.size
    if batch:
        yield batch


def _contents(folder: Path, entries: list[_Entry]) -> list[bytes]:
    """Of objects, byte for byte as committed, from one run of git."""
    names = "".join(f"{entry.object}\n" for entry in entries).encode()
    done = _git(folder, "cat-file", "--batch", given=names)
    contents, at = [], 0
    for entry in entries:
        end_of_head = done.stdout.find(b"\n", at)
        head = done.stdout[at:end_of_head].split()
        if len(head) != 3 or head[1] != b"blob" or int(head[2]) != entry.size:
            raise NoSuchRevision(_INCOMPLETE)
        contents.append(done.stdout[end_of_head + 1 : end_of_head + 1 + entry.size])
        at = end_of_head + 1 + entry.size + 1
    return contents
