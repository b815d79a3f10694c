"""Quotes: a document, a quote, and what stands beside it → a proof that others accept.

The verifier that reports publish knows the rules of folding as data and shares no code with the
search for quotes. Whatever the search finds must hold before it.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise

from factcheck_report import addresses
from factcheck_report.documents.files import FileRefused, source_text
from factcheck_report.exports.claims_json import claims_json
from factcheck_report.loading import load
from factcheck_report.model import Document, Report
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes import Ambiguous, Located, Locator
from factcheck_report.quotes.folding import fold
from factcheck_report.quotes.proving import prove
from factcheck_report.yaml_tree import double_quoted
from tests.fuzz.sites import verified
from tests.fuzz.targets import SEPARATOR, texts_of

_NAME = "claim one, quote 1"
_CLAIMS = """\
report: {{title: One quote, summary: One document was read.}}
sources: {{it: {{file: seeds/it.txt, title: It}}}}
verdicts: {{open: {{label: Open, means: Nobody knows., tone: neutral}}}}
claims:
  one:
    claim: Something is so.
    verdict: open
    summary: One document says so.
    quotes:
      - text: {text}
{beside}        source: it
        stance: supports
        wording: document
"""


def check(data: bytes) -> None:
    text, quote, prefix, suffix = texts_of(data, 4)
    _check_search(text, quote, prefix, suffix)
    _check_folding(text)
    original = data.partition(SEPARATOR.encode())[0]
    report = _report(original, quote, prefix, suffix)
    if report is not None:
        _check_proof(report)


def _check_proof(report: Report) -> None:
    files = {
        addresses.CLAIMS_JSON: claims_json(report, None).encode(),
        addresses.source_file("it"): report.documents["it"].data,
    }
    verifier = verified(files)
    assert [quote.name for quote in verifier.quotes if quote.held] == [_NAME], verifier.problems


def _check_search(text: str, quote: str, prefix: str, suffix: str) -> None:
    result = Locator(SourceText(text)).locate(quote, prefix=prefix, suffix=suffix)
    if isinstance(result, Located):
        for pieces in (result.pieces, *result.also):
            _check_pieces(pieces, text)
    elif isinstance(result, Ambiguous):
        assert result.total >= len(result.occurrences) > 1
        for pieces in result.occurrences:
            _check_pieces(pieces, text)
    elif near := result.nearest:
        assert 0 <= near.span.start < near.span.end <= len(text), near
        assert 0 <= near.score <= 100, near


def _check_pieces(pieces: tuple[Span, ...], text: str) -> None:
    assert pieces
    assert all(0 <= span.start < span.end <= len(text) for span in pieces), pieces
    assert all(one.end <= other.start for one, other in pairwise(pieces)), pieces


def _check_folding(text: str) -> None:
    """Each offset of the folded text leads back to the document, in the same order."""
    folded = fold(text)
    assert "  " not in folded.text
    end = 0
    for at in range(len(folded.text)):
        span = folded.span(at, at + 1)
        assert end <= span.end and 0 <= span.start < span.end <= len(text), (at, span)
        end = span.end


def _report(original: bytes, quote: str, prefix: str, suffix: str) -> Report | None:
    """A report with this quote alone; None if it cannot be published."""
    beside = "".join(
        f"        {name}: {double_quoted(words)}\n"
        for name, words in (("prefix", prefix), ("suffix", suffix))
        if words
    )
    claims = _CLAIMS.format(text=double_quoted(quote), beside=beside)
    loaded = load({"claims.yaml": claims})
    if loaded.problems:
        return None
    try:
        text = source_text(original, "seeds/it.txt")
    except FileRefused:
        return None
    digest = hashlib.sha256(original).hexdigest()
    document = Document(source=loaded.draft.sources["it"], data=original, text=text, sha256=digest)
    proof = prove(loaded.draft, {"it": document})
    assert bool(proof.evidence) != bool(proof.problems)
    return Report(loaded.draft, {"it": document}, proof.evidence) if proof.evidence else None
