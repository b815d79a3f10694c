"""Previews that end with their test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.preview import PreviewServer
from tests.reports import Folder


@pytest.fixture
def serve_report(folder: Folder) -> Iterator[Callable[..., PreviewServer]]:
    servers = []

    def start(*options: str, tool: str = "mkdocs") -> PreviewServer:
        servers.append(PreviewServer(folder, *options, tool=tool))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()
