"""Previews that end with their test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.preview import PreviewServer
from tests.reports import Folder


@pytest.fixture
def serve_report(folder: Folder) -> Iterator[Callable[..., PreviewServer]]:
    servers = []

    def start(*options: str) -> PreviewServer:
        servers.append(PreviewServer(folder, *options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()
