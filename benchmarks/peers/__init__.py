"""The ways to build a report that are compared, one module each."""

from __future__ import annotations

from peers import eleventy, gen_files, hugo, jinja, plain, product, zensical
from peers.peer import Peer, Project

__all__ = ["PEERS", "Peer", "Project"]

PEERS = {
    peer.name: peer
    for peer in (
        product.PEER,
        product.ONE_PROCESS,
        *(module.PEER for module in (plain, gen_files, zensical, eleventy, hugo, jinja)),
    )
}
