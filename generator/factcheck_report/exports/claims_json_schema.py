"""claims.json.schema.json: the JSON Schema of claims.json and of each claim's index.json.

Not that of claims.yaml, which is claims.yaml.schema.json. Every field is described, all are
required, and there are no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from factcheck_report.exports.claims_json import FORMAT
from factcheck_report.exports.json_text import json_file
from factcheck_report.model import (
    ClaimantKind,
    ClaimKind,
    Compatible,
    CorrectionKind,
    DateRelation,
    Display,
    Icon,
    OriginKind,
    PublisherKind,
    Stance,
    Tone,
    VerdictEvidence,
    Wording,
)
from factcheck_report.model.evidence import Match
from factcheck_report.quotes import Difference

Schema = dict[str, object]


def claims_json_schema() -> str:
    """The text of claims.json.schema.json. It is the same for every report."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "claims.json: a fact-check report with a receipt for each quote",
        "description": "Also the form of claims/ID/index.json, which has one claim and what it "
        "names. A value that is not stated is null. Offsets count from the start of the "
        "document's text, decoded as UTF-8 without a byte order mark; the end is not included.",
        **_object(
            {
                "$schema": _link("This schema."),
                "format": {
                    "const": FORMAT,
                    "description": "The number is raised when programs that read it must change.",
                },
                "report": _REPORT,
                "sources": _list("The documents.", _ref("source")),
                "origins": _list("The persons and bodies statements come from.", _ref("origin")),
                "verdicts": _list("The scale of verdicts.", _ref("verdict")),
                "claimants": _list("The persons and bodies who make claims.", _ref("claimant")),
                "claims": _list("The claims, in the editors' order.", _ref("claim")),
                "timeline": _list("Events, in the order of the file.", _ref("event")),
                "disagreements": _list("Where documents differ.", _ref("disagreement")),
                "removed": _list("Claims that were removed.", _ref("removal")),
            }
        ),
        "$defs": _DEFINITIONS,
    }
    return json_file(schema, 3)


