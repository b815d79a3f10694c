"""annotations.json, as an independent program of the browser anchors it (tests/data/annotator)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.exports.changed_reports import BASE
from tests.reports import EXAMPLE, ROOT, SOURCE, Folder

ANNOTATOR = ROOT / "tests/data/annotator/annotator.js"
ANCHORED = """
async (selectors) => {
  const matchers = {
    TextQuoteSelector: annotator.createTextQuoteSelectorMatcher,
    TextPositionSelector: annotator.createTextPositionSelectorMatcher,
  };
  const found = [];
  for (let selector of selectors) {
    let scope = document.body;
    if (selector.type === "CssSelector") {
      scope = document.querySelector(selector.value);
      selector = selector.refinedBy;
    }
    const texts = [];
    for await (const range of matchers[selector.type](selector)(scope)) {
      texts.push(range.toString());
    }
    found.push(texts);
  }
  return found;
}
"""
"""The texts of all ranges that each selector leads to."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # The pages allow no scripts but their own.
    page = browser.new_page(bypass_csp=True)
    yield page
    page.close()


def targets_of(site: Path, format: str = "text/plain") -> dict[str, list[Any]]:
    """The targets of all annotations of files, or of pages, by the id of their document."""
    data = json.loads((site / "annotations.json").read_text("utf-8"))
    found: dict[str, list[Any]] = {}
    for item in data["first"]["items"]:
        for target in item["target"]:
            if target["source"]["format"] == format:
                found.setdefault(target["source"]["id"], []).append(target)
    return found


def anchored(page: Page, selectors: list[Any]) -> list[list[str]]:
    page.add_script_tag(path=ANNOTATOR)
    result: list[list[str]] = page.evaluate(ANCHORED, selectors)
    return result


def test_each_quote_is_found_once_in_its_published_document(
    published: Path, serve: Callable[[Path], str], page: Page
) -> None:
    root, anchors = serve(published), 0
    pieces = [
        piece
        for quote in _quotes(json.loads((published / "claims.json").read_text("utf-8")))
        for piece in quote["receipt"]["pieces"]
    ]
    for document, targets in targets_of(published).items():
        page.goto(document.replace(BASE, root))
        text = (published / document.removeprefix(BASE)).read_bytes().decode()
        by_words, by_place = zip(*(target["selector"] for target in targets), strict=True)
        words = [[text[place["start"] : place["end"]]] for place in by_place]
        assert anchored(page, [*by_words]) == words, document
        assert anchored(page, [*by_place]) == words, document
        anchors += len(targets)
    assert anchors == len(pieces) > 70


def test_each_quote_is_found_once_on_the_page_of_its_document(
    published: Path, serve: Callable[[Path], str], page: Page
) -> None:
    root, anchors = serve(published), 0
    in_files = [target for some in targets_of(published).values() for target in some]
    for address, targets in targets_of(published, "text/html").items():
        assert anchored_on_page(page, address.replace(BASE, root), targets)
        text = page.locator("#text").evaluate("(element) => element.textContent")
        file = (published / address.removeprefix(BASE) / "source.txt").read_bytes().decode()
        assert text == file.replace("\r\n", "\n"), address
        anchors += len(targets)
    assert anchors == len(in_files) > 70


def anchored_on_page(page: Page, address: str, targets: list[Any]) -> bool:
    """Whether each selector leads to the words of its quote, and to no others."""
    page.goto(address)
    by_words, in_text = zip(*(target["selector"] for target in targets), strict=True)
    words = [[selector["exact"]] for selector in by_words]
    assert anchored(page, [*by_words]) == words, address
    assert anchored(page, [*in_text]) == words, address
    # Nor do labels stand in what readers copy.
    inside = (
        "(element) => { getSelection().selectAllChildren(element); return `${getSelection()}` }"
    )
    lines = page.locator("#text").evaluate(inside).split("\n")
    shown = page.locator("#text .fc-line").evaluate_all("all => all.map((one) => one.textContent)")
    assert [line.split() for line in lines if line.strip()] == [
        line.split() for text in shown for line in text.split("\n") if line.strip()
    ]
    return bool(targets)


