"""Settings for the report in mkdocs.yml or properdocs.yml, read without MkDocs or ProperDocs.

Reads plain values from YAML's node graph. Constructs no objects, so tags and aliases are harmless.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from factcheck_report.model import Position
from factcheck_report.site.options import OPTION_NAMES

FILE = "mkdocs.yml"
"""The file to make where there is none."""
FILES = (FILE, "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""The files that MkDocs and ProperDocs look for. The first that is there counts."""
_ENV = "!ENV"
"""Tag of a value from the environment: !ENV NAME, or !ENV [NAME, OTHER, default]."""
_PLUGIN = "factcheck"
_ENABLED = "enabled"
"""An option that MkDocs gives to every plugin."""
_LARGEST = 1_000_000
"""Bytes."""
_MOST_INHERITED = 5
_MOST_VALUES = 100_000
"""Values read from a file: aliases may repeat others again and again."""
_DEEPEST = 50
"""Values in one another; an alias may even stand in its own value."""
_NAME_OF_OBJECT = "tag:yaml.org,2002:python/name:"
_MERGE = "tag:yaml.org,2002:merge"
_PLAIN = {f"tag:yaml.org,2002:{kind}" for kind in ("bool", "float", "int")}
"""Files read along a chain of INHERIT."""


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """The options of the plugin for one report; empty if not set."""

    claims: str
    """A claims file, or a folder or glob of them."""
    path: str
    """The path of the report in the site."""
    path_at: Position
    """The position of “path”, or of the file if it is not set there."""
    home_text: str
    """The file with the site's own text for the home page."""
    cache_dir: str | None
    """The folder of the build cache; empty for no cache, None if it is not set."""
    card_fonts: Sequence[str]
    """Font files."""
    jobs: str
    """The number of processes that make the pages."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings for a site with a report; empty if not set."""

    file: str
    """The name of the file with the settings."""
    site_url: str
    site_url_at: Position
    """The position of site_url, or of the file if it is not set there."""
    custom_dir: str
    """The folder with the theme's overrides, relative to that file."""
    docs_dir: str
    """The folder of hand-written pages, relative to that file."""
    reports: Sequence[ReportSettings]
    """Those of each report; one even if the plugin is not listed."""
    unknown_options: Sequence[tuple[str, Position]]
    """Options of the plugin that do not exist, and where they are set."""
    values: Mapping[str, Any]
    """All settings, as plain values."""
    _files: Sequence[yaml.Node]

    def position(self, *path: str) -> Position:
        """Where the setting at a path stands, or the file if it is not set there."""
        return _position(_find(self._files[:1], path), self.file)


def settings_file(folder: Path) -> Path:
    """The file with the settings of the site in a folder; mkdocs.yml if there is none."""
    paths = [folder / name for name in FILES]
    return next((path for path in paths if path.is_file()), folder / FILE)


def site_settings(folder: Path) -> SiteSettings | None:
    """The settings of the site in a folder; None if their file is absent or cannot be read."""
    path = settings_file(folder)
    files = list(_inherited(path))
    if not files:
        return None
    file = path.name
    url = _find(files, ("site_url",))
    plugins = _own_plugins(_find(files, ("plugins",))) or [_find(files, ("plugins", _PLUGIN))]
    unknown = tuple(
        (key.value, Position(file, key.start_mark.line + 1, key.start_mark.column + 1))
        for plugin in plugins
        for key in _keys(plugin)
        if key.value not in (*OPTION_NAMES, _ENABLED)
    )
    return SiteSettings(
        file=file,
        site_url=_value(url),
        # An inherited value is in another file.
        site_url_at=_position(_find(files[:1], ("site_url",)), file),
        custom_dir=_value(_find(files, ("theme", "custom_dir"))),
        docs_dir=_value(_find(files, ("docs_dir",))),
        reports=tuple(_report_settings(plugin, file) for plugin in plugins),
        unknown_options=unknown,
        values=_merged(files),
        _files=files,
    )


