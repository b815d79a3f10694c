"""The search index of a report, opened."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck_report.i18n.catalog import english
from factcheck_report.model import Report
from factcheck_report.search.facets import Facet, Record, facets, records
from factcheck_report.search.index import Entry, make_index


def by_facet(report: Report) -> dict[str, Facet]:
    return {facet.id: facet for facet in facets(report, looked_for(report))}


def looked_for(report: Report) -> tuple[Record, ...]:
    return records(report, english())


def unpacked(file: Path) -> Any:
    return json.loads(gzip.decompress(file.read_bytes()))


def made(report: Report, entries: Sequence[Entry] = ()) -> bytes:
    listed = looked_for(report)
    return make_index(facets(report, listed), listed, entries, "s ed")


def index_of(report: Report, entries: Sequence[Entry] = ()) -> dict[str, Any]:
    """The content of each file."""
    return opened(made(report, entries))


def opened(index: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(index)) as archive:
        return {
            name.removesuffix(".pack"): json.loads(gzip.decompress(archive.read(name)))
            for name in archive.namelist()
        }


def findable(index: Path) -> dict[str, tuple[str, str]]:
    """Title and text of what can be found, by a claim's id or a page's address."""
    found = {}
    for file in index.iterdir():
        content = json.loads(gzip.decompress(file.read_bytes()))
        if file.name.startswith("rows-"):
            for id, title, _, _, text in content["rows"]:
                found[id] = title, text
        if file.name.startswith("place-"):
            address, title, text = content["place"]
            found[address] = title, text
    return found
