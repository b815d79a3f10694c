"""The sections, entries and fields of claims.yaml, as data."""

from __future__ import annotations

import re
from typing import Any

from factcheck_report.loading.archived import AddressOrDate
from factcheck_report.loading.groups import EntriesOf, Field, ListOf, RecordOf, TextFields
from factcheck_report.loading.own_id import OwnId
from factcheck_report.loading.publication_schema import LANGUAGE, PUBLICATION
from factcheck_report.loading.quote_schema import ACCEPT, quote_type
from factcheck_report.loading.status import Day, TrueOrFalse
from factcheck_report.loading.values import (
    Address,
    Choice,
    Date,
    Pattern,
    PlainText,
    Reference,
)
from factcheck_report.loading.verdict_schema import VERDICT
from factcheck_report.model import (
    Appearance,
    Claim,
    Claimant,
    ClaimantKind,
    ClaimKind,
    Compatible,
    Correction,
    CorrectionKind,
    DateRelation,
    Disagreement,
    Display,
    Event,
    Origin,
    OriginKind,
    Removal,
    Source,
)

LONGEST_ANALYSIS = 50_000
_LONGEST_SUMMARY = 5_000

_SHA256 = Pattern(
    re.compile(r"[0-9a-f]{64}"),
    "A SHA-256 has 64 characters: digits and the lower-case letters a–f.",
)
_TAG = Pattern(
    re.compile(r"[a-z0-9][a-z0-9-]{0,63}"),
    "A tag has lower-case letters, digits and hyphens: drones.",
)


SOURCE = RecordOf(
    Source,
    {
        "file": Field(
            PlainText(),
            example="seeds/name-of-the-file.txt",
            about="Path of the document's text, from the report's folder: seeds/article.txt.",
        ),
        "sha256": Field(
            _SHA256,
            about="SHA-256 of the file when its quotes were checked; “factcheck pin” writes it.",
        ),
        "pinned": Field(Date(), about="The day on which the SHA-256 was written."),
        "original": Field(
            PlainText(),
            about="Path of the PDF, web page or other file that the text was extracted from; "
            "“factcheck add” writes it.",
        ),
        "original_sha256": Field(
            _SHA256, about="SHA-256 of the original; “factcheck add” and “factcheck pin” write it."
        ),
        "extractor": Field(
            PlainText(300),
            about="Name and version of the program that extracted the text; “factcheck add” "
            "writes it.",
        ),
        "title": Field(
            PlainText(),
            example="The title as the document has it",
            about="The title as the document has it.",
        ),
        "short": Field(
            PlainText(100),
            about="A short name for narrow columns, up to 24 characters. Without it, readers see "
            "the first words of the title.",
        ),
        "author": Field(
            PlainText(),
            about="The author as the document names them; leave it out if it names none.",
        ),
        "publisher": Field(PlainText(), about="Who published the document."),
        "published": Field(
            Date(),
            about="When it was published: 2022, 2022-11 or 2022-11-05; ? after a part that "
            "is inferred.",
        ),
        "url": Field(Address(), about="Its address on the web."),
        "archived": Field(
            AddressOrDate(),
            about="Address of a copy in a web archive, or the day on which the page was saved.",
        ),
        "language": Field(LANGUAGE, about="Language of the document, as a tag: en, de, fa."),
        "kind": Field(
            PlainText(100),
            about="Type of document: news article, press release, transcript.",
        ),
        "note": Field(PlainText(5_000), about="What readers should know about the document."),
        "display": Field(
            Choice(Display),
            about="How much of its text is published: full (the whole text) or excerpts "
            "(quoted passages only). The default is full.",
        ),
        "accept": ACCEPT,
    },
)

ORIGIN = RecordOf(
    Origin,
    {
        "name": Field(
            PlainText(300),
            example="Government of Iran",
            about="The person or body a statement comes from: Government of Iran.",
        ),
        "kind": Field(
            Choice(OriginKind),
            example="government",
            about="Type of origin: government, person, news, organisation or anonymous.",
        ),
        "note": Field(PlainText(5_000), about="What readers should know about it."),
    },
)

