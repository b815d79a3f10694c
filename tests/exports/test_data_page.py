"""The data page: a word about every published file, a true excerpt, and code that runs."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from factcheck_report.model import Display, EntryKind, Report
from tests.exports.changed_reports import BASE
from tests.reports import EXAMPLE, Folder

CLAIM = "claims/every-ferry-inspected/"
DATA_FILE = re.compile(r".*\.(json|csv|xml|bib|txt|py)|SHA256SUMS")
"""All but pages, pictures, and what pages load."""
NOT_DATA = re.compile(r"(assets|search|claims/(index|ID/words))/.*|(sitemap|robots)\..*|feed/.*")
"""The files of themes and searches, what is for search engines, and older pages of the feeds."""


@dataclass
class File:
    """What the page says of a file."""

    address: str
    about: str = ""
    codes: list[str] = field(default_factory=list)
    """The excerpt, Python and JavaScript."""


class Files(HTMLParser):
    """Reads the files from the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, File] = {}
        self._inside: list[str] = []
        self._href = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "dl":
            self._inside = ["dl"] if given.get("class") == "fc-files" else []
        elif self._inside:
            self._inside.append(tag)
            if tag == "a" and "dt" in self._inside:
                self._href = str(given["href"])
            if tag == "pre":
                self._last.codes.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._inside[-2:] == ["dt", "a"]:
            self.found[data] = File(self._href.removeprefix("../"))
        elif "p" in self._inside and "div" not in self._inside:
            self._last.about += data
        elif self._inside[-1:] == ["pre"]:
            self._last.codes[-1] += data

    @property
    def _last(self) -> File:
        return [*self.found.values()][-1]


def files_on(site: Path) -> dict[str, File]:
    return Files((site / "data/index.html").read_text("utf-8")).found


@pytest.fixture(scope="module")
def files(published: Path) -> dict[str, File]:
    return files_on(published)


def test_every_published_file_is_explained(published: Path, files: dict[str, File]) -> None:
    kinds = {
        re.sub(r"(claims|sources)/[^/]+/", r"\1/ID/", path.relative_to(published).as_posix())
        for path in published.rglob("*")
        if path.is_file()
    }
    data = {kind for kind in kinds if DATA_FILE.fullmatch(kind) and not NOT_DATA.fullmatch(kind)}
    assert len(data) > 15
    assert set(files) == data
    assert len({file.about for file in files.values()}) == len(files)
    for name, file in files.items():
        assert len(file.about) > 20, name
        assert (published / file.address).is_file(), name
        excerpt, python, javascript = file.codes
        for code, most in ((excerpt, 40), (python, 5), (javascript, 5)):
            assert 1 < len(code.splitlines()) <= most, (name, code)


