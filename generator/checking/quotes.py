"""Rules for single quotes: who speaks, what was cut off, what they are taken for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from generator.checking.hedges import Cut, cuts
from generator.checking.rule import Checked, Rule, number_of
from generator.locating.characters import UNSPACED
from generator.model import Citing, Evidence, Level, Stance, Wording
from generator.problems import Problem
from generator.texts import SourceText, Span

_ATTRIBUTED = (Wording.QUOTED, Wording.PARAPHRASED, Wording.TRANSCRIPT)


def _speakers_are_named(checked: Checked) -> Iterator[Problem]:
    for citing, entry, quotes in checked.draft.citing():
        for number, quote in enumerate(quotes, 1):
            attributed = quote.wording in _ATTRIBUTED
            if attributed and quote.speaker is None:
                yield Problem(
                    position=quote.marks.at("wording"),
                    entry=f"{citing} {entry}, quote {number}",
                    rule="no-speaker",
                    what=f"The quote's wording is “{quote.wording}”, but no speaker is named.",
                    mend="Add “speaker:” as the document has it; if it is the document's own "
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

# Opening and closing quotation marks of many languages; a straight one both opens and closes.
_OPENING = "“„«‹‘‚「『《〝"
_CLOSING = "”»«‹›’」』》〞"
_STRAIGHT = "\"'"


def _quoted_words_are_quoted(checked: Checked) -> Iterator[Problem]:
    for item in checked.evidence:
        if item.quote.wording is not Wording.QUOTED:
            continue
        text = checked.documents[item.quote.source].text
        first = item.receipt.pieces[0]
        if not _stands_in_quotation_marks(text, first):
            line = text.line_of(first.start)
            yield Problem(
                position=item.quote.marks.at("wording"),
                entry=number_of(item),
                rule="not-quoted",
                what="The quote's wording is “quoted”, but the document has no quotation marks "
                f"round these words (line {line}).",
                mend="Write “wording: paraphrased”, or quote only the words between the marks.",
            )


def _stands_in_quotation_marks(text: SourceText, span: Span) -> bool:
    """Whether a quotation mark opens before the span, or at it, and is not closed till there."""
    line = text.text[text.line_starts[text.line_of(span.start) - 1] : span.start]
    if text.text[span.start] in _OPENING + _STRAIGHT:
        return True
    opened = max(line.rfind(mark) for mark in _OPENING)
    closed = max(line.rfind(mark) for mark in _CLOSING if mark not in "«‹’")
    return opened > closed or line.count('"') % 2 == 1 or _opens_single(line)


def _opens_single(line: str) -> bool:
    """A straight single mark that begins a word is a quotation mark; others are apostrophes."""
    return re.search(r"(?:^|[\s(])'[^']*$", line) is not None


NOT_QUOTED = Rule(
    id="not-quoted",
    level=Level.ERROR,
    title="Words given as somebody's own stand between quotation marks in the document.",
    reason="""\
`wording: quoted` tells readers that these are the speaker's very words. What the document reports
in its own words is `paraphrased`.""",
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


def _quotes_are_not_clipped(checked: Checked) -> Iterator[Problem]:
    for item in checked.evidence:
        text = checked.documents[item.quote.source].text.text
        language = checked.language_of(item.quote)
        # A word that stands alone between two pieces is beside both.
        found = {cut: piece for piece in item.receipt.pieces for cut in cuts(text, piece, language)}
        for cut, piece in found.items():
            if not _is_told(cut, item, checked):
                yield _clipped(item, cut, piece, checked.documents[item.quote.source].text)


def _clipped(item: Evidence, cut: Cut, piece: Span, text: SourceText) -> Problem:
    return Problem(
        position=item.quote.marks.at("text"),
        entry=number_of(item),
        rule="clipped-quote",
        what=f"Just outside the quoted words stands “{cut.word}” (line "
        f"{text.line_of(cut.span.start)}), which may take them back or weaken them: "
        f"{_surroundings(text.text, piece, cut)}",
        mend="Quote the word too. If it changes nothing, add a “note:” to the quote "
        f"that tells readers of “{cut.word}”; then the quote counts as complete.",
    )


def _is_told(cut: Cut, item: Evidence, checked: Checked) -> bool:
    """Whether readers meet the word anyway: in the quote's note, or in a quote beside it."""
    quote = item.quote
    if quote.note and re.search(rf"\b{re.escape(cut.word)}\b", quote.note, re.IGNORECASE):
        return True
    return any(
        other.quote.source == quote.source and piece.overlaps(cut.span)
        for other in checked.evidence_of[item.citing, item.entry]
        for piece in other.receipt.pieces
    )


