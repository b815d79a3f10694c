"""The files that the list of claims and the search read in a browser.

`about`, `facet-…`, `orders` and `rows-…` are those of the list of claims: what it can be narrowed
by, and what its rows show. In `words/` are those of the search: an index by Pagefind for each
language, and what is shown of other pages. All number the claims as the list does, and the other
pages after them.

Files of ours are JSON, compressed with gzip whatever the server does. Each names the order of the
claims, pages and options that its numbers stand for, since a page may have been opened before the
order changed. It does not name the state of anything else, so that a changed claim leaves the files
of others as they are. `search-engine.js` reads them.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from factcheck_report import addresses
from factcheck_report.model import Report
from factcheck_report.model.languages import text_direction
from factcheck_report.model.tasks import Run, one_by_one
from factcheck_report.search import folding
from factcheck_report.search.facets import Facet
from factcheck_report.search.pagefind import IndexedText, Indexing, installed_version
from factcheck_report.search.records import ClaimRecord, PageRecord
from factcheck_report.theme.verdict_colours import colour_classes

WORDS = "words/"
"""The folder of the search, within that of the index."""
ROWS_IN_A_FILE = 4
"""Claims whose rows are fetched together: some 2 KB, compressed."""
_KNOWN_WORDS = 20_000
"""Words from which the nearest are offered to a reader who found nothing: some 70 KB, compressed,
fetched by nobody else."""
_FORMAT = b"3"
"""Changes with what the files say of the same claims: a browser may hold those of an older form."""
_SHORTEST = 4
"""Letters of the shortest of them."""
_TOGETHER = 250
"""Texts that one task writes for Pagefind."""

WrittenWords = Mapping[str, Counter[str]]
"""By word in lower case: how often it is written in which way."""


def list_files(facets: Sequence[Facet], claims: Sequence[ClaimRecord]) -> dict[str, bytes]:
    """The files of the list of claims, by path."""
    order = _order(facets, claims)
    content = {f"{order}/{name}": part for name, part in _list(facets, claims)}
    content["about"] = {
        "claims": len(claims),
        "rows": ROWS_IN_A_FILE,
        "facets": {
            facet.id: [(option.id, option.label, option.claims) for option in facet.options]
            for facet in facets
        },
    }
    return {f"{name}.pack": _packed(order, part) for name, part in content.items()}


def _list(
    facets: Sequence[Facet], claims: Sequence[ClaimRecord]
) -> Iterator[tuple[str, dict[str, object]]]:
    verdicts = next((facet.options for facet in facets if facet.id == "verdict"), ())
    numbers = {option.id: number for number, option in enumerate(verdicts)}
    for start in range(0, len(claims), ROWS_IN_A_FILE):
        rows = [
            (
                addresses.claim(claim.id),
                claim.title,
                claim.facts,
                numbers[claim.values["verdict"][0]],
                claim.texts,
                *_title_attributes(claim),
            )
            for claim in claims[start : start + ROWS_IN_A_FILE]
        ]
        yield f"rows-{start // ROWS_IN_A_FILE}", {"rows": rows}
    for facet in facets:
        numbers = {option.id: number for number, option in enumerate(facet.options)}
        columns = [[numbers[id] for id in claim.values[facet.id]] for claim in claims]
        yield f"facet-{facet.id}", {"claims": columns}
    orders: dict[str, object] = {
        "stated": [claim.stated for claim in claims],
        "origins": [claim.origins for claim in claims],
    }
    yield "orders", orders


def _title_attributes(claim: ClaimRecord) -> tuple[str, ...]:
    """Language and direction of a title that is not in the report's language."""
    language = claim.title_language
    return (language, text_direction(language)) if language else ()


