"""Rules for single quotes: who speaks, what was cut off, what they are taken for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from generator.checking.hedges import Cut, Effect, Place, cuts
from generator.checking.rule import Checked, Rule, number_of
from generator.locating.sentences import crosses_paragraph, sentence_ends
from generator.locating.words import WORD, count_words
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


def _quoted_words_are_quoted(checked: Checked) -> Iterator[Problem]:
    for item in checked.evidence:
        if item.quote.wording is not Wording.QUOTED:
            continue
        for piece in item.receipt.pieces:
            if checked.quotation_around(item.quote.source, piece) is None:
                yield _not_quoted(item, piece, checked.documents[item.quote.source].text)
                break


def _not_quoted(item: Evidence, piece: Span, text: SourceText) -> Problem:
    whole = len(item.receipt.pieces) == 1
    which = "these words" if whole else f"“{_excerpt(text.text, piece)}”"
    return Problem(
        position=item.quote.marks.at("wording"),
        entry=number_of(item),
        rule="not-quoted",
        what=f"The quote's wording is “quoted”, but {which} (line {text.line_of(piece.start)}) "
        "do not stand between quotation marks in the document, or only a part of them does.",
        mend="Quote only the words between the marks. If the document reports in its own words "
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


def _quotes_are_not_clipped(checked: Checked) -> Iterator[Problem]:
    for item in checked.evidence:
        text = checked.documents[item.quote.source].text
        places: dict[tuple[Place, int], list[Cut]] = {}
        for cut in checked.cuts_of(item):
            # Of words with a speaker readers know whose word they are.
            attributed = cut.effect is Effect.ATTRIBUTE and item.quote.wording in _ATTRIBUTED
            if not attributed and not _is_told(cut, item, checked):
                places.setdefault((cut.place, cut.gap), []).append(cut)
        for (place, gap), cut_here in places.items():
            yield _clipped(item, place, gap, cut_here, text)
        yield from _replaced(item, text, checked.language_of(item.quote))


def _clipped(
    item: Evidence, place: Place, gap: int, cut: Sequence[Cut], text: SourceText
) -> Problem:
    pieces = item.receipt.pieces
    if place is Place.GAP:
        where = "Between the quoted parts, left out with […],"
        shown = _middle(text.text, Span(pieces[gap].end, pieces[gap + 1].start))
    elif place is Place.BEFORE:
        where = "Before the quoted words, in the same sentence,"
        shown = _excerpt(text.text, Span(cut[0].span.start, pieces[0].end))
    else:
        where = "After the quoted words, in the same sentence,"
        shown = _tail(text.text, Span(pieces[-1].start, cut[-1].span.end))
    named = list(dict.fromkeys(f"“{one.word}” ({_DOES[one.effect]})" for one in cut))
    verb = "stands" if len(named) == 1 else "stand"
    return Problem(
        position=item.quote.marks.at("text"),
        entry=number_of(item),
        rule="clipped-quote",
        what=f"{where} {verb} {_listed(named)} (line {text.line_of(cut[0].span.start)}): {shown}",
        mend="Quote the words too. If they change nothing for readers, add a “note:” to the quote "
        f"that tells them of {_listed([f'“{one.word}”' for one in cut])}, or accept the warning: "
        "“accept: {clipped-quote: the reason}”.",
    )


def _replaced(item: Evidence, text: SourceText, language: str) -> Iterator[Problem]:
    """Words that an editor's brackets stand for, read like those that […] leaves out."""
    whole = item.receipt.span
    for bracket in item.receipt.brackets:
        around = Span(whole.start, bracket.at.start), Span(bracket.at.end, whole.end)
        if not count_words(text, bracket.at) or around[0].start == around[0].end:
            continue
        found = [cut for cut in cuts(text, around, language) if cut.place is Place.GAP]
        if found:
            named = _listed(f"“{cut.word}” ({_DOES[cut.effect]})" for cut in found)
            yield Problem(
                position=item.quote.marks.at("text"),
                entry=number_of(item),
                rule="clipped-quote",
                what=f"{bracket.text.strip()} stands for {named} in the document (line "
                f"{text.line_of(bracket.at.start)}): {_excerpt(text.text, whole)}",
                mend="Quote the document's own words there.",
            )


_DOES = {
    Effect.NEGATE: "negates",
    Effect.DENY: "denies",
    Effect.HEDGE: "weakens",
    Effect.LIMIT: "limits",
    Effect.ATTRIBUTE: "gives it as somebody's word",
}
_MOST_NAMED = 5


def _listed(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    more = len(listed) - _MOST_NAMED
    if more > 0:
        listed = [*listed[:_MOST_NAMED], f"{more} more"]
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))


def _is_told(cut: Cut, item: Evidence, checked: Checked) -> bool:
    """Whether readers meet the word anyway: in the quote's note, or in a quote beside it."""
    quote = item.quote
    if quote.note and all(_names(quote.note, word) for word in cut.word.split(" … ")):
        return True
    return checked.quotes_any_of(cut.span, item)


def _names(note: str, word: str) -> bool:
    word = re.escape(word.replace("’", "'"))
    found = re.search(rf"(?<!\w){word}(?!\w)", note.replace("’", "'"), re.IGNORECASE)
    return found is not None


