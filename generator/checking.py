"""Editorial rules over a whole draft: each looks at it and yields what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model import Claim, Document, Draft, Evidence, Stance, Verdict, Wording
from generator.problems import Problem
from generator.texts import SourceText, Span
from generator.web import is_web_address


def check(
    draft: Draft, documents: Mapping[str, Document], evidence: Iterable[Evidence]
) -> list[Problem]:
    """All problems with the entries that could be read.

    `documents` by source id; `evidence` are the quotes that were proved.
    """
    return [
        *_verdicts_bear_out(draft),
        *_headlines_do_not_stand_alone(draft),
        *_speakers_are_named(draft),
        *_quoted_words_are_quoted(documents, evidence),
        *_links_can_be_followed(draft),
        *_inferred_dates_are_explained(draft),
        *_pins_hold(documents),
        *_files_are_used_once(draft),
    ]


def _verdicts_bear_out(draft: Draft) -> Iterator[Problem]:
    for claim in draft.claims.values():
        if verdict := draft.verdicts.get(claim.verdict):
            yield from _thresholds(claim, verdict, draft.verdicts.values())


def _thresholds(claim: Claim, verdict: Verdict, scale: Iterable[Verdict]) -> Iterator[Problem]:
    supporting, refuting = claim.origins(Stance.SUPPORTS), claim.origins(Stance.REFUTES)
    if verdict.admits(len(supporting), len(refuting)):
        return
    fitting = [
        f"“{other.label}” (verdict: {other.id})"
        for other in scale
        if other.admits(len(supporting), len(refuting))
    ]
    nobody = sum(
        1 for quote in claim.quotes if quote.origin is None and quote.stance is not Stance.CONTEXT
    )
    yield Problem(
        position=claim.marks.at("verdict"),
        entry=f"claim {claim.id}",
        rule="verdict-thresholds",
        what=f"The quotes name {_origins(supporting)} for the claim and {_origins(refuting)} "
        f"against it; the verdict “{verdict.label}” takes other numbers."
        + (f" Quotes without an origin, which count for nobody: {nobody}." if nobody else ""),
        mend=(f"So many origins make it {' or '.join(fitting)}. " if fitting else "")
        + "Choose the verdict that fits the evidence, or add what is missing.",
    )


def _origins(ids: Sequence[str]) -> str:
    named = f" ({', '.join(ids)})" if ids else ""
    return f"{len(ids)} origin{'' if len(ids) == 1 else 's'}{named}"


def _headlines_do_not_stand_alone(draft: Draft) -> Iterator[Problem]:
    for claim in draft.claims.values():
        wordings = {quote.wording for quote in claim.quotes if quote.stance is not Stance.CONTEXT}
        if wordings == {Wording.HEADLINE}:
            yield Problem(
                position=claim.marks.at("quotes"),
                entry=f"claim {claim.id}",
                rule="headline-only",
                what="Only headlines are quoted for or against the claim.",
                mend="Quote what the articles themselves say; a headline may stand beside it.",
            )


def _speakers_are_named(draft: Draft) -> Iterator[Problem]:
    for citing, entry, quotes in draft.citing():
        for number, quote in enumerate(quotes, 1):
            attributed = quote.wording in (Wording.QUOTED, Wording.PARAPHRASED)
            if attributed and quote.speaker is None:
                yield Problem(
                    position=quote.marks.at("wording"),
                    entry=f"{citing} {entry}, quote {number}",
                    rule="no-speaker",
                    what=f"The quote's wording is “{quote.wording}”, but no speaker is named.",
                    mend="Add “speaker:” as the document has it; if it is the document's own "
                    "voice, write “wording: document”.",
                )


# Opening and closing quotation marks of many languages; a straight one both opens and closes.
_OPENING = "“„«‹‘‚「『《〝"
_CLOSING = "”«»‹›’」』》〞"
_STRAIGHT = "\"'"


def _quoted_words_are_quoted(
    documents: Mapping[str, Document], evidence: Iterable[Evidence]
) -> Iterator[Problem]:
    for item in evidence:
        if item.quote.wording is not Wording.QUOTED:
            continue
        text = documents[item.quote.source].text
        first = item.receipt.pieces[0]
        if not _stands_in_quotation_marks(text, first):
            line = text.line_of(first.start)
            yield Problem(
                position=item.quote.marks.at("wording"),
                entry=f"{item.citing} {item.entry}, quote {item.number}",
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


_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")


def _links_can_be_followed(draft: Draft) -> Iterator[Problem]:
    for claim in draft.claims.values():
        for found in _LINK.finditer(claim.analysis):
            if not is_web_address(found[1]):
                yield Problem(
                    position=claim.marks.at("analysis"),
                    entry=f"claim {claim.id}",
                    rule="analysis-link",
                    what=f"The analysis has a link that readers cannot follow: {found[1][:80]}.",
                    mend="Write the full address, beginning with https://; name related claims "
                    "under “related:”.",
                )


def _inferred_dates_are_explained(draft: Draft) -> Iterator[Problem]:
    dated = [
        (f"claim {claim.id}", claim.stated, "stated", claim.stated_note, claim.marks)
        for claim in draft.claims.values()
    ] + [
        (f"event {number}", event.when, "when", event.when_note, event.marks)
        for number, event in enumerate(draft.timeline, 1)
    ]
    for entry, date, field, note, marks in dated:
        if date is not None and date.inferred and note is None:
            yield Problem(
                position=marks.at(field),
                entry=entry,
                rule="inferred-date",
                what=f"A part of the date {date} is marked as inferred, but not from what.",
                mend=f"Add “{field}_note:” with the reason, for readers.",
            )


def _pins_hold(documents: Mapping[str, Document]) -> Iterator[Problem]:
    for document in documents.values():
        source = document.source
        if source.sha256 == document.sha256:
            continue
        if source.sha256 is None:
            what = f"Nothing records which state of {source.file} the quotes were checked against."
            mend = f"Read the file once more and add: sha256: {document.sha256}"
        else:
            what = f"{source.file} has changed since its quotes were checked."
            mend = (
                "Restore the file; or look at what changed, go through the claims that quote it, "
                f"and write: sha256: {document.sha256}"
            )
        yield Problem(
            position=source.marks.at("sha256"),
            entry=f"source {source.id}",
            rule="pin",
            what=what,
            mend=mend,
        )


def _files_are_used_once(draft: Draft) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for source in draft.sources.values():
        if source.file in first:
            yield Problem(
                position=source.marks.at("file"),
                entry=f"source {source.id}",
                rule="same-file",
                what=f"{source.file} is already the file of the source “{first[source.file]}”.",
                mend="Name the file of this document, or delete one of the two entries: "
                "a document that stands in the report twice would count twice.",
            )
        first.setdefault(source.file, source.id)
