"""A file → the reviews in it, whatever its kind: web page, JSON, feed, JSON lines, table."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck_report.documents.files import FileRefused
from factcheck_report.documents.importing import decoded_text, page_data
from factcheck_report.documents.kinds import DocumentKind, kind_of
from factcheck_report.reviews.claim_reviews import find_reviews
from factcheck_report.reviews.fields import Found, Review, claim_review
from factcheck_report.reviews.tables import (
    COLUMN_FIELDS,
    chosen_columns,
    csv_records,
    normal,
    table_review,
)
from factcheck_report.reviews.trees import Tree, check_depth, parse_json

_PAGES = (DocumentKind.HTML, DocumentKind.MHTML, DocumentKind.WARC)
_READABLE = (
    "Name a saved web page with ClaimReview data, a JSON or JSON-LD file, a feed (DataFeed), JSON "
    "lines, or a CSV file with the names of the columns in its first row."
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_HEAD = 400
"""Bytes at the start of a file that show its encoding."""


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """What a file has."""

    reviews: tuple[Review, ...]
    columns: Mapping[str, tuple[str, ...]] | None = None
    """Of a table: the columns that were taken for each field."""
    notes: tuple[str, ...] = ()
    """Sentences for editors."""


def read_reviews(data: bytes, name: str, columns: Mapping[str, str]) -> ReviewFile:
    """The reviews in a file that is called `name`.

    `columns` are columns of a table that the editor chose, by field. Raises FileRefused if the
    file cannot be read or has none.
    """
    kind = _kind(data, name)
    if kind in _PAGES:
        return _from_page(data, name, kind, columns)
    text, notes = _text(data, name)
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        return _from_page(text.encode("utf-8", "replace"), name, DocumentKind.HTML, columns)
    if start in ("{", "["):
        trees = parse_json(text, name)
        check_depth(trees, name)
        found = _from_trees(trees, name, columns)
        return ReviewFile(found.reviews, found.columns, (*notes, *found.notes))
    names, rows = csv_records(text, name)
    chosen = chosen_columns(names, columns, name)
    reviews = [table_review(row, chosen, "CSV", f"row {line}") for line, row in rows]
    if not reviews:
        raise FileRefused(f"“{name}” has no rows below its first one.", _READABLE)
    return ReviewFile(tuple(reviews), chosen, notes)


def _kind(data: bytes, name: str) -> DocumentKind:
    """Raises FileRefused for kinds that cannot have reviews."""
    kind = kind_of(data, name)
    if kind in _PAGES or kind in (DocumentKind.TEXT, DocumentKind.MARKDOWN):
        return kind
    raise FileRefused(f"“{name}” is {kind.label}, from which no fact-checks are read.", _READABLE)


def _text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file that is no web page, and a note if its encoding is a guess."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        # UTF-16 without its mark: every other byte of its Latin letters is zero.
        zeros = [data[start:_HEAD:2].count(0) for start in (0, 1)]
        if 4 * abs(zeros[0] - zeros[1]) > len(data[:_HEAD]):
            encoding = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    try:
        text, notes = data.decode(encoding or "utf-8"), ()
    except UnicodeDecodeError:
        if encoding:
            raise FileRefused(
                f"“{name}” is cut off, or not a text.", "Get the file again, or save it as UTF-8."
            ) from None
        return decoded_text(data, name)
    if (place := text.find("\0")) >= 0:
        line = text.count("\n", 0, place) + 1
        raise FileRefused(
            f"“{name}” is not a text file, or damaged: line {line} has a zero byte.",
            _READABLE,
            line=line,
        )
    if not text.strip("\ufeff \t\r\n"):
        raise FileRefused(f"“{name}” is empty.", _READABLE)
    return text, notes


def _from_page(
    data: bytes, name: str, kind: DocumentKind, columns: Mapping[str, str]
) -> ReviewFile:
    page = page_data(data, name, kind)
    trees: list[Tree] = []
    refused: list[FileRefused] = []
    for line, block in page.blocks:
        try:
            values = parse_json(block, name, line)
            check_depth(values, name)
            trees += values
        except FileRefused as problem:
            refused.append(problem)
    trees += page.items
    found = find_reviews(trees)
    reviews = [claim_review(each, f"fact-check {n}") for n, each in enumerate(found, 1)]
    if page.url:
        own = (Found(page.url, ()),)
        reviews = [item if item.urls else replace(item, urls=own) for item in reviews]
    if not reviews and refused:
        raise refused[0]
    if not reviews:
        raise FileRefused(
            f"“{name}” has no ClaimReview data.",
            "Save the page itself from a browser, not a list of fact-checks. Some publishers put "
            "no such data into their pages: then use factcheck new.",
        )
    notes = tuple(f"{problem.what} That part was left out." for problem in refused)
    return ReviewFile(tuple(reviews), None, (*page.notes, *notes))


def _from_trees(trees: Sequence[Tree], name: str, columns: Mapping[str, str]) -> ReviewFile:
    found = [] if columns else find_reviews(trees)
    if found:
        reviews = (claim_review(each, f"fact-check {n}") for n, each in enumerate(found, 1))
        return ReviewFile(tuple(reviews))
    records = _records(trees)
    if records and (columns or _has_claims(records)):
        names = list(dict.fromkeys(name for record in records for name in record))
        chosen = chosen_columns(names, columns, name)
        return ReviewFile(
            tuple(
                table_review(record, chosen, "JSON", f"entry {number}")
                for number, record in enumerate(records, 1)
            ),
            chosen,
        )
    raise FileRefused(f"“{name}” has no ClaimReview and no list of claims.", _READABLE)


def _records(trees: Sequence[Tree]) -> list[dict[str, Tree]]:
    """The objects of a list, of JSON lines, or of the only list of objects in an object."""
    listed = trees[0] if len(trees) == 1 else list(trees)
    if isinstance(listed, dict):
        lists = [
            value
            for value in listed.values()
            if isinstance(value, list) and any(isinstance(item, dict) for item in value)
        ]
        listed = lists[0] if len(lists) == 1 else [listed]
    if not isinstance(listed, list):
        return []
    return [item for item in listed if isinstance(item, dict)]


def _has_claims(records: Sequence[dict[str, Tree]]) -> bool:
    wanted = set(COLUMN_FIELDS["claim"])
    return any(normal(name) in wanted for name in records[0])