def test_quotes_are_found_on_pages_beside_page_breaks_and_signs_that_are_made_visible(
    folder: Folder, serve: Callable[[Path], str], page: Page
) -> None:
    sentence = SOURCE.rstrip("\n")
    before = "\fTitle\r\n \r\n\r\n\f\f\u202bمرحبا\u202c, a\fb 🛩 \x07\r\n\f"
    folder.write_source(f"{before}{sentence}\u202d!\r\n\fThe end".encode())
    done = folder.build()
    assert done.returncode == 0, done.stderr
    site = folder.path / "site"
    [(address, targets)] = targets_of(site, "text/html").items()
    assert anchored_on_page(page, address.replace("https://example.org/", serve(site)), targets)
    assert folder.factcheck("verify", "site").returncode == 0


def _quotes(data: Any) -> Iterator[Any]:
    for section in ("claims", "timeline", "disagreements"):
        for entry in data[section]:
            yield from entry["quotes"]


def test_words_that_are_not_there_or_stand_elsewhere_are_not_found(
    published: Path, serve: Callable[[Path], str], page: Page
) -> None:
    document, targets = next(iter(targets_of(published).items()))
    page.goto(document.replace(BASE, serve(published)))
    by_words, by_place = targets[0]["selector"]
    assert anchored(
        page,
        [
            {**by_words, "exact": by_words["exact"] + "x"},
            {**by_words, "prefix": "x" + by_words["prefix"]},
            {**by_place, "start": by_place["start"] + 1},
        ],
    ) == [[], [], [by_words["exact"][1:]]]


def test_offsets_are_code_points_beside_letters_of_all_scripts(
    folder: Folder, serve: Callable[[Path], str], page: Page
) -> None:
    before = "🛩𝔻 e\u0301 \u202bمرحبا\u202c\r\n\r\nThe minister said 🛩.\n"
    folder.write_source(f"{before}{SOURCE}".encode())
    done = folder.build()
    assert done.returncode == 0, done.stderr
    site = folder.path / "site"
    [(document, targets)] = targets_of(site).items()
    page.goto(document.replace("https://example.org/", serve(site)))
    selectors = [selector for target in targets for selector in target["selector"]]
    words = [[target["selector"][0]["exact"]] for target in targets for _ in range(2)]
    assert anchored(page, selectors) == words


def test_who_has_a_document_shown_in_excerpts_finds_its_quotes_by_their_places(
    folder: Folder, page: Page
) -> None:
    folder.copy(EXAMPLE)
    file = "    file: seeds/gazette.txt\n"
    folder.replace("claims.yaml", file, f"{file}    display: excerpts\n")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    site = folder.path / "site"
    [targets] = [some for id, some in targets_of(site).items() if id.startswith("ni:///sha-256;")]
    assert not (site / "sources/gazette/source.txt").exists()

    content = (EXAMPLE / "seeds/gazette.txt").read_text("utf-8")
    page.goto("about:blank")
    page.evaluate("text => { document.body.textContent = text }", content)
    for target, found in zip(
        targets, anchored(page, [target["selector"][1] for target in targets]), strict=True
    ):
        assert found == [target["selector"][0]["exact"]]
        assert set(target["selector"][0]) == {"type", "exact"}

    # Its page has other offsets, but shows the words.
    [on_page] = [
        some for id, some in targets_of(site, "text/html").items() if "sources/gazette/" in id
    ]
    page.goto((site / "sources/gazette/index.html").as_uri())
    for target, found in zip(
        on_page, anchored(page, [target["selector"][1] for target in on_page]), strict=True
    ):
        assert found == [target["selector"][0]["exact"]]
        assert set(target["selector"][0]) == {"type", "exact"}
