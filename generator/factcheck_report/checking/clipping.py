"""Rules for what a quote leaves out: with […], before it, behind it, and behind brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck_report.checking.omissions import Effect, OmissionPlace, OmittedWord, omitted_words
from factcheck_report.checking.rule import (
    ATTRIBUTED,
    LONGEST_EXCERPT,
    Rule,
    RuleContext,
    excerpt,
    quote_name,
)
from factcheck_report.model import Evidence, Level
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.problems import Problem
from factcheck_report.quotes.sentences import crosses_paragraph, sentence_ends, sentence_of
from factcheck_report.quotes.words import count_words


def _quotes_are_not_clipped(checked: RuleContext) -> Iterator[Problem]:
    for item in checked.evidence:
        text = checked.documents[item.quote.source].text
        places: dict[tuple[OmissionPlace, int], list[OmittedWord]] = {}
        for cut in checked.omitted_words_of(item):
            # Of words with a speaker readers know whose word they are.
            attributed = cut.effect is Effect.ATTRIBUTE and item.quote.wording in ATTRIBUTED
            if not attributed and not _is_told(cut, item, checked):
                places.setdefault((cut.place, cut.gap), []).append(cut)
        for (place, gap), cut_here in places.items():
            yield _clipped(item, place, gap, cut_here, text)
        yield from _put_in(item, text, checked.language_of(item.quote))
        yield from _inside_a_word(item, text)
        yield from _without_its_question_mark(item, text)


def _clipped(
    item: Evidence, place: OmissionPlace, gap: int, cut: Sequence[OmittedWord], text: SourceText
) -> Problem:
    pieces = item.receipt.pieces
    if place is OmissionPlace.GAP:
        where = "Between the quoted parts, left out with […],"
        shown = _middle(text.text, Span(pieces[gap].end, pieces[gap + 1].start))
    elif place is OmissionPlace.BEFORE:
        where = "Before the quoted words, in the same sentence,"
        shown = excerpt(text.text, Span(cut[0].span.start, pieces[0].end))
    else:
        where = "After the quoted words, in the same sentence,"
        shown = _tail(text.text, Span(pieces[-1].start, cut[-1].span.end))
    named = list(dict.fromkeys(f"“{one.word}” ({_DOES[one.effect]})" for one in cut))
    verb = "stands" if len(named) == 1 else "stand"
    return Problem(
        position=item.quote.marks.at("text"),
        entry=quote_name(item),
        rule="clipped-quote",
        what=f"{where} {verb} {_listed(named)} (line {text.line_of(cut[0].span.start)}): {shown}",
        fix="Quote the words too. If they change nothing for readers, add a “note:” to the quote "
        f"that quotes {_listed([f'“{one.word}”' for one in cut])}, or accept the warning: "
        "“accept: {clipped-quote: the reason}”.",
    )


def _put_in(item: Evidence, text: SourceText, language: str) -> Iterator[Problem]:
    """What an editor's brackets say and stand for, read like what […] leaves out."""
    whole = item.receipt.span
    for bracket in item.receipt.brackets:
        stands_for = text.text[bracket.at.start : bracket.at.end]
        says = bracket.text.strip()
        told = [f"{says} says {words}" for words in _effects(bracket.text, language)]
        told += [f"{says} stands for {words}" for words in _effects(stands_for, language)]
        if _DIGIT.search(stands_for) or (_DIGIT.search(says) and stands_for.strip()):
            told.append(f"{says} stands for “{' '.join(stands_for.split())}”")
        if told:
            yield Problem(
                position=item.quote.marks.at("text"),
                entry=quote_name(item),
                rule="clipped-quote",
                what=f"{'; '.join(told)} (line {text.line_of(bracket.at.start)}): "
                f"{excerpt(text.text, whole)}",
                fix="Quote the document's own words there.",
            )


def _effects(words: str, language: str) -> list[str]:
    """The words of a text that would turn a sentence round, with what they do."""
    # Between two pieces, as what […] leaves out.
    framed = SourceText(f"x {words} x")
    pieces = Span(0, 1), Span(len(framed.text) - 1, len(framed.text))
    return [
        f"“{cut.word}” ({_DOES[cut.effect]})"
        for cut in omitted_words(framed, pieces, language)
        if cut.effect is not Effect.ATTRIBUTE
    ]


_DIGIT = re.compile(r"\d")
_PREFIX = re.compile(
    r"(?<![^\W_])(?:non|un|in|anti|ex|pro|semi|quasi|pseudo|mis|dis|half|near|would|self|nicht|schein"
    r"|halb|möchtegern)[-‐‑]$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:^|[\s(])[-−–+]$")
_REST_OF_NUMBER = re.compile(r"[ \u00a0\u2009\u202f]\d{3}(?!\d)|/\d|[ \u00a0\u202f]?[%‰]")


def _inside_a_word(item: Evidence, text: SourceText) -> Iterator[Problem]:
    """Parts of a quote that begin behind “non-” or a minus, or end in the middle of a number."""
    for piece in item.receipt.pieces:
        before = text.text[max(piece.start - 20, 0) : piece.start]
        first, last = text.text[piece.start], text.text[piece.end - 1]
        found = _PREFIX.search(before) if first.isalnum() else None
        if found is None and first.isdigit():
            found = _SIGN.search(before)
        if found:
            yield _cut_inside(item, text, f"begins behind “{found[0].strip()}”", piece.start)
        rest = _REST_OF_NUMBER.match(text.text, piece.end) if last.isdigit() else None
        if rest:
            yield _cut_inside(item, text, f"ends before “{rest[0].strip()}”", piece.end)


