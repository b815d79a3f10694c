"""The product itself."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

from contents import Contents

from peers.peer import Peer


def _write(report: Path, contents: Contents, folder: Path) -> None:
    shutil.copytree(report, folder)


PEER = Peer(
    name="product",
    shows="everything: quotes checked, search, data files, feeds, pictures",
    packages=("factcheck-report", "mkdocs", "mkdocs-material"),
    write=_write,
    command=lambda: [sys.executable, "-m", "mkdocs", "build", "--quiet"],
)

ONE_PROCESS = replace(
    PEER,
    name="product-1",
    shows="the same in one process; Pagefind still runs beside it",
    variables={"FACTCHECK_JOBS": "1"},
)
