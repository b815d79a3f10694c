"""Reads the claims files, and the source files that they name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from factcheck_report.documents import files
from factcheck_report.model import Document, Position, Source
from factcheck_report.problems import Problem

MOST_LINES = 50_000
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
    for source in sources.values():
        try:
            documents[source.id] = _read(root, source, listings)
        except files.FileRefused as refused:
            where = f" (line {refused.line} of the file)" if refused.line > 1 else ""
            problems.append(
                Problem(
                    position=source.positions.at("file"),
                    entry=f"source {source.id}",
                    rule="source-file",
                    what=refused.what + where,
                    fix=refused.fix,
                )
            )
    return ReadDocuments(documents, tuple(problems))


def _read(root: Path, source: Source, listings: files.FolderListings) -> Document:
    data = files.read_bytes(root, source.file, files.LARGEST_SOURCE, listings)
    text = files.source_text(data, source.file)
    if len(text.line_starts) > MOST_LINES:
        raise files.FileRefused(
            f"“{source.file}” has {len(text.line_starts):,} lines; a page can show at most "
            f"{MOST_LINES:,}.",
            "Keep only the part that is quoted, or split it into several documents.",
        )
    return Document(
        source=source,
        data=data,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def claims_files(root: Path, claims: str) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The texts of the claims files, by path relative to `root`, and their problems.

    `claims` names a file, a folder (its `.yaml` and `.yml` files) or a glob, relative to `root`.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    try:
        paths = _expand(root, claims)
        if not paths:
            raise files.FileRefused(
                f"No claims file matches “{claims}”.",
                "Add one, or correct the option “claims” in the site's settings.",
            )
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
    for path in paths:
        try:
            data = files.read_bytes(root, path, files.LARGEST_CLAIMS_FILE, listings)
            if not data.strip() or b"\0" in data:
                what = "empty" if not data.strip() else "not a text file"
                raise files.FileRefused(f"“{path}” is {what}.", CLAIMS_FILE)
            texts[path] = files.decode(data, path)
        except files.FileRefused as refused:
            problems.append(_unreadable(path, refused))
    return texts, tuple(problems)


def _expand(root: Path, claims: str) -> list[str]:
    files.check_path(claims)
    if any(char in claims for char in "*?["):
        found = root.glob(claims)
    elif (root / claims).is_dir():
        found = (path for path in (root / claims).iterdir() if path.suffix in (".yaml", ".yml"))
    else:
        return [claims]
    # Text editors and operating systems put hidden files next to the claims.
    return sorted(
        path.relative_to(root).as_posix() for path in found if not path.name.startswith(".")
    )


def _unreadable(path: str, refused: files.FileRefused) -> Problem:
    return Problem(
        position=Position(path, refused.line),
        rule="claims-file",
        what=refused.what,
        fix=refused.fix,
    )