class SearchIndexer:
    """The files of the search, made in a process beside this one until they are asked for.

    Raises OSError and PagefindFailed.
    """

    def __init__(
        self,
        report: Report,
        facets: Sequence[Facet],
        claims: Sequence[ClaimRecord],
        pages: Sequence[PageRecord],
        run: Run = one_by_one,
    ) -> None:
        """`run` runs tasks, perhaps in several processes."""
        self._list = _order(facets, claims)
        # Documents before other pages.
        self._pages = sorted(pages, key=lambda page: not page.lines)
        self._order = _digest(self._list, [(page.address, page.lines[:1]) for page in self._pages])
        self._version = _digest(facets, claims, pages)
        verdicts = next((facet.options for facet in facets if facet.id == "verdict"), ())
        self._verdicts = [
            (option.label, verdict.shown_icon, colour_classes(verdict))
            for option in verdicts
            for verdict in [report.draft.verdicts[option.id]]
        ]
        self._claims = len(claims)
        own = report.publication.language
        self._report_language = own, text_direction(own)
        texts: defaultdict[str, list[IndexedText]] = defaultdict(list)
        for number, claim in enumerate(claims):
            for language in dict.fromkeys((claim.language, *claim.texts)):
                text = claim.texts.get(language, "")
                texts[language].append(IndexedText(number, claim.title, text))
        for number, page in enumerate(self._pages, len(claims)):
            texts[page.language].append(IndexedText(number, page.title, page.text))
        self._known: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._indexing = Indexing()
        try:
            tasks = [
                partial(_write_texts, self._indexing, language, of_language[start:][:_TOGETHER])
                for language, of_language in texts.items()
                for start in range(0, len(of_language), _TOGETHER)
            ]
            for known in run(tasks):
                for word, written in known.items():
                    self._known[word].update(written)
            self._indexing.start(texts)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop making it."""
        self._indexing.close()

    def files(self) -> dict[str, bytes]:
        """Wait for all files, by path."""
        content: dict[str, dict[str, object]] = {"known": {"words": self._known_words()}}
        for number, page in enumerate(self._pages):
            shown = (page.address, page.title, page.text, page.lines, page.language)
            content[f"page-{number}"] = {"page": shown}
        # Before waiting for Pagefind, which works meanwhile.
        packed = {name: _packed(self._order, part) for name, part in content.items()}
        made = self._indexing.result()
        about = {
            "version": self._version,
            "list": self._list,
            "claims": self._claims,
            "rows": ROWS_IN_A_FILE,
            "documents": sum(bool(page.lines) for page in self._pages),
            "pages": len(self._pages),
            "verdicts": self._verdicts,
            "report": self._report_language,
            "folding": folding.table(),
            "languages": {language: _folder(language) for language in made},
        }
        packed["about"] = _packed(self._order, about)
        files = {f"{WORDS}{name}.pack": part for name, part in packed.items()}
        for language, index in made.items():
            folder = f"{WORDS}{_folder(language)}/"
            files |= {f"{folder}{path}": data for path, data in index.items()}
        return files

    def _known_words(self) -> str:
        """The most frequent words as they are mostly written, with spaces between them."""
        ranked = sorted(self._known.items(), key=lambda item: (-item[1].total(), item[0]))
        return " ".join(
            max(written, key=lambda word: (written[word], word))
            for _, written in ranked[:_KNOWN_WORDS]
        )


def _write_texts(indexing: Indexing, language: str, texts: Iterable[IndexedText]) -> WrittenWords:
    """Write the words of texts for Pagefind; returns those from which the nearest are offered."""
    known: defaultdict[str, Counter[str]] = defaultdict(Counter)
    words = []
    for text in texts:
        cut = [folding.words_in(part) for part in (text.title, text.text)]
        for written, word in chain(*cut):
            if len(word) >= _SHORTEST and word.isalpha():
                known[word.lower()][written] += 1
        if any(cut):
            parts = (" ".join(word for _, word in words) for words in cut)
            words.append(IndexedText(text.number, *parts))
    indexing.write(language, words)
    return known


def _folder(language: str) -> str:
    # With the version: names of Pagefind's programs do not change with their content.
    return f"{language}-pagefind-{installed_version()}"


def write_index(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into a folder, which may exist. Raises OSError."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one, for the build cache."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    return made.getvalue()


def unzipped(archive: bytes) -> dict[str, bytes]:
    """The files of an archive by `zipped`."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {path: opened.read(path) for path in opened.namelist()}


def _order(facets: Sequence[Facet], claims: Sequence[ClaimRecord]) -> str:
    """A digest of the claims and the options, in the order by which the files number them."""
    options = [(facet.id, [option.id for option in facet.options]) for facet in facets]
    return _digest(options, [claim.id for claim in claims])


def _digest(*contents: Iterable[object]) -> str:
    made = hashlib.sha256(_FORMAT)
    for part in chain(*contents):
        made.update(repr(part).encode())
    return made.hexdigest()[:16]


def _packed(order: str, content: Mapping[str, object]) -> bytes:
    written = json.dumps(
        {"order": order, **content}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    return gzip.compress(written, 6, mtime=0)
