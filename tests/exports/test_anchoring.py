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
  for (const selector of selectors) {
    const texts = [];
    for await (const range of matchers[selector.type](selector)(document.body)) {
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
    page = browser.new_page()
    yield page
    page.close()


def targets_of(site: Path) -> dict[str, list[Any]]:
    """The targets of all annotations by the id of their document."""
    data = json.loads((site / "annotations.json").read_text("utf-8"))
    found: dict[str, list[Any]] = {}
    for item in data["first"]["items"]:
        for target in item["target"]:
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