def _surroundings(text: str, piece: Span, cut: Cut) -> str:
    first, last = min(piece.start, cut.span.start), max(piece.end, cut.span.end)
    words = " ".join(text[first:last].split())
    if len(words) <= 160:
        return words
    return f"{words[:160]}…" if cut.span.start < piece.start else f"…{words[-160:]}"


CLIPPED = Rule(
    id="clipped-quote",
    level=Level.WARNING,
    title="A quote keeps the “not”, “reportedly” or “may have” that stands beside it.",
    reason="""\
Two words left off can turn a sentence round. The rule looks for words that negate or weaken
(English and German) directly outside the quoted words and beside each `[…]`, in the same
sentence. It is silent in other languages, where the word stands in another quote of the same
entry, and where the quote's `note:` names it. It is a warning only, because it reads words and
not sentences.""",
    wrong="""\
claims:
  drones-sent:
    quotes:
      - text: been trained abroad in spring
        source: gazette
        stance: context
        wording: paraphrased
        speaker: An officer
""",
    right="""\
claims:
  drones-sent:
    quotes:
      - text: the pilots had reportedly been trained abroad in spring
        source: gazette
        stance: context
        wording: paraphrased
        speaker: An officer
""",
    find=_quotes_are_not_clipped,
)

_FEWEST_WORDS = 3
# In scripts without spaces each character counts.
_WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+(?:['’.,](?![{UNSPACED}])[^\W_]+)*")


def _quotes_are_long_enough(checked: Checked) -> Iterator[Problem]:
    for item in checked.evidence:
        words = list(islice(_WORD.finditer(item.quote.text), _FEWEST_WORDS))
        if item.citing is Citing.CLAIM and len(words) < _FEWEST_WORDS:
            yield Problem(
                position=item.quote.marks.at("text"),
                entry=number_of(item),
                rule="short-quote",
                what=f"The quote has {len(words)} word{'' if len(words) == 1 else 's'}: "
                "readers cannot see from it what was said.",
                mend="Quote the part of the sentence that says it.",
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


def _passages_have_one_stance(checked: Checked) -> Iterator[Problem]:
    for (citing, _), items in checked.evidence_of.items():
        if citing is Citing.CLAIM:
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
                entry=number_of(item),
                rule="opposing-stances",
                what=f"The same passage is quoted {_SIDES[earlier.quote.stance]} the claim in "
                f"quote {earlier.number} and {_SIDES[item.quote.stance]} it here.",
                mend="Delete one of the two; or quote on each side the words that speak for it.",
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


def _passages_are_quoted_once(checked: Checked) -> Iterator[Problem]:
    for items in checked.evidence_of.values():
        first: dict[tuple[object, ...], Evidence] = {}
        for item in items:
            quote = item.quote
            said = (quote.source, item.receipt.pieces, quote.stance, quote.speaker, quote.origin)
            earlier = first.setdefault(said, item)
            if earlier is not item:
                yield Problem(
                    position=quote.marks.at("text"),
                    entry=number_of(item),
                    rule="repeated-quote",
                    what=f"This passage is quoted a second time; the first is quote "
                    f"{earlier.number}, in line {earlier.quote.marks.at('text').line}.",
                    mend="Delete one of the two; or quote other words, if others were meant.",
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

RULES = (NO_SPEAKER, NOT_QUOTED, CLIPPED, SHORT, OPPOSING, REPEATED)
