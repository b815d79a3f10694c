"""Other plugins, hooks and theme features beside the plugin `factcheck`."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from itertools import dropwhile
from pathlib import Path
from types import FrameType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File

from factcheck_report.mkdocs_plugin.pages import ReportPage
from factcheck_report.model import Position
from factcheck_report.problems import Problem, as_text

log = logging.getLogger("mkdocs.plugins.factcheck")

_REFUSED = (
    (
        "macros",
        "It runs whatever stands between {{ and }} in a page, commands included, and texts of a "
        "report come from others.",
    ),
    (
        "i18n",
        "It builds the whole site once for each language, each time over the report’s pages, and "
        "the report is in one language.",
    ),
    (
        "encrypt",
        "It hides pages behind a password, but the report’s search and data files hold their "
        "words in clear.",
    ),
    (
        "exclude-search",
        "It changes the search index of the theme, and the report has its own search in place of "
        "that. To keep a page out of it, write “search: {exclude: true}” at the top of the page.",
    ),
)
"""Parts of the names of plugins, and why they cannot stand beside a report."""
_INSTANT = re.compile(r"navigation\.instant[\w.]*")
_PART_OF_MATERIAL = "partials/tabs-item.html"
"""A template that only Material, and themes built on it, have; the report's theme uses it."""