CLAIMANT = RecordOf(
    Claimant,
    {
        "name": Field(
            PlainText(300),
            example="Robert Malley",
            about="Name of the person or body, as readers know it.",
        ),
        "kind": Field(
            Choice(ClaimantKind),
            about="Type of claimant: person, government, news, organisation or anonymous. The list "
            "of claimants is grouped by it. Search engines ask for it.",
        ),
        "role": Field(PlainText(300), about="Their office or role."),
        "same_as": Field(
            ListOf(Address(), unique=True),
            about="Addresses of pages that say who they are: their own, or one in an "
            "encyclopaedia or register. Their page links to them.",
        ),
        "note": Field(PlainText(5_000), about="What readers should know about them."),
    },
)


CORRECTION = RecordOf(
    Correction,
    {
        "date": Field(Date(), example="2022-11-30", about="When it was changed: 2022-11-30."),
        "kind": Field(
            Choice(CorrectionKind),
            example="correction",
            about="correction (something was wrong), clarification (it was misleading) or "
            "update (something new).",
        ),
        "note": Field(
            PlainText(5_000),
            example="What was wrong and what is right.",
            about="What was wrong and what is right, for readers.",
        ),
        "was": Field(
            TextFields(("claim", "verdict", "summary"), _LONGEST_SUMMARY),
            about="The earlier text, by field: claim, verdict or summary.",
        ),
    },
)

APPEARANCE = RecordOf(
    Appearance,
    {
        "url": Field(Address(), about="The address of the speech, post or article."),
        "date": Field(
            Date(),
            about="When it was made there: 2022, 2022-11 or 2022-11-05; ? after a part that is "
            "inferred.",
        ),
        "where": Field(
            PlainText(300), about="The place, programme or account: Speech in parliament."
        ),
    },
    one_of=("url", "where"),
)

CLAIM = RecordOf(
    Claim,
    {
        "claim": Field(
            PlainText(),
            example="One assertion, as a full sentence.",
            about="The assertion that is checked, as one full sentence.",
        ),
        "kind": Field(
            Choice(ClaimKind),
            about="What it is about: event (what happened) or statement (what was said; its "
            "verdict counts documents and does not say whether it is true). The default is event.",
        ),
        "language": Field(
            LANGUAGE,
            about="Language of the claim's text, as a tag: en, de, fa. The default is the "
            "report's. Summary and analysis are always in the report's language.",
        ),
        "claimants": Field(
            ListOf(Reference("claimants"), unique=True),
            about="Ids of the people and bodies who make the claim.",
        ),
        "stated": Field(
            Date(),
            about="When it was made: 2022, 2022-11 or 2022-11-05; ? after a part that is inferred.",
        ),
        "stated_note": Field(
            PlainText(), about="How the date was found out; needed if a part of it is inferred."
        ),
        "made": Field(
            ListOf(APPEARANCE, "appearance"),
            about="Where and when the claim was made: a speech, a post. Each has url or where. "
            "Without stated, the earliest date counts as the date of the claim.",
        ),
        "verdict": Field(
            Reference("verdicts"),
            example="id-of-the-verdict",
            about="Id of the verdict.",
        ),
        "summary": Field(
            PlainText(_LONGEST_SUMMARY),
            example="One or two sentences.",
            about="The reason for the verdict. Lists show its first sentences, so they should "
            "stand alone.",
        ),
        "analysis": Field(PlainText(LONGEST_ANALYSIS), about="The reasoning in full, in Markdown."),
        "quotes": Field(
            ListOf(quote_type(stance=True), "quote"),
            about="The evidence: passages of documents that support, refute or explain the claim, "
            "or state it. Only a verdict with “evidence: none” needs none.",
        ),
        "tags": Field(
            ListOf(_TAG, unique=True),
            about="Words to find the claim by, in lower case: drones.",
        ),
        "related": Field(
            ListOf(Reference("claims"), unique=True),
            about="Ids of claims that readers should also see.",
        ),
        "published": Field(
            Day(),
            about="The day on which this review was first published: 2022-11-30. It stays when "
            "the review changes. Without it, the day of publish_from counts.",
        ),
        "reviewed": Field(Date(), about="When the claim was last checked: 2022-11-30."),
        "corrections": Field(
            ListOf(CORRECTION, "correction"),
            about="Changes since the claim was published.",
        ),
        "draft": Field(
            TrueOrFalse(),
            about="true while the claim is being written: only the preview shows it, and what is "
            "unfinished in it stops nothing. Delete the line to publish the claim.",
        ),
        "publish_from": Field(
            Day(),
            about="The day from which the claim is published: 2026-12-01. It begins at midnight "
            "UTC, and the site must be built on that day or later. Until then only the preview "
            "shows the claim.",
        ),
        "accept": ACCEPT,
    },
)

