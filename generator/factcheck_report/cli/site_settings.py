"""What mkdocs.yml beside a report says that concerns the report, read without MkDocs.

Only plain values at known places are taken, from YAML's node graph: nothing is constructed, so
tags may say what they like and references cost nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from factcheck_report.model import Position

FILE = "mkdocs.yml"
_ENV = "!ENV"
"""The tag of a value that the environment gives: !ENV NAME, or !ENV [NAME, OTHER, default]."""
_PLUGIN = "factcheck"
_LARGEST = 1_000_000
"""Bytes."""
_MOST_INHERITED = 5
"""Files that inherit from each other, with INHERIT."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings that concern a report; None or empty for what is not set."""

    site_url: str
    site_url_at: Position
    """Where it is set, or the file."""
    custom_dir: str
    """The folder of the theme's overrides, relative to mkdocs.yml."""
    claims: str
    """The plugin's option: the claims file, or a folder or glob of them."""


def site_settings(folder: Path) -> SiteSettings | None:
    """The settings in the folder's mkdocs.yml; None if there is none that can be read."""
    files = list(_inherited(folder / FILE))
    if not files:
        return None
    url = _find(files, ("site_url",))
    # A value that is inherited stands in another file.
    here = url is not None and url is _find(files[:1], ("site_url",))
    mark = url.start_mark if url is not None and here else None
    at = Position(FILE, mark.line + 1, mark.column + 1) if mark else Position(FILE)
    return SiteSettings(
        site_url=_value(url),
        site_url_at=at,
        custom_dir=_value(_find(files, ("theme", "custom_dir"))),
        claims=_value(_find(files, ("plugins", _PLUGIN, "claims"))),
    )


def _inherited(file: Path) -> Iterator[yaml.Node]:
    """The content of a file, and of those from which it inherits, the nearest first."""
    for _ in range(_MOST_INHERITED):
        try:
            if not file.is_file() or file.stat().st_size > _LARGEST:
                return
            root = yaml.compose(file.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
        except (OSError, ValueError, yaml.YAMLError, RecursionError):
            return
        if not isinstance(root, yaml.MappingNode):
            return
        yield root
        parent = _value(_fields(root).get("INHERIT"))
        if not parent:
            return
        file = file.parent / parent


def _find(files: Sequence[yaml.Node], path: Sequence[str]) -> yaml.Node | None:
    """The value at a path, of the nearest file that has it; a file that has another thing ends it.

    As MkDocs merges them: groups are put together, anything else takes the place of the inherited.
    """
    for node in files:
        found: yaml.Node | None = node
        for name in path:
            if not isinstance(found, yaml.MappingNode | yaml.SequenceNode):
                return None
            inside = _fields(found)
            listed = isinstance(found, yaml.SequenceNode)
            found = inside.get(name)
            if found is None:
                if listed:
                    return None
                break
        if found is not None:
            return found
    return None


def _fields(node: yaml.Node) -> Mapping[str, yaml.Node]:
    """The fields of a group, or of a list of names of which some have fields (plugins)."""
    if isinstance(node, yaml.SequenceNode):
        return {
            key: value
            for item in node.value
            if isinstance(item, yaml.MappingNode)
            for key, value in _fields(item).items()
        }
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _value(node: yaml.Node | None) -> str:
    """A single value as text; empty for none, and for what only MkDocs could say."""
    if node is not None and node.tag == _ENV:
        return _from_environment(node)
    if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
        return ""
    return str(node.value)


def _from_environment(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(node.value, "")
    if not isinstance(node, yaml.SequenceNode):
        return ""
    # Of several the last is the value where the environment has none of the others.
    names, default = (
        (node.value[:-1], node.value[-1]) if len(node.value) > 1 else (node.value, None)
    )
    for name in names:
        if isinstance(name, yaml.ScalarNode) and name.value in os.environ:
            return os.environ[name.value]
    return _value(default)
