"""Rules for single quotes: who speaks, how long they are, what they are taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from factcheck_report.checking.rule import ATTRIBUTED, Rule, RuleContext, excerpt, quote_name
from factcheck_report.model import EntryKind, Evidence, Level, Stance, Wording
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.problems import Problem
from factcheck_report.quotes.words import words_of


def _speakers_are_named(checked: RuleContext) -> Iterator[Problem]:
    for kind, entry, quotes in checked.draft.quoting_entries():
        for number, quote in enumerate(quotes, 1):
            attributed = quote.wording in ATTRIBUTED
            if attributed and quote.speaker is None:
                yield Problem(
                    position=quote.marks.at("wording"),
                    entry=f"{kind} {entry}, quote {number}",
                    rule="no-speaker",
                    what=f"The quote's wording is “{quote.wording}”, but no speaker is named.",
                    fix="Add “speaker:” as the document has it; if it is the document's own "
                    "voice, write “wording: document”.",
                )


NO_SPEAKER = Rule(
    id="no-speaker",
    level=Level.ERROR,
    title="Words that the document attributes to somebody name that somebody.",
    reason="""\
Readers weigh a statement by who made it. Where the document quotes or reports somebody,
`speaker:` says whom, as the document has it.""",
    wrong="""\
claims:
  drones-sent:
    quotes:
      - text: A spokesman of the other side said that dozens of drones had been sent in summer.
        source: gazette
        stance: supports
        wording: paraphrased
        origin: other-side
""",
    right="""\
claims:
  drones-sent:
    quotes:
      - text: A spokesman of the other side said that dozens of drones had been sent in summer.
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
""",
    find=_speakers_are_named,
)


def _quoted_words_are_quoted(checked: RuleContext) -> Iterator[Problem]:
    for item in checked.evidence:
        if item.quote.wording is not Wording.QUOTED:
            continue
        for piece in item.receipt.pieces:
            if checked.quotation_around(item.quote.source, piece) is None:
                yield _not_quoted(item, piece, checked.documents[item.quote.source].text)
                break


def _not_quoted(item: Evidence, piece: Span, text: SourceText) -> Problem:
    whole = len(item.receipt.pieces) == 1
    which = "these words" if whole else f"“{excerpt(text.text, piece)}”"
    return Problem(
        position=item.quote.marks.at("wording"),
        entry=quote_name(item),
        rule="not-quoted",
        what=f"The quote's wording is “quoted”, but {which} (line {text.line_of(piece.start)}) "
        "do not stand between quotation marks in the document, or only a part of them does.",
        fix="Quote only the words between the marks. If the document reports in its own words "
        "what was said, write “wording: paraphrased”; if it is a verbatim record without "
        "quotation marks, such as minutes or a transcript, write “wording: transcript”.",
    )


NOT_QUOTED = Rule(
    id="not-quoted",
    level=Level.ERROR,
    title="Words given as somebody's own stand between quotation marks in the document.",
    reason="""\
`wording: quoted` tells readers that these are the speaker's very words. The whole quote, or each
part of it between `[…]`, has to stand between quotation marks of whatever language. What the
document reports in its own words is `paraphrased`; what stands in minutes or another verbatim
record, which has no quotation marks, is `transcript`.""",
    wrong="""\
claims:
  drones-sent:
    quotes:
      - text: dozens of drones had been sent in summer
        source: gazette
        stance: supports
        wording: quoted
        speaker: A spokesman of the other side
        origin: other-side
""",
    right="""\
claims:
  drones-sent:
    quotes:
      - text: no drones were sent
        source: gazette
        stance: refutes
        wording: quoted
        speaker: The minister
        origin: ministry
""",
    find=_quoted_words_are_quoted,
)


_FEWEST_WORDS = 3


def _quotes_are_long_enough(checked: RuleContext) -> Iterator[Problem]:
    for item in checked.evidence:
        words = list(islice(words_of(item.quote.text), _FEWEST_WORDS))
        if item.kind is EntryKind.CLAIM and len(words) < _FEWEST_WORDS:
            yield Problem(
                position=item.quote.marks.at("text"),
                entry=quote_name(item),
                rule="short-quote",
                what=f"The quote has {len(words)} word{'' if len(words) == 1 else 's'}: "
                "readers cannot see from it what was said.",
                fix="Quote the part of the sentence that says it.",
            )


SHORT = Rule(
    id="short-quote",
    level=Level.WARNING,
    title="A quote for or against a claim has three words at least.",
    reason="""\
