"""The project of `plain`, built by Zensical."""

from __future__ import annotations

import sys

from peers import plain
from peers.peer import Peer

PEER = Peer(
    name="zensical",
    shows="the files of plain, Zensical's own theme and search",
    packages=("zensical",),
    write=plain.PEER.write,
    command=lambda: [sys.executable, "-m", "zensical", "build", "--strict"],
)
