"""The same pages as an ordinary MkDocs project: Material, Markdown, search.

This is what editors would maintain without the product.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from contents import Content, Contents
from report import write_settings

from peers.peer import Peer, front_matter, write


def markdown(page: Content, contents: Contents) -> str:
    """The Markdown file of a page, with front matter."""
    meta = front_matter(page, hide=["navigation", "toc"])
    return f"{meta}\n{contents.mkdocs_markdown[page.address]}\n"


def write_project(folder: Path, report: Path, contents: Contents, plugins: list[Any]) -> None:
    """Write the project without the Markdown of the generated pages."""
    shutil.copytree(report / "docs", folder / "docs")
    contents.write_documents(folder / "docs")
    sections = sorted({page.section for page in contents.pages if page.section is not None})
    own = {
        "plugins": plugins,
        "markdown_extensions": ["attr_list", "md_in_html"],
        "not_in_nav": "".join(f"/{section}**\n!/{section}index.md\n" for section in sections),
    }
    write_settings(folder, own, overrides=False)


def _write(report: Path, contents: Contents, folder: Path) -> None:
    write_project(folder, report, contents, ["search"])
    for page in contents.made:
        write(folder / "docs" / page.file, markdown(page, contents))


PEER = Peer(
    name="plain",
    shows="Markdown as an editor would have written it, Material, its search",
    packages=("mkdocs", "mkdocs-material"),
    write=_write,
    command=lambda: [sys.executable, "-m", "mkdocs", "build", "--quiet"],
)