def _object(fields: Mapping[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(about: str, items: Schema, unique: bool = False) -> Schema:
    more = {"uniqueItems": True} if unique else {}
    return {"type": "array", "description": about, "items": items, **more}


def _text(about: str) -> Schema:
    return {"type": "string", "description": about}


def _flag(about: str) -> Schema:
    return {"type": "boolean", "description": about}


def _link(about: str) -> Schema:
    return {
        "type": "string",
        "format": "uri-reference",
        "description": f"{about} A full address or, if that of the site is not known, relative to "
        "the site's root.",
    }


def _id(about: str) -> Schema:
    return {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "description": about}


def _words(words: type[StrEnum], about: str) -> Schema:
    return {"enum": [str(word) for word in words], "description": about}


def _or_null(schema: Schema) -> Schema:
    about = schema.get("description")
    kept = {key: value for key, value in schema.items() if key != "description"}
    described = {"description": about} if about else {}
    return {**described, "anyOf": [kept, {"type": "null"}]}


def _number(about: str, least: int = 0) -> Schema:
    return {"type": "integer", "minimum": least, "description": about}


def _dated(name: str, about: str) -> dict[str, Schema]:
    """A date and its range, both null if it is not stated."""
    return {
        name: _or_null({**_ref("date"), "description": about}),
        f"{name}_range": _or_null({**_ref("range"), "description": f"The days of `{name}`."}),
    }


_SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_ADDRESS: Schema = {"type": "string", "format": "uri"}
_LANGUAGE: Schema = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
_STANCES = [str(stance) for stance in (Stance.SUPPORTS, Stance.REFUTES)]
_IDS: Schema = {"type": "array", "items": _id(""), "uniqueItems": True}


def _named(about: str) -> Schema:
    named = _object(
        {"name": _text("Its name."), "url": _or_null({**_ADDRESS, "description": "Its address."})}
    )
    return _or_null({"description": about, **named})


def _by_stance(about: str) -> Schema:
    lists = {stance: {**_IDS, "description": f"Of quotes: {stance}."} for stance in _STANCES}
    return {"description": about, **_object(lists)}


_SPAN: Schema = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
    "description": "Start and end.",
}
_FROM_TO: Schema = {
    "type": "array",
    "items": {"type": "integer", "minimum": 1},
    "minItems": 2,
    "maxItems": 2,
}

_REPORT: Schema = {
    "description": "The report as a publication.",
    **_object(
        {
            "title": _text("Its title."),
            "summary": _text("What was checked, and the result."),
            "language": {**_LANGUAGE, "description": "Its language (BCP 47)."},
            "publisher": _or_null(
                {
                    "description": "Who publishes it.",
                    **_object(
                        {
                            "name": _text("The name."),
                            "url": _or_null({**_ADDRESS, "description": "The home page."}),
                            "kind": _words(PublisherKind, "Organisation or person."),
                        }
                    ),
                }
            ),
            "about": _or_null(_text("Who is behind it, in one line.")),
            **_dated("checked", "When it was last reviewed as a whole."),
            "report_errors": _or_null(
                {**_ADDRESS, "description": "Where readers report errors: http(s) or mailto."}
            ),
            "license": _named("The licence of claims, verdicts and analyses."),
            "key_claims": {**_IDS, "description": "Ids of the claims on the home page."},
            "scale": _or_null(
                {
                    "description": "The worst and the best rating that are possible.",
                    **_object({"worst": _number("The worst."), "best": _number("The best.")}),
                }
            ),
            "address": _or_null({**_ADDRESS, "description": "The address of the site."}),
            "revision": _or_null(
                {
                    "description": "The state of the git repository that the report was made of. "
                    "Null without one, and in claims/ID/index.json.",
                    **_object(
                        {
                            "commit": _or_null(_text("The commit. Null if files were changed.")),
                            "tag": _or_null(_text("A tag of the commit.")),
                            "changed": _flag("Whether files were changed after the last commit."),
                        }
                    ),
                }
            ),
        }
    ),
}

_SOURCE = _object(
    {
        "id": _id("Its id."),
        "address": _link("Its page."),
        "file": _text("Path of its text in the report's repository."),
        "raw": _or_null(_link("The file itself. Null if only excerpts may be published.")),
        "sha256": {**_SHA256, "description": "SHA-256 of the file, in hex."},
        "title": _text("The title as the document has it."),
        "short": _or_null(_text("The editors' short name for it.")),
        "author": _or_null(_text("The author as the document names them.")),
        "publisher": _or_null(_text("Who published it.")),
        **_dated("published", "When it was published."),
        "url": _or_null({**_ADDRESS, "description": "Its address on the web."}),
        "archived": _or_null({**_ADDRESS, "description": "A copy in a web archive."}),
        **_dated("saved", "The day on which the original was saved."),
        **_dated("pinned", "The day on which the editors recorded this state of the text."),
        "original": _or_null(
            {
                "description": "The file that the text was extracted from.",
                **_object(
                    {
                        "file": _or_null(_text("Its path in the report's repository.")),
                        "raw": _or_null(_link("The file itself, or a ZIP file with it.")),
                        "sha256": {**_SHA256, "description": "SHA-256 of the file, in hex."},
                        "extractor": _or_null(_text("The program that extracted the text.")),
                    }
                ),
            }
        ),
        "language": _or_null({**_LANGUAGE, "description": "Its language (BCP 47)."}),
        "kind": _or_null(_text("What it is, such as an article; in the editors' words.")),
        "note": _or_null(_text("What readers should know about it.")),
        "display": _words(Display, "How much of its text is published."),
    }
)

_ORIGIN = _object(
    {
        "id": _id("Its id."),
        "address": _link("Its page."),
        "name": _text("Its name."),
        "kind": _words(OriginKind, "What it is."),
        "note": _or_null(_text("What readers should know about it.")),
    }
)

_VERDICT = _object(
    {
        "id": _id("Its id."),
        "address": _link("Its place on the page of verdicts."),
        "label": _text("Its name."),
        "means": _text("What it means."),
        "kind": _words(ClaimKind, "Whether it is about what happened or about what was said."),
        "rating": _or_null(_number("Its step on the report's scale; higher is truer.")),
        "tone": _words(Tone, "Whether it is good or bad news for the claim."),
        "icon": _words(Icon, "Its icon on the pages."),
        "color": _or_null(
            {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$", "description": "Its own colour."}
        ),
        "needs": {**_ref("thresholds"), "description": "The least numbers for a claim with it."},
        "allows": {**_ref("thresholds"), "description": "The greatest numbers."},
        "evidence": _words(VerdictEvidence, "Whether claims with it have evidence."),
    }
)

_THRESHOLDS = _object(
    {
        f"{side}_{unit}": _or_null(_number(f"Number of {side} {unit}; null for no limit."))
        for unit in ("origins", "documents")
        for side in ("supporting", "refuting")
    }
)

_CLAIMANT = _object(
    {
        "id": _id("Their id."),
        "address": _link("Their page."),
        "name": _text("Their name."),
        "kind": _or_null(_words(ClaimantKind, "What they are.")),
        "role": _or_null(_text("Their office or role.")),
        "same_as": _list("Pages elsewhere that say who they are.", _ADDRESS, unique=True),
        "note": _or_null(_text("What readers should know about them.")),
    }
)

_CLAIM = _object(
    {
        "id": _id("Its id."),
        "address": _link("Its page."),
        "claim": _text("The assertion that was checked."),
        "kind": _words(ClaimKind, "Whether it is about what happened or about what was said."),
        "language": {**_LANGUAGE, "description": "The language of `claim` (BCP 47)."},
        "claimants": _list(
            "Who makes it.",
            _object(
                {
                    "id": _id("The id of a claimant."),
                    "name": _text("Their name."),
                    "role": _or_null(_text("Their office or role.")),
                }
            ),
        ),
        **_dated("stated", "When it was made."),
        "stated_note": _or_null(_text("How the date was found out.")),
        "made": _list(
            "Where it was made.",
            _object(
                {
                    "url": _or_null({**_ADDRESS, "description": "The address."}),
                    **_dated("date", "When it was made there."),
                    "where": _or_null(_text("The place, programme or account.")),
                }
            ),
        ),
        "verdict": _id("The id of its verdict."),
        "evidence": _words(VerdictEvidence, "none: the documents have nothing for or against it."),
        "summary": _text("The reason for the verdict."),
        "analysis": _or_null(_text("The reasoning in full, in Markdown.")),
        "tags": _list("Words to find it by.", {"type": "string"}),
        "related": {**_IDS, "description": "Ids of related claims."},
        **_dated("published", "The day of its first publication."),
        **_dated("reviewed", "When it was last checked."),
        **_dated("changed", "The last of publication, review and corrections."),
        "corrections": _list("Changes after publication.", _ref("correction")),
        "origins": _by_stance("Ids of the origins of its quotes, by stance."),
        "documents": _by_stance("Ids of the documents of its quotes, by stance."),
        "quotes": _list("Its quotes.", _ref("quote")),
    }
)

_CORRECTION = _object(
    {
        **_dated("date", "The day of the change."),
        "kind": _words(CorrectionKind, "What sort of change it is."),
        "note": _text("What was wrong, and what is right."),
        "was": {
            "type": "object",
            "description": "The earlier texts by field; of a verdict, its id.",
            "additionalProperties": {"type": "string"},
        },
    }
)

_EVENT = _object(
    {
        "number": _number("Its number in the file, from 1.", 1),
        "id": _id("The last part of its address."),
        "address": _link("Its place on the timeline."),
        **{
            str(relation): _or_null(
                {**_ref("date"), "description": "One of when, after, before, during is set."}
            )
            for relation in DateRelation
        },
        "range": {**_ref("range"), "description": "The days on which it may have happened."},
        "when_note": _or_null(_text("How the date was found out.")),
        "event": _text("What happened."),
        "claims": {**_IDS, "description": "Ids of claims about it."},
        "quotes": _list("The passages that prove it.", _ref("quote")),
    }
)

_DISAGREEMENT = _object(
    {
        "number": _number("Its number in the file, from 1.", 1),
        "id": _id("The id in its address."),
        "address": _link("Its page."),
        "about": _text("What the documents differ about."),
        "compatible": _words(Compatible, "Whether both can be true."),
        "note": _text("Why they can or cannot both be true."),
        "claims": {**_IDS, "description": "Ids of claims about it."},
        "quotes": _list("The passages that differ.", _ref("quote")),
    }
)

_REMOVAL = _object(
    {
        "id": _id("The id of the removed claim."),
        "address": _link("Its page, which says why it was removed."),
        **_dated("date", "When it was removed."),
        "note": _text("Why it was removed."),
        "now": _or_null(_id("The id of the claim that replaces it.")),
    }
)

_QUOTE = _object(
    {
        "number": _number("Its number in its entry, from 1.", 1),
        "id": _id("The last part of its address. It stays if quotes are added or moved."),
        "address": _link("The quote on the page of its claim, event or disagreement."),
        "passage": _link("The marked passage on the document's page."),
        "source": _id("The id of the document."),
        "stance": _or_null(_words(Stance, "How it relates to the claim; null if to none.")),
        "speaker": _or_null(_text("Who says it, as the document has it.")),
        "claimant": _or_null(_id("The id of the claimant who says it.")),
        "side": _or_null(_text("In a disagreement: the side it is on.")),
        "wording": _words(Wording, "Whose words the passage holds."),
        "via": _or_null(_text("The outlet that the document credits.")),
        "origin": _or_null(_id("The id of the origin.")),
        "note": _or_null(_text("A note by the editors.")),
        "text": _text("The quote as the editors typed it."),
        "prefix": _or_null(_text("Words directly before it, if it stands in several places.")),
        "suffix": _or_null(_text("Words directly after it, if it stands in several places.")),
        "translation": _or_null(_text("The editors' translation of it.")),
        "words": _list("The words in the file, one text for each piece.", {"type": "string"}),
        "receipt": _ref("receipt"),
        "before": _or_null(
            _text(
                "The text of the file before the passage; null for excerpts. Only in the file of "
                "the claim."
            )
        ),
        "after": _or_null(_text("The same behind the passage.")),
    },
    optional=("before", "after"),
)

_RECEIPT: Schema = {
    "description": "Where the quote was found in the file, and how.",
    **_object(
        {
            "match": _words(Match, "How exactly the quote matches."),
            "differences": _list(
                "What differs between quote and file.",
                {"enum": [str(difference) for difference in Difference]},
            ),
            "pieces": _list("The passage, in code points; several pieces with […].", _SPAN),
            "pieces_utf16": _list("The same in UTF-16 units.", _SPAN),
            "left_out": _list("Words left out between two pieces.", _number("")),
            "lines": {**_FROM_TO, "description": "First and last line, from 1."},
            "pages": _or_null({**_FROM_TO, "description": "First and last page, from 1."}),
            "time": _or_null(_text("The time in a recording: 00:12:07.")),
            "sha256": {**_SHA256, "description": "SHA-256 of the file, in hex."},
            "also": _list(
                "Other places with the same sentence, in code points.",
                {"type": "array", "items": _SPAN},
            ),
            "also_utf16": _list("The same in UTF-16 units.", {"type": "array", "items": _SPAN}),
            "brackets": _list(
                "The editors' words in square brackets.",
                _object(
                    {
                        "at": {**_SPAN, "description": "The words that they replace."},
                        "at_utf16": {**_SPAN, "description": "The same in UTF-16 units."},
                        "text": _text("With the brackets."),
                    }
                ),
            ),
        }
    ),
}

_DATE: Schema = {
    "type": "string",
    "pattern": r"^[0-9]{4}\??(-[0-9]{2}\??(-[0-9]{2}\??)?)?$",
    "description": "A date (EDTF, ISO 8601-2): 2022, 2022-11 or 2022-11-05. A question mark behind "
    "a part marks it, and all parts before it, as inferred. 2022-21 to 2022-24 are spring, summer, "
    "autumn and winter.",
}
_DAY: Schema = {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_RANGE: Schema = {
    "description": "The first and the last day that a date may mean; null where it is open.",
    **_object(
        {
            "from": _or_null({**_DAY, "description": "The first day."}),
            "to": _or_null({**_DAY, "description": "The last day."}),
        }
    ),
}

_DEFINITIONS: Schema = {
    "source": _SOURCE,
    "origin": _ORIGIN,
    "verdict": _VERDICT,
    "thresholds": _THRESHOLDS,
    "claimant": _CLAIMANT,
    "claim": _CLAIM,
    "correction": _CORRECTION,
    "event": _EVENT,
    "disagreement": _DISAGREEMENT,
    "removal": _REMOVAL,
    "quote": _QUOTE,
    "receipt": _RECEIPT,
    "date": _DATE,
    "range": _RANGE,
}