def _excerpt(text: str, span: Span) -> str:
    """The words of a passage, the first of them where they are many."""
    words = " ".join(text[span.start : min(span.end, span.start + 2 * _LONGEST_SHOWN)].split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"


def _tail(text: str, span: Span) -> str:
    words = " ".join(text[max(span.start, span.end - 2 * _LONGEST_SHOWN) : span.end].split())
    return words if len(words) <= _LONGEST_SHOWN else f"…{words[-_LONGEST_SHOWN:]}"


def _middle(text: str, span: Span) -> str:
    if span.end - span.start <= _LONGEST_SHOWN:
        return _excerpt(text, span)
    half = _LONGEST_SHOWN // 2
    first, last = Span(span.start, span.start + half), Span(span.end - half, span.end)
    return f"{_excerpt(text, first)} … {_excerpt(text, last)}"


_LONGEST_SHOWN = 160
"""Code points of a document in a message."""


CLIPPED = Rule(
    id="clipped-quote",
    level=Level.WARNING,
    title="A quote keeps the “not”, “reportedly” or “denied” of its sentence.",
    reason="""\
Two words left off can turn a sentence round. The rule looks for words that negate, deny, weaken or
limit (English and German). It reads all that `[…]` leaves out, and what stands before and after
the quoted words up to the edge of the sentence or clause; very common words, such as “may”, count
there only directly beside the quote.

In a quote without a speaker (`wording: document` or `headline`) the rule also looks for words that
give the statement as somebody's: without “according to the office” the document says it itself.

It is silent in other languages, where the word stands in another quote of the same entry, and
where the quote's `note:` names it. It is a warning only, because it reads words and not
sentences.""",
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

_MOST_LEFT_OUT = 50
_LONGEST_INTERRUPTION = 15
"""Words of the document between two halves of one person's statement."""


def _parts_stand_together(checked: Checked) -> Iterator[Problem]:
    for item in checked.evidence:
        if not item.receipt.gaps:
            continue
        said: dict[tuple[Place, int], list[Cut]] = {}
        for cut in checked.cuts_of(item):
            if cut.effect is Effect.ATTRIBUTE:
                said.setdefault((cut.place, cut.gap), []).append(cut)
        for number, gap in enumerate(item.receipt.gaps):
            reasons = list(_distances(item, number, gap, said, checked))
            if reasons:
                yield _far(item, gap, reasons, checked.documents[item.quote.source].text)


def _far(item: Evidence, gap: Span, reasons: Sequence[str], text: SourceText) -> Problem:
    first, last = text.line_of(gap.start - 1), text.line_of(gap.end)
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    return Problem(
        position=item.quote.marks.at("text"),
        entry=number_of(item),
        rule="far-elision",
        what=f"What […] leaves out ({lines}) may join words that do not belong together: "
        f"{'; '.join(reasons)}. {_middle(text.text, gap)}",
        mend="Make two quotes of it, each with its own speaker. If the parts do belong together, "
        "accept the warning: “accept: {far-elision: the reason}”.",
    )


def _distances(
    item: Evidence,
    number: int,
    gap: Span,
    attributions: Mapping[tuple[Place, int], Sequence[Cut]],
    checked: Checked,
) -> Iterator[str]:
    """What makes the parts on both sides of a gap strangers to each other.

    `attributions` are the words left out that say who speaks, by their place and gap.
    """
    text = checked.documents[item.quote.source].text
    words = count_words(text, gap)
    if words > _MOST_LEFT_OUT:
        yield f"{words:,} words are left out"
    if crosses_paragraph(text, Span(gap.start - 1, gap.end + 1)):
        yield "a new paragraph begins"
    said = attributions.get((Place.GAP, number), ())
    untold = [cut.word for cut in said if not cut.continues and not _is_told(cut, item, checked)]
    before, after = (
        checked.quotation_around(item.quote.source, piece)
        for piece in item.receipt.pieces[number : number + 2]
    )
    if before != after and before is not None and after is not None:
        replied = (Place.AFTER, 0) in attributions
        if replied or not _is_interrupted(text, before, after, said):
            yield "one quotation ends and another begins, so another person may speak"
    elif untold and item.quote.wording in _ATTRIBUTED:
        yield f"{_listed(f'“{word}”' for word in untold)} may give the words to somebody else"


def _is_interrupted(text: SourceText, before: Span, after: Span, said: Sequence[Cut]) -> bool:
    """Whether two quotations are one statement, as in “It is safe,” he said, “and open.”

    The words between them are few, and name who speaks once, in the sentence of the first.
    """
    between = Span(before.end, after.start)
    if len(said) != 1 or count_words(text, between) > _LONGEST_INTERRUPTION:
        return False
    ends = sentence_ends(text, Span(max(before.end - 2, before.start), after.start))
    return (
        before.end <= said[0].span.start
        and not text.text[between.start : between.end].rstrip().endswith(":")
        and all(end > said[0].span.start for end in ends)
    )


FAR = Rule(
    id="far-elision",
    level=Level.WARNING,
    title="The parts on both sides of “[…]” belong together.",
    reason="""\
Readers take the parts of a quote for one statement of one person. The rule looks at what `[…]`
leaves out: more than 50 words, the beginning of a new paragraph, or a change of speaker (one
quotation ends and another begins, or words such as “said” or “according to” give the words to
somebody). It is a warning only, because a speaker may well go on after a “he said”. The page tells
readers how many words are left out and shows them.""",
    wrong="""\
claims:
  drones-sent:
    quotes:
      - text: >-
          dozens of drones had been sent in summer […] the pilots had reportedly been trained abroad
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
      - text: the pilots had reportedly been trained abroad
        source: gazette
        stance: context
        wording: paraphrased
        speaker: An officer
""",
    find=_parts_stand_together,
)

_FEWEST_WORDS = 3


def _quotes_are_long_enough(checked: Checked) -> Iterator[Problem]:
    for item in checked.evidence:
        words = list(islice(WORD.finditer(item.quote.text), _FEWEST_WORDS))
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

RULES = (NO_SPEAKER, NOT_QUOTED, CLIPPED, FAR, SHORT, OPPOSING, REPEATED)
