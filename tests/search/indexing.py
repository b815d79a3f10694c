"""The search index of a report, opened."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.search.facets import Facet, facets
from factcheck_report.search.index import SearchIndexer, list_files
from factcheck_report.search.records import ClaimRecord, PageRecord, claim_records


def by_facet(report: Report) -> dict[str, Facet]:
    return {facet.id: facet for facet in facets(report, looked_for(report), english_translations())}


def looked_for(report: Report) -> tuple[ClaimRecord, ...]:
    return claim_records(report, english_translations())


def unpacked(file: Path) -> Any:
    return json.loads(gzip.decompress(file.read_bytes()))


def made(report: Report, pages: Sequence[PageRecord] = ()) -> dict[str, bytes]:
    """All files, by path."""
    listed = looked_for(report)
    options = facets(report, listed, english_translations())
    return list_files(options, listed) | SearchIndexer(report, options, listed, pages).files()


def contents(files: dict[str, bytes]) -> dict[str, Any]:
    """The content of each file of ours; that of the list without the folder of its order."""
    found = {}
    for path, data in files.items():
        if path.endswith(".pack"):
            folder, _, name = path.removesuffix(".pack").rpartition("/")
            found[f"words/{name}" if folder == "words" else name] = json.loads(
                gzip.decompress(data)
            )
    return found


def numbers(files: Mapping[str, bytes], folder: str = "") -> list[int]:
    """The numbers under which Pagefind's index in a folder of `words/` finds texts."""
    start = f"words/{folder}/" if folder else ""
    [meta] = (
        data for path, data in files.items() if path.startswith(start) and path.endswith(".pf_meta")
    )
    entries = re.findall(rb"\x82[\x61-\x64]([0-9]+)", gzip.decompress(meta))
    return sorted(map(int, entries))


def findable(index: Path) -> dict[str, tuple[str, str]]:
    """Title and text of what can be found, by a claim's id or a page's address."""
    found: dict[str, tuple[str, str]] = {}
    for file in index.rglob("*.pack"):
        content = unpacked(file)
        if file.name.startswith("rows-"):
            for address, title, _, _, texts, *_ in content["rows"]:
                found[address.split("/")[1]] = title, "\n".join(texts.values())
        if file.name.startswith("page-"):
            address, title, text, *_ = content["page"]
            _, before = found.get(address, ("", ""))
            found[address] = title, before + text
    return found
