"""How many bytes does a reader's browser fetch until the results of a search are shown?"""

from __future__ import annotations

import gzip
import mimetypes
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from measuring import run
from peers import PEERS
from peers.peer import SITE
from playwright.sync_api import Browser, Page, Request, sync_playwright
from report import write_report
from tables import table

_QUESTIONS = ("harbour", "coal harbour", "did the harbour union sell coal")
"""A frequent word, two of them, and a whole question."""
_COMPRESSED = (".html", ".css", ".js", ".json", ".xml", ".txt", ".svg")
"""What servers of static sites compress."""
_SCRIPTS = ("search.js", "search-engine.js", "claims.js")
"""Besides the index; of all else, pages have as much without a search."""
_LONGEST = 120_000
"""Milliseconds to wait for results."""

_Search = Callable[[Page, str, str], None]
"""Asks in a page of the site at an address, and waits for the results."""


def bytes_fetched(claims: int, folder: Path) -> str:
    """Build the product's report and search it in a browser; gives a table."""
    report = folder / f"search-{claims}"
    write_report(report, claims)
    run(PEERS["product"].command(), report)
    rows = []
    with _served(report / SITE) as home, sync_playwright() as playwright:
        executable = shutil.which("chromium-headless-shell")
        browser = playwright.chromium.launch(executable_path=executable)
        for place, search in (("dialog", _in_dialog), ("list of claims", _in_list)):
            for question in _QUESTIONS:
                sizes = _sizes(browser, home, search, question)
                files = sorted(sizes.items(), key=lambda item: -item[1])[:6]
                rows.append(
                    [
                        f"{claims:,} claims, {place}",
                        question,
                        f"{sum(sizes.values()) / 1000:.0f} KB",
                        f"{len(sizes)}",
                        ", ".join(f"{name} {size / 1000:.0f}" for name, size in files),
                    ]
                )
        browser.close()
    return table(["fetched", "for", "bytes", "files", "largest, in KB"], rows) + "\n"


def _sizes(browser: Browser, home: str, search: _Search, question: str) -> dict[str, int]:
    """By name, the bytes of each file of the search in a browser that has fetched none before."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    search(page, home, question)
    page.wait_for_load_state("networkidle")
    sizes = {}
    for request in asked:
        path = urlsplit(request.url).path
        if "/claims/index/" in path or path.endswith(_SCRIPTS):
            sizes[path.rpartition("/")[2]] = request.sizes()["responseBodySize"]
    context.close()
    return sizes


def _in_dialog(page: Page, home: str, question: str) -> None:
    page.goto(f"{home}about/")
    page.locator(".fc-search > a").click()
    dialog = page.locator("dialog")
    dialog.locator("[name=words]").fill(question)
    dialog.locator(".fc-search-results a").first.wait_for(timeout=_LONGEST)


def _in_list(page: Page, home: str, question: str) -> None:
    page.goto(f"{home}claims/?words={quote(question)}")
    page.locator(".fc-found[aria-busy=false]").wait_for(state="attached", timeout=_LONGEST)


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """The address of a server that compresses texts, as those of static sites do."""

    @cache
    def content(path: str) -> bytes:
        return gzip.compress((site / path).read_bytes(), 6)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            path += "index.html" * (not path or path.endswith("/"))
            found = (site / path).is_file()
            compressed = found and path.endswith(_COMPRESSED)
            body = (content(path) if compressed else (site / path).read_bytes()) if found else b""
            self.send_response(200 if found else 404)
            self.send_header(
                "Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream"
            )
            self.send_header("Content-Length", str(len(body)))
            if compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
