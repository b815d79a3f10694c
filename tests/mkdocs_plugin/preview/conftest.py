"""Previews that end with their test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.preview import Server
from tests.reports import Folder


@pytest.fixture
def serve_report(folder: Folder) -> Iterator[Callable[..., Server]]:
    servers = []

    def start(*options: str) -> Server:
        servers.append(Server(folder, *options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()
