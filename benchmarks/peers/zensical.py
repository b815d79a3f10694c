"""The project of `plain`, built by Zensical."""

from __future__ import annotations

import sys
from pathlib import Path

from contents import Contents

from peers import plain
from peers.peer import Peer


def _write(report: Path, contents: Contents, folder: Path) -> None:
    plain.PEER.write(report, contents, folder)
    # It does not find the fragments in HTML, and would take all links to them for broken.
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("\nstrict: true\n", "\nstrict: false\n"), "utf-8")


PEER = Peer(
    name="zensical",
    shows="the files of plain, Zensical's own theme and search",
    packages=("zensical",),
    write=_write,
    command=lambda: [sys.executable, "-m", "zensical", "build"],
)
