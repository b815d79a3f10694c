"""The parts of a quote between elisions and the editor's brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck_report.model.spans import Span
from factcheck_report.quotes.fixes.letters import LETTERS
from factcheck_report.quotes.folding import FoldedText, fold, fold_trimmed

Range = tuple[int, int]
"""Start and end."""
_ELISION = re.compile(r"\[ ?(?:…|\.(?: ?\.){2,3}) ?\]")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_NOTE_NUMBER = re.compile(r"\[\d{1,3}(?:[-,] ?\d{1,3}){0,5}\]")


@dataclass(frozen=True, slots=True)
class QuotePart:
    """A part of a quote between elisions or brackets."""

    start: int
    end: int
    """Offsets in the quote as typed."""
    folded: FoldedText
    """`folded.original` is the part as typed."""
    opens: bool
    closes: bool
    """Whether it is the first or last part of a passage, with no brackets before or after it."""
    literal: tuple[str, ...]
    """Brackets in it that must be in the file too."""

    def matched(self, text: str, start: int, end: int) -> tuple[Span, Span]:
        """The span of the quote, and the span of the folded document that replaces it.

        `start` and `end` are the offsets of the letters in the document. At the ends of a passage,
        punctuation is kept if quote and document have the same.
        """
        first, last = _core(self.folded.text)
        lead, tail = self.folded.text[:first].lstrip(), self.folded.text[last:].rstrip()
        core = self.folded.span(first, last)
        typed_start, typed_end = self.start + core.start, self.start + core.end
        ahead = behind = 0
        if self.opens:
            typed_start = self.start
            while ahead < min(len(lead), start) and lead[-1 - ahead] == text[start - 1 - ahead]:
                ahead += 1
        if self.closes:
            typed_end = self.end
            while behind < len(tail) and text[end + behind : end + behind + 1] == tail[behind]:
                behind += 1
        if lead[:1] in _QUOTES and tail[-1:] in _QUOTES and lead and tail:
            # Quotation marks around the whole quote: keep both or neither.
            whole = ahead == len(lead) and behind == len(tail)
            ahead, behind = (ahead, behind) if whole else (0, min(behind, len(tail) - 1))
        while ahead and text[start - ahead] == " ":
            ahead -= 1
        while behind and text[end + behind - 1] == " ":
            behind -= 1
        return Span(typed_start, typed_end), Span(start - ahead, end + behind)

    def has_same_meaning(self, passage: str) -> bool:
        """Whether a folded passage with the same letters has the same brackets and negations."""
        if any(text.lower() not in passage.lower() for text in self.literal):
            return False
        return _negations(self.folded.text) == _negations(passage)


_QUOTES = "\"'"


def _core(text: str) -> Range:
    """The range of a folded text from the first to the last character that is compared."""
    kept = [index for index, char in enumerate(text) if LETTERS[ord(char)]]
    return kept[0], kept[-1] + 1


_WORD = re.compile(r"[^\W\d_]+")
_NEGATIONS_WORDS = (
    "no not non nor none never neither nobody nothing nowhere cannot without "
    "nicht nichts nie niemals niemand kein keine keinen keiner keinem keines weder ohne "
    "ne pas jamais rien aucun aucune sans ni sin nunca nada não sem nessun niente mai senza "
    "не нет ни без ليس لا لم لن بدون"
)
_NEGATIONS = frozenset(_NEGATIONS_WORDS.split())


def _negations(text: str) -> list[str]:
    """The negating words of a folded text, in order."""
    words = (word[0].lower() for word in _WORD.finditer(text))
    return ["not" if word == "cannot" else word for word in words if word in _NEGATIONS]


def divisions(quote: str) -> Iterator[list[list[QuotePart]]]:
    """The quote's passages between elisions, each divided at brackets.

    First without division, in case the brackets are in the file.
    """
    passages = list(_between(_ELISION.finditer(quote), Span(0, len(quote))))
    brackets = any(_editors_brackets(quote, passage) for passage in passages)
    for divided in (False, True) if brackets else (False,):
        groups = [list(_parts(quote, passage, divided=divided)) for passage in passages]
        yield [group for group in groups if group]


def _between(marks: Iterator[re.Match[str]], whole: Span) -> Iterator[Span]:
    start = whole.start
    for mark in marks:
        yield Span(start, mark.start())
        start = mark.end()
    yield Span(start, whole.end)


def _editors_brackets(quote: str, passage: Span) -> list[re.Match[str]]:
    """Brackets that an editor may have added; not the numbers of notes."""
    found = _BRACKETS.finditer(quote, passage.start, passage.end)
    return [bracket for bracket in found if not _NOTE_NUMBER.fullmatch(bracket[0])]


def _parts(quote: str, passage: Span, *, divided: bool) -> Iterator[QuotePart]:
    brackets = _editors_brackets(quote, passage)
    literal = () if divided else tuple(fold_trimmed(bracket[0]).text for bracket in brackets)
    spans = list(_between(iter(brackets), passage)) if divided else [passage]
    for span in spans:
        raw = quote[span.start : span.end]
        inner = raw.strip()
        start = span.start + raw.find(inner) if inner else span.start
        folded = fold(inner)
        if folded.text.translate(LETTERS):
            yield QuotePart(
                start,
                start + len(inner),
                folded,
                span.start == passage.start,
                span.end == passage.end,
                literal,
            )
