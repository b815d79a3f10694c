"""Rules for what a quote leaves out: words that change its meaning, and gaps that are too wide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck_report.checking.examples import SENT, claim_with, officer, spokesman
from factcheck_report.checking.omissions import OmissionPlace, OmittedWord, omitted_words
from factcheck_report.checking.rule import ATTRIBUTED, Finding, Rule, RuleContext, at
from factcheck_report.checking.word_lists import Effect
from factcheck_report.model import Evidence, Level
from factcheck_report.model.grouping import grouped
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.problems.excerpts import excerpt
from factcheck_report.quotes.characters import CLOSING_MARKS, DOUBLE_QUOTES, TO_STRAIGHT
from factcheck_report.quotes.quotations import Quotations
from factcheck_report.quotes.sentences import (
    REACH,
    crosses_paragraph,
    sentence_ends,
    sentence_of,
)
from factcheck_report.quotes.words import count_words


def _quotes_are_not_clipped(context: RuleContext) -> Iterator[Finding]:
    for item in context.evidence:
        text = context.documents[item.quote.source].text
        # A quote with a speaker already tells readers whose statement it is.
        told = Effect.ATTRIBUTE if item.quote.wording in ATTRIBUTED else None
        places = grouped(
            ((omitted.place, omitted.gap), omitted)
            for omitted in context.omitted_words_of(item)
            if omitted.effect is not told and not _is_disclosed(omitted, item, context)
        )
        for (place, gap), omissions in places.items():
            yield _clipped(item, place, gap, omissions, text)
        yield from _bracket_problems(item, text, context.language_of(item.quote))
        yield from _cut_words_and_numbers(item, text)
        yield from _missing_question_mark(item, text)


def _clipped(
    item: Evidence,
    place: OmissionPlace,
    gap: int,
    omissions: Sequence[OmittedWord],
    text: SourceText,
) -> Finding:
    pieces = item.receipt.pieces
    if place is OmissionPlace.GAP:
        where = "The text left out with […]"
        gap_span = Span(pieces[gap].end, pieces[gap + 1].start)
        shown = excerpt(text.text, gap_span, "both")
    elif place is OmissionPlace.BEFORE:
        where = "The sentence before the quoted words"
        shown = excerpt(text.text, Span(omissions[0].span.start, pieces[0].end))
    else:
        where = "The sentence after the quoted words"
        shown = excerpt(text.text, Span(pieces[-1].start, omissions[-1].span.end), "end")
    words = _listed(f"“{omitted.word}” ({_DOES[omitted.effect]})" for omitted in omissions)
    line = text.line_of(omissions[0].span.start)
    return Finding(
        at(item, "text"),
        what=f"{where} contains words that change the meaning: {words} (line {line}): {shown}",
        fix="Quote these words too. If they do not matter to readers, mention "
        f"{_listed(f'“{omitted.word}”' for omitted in omissions)} in the “note:” of the quote, or "
        "accept the warning: “accept: {clipped-quote: the reason}”.",
    )


def _bracket_problems(item: Evidence, text: SourceText, language: str) -> Iterator[Finding]:
    """Words and numbers in the editor's brackets, or replaced by them, that change the meaning."""
    whole = item.receipt.span
    for bracket in item.receipt.brackets:
        replaced = text.text[bracket.at.start : bracket.at.end]
        typed = bracket.text.strip()
        found = [f"Your bracket {typed} adds {word}" for word in _effects(bracket.text, language)]
        found += [f"Your bracket {typed} replaces {word}" for word in _effects(replaced, language)]
        if _DIGIT.search(replaced) or (_DIGIT.search(typed) and replaced.strip()):
            found.append(f"Your bracket {typed} replaces “{' '.join(replaced.split())}”")
        if found:
            yield Finding(
                at(item, "text"),
                what=f"{'; '.join(found)} (line {text.line_of(bracket.at.start)}): "
                f"{excerpt(text.text, whole)}",
                fix="Quote the document's own words instead.",
            )


def _effects(words: str, language: str) -> list[str]:
    """The words of a text that would change a statement, each with its effect."""
    # As if they were left out between two pieces.
    framed = SourceText(f"x {words} x")
    pieces = Span(0, 1), Span(len(framed.text) - 1, len(framed.text))
    return [
        f"“{omitted.word}”, which {_DOES[omitted.effect]} the statement"
        for omitted in omitted_words(framed, pieces, language)
        if omitted.effect is not Effect.ATTRIBUTE
    ]


_DIGIT = re.compile(r"\d")
_PREFIX = re.compile(
    r"(?<![^\W_])(?:non|un|in|anti|ex|pro|semi|quasi|pseudo|mis|dis|half|near|would|self|nicht|schein"
    r"|halb|möchtegern)[-‐‑]$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:^|[\s(])[-−–+]$")
