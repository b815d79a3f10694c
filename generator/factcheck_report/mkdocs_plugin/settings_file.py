"""Problems with the settings of the site, and the lines at which their file names things.

The file is mkdocs.yml or, with ProperDocs, properdocs.yml.
"""

from __future__ import annotations

import re
from pathlib import Path

import mkdocs
from mkdocs.config.defaults import MkDocsConfig

from factcheck_report.model import Position
from factcheck_report.problems import Problem, Severity

COMMAND = mkdocs.__name__
"""The command that builds the site: ProperDocs takes MkDocs' place when it loads plugins."""


def settings_name(config: MkDocsConfig) -> str:
    """The name of the file with the settings."""
    return Path(config.config_file_path).name


def settings_problem(
    position: Position,
    what: str,
    fix: str,
    rule: str = "configuration",
    severity: Severity = Severity.ERROR,
) -> Problem:
    """A problem with the settings of the site."""
    return Problem(position=position, rule=rule, what=what, fix=fix, severity=severity)


def line_of_plugin(config: MkDocsConfig, name: str) -> Position:
    """The line of the settings that names a plugin or a hook; `name` is MkDocs' name of it."""
    name = re.escape(name_in_settings(config, name))
    return line_of(config, rf"[\s-]*[\"']?(?:[\w.-]*/)?{name}[\"']?\s*(?::.*|)", name)


def name_in_settings(config: MkDocsConfig, name: str) -> str:
    """The name in the settings of a plugin that MkDocs calls `name`.

    MkDocs puts the theme before the names of the theme's plugins, and a number behind the name of a
    plugin that is configured a second time.
    """
    return name.partition(" #")[0].removeprefix(f"{config.theme.name}/")


def line_of(config: MkDocsConfig, *patterns: str) -> Position:
    """The first line of the settings that a pattern matches completely, else partly; else line 1.

    The patterns are tried in order. Comments are ignored.
    """
    file = Path(config.config_file_path)
    text = file.read_text("utf-8", errors="replace")
    lines = [re.split(r"(?:^|\s)#", line, maxsplit=1)[0] for line in text.splitlines()]
    for pattern in patterns:
        for matches in (
            re.compile(rf"{pattern}\s*$").match,
            re.compile(rf"(?<![\w-]){pattern}(?![\w-])").search,
        ):
            for number, line in enumerate(lines, 1):
                if matches(line):
                    return Position(file.name, number)
    return Position(file.name, 1)
