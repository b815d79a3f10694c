"""The record of what `init` wrote: which choices, which version, the hash of each file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

import yaml

from factcheck_report.scaffold.project import HOSTS, Choices

RECORD = ".factcheck-init.yaml"
"""The file, in the report's folder."""

_HEAD = """\
# Written by “factcheck init”. “factcheck init --refresh” reads it to see which files you changed.
"""
_LARGEST = 1_000_000
"""Bytes."""


class NoRecord(Exception):
    """The record is missing or cannot be read; says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """What `init` wrote last."""

    version: str
    """The product's version."""
    choices: Choices
    files: Mapping[str, str]
    """SHA-256 of each file as it was written, by its path."""

    def to_yaml(self) -> bytes:
        """The content of the record's file."""
        content = {"version": self.version, **asdict(self.choices), "files": dict(self.files)}
        return (_HEAD + yaml.safe_dump(content, sort_keys=False, allow_unicode=True)).encode()


def hash_of(content: bytes) -> str:
    """The hash that the record keeps of a file's content."""
    return hashlib.sha256(content).hexdigest()


def read_record(folder: Path) -> Record:
    """The record in a report's folder. Raises NoRecord."""
    path = folder / RECORD
    try:
        if path.stat().st_size > _LARGEST:
            raise NoRecord(f"{RECORD} is too large to be a record of “factcheck init”.")
        content = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise NoRecord(
            f"There is no {RECORD}: “factcheck init” did not make this folder."
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise NoRecord(f"{RECORD} cannot be read: {error}") from error
    if not _is_record(content):
        raise NoRecord(f"{RECORD} is not what “factcheck init” wrote.")
    choices = Choices(content["title"], content["language"], content["host"])
    return Record(content["version"], choices, content["files"])


def _is_record(content: object) -> bool:
    return (
        isinstance(content, dict)
        and all(isinstance(content.get(k), str) for k in ("version", "title", "language"))
        and content.get("host") in HOSTS
        and isinstance(content.get("files"), dict)
        and all(isinstance(item, str) for pair in content["files"].items() for item in pair)
        # Only names inside the report's folder.
        and not any(
            ".." in PurePosixPath(name).parts or name[:1] == "/" for name in content["files"]
        )
    )
