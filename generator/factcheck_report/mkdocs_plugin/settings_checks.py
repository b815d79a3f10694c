"""Checks the settings and docs/ before a report is built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from factcheck_report.cards import FontRefused
from factcheck_report.mkdocs_plugin import compatibility
from factcheck_report.mkdocs_plugin.settings_file import line_of, settings_name, settings_problem
from factcheck_report.model import Position, Publication
from factcheck_report.problems import Problem
from factcheck_report.problems.site import no_site_url
from factcheck_report.search.pagefind import PagefindFailed, installed_version
from factcheck_report.site import hand_written, refused_settings
from factcheck_report.site.options import cache_problem, font_problem, unknown_option
from factcheck_report.site.server_headers import HEADERS_FILE
from factcheck_report.storage.cache_folder import NoCache


def links(config: MkDocsConfig, path: str) -> Iterator[Problem]:
    """Links, pipes and devices in the folders that MkDocs publishes, of the report below `path`.

    What else a larger site publishes is its own.
    """
    root = Path(config.config_file_path).parent
    docs = Path(config.docs_dir, path)
    theme = [Path(config.theme.custom_dir)] if config.theme.custom_dir and not path else []
    return hand_written.links(root, (docs, *theme), "MkDocs")


def check(config: MkDocsConfig, path: str, *, headers: bool) -> Iterator[Problem]:
    """Problems with the settings and with the report's own theme templates.

    `path` is that below which the report stands; empty if it is the whole site. `headers` is the
    plugin's option.
    """
    if headers:
        yield from filter(None, [_headers(config, path)])
    yield from compatibility.check(config, path)
    if not path and any("snippets" in str(name) for name in config.markdown_extensions):
        yield refused_settings.snippets_problem(line_of(config, "snippets"))
    if not config.site_url:
        yield no_site_url(line_of(config, "site_url"))
    yield from _theme_templates(config)
    try:
        installed_version()
    except PagefindFailed as reason:
        yield reason.problem(Position(settings_name(config)))


def _headers(config: MkDocsConfig, path: str) -> Problem | None:
    """Why the option `headers` cannot be used; None if it can."""
    line = line_of(config, r"\s*headers\s*:.*")
    if path:
        return settings_problem(
            line,
            "A report below a path writes no headers: they are those of the whole site.",
            "Remove “headers”, and add the report's headers to those of the site: see "
            "hosting/README.md.",
        )
    if (own := Path(config.docs_dir, HEADERS_FILE)).exists():
        return settings_problem(
            line,
            f"The report has a file {own.name} of its own in {Path(config.docs_dir).name}/.",
            "Delete that file, or remove “headers”. To add your own headers, print those of the "
            "site into the file first: factcheck headers --server netlify",
        )
    return None


def unknown_options(config: MkDocsConfig, names: Iterable[str]) -> Iterator[Problem]:
    """Options of the plugin that do not exist."""
    return (unknown_option(name, line_of(config, rf"\s*{re.escape(name)}\s*:.*")) for name in names)


def _theme_templates(config: MkDocsConfig) -> Iterator[Problem]:
    """Syntax errors in the report's own theme templates."""
    if not config.theme.custom_dir:
        return
    folder = Path(config.theme.custom_dir)
    for path in sorted(folder.rglob("*.html")):
        name = hand_written.place_name(path, Path(config.config_file_path).parent)
        try:
            jinja2.Environment(autoescape=True).parse(path.read_text("utf-8"))
        except jinja2.TemplateSyntaxError as error:
            yield _template(name, error.lineno, f"The template is not valid: {error.message}.")
        except (OSError, UnicodeDecodeError):
            yield _template(name, 1, "The template cannot be read as UTF-8 text.")


def _template(file: str, line: int, what: str) -> Problem:
    return Problem(
        position=Position(file, line),
        rule="template",
        what=what,
        fix="Undo the last change to the file, or delete it to use the template that it replaces.",
    )


def language(config: MkDocsConfig, publication: Publication, interface: str) -> Iterator[Problem]:
    """A theme in another language than the report: it has texts and a `lang` of its own.

    `interface` is the language of the report's interface, which the theme may have, too.
    """
    wanted = publication.language.partition("-")[0]
    chosen = str(config.theme.get("language", "en"))
    known = any(
        (Path(folder) / "partials/languages" / f"{wanted}.html").is_file()
        for folder in config.theme.dirs
    )
    interface = interface.partition("-")[0]
    if known and chosen.partition("-")[0] not in (wanted, interface):
        yield settings_problem(
            line_of(config, r"\s+language\s*:.*", "language"),
            f"The report is in the language “{publication.language}”, the theme in “{chosen}”.",
            f"Write “language: {wanted}” below “theme:” in {settings_name(config)}.",
        )


def font(config: MkDocsConfig, error: FontRefused) -> Problem:
    """The problem with a file under `card_fonts` that is not a font."""
    return font_problem(error.path.name, error.reason, line_of(config, "card_fonts"))


def no_cache(config: MkDocsConfig, reason: NoCache) -> Problem:
    """The problem of a build without a cache."""
    return cache_problem(reason, line_of(config, "cache_dir"))


def collisions(
    config: MkDocsConfig, destinations: Iterable[tuple[str, str]], path: str
) -> Iterator[Problem]:
    """Hand-written files in docs/ that have the path of a page or file of the report.

    `destinations` holds the path in the output folder, and the name, of each of the report's.
    `path` is that below which the report stands; empty if it is the whole site.
    """
    taken = {file.dest_uri.casefold(): file.src_uri for file in get_files(config)}
    return hand_written.collisions(taken, Path(config.docs_dir).name, destinations, path)
