"""The list of claims as it is searched and narrowed in a browser: an index in many small files.

A reader who searches fetches what the words at hand need: of 25,000 claims some hundred kilobytes.
Ready-made engines were measured: those whose index is one file need megabytes for that, and
Pagefind, whose index is cut up too, 250 KB before it looks for the first word of 25,000 claims.

Every file is JSON, compressed with gzip whatever the server does, and names the version of the
index, since what a browser has of them can be of different days. `words.js` reads them; how it
takes a text apart has to be what `words_in` does.
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
from factcheck_report.search.facets import Facet, Record
from factcheck_report.storage.temporary import TemporaryFolder

ROWS_IN_A_FILE = 10
"""Claims whose rows and words are fetched together: some 4 KB, compressed."""
TITLE_ENDS = 100
"""Words behind a title are numbered from 101 on, so that a number tells where a word stands."""
_NUMBERS_IN_A_FILE = 12_000
"""Of places of words: some 15 KB, compressed. One word that has more has a file to itself."""
_MOST_NUMBERS = 90_000
"""Of one word: some 70 KB, compressed. Words that stand at more places, such as “the” in an archive
of thousands of claims, are not told from those beside them."""

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7" + (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
"""Accents, points and vowel signs that many leave out, in writing as in searching."""
_SIGNS = "\u0900-\u0963\u0970-\u0df3"
"""Letters and vowel signs of the Indic scripts, which are part of their words."""
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""Scripts that set no spaces between words: each letter is a word, a word a row of them."""
_LONGEST_WORD = 100
"""Code points: to fold a word takes quadratic time, so what is longer counts as several words."""
_WORD = re.compile(rf"[{_ALONE}]|(?:(?![{_ALONE}])[\w{_MARKS}{_SIGNS}]){{1,{_LONGEST_WORD}}}")
_PLAIN_WORD = re.compile(rf"\w{{1,{_LONGEST_WORD}}}", re.ASCII)
_TYPOGRAPHY = "’‘”“–—…\u00a0"
"""What most texts hold that is not ASCII; none of it is part of a word."""
_MARK = re.compile(f"[{_MARKS}]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place on the site, beside the claims, that words may lead to."""

    address: str
    title: str
    """Plain text, as is `text`."""
    text: str


def words_in(text: str) -> list[str]:
    """The words of a text in order, without what may be written otherwise: accents, capitals."""
    if not text.isascii():
        # ASCII is taken apart six times as fast.
        for sign in _TYPOGRAPHY:
            text = text.replace(sign, " ")
    if text.isascii():
        return _PLAIN_WORD.findall(text.lower())
    return [word.lower() if word.isascii() else _folded(word) for word in _WORD.findall(text)]


def _folded(word: str) -> str:
    return _MARK.sub("", unicodedata.normalize("NFKD", word).lower())


def make_index(
    facets: Sequence[Facet], records: Sequence[Record], entries: Sequence[Entry], endings: str
) -> bytes:
    """The index, as a ZIP file of its files.

    `endings` are those of the words of the report's language, with spaces between them: a word
    that is found under one is looked for under the others.
    """
    others = [Entry(item.address, visible(item.title), visible(item.text)) for item in entries]
    version = _version(facets, records, others, endings)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in _files(facets, records, others, endings):
            written = _json({"version": version, **content})
            archive.writestr(zipfile.ZipInfo(f"{name}.pack"), gzip.compress(written, 6, mtime=0))
    return packed.getvalue()


def write_index(index: bytes, folder: Path) -> None:
    """Write an index into a folder, which is replaced as a whole; what it stands in is there.

    Raises OSError, the folder as it was.
    """
    with TemporaryFolder(".index-", folder.parent) as aside:
        written = aside.path / "index"
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
    facets: Sequence[Facet], records: Sequence[Record], entries: Sequence[Entry], endings: str
) -> Iterator[tuple[str, dict[str, object]]]:
    """Name and content of each file."""
    places = _Places()
    for record in records:
        places.add(record.title, _behind_title(record))
    for entry in entries:
        places.add(entry.title, entry.text)
    first = []
    for number, words in enumerate(places.files()):
        first.append(next(iter(words)))
        yield f"words-{number}", {"words": words}
    verdicts = next((facet.options for facet in facets if facet.id == "verdict"), ())
    numbers = {option.id: number for number, option in enumerate(verdicts)}
    for start in range(0, len(records), ROWS_IN_A_FILE):
        some = records[start : start + ROWS_IN_A_FILE]
        yield (
            f"rows-{start // ROWS_IN_A_FILE}",
            {
                "rows": [
                    (
                        record.id,
                        record.title,
                        record.facts,
                        numbers[record.values["verdict"][0]],
                        _behind_title(record),
                    )
                    for record in some
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
            "rows": ROWS_IN_A_FILE,
            "title_ends": TITLE_ENDS,
            "words": first,
            "common": places.common(),
            "endings": endings.split(),
            "facets": {
                facet.id: [(option.id, option.label, option.claims) for option in facet.options]
                for facet in facets
            },
        },
    )


def _behind_title(record: Record) -> str:
    return record.text.removeprefix(record.title).lstrip("\n")


class _Places:
    """In which texts each word stands, and where.

    For every word a row of numbers: for each text how many texts on it is, then how many words
    on each place is, the first from the text's begin, then 0.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, array[int]] = {}
        self._last: dict[str, int] = {}
        self._texts = 0

    def add(self, title: str, text: str) -> None:
        """The next text."""
        here: dict[str, list[int]] = {}
        titled = words_in(title)
        behind = max(len(titled), TITLE_ENDS) + 1
        for place, word in chain(enumerate(titled, 1), enumerate(words_in(text), behind)):
            here.setdefault(word, []).append(place)
        for word, places in here.items():
            numbers = self._numbers.setdefault(word, array("I"))
            numbers.append(self._texts - self._last.get(word, 0))
            self._last[word] = self._texts
            before = 0
            for place in places:
                numbers.append(place - before)
                before = place
            numbers.append(0)
        self._texts += 1

    def common(self) -> list[str]:
        """Words that stand at too many places to be looked for."""
        return sorted(word for word, places in self._numbers.items() if len(places) > _MOST_NUMBERS)

    def files(self) -> Iterator[Mapping[str, Sequence[int]]]:
        """The others in the order that JavaScript gives them, those that a file holds together."""
        chunk: dict[str, list[int]] = {}
        size = 0
        for word in sorted(self._numbers, key=lambda word: word.encode("utf-16-be")):
            numbers = self._numbers[word].tolist()
            if len(numbers) > _MOST_NUMBERS:
                continue
            if chunk and size + len(numbers) > _NUMBERS_IN_A_FILE:
                yield chunk
                chunk, size = {}, 0
            chunk[word] = numbers
            size += len(numbers) + 4
        if chunk:
            yield chunk


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
