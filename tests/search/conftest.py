"""The example and its list of claims in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browsing import DESKTOP, Watch


@pytest.fixture(scope="module")
def home(example_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(example_site)


@pytest.fixture
def page(windows: Callable[..., BrowserContext], home: str) -> Iterator[Page]:
    """The list of claims on a desktop; nothing may go wrong or leave for another host."""
    context = windows(viewport=DESKTOP)
    watch = Watch(home)
    watch.attach(context)
    page = context.new_page()
    page.goto(f"{home}claims/")
    yield page
    page.close()
    watch.assert_nothing_wrong()
