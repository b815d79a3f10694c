"""Measures how fast quotes are found, and how fast a missing one is reported."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from measuring import in_fresh_process, peak_memory
from report import write_report
from tables import table

from factcheck_report.documents.reading import read_documents
from factcheck_report.loading import load
from factcheck_report.model import Draft, Quote
from factcheck_report.model.evidence import Match
from factcheck_report.model.spans import SourceText
from factcheck_report.quotes import Located, Locator, NotFound
from factcheck_report.quotes.proving import prove

QUOTES = 20_000
SOURCES = 1_000
WORDS = 10_000
MISSING = 50
_QUOTES_A_CLAIM = 3.5


@dataclass(frozen=True, slots=True)
class _Proving:
    quotes: int
    sources: int
    normalised: int
    cpu: float
    memory: float
    missing: list[float]
    """Seconds for each missing quote, including the search for the nearest passage."""


def time_quotes(folder: Path) -> str:
    """Find all quotes of a large report, then look for some missing ones. Returns a table."""
    claims = round(QUOTES / _QUOTES_A_CLAIM)
    write_report(folder, claims, sources=SOURCES, words=WORDS)
    proving = in_fresh_process(_prove, folder)
    missing = [seconds * 1_000 for seconds in proving.missing]
    rows = [
        ["quotes", f"{proving.quotes:,}"],
        ["found with other spaces or quotation marks", f"{proving.normalised:,}"],
        [f"sources of {WORDS:,} words", f"{proving.sources:,}"],
        ["CPU of proving", f"{proving.cpu:.2f} s"],
        ["peak memory of the process", f"{proving.memory:.0f} MB"],
        [
            f"one not found (a sentence or a paragraph), median of {len(missing)}",
            f"{median(missing):.1f} ms",
        ],
        ["one not found, slowest", f"{max(missing):.1f} ms"],
    ]
    return table(["proving", ""], rows) + "\n"


def _prove(folder: Path) -> _Proving:
    draft = load({"claims.yaml": (folder / "claims.yaml").read_text("utf-8")}).draft
    documents = read_documents(folder, draft.sources).documents
    cpu = time.process_time()
    proof = prove(draft, documents)
    cpu = time.process_time() - cpu
    if proof.problems:
        raise SystemExit(f"The report has problems, the first: {proof.problems[0].what}")
    memory = peak_memory()
    missing = [
        _time(documents[quote.source].text, quote.text, way, whole=bool(number % 2))
        for number, (quote, way) in enumerate(islice(_ways(draft), MISSING))
    ]
    normalised = sum(evidence.receipt.match is not Match.EXACT for evidence in proof.evidence)
    return _Proving(len(proof.evidence), len(documents), normalised, cpu, memory, missing)


def _ways(draft: Draft) -> Iterator[tuple[Quote, Callable[[list[str]], list[str]]]]:
    """Quotes, each with a function that makes a mistake in it."""
    ways = cycle((_another_word, _words_left_out, _mistyped))
    for _, _, quotes in draft.quoting_entries():
        yield quotes[0], next(ways)


def _another_word(words: list[str]) -> list[str]:
    middle = len(words) // 2
    return [*words[:middle], "elsewhere", *words[middle + 1 :]]


def _words_left_out(words: list[str]) -> list[str]:
    middle = len(words) // 2
    return words[:middle] + words[middle + 2 :]


def _mistyped(words: list[str]) -> list[str]:
    """Leave out a letter of every second word, so that no longer passage matches the source."""
    return [word[:1] + word[2:] if number % 2 else word for number, word in enumerate(words)]


def _time(
    source: SourceText, quote: str, way: Callable[[list[str]], list[str]], *, whole: bool
) -> float:
    """Seconds until an altered quote is reported missing from an already folded source.

    With `whole`, the quote is the whole paragraph.
    """
    locator = Locator(source)
    found = locator.locate(quote)
    assert isinstance(found, Located)
    if whole:
        number = source.line_of(found.pieces[0].start)
        quote = source.text.splitlines()[number - 1]
    altered = " ".join(way(quote.split()))
    start = time.perf_counter()
    result = locator.locate(altered)
    taken = time.perf_counter() - start
    if not isinstance(result, NotFound) or result.nearest is None:
        raise SystemExit(f"No nearest passage was found: {altered}")
    return taken
