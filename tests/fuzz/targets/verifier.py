"""The published verifier: any changes to the data → problems, never a traceback.

Each line of an input is a change of claims.json: the number of a place in it, and a value as JSON.
Without a value, what stands there is deleted; `+` repeats it. After the line “pages”, the site has
pages, too. An input that begins with a brace is the whole file.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from factcheck_report import addresses
from factcheck_report.exports.verifier.verify import Unusable, as_json, as_text
from factcheck_report.model import Report
from factcheck_report.model.safe_text import visible
from tests.fuzz.sites import files_of, pages_of, verified, with_checksums
from tests.reports import ROOT, Folder


def _report() -> Report:
    folder = Folder(Path(tempfile.mkdtemp()))
    folder.copy(ROOT / "tests/comparing/reports/every-field")
    return folder.report()


_REPORT = _report()
_FILES = files_of(_REPORT)
_DATA = _FILES[addresses.CLAIMS_JSON].decode()
_PAGES = pages_of(_REPORT, ("claims/no-drones-sent/", "sources/gazette/", "claimants/minister/"))


def check(data: bytes) -> None:
    changed = data if data.startswith(b"{") else _changed(data.decode("utf-8", "replace"))
    files = _FILES | {addresses.CLAIMS_JSON: changed}
    if data.startswith(b"pages"):
        files |= _PAGES
    try:
        found = verified(with_checksums(files))
    except Unusable:
        raise AssertionError("the data are there") from None
    assert data or not found.problems, found.problems
    text = as_text(found)
    assert visible(text) == text
    json.loads(as_json(found))


def _changed(lines: str) -> bytes:
    content = json.loads(_DATA)
    for line in lines.splitlines()[:20]:
        number, _, value = line.partition(" ")
        if number.isdecimal() and len(number) < 7:
            _change(content, int(number), value)
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _change(content: Any, number: int, value: str) -> None:
    places = list(_places(content))
    if not places:
        return
    parent, key = places[number % len(places)]
    if not value:
        del parent[key]
    elif value != "+":
        try:
            parent[key] = json.loads(value)
        except (ValueError, RecursionError):
            parent[key] = value
    elif isinstance(parent, list):
        parent.insert(key, parent[key])


def _places(content: Any) -> list[tuple[Any, Any]]:
    """Every value in JSON, by the object or list that holds it and its key there."""
    found: list[tuple[Any, Any]] = []
    waiting = [content]
    while waiting:
        parent = waiting.pop()
        items = parent.items() if isinstance(parent, dict) else enumerate(parent)
        for key, value in items:
            found.append((parent, key))
            if isinstance(value, dict | list):
                waiting.append(value)
    return found
