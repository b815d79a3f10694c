"""The core logs under its own name; with the plugin, MkDocs prints and counts its messages."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from mkdocs.utils import CountHandler

from factcheck_report.mkdocs_plugin import logs

CORE = logging.getLogger("factcheck_report.storage.cache_store")


@pytest.fixture
def counted() -> Iterator[CountHandler]:
    """Counts warnings as `mkdocs build --strict` does."""
    mkdocs, handler = logging.getLogger("mkdocs"), CountHandler()
    handler.setLevel(logging.WARNING)
    mkdocs.addHandler(handler)
    yield handler
    mkdocs.removeHandler(handler)


def test_strict_counts_warnings_of_the_core_once(counted: CountHandler) -> None:
    for _ in range(3):
        logs.show_core_messages()
    CORE.warning("Something is wrong.")
    assert counted.get_counts() == [("WARNING", 1)]


def test_the_level_of_mkdocs_decides_what_is_printed(
    counted: CountHandler, caplog: pytest.LogCaptureFixture
) -> None:
    logs.show_core_messages()
    with caplog.at_level(logging.WARNING, "mkdocs"):
        CORE.info("Of no interest with --quiet.")
    with caplog.at_level(logging.INFO, "mkdocs"):
        CORE.info("Said otherwise.")
    said = [record.getMessage() for record in caplog.records]
    assert "Said otherwise." in said
    assert counted.get_counts() == []
