"""What was made once, and need not be made again while all that it is made of is the same.

Whether it is, a digest tells. It covers values, not the identity of objects nor where in
claims.yaml they were written, so it is the same in the next build. All that can be wrong with one
is that it leaves something out: so it is made of whole objects (a narrowed report, a view, the
package itself), and not of a list of what somebody thought that a page depends on.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from factcheck_report.model import (
    Claim,
    Claimant,
    Disagreement,
    Document,
    Event,
    Origin,
    Publication,
    Removal,
    Report,
    Source,
    Verdict,
)
from factcheck_report.pages import Page
from factcheck_report.pages.page import Later
from factcheck_report.rendering.renderer import Rendered, Renderer
from factcheck_report.storage.cache_store import Cache

_SIZE = 20
"""Bytes: no two different things have met with one digest of that size."""
_ENTRIES = (Claim, Claimant, Disagreement, Event, Origin, Publication, Removal, Source, Verdict)
"""What claims.yaml is made of, and many pages are: a digest of each stands for it."""
_PLACES = {"marks", "position"}
"""Fields that only say where something was written."""


def digest(*contents: bytes) -> bytes:
    """Of some contents, told apart from the same bytes divided otherwise."""
    made = hashlib.blake2b(digest_size=_SIZE)
    for content in contents:
        made.update(len(content).to_bytes(8, "big"))
        made.update(content)
    return made.digest()


def installation() -> bytes:
    """Of all that turns a report into a site: this package, byte for byte, and all others."""
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
        *_files(own, package),
    )


def folder(place: Path | None) -> bytes:
    """Of all files in a folder, by name and content."""
    if place is None:
        return b""
    return digest(*_files((path for path in sorted(place.rglob("*")) if path.is_file()), place))


def _files(paths: Iterable[Path], root: Path) -> Iterator[bytes]:
    for path in paths:
        yield path.relative_to(root).as_posix().encode()
        yield path.read_bytes()


class Memory:
    """What one build has of earlier ones. `common` are values that all it makes depends on."""

    def __init__(self, cache: Cache, *common: object) -> None:
        self._cache = cache
        # The objects, too: the id of one that is gone may be another's.
        self._known: dict[int, tuple[object, bytes]] = {}
        special: dict[type, Callable[[Any], tuple[Any, ...]]] = {
            MappingProxyType: lambda mapping: (dict, (dict(mapping),)),
            Later: lambda view: (dict, (dict(view),)),
            # The file says the text.
            Document: self._once(lambda document: (document.source, document.sha256)),
            # Its evidence follows from the quotes and the documents.
            Report: lambda report: (tuple, ((report.draft, dict(report.documents)),)),
            **{kind: self._once(_fields(kind)) for kind in _ENTRIES},
        }
        self._reduced = _Reduced(special)
        self._common = self._digest(common)

    def page(self, page: Page, renderer: Renderer) -> Rendered:
        """A page's HTML. Raises TemplateProblem."""
        about = (page.address, page.template, page.title, page.label, page.description)
        if not self._cache.keeps:
            return renderer.render(page)
        made_of = dict(page.view) if page.made_of is None else page.made_of
        key = self._key("page", about, page.moved, page.claim, renderer.picture(page), made_of)
        known = self._cache.get(key)
        if known is not None:
            size, _, text = known.decode().partition("\n")
            return Rendered(page, text[: int(size)], text[int(size) :])
        made = renderer.render(page)
        self._cache.put(key, f"{len(made.body)}\n{made.body}{made.head}".encode())
        return made

    def get(self, *parts: object) -> bytes | None:
        """What an earlier build kept with `put` for these parts."""
        return self._cache.get(self._key(*parts)) if self._cache.keeps else None

    def put(self, content: bytes, *parts: object) -> None:
        """Keep what was made of these parts, which say all that it depends on."""
        if self._cache.keeps:
            self._cache.put(self._key(*parts), content)

    def made(self, make: Callable[[], bytes], *parts: object) -> bytes:
        """What `make` makes of these parts, which say all that it depends on."""
        if not self._cache.keeps:
            return make()
        key = self._key(*parts)
        made = self._cache.get(key)
        if made is None:
            made = make()
            self._cache.put(key, made)
        return made

    def _key(self, *parts: object) -> bytes:
        return self._digest((self._common, parts))

    def _digest(self, value: object) -> bytes:
        made = _Hash()
        pickler = pickle.Pickler(made, protocol=5)
        # Without a memo: with one, the same string twice is not two equal strings.
        pickler.fast = True
        pickler.dispatch_table = self._reduced
        pickler.dump(value)
        return made.digest()

    def _once(self, content: Callable[[Any], object]) -> Callable[[Any], tuple[Any, ...]]:
        """What stands for an object that many pages are made of: a digest, made one time."""

        def reduced(value: object) -> tuple[Any, ...]:
            known = self._known.get(id(value))
            if known is None:
                made = self._digest((type(value).__name__, content(value)))
                known = self._known[id(value)] = value, made
            return bytes, (known[1],)

        return reduced


class _Hash:
    """What is written to it leaves nothing but a digest."""

    def __init__(self) -> None:
        self._made = hashlib.blake2b(digest_size=_SIZE)
        self.digest = self._made.digest

    def write(self, data: bytes) -> int:
        """Take a part of the content."""
        self._made.update(data)
        return len(data)


def _fields(kind: type) -> Callable[[Any], object]:
    """What takes the values from an entry, without where it was written."""
    return attrgetter(*(field.name for field in fields(kind) if field.name not in _PLACES))


class _Reduced(dict[type, Callable[[Any], tuple[Any, ...]]]):
    """What stands for a value of each class; of any other dataclass, its fields."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        if not is_dataclass(kind):
            raise KeyError(kind)
        content = _fields(kind)
        self[kind] = reduced = lambda value: (tuple, ((kind.__name__, content(value)),))
        return reduced