_REST_OF_NUMBER = re.compile(r"[ \u00a0\u2009\u202f]\d{3}(?!\d)|/\d|[ \u00a0\u202f]?[%‰]")


def _cut_words_and_numbers(item: Evidence, text: SourceText) -> Iterator[Finding]:
    """Pieces that begin after “non-” or a minus, or end inside a number."""
    for piece in item.receipt.pieces:
        before = text.text[max(piece.start - 20, 0) : piece.start]
        first, last = text.text[piece.start], text.text[piece.end - 1]
        found = _PREFIX.search(before) if first.isalnum() else None
        if found is None and first.isdigit():
            found = _SIGN.search(before)
        if found:
            yield _cut_problem(item, text, f"begins after “{found[0].strip()}”", piece.start)
        rest = _REST_OF_NUMBER.match(text.text, piece.end) if last.isdigit() else None
        if rest:
            yield _cut_problem(item, text, f"ends before “{rest[0].strip()}”", piece.end)


def _cut_problem(item: Evidence, text: SourceText, where: str, offset: int) -> Finding:
    near = Span(max(offset - 20, 0), min(offset + 20, len(text.text)))
    return Finding(
        at(item, "text"),
        what=f"The quote {where} (line {text.line_of(offset)}): …{excerpt(text.text, near)}…",
        fix="Quote the whole word or number.",
    )


def _missing_question_mark(item: Evidence, text: SourceText) -> Iterator[Finding]:
    """A question that is quoted as a statement."""
    end = item.receipt.span.end
    # Most quotes end where their sentence does, or it ends in another mark: that is found faster.
    if not _TO_QUESTION_MARK.match(text.text, end):
        return
    rest = text.text[end : sentence_of(text, Span(end - 1, end)).end].rstrip(CLOSING_MARKS)
    if rest.endswith(("?", "？", "؟")) and not _PUNCTUATION.search(rest[:-1]):
        shown = excerpt(text.text, Span(item.receipt.span.start, end + 1), "end")
        yield Finding(
            at(item, "text"),
            what=f"The sentence is a question (line {text.line_of(end - 1)}), but the quote leaves "
            f"out its question mark: {shown}",
            fix="Quote the sentence to its end.",
        )


_PUNCTUATION = re.compile(f'[.!?:;"{DOUBLE_QUOTES}]')
_TO_QUESTION_MARK = re.compile(f'[^.!?？؟:;"{DOUBLE_QUOTES}]{{0,{REACH}}}+[?？؟]')

_DOES = {
    Effect.NEGATE: "negates",
    Effect.DENY: "denies",
    Effect.HEDGE: "weakens",
    Effect.LIMIT: "limits",
    Effect.ATTRIBUTE: "attributes it to somebody",
}
_MOST_NAMED = 5


def _listed(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    more = len(listed) - _MOST_NAMED
    if more > 0:
        listed = [*listed[:_MOST_NAMED], f"{more} more"]
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))


def _is_disclosed(omitted: OmittedWord, item: Evidence, context: RuleContext) -> bool:
    """Whether readers see an omitted word in the quote's note, or in another quote of the entry."""
    quote = item.quote
    text = context.documents[quote.source].text.text
    if quote.note and all(
        _mentions(quote.note, part, text, omitted.span) for part in omitted.word.split(" … ")
    ):
        return True
    return context.is_quoted_elsewhere(item, omitted.span)


def _mentions(note: str, word: str, text: str, span: Span) -> bool:
    """Whether a note mentions an omitted word: in quotation marks, or with a word beside it.

    A “not” of the note's own does not disclose the one that the quote leaves out.
    """
    word = word.translate(TO_STRAIGHT)
    before = text[max(span.start - 40, 0) : span.start].translate(TO_STRAIGHT).split()[-1:]
    after = text[span.end : span.end + 40].translate(TO_STRAIGHT).split()[:1]
    phrases = [f"{one} {word}" for one in before] + [f"{word} {one}" for one in after]
    if any(_contains(note, phrase.strip(".,;:!?\"'()")) for phrase in phrases):
        return True
    quotations = Quotations(SourceText(note)).spans
    return any(_contains(note[span.start : span.end], word) for span in quotations)


def _contains(text: str, words: str) -> bool:
    straight = " ".join(text.translate(TO_STRAIGHT).split())
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", straight, re.IGNORECASE) is not None


