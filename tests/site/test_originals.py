"""Originals of documents on the built site: offered, and never run as a page of it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.made_documents import WEBVTT, pdf, web_page
from tests.markup import text_of
from tests.reports import Folder

PAGES = [
    ["The Gazette, No. 12", "He said that no drones had been"],
    ["The Gazette, No. 12", "sent, and that nobody had asked for in-"],
    ["The Gazette, No. 12", "spection of the harbour. That was all."],
]
EVIL = '<script>document.title = "run"</script>'
QUOTES = """\
      - text: no drones had been sent, and that nobody had asked for inspection
        source: paper
        stance: supports
        speaker: The minister
        wording: paraphrased
        origin: ministry
      - text: We never sent any drones. Not a single one.
        source: talk
        stance: supports
        speaker: The minister
        wording: transcript
        origin: ministry
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A report with a PDF, a web page that may not be shown in full, another one and a talk."""
    folder = Folder(tmp_path_factory.mktemp("originals"))
    files = {
        "paper.pdf": pdf(PAGES, properties="/Title (The paper)"),
        "page.html": web_page(body=EVIL).encode(),
        "secret.html": web_page(
            body="<p>It is not for everybody to see, this page here.</p>"
        ).encode(),
        "talk.vtt": WEBVTT.encode(),
    }
    for name, data in files.items():
        folder.write(f"seeds/{name}", data)
    paths = [str(folder.path / "seeds" / name) for name in files]
    done = folder.factcheck("add", *paths)
    assert done.returncode == 0, done.stderr
    text = folder.read("claims.yaml").replace("title:  #", "title: The talk  #")
    for id in ("paper", "page", "secret", "talk"):
        start = text.rindex("\n  ", 0, text.index(f"file: seeds/{id}.txt")) + 1
        start = text.rindex("\n  ", 0, start - 1) + 1
        text = text[:start] + f"  {id}:\n" + text[text.index("\n", start) + 1 :]
    text = text.replace("file: seeds/secret.txt", "display: excerpts\n    file: seeds/secret.txt")
    folder.write("claims.yaml", text + QUOTES)
    done = folder.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_a_pdf_is_published_as_it_is_and_anything_else_in_a_zip_file(built: Folder) -> None:
    site = built.path / "site/sources"
    original = (built.path / "seeds/paper.pdf").read_bytes()
    assert (site / "paper/original.pdf").read_bytes() == original
    for id, name in (("page", "page.html"), ("talk", "talk.vtt")):
        with zipfile.ZipFile(io.BytesIO((site / id / "original.zip").read_bytes())) as archive:
            assert archive.namelist() == [name]
            assert archive.read(name) == (built.path / "seeds" / name).read_bytes()
        assert 'href="original.zip" download' in built.page(f"sources/{id}/")
    assert not [
        path
        for path in site.rglob("*")
        if path.suffix in (".html", ".vtt") and path.name != "index.html"
    ]


def test_an_original_that_may_not_be_shown_stays_at_home(built: Folder) -> None:
    assert not list((built.path / "site/sources/secret").glob("original*"))
    page = built.page("sources/secret/")
    assert "original.zip" not in page
    assert "secret.html" in page
    data = json.loads(built.read("site/claims.json"))
    originals = {item["id"]: item["original"] for item in data["sources"]}
    assert originals["secret"]["raw"] is None
    assert originals["paper"]["raw"].endswith("sources/paper/original.pdf")
    assert originals["paper"]["extractor"].startswith("pypdf ")
    assert originals["gazette"] is None


def test_pages_and_times_are_named(built: Folder) -> None:
    page = built.page("sources/paper/")
    named = [f'aria-label="Page {number}"' in page for number in (1, 2, 3, 4)]
    assert named == [True, True, True, False]
    assert 'href="original.pdf#page=2"' in page
    assert "\f" not in page and "\ufffd" not in page
    claim = text_of(built.page("claims/no-drones-sent/"))
    assert "The paper, pages 1–3, lines 1–3" in claim
    assert "The talk, 00:00:01, lines 1–2" in claim
    assert "Found; the time codes and the spacing differ" in claim
    assert "SHA-256 of the original paper.pdf: " in claim
    assert "Text extracted by pypdf " in claim
    receipts = [
        quote["receipt"]
        for item in json.loads(built.read("site/claims.json"))["claims"]
        for quote in item["quotes"]
    ]
    assert [item["pages"] for item in receipts] == [None, None, [1, 3], None]
    assert [item["time"] for item in receipts] == [None, None, None, "00:00:01"]


def test_an_original_does_not_run_in_a_browser(
    built: Folder, serve: Callable[[Path], str], browser: Browser
) -> None:
    home = serve(built.path / "site")
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(f"{home}sources/page/")
    page.evaluate("document.querySelectorAll('details').forEach(item => item.open = true)")
    with page.expect_download() as download:
        page.click('a[href="original.zip"]')
    assert download.value.suggested_filename == "original.zip"
    # Also without the link's own word that it is a download.
    with page.expect_download():
        page.evaluate("location.href = 'original.zip'")
    assert page.title() != "run"
    context.close()