class OtherFailed(PluginError):
    """Another plugin, or a hook, failed; the message is the problem in full."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"factcheck: The site could not be built.\n\n{as_text([problem])}\n")
        self.problem = problem


def check(config: MkDocsConfig) -> Iterator[Problem]:
    """Plugins, themes and features of the theme that a report cannot be built with."""
    enabled = [
        name
        for name, plugin in config.plugins.items()
        if isinstance(plugin, BasePlugin) and plugin.config.get("enabled", True) is not False
    ]
    for part, why in _REFUSED:
        for name in enabled:
            if part in name:
                yield refused(
                    plugin_place(config, name),
                    f"The plugin “{_called(config, name)}” is configured. {why}",
                    "Take it out of “plugins”.",
                )
    if not config.use_directory_urls:
        yield _directory_urls(config, enabled)
    if not any((Path(folder) / _PART_OF_MATERIAL).is_file() for folder in config.theme.dirs):
        name = config.theme.name
        said = f"“{name}”" if name else "one of your own"
        yield refused(
            place(config, rf"(?:theme|\s+name)\s*:.*(?<![\w-]){re.escape(name or '')}", "theme"),
            f"The theme is {said}. The report’s pages, their search and their menu are made for "
            "the theme Material.",
            "Write “theme: {name: material, font: false}” in mkdocs.yml, or use a theme that is "
            "built on Material.",
        )
    if features := _INSTANT.findall(str(config.theme.get("features"))):
        names = " and ".join(f"“{feature}”" for feature in dict.fromkeys(features))
        yield refused(
            place(config, re.escape(features[0])),
            f"The theme shows pages without loading them: {names}. The list of claims, the search "
            "and the marked passages do not work on a page that is shown in this way.",
            f"Take {names} out of the theme’s “features”.",
        )


def _directory_urls(config: MkDocsConfig, enabled: list[str]) -> Problem:
    """Addresses as files, by whomever they were asked for."""
    what = "the report’s addresses are fixed: claims/<id>/."
    if any("use_directory_urls" in given for given in config.user_configs):
        return refused(
            place(config, "use_directory_urls"),
            f"“use_directory_urls” is off, but {what}",
            "Take it out of mkdocs.yml and of the command.",
        )
    # Nobody has set it, so a plugin has.
    name = next((name for name in enabled if "offline" in name), None)
    if name is not None:
        return refused(
            plugin_place(config, name),
            f"The plugin “{_called(config, name)}” switches “use_directory_urls” off, but {what}",
            "Take it out of “plugins”.",
        )
    others = [_called(config, name) for name in config.plugins if name != "factcheck"]
    names = ", ".join(f"“{name}”" for name in others)
    return refused(
        place(config, "plugins"),
        f"One of these plugins or hooks switches “use_directory_urls” off: {names}. But {what}",
        "Take the one that does out of mkdocs.yml.",
    )


def refused(position: Position, what: str, fix: str) -> Problem:
    """A problem with the configuration of the site."""
    return Problem(position=position, rule="configuration", what=what, fix=fix)


def plugin_place(config: MkDocsConfig, name: str) -> Position:
    """Where mkdocs.yml names a plugin or a hook; `name` is what MkDocs calls it."""
    name = re.escape(_called(config, name))
    return place(config, rf"[\s-]*[\"']?(?:[\w.-]*/)?{name}[\"']?\s*(?::.*|)", name)


def _called(config: MkDocsConfig, name: str) -> str:
    """What mkdocs.yml calls a plugin that MkDocs calls `name`.

    MkDocs puts the theme before the names of the theme's plugins, and a number behind the name of
    one that is configured a second time.
    """
    return name.partition(" #")[0].removeprefix(f"{config.theme.name}/")


def place(config: MkDocsConfig, *patterns: str) -> Position:
    """The first line of mkdocs.yml that a pattern fits as a whole, else one it is a part of.

    The patterns are tried one after the other; comments do not count. Line 1 if none fits.
    """
    file = Path(config.config_file_path)
    text = file.read_text("utf-8", errors="replace")
    lines = [re.split(r"(?:^|\s)#", line, maxsplit=1)[0] for line in text.splitlines()]
    for pattern in patterns:
        for fits in (
            re.compile(rf"{pattern}\s*$").match,
            re.compile(rf"(?<![\w-]){pattern}(?![\w-])").search,
        ):
            for number, line in enumerate(lines, 1):
                if fits(line):
                    return Position(file.name, number)
    return Position(file.name, 1)


def failed(error: Exception, config: MkDocsConfig) -> OtherFailed | None:
    """What to say of an error from another plugin or from a hook; None for any other error.

    An error that already says in words what is wrong is left alone, unless it came up with a page
    of the report.
    """
    if isinstance(error, Abort | OtherFailed):
        return None
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    # What MkDocs had in hand before it called the plugin is not what the plugin was given.
    frames = list(dropwhile(lambda frame: not _calls_plugins(frame, config), frames))
    plugin = next((name for frame in frames if (name := _plugin_of(frame, config))), None)
    if plugin in (None, "factcheck"):
        return None
    page = next((name for frame in reversed(frames) if (name := _page_in(frame))), None)
    if page is None and isinstance(error, BuildError):
        return None
    log.debug("%s", "".join(traceback.format_exception(error)))
    said = str(error).strip()
    if not isinstance(error, BuildError):
        said = f"{type(error).__name__}: {said}" if said else type(error).__name__
    kind = "plugin" if isinstance(config.plugins[plugin], BasePlugin) else "hook"
    where = f" while it handled the report’s page {page}" if page else ""
    problem = refused(
        plugin_place(config, plugin),
        f"The {kind} “{_called(config, plugin)}” failed{where}: {said}",
        f"Take the {kind} out of mkdocs.yml, or keep it away from the report’s pages if it has a "
        "setting for that. “mkdocs build --verbose” prints what its authors need to know.",
    )
    return OtherFailed(problem)


def _calls_plugins(frame: FrameType, config: MkDocsConfig) -> bool:
    return frame.f_locals.get("self") is config.plugins


def _plugin_of(frame: FrameType, config: MkDocsConfig) -> str | None:
    """The plugin or hook whose code runs in a frame, as MkDocs calls it."""
    own = frame.f_locals.get("self")
    for name, plugin in config.plugins.items():
        # A hook is a module.
        if own is plugin or frame.f_globals is vars(plugin):
            return str(name)
    return None


def _page_in(frame: FrameType) -> str | None:
    """The file of the report's page that a frame has in hand, if it has one."""
    for value in frame.f_locals.values():
        if isinstance(value, ReportPage):
            return str(value.file.src_uri)
        if isinstance(value, File) and isinstance(value.page, ReportPage):
            return str(value.src_uri)
    return None