def _cut_inside(item: Evidence, text: SourceText, where: str, at: int) -> Problem:
    near = Span(max(at - 20, 0), min(at + 20, len(text.text)))
    return Problem(
        position=item.quote.marks.at("text"),
        entry=quote_name(item),
        rule="clipped-quote",
        what=f"The quote {where} (line {text.line_of(at)}): …{excerpt(text.text, near)}…",
        fix="Quote the whole word or number.",
    )


def _without_its_question_mark(item: Evidence, text: SourceText) -> Iterator[Problem]:
    """A question that is quoted as if it were a statement."""
    end = item.receipt.span.end
    rest = text.text[end : sentence_of(text, Span(end - 1, end)).end].rstrip("\"'”’»)")
    if rest.endswith(("?", "？", "؟")) and not _MARK.search(rest[:-1]):
        yield Problem(
            position=item.quote.marks.at("text"),
            entry=quote_name(item),
            rule="clipped-quote",
            what=f"The sentence is a question (line {text.line_of(end - 1)}), and the quote leaves "
            f"out its question mark: {_tail(text.text, Span(item.receipt.span.start, end + 1))}",
            fix="Quote the sentence to its end.",
        )


_MARK = re.compile(r"[.!?“”\"„«»:;]")


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


def _is_told(cut: OmittedWord, item: Evidence, checked: RuleContext) -> bool:
    """Whether readers meet the word anyway: in the quote's note, or in a quote beside it."""
    quote = item.quote
    text = checked.documents[quote.source].text.text
    if quote.note and all(
        _names(quote.note, word, text, cut.span) for word in cut.word.split(" … ")
    ):
        return True
    return checked.quotes_any_of(cut.span, item)


def _names(note: str, word: str, text: str, span: Span) -> bool:
    """Whether a note tells readers of a word: between quotation marks, or with its neighbour.

    A “not” of the note's own says nothing of the one that the quote leaves out.
    """
    note = " ".join(note.replace("’", "'").split())
    word = word.replace("’", "'")
    before = text[max(span.start - 40, 0) : span.start].replace("’", "'").split()[-1:]
    behind = text[span.end : span.end + 40].replace("’", "'").split()[:1]
    phrases = [f"{one} {word}" for one in before] + [f"{word} {one}" for one in behind]
    if any(_stands_in(note, phrase.strip(_EDGES)) for phrase in phrases):
        return True
    return any(_stands_in(quoted[0], word) for quoted in _IN_MARKS.finditer(note))


_EDGES = '.,;:!?"“”„«»()'
_IN_MARKS = re.compile(r"[“„«\"‘][^“”„«»\"]{0,200}[”“»\"’']")


def _stands_in(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def _tail(text: str, span: Span) -> str:
    words = " ".join(text[max(span.start, span.end - 2 * LONGEST_EXCERPT) : span.end].split())
    return words if len(words) <= LONGEST_EXCERPT else f"…{words[-LONGEST_EXCERPT:]}"


def _middle(text: str, span: Span) -> str:
    if span.end - span.start <= LONGEST_EXCERPT:
        return excerpt(text, span)
    half = LONGEST_EXCERPT // 2
    first, last = Span(span.start, span.start + half), Span(span.end - half, span.end)
    return f"{excerpt(text, first)} … {excerpt(text, last)}"


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

It also looks at what your square brackets say and stand for, and at quotes that begin behind “non-”
or a minus, end inside a number, or leave off a question mark.

It is silent in other languages, where the word stands in another quote of the same entry, and
where the quote's `note:` quotes it (“not”, or “not safe”). It is a warning only, because it reads
words and not sentences.""",
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


def _parts_stand_together(checked: RuleContext) -> Iterator[Problem]:
    for item in checked.evidence:
        if not item.receipt.gaps:
            continue
        said: dict[tuple[OmissionPlace, int], list[OmittedWord]] = {}
        for cut in checked.omitted_words_of(item):
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
        entry=quote_name(item),
        rule="far-elision",
        what=f"What […] leaves out ({lines}) may join words that do not belong together: "
        f"{'; '.join(reasons)}. {_middle(text.text, gap)}",
        fix="Make two quotes of it, each with its own speaker. If the parts do belong together, "
        "accept the warning: “accept: {far-elision: the reason}”.",
    )


def _distances(
    item: Evidence,
    number: int,
    gap: Span,
    attributions: Mapping[tuple[OmissionPlace, int], Sequence[OmittedWord]],
    checked: RuleContext,
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
    said = attributions.get((OmissionPlace.GAP, number), ())
    untold = [cut.word for cut in said if not cut.continues and not _is_told(cut, item, checked)]
    before, after = (
        checked.quotation_around(item.quote.source, piece)
        for piece in item.receipt.pieces[number : number + 2]
    )
    if before != after and before is not None and after is not None:
        replied = (OmissionPlace.AFTER, 0) in attributions
        if replied or not _is_interrupted(text, before, after, said):
            yield "one quotation ends and another begins, so another person may speak"
    elif untold and item.quote.wording in ATTRIBUTED:
        yield f"{_listed(f'“{word}”' for word in untold)} may give the words to somebody else"


def _is_interrupted(
    text: SourceText, before: Span, after: Span, said: Sequence[OmittedWord]
) -> bool:
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

RULES = (CLIPPED, FAR)