def _own_plugins(plugins: yaml.Node | None) -> list[yaml.Node | None]:
    """The options of each plugin “factcheck” in the list of plugins; None for one without any."""
    listed = plugins.value if isinstance(plugins, yaml.SequenceNode) else ()
    own: list[yaml.Node | None] = []
    for item in listed:
        if isinstance(item, yaml.ScalarNode) and item.value == _PLUGIN:
            own.append(None)
        elif isinstance(item, yaml.MappingNode):
            own += [value for key, value in item.value if key.value == _PLUGIN]
    return own


def _report_settings(plugin: yaml.Node | None, file: str) -> ReportSettings:
    options = _fields(plugin) if plugin is not None else {}
    path, cache_dir, fonts = (options.get(name) for name in ("path", "cache_dir", "card_fonts"))
    return ReportSettings(
        claims=_value(options.get("claims")),
        path=_value(path),
        path_at=_position(path, file),
        home_text=_value(options.get("home_text")),
        cache_dir=None if cache_dir is None else _value(cache_dir),
        card_fonts=list(map(_value, fonts.value)) if isinstance(fonts, yaml.SequenceNode) else (),
        jobs=_value(options.get("jobs")),
    )


def _position(value: yaml.Node | None, file: str) -> Position:
    """Where a value is set; the file as a whole for None."""
    if value is None:
        return Position(file)
    return Position(file, value.start_mark.line + 1, value.start_mark.column + 1)


def _inherited(file: Path) -> Iterator[yaml.Node]:
    """The content of a file and of the files it inherits from, nearest first."""
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
    """The value at a path in the nearest file that has it.

    As MkDocs merges files: mappings are merged, any other value replaces the inherited one.
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
    """The fields of a mapping, or of the mappings in a list, such as “plugins”."""
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


def _keys(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.MappingNode):
        yield from (key for key, _ in node.value if isinstance(key, yaml.ScalarNode))


def _value(node: yaml.Node | None) -> str:
    """A scalar as text; empty for null and for values that only MkDocs can construct."""
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
    # The last of several is the default.
    names, default = (
        (node.value[:-1], node.value[-1]) if len(node.value) > 1 else (node.value, None)
    )
    for name in names:
        if isinstance(name, yaml.ScalarNode) and name.value in os.environ:
            return os.environ[name.value]
    return _value(default)


def _merged(files: Sequence[yaml.Node]) -> Mapping[str, Any]:
    """The settings of all files; those of a file take precedence over those that it inherits."""
    merged: dict[str, Any] = {}
    for node in reversed(files):
        values = _PlainValues().of(node)
        merged = _merge(merged, values) if isinstance(values, dict) else merged
    return merged


def _merge(inherited: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _merge(inherited[key], own[key])
        for key in inherited.keys() & own.keys()
        if isinstance(inherited[key], dict) and isinstance(own[key], dict)
    }
    return {**inherited, **own, **both}


class _PlainValues:
    """Makes plain values of nodes; objects that only MkDocs can construct become their names."""

    def __init__(self) -> None:
        self._left = _MOST_VALUES

    def of(self, node: yaml.Node, depth: int = 0) -> Any:
        """The value of a node; None if there are too many."""
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            return None
        if node.tag == _ENV:
            # As MkDocs does: a value from the environment has the type that it looks like.
            return _typed(_from_environment(node))
        if isinstance(node, yaml.MappingNode):
            values: dict[str, Any] = {}
            for key, value in node.value:
                made = self.of(value, depth + 1)
                if key.tag == _MERGE and isinstance(made, dict):
                    values = made | values
                elif isinstance(key, yaml.ScalarNode):
                    values[key.value] = made
            return values
        if isinstance(node, yaml.SequenceNode):
            return [self.of(item, depth + 1) for item in node.value]
        if node.tag.startswith(_NAME_OF_OBJECT):
            return node.tag.removeprefix(_NAME_OF_OBJECT)
        if node.tag in _PLAIN:
            return yaml.safe_load(node.value)
        return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _typed(text: str) -> Any:
    """A value from the environment with the type that it looks like."""
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    return value if isinstance(value, bool | int | float) or value is None else text
