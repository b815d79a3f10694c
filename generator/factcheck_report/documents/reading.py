"""Reads the claims files, and the source files that they name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from factcheck_report.documents import files
from factcheck_report.documents.kinds import kind_to_import
from factcheck_report.model import Document, OriginalFile, Position, Source
from factcheck_report.model.spans import SourceText
from factcheck_report.problems import Problem, Severity

MOST_LINES = 50_000
LONGEST_LINE = 1_000_000
"""Code points."""
MOST_DOCUMENTS = 50_000
LARGEST_DOCUMENTS = 512 * 1024 * 1024
"""Bytes of all documents together: they are in memory at the same time."""
MOST_CLAIMS_FILES = 10_000
CLAIMS_FILE = (
    "A claims file has these lines at the left edge, with their entries indented below them: "
    "report:, sources:, verdicts:, claims:. If the report is in another file, name that file with "
    "--claims, or in the option “claims” in the site's settings."
)
"""Advice for editors who name a file that is not a claims file."""


@dataclass(frozen=True, slots=True)
class ReadDocuments:
    """The documents that could be read, by source id, and the problems with the others."""

    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]


def read_documents(root: Path, sources: Mapping[str, Source]) -> ReadDocuments:
    """Read every source's file from the report's folder `root`."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    listings = files.FolderListings()
    size = 0
    for source in sources.values():
        try:
            _refuse_too_many(len(documents), size)
        except files.FileRefused as refused:
            problems.append(_refused(source, "file", refused))
            break
        try:
            document = _read(root, source, listings)
        except files.FileRefused as refused:
            problems.append(_refused(source, "file", refused))
            continue
        size += len(document.data)
        try:
            document = replace(document, original=_original(root, source))
        except files.FileRefused as refused:
            problems.append(_refused(source, "original", refused))
        documents[source.id] = document
    return ReadDocuments(documents, tuple(problems))


def _refuse_too_many(number: int, size: int) -> None:
    if number >= MOST_DOCUMENTS:
        raise files.FileRefused(
            f"The report has more than {MOST_DOCUMENTS:,} documents. This one and those after it "
            "were not read.",
            "Remove documents that no claim quotes, or divide the report.",
        )
    if size > LARGEST_DOCUMENTS:
        raise files.FileRefused(
            "The documents have together more than "
            f"{LARGEST_DOCUMENTS // 1024 // 1024} MB. This one and those after it were not read.",
            "Keep only the parts that are quoted, or divide the report.",
        )


def refuse_layout(text: SourceText, name: str) -> None:
    """Raise FileRefused if a document's text has too many lines, or one that is too long.

    `name` is what the problem calls the text.
    """
    starts = text.line_starts
    if len(starts) > MOST_LINES:
        raise files.FileRefused(
            f"{name} has {len(starts):,} lines; a page can show at most {MOST_LINES:,}.",
            "Keep only the part that is quoted, or split it into several documents.",
        )
    if len(text.text) <= LONGEST_LINE:
        return
    for number, (start, end) in enumerate(pairwise((*starts, len(text.text))), 1):
        if end - start > LONGEST_LINE:
            raise files.FileRefused(
                f"{name} has a line of {end - start:,} characters; a page can show at most "
                f"{LONGEST_LINE:,} in one.",
                "Break the line where paragraphs or sentences end.",
                line=number,
            )


def _refused(source: Source, field: str, refused: files.FileRefused) -> Problem:
    where = f" (line {refused.line} of the file)" if refused.line > 1 else ""
    return Problem(
        position=source.positions.at(field),
        entry=f"source {source.id}",
        rule="source-file",
        what=refused.what + where,
        fix=refused.fix,
    )


