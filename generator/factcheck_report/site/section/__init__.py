"""The report as a section of a site: the page around it is the site's own, not the report's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path

import jinja2
from markupsafe import escape

from factcheck_report import addresses
from factcheck_report.model import Position
from factcheck_report.model.safe_text import visible
from factcheck_report.problems import Problem
from factcheck_report.rendering.renderer import lang_attributes, titles
from factcheck_report.site.files import SiteFile
from factcheck_report.site.site import Site

TEMPLATE = "factcheck/section.html"
"""The template of the report's pages, in the theme's environment."""
_FOLDER = Path(__file__).parent
_THEME = _FOLDER.parent.parent / "theme"
_OF_WHOLE_SITE = ("assets/factcheck/mark.", "assets/factcheck/shell.js")
"""Beginnings of the addresses of files that only a report that is the whole site needs."""
_DIRECTION = re.compile(r'\[dir="(rtl|ltr)"\] \.md-typeset')
_BLOCK = re.compile(r"\n{2,}")
LEFT_OUT = (
    # Colours of the theme.
    ':root,\n[data-md-color-scheme="default"],\n[data-md-color-scheme="slate"] {\n  --md-',
    "/* The masthead:",
    ".md-grid {",
    ".md-footer {",
    ":focus-visible {",
    "/* Hand-written pages,",
)
"""Beginnings of the blocks of factcheck.css that style the page around the report.

A block is what stands between two empty lines.
"""


def paths_problem(paths: Sequence[str], position: Position) -> Problem | None:
    """What is wrong with the paths of the reports in one site; None if nothing is."""
    if len(paths) < 2:
        return None
    if "" in paths:
        what = "The plugin “factcheck” is listed several times, once without a “path”."
        fix = "Give each report a “path” of its own, such as “fact-checks/” and “energy/”."
    elif nested := next(
        ((one, other) for one, other in permutations(paths, 2) if other.startswith(one)), None
    ):
        what = f"The report at “{nested[1]}” would be inside the one at “{nested[0]}”."
        fix = "Choose paths of which none begins with another."
    else:
        return None
    return Problem(position=position, rule="configuration", what=what, fix=fix)


def texts(site: Site, path: str) -> Mapping[str, object]:
    """What the templates of a report below `path` need beside the texts of a whole site."""
    pages = site.unrendered
    menu = [pages.at(address) for address in pages.menu_pages() if address != addresses.HOME]
    publication = site.report.publication
    return {
        "path": path,
        "stylesheets": site.stylesheets(),
        "title": escape(visible(publication.title)),
        "report_attributes": lang_attributes(publication.language),
        "menu": [(page.address, titles(page)["label"]) for page in menu],
    }


def add_templates(env: jinja2.Environment) -> None:
    """Let the theme's environment find the report's templates, under names that no theme has.

    A site replaces one by a file of that name in its `custom_dir`: `factcheck/section.html`.
    """
    own = jinja2.PrefixLoader({"factcheck": jinja2.FileSystemLoader(_THEME)})
    env.loader = jinja2.ChoiceLoader([env.loader, own] if env.loader else [own])


def assets(site: Site) -> Iterator[SiteFile]:
    """The style sheets and scripts of the report's pages in a site of somebody else's."""
    for file in site.assets():
        if file.address.endswith(".css"):
            css = file.data().decode()
            whole = file.address == addresses.STYLESHEET
            yield SiteFile(file.address, _of_report(stylesheet(css) if whole else css))
        elif not file.address.startswith(_OF_WHOLE_SITE):
            yield file


def _of_report(css: str) -> str:
    """Rules that follow the direction of the report, not of the page around it."""
    return _DIRECTION.sub(r'.md-typeset :where(.fc-report)[dir="\1"]', css)


def stylesheet(whole: str) -> str:
    """The style sheet for a section, from that for a whole site."""
    kept = (block for block in _BLOCK.split(whole) if not block.startswith(LEFT_OUT))
    return "\n\n".join(kept) + (_FOLDER / "section.css").read_text("utf-8")