One or two words say what somebody wants them to say. It is a warning only, because now and then a
single word is what a dispute is about; a date in the timeline may be short.""",
    wrong="""\
claims:
  drones-sent:
    quotes:
      - text: drones had
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
""",
    right="""\
claims:
  drones-sent:
    quotes:
      - text: dozens of drones had been sent in summer
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
""",
    find=_quotes_are_long_enough,
)


def _passages_have_one_stance(checked: RuleContext) -> Iterator[Problem]:
    for (kind, _), items in checked.evidence_of.items():
        if kind is EntryKind.CLAIM:
            yield from _two_stances(items)


def _two_stances(items: Iterable[Evidence]) -> Iterator[Problem]:
    first: dict[tuple[str, tuple[Span, ...]], Evidence] = {}
    for item in items:
        if item.quote.stance is Stance.CONTEXT:
            continue
        earlier = first.setdefault((item.quote.source, item.receipt.pieces), item)
        if earlier.quote.stance is not item.quote.stance:
            yield Problem(
                position=item.quote.marks.at("stance"),
                entry=quote_name(item),
                rule="opposing-stances",
                what=f"The same passage is quoted {_SIDES[earlier.quote.stance]} the claim in "
                f"quote {earlier.number} and {_SIDES[item.quote.stance]} it here.",
                fix="Delete one of the two; or quote on each side the words that speak for it.",
            )


_SIDES = {Stance.SUPPORTS: "for", Stance.REFUTES: "against"}

OPPOSING = Rule(
    id="opposing-stances",
    level=Level.ERROR,
    title="One passage is not quoted for and against the same claim.",
    reason="""\
The same words cannot be evidence on both sides. If a sentence has a half for the claim and a half
against it, each half is a quote of its own. Under two different claims a passage may well stand
on different sides.""",
    wrong="""\
claims:
  drones-sent:
    quotes:
      - text: dozens of drones had been sent in summer
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
      - text: dozens of drones had been sent in summer
        source: gazette
        stance: refutes
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
""",
    right="""\
claims:
  drones-sent:
    quotes:
      - text: dozens of drones had been sent in summer
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
      - text: no drones were sent
        source: gazette
        stance: refutes
        wording: quoted
        speaker: The minister
        origin: ministry
""",
    find=_passages_have_one_stance,
)


def _passages_are_quoted_once(checked: RuleContext) -> Iterator[Problem]:
    for items in checked.evidence_of.values():
        first: dict[tuple[object, ...], Evidence] = {}
        for item in items:
            quote = item.quote
            said = (quote.source, item.receipt.pieces, quote.stance, quote.speaker, quote.origin)
            earlier = first.setdefault(said, item)
            if earlier is not item:
                yield Problem(
                    position=quote.marks.at("text"),
                    entry=quote_name(item),
                    rule="repeated-quote",
                    what=f"This passage is quoted a second time; the first is quote "
                    f"{earlier.number}, in line {earlier.quote.marks.at('text').line}.",
                    fix="Delete one of the two; or quote other words, if others were meant.",
                )


REPEATED = Rule(
    id="repeated-quote",
    level=Level.ERROR,
    title="An entry quotes a passage once.",
    reason="""\
The same words twice look like more evidence than there is; most often a quote was copied and its
text not changed. Words that two people said together may be quoted for each of them: it is the same
quote only where passage, stance, speaker and origin are the same.""",
    wrong="""\
claims:
  drones-sent:
    quotes:
      - text: dozens of drones had been sent in summer
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
      - text: dozens of drones had been sent in summer
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
""",
    right="""\
claims:
  drones-sent:
    quotes:
      - text: dozens of drones had been sent in summer
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
""",
    find=_passages_are_quoted_once,
)

RULES = (NO_SPEAKER, NOT_QUOTED, SHORT, OPPOSING, REPEATED)
