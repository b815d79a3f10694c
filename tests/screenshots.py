"""Makes the pictures of README.md: `make screenshots`.

Builds the report of this repository and photographs two pages in Debian's chromium.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from factcheck_report import addresses
from factcheck_report.model import Stance
from factcheck_report.pipeline import read_report
from tests.reports import ROOT, environment

FOLDER = ROOT / ".github/images"
SIZE = {"width": 1280, "height": 900}
COLOURS = 128
SETTLED_MS = 1_000


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def pages() -> dict[str, str]:
    """The address that each picture shows: a key claim with two sides, and one of its passages."""
    report = read_report(ROOT).report
    assert report is not None
    claims = map(report.draft.claims.__getitem__, report.publication.key_claims)
    claim = next(claim for claim in claims if claim.origins(Stance.REFUTES))
    quote = next(item for item in report.evidence if item.entry == claim.id)
    return {"claim": addresses.claim(claim.id), "document": addresses.passage(quote)}


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build = [sys.executable, "-m", "factcheck_report", "build", "--site-dir", str(site)]
        subprocess.run(build, cwd=ROOT, check=True, env=environment())
        handler = functools.partial(_Quiet, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]
            for name, address in pages().items():
                page.goto(f"http://127.0.0.1:{server.server_port}/{address}")
                page.wait_for_timeout(SETTLED_MS)
                picture = FOLDER / f"{name}.png"
                page.screenshot(path=picture)
                with Image.open(picture) as image:
                    image.convert("RGB").quantize(COLOURS).save(picture, optimize=True)
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
