"""A newsroom's site of MkDocs with its own logo, colours and style, for a report to join."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.reports import CLAIMS, EXAMPLE, SOURCE, Folder, sha256

PATH = "fact-checks/"
REPORT_IN_MENU = f"  - Fact-checks: {PATH}index.md\n"
PLUGIN = f"  - factcheck:\n      path: {PATH}\n"
SETTINGS = f"""\
site_name: The Harbour Courier
site_url: https://paper.example/paper/
theme:
  name: material
  font: false
  logo: pictures/logo.svg
  favicon: pictures/icon.svg
  features: [navigation.tabs, navigation.footer, search.highlight]
  palette:
    scheme: default
    primary: teal
    accent: amber
extra_css: [house.css]
nav:
  - Front page: index.md
  - News:
      - news/index.md
      - Ferries: news/ferries.md
{REPORT_IN_MENU}\
plugins:
  - search
{PLUGIN}\
validation:
  links: {{not_found: warn, anchors: warn, unrecognized_links: warn}}
"""
PAGES = {
    "index.md": "# The harbour today\n\nWhat happened, every morning.\n",
    "news/index.md": "# News\n\n- [Ferries](ferries.md)\n",
    "news/ferries.md": """\
# Ferries to the island

## The new line

Since May, ferries run to the island each day.

## The old line

It was closed in winter.
""",
    "house.css": ".md-typeset h1 { color: rgb(120, 30, 30); }\n",
    "pictures/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n',
    "pictures/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>\n',
}


def write_newsroom(folder: Folder) -> None:
    """Make a folder with a report the folder of a newsroom's site."""
    folder.write("mkdocs.yml", SETTINGS)
    for name, text in PAGES.items():
        folder.write(f"docs/{name}", text)


def newsroom_with_example(path: Path) -> Folder:
    """A newsroom's site with the example below a path, its own pages among them."""
    folder = Folder(path)
    for name in ("claims.yaml", "seeds"):
        copy = shutil.copytree if (EXAMPLE / name).is_dir() else shutil.copy
        target = path / name
        if target.is_dir():
            shutil.rmtree(target)
        copy(EXAMPLE / name, target)
    write_newsroom(folder)
    folder.write(f"docs/{PATH}methodology.md", "# How we check\n\nWe look for each quotation.\n")
    folder.write(f"docs/{PATH}home.md", "Written by hand: see [the method](methodology.md).\n")
    folder.replace(
        "docs/index.md",
        "every morning.\n",
        f"every morning.\n\nWe checked [a claim]({PATH}claims/every-ferry-inspected/index.md).\n",
    )
    return folder


def add_second_report(folder: Folder, path: str) -> None:
    """Add the small report of `Folder`, in German, to the site below another path."""
    folder.write("texts/gazette.txt", SOURCE)
    claims = CLAIMS.format(sha256=sha256(SOURCE)).replace("seeds/", "texts/")
    claims = claims.replace("  title: Who", "  language: de\n  title: Who", 1)
    folder.write(
        "second.yaml", claims.replace("    title: Dr", "    language: en\n    title: Dr", 1)
    )
    second = f"  - factcheck:\n      claims: second.yaml\n      path: {path}\n"
    folder.replace("mkdocs.yml", PLUGIN, PLUGIN + second)
