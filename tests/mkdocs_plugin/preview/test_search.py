"""The search in the preview: made anew at the first search after a change."""

from __future__ import annotations

import gzip
import json
import time
import urllib.request
from collections.abc import Callable

from playwright.sync_api import Browser, expect

from tests.preview import PreviewServer
from tests.reports import Folder
from tests.waiting import PATIENCE

ABOUT = "claims/index/words/about.pack"


def version(server: PreviewServer) -> str:
    with urllib.request.urlopen(server.address + ABOUT, timeout=PATIENCE) as answer:
        content: dict[str, str] = json.loads(gzip.decompress(answer.read()))
    return content["version"]


def test_the_older_index_answers_until_the_new_one_is_made(
    folder: Folder, serve_report: Callable[..., PreviewServer], browser: Browser
) -> None:
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)
    first = version(server)
    assert version(server) == first

    folder.replace("claims.yaml", "The minister said so;", "The zebra said so;")
    server.wait_for(lambda page: "zebra" in page, "claims/no-drones-sent/")
    # The first search after the change is answered at once.
    assert version(server) == first
    deadline = time.monotonic() + PATIENCE
    while version(server) == first:
        assert time.monotonic() < deadline
        time.sleep(0.1)

    # A list that asks while the search is of other claims waits for it.
    folder.replace("claims.yaml", "The zebra said so;", "The giraffe said so;")
    folder.replace("claims.yaml", "no-drones-sent", "none-sent")
    server.wait_for(lambda page: "giraffe" in page, "claims/none-sent/")
    page = browser.new_page()
    page.goto(f"{server.address}claims/?words=giraffe")
    expect(page.locator(".fc-found li > a")).to_have_text(
        "No drones were sent after the war began."
    )
    page.close()
