"""Plugins, hooks and features of the theme that a report cannot be built with."""

from __future__ import annotations

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

from factcheck_report.mkdocs_plugin.logs import log
from factcheck_report.mkdocs_plugin.pages import ReportPage
from factcheck_report.mkdocs_plugin.settings_file import (
    COMMAND,
    line_of,
    line_of_plugin,
    name_in_settings,
    settings_name,
    settings_problem,
)
from factcheck_report.problems import Problem, as_text
from factcheck_report.site import refused_settings

_MATERIAL_TEMPLATE = "partials/tabs-item.html"
"""A template that only Material and themes built on it have; the report's theme uses it."""


class OtherPluginFailed(PluginError):
    """Another plugin or a hook failed; the message is the whole problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"factcheck: The site could not be built.\n\n{as_text([problem])}\n")
        self.problem = problem


def check(config: MkDocsConfig, path: str) -> Iterator[Problem]:
    """Plugins, themes and features of the theme that a report below `path` cannot be built with."""
    enabled = [
        name
        for name, plugin in config.plugins.items()
        if isinstance(plugin, BasePlugin) and plugin.config.get("enabled", True) is not False
    ]
    for plugin, why in refused_settings.refused_plugins(enabled, path):
        position = line_of_plugin(config, plugin)
        yield refused_settings.plugin_problem(name_in_settings(config, plugin), why, position)
    if not any((Path(folder) / _MATERIAL_TEMPLATE).is_file() for folder in config.theme.dirs):
        name = config.theme.name
        described = f"“{name}”" if name else "one of your own"
        yield settings_problem(
            line_of(config, rf"(?:theme|\s+name)\s*:.*(?<![\w-]){re.escape(name or '')}", "theme"),
            f"The theme is {described}. The report’s pages, search and menu need the theme "
            "Material.",
            f"Write “theme: {{name: material, font: false}}” in {settings_name(config)}, or use a "
            "theme that is built on Material."
            + (
                " Or keep the theme: build the report as a site of its own, without “path”, and "
                f"copy that into the folder {path} of the published site."
                if path
                else ""
            ),
        )


def explain_failure(error: Exception, config: MkDocsConfig) -> OtherPluginFailed | None:
    """The error of another plugin or of a hook, in words for editors; None for other errors.

    An error that already explains itself in words is left alone, unless the plugin was handling a
    page of the report.
    """
    if isinstance(error, Abort | OtherPluginFailed):
        return None
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    # Without the frames before MkDocs called the plugin: their pages are not the plugin's.
    frames = list(dropwhile(lambda frame: frame.f_locals.get("self") is not config.plugins, frames))
    plugin = next((name for frame in frames if (name := _plugin_of(frame, config))), None)
    if plugin is None or is_own(plugin):
        return None
    page = next((name for frame in reversed(frames) if (name := _page_in(frame))), None)
    if page is None and isinstance(error, BuildError):
        return None
    log.debug("%s", "".join(traceback.format_exception(error)))
    message = str(error).strip()
    if not isinstance(error, BuildError):
        message = f"{type(error).__name__}: {message}" if message else type(error).__name__
    kind = "plugin" if isinstance(config.plugins[plugin], BasePlugin) else "hook"
    where = f" while it handled the report’s page {page}" if page else ""
    problem = settings_problem(
        line_of_plugin(config, plugin),
        f"The {kind} “{name_in_settings(config, plugin)}” failed{where}: {message}",
        f"Remove the {kind} from {settings_name(config)}, or exclude the report’s pages if it has "
        f"a setting for that. “{COMMAND} build --verbose” prints what its authors need to know.",
    )
    return OtherPluginFailed(problem)


def is_own(name: str) -> bool:
    """Whether MkDocs' name of a plugin is that of this one, such as “factcheck #2”."""
    return name.partition(" #")[0] == "factcheck"


def _plugin_of(frame: FrameType, config: MkDocsConfig) -> str | None:
    """MkDocs' name of the plugin or hook that runs in a frame; None if none does."""
    own = frame.f_locals.get("self")
    for name, plugin in config.plugins.items():
        # A hook is a module.
        if own is plugin or frame.f_globals is vars(plugin):
            return str(name)
    return None


def _page_in(frame: FrameType) -> str | None:
    """The file of a page of the report among a frame's local variables; None if there is none."""
    for value in frame.f_locals.values():
        if isinstance(value, ReportPage):
            return str(value.file.src_uri)
        if isinstance(value, File) and isinstance(value.page, ReportPage):
            return str(value.src_uri)
    return None
