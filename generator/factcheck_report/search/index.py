"""The index that a browser searches, in many small files.

A search fetches only the files that its words need: some 100 KB of the index of 25,000 claims.
Other engines were measured: with a single index file they fetch megabytes, and Pagefind fetches
250 KB before the first word.

Each file is JSON, compressed with gzip because some servers do not compress. Each names the version
of the index, because a browser may have cached files of several versions. `words.js` reads the
files; it must split a text into words exactly as `words_in` does.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import shutil
import unicodedata
import zipfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from factcheck_report.model.safe_text import visible
from factcheck_report.pages import Page
from factcheck_report.search.facets import Facet, SearchRecord
from factcheck_report.storage.temporary import TemporaryFolder

ROWS_PER_FILE = 10
"""Claims in one file: some 4 KB, compressed."""
TITLE_LENGTH = 100
"""Words after the title have positions from 101 on, so a position tells which part it is in."""
_POSITIONS_PER_FILE = 12_000
"""Word positions in one file: some 15 KB, compressed. A word with more has a file of its own."""
_MAX_POSITIONS = 90_000
"""Positions of one word: some 70 KB, compressed. Words with more, such as “the” in thousands of
claims, are left out of the index."""

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7" + (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
"""Accents, points and vowel signs, which many people leave out when they write or search."""
_SIGNS = "\u0900-\u0963\u0970-\u0df3"
"""Letters and vowel signs of the Indic scripts, which are part of words."""
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""Scripts without spaces between words: each letter counts as a word."""
_LONGEST_WORD = 100
"""Code points. Folding takes quadratic time, so a longer word counts as several words."""
_WORD = re.compile(rf"[{_ALONE}]|(?:(?![{_ALONE}])[\w{_MARKS}{_SIGNS}]){{1,{_LONGEST_WORD}}}")
_PLAIN_WORD = re.compile(rf"\w{{1,{_LONGEST_WORD}}}", re.ASCII)
_TYPOGRAPHY = "’‘”“–—…\u00a0"
"""The most frequent characters beside ASCII; none is part of a word."""
_MARK = re.compile(f"[{_MARKS}]")


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page, or a place on a page, that the search finds beside the claims."""

    address: str
    title: str
    """Plain text, as is `text`."""
    text: str


def page_entries(page: Page) -> Iterator[SearchEntry]:
    """The entries of a page of the report."""
    for item in page.search_texts:
        fragment = f"#{item.fragment}" if item.fragment else ""
        yield SearchEntry(page.address + fragment, item.title, item.text)


def words_in(text: str) -> list[str]:
    """The words of a text in order, in lower case and without accents."""
    if not text.isascii():
        # ASCII is split six times as fast.
        for sign in _TYPOGRAPHY:
            text = text.replace(sign, " ")
    if text.isascii():
        return _PLAIN_WORD.findall(text.lower())
    return [word.lower() if word.isascii() else _folded(word) for word in _WORD.findall(text)]


def _folded(word: str) -> str:
    return _MARK.sub("", unicodedata.normalize("NFKD", word).lower())


def make_index(
    facets: Sequence[Facet],
    records: Sequence[SearchRecord],
    entries: Sequence[SearchEntry],
    endings: str,
) -> bytes:
    """The index as a ZIP archive of its files.

    `endings` are the word endings of the report's language, separated by spaces: a search for a
    word with one ending also finds it with the others.
    """
    others = [
        SearchEntry(item.address, visible(item.title), visible(item.text)) for item in entries
    ]
    version = _version(facets, records, others, endings)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in _files(facets, records, others, endings):
            written = _json({"version": version, **content})
            archive.writestr(zipfile.ZipInfo(f"{name}.pack"), gzip.compress(written, 6, mtime=0))
    return packed.getvalue()


def write_index(index: bytes, folder: Path) -> None:
    """Replace a folder as a whole by the files of an index. Its parent folder must exist.

    Raises OSError and leaves the folder as it was.
    """
    with TemporaryFolder(".index-", folder.parent) as temporary:
        written = temporary.path / "index"
        with zipfile.ZipFile(io.BytesIO(index)) as archive:
            archive.extractall(written)
        written.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        written.rename(folder)


def _version(*contents: Iterable[object]) -> str:
    made = hashlib.sha256()
    for part in chain(*contents):
        made.update(repr(part).encode())
    return made.hexdigest()[:16]


def _files(
    facets: Sequence[Facet],
    records: Sequence[SearchRecord],
    entries: Sequence[SearchEntry],
    endings: str,
) -> Iterator[tuple[str, dict[str, object]]]:
    """Name and content of each file."""
    positions = _WordPositions()
    for record in records:
        positions.add(record.title, _text_after_title(record))
    for entry in entries:
        positions.add(entry.title, entry.text)
    first = []
    for number, words in enumerate(positions.files()):
        first.append(next(iter(words)))
        yield f"words-{number}", {"words": words}
    verdicts = next((facet.options for facet in facets if facet.id == "verdict"), ())
    numbers = {option.id: number for number, option in enumerate(verdicts)}
    for start in range(0, len(records), ROWS_PER_FILE):
        chunk = records[start : start + ROWS_PER_FILE]
        yield (
            f"rows-{start // ROWS_PER_FILE}",
            {
                "rows": [
                    (
                        record.id,
                        record.title,
                        record.facts,
                        numbers[record.values["verdict"][0]],
                        _text_after_title(record),
                    )
                    for record in chunk
                ]
            },
        )
    for number, entry in enumerate(entries):
        yield f"place-{number}", {"place": (entry.address, entry.title, entry.text)}
    for facet in facets:
        numbers = {option.id: number for number, option in enumerate(facet.options)}
        columns = [[numbers[id] for id in record.values[facet.id]] for record in records]
        yield f"facet-{facet.id}", {"claims": columns}
    yield (
        "orders",
        {
            "stated": [record.stated for record in records],
            "origins": [record.origins for record in records],
        },
    )
    yield (
        "about",
        {
            "claims": len(records),
            "places": len(entries),
            "rows": ROWS_PER_FILE,
            "title_ends": TITLE_LENGTH,
            "words": first,
            "common": positions.common(),
            "endings": endings.split(),
            "facets": {
                facet.id: [(option.id, option.label, option.claims) for option in facet.options]
                for facet in facets
            },
        },
    )


def _text_after_title(record: SearchRecord) -> str:
    return record.text.removeprefix(record.title).lstrip("\n")


class _WordPositions:
    """The texts that contain each word, and its positions in them.

    Each word has a row of numbers. For each text: the difference to the number of the previous
    text, then for each position the difference to the previous one, then 0.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, array[int]] = {}
        self._last_text: dict[str, int] = {}
        self._texts = 0

    def add(self, title: str, text: str) -> None:
        """Add the next text."""
        found: dict[str, list[int]] = {}
        title_words = words_in(title)
        start = max(len(title_words), TITLE_LENGTH) + 1
        for position, word in chain(enumerate(title_words, 1), enumerate(words_in(text), start)):
            found.setdefault(word, []).append(position)
        for word, positions in found.items():
            numbers = self._numbers.setdefault(word, array("I"))
            numbers.append(self._texts - self._last_text.get(word, 0))
            self._last_text[word] = self._texts
            previous = 0
            for position in positions:
                numbers.append(position - previous)
                previous = position
            numbers.append(0)
        self._texts += 1

    def common(self) -> list[str]:
        """Words with too many positions to be in the index."""
        return sorted(
            word for word, numbers in self._numbers.items() if len(numbers) > _MAX_POSITIONS
        )

    def files(self) -> Iterator[Mapping[str, Sequence[int]]]:
        """The positions of all other words, by word in JavaScript's order; one mapping a file."""
        chunk: dict[str, list[int]] = {}
        size = 0
        for word in sorted(self._numbers, key=lambda word: word.encode("utf-16-be")):
            numbers = self._numbers[word].tolist()
            if len(numbers) > _MAX_POSITIONS:
                continue
            if chunk and size + len(numbers) > _POSITIONS_PER_FILE:
                yield chunk
                chunk, size = {}, 0
            chunk[word] = numbers
            size += len(numbers) + 4
        if chunk:
            yield chunk


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
