"""Pages: any text, in all fields that show one and in a document → the page of harmless texts.

The first byte chooses the page. Its twin has letters in place of all signs: the elements must be
the same, with the same attributes, and each must be closed where it ought to be.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from factcheck_report import addresses
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Document, EntryPositions, Receipt, Report
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.safe_text import visible
from factcheck_report.model.spans import SourceText
from factcheck_report.pages import Pages
from factcheck_report.pages.features import report_features
from factcheck_report.pipeline import read_report
from factcheck_report.rendering.renderer import Renderer, titles
from tests.fuzz.sites import BASE
from tests.fuzz.targets import texts_of
from tests.reports import ROOT

_EVERY_FIELD = ROOT / "tests/comparing/reports/every-field"
_PROSE = frozenset(
    (
        *("about", "author", "claim", "event", "extractor", "kind", "label", "means", "name"),
        *("note", "publisher", "role", "short", "side", "speaker", "stated_note", "summary"),
        *("title", "translation", "via", "when_note", "where"),
    )
)
"""Fields that are shown as they are. Those with Markdown are the business of another target."""
_SIGN = re.compile(r"[^\w\s.!?…]|_")
_VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "use", "wbr"))


def _base() -> Report:
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(_EVERY_FIELD, folder, dirs_exist_ok=True)
    outcome = read_report(folder)
    assert outcome.report is not None, outcome.problems
    return outcome.report


_REPORT = _base()
_TRANSLATIONS = english_translations()
_ADDRESSES = list(Pages(_REPORT, _TRANSLATIONS, BASE).addresses())


def _renderer(report: Report) -> Renderer:
    return Renderer(report.publication, _TRANSLATIONS, report_features(report), BASE)


_RENDERER = _renderer(_REPORT)
"""With its templates compiled. Only the home page shows what is said about the report itself."""


def check(data: bytes) -> None:
    address = _ADDRESSES[data[0] % len(_ADDRESSES)] if data else addresses.HOME
    text, document = texts_of(data[1:], 2)
    page = _page(address, text, document)
    if _SIGN.search(text + document):
        twin = _page(address, _SIGN.sub("x", text), _SIGN.sub("x", document))
        assert page.elements == twin.elements, page.elements - twin.elements
    if address.startswith("claims/no-drones"):
        assert _squashed(text) in page.text
    if address == addresses.source("gazette"):
        for line in document.splitlines():
            assert _squashed(line) in page.text, line


def _page(address: str, text: str, document: str) -> _Reader:
    report = _with_texts(text, document)
    page = Pages(report, _TRANSLATIONS, BASE).at(address)
    rendered = (_renderer(report) if address == addresses.HOME else _RENDERER).render(page)
    reader = _Reader()
    for part in (rendered.body, rendered.head, rendered.embed, *titles(page).values()):
        reader.read(str(part))
    return reader


def _with_texts(text: str, document: str) -> Report:
    """The report, with a text in all fields, and another at the end of its documents."""
    changed: Report = _replaced(_REPORT, text or "x")
    documents = {id: _with_end(one, document) for id, one in changed.documents.items()}
    return replace(changed, documents=documents)


def _with_end(document: Document, end: str) -> Document:
    # Whether a sentence ends depends on what follows it, so none that is quoted stands beside it.
    text = f"{document.text.text}\n\nNothing more was said.\n\n{end}\n"
    return replace(document, text=SourceText(text), data=text.encode())


def _replaced(value: Any, text: str) -> Any:
    """A part of a report, with a text in all fields of prose."""
    if isinstance(value, tuple):
        return tuple(_replaced(item, text) for item in value)
    if isinstance(value, Mapping):
        return {key: _replaced(item, text) for key, item in value.items()}
    changes = {}
    for name in _names(type(value)):
        old = getattr(value, name)
        new = text if name in _PROSE and type(old) is str else _replaced(old, text)
        if new is not old:
            changes[name] = new
    return replace(value, **changes) if changes else value


@cache
def _names(type: type) -> tuple[str, ...]:
    """The fields of a type in which prose may be."""
    if not is_dataclass(type) or type in (EntryPositions, PartialDate, Receipt, SourceText):
        return ()
    return tuple(field.name for field in fields(type))


def _squashed(text: str) -> str:
    return " ".join(visible(text).split())


class _Reader(HTMLParser):
    """What a page consists of."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements = Counter[tuple[str, ...]]()
        self.text = ""
        self._open: list[str] = []

    def read(self, part: str) -> None:
        self.feed(part)
        self.close()
        assert self._open == [], f"not closed: {self._open}"
        self.reset()
        self.text = _squashed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag, *(name for name, _ in attrs)] += 1
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag, *(name for name, _ in attrs)] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open and self._open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements["<!--",] += 1

    def handle_decl(self, decl: str) -> None:
        self.elements["<!", decl] += 1
