"""Editorial rules over a whole draft: each looks at it and yields what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model import Claim, Document, Draft, Stance, Verdict, Wording
from generator.problems import Problem


def check(draft: Draft, documents: Mapping[str, Document]) -> list[Problem]:
    """All problems with the entries that could be read; `documents` by source id."""
    return [
        *_verdicts_bear_out(draft),
        *_headlines_do_not_stand_alone(draft),
        *_speakers_are_named(draft),
        *_inferred_dates_are_explained(draft),
        *_pins_hold(documents),
        *_files_are_used_once(draft),
    ]


def _verdicts_bear_out(draft: Draft) -> Iterator[Problem]:
    for claim in draft.claims.values():
        if verdict := draft.verdicts.get(claim.verdict):
            yield from _thresholds(claim, verdict)


def _thresholds(claim: Claim, verdict: Verdict) -> Iterator[Problem]:
    bounds = (
        (
            Stance.SUPPORTS,
            "support it",
            verdict.needs.supporting_origins,
            verdict.allows.supporting_origins,
        ),
        (
            Stance.REFUTES,
            "speak against it",
            verdict.needs.refuting_origins,
            verdict.allows.refuting_origins,
        ),
    )
    for stance, does, least, most in bounds:
        origins = claim.origins(stance)
        if (least is None or len(origins) >= least) and (most is None or len(origins) <= most):
            continue
        bound = (
            f"at least {least}" if least is not None and len(origins) < least else f"at most {most}"
        )
        named = f" ({', '.join(origins)})" if origins else ""
        yield Problem(
            position=claim.marks.at("verdict"),
            entry=f"claim {claim.id}",
            rule="verdict-thresholds",
            what=f"The verdict “{verdict.label}” takes {bound} independent origins that {does}; "
            f"the quotes name {len(origins)}{named}.",
            mend="Choose the verdict that fits the evidence, or add the quotes that are missing. "
            "Quotes without an origin count for nobody.",
        )


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
