"""Rules for quotes: speaker, quotation marks, length, stance, repetition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from factcheck_report.checking.examples import NOT_SENT, SENT, SPOKESMAN, claim_with, spokesman
from factcheck_report.checking.rule import ATTRIBUTED, Finding, Rule, RuleContext, at
from factcheck_report.model import EntryKind, Evidence, Level, Stance, Wording
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.problems import counted
from factcheck_report.problems.excerpts import excerpt
from factcheck_report.quotes.words import words_of


def _speakers_are_named(context: RuleContext) -> Iterator[Finding]:
    for name, quote in context.draft.named_quotes():
        if quote.wording in ATTRIBUTED and quote.speaker is None and quote.claimant is None:
            yield Finding(
                (name, quote.positions.at("wording")),
                what=f"The wording is “{quote.wording}”, but no speaker is named.",
                fix="Add “speaker:” with the name in the document. If it is the document's own "
                "statement, write “wording: document”.",
            )


NO_SPEAKER = Rule(
    id="no-speaker",
    level=Level.ERROR,
    title="A quote of a person's words names the speaker.",
    reason="""\
Readers judge a statement by who made it. If the document quotes or reports a person, `speaker:`
says who it is, as in the document.""",
    wrong=claim_with(
        spokesman(
            "A spokesman of the other side said that dozens of drones had been sent in summer.",
            speaker="",
        )
    ),
    right=claim_with(SPOKESMAN),
    find=_speakers_are_named,
)


def _quoted_words_are_quoted(context: RuleContext) -> Iterator[Finding]:
    for item in context.evidence:
        if item.quote.wording is not Wording.QUOTED:
            continue
        for piece in item.receipt.pieces:
            if context.quotation_around(item.quote.source, piece) is None:
                yield _not_quoted(item, piece, context.documents[item.quote.source].text)
                break


def _not_quoted(item: Evidence, piece: Span, text: SourceText) -> Finding:
    whole = len(item.receipt.pieces) == 1
    which = "these words" if whole else f"the words “{excerpt(text.text, piece)}”"
    return Finding(
        at(item, "wording"),
        what=f"The wording is “quoted”, but {which} (line {text.line_of(piece.start)}) are not "
        "in quotation marks in the document, or only a part of them is.",
        fix="Quote only the words in quotation marks. If the document uses reported speech, "
        "write “wording: paraphrased”. If it is a verbatim record without quotation marks, such "
        "as minutes or a transcript, write “wording: transcript”.",
    )


NOT_QUOTED = Rule(
    id="not-quoted",
    level=Level.ERROR,
    title="A direct quote is in quotation marks in the document.",
    reason="""\
`wording: quoted` tells readers that these are the speaker's exact words. The whole quote, or each
part of it between `[…]`, must be in quotation marks of any language. Reported speech is
`paraphrased`. Minutes and other verbatim records, which have no quotation marks, are
`transcript`.""",
    wrong=claim_with(spokesman("dozens of drones had been sent in summer", wording="quoted")),
    right=claim_with(NOT_SENT),
    find=_quoted_words_are_quoted,
)


_FEWEST_WORDS = 3


def _quotes_are_long_enough(context: RuleContext) -> Iterator[Finding]:
    for item in context.evidence:
        words = list(islice(words_of(item.quote.text), _FEWEST_WORDS))
        if item.kind is EntryKind.CLAIM and len(words) < _FEWEST_WORDS:
            yield Finding(
                at(item, "text"),
                what=f"The quote has only {counted(len(words), 'word')}. "
                "Readers cannot tell what was said.",
                fix="Quote more of the sentence.",
            )


SHORT = Rule(
    id="short-quote",
    level=Level.WARNING,
    title="A quote on a claim has at least three words.",
    reason="""\
One or two words can be made to mean anything. It is only a warning, because a dispute may be about
a single word. Quotes in the timeline may be short.""",
    wrong=claim_with(spokesman("drones had")),
    right=claim_with(SENT),
    find=_quotes_are_long_enough,
)


def _passages_have_one_stance(context: RuleContext) -> Iterator[Finding]:
    for (kind, _), items in context.evidence_of.items():
        if kind is EntryKind.CLAIM:
            yield from _two_stances(items)


def _two_stances(items: Iterable[Evidence]) -> Iterator[Finding]:
    first: dict[tuple[str, tuple[Span, ...]], Evidence] = {}
    for item in items:
        if not item.quote.stance.is_evidence:
            continue
        earlier = first.setdefault((item.quote.source, item.receipt.pieces), item)
        if earlier.quote.stance is not item.quote.stance:
            yield Finding(
                at(item, "stance"),
                what=f"The same passage is quoted {_SIDES[earlier.quote.stance]} the claim in "
                f"quote {earlier.number} and {_SIDES[item.quote.stance]} it here.",
                fix="Delete one of the two; or quote on each side the words that speak for it.",
            )


_SIDES = {Stance.SUPPORTS: "for", Stance.REFUTES: "against"}

OPPOSING = Rule(
    id="opposing-stances",
    level=Level.ERROR,
    title="No passage is quoted both for and against a claim.",
    reason="""\
The same words cannot be evidence for both sides. If one half of a sentence is for the claim and the
other against it, make each half a quote. A passage may support one claim and refute another.""",
    wrong=claim_with(SENT, spokesman("dozens of drones had been sent in summer", stance="refutes")),
    right=claim_with(SENT, NOT_SENT),
    find=_passages_have_one_stance,
)


def _passages_are_quoted_once(context: RuleContext) -> Iterator[Finding]:
    for items in context.evidence_of.values():
        first: dict[tuple[object, ...], Evidence] = {}
        for item in items:
            quote = item.quote
            said = (quote.source, item.receipt.pieces, quote.stance, quote.speaker, quote.origin)
            earlier = first.setdefault(said, item)
            if earlier is not item:
                yield Finding(
                    at(item, "text"),
                    what=f"This passage is already quoted by quote {earlier.number}, in line "
                    f"{earlier.quote.positions.at('text').line}.",
                    fix="Delete one of the two, or quote other words.",
                )


REPEATED = Rule(
    id="repeated-quote",
    level=Level.ERROR,
    title="An entry quotes a passage only once.",
    reason="""\
The same words twice look like more evidence than there is. Usually a quote was copied and its text
was not changed. A joint statement of two people may be quoted for each of them: quotes are the same
only if passage, stance, speaker and origin are the same.""",
    wrong=claim_with(SENT, SENT),
    right=claim_with(SENT),
    find=_passages_are_quoted_once,
)

RULES = (NO_SPEAKER, NOT_QUOTED, SHORT, OPPOSING, REPEATED)