CLIPPED = Rule(
    id="clipped-quote",
    level=Level.WARNING,
    title="A quote keeps the “not”, “reportedly” or “denied” of its sentence.",
    reason="""\
Leaving out two words can reverse a statement. The rule looks for words that negate, deny, weaken or
limit it, in English and German. It reads all text that `[…]` leaves out, and the rest of the
sentence or clause before and after the quoted words. There, very common words such as “may” count
only directly beside the quote.

In a quote without a speaker (`wording: document` or `headline`) the rule also looks for words that
attribute the statement. Without “according to the office” it looks like the document's own.

The rule also checks the words in your square brackets and the words they replace. It warns of
quotes that begin after “non-” or a minus, end inside a number, or leave out a question mark.

There is no warning in other languages, if another quote of the same entry has the word, or if the
`note:` of the quote mentions it in quotation marks (“not”, or “not safe”). It is only a warning,
because the rule reads words and not sentences.""",
    wrong=claim_with(officer("been trained abroad in spring")),
    right=claim_with(officer("the pilots had reportedly been trained abroad in spring")),
    find=_quotes_are_not_clipped,
)

_MOST_LEFT_OUT = 50
_LONGEST_INTERRUPTION = 15
"""Maximum number of words between two halves of a person's statement."""


def _parts_stand_together(context: RuleContext) -> Iterator[Finding]:
    for item in context.evidence:
        if not item.receipt.gaps:
            continue
        attributions = grouped(
            ((omitted.place, omitted.gap), omitted)
            for omitted in context.omitted_words_of(item)
            if omitted.effect is Effect.ATTRIBUTE
        )
        for number, gap in enumerate(item.receipt.gaps):
            reasons = list(_distances(item, number, gap, attributions, context))
            if reasons:
                yield _far(item, gap, reasons, context.documents[item.quote.source].text)


def _far(item: Evidence, gap: Span, reasons: Sequence[str], text: SourceText) -> Finding:
    first, last = text.line_of(gap.start - 1), text.line_of(gap.end)
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    return Finding(
        at(item, "text"),
        what=f"The parts before and after […] ({lines}) may not belong together: "
        f"{'; '.join(reasons)}. {excerpt(text.text, gap, 'both')}",
        fix="Make two quotes of it, each with its own speaker. If the parts belong together, "
        "accept the warning: “accept: {far-elision: the reason}”.",
    )


def _distances(
    item: Evidence,
    number: int,
    gap: Span,
    attributions: Mapping[tuple[OmissionPlace, int], Sequence[OmittedWord]],
    context: RuleContext,
) -> Iterator[str]:
    """Reasons why the parts on both sides of a gap may not belong together.

    `attributions` are the omitted words that name a speaker, by place and gap.
    """
    text = context.documents[item.quote.source].text
    words = count_words(text, gap)
    if words > _MOST_LEFT_OUT:
        yield f"{words:,} words are left out"
    if crosses_paragraph(text, Span(gap.start - 1, gap.end + 1)):
        yield "a new paragraph begins"
    attributions_in_gap = attributions.get((OmissionPlace.GAP, number), ())
    undisclosed = [
        omitted.word
        for omitted in attributions_in_gap
        if not omitted.continues and not _is_disclosed(omitted, item, context)
    ]
    before, after = (
        context.quotation_around(item.quote.source, piece)
        for piece in item.receipt.pieces[number : number + 2]
    )
    if before != after and before is not None and after is not None:
        replied = (OmissionPlace.AFTER, 0) in attributions
        if replied or not _is_interrupted(text, before, after, attributions_in_gap):
            yield "one quotation ends and another begins, perhaps of another speaker"
    elif undisclosed and item.quote.wording in ATTRIBUTED:
        named = _listed(f"“{word}”" for word in undisclosed)
        yield f"{named} may attribute the words to another speaker"


def _is_interrupted(
    text: SourceText, before: Span, after: Span, attributions: Sequence[OmittedWord]
) -> bool:
    """Whether two quotations are one statement, as in “It is safe,” he said, “and open.”

    There are few words between them, which name the speaker once, in the sentence of the first.
    """
    between = Span(before.end, after.start)
    if len(attributions) != 1 or count_words(text, between) > _LONGEST_INTERRUPTION:
        return False
    ends = sentence_ends(text, Span(max(before.end - 2, before.start), after.start))
    [attribution] = attributions
    return (
        before.end <= attribution.span.start
        and not text.text[between.start : between.end].rstrip().endswith(":")
        and all(end > attribution.span.start for end in ends)
    )


FAR = Rule(
    id="far-elision",
    level=Level.WARNING,
    title="The parts on both sides of “[…]” belong together.",
    reason="""\
Readers take the parts of a quote for one statement of one person. The rule warns if `[…]` leaves
out more than 50 words, the beginning of a paragraph, or a change of speaker: one quotation ends and
another begins, or words such as “said” or “according to” name a speaker. It is only a warning,
because a speaker may continue after “he said”. The page tells readers how many words are left out,
and shows them.""",
    wrong=claim_with(
        spokesman(
            ">-\n          dozens of drones had been sent in summer […] "
            "the pilots had reportedly been trained abroad"
        )
    ),
    right=claim_with(SENT, officer("the pilots had reportedly been trained abroad")),
    find=_parts_stand_together,
)

RULES = (CLIPPED, FAR)
