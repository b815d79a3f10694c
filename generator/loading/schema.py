"""What claims.yaml may hold: its sections, entries and fields, as data."""

from __future__ import annotations

import re

from generator.loading.context import Kind
from generator.loading.groups import EntriesOf, Field, ListOf, Record, Words
from generator.loading.values import Address, Choice, Date, Number, Pattern, Reference, Text
from generator.model import (
    Claim,
    Claimant,
    Compatible,
    Correction,
    CorrectionKind,
    Disagreement,
    Display,
    Event,
    License,
    Origin,
    OriginKind,
    Publication,
    Publisher,
    Quote,
    Source,
    Stance,
    Thresholds,
    Tone,
    Verdict,
    Wording,
)

LONGEST_ANALYSIS = 50_000
LONGEST_QUOTE = 20_000

_LANGUAGE = Pattern(
    re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}"),
    "Write a language tag (BCP 47): en, de, fa, pt-BR.",
)
_SHA256 = Pattern(
    re.compile(r"[0-9a-f]{64}"), "A SHA-256 has 64 characters, digits and the small letters a–f."
)
_TAG = Pattern(
    re.compile(r"[a-z0-9][a-z0-9-]{0,63}"), "A tag has small letters, digits and hyphens: drones."
)

PUBLICATION = Record(
    Publication,
    {
        "title": Field(Text(300), required=True, example="What the documents claim"),
        "summary": Field(Text(), required=True, example="What was checked, in two sentences."),
        "language": Field(_LANGUAGE),
        "publisher": Field(
            Record(
                Publisher,
                {"name": Field(Text(300), required=True), "url": Field(Address())},
                marked=False,
            )
        ),
        "report_errors": Field(Address(mail=True)),
        "license": Field(
            Record(
                License,
                {"name": Field(Text(300), required=True), "url": Field(Address())},
                marked=False,
            )
        ),
        "key_claims": Field(ListOf(Reference())),
    },
)

SOURCE = Record(
    Source,
    {
        "file": Field(Text(), required=True, example="seeds/name-of-the-file.txt"),
        "sha256": Field(_SHA256),
        "title": Field(Text(), required=True, example="The title as the document has it"),
        "author": Field(Text()),
        "publisher": Field(Text()),
        "published": Field(Date()),
        "url": Field(Address()),
        "archived": Field(Address()),
        "language": Field(_LANGUAGE),
        "kind": Field(Text(100)),
        "note": Field(Text(5_000)),
        "display": Field(Choice(Display)),
    },
)

ORIGIN = Record(
    Origin,
    {
        "name": Field(Text(300), required=True, example="Government of Iran"),
        "kind": Field(Choice(OriginKind), required=True, example="government"),
        "note": Field(Text(5_000)),
    },
)

_THRESHOLDS = Record(
    Thresholds,
    {
        "supporting_origins": Field(Number(0, 1_000)),
        "refuting_origins": Field(Number(0, 1_000)),
    },
    marked=False,
)

VERDICT = Record(
    Verdict,
    {
        "label": Field(Text(100), required=True, example="Supported"),
        "means": Field(Text(), required=True, example="What readers may take from it."),
        "rating": Field(Number(0, 100)),
        "tone": Field(Choice(Tone), required=True, example="neutral"),
        "needs": Field(_THRESHOLDS),
        "allows": Field(_THRESHOLDS),
    },
)


def _quote(*, stance: bool) -> Kind[Quote]:
    return Record(
        Quote,
        {
            "text": Field(
                Text(LONGEST_QUOTE, copied=True),
                required=True,
                example='"the words as they stand in the file"',
            ),
            "source": Field(Reference(), required=True, example="id-of-the-source"),
            **(
                {
                    "stance": Field(
                        Choice(Stance), required=True, example="supports, refutes or context"
                    )
                }
                if stance
                else {}
            ),
            "wording": Field(
                Choice(Wording),
                required=True,
                example="one of: quoted (between quotation marks in the document), paraphrased "
                "(the document reports it), document (its own voice), headline",
            ),
            "speaker": Field(Text(300)),
            "via": Field(Text(300)),
            "origin": Field(Reference()),
            "prefix": Field(Text(copied=True)),
            "suffix": Field(Text(copied=True)),
            "note": Field(Text()),
        },
    )


CLAIMANT = Record(
    Claimant,
    {
        "name": Field(Text(300), required=True, example="Robert Malley"),
        "role": Field(Text(300)),
        "note": Field(Text(5_000)),
    },
)

CORRECTION = Record(
    Correction,
    {
        "date": Field(Date(), required=True, example="2022-11-30"),
        "kind": Field(Choice(CorrectionKind), required=True, example="correction"),
        "note": Field(Text(5_000), required=True, example="What was wrong and what is right."),
        "was": Field(Words(("claim", "verdict", "summary"))),
    },
)

CLAIM = Record(
    Claim,
    {
        "claim": Field(Text(), required=True, example="One assertion, as a full sentence."),
        "claimants": Field(ListOf(Reference("claimants"))),
        "stated": Field(Date()),
        "stated_note": Field(Text()),
        "verdict": Field(Reference(), required=True, example="id-of-the-verdict"),
        "summary": Field(Text(), required=True, example="One or two sentences."),
        "analysis": Field(Text(LONGEST_ANALYSIS)),
        "quotes": Field(ListOf(_quote(stance=True), "quote", needed=1), required=True),
        "tags": Field(ListOf(_TAG)),
        "related": Field(ListOf(Reference())),
        "reviewed": Field(Date()),
        "corrections": Field(ListOf(CORRECTION)),
    },
)

EVENT = Record(
    Event,
    {
        "when": Field(Date(), required=True, example="2022-11-05"),
        "when_note": Field(Text()),
        "event": Field(Text(), required=True, example="What happened, in one sentence."),
        "quotes": Field(ListOf(_quote(stance=False), "quote", needed=1), required=True),
        "claims": Field(ListOf(Reference())),
    },
)

DISAGREEMENT = Record(
    Disagreement,
    {
        "about": Field(Text(300), required=True, example="When the drones were delivered"),
        "compatible": Field(Choice(Compatible), required=True, example="no"),
        "note": Field(Text(), required=True, example="Whether both can be true, in one sentence."),
        "quotes": Field(ListOf(_quote(stance=False), "quote", needed=2), required=True),
        "claims": Field(ListOf(Reference())),
    },
)

SECTIONS: dict[str, Kind[object]] = {
    "report": PUBLICATION,
    "sources": EntriesOf(SOURCE, "source"),
    "origins": EntriesOf(ORIGIN, "origin"),
    "verdicts": EntriesOf(VERDICT, "verdict"),
    "claimants": EntriesOf(CLAIMANT, "claimant"),
    "claims": EntriesOf(CLAIM, "claim"),
    "timeline": ListOf(EVENT, "event"),
    "disagreements": ListOf(DISAGREEMENT, "disagreement"),
}
"""The top level of claims.yaml."""
