"""Takes pages, cards and the search index from earlier builds if their inputs are the same.

Without it, a build after an edit takes half as much CPU again at 1,000 claims, and twice as much at
5,000. `benchmarks/run.py --machinery` and `--warm` measure that: they build, edit one claim and
build again.

A digest of all inputs is the key. It covers values, not the identity of objects and not where they
are in claims.yaml, so it is the same in the next build. The one possible mistake is a missing
input, so the inputs are whole objects (a subset of the report, a view, the installed packages) and
not lists of the fields that a page is thought to use.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import accumulate, pairwise
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from factcheck_report.model import (
    Claim,
    Claimant,
    Disagreement,
    Document,
    EntryKind,
    Event,
    Origin,
    OriginalFile,
    Publication,
    Removal,
    Report,
    Source,
    Verdict,
)
from factcheck_report.pages.page import LazyView
from factcheck_report.storage.cache_store import CacheStore

_DIGEST_SIZE = 20
"""Bytes; long enough that no two inputs share a digest."""
_ENTRIES = (Claim, Claimant, Disagreement, Event, Origin, Publication, Removal, Source, Verdict)
"""Entries of claims.yaml. Many pages use the same ones, so each is digested once."""
_POSITION_FIELDS = {"positions", "position"}
"""Fields that only tell where something is written."""

Reduce = Callable[[Any], tuple[Any, ...]]
"""What `pickle` writes instead of an object; see `object.__reduce__`."""


def digest(*contents: bytes) -> bytes:
    """The digest of some contents; the same bytes divided otherwise have another one."""
    hashed = hashlib.blake2b(digest_size=_DIGEST_SIZE)
    for content in contents:
        hashed.update(len(content).to_bytes(8, "big"))
        hashed.update(content)
    return hashed.digest()


@cache
def installation_digest() -> bytes:
    """The digest of the programs: this package's files, the other packages, and Python.

    Cached: what is installed later is not what this process runs.
    """
    package = Path(__file__).parent.parent
    own = (path for path in sorted(package.rglob("*")) if path.suffix != ".pyc" and path.is_file())
    others = sorted(
        path.name
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for path in folder.glob("*.dist-info")
    )
    return digest(
        sys.version.encode(),
        "\n".join(others).encode(),
        *_names_and_contents(own, package),
    )


def folder_digest(folder: Path | None) -> bytes:
    """The digest of all files in a folder, names and contents."""
    if folder is None:
        return b""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return digest(*_names_and_contents(files, folder))


def _names_and_contents(paths: Iterable[Path], root: Path) -> Iterator[bytes]:
    for path in paths:
        yield path.relative_to(root).as_posix().encode()
        yield path.read_bytes()


class BuildCache:
    """A cache store in which the key of each entry is the digest of its inputs.

    `common` are inputs of every entry.
    """

    def __init__(self, store: CacheStore, *common: object) -> None:
        self._store = store
        # The object is kept, too: its id may be given to another object once it is gone.
        self._digests: dict[int, tuple[object, bytes]] = {}
        special: dict[type, Reduce] = {
            MappingProxyType: lambda mapping: (dict, (dict(mapping),)),
            LazyView: lambda view: (dict, (dict(view),)),
            # The hashes stand for the text and its original.
            Document: self._digested_once(
                lambda document: (document.source, document.sha256, document.original)
            ),
            OriginalFile: lambda original: (tuple, ((original.name, original.sha256),)),
            Report: lambda report: (tuple, (_content_of_report(report),)),
            **{kind: self._digested_once(_content(kind)) for kind in _ENTRIES},
        }
        self._reductions = _Reductions(special)
        self._common = self._digest(common)

    def texts(self, make: Callable[[], Sequence[str]], *inputs: object) -> Sequence[str]:
        """The texts for these inputs, from the cache or from `make`, which uses no others."""
        if not self._store.enabled:
            return make()

        def joined() -> bytes:
            texts = make()
            sizes = " ".join(str(len(text)) for text in texts)
            return "".join((sizes, "\n", *texts)).encode()

        sizes, _, rest = self.get_or_make(joined, *inputs).decode().partition("\n")
        ends = list(accumulate(map(int, sizes.split())))
        return [rest[start:end] for start, end in pairwise((0, *ends))]

    def get(self, *inputs: object) -> bytes | None:
        """The content that `put` stored for these inputs; None if there is none."""
        return self._store.get(self._key(*inputs)) if self._store.enabled else None

    def put(self, content: bytes, *inputs: object) -> None:
        """Store the content made from these inputs, and from no others."""
        if self._store.enabled:
            self._store.put(self._key(*inputs), content)

    def get_or_make(self, make: Callable[[], bytes], *inputs: object) -> bytes:
        """The content for these inputs, from the cache or from `make`, which uses no others."""
        if not self._store.enabled:
            return make()
        key = self._key(*inputs)
        content = self._store.get(key)
        if content is None:
            content = make()
            self._store.put(key, content)
        return content

    def reopen(self) -> None:
        """In a fork of this process: see `CacheStore`."""
        self._store.reopen()

    def take_used(self) -> Mapping[bytes, int]:
        """In a fork: what it used of the cache since the last call."""
        return self._store.take_used()

    def add_used(self, used: Mapping[bytes, int]) -> None:
        """Record what a fork used."""
        self._store.add_used(used)

    def _key(self, *inputs: object) -> bytes:
        return self._digest((self._common, inputs))

    def _digest(self, value: object) -> bytes:
        hash_file = _HashFile()
        pickler = pickle.Pickler(hash_file, protocol=5)
        # No memo: with one, the same string twice differs from two equal strings.
        pickler.fast = True
        pickler.dispatch_table = self._reductions
        pickler.dump(value)
        return hash_file.digest()

    def _digested_once(self, content: Callable[[Any], object]) -> Reduce:
        """Reduces an object that many pages use to a digest, which is computed once."""

        def reduce(value: object) -> tuple[Any, ...]:
            known = self._digests.get(id(value))
            if known is None:
                made = self._digest((type(value).__name__, content(value)))
                known = self._digests[id(value)] = value, made
            return bytes, (known[1],)

        return reduce


class _HashFile:
    """A file that keeps only the digest of what is written to it."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=_DIGEST_SIZE)
        self.digest = self._hash.digest

    def write(self, data: bytes) -> int:
        """Add bytes to the digest."""
        self._hash.update(data)
        return len(data)


def _content(kind: type) -> Callable[[Any], object]:
    """A function that gets the values of a dataclass, without its position fields."""
    names = (field.name for field in fields(kind) if field.name not in _POSITION_FIELDS)
    return attrgetter(*names)


def _content_of_report(report: Report) -> object:
    """The values that a report consists of.

    Where the quotes of claims are found follows from the claims and documents. A subset of a report
    may have evidence of events and disagreements without these entries.
    """
    others = [
        (item.kind, item.entry, item.number, item.quote, item.anchor)
        for item in report.evidence
        if item.kind is not EntryKind.CLAIM
    ]
    return report.draft, dict(report.documents), others, sorted(report.unpublished)


class _Reductions(dict[type, Reduce]):
    """The reduction of each class; any other dataclass is reduced to its fields."""

    def __missing__(self, kind: type) -> Reduce:
        if not is_dataclass(kind):
            raise KeyError(kind)
        content = _content(kind)
        self[kind] = reduce = lambda value: (tuple, ((kind.__name__, content(value)),))
        return reduce
