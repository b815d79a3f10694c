"""The site of a report that holds all cases: in a browser, every text is a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from tests.hostile.conftest import Sites
from tests.hostile.corpus import SECRET, SHOWN, UNSEEN, Case, pages_of, published_cases
from tests.hostile.detector import Reading, read_beside, watching

ANALYSIS = ".fc-analysis"
_MARKDOWN = {
    *("p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "br", "hr", "a", "h2"),
}
"""The elements that an analysis may have, and its heading."""
_ATTRIBUTE = re.compile(
    r'href=https?://[^\s"<>]+|start=[0-9]+|id=analysis|rel=[a-z ]+|title=.*', re.DOTALL
)


def plain(text: str) -> str:
    """A text without white space, and without the marks of isolation that pages add."""
    return "".join(re.sub("[\u2068\u2069]", "", text).split())


# Every eighth; all of them weekly. `test_every_text_is_a_text` reads them all.
@pytest.mark.parametrize("step", [8, pytest.param(1, marks=pytest.mark.long)])
def test_no_page_does_anything(browser: Browser, sites: Sites, step: int) -> None:
    with watching(browser, sites.site) as detector:
        detector.open_pages(sites.pages()[::step])
    assert sorted(set(detector.findings))[:20] == []


def test_every_text_is_a_text(browser: Browser, sites: Sites) -> None:
    names = sites.pages()
    twins = {
        path.relative_to(sites.twin_site).as_posix() for path in sites.twin_site.rglob("*.html")
    }
    assert set(names) == twins
    both = {
        name: ((sites.site / name).read_text("utf-8"), (sites.twin_site / name).read_text("utf-8"))
        for name in names
    }
    page = browser.new_page()
    readings = read_beside(page, both, ANALYSIS)
    page.close()
    changed = {name: reading.difference for name, reading in readings.items() if reading.difference}
    assert dict(list(changed.items())[:5]) == {}
    for name, reading in readings.items():
        for element, *attributes in reading.free:
            assert element in _MARKDOWN, (name, element)
            for attribute in attributes:
                assert _ATTRIBUTE.fullmatch(attribute), (name, attribute)
    missing = [
        (case.name, place, address)
        for case in published_cases()
        if case.outcome == SHOWN
        for place, address in pages_of(case)
        if not is_on_page(case, place, address, readings, sites)
    ]
    assert missing[:20] == []


def is_on_page(
    case: Case, place: str, address: str, readings: dict[str, Reading], sites: Sites
) -> bool:
    """Whether the text of a case stands on a page, or in a file, character for character."""
    if place == "claims.analysis" and case.shown is None and address.endswith("/"):
        # It is Markdown there.
        return True
    wanted = plain(case.text if "." in address else case.shown or case.text)
    if address.endswith("*"):
        pattern = re.compile(re.escape(address[:-1]) + r"(?:page/\d+/)?index\.html")
        return any(
            wanted in plain(reading.text)
            for name, reading in readings.items()
            if pattern.fullmatch(name)
        )
    if address.startswith("sources/") and "\n" in case.text and address.endswith("/"):
        # Every line has its number there.
        text = plain(readings[f"{address}index.html"].text)
        return all(plain(line) in text for line in (case.shown or case.text).split("\n"))
    if "." not in address:
        return wanted in plain(readings[f"{address}index.html"].text)
    return wanted in content_of(sites.site / address)


@cache
def content_of(file: Path) -> str:
    """The texts in a data file, as a program reads them."""
    data = file.read_bytes().decode()
    if file.suffix == ".json":
        return plain("\n".join(texts_in(json.loads(data))))
    if file.suffix == ".xml":
        return plain("\n".join(ElementTree.fromstring(data).itertext()))
    return plain(data)


def texts_in(content: Any) -> Iterator[str]:
    """Every text in JSON."""
    if isinstance(content, str):
        yield content
    inner = content.values() if isinstance(content, dict) else content
    for item in inner if isinstance(content, dict | list) else ():
        yield from texts_in(item)


def test_no_file_has_what_is_not_the_reports(sites: Sites) -> None:
    unseen = [case for case in published_cases() if case.outcome == UNSEEN]
    assert unseen
    for path in sites.site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert SECRET.encode() not in data, path
            for case in unseen:
                assert case.text.encode() not in data, path
