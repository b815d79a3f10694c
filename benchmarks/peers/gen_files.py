"""The same as `plain`, but mkdocs-gen-files passes the Markdown to MkDocs during the build."""

from __future__ import annotations

import sys
from pathlib import Path

from contents import Contents

from peers import plain
from peers.peer import Peer, write

_SCRIPT = '''\
"""Passes each file below texts/ to MkDocs as if it were in docs/."""

from pathlib import Path

import mkdocs_gen_files

texts = Path("texts")
for path in sorted(texts.rglob("*.md")):
    with mkdocs_gen_files.open(path.relative_to(texts).as_posix(), "w") as file:
        file.write(path.read_text("utf-8"))
'''


def _write(report: Path, contents: Contents, folder: Path) -> None:
    plugins = ["search", {"gen-files": {"scripts": ["pages.py"]}}]
    plain.write_project(folder, report, contents, plugins)
    write(folder / "pages.py", _SCRIPT)
    for page in contents.made:
        write(folder / "texts" / page.file, plain.markdown(page, contents))


PEER = Peer(
    name="gen-files",
    shows="as plain; its script only passes on finished Markdown",
    packages=("mkdocs-gen-files", "mkdocs", "mkdocs-material"),
    write=_write,
    command=lambda: [sys.executable, "-m", "mkdocs", "build", "--quiet"],
)
