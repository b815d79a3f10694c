"""What claims.yaml may hold: its sections, entries and fields, as data."""

from __future__ import annotations

import re
from typing import Any

from factcheck_report.loading.context import FieldType
from factcheck_report.loading.groups import EntriesOf, Field, ListOf, RecordOf, TextFields
from factcheck_report.loading.settings import Acceptances, RuleSettings
from factcheck_report.loading.values import (
    Address,
    Choice,
    Date,
    Number,
    Pattern,
    PlainText,
    Reference,
)
from factcheck_report.model import (
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
    Removal,
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

_ACCEPT = Field(
    Acceptances(),
    about="Warnings about this entry that may stay, by rule, each with the reason. It is for "
    "editors and reviewers; readers do not see it.",
)

PUBLICATION = RecordOf(
    Publication,
    {
        "title": Field(
            PlainText(300),
            required=True,
            example="What the documents claim",
            about="Title of the report, at the top of every page.",
        ),
        "summary": Field(
            PlainText(),
            required=True,
            example="What was checked, in two sentences.",
            about="What was checked and what came of it, in two or three sentences.",
        ),
        "language": Field(
            _LANGUAGE,
            about="Language of the report, as a tag: en, de, fa, pt-BR. Left out, it is English.",
        ),
        "publisher": Field(
            RecordOf(
                Publisher,
                {
                    "name": Field(
                        PlainText(300), required=True, about="Name of the person or organisation."
                    ),
                    "url": Field(Address(), about="Their home page."),
                },
                marked=False,
            ),
            about="Who publishes the report. Search engines ask for it.",
        ),
        "report_errors": Field(
            Address(mail=True),
            about="Where readers report errors: a web address, or mailto:name@example.org.",
        ),
        "license": Field(
            RecordOf(
                License,
                {
                    "name": Field(
                        PlainText(300), required=True, about="Name of the license: CC BY 4.0."
                    ),
                    "url": Field(Address(), about="Where its text can be read."),
                },
                marked=False,
            ),
            about="What others may do with the claims, verdicts and analyses.",
        ),
        "key_claims": Field(
            ListOf(Reference("claims"), unique=True),
            about="Ids of the claims that the home page shows first, in this order.",
        ),
        "rules": Field(
            RuleSettings(),
            about="How editorial rules are taken, by their ids: error, warning, note or off.",
        ),
    },
)

SOURCE = RecordOf(
    Source,
    {
        "file": Field(
            PlainText(),
            required=True,
            example="seeds/name-of-the-file.txt",
            about="Path of the document's text, from the report's folder: seeds/article.txt.",
        ),
        "sha256": Field(
            _SHA256,
            about="SHA-256 of the file as it was when its quotes were checked; “factcheck "
            "pin” writes it.",
        ),
        "pinned": Field(Date(), about="The day on which the SHA-256 was written."),
        "title": Field(
            PlainText(),
            required=True,
            example="The title as the document has it",
            about="The title as the document has it.",
        ),
        "author": Field(
            PlainText(),
            about="The author as the document names them; leave it out if it names none.",
        ),
        "publisher": Field(PlainText(), about="Who published the document."),
        "published": Field(
            Date(),
            about="When it was published: 2022, 2022-11 or 2022-11-05; ? behind a part that "
            "is inferred.",
        ),
        "url": Field(Address(), about="Where it can be read on the web."),
        "archived": Field(Address(), about="Address of a lasting copy in a web archive."),
        "language": Field(_LANGUAGE, about="Language of the document, as a tag: en, de, fa."),
        "kind": Field(
            PlainText(100),
            about="What sort of document it is: news article, press release, transcript.",
        ),
        "note": Field(PlainText(5_000), about="What readers should know about the document."),
        "display": Field(
            Choice(Display),
            about="How much of its text is published: full (the whole text) or excerpts "
            "(quoted passages only). Left out, it is full.",
        ),
        "accept": _ACCEPT,
    },
)

ORIGIN = RecordOf(
    Origin,
    {
        "name": Field(
            PlainText(300),
            required=True,
            example="Government of Iran",
            about="Whose word a statement finally is: Government of Iran.",
        ),
        "kind": Field(
            Choice(OriginKind),
            required=True,
            example="government",
            about="What sort of voice it is: government, person, news, organisation or anonymous.",
        ),
        "note": Field(PlainText(5_000), about="What readers should know about it."),
    },
)

_THRESHOLDS = RecordOf(
    Thresholds,
    {
        "supporting_origins": Field(
            Number(0, 1_000), about="Number of independent origins that speak for a claim."
        ),
        "refuting_origins": Field(
            Number(0, 1_000), about="Number of independent origins that speak against a claim."
        ),
    },
    marked=False,
)

VERDICT = RecordOf(
    Verdict,
    {
        "label": Field(
            PlainText(100),
            required=True,
            example="Supported",
            about="The verdict's word as readers see it: Supported.",
        ),
        "means": Field(
            PlainText(),
            required=True,
            example="What readers may take from it.",
            about="What readers may take from it, in one or two sentences.",
        ),
        "rating": Field(
            Number(0, 100),
            about="Its step on the scale; higher is truer. Leave it out for a verdict off the "
            "scale.",
        ),
        "tone": Field(
            Choice(Tone),
            required=True,
            example="neutral",
            about="Its colour and icon: positive, mixed, negative or neutral.",
        ),
        "needs": Field(
            _THRESHOLDS,
            about="At least so many independent origins must stand behind a claim with this "
            "verdict.",
        ),
        "allows": Field(
            _THRESHOLDS,
            about="At most so many independent origins may stand behind a claim with this verdict.",
        ),
    },
)


def _quote(*, stance: bool) -> FieldType[Quote]:
    return RecordOf(
        Quote,
        {
            "text": Field(
                PlainText(LONGEST_QUOTE, copied=True),
                required=True,
                example='"the words as they stand in the file"',
                about="The passage, word for word as it stands in the file; […] for what is "
                "left out.",
            ),
            "source": Field(
                Reference("sources"),
                required=True,
                example="id-of-the-source",
                about="Id of the document it stands in.",
            ),
            **(
                {
                    "stance": Field(
                        Choice(Stance),
                        required=True,
                        example="supports, refutes or context",
                        about="What it does for the claim: supports, refutes or context.",
                    )
                }
                if stance
                else {}
            ),
            "wording": Field(
                Choice(Wording),
                required=True,
                example="one of: quoted (between quotation marks in the document), paraphrased "
                "(the document reports it), document (its own voice), headline, transcript (a "
                "verbatim record)",
                about="Whose words these are: quoted (between quotation marks in the "
                "document), paraphrased (the document reports them), document (its own "
                "voice), headline, or transcript (a verbatim record without quotation marks).",
            ),
            "speaker": Field(
                PlainText(300),
                about="Who says it, as the document has it; needed for quoted and paraphrased "
                "words and for transcripts.",
            ),
            "via": Field(PlainText(300), about="The outlet that the document credits for it."),
            "origin": Field(
                Reference("origins"),
                about="Id of whose word it finally is; each origin counts once, however often "
                "it is repeated.",
            ),
            "prefix": Field(
                PlainText(copied=True),
                about="What stands directly before the passage, if its words occur more than once.",
            ),
            "suffix": Field(
                PlainText(copied=True),
                about="What stands directly behind the passage, if its words occur more than once.",
            ),
            "note": Field(PlainText(), about="What readers should know about the passage."),
            "accept": _ACCEPT,
        },
    )


CLAIMANT = RecordOf(
    Claimant,
    {
        "name": Field(
            PlainText(300),
            required=True,
            example="Robert Malley",
            about="Name of the person or body, as readers know it.",
        ),
        "role": Field(PlainText(300), about="Their office or role."),
        "note": Field(PlainText(5_000), about="What readers should know about them."),
    },
)

CORRECTION = RecordOf(
    Correction,
    {
        "date": Field(
            Date(), required=True, example="2022-11-30", about="When it was changed: 2022-11-30."
        ),
        "kind": Field(
            Choice(CorrectionKind),
            required=True,
            example="correction",
            about="correction (something was wrong), clarification (it was misleading) or "
            "update (something new).",
        ),
        "note": Field(
            PlainText(5_000),
            required=True,
            example="What was wrong and what is right.",
            about="What was wrong and what is right, for readers.",
        ),
        "was": Field(
            TextFields(("claim", "verdict", "summary")),
            about="What stood before, by field: claim, verdict or summary.",
        ),
    },
)

CLAIM = RecordOf(
    Claim,
    {
        "claim": Field(
            PlainText(),
            required=True,
            example="One assertion, as a full sentence.",
            about="The assertion that is checked, as one full sentence.",
        ),
        "claimants": Field(
            ListOf(Reference("claimants"), unique=True), about="Ids of those who make the claim."
        ),
        "stated": Field(
            Date(),
            about="When it was made: 2022, 2022-11 or 2022-11-05; ? behind a part that is "
            "inferred.",
        ),
        "stated_note": Field(
            PlainText(), about="How the date was arrived at; needed where a part of it is inferred."
        ),
        "verdict": Field(
            Reference("verdicts"),
            required=True,
            example="id-of-the-verdict",
            about="Id of the verdict.",
        ),
        "summary": Field(
            PlainText(),
            required=True,
            example="One or two sentences.",
            about="Why the verdict is what it is, in one or two sentences that can stand alone.",
        ),
        "analysis": Field(PlainText(LONGEST_ANALYSIS), about="The reasoning in full, in Markdown."),
        "quotes": Field(
            ListOf(_quote(stance=True), "quote", min_items=1),
            required=True,
            about="The evidence: passages of the documents, for, against or around the claim.",
        ),
        "tags": Field(
            ListOf(_TAG, unique=True),
            about="Words to find the claim by, in small letters: drones.",
        ),
        "related": Field(
            ListOf(Reference("claims"), unique=True),
            about="Ids of claims that readers should also see.",
        ),
        "reviewed": Field(Date(), about="When the claim was last checked: 2022-11-30."),
        "corrections": Field(
            ListOf(CORRECTION, "correction"),
            about="What was changed since the claim was published.",
        ),
        "accept": _ACCEPT,
    },
)

EVENT = RecordOf(
    Event,
    {
        "when": Field(
            Date(),
            required=True,
            example="2022-11-05",
            about="The date: 2022, 2022-11 or 2022-11-05; ? behind a part that is inferred.",
        ),
        "when_note": Field(
            PlainText(), about="How the date was arrived at; needed where a part of it is inferred."
        ),
        "event": Field(
            PlainText(),
            required=True,
            example="What happened, in one sentence.",
            about="What happened, in one sentence.",
        ),
        "quotes": Field(
            ListOf(_quote(stance=False), "quote", min_items=1),
            required=True,
            about="The passages that prove it.",
        ),
        "claims": Field(ListOf(Reference("claims"), unique=True), about="Ids of claims about it."),
    },
)

DISAGREEMENT = RecordOf(
    Disagreement,
    {
        "about": Field(
            PlainText(300),
            required=True,
            example="When the drones were delivered",
            about="What the documents disagree about, in a few words.",
        ),
        "compatible": Field(
            Choice(Compatible),
            required=True,
            example="no",
            about="Whether both can be true: yes, partly or no.",
        ),
        "note": Field(
            PlainText(),
            required=True,
            example="Whether both can be true, in one sentence.",
            about="Why they can or cannot both be true, in one sentence.",
        ),
        "quotes": Field(
            ListOf(_quote(stance=False), "quote", min_items=2),
            required=True,
            about="The passages that disagree, at least two.",
        ),
        "claims": Field(ListOf(Reference("claims"), unique=True), about="Ids of claims about it."),
    },
)

REMOVAL = RecordOf(
    Removal,
    {
        "date": Field(
            Date(),
            required=True,
            example="2022-11-30",
            about="When the claim was removed: 2022-11-30.",
        ),
        "note": Field(
            PlainText(5_000),
            required=True,
            example="Why the claim was removed.",
            about="Why it was removed, for readers who follow an old link.",
        ),
        "now": Field(Reference("claims"), about="Id of the claim that took its place, if one did."),
    },
)

# Any: the types of the entries of every section.
SECTIONS: dict[str, RecordOf[Any] | EntriesOf[Any] | ListOf[Any]] = {
    "report": PUBLICATION,
    "sources": EntriesOf(SOURCE, "source"),
    "origins": EntriesOf(ORIGIN, "origin"),
    "verdicts": EntriesOf(VERDICT, "verdict"),
    "claimants": EntriesOf(CLAIMANT, "claimant"),
    "claims": EntriesOf(CLAIM, "claim"),
    "timeline": ListOf(EVENT, "event"),
    "disagreements": ListOf(DISAGREEMENT, "disagreement"),
    "removed": EntriesOf(REMOVAL, "removed claim"),
}
"""The top level of claims.yaml. Sections have the names of `Draft`'s fields, but `report`."""

ENTRY_SECTIONS = tuple(name for name, type in SECTIONS.items() if isinstance(type, EntriesOf))
"""Sections of entries with ids."""
LIST_SECTIONS = tuple(name for name, type in SECTIONS.items() if isinstance(type, ListOf))
"""Sections of entries without ids."""
ENTRY_NAMES = {
    name: type.entry_name for name, type in SECTIONS.items() if not isinstance(type, RecordOf)
}
"""What problems call an entry of a section."""

ABOUT: dict[str, str] = {
    "report": "What the report says of itself.",
    "sources": "The documents that claims are checked against, each under an id of your choice.",
    "origins": "Whose word statements finally are, each under an id of your choice. "
    "An origin counts once, however many documents repeat it.",
    "verdicts": "The scale of verdicts, each under an id of your choice.",
    "claimants": "Who makes the claims, each under an id of your choice.",
    "claims": "What is checked, each claim under an id of your choice. The id is part of the "
    "page's address and stays as it is once published.",
    "timeline": "Dated events, each proved by quotes.",
    "disagreements": "Where documents contradict each other, or themselves.",
    "removed": "Claims that were published and are no more, under their ids; their pages say why.",
}
"""What each section is for, in a sentence or two that editors see while they type."""
