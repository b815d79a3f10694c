"""`factcheck add`: files that cannot be taken in, in whole or in part."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from tests.adding import add, sources, warc
from tests.made_documents import PARAGRAPHS, WEBVTT, docx, pdf, web_page
from tests.reports import SOURCE, Folder

LOOP = (
    pdf([["A line."]])
    .replace(b"/Parent 2 0 R", b"/Parent 5 0 R")
    .replace(b"/Resources", b"/Resoxxxxx")
)
"""A page that is its own parent, from which it would inherit its fonts."""


@pytest.mark.parametrize(
    ("name", "data", "said", "fix"),
    [
        ("a.pdf", pdf([["A line."]])[:400], "is damaged", "Get the file again"),
        ("a.pdf", pdf([[]]), "has no text: its pages are pictures", "(OCR)"),
        pytest.param(
            "a.pdf",
            pdf([["A line."]] * 3_001),
            "has 3,001 pages; at most 3,000",
            "Keep only",
            marks=pytest.mark.long,
        ),
        ("a.pdf", web_page().encode(), "is a web page (HTML), whatever its name", ".html"),
        ("a.txt", pdf([["A line."]]), "is a PDF file, whatever its name says", ".pdf"),
        ("a.pdf", b"Only text.\n", "has the ending of a PDF file, but is none", ".txt"),
        (
            "a.docx",
            partial(docx, ["A."], padding=300_000_000),
            "MB large when unpacked",
            "pictures",
        ),
        pytest.param(
            "a.docx",
            partial(docx, ["A." * 17_000_000]),
            "32 MB of text",
            "Keep only",
            marks=pytest.mark.long,
        ),
        ("a.docx", docx(["A line."])[:600], "is not a whole ZIP file", "save it again"),
        ("a.docx", docx(["A &b; c."]), "is damaged", "save it again"),
        pytest.param(
            "a.html",
            b"<html>" + b"<p>A.</p>" * 100_001,
            "200,003 tags; at most",
            "Save only",
            marks=pytest.mark.long,
        ),
        ("a.html", b"<html>" + b"<div>" * 10_000 + b"A.", "nested thousands deep", "plain text"),
        ("a.html", b"<html><body></body></html>", "has no text", "in a browser"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word", "DOCX or PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "is a picture", "recognise"),
        ("a.bin", bytes(range(256)), "is not a text", "Save the document as PDF"),
        ("a.txt", b"", "has no text", "Put the document"),
        ("a.warc.gz", gzip.compress(b"hello", mtime=0), "is not a web archive (WARC)", "as HTML"),
        ("a.warc.gz", warc(missing=300), "ends in the middle of a page", "Get the file again"),
        pytest.param(
            "a.pdf",
            LOOP,
            "a page that is too large or too complicated",
            "copy its text",
            marks=pytest.mark.long,
        ),
        ("a.vtt", b"WEBVTT\n\nNOTE nothing\n", "has no subtitles", "right file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_cannot_be_read_changes_nothing(
    folder: Folder,
    downloads: Path,
    name: str,
    data: bytes | Callable[[], bytes],
    said: str,
    fix: str,
) -> None:
    before = sorted(path.name for path in folder.path.rglob("*"))
    claims = folder.read("claims.yaml")
    done = add(folder, downloads, name, data() if callable(data) else data)
    assert done.returncode == 1
    assert f"{name}:1:1: error: “{name}” " in done.stderr
    assert said in done.stderr
    assert fix in done.stderr.partition("Fix: ")[2]
    assert "Traceback" not in done.stderr
    assert folder.read("claims.yaml") == claims
    assert sorted(path.name for path in folder.path.rglob("*")) == before


@pytest.mark.parametrize(
    "name", ["a\x1b[31m.html", "a\n::error::b.html", "a\u202eb.txt", "a\udcff.html"]
)
def test_a_name_that_cannot_be_shown_is_refused_and_never_printed(
    folder: Folder, name: str
) -> None:
    folder.write(f"seeds/{name}", web_page() if name.endswith("html") else SOURCE)
    before = folder.read("claims.yaml")
    done = folder.factcheck("add", f"seeds/{name}")
    assert done.returncode == 1
    assert "has a character in it that cannot be shown" in done.stderr
    assert "Fix: Rename the file" in done.stderr
    assert "\x1b" not in done.stderr
    assert "\n::" not in done.stderr
    assert folder.read("claims.yaml") == before
    assert len(list((folder.path / "seeds").iterdir())) == 2


def test_folders_links_and_devices_are_no_documents(folder: Folder, downloads: Path) -> None:
    loop = downloads / "loop"
    loop.symlink_to(loop)
    paths = ["/", str(downloads), str(loop / "a.html"), "/proc/self/mem", "x" * 5_000 + "/a.html"]
    done = folder.factcheck("add", *paths)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("Fix: ") == len(paths)


def test_the_claims_file_is_no_document(folder: Folder) -> None:
    before = folder.read("claims.yaml")
    done = folder.factcheck("add", "claims.yaml")
    assert done.returncode == 1
    assert "“claims.yaml” is a claims file of the report." in done.stderr
    assert folder.read("claims.yaml") == before


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_a_file_of_an_unfinished_entry_is_not_added_again(folder: Folder, name: str) -> None:
    folder.write(f"seeds/{name}", "<html><body><p>A page without a title.</p></body></html>")
    if name.endswith(".txt"):
        folder.write(f"seeds/{name}", "A text without a title.\n")
    assert folder.factcheck("add", f"seeds/{name}").returncode == 0
    before = folder.read("claims.yaml")
    done = folder.factcheck("add", f"seeds/{name}")
    assert done.returncode == 1
    assert "already belongs to the source “page”, whose entry is unfinished" in done.stderr
    assert folder.read("claims.yaml") == before


def test_facts_that_a_claims_file_refuses_do_not_stop_a_page(
    folder: Folder, downloads: Path
) -> None:
    head = (
        '<meta property="og:title" content="\u202bA title\u202c from right to left">'
        '<meta name="author" content="A\ufffd: # no name">'
        '<link rel="canonical" href="javascript:alert(1)">'
    )
    done = add(folder, downloads, "page.html", web_page(head=head), "--id", "page")
    assert done.returncode == 0, done.stderr
    source = sources(folder)["page"]
    assert source["title"] == "A title from right to left"
    assert "author" not in source
    assert "url" not in source
    subtitles = WEBVTT.replace("Language: en", "Language: en----")
    assert add(folder, downloads, "b.vtt", subtitles, "--id", "b").returncode == 0
    assert "language" not in sources(folder)["b"]


@pytest.mark.parametrize("declared", ["utf-16", "utf-7", "hex", "unicode_escape", "punycode"])
def test_an_encoding_that_browsers_ignore_is_ignored(
    folder: Folder, downloads: Path, declared: str
) -> None:
    page = web_page(body="<p>A plus sign +ADw- and a backslash \\u0041 stay what they are.</p>")
    page = page.replace('charset="utf-8"', f'charset="{declared}"')
    done = add(folder, downloads, "page.html", page, "--id", "page")
    assert done.returncode == 0, done.stderr
    text = folder.read("seeds/page.txt")
    assert PARAGRAPHS[0] in text
    assert "A plus sign +ADw- and a backslash \\u0041 stay" in text


def test_a_pdf_with_a_password(folder: Folder, downloads: Path) -> None:
    writer = PdfWriter(BytesIO(pdf([["No drones were sent."]])))
    writer.encrypt(user_password="secret", owner_password="owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    done = add(folder, downloads, "a.pdf", out.getvalue())
    assert done.returncode == 1
    assert "“a.pdf” is protected with a password." in done.stderr

    writer = PdfWriter(BytesIO(pdf([["No drones were sent."]])))
    writer.encrypt(user_password="", owner_password="owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    done = add(folder, downloads, "b.pdf", out.getvalue())
    assert done.returncode == 0, done.stderr
    assert folder.read("seeds/b.txt") == "No drones were sent.\n\f\n"


def test_of_several_files_the_good_ones_are_added(folder: Folder, downloads: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (downloads / name).write_text(f"The text of {name}.\n", "utf-8")
    (downloads / "bad.pdf").write_bytes(b"%PDF-1.4\n")
    names = [str(downloads / name) for name in ("one.txt", "bad.pdf", "two.txt")]
    done = folder.factcheck("add", *names)
    assert done.returncode == 1
    assert {"one", "two"} <= sources(folder).keys()
    assert "bad.pdf:1:1: error" in done.stderr


def test_a_file_is_never_overwritten(folder: Folder, downloads: Path) -> None:
    before = folder.read("claims.yaml")
    folder.write("seeds/page.txt", "An editor's notes.\n")
    done = add(folder, downloads, "page.html", web_page(), "--id", "page")
    assert done.returncode == 1
    assert "There is already a file “seeds/page.txt”." in done.stderr
    assert folder.read("seeds/page.txt") == "An editor's notes.\n"
    assert not (folder.path / "seeds/page.html").exists()
    assert folder.read("claims.yaml") == before


def test_without_the_libraries_the_command_to_install_them_is_named(
    folder: Folder, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = downloads / "hidden/trafilatura"
    hidden.mkdir(parents=True)
    missing = "raise ModuleNotFoundError('No module', name='trafilatura')\n"
    (hidden / "__init__.py").write_text(missing, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(hidden.parent))
    done = add(folder, downloads, "page.html", web_page())
    assert done.returncode == 1
    assert 'Fix: Run: pip install "factcheck-report[import]"' in done.stderr
    done = add(folder, downloads, "note.md", "Text is *read* without them.\n")
    assert done.returncode == 0, done.stderr