def _read(root: Path, source: Source, listings: files.FolderListings) -> Document:
    data = files.read_bytes(root, source.file, files.LARGEST_SOURCE, listings)
    if kind := kind_to_import(data, source.file):
        raise files.FileRefused(
            f"“{source.file}” is {kind.label}, not a plain text.",
            f"Run: factcheck add {source.file}. It writes the document's text beside it and keeps "
            "the file as its “original:”.",
        )
    text = files.source_text(data, source.file)
    refuse_layout(text, f"“{source.file}”")
    return Document(
        source=source,
        data=data,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def read_original(root: Path, source: Source) -> bytes | None:
    """The content of the file that a source's text was extracted from; None if it names none.

    Raises FileRefused.
    """
    if source.original is None:
        return None
    return files.read_bytes(root, source.original, files.LARGEST_ORIGINAL)


def _original(root: Path, source: Source) -> OriginalFile | None:
    data = read_original(root, source)
    if data is None or source.original is None:
        return None
    name = source.original.rpartition("/")[2]
    return OriginalFile(name, len(data), hashlib.sha256(data).hexdigest(), root)


def claims_files(root: Path, claims: str) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The texts of the claims files, by path relative to `root`, and their problems.

    `claims` names a file, a folder (its `.yaml` and `.yml` files, also those in folders inside it)
    or a glob, relative to `root`. Files that look like claims files but are not named by it are
    noted.
    """
    texts: dict[str, str] = {}
    try:
        paths = _expand(root, claims)
        if not paths:
            raise files.FileRefused(
                f"No claims file matches “{claims}”.",
                "Add one, or correct the option “claims” in the site's settings.",
            )
        if len(paths) > MOST_CLAIMS_FILES:
            raise files.FileRefused(
                f"“{claims}” names {len(paths):,} files; a report has at most "
                f"{MOST_CLAIMS_FILES:,} claims files.",
                "Put several claims into each file.",
            )
        problems = [_unread(path) for path in _likely_claims_files(root, claims, paths)]
    except files.FileRefused as refused:
        return {}, (_unreadable(claims or "claims", refused),)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        unusable = files.FileRefused(
            f"“{claims[:80]}” cannot be searched ({reason}).",
            "Correct the option “claims” in the site's settings.",
        )
        return {}, (_unreadable(claims[:80], unusable),)
    listings = files.FolderListings()
    size = 0
    for path in paths:
        try:
            data = files.read_bytes(root, path, files.LARGEST_CLAIMS_FILE, listings)
            size += len(data)
            if size > files.LARGEST_CLAIMS_FILE:
                problems.append(_unreadable(path, _too_large_together()))
                break
            if not data.strip() or b"\0" in data:
                what = "empty" if not data.strip() else "not a text file"
                raise files.FileRefused(f"“{path}” is {what}.", CLAIMS_FILE)
            texts[path] = files.decode(data, path)
        except files.FileRefused as refused:
            problems.append(_unreadable(path, refused))
    return texts, tuple(problems)


def _too_large_together() -> files.FileRefused:
    most = files.LARGEST_CLAIMS_FILE // 1024 // 1024
    return files.FileRefused(
        f"The claims files have together more than {most} MB. This one and those after it were not "
        "read.",
        "Divide the report into several.",
    )


def is_claims_path(path: str, claims: str) -> bool:
    """Whether the option `claims`, if it names a file or folder, names a path.

    Text editors and operating systems put hidden files next to the claims: they do not count.
    """
    if not path.startswith(f"{claims}/"):
        return path == claims
    inner = path.removeprefix(f"{claims}/").split("/")
    return path.lower().endswith(_SUFFIXES) and not any(part.startswith(".") for part in inner)


def is_glob(claims: str) -> bool:
    """Whether the option `claims` is a glob."""
    return any(char in claims for char in "*?[")


_SUFFIXES = (".yaml", ".yml")
_MOST_UNREAD = 20
"""Files that are not read and are noted."""


def _expand(root: Path, claims: str) -> list[str]:
    files.check_path(claims)
    if is_glob(claims):
        found = root.glob(claims)
        return sorted(
            path.relative_to(root).as_posix() for path in found if not path.name.startswith(".")
        )
    if (root / claims).is_dir():
        return _yaml_files(root, claims)
    if not os.path.lexists(root / claims):
        _refuse_other_name(root, claims)
    return [claims]


def _yaml_files(root: Path, folder: str) -> list[str]:
    """The YAML files in a folder and in the folders inside it, relative to `root`, sorted.

    Also links to folders, which are not followed: reading them reports that.
    """
    found = []
    for place, folders, names in os.walk(root / folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        paths = ((Path(place) / name).relative_to(root).as_posix() for name in (*names, *links))
        found += [
            path
            for path in paths
            if is_claims_path(path, folder)
            or (path.rpartition("/")[2] in links and not path.rpartition("/")[2].startswith("."))
        ]
        folders[:] = [name for name in folders if not name.startswith(".")]
    return sorted(found)


def _likely_claims_files(root: Path, claims: str, read: Collection[str]) -> list[str]:
    """Files that an editor may take for claims files of the report, but that are not `read`."""
    others: set[str] = set()
    if is_glob(claims):
        fixed = claims[: min(claims.find(char) for char in "*?[" if char in claims)]
        folder = fixed.rpartition("/")[0]
        # Without a folder, any YAML file of the repository would count.
        if folder and (root / folder).is_dir():
            others.update(_yaml_files(root, folder))
    elif not (root / claims).is_dir():
        base, dot, _ = claims.rpartition(".")
        if dot:
            others.update(path for path in _with_other_suffix(base) if (root / path).is_file())
            others.update(_yaml_files(root, base) if (root / base).is_dir() else ())
    return sorted(others.difference(read))[:_MOST_UNREAD]


def _with_other_suffix(base: str) -> list[str]:
    return [f"{base}{suffix}" for suffix in _SUFFIXES]


def _refuse_other_name(root: Path, claims: str) -> None:
    """Raise FileRefused if the claims file is missing but one with a similar name is there."""
    if likely := _likely_claims_files(root, claims, ()):
        base = claims.rpartition(".")[0]
        # A folder with claims files, or the same name with another ending.
        found = base if likely[0].startswith(f"{base}/") else likely[0]
        raise files.FileRefused(
            f"There is no file “{claims}”, but there is “{found}”.",
            f"Name it with --claims, or in the site's settings: “claims: {found}”.",
        )


def _unread(path: str) -> Problem:
    return Problem(
        position=Position(path),
        rule="unread-claims-file",
        what=f"“{path}” is not read: the option “claims” does not name it.",
        fix="If it belongs to the report, name its folder in the option “claims” in the site's "
        "settings. If not, move it to another folder.",
        severity=Severity.NOTE,
    )


def _unreadable(path: str, refused: files.FileRefused) -> Problem:
    return Problem(
        position=Position(path, refused.line),
        rule="claims-file",
        what=refused.what,
        fix=refused.fix,
    )
