"""The options of the report's site: what the plugin `factcheck` takes in the site's settings."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck_report.model import Position
from factcheck_report.problems import Problem, did_you_mean
from factcheck_report.storage.cache_folder import NoCache


@dataclass(frozen=True, slots=True)
class SiteOption:
    """An option of the plugin."""

    name: str
    default: str
    """As it would be written in YAML; for a default that depends on the machine, in words."""
    about: str
    """What it does, in one or two sentences."""


OPTIONS = (
    SiteOption(
        "claims",
        "claims.yaml",
        "The claims file, or a folder or glob of such files. Relative to the settings file. A "
        "folder is read with the folders in it.",
    ),
    SiteOption(
        "path",
        "empty: the report is the whole site",
        "Where the report stands in a site that has other pages, such as `fact-checks/`. Small "
        "letters, digits and hyphens. The rest of the site stays as it is.",
    ),
    SiteOption(
        "cache_dir",
        "a folder of your own, outside the repository",
        'The folder of the build cache, relative to the settings file. Write `""` to build '
        "without a cache. A folder in which git tracks a file is refused.",
    ),
    SiteOption(
        "home_text",
        "home.md",
        "A Markdown file in docs/, or in the folder `path` there. If it exists, its text is shown "
        "on the report's home page, below the summary, and not as a page of its own.",
    ),
    SiteOption(
        "card_fonts",
        "[]",
        "Font files for pictures for shared links, relative to the settings file. The font that "
        "comes with the product covers Latin, Cyrillic and Greek.",
    ),
    SiteOption(
        "headers",
        "false",
        "`true` writes `_headers`, from which Netlify and Cloudflare Pages take the headers of all "
        "files, such as the Content-Security-Policy. For nginx and Apache: `factcheck headers`.",
    ),
    SiteOption(
        "jobs",
        "one for each core, up to 8; 1 for a small report",
        "The number of processes that make pages and pictures at the same time. `1` needs the "
        "least memory. Systems other than Linux always have one.",
    ),
)
OPTION_NAMES = tuple(option.name for option in OPTIONS)


def unknown_option(name: str, position: Position) -> Problem:
    """The problem of an option that does not exist; `position` is where it is set."""
    return Problem(
        position=position,
        rule="configuration",
        what=f"“{name}” is not an option of the plugin “factcheck”. "
        f"{did_you_mean(name, OPTION_NAMES)}",
        fix=f"Delete or correct the line. The options are: {', '.join(OPTION_NAMES)}.",
    )


def font_problem(file: str, reason: str, position: Position) -> Problem:
    """The problem of a file under `card_fonts` that cannot be used as a font."""
    return Problem(
        position=position,
        rule="configuration",
        what=f"The font {file} cannot be read: {reason}.",
        fix="Use a TrueType or OpenType file, or remove it from “card_fonts”.",
    )


def cache_problem(reason: NoCache, position: Position) -> Problem:
    """The problem of a build without a cache."""
    return Problem(
        position=position,
        rule="cache",
        what=reason.what,
        fix=reason.fix,
        severity=reason.severity,
    )