def parts(content: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value of JSON, with the names on the way to it."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from parts(value, f"{path}/{key}")
    elif isinstance(content, list):
        for value in content:
            yield from parts(value, path)
    else:
        yield path, content


def untrue(excerpt: str, text: str, name: str) -> list[object]:
    """What an excerpt has that the file has not, at least at its start."""
    if name.endswith(".json"):
        published = list(parts(json.loads(text)))
        values = set(published)
        return [
            (path, value)
            for path, value in parts(json.loads(excerpt))
            if (path, value) not in values
            and not (
                str(value).endswith("…")
                and any(
                    path == other and str(whole).startswith(str(value).removesuffix("…"))
                    for other, whole in published
                )
            )
        ]
    return [line for line in excerpt.splitlines() if line.strip().removesuffix("…") not in text]


def test_excerpts_are_from_the_published_files(published: Path, files: dict[str, File]) -> None:
    for name, file in files.items():
        text = (published / file.address).read_bytes().decode("utf-8-sig")
        assert untrue(file.codes[0], text, name) == [], name
        assert untrue(file.codes[0].replace("a", "b"), text, name), name


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _fields(schema: Any) -> list[str]:
    return [f"{name} | {field.get('description', '')}" for name, field in schema.items()]


def expected(report: Report, site: Path) -> dict[str, list[str]]:
    """What the code for each file prints, from the report and not from the file, where it can."""
    claims, draft = report.claims, report.draft
    titles = {claim.id: f"{draft.verdicts[claim.verdict].label}" for claim in claims}

    def read(name: str) -> Any:
        return json.loads((site / name).read_text("utf-8"))

    def words(item: Any) -> str:
        text = report.documents[item.quote.source].text.text
        return " ".join(text[piece.start : piece.end] for piece in item.receipt.pieces)

    first = report.evidence_of(EntryKind.CLAIM, "every-ferry-inspected")
    rated = [f"{titles[claim.id]} | {claim.claim}" for claim in claims]
    dated = [f"{report.last_change(claim)}T00:00:00Z {titles[claim.id]}" for claim in claims]
    return {
        "claims.json": [f"{claim.verdict} | {claim.claim}" for claim in claims],
        "claims/ID/index.json": [words(item) for item in first],
        "sources/ID/source.txt": [words(report.evidence[0])],
        "claims.csv": rated,
        "quotes.csv": [
            f"{item.quote.source} | {item.receipt.pieces[0].start} |" for item in report.evidence
        ],
        "claimreview.json": rated,
        "annotations.json": [words(item) for item in report.evidence],
        "feed.xml": dated,
        "feed.json": dated,
        "references.bib": [
            "report:all",
            *(claim.id for claim in claims),
            *(f"document:{id}" for id in report.documents),
        ],
        "references.json": [claim.claim for claim in claims],
        "claims/ID/oembed.json": [claims[0].claim, f"{BASE}{CLAIM}embed/"],
        "datapackage.json": ["claims.csv id claim", "quotes.csv id claim"],
        "claims.json.schema.json": _fields(
            read("claims.json.schema.json")["$defs"]["claim"]["properties"]
        ),
        "claims.yaml.schema.json": _fields(
            read("claims.yaml.schema.json")["properties"]["claims"]["additionalProperties"][
                "properties"
            ]
        ),
        "verify.py": [digest(site / "verify.py")],
        "SHA256SUMS": [digest(site / "claims.json")],
        "folding-rules.json": ["invisible-characters", "quotation-marks", "white-space"],
    }


def in_python(code: str) -> str:
    command = [sys.executable, "-I", "-c", code]
    done = subprocess.run(
        command, capture_output=True, text=True, env={"PYTHONIOENCODING": "utf-8"}, check=False
    )
    assert done.returncode == 0, (code, done.stderr)
    return done.stdout


def in_the_console(browser: Browser, address: str, codes: list[str]) -> list[str]:
    """What code prints that is pasted into the console of a browser, on the data page."""
    printed = []
    page = browser.new_page()
    page.on("console", lambda message: lines.append(message.text))
    page.goto(address)
    for code in codes:
        lines: list[str] = []
        page.evaluate(f"(async () => {{\n{code}\n}})()")
        printed.append("".join(f"{line}\n" for line in lines))
    page.close()
    return printed


def test_the_code_reads_each_file(
    published: Path,
    files: dict[str, File],
    example_report: Report,
    serve: Callable[[Path], str],
    browser: Browser,
) -> None:
    root = serve(published)
    here = {}
    for name, file in files.items():
        assert all(BASE + file.address in code for code in file.codes[1:])
        here[name] = [code.replace(BASE, root) for code in file.codes[1:]]
    console = in_the_console(browser, f"{root}data/", [code for _, code in here.values()])
    texts = expected(example_report, published)
    assert set(texts) == set(files)
    for (name, (code, _)), javascript in zip(here.items(), console, strict=True):
        python = in_python(code)
        assert python == javascript, name
        assert [text for text in texts[name] if text not in python] == [], name
        assert len(python.splitlines()) >= len(texts[name]), name


def test_a_page_without_the_address_of_its_site_says_what_to_write(example_site: Path) -> None:
    html = (example_site / "data/index.html").read_text("utf-8")
    assert "write it instead of “https://SITE/”" in html
    files = files_on(example_site)
    assert "claimreview.json" not in files and "claims/ID/oembed.json" not in files
    for file in files.values():
        assert all(f'"https://SITE/{file.address}"' in code for code in file.codes[1:])


def test_excerpts_keep_to_the_quotes_of_documents_that_are_shown_in_excerpts(
    folder: Folder, example_report: Report
) -> None:
    folder.copy(EXAMPLE)
    claims = folder.read("claims.yaml")
    file = re.compile("^    file: seeds/.*$", re.MULTILINE)
    folder.write("claims.yaml", file.sub(r"\g<0>\n    display: excerpts", claims))
    assert folder.build().returncode == 0
    files = files_on(folder.path / "site")
    assert "sources/ID/source.txt" not in files
    shown = "\n".join(code for file in files.values() for code in file.codes)
    report = folder.report()
    assert {document.source.display for document in report.documents.values()} == {Display.EXCERPTS}
    quoted = [
        (item.quote.source, piece.start, piece.end)
        for item in report.evidence
        for piece in item.receipt.pieces
    ]
    windows = 0
    for id, document in report.documents.items():
        text = document.text.text
        for start in range(0, len(text) - 40, 10):
            if not any(id == s and a < start + 40 and start < b for s, a, b in quoted):
                windows += 1
                assert text[start : start + 40] not in shown
    assert windows > 20


def test_a_report_without_quotes_or_claims_has_its_files(folder: Folder) -> None:
    before = folder.read("claims.yaml").partition("\nclaims:\n")[0]
    folder.write("claims.yaml", f"{before}\nclaims: {{}}\n")
    assert folder.build().returncode == 0
    files = files_on(folder.path / "site")
    assert {"claims.json", "quotes.csv", "feed.xml", "SHA256SUMS", "verify.py"} < set(files)
    assert not any("ID" in name for name in files)


def test_code_is_copied_and_fits_narrow_screens(
    published: Path, serve: Callable[[Path], str], browser: Browser, files: dict[str, File]
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{serve(published)}data/")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = "(codes) => codes.filter((one) => one.scrollWidth > one.clientWidth).length"
    codes = page.locator("pre")
    assert codes.count() > 50
    assert codes.evaluate_all(wide) == 0
    page.locator("#file-claims_json + dd .fc-copy").first.click()
    expect(page.locator(".fc-copy").first).not_to_have_text("Copy")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == files["claims.json"].codes[1]
    context.close()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Auszug und Code"),
        pytest.param("ar", "Excerpt and code", marks=pytest.mark.long),
    ],
)
def test_the_page_speaks_the_language_of_the_report(
    folder: Folder, language: str, words: str
) -> None:
    folder.replace("claims.yaml", "  summary: One", f"  language: {language}\n  summary: One")
    folder.replace("mkdocs.yml", "  font: false", f"  font: false\n  language: {language}")
    assert folder.build().returncode == 0
    html = folder.page("data/")
    files = files_on(folder.path / "site")
    assert html.count(words) == len(files) > 15
    assert all(file.about for file in files.values())
    # Code runs from left to right in every report.
    assert html.count('<pre class="fc-code" role="group" tabindex="0" dir="ltr"') > 30
