"""Templates that are compiled, and listed, once for all builds of a run of the tests.

Compiling them takes most of the CPU time of a build of a small report: 0.45 of 0.7 seconds. Of what
is left, listing Material's 14,000 icons takes a sixth, though MkDocs uses none of their names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, partialmethod
from importlib.resources import files
from weakref import WeakKeyDictionary

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from factcheck_report.i18n.catalog import built_in_messages
from factcheck_report.i18n.translations import placeholders


class _CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates by all that Jinja compiles into them: the environment and its texts."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        # An environment has all its filters when it loads its first template.
        self._descriptions: WeakKeyDictionary[jinja2.Environment, str] = WeakKeyDictionary()

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        description = self._descriptions.get(environment)
        if description is None:
            description = self._descriptions[environment] = _description(environment)
        key = self.get_cache_key(description + name, f"{filename}{_hash(source)}")
        bucket = Bucket(environment, key, self.get_source_checksum(description + source))
        self.load_bytecode(bucket)
        return bucket


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _description(environment: jinja2.Environment) -> str:
    """What a template is compiled for."""
    kind = type(environment)
    finalize = environment.finalize
    parts: list[object] = [
        f"{kind.__module__}.{kind.__qualname__}",
        environment.autoescape,
        environment.trim_blocks,
        environment.lstrip_blocks,
        environment.keep_trailing_newline,
        environment.undefined.__qualname__,
        finalize and f"{finalize.__module__}.{finalize.__qualname__}",
        sorted(environment.extensions),
        sorted(environment.filters),
        sorted(environment.tests),
    ]
    if translated := environment.filters.get("t"):
        # Texts of the interface are filled in while a template is compiled.
        parts.append(_texts(translated))
    return _hash(repr(parts))


@cache
def _texts(translated: Callable[..., str]) -> list[str]:
    """All texts of an interface, or why there is none."""
    texts = []
    for name, values in _names():
        try:
            texts.append(translated(name, **values))
        except Exception as error:
            texts.append(repr(error))
    return texts


@cache
def _names() -> list[tuple[str, dict[str, int]]]:
    """The names of all texts of the interface, and a number for each of their placeholders."""
    names = []
    for name, text in built_in_messages("en").items():
        forms = [text] if isinstance(text, str) else text.values()
        values = dict.fromkeys(frozenset[str]().union(*map(placeholders, forms)), 1)
        names.append((name, values if isinstance(text, str) else values | {"count": 1}))
    return names


MATERIAL = str(files("material") / "templates")
_list_templates = jinja2.FileSystemLoader.list_templates


@cache
def names_in_material() -> list[str]:
    """The names of Material's files, without those that begin with a dot, such as its icons.

    MkDocs, which lists them for each build, leaves these out.
    """
    names = _list_templates(jinja2.FileSystemLoader(MATERIAL))
    return [name for name in names if not name.startswith(".")]


def _list(loader: jinja2.FileSystemLoader) -> list[str]:
    """What `list_templates` returns, without listing Material's folder again."""
    names: set[str] = set()
    for place in loader.searchpath:
        alone = jinja2.FileSystemLoader(place, followlinks=loader.followlinks)
        names.update(names_in_material() if place == MATERIAL else _list_templates(alone))
    return sorted(names)


_shared = ""


def share_compiled_templates(folder: str) -> None:
    """Let all environments that are made in this process keep compiled templates in a folder."""
    global _shared
    _shared = folder
    jinja2.Environment.__init__ = partialmethod(  # type: ignore[method-assign]
        jinja2.Environment.__init__, bytecode_cache=_CompiledTemplates(folder)
    )
    jinja2.FileSystemLoader.list_templates = _list  # type: ignore[method-assign]


def shared_folder() -> str:
    """The folder with the compiled templates of this run; empty without one."""
    return _shared
