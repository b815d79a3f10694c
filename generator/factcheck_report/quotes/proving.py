"""Every quote of a draft against its document: evidence with receipts, or problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from factcheck_report.model import Bracket, Document, Draft, Evidence, Position, Quote, Receipt
from factcheck_report.model.texts import Span
from factcheck_report.problems import Problem
from factcheck_report.quotes import (
    MIN_PIECE,
    Ambiguous,
    Fix,
    Fixer,
    Found,
    Locator,
    Nearest,
    NotFound,
    Reason,
)
from factcheck_report.quotes.brackets import MOST_REPLACED
from factcheck_report.quotes.slips import slip_in

_LOOKED_UP_ELSEWHERE = 20
"""Quotes that were not found and are looked up in the other documents too."""
_DOTS = re.compile(r"(?<!\[)(?:…|\.\.\.)(?!\])")
_BRACKETS = re.compile(r"\[[^\[\]]*\w[^\[\]]*\]")
_LONGEST_SHOWN = 300
"""Code points of a passage that a problem message cites."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A quote that is not proved."""

    quote: Quote
    problem: Problem
    fix: Fix | None
    """The file's own words, where it is sure which are meant."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The quotes that are proved, and those that are not."""

    evidence: tuple[Evidence, ...]
    misses: tuple[Miss, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One for each quote that is not proved."""
        return tuple(miss.problem for miss in self.misses)


Sought = tuple[str, str, str | None, str | None]
"""SHA-256 of a file; a quote, its prefix and its suffix: all that its receipt depends on."""


def prove(
    draft: Draft,
    documents: Mapping[str, Document],
    known: Mapping[Sought, Receipt] | None = None,
    orphan_quotes: Iterable[tuple[str, Quote]] = (),
) -> Proof:
    """Look every quote up in its document; quotes whose document could not be read are left out.

    `known` are receipts of an earlier time, for which nothing is looked up. `orphan_quotes` are
    quotes, with their names, of entries that could not be read; they are looked up as well.
    """
    locators = {id: Locator(document.text) for id, document in documents.items()}
    known = known or {}
    evidence: list[Evidence] = []
    missed: list[tuple[str, Quote, Ambiguous | NotFound]] = []
    for kind, entry, quotes in draft.quoting_entries():
        for number, quote in enumerate(quotes, 1):
            if quote.source not in documents:
                continue
            document = documents[quote.source]
            receipt = known.get(_sought(quote, document.sha256))
            if receipt is None:
                found = _located(quote, locators)
                if not isinstance(found, Found):
                    missed.append((f"{kind} {entry}, quote {number}", quote, found))
                    continue
                receipt = _receipt(found, document)
            evidence.append(Evidence(kind, entry, number, quote, receipt))
    for name, quote in orphan_quotes:
        if quote.source in documents:
            found = _located(quote, locators)
            if not isinstance(found, Found):
                missed.append((name, quote, found))
    fixers = {id: Fixer(locators[id]) for id in {quote.source for _, quote, _ in missed}}
    misses: list[Miss] = []
    for name, quote, result in missed:
        fix = None
        if isinstance(result, NotFound):
            fix = fixers[quote.source].fix(quote.text, quote.prefix, quote.suffix)
        problem = _problem(result, quote, documents[quote.source], name)
        if fix:
            problem = replace(problem, fix=_FIX)
        elif len(misses) < _LOOKED_UP_ELSEWHERE and _is_elsewhere(result):
            problem = _with_right_source(problem, quote, locators, documents)
        misses.append(Miss(quote, problem, fix))
    return Proof(tuple(evidence), tuple(misses))


def _located(quote: Quote, locators: Mapping[str, Locator]) -> Found | Ambiguous | NotFound:
    locator = locators[quote.source]
    return locator.locate(quote.text, prefix=quote.prefix, suffix=quote.suffix)


def receipts(evidence: Iterable[Evidence]) -> dict[Sought, Receipt]:
    """What has been found, for the next time."""
    return {_sought(item.quote, item.receipt.sha256): item.receipt for item in evidence}


def _sought(quote: Quote, sha256: str) -> Sought:
    return sha256, quote.text, quote.prefix, quote.suffix


def _is_elsewhere(result: Ambiguous | NotFound) -> bool:
    return isinstance(result, NotFound) and result.reason is Reason.NO_SUCH_TEXT


def _with_right_source(
    problem: Problem,
    quote: Quote,
    locators: Mapping[str, Locator],
    documents: Mapping[str, Document],
) -> Problem:
    """The problem with the document in which the words do stand, if there is one."""
    for id, locator in locators.items():
        found = locator.locate(quote.text) if id != quote.source else None
        if isinstance(found, Found):
            line = documents[id].text.line_of(found.pieces[0].start)
            file = documents[quote.source].source.file
            return replace(
                problem,
                what=f"These words do not stand in {file}. They stand in {id}, line {line}.",
                fix=f"Write “source: {id}”, or quote the document that is named.",
            )
    return problem


def _receipt(found: Found, document: Document) -> Receipt:
    whole = Span(found.pieces[0].start, found.pieces[-1].end)
    return Receipt(
        match=found.match,
        pieces=found.pieces,
        differences=tuple(str(difference) for difference in found.differences),
        lines=document.text.lines_of(whole),
        sha256=document.sha256,
        also=found.also,
        brackets=tuple(Bracket(at, text) for at, text in found.brackets),
    )


def _problem(result: Ambiguous | NotFound, quote: Quote, document: Document, entry: str) -> Problem:
    if isinstance(result, Ambiguous):
        rule = "quote-ambiguous"
        position = quote.marks.at("text")
        what, fix = _ambiguous(result, document)
    else:
        rule = "quote-not-found"
        position, what, fix = _not_found(result, quote, document)
    return Problem(position=position, entry=entry, rule=rule, what=what, fix=fix)


def _ambiguous(result: Ambiguous, document: Document) -> tuple[str, str]:
    lines = [str(document.text.line_of(chain[0].start)) for chain in result.occurrences]
    return (
        f"These words stand {result.total} times in {document.source.file}, in different "
        f"sentences (lines {', '.join(lines)}{' …' if result.total > len(lines) else ''}).",
        "Quote more of the passage, or add “prefix:” with the words directly before it or "
        "“suffix:” with those directly behind it.",
    )


_FIX = (
    "Run: factcheck fix. It shows the file's own words, which differ only in capitals, punctuation "
    "or the like, and writes them here."
)
_REASONS = {
    Reason.NO_SUCH_TEXT: "These words do not stand in {file}.",
    Reason.EMPTY: "The quote has no words.",
    Reason.TOO_LONG: "The quote is too long to be looked up.",
    Reason.PIECE_TOO_SHORT: "A part of the quote beside […] is too short to be found "
    f"surely: each needs {MIN_PIECE} characters at least.",
    Reason.PIECES_OUT_OF_ORDER: "The parts of the quote beside […] do not stand in this order in "
    "{file}.",
    Reason.CONTEXT_MISMATCH: "The words stand in {file}, but not behind the given prefix and "
    "before the given suffix.",
    Reason.TOO_COMMON: "The words, or parts of them, stand in so many places of {file} that it "
    "cannot be told which is meant.",
    Reason.WORD_CUT: "The words stand in {file}, but the quote begins or ends inside a word.",
}
_MENDS = {
    Reason.EMPTY: "Copy the passage from the document.",
    Reason.TOO_LONG: "Quote only the sentences that matter, or use […] between two of them.",
    Reason.PIECE_TOO_SHORT: "Quote more on that side of […].",
    Reason.PIECES_OUT_OF_ORDER: "Put them in the document's order, or make two quotes of them.",
    Reason.TOO_COMMON: "Quote more of the passage.",
    Reason.WORD_CUT: "Begin and end the quote with whole words.",
}


def _not_found(result: NotFound, quote: Quote, document: Document) -> tuple[Position, str, str]:
    what = _REASONS[result.reason].format(file=document.source.file)
    fix = _MENDS.get(result.reason, "Copy the words from the file, character by character.")
    if nearest := result.nearest:
        if result.reason is Reason.CONTEXT_MISMATCH:
            fix = _around(nearest.span, document)
        elif slip := slip_in(nearest):
            what, fix = f"{what} {slip.what}", slip.fix
        what += f" {_nearest(nearest, document)}"
    if result.reason is Reason.NO_SUCH_TEXT and _DOTS.search(quote.text):
        fix += " To leave words out, write […] between the parts."
    if result.reason is Reason.NO_SUCH_TEXT and _BRACKETS.search(quote.text):
        fix += (
            " Brackets of your own may change a capital ([T]he) or an ending (inspect[ed]), or "
            f"stand for up to {MOST_REPLACED} words of a sentence."
        )
    field = "prefix" if result.reason is Reason.CONTEXT_MISMATCH and quote.prefix else "text"
    return quote.marks.at(field), what, fix


def _around(span: Span, document: Document) -> str:
    """What prefix and suffix may be: the words that do stand before and behind a passage."""
    text = document.text.text
    before = " ".join(text[max(span.start - 200, 0) : span.start].split()[-3:])
    behind = " ".join(text[span.end : span.end + 200].split()[:3])
    return (
        "Copy prefix and suffix from the document, or delete them. There, “"
        f"{before}” stands before the words and “{behind}” behind them."
    )


def _nearest(nearest: Nearest, document: Document) -> str:
    line = document.text.line_of(nearest.span.start)
    words = "".join(
        {"same": "{}", "typed": "[typed: {}]", "in_file": "[in the file: {}]"}[change.kind].format(
            change.text
        )
        for change in nearest.changes
    )
    if len(words) > _LONGEST_SHOWN * 2:
        words = words[: _LONGEST_SHOWN * 2] + "…"
    return f"The nearest passage is in line {line}: {words}"