EVENT = RecordOf(
    Event,
    {
        "id": Field(
            OwnId(),
            about="The last part of its address, if its words changed after publication: the part "
            "after #. Without it, the address is made of the words.",
        ),
        "when": Field(
            Date(seasons=True),
            about="The date: 2022, 2022-11 or 2022-11-05; ? after a part that is inferred. "
            "2022-21 to 2022-24 are spring, summer, autumn and winter. If it is not known, give "
            "after, before or during instead.",
        ),
        "after": Field(Date(seasons=True), about="The date after which it happened."),
        "before": Field(Date(seasons=True), about="The date before which it happened."),
        "during": Field(
            Date(seasons=True), about="The month, season or year in which it happened or went on."
        ),
        "when_note": Field(
            PlainText(), about="How the date was found out; needed if a part of it is inferred."
        ),
        "event": Field(
            PlainText(),
            example="What happened, in one sentence.",
            about="What happened, in one sentence.",
        ),
        "quotes": Field(
            ListOf(quote_type(), "quote", min_items=1),
            example="",
            about="The passages that prove it.",
        ),
        "claims": Field(ListOf(Reference("claims"), unique=True), about="Ids of claims about it."),
    },
    one_of=tuple(DateRelation),
    exactly_one=True,
)

DISAGREEMENT = RecordOf(
    Disagreement,
    {
        "id": Field(
            OwnId(),
            about="Part of its page's address: do not change it after publication. Without it, the "
            "address is made of the title.",
        ),
        "about": Field(
            PlainText(300),
            example="When the drones were delivered",
            about="What the documents disagree or differ about, in a few words: the title of its "
            "page.",
        ),
        "compatible": Field(
            Choice(Compatible),
            example="no",
            about="Whether both can be true: yes, partly or no. Only no is a disagreement; the "
            "others are shown apart, as differences in detail.",
        ),
        "note": Field(
            PlainText(),
            example="Whether both can be true, in one sentence.",
            about="Why they can or cannot both be true, in one sentence.",
        ),
        "quotes": Field(
            ListOf(quote_type(side=True), "quote", min_items=2),
            example="",
            about="The passages that disagree or differ, at least two.",
        ),
        "claims": Field(ListOf(Reference("claims"), unique=True), about="Ids of claims about it."),
    },
)

REMOVAL = RecordOf(
    Removal,
    {
        "date": Field(
            Date(),
            example="2022-11-30",
            about="When the claim was removed: 2022-11-30.",
        ),
        "note": Field(
            PlainText(5_000),
            example="Why the claim was removed.",
            about="Why it was removed, for readers who follow an old link.",
        ),
        "now": Field(
            Reference("claims"), about="Id of the claim that replaced it, if there is one."
        ),
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
    "report": "Information about the report.",
    "sources": "The documents that claims are checked against, each under an id of your choice.",
    "origins": "The people and bodies that statements come from, each under an id of your choice. "
    "An origin counts once, however many documents repeat it.",
    "verdicts": "The scale of verdicts, each under an id of your choice.",
    "claimants": "The people and bodies who make the claims, each under an id of your choice.",
    "claims": "The claims that are checked, each under an id of your choice. The id is part of the "
    "page's address: do not change it after publication.",
    "timeline": "Events with a date, each proved by quotes. The page sorts them by date: their "
    "order here decides only between equal dates.",
    "disagreements": "Where documents contradict each other or themselves, or differ in detail.",
    "removed": "Claims that were published and then removed, under their ids; their pages say why.",
}
"""The purpose of each section, in one or two sentences that editors see while they type."""
