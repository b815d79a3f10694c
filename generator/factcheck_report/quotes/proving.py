"""Looks up every quote of a draft in its document: evidence with receipts, or problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from factcheck_report.loading.content_ids import (
    QUOTE,
    entry_ending,
    unique_ids,
    with_prefix,
    words_id,
)
from factcheck_report.model import Document, Draft, EntryKind, Evidence, Position, Quote, Receipt
from factcheck_report.model.evidence import quote_name
from factcheck_report.model.grouping import grouped
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.model.tasks import Run, one_by_one
from factcheck_report.problems import Problem
from factcheck_report.problems.excerpts import shorten
from factcheck_report.quotes import (
    MIN_PIECE,
    Ambiguous,
    DiffKind,
    Fix,
    Fixer,
    Located,
    Locator,
    NearestPassage,
    NotFound,
    NotFoundReason,
)
from factcheck_report.quotes.mistakes import likely_mistake
from factcheck_report.quotes.pieces import MAX_REPLACED_WORDS

_TOGETHER = 500
"""Quotes that one task looks up, at least."""
_MAX_SEARCHED_ELSEWHERE = 20
"""Quotes that were not found and are also searched for in the other documents."""
_DOTS = re.compile(r"(?<!\[)(?:…|\.\.\.)(?!\])")
_BRACKETS = re.compile(r"\[[^\[\]]*\w[^\[\]]*\]")
_LONGEST_DIFF = 600
"""Code points of a word diff that a problem shows."""


@dataclass(frozen=True, slots=True)
class UnprovedQuote:
    """A quote that is not proved."""

    quote: Quote
    problem: Problem
    fix: Fix | None
    """The file's own words, if it is certain which are meant."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The quotes that are proved, and those that are not."""

    evidence: tuple[Evidence, ...]
    unproved: tuple[UnprovedQuote, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One for each quote that is not proved."""
        return tuple(item.problem for item in self.unproved)


ReceiptKey = tuple[str, str, str | None, str | None]
"""All that a receipt depends on: SHA-256 of the file, quote, prefix and suffix."""
_Result = Receipt | Ambiguous | NotFound


def prove(
    draft: Draft,
    documents: Mapping[str, Document],
    known: Mapping[ReceiptKey, Receipt] | None = None,
    orphan_quotes: Iterable[tuple[str, Quote]] = (),
    run: Run = one_by_one,
) -> Proof:
    """Look up every quote in its document. Skip quotes from documents that could not be read.

    `known` holds earlier receipts, which are not looked up again. `orphan_quotes` are quotes of
    entries that could not be read, with their names: only their problems are returned. `run` looks
    quotes up, all those from one document in the same task.
    """
    locators = {id: Locator(document.text) for id, document in documents.items()}
    results: dict[ReceiptKey, _Result] = dict(known or {})
    batches = _batches(draft, documents, results.keys())
    for found in run([partial(_look_up, batch, documents, locators) for batch in batches]):
        results.update(found)
    evidence: list[Evidence] = []
    failed: list[tuple[str, Quote, Ambiguous | NotFound]] = []
    for kind, entry, quotes in draft.quoting_entries():
        proved: list[tuple[int, Quote, Receipt]] = []
        for number, quote in enumerate(quotes, 1):
            if quote.source not in documents:
                continue
            result = results[_receipt_key(quote, documents[quote.source].sha256)]
            if isinstance(result, Receipt):
                proved.append((number, quote, result))
            else:
                failed.append((quote_name(kind, entry, number), quote, result))
        evidence += _evidence(draft, kind, entry, proved)
    for name, quote in orphan_quotes:
        if quote.source in documents:
            searched = locators[quote.source].locate_quote(quote)
            if not isinstance(searched, Located):
                failed.append((name, quote, searched))
    fixers = {id: Fixer(locators[id]) for id in {quote.source for _, quote, _ in failed}}
    unproved: list[UnprovedQuote] = []
    for name, quote, result in failed:
        fix = None
        if isinstance(result, NotFound):
            fix = fixers[quote.source].fix(quote.text, quote.prefix, quote.suffix)
        problem = _problem(result, quote, documents[quote.source], name)
        if fix:
            problem = replace(problem, fix=_RUN_FIX)
        elif len(unproved) < _MAX_SEARCHED_ELSEWHERE and (
            isinstance(result, NotFound) and result.reason is NotFoundReason.NO_SUCH_TEXT
        ):
            problem = _with_right_source(problem, quote, locators, documents)
        unproved.append(UnprovedQuote(quote, problem, fix))
    return Proof(tuple(evidence), tuple(unproved))


def _batches(
    draft: Draft, documents: Mapping[str, Document], known: Set[ReceiptKey]
) -> Iterator[list[tuple[ReceiptKey, Quote]]]:
    """The quotes whose receipts are not known, divided into what one task looks up.

    All quotes from a document are in the same one: its text is folded once, and what is spent on
    searching it for nearest passages does not depend on the number of processes.
    """
    quotes = {
        key: quote
        for _, _, some in draft.quoting_entries()
        for quote in some
        if quote.source in documents
        and (key := _receipt_key(quote, documents[quote.source].sha256)) not in known
    }
    batch: list[tuple[ReceiptKey, Quote]] = []
    for some in grouped((quote.source, (key, quote)) for key, quote in quotes.items()).values():
        batch += some
        if len(batch) >= _TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _look_up(
    quotes: Iterable[tuple[ReceiptKey, Quote]],
    documents: Mapping[str, Document],
    locators: Mapping[str, Locator],
) -> dict[ReceiptKey, _Result]:
    results: dict[ReceiptKey, _Result] = {}
    for key, quote in quotes:
        found = locators[quote.source].locate_quote(quote)
        if isinstance(found, Located):
            results[key] = _receipt(found, documents[quote.source])
        else:
            results[key] = found
    return results


def _evidence(
    draft: Draft, kind: EntryKind, entry: str, proved: Sequence[tuple[int, Quote, Receipt]]
) -> Iterator[Evidence]:
    """The evidence of one entry, with ids; `proved` has the number of each quote."""
    ids = unique_ids(
        proved,
        lambda item: with_prefix(QUOTE, item[1].id) if item[1].id else "",
        lambda item: item[2].words_id,
        # The name of the file, because ids of sources may be changed.
        lambda item: (draft.sources[item[1].source].file, item[2].pieces),
    )
    ending = entry_ending(kind, draft.public_id(kind, entry))
    for id, (number, quote, receipt) in zip(ids, proved, strict=True):
        yield Evidence(kind, entry, number, quote, receipt, id, f"{id}-{ending}")


def receipts(evidence: Iterable[Evidence]) -> dict[ReceiptKey, Receipt]:
    """The receipts of proved quotes, for the next call of `prove`."""
    return {_receipt_key(item.quote, item.receipt.sha256): item.receipt for item in evidence}


def _receipt_key(quote: Quote, sha256: str) -> ReceiptKey:
    return sha256, quote.text, quote.prefix, quote.suffix


def _receipt(located: Located, document: Document) -> Receipt:
    whole = Span(located.pieces[0].start, located.pieces[-1].end)
    words = " […] ".join(document.text.text[piece.start : piece.end] for piece in located.pieces)
    return Receipt(
        match=located.match,
        pieces=located.pieces,
        differences=tuple(str(difference) for difference in located.differences),
        lines=document.text.lines_of(whole),
        pages=_pages(document.text, whole),
        time=document.text.time_of(whole.start),
        sha256=document.sha256,
        words_id=words_id(QUOTE, words),
        also=located.also,
        brackets=located.brackets,
    )


def _pages(text: SourceText, span: Span) -> tuple[int, int] | None:
    first, last = text.page_of(span.start), text.page_of(span.end - 1)
    return (first, last) if first and last else None


# Problems.


def _problem(result: Ambiguous | NotFound, quote: Quote, document: Document, entry: str) -> Problem:
    if isinstance(result, Ambiguous):
        rule = "quote-ambiguous"
        position = quote.positions.at("text")
        what, fix = _ambiguous(result, document)
    else:
        rule = "quote-not-found"
        position, what, fix = _not_found(result, quote, document)
    return Problem(position=position, entry=entry, rule=rule, what=what, fix=fix)


def _ambiguous(result: Ambiguous, document: Document) -> tuple[str, str]:
    lines = [str(document.text.line_of(pieces[0].start)) for pieces in result.occurrences]
    return (
        f"These words occur {result.total} times in {document.source.file}, in different "
        f"sentences (lines {', '.join(lines)}{' …' if result.total > len(lines) else ''}).",
        "Quote more of the passage, or add “prefix:” with the words directly before it, or "
        "“suffix:” with the words directly after it.",
    )


_RUN_FIX = (
    "Run: factcheck fix. It shows the file's own words, which differ only in capitals, punctuation "
    "or the like, and, if you agree, writes them into the claims file."
)
_COPY = "Copy the words from the file, character by character."
_MESSAGES: Mapping[NotFoundReason, tuple[str, str]] = {
    NotFoundReason.NO_SUCH_TEXT: ("These words are not in {file}.", _COPY),
    NotFoundReason.EMPTY: ("The quote has no words.", "Copy the passage from the document."),
    NotFoundReason.TOO_LONG: (
        "The quote is too long to look up.",
        "Quote only the sentences that matter, or use […] between two of them.",
    ),
    NotFoundReason.PIECE_TOO_SHORT: (
        f"A part of the quote next to […] is too short. Each part needs at least {MIN_PIECE} "
        "characters.",
        "Quote more on that side of […].",
    ),
    NotFoundReason.PIECES_OUT_OF_ORDER: (
        "The parts of the quote next to […] are not in this order in {file}.",
        "Use the document's order, or make two quotes of them.",
    ),
    NotFoundReason.CONTEXT_MISMATCH: (
        "The words are in {file}, but not between the given prefix and suffix.",
        _COPY,
    ),
    NotFoundReason.TOO_COMMON: (
        "The words, or parts of them, are in too many places of {file} to tell which is meant.",
        "Quote more of the passage.",
    ),
    NotFoundReason.WORD_CUT: (
        "The words are in {file}, but the quote begins or ends inside a word.",
        "Begin and end the quote with whole words.",
    ),
}
"""By reason: what is wrong, and how to fix it."""


def _not_found(result: NotFound, quote: Quote, document: Document) -> tuple[Position, str, str]:
    what, fix = _MESSAGES[result.reason]
    what = what.format(file=document.source.file)
    if nearest := result.nearest:
        if result.reason is NotFoundReason.CONTEXT_MISMATCH:
            fix = _words_around(nearest.span, document)
        elif mistake := likely_mistake(nearest):
            what, fix = f"{what} {mistake.what}", mistake.fix
        what += f" {_nearest(nearest, document)}"
    if result.reason is NotFoundReason.NO_SUCH_TEXT and _DOTS.search(quote.text):
        fix += " To leave words out, write […] between the parts."
    if result.reason is NotFoundReason.NO_SUCH_TEXT and document.source.original:
        fix += (
            f" The text was taken from {document.source.original}, and a part may have been left "
            f"out: “factcheck find” with these words says whether they are there."
        )
    if result.reason is NotFoundReason.NO_SUCH_TEXT and _BRACKETS.search(quote.text):
        fix += (
            " Your own brackets may change a capital ([T]he) or an ending (inspect[ed]), or "
            f"replace up to {MAX_REPLACED_WORDS} words of a sentence."
        )
    field = (
        "prefix" if result.reason is NotFoundReason.CONTEXT_MISMATCH and quote.prefix else "text"
    )
    return quote.positions.at(field), what, fix


def _words_around(span: Span, document: Document) -> str:
    """Advice on prefix and suffix, with the words before and after a passage."""
    text = document.text.text
    before = " ".join(text[max(span.start - 200, 0) : span.start].split()[-3:])
    after = " ".join(text[span.end : span.end + 200].split()[:3])
    return (
        "Copy prefix and suffix from the document, or delete them. There, “"
        f"{before}” is before the words and “{after}” after them."
    )


_SHOWN_AS = {
    DiffKind.SAME: "{}",
    DiffKind.TYPED: "[typed: {}]",
    DiffKind.IN_FILE: "[in the file: {}]",
}


def _nearest(nearest: NearestPassage, document: Document) -> str:
    line = document.text.line_of(nearest.span.start)
    words = "".join(_SHOWN_AS[run.kind].format(run.text) for run in nearest.changes)
    return f"The nearest passage is in line {line}: {shorten(words, _LONGEST_DIFF)}"


def _with_right_source(
    problem: Problem,
    quote: Quote,
    locators: Mapping[str, Locator],
    documents: Mapping[str, Document],
) -> Problem:
    """The problem with the name of another document that has the words, if there is one."""
    for id, locator in locators.items():
        result = locator.locate(quote.text) if id != quote.source else None
        if isinstance(result, Located):
            line = documents[id].text.line_of(result.pieces[0].start)
            file = documents[quote.source].source.file
            return replace(
                problem,
                what=f"These words are not in {file}. They are in {id}, line {line}.",
                fix=f"Write “source: {id}”, or quote the document that is named.",
            )
    return problem
