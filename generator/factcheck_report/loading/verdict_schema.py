"""The fields of a verdict."""

from __future__ import annotations

import re

from factcheck_report.loading.groups import Field, RecordOf
from factcheck_report.loading.status import TrueOrFalse
from factcheck_report.loading.values import Choice, Number, Pattern, PlainText
from factcheck_report.model import ClaimKind, Icon, Thresholds, Tone, Verdict, VerdictEvidence

RATING = Number(0, 100)
"""A step on the scale of ratings."""
_COLOR = Pattern(
    re.compile(r"#[0-9a-fA-F]{6}"),
    'Write # and six hexadecimal digits between quotation marks: "#0a6650".',
)

_THRESHOLDS = RecordOf(
    Thresholds,
    {
        "supporting_origins": Field(
            Number(0, 1_000), about="Number of independent origins that support a claim."
        ),
        "refuting_origins": Field(
            Number(0, 1_000), about="Number of independent origins that refute a claim."
        ),
        "supporting_documents": Field(
            Number(0, 1_000),
            about="Number of documents with a quote that supports a claim: for what was said, "
            "the documents that report it.",
        ),
        "refuting_documents": Field(
            Number(0, 1_000), about="Number of documents with a quote that refutes a claim."
        ),
    },
    has_positions=False,
)

VERDICT = RecordOf(
    Verdict,
    {
        "label": Field(
            PlainText(100),
            example="Supported",
            about="Name of the verdict, for readers: Supported.",
        ),
        "means": Field(
            PlainText(),
            example="What it means for readers.",
            about="What it means for readers, in one or two sentences.",
        ),
        "kind": Field(
            Choice(ClaimKind),
            about="Which claims it is for: event (what happened) or statement (what was said). "
            "The default is event. A verdict on what was said has no rating.",
        ),
        "rating": Field(
            RATING,
            about="Its step on the scale; higher is truer. Leave it out for a verdict not on the "
            "scale.",
        ),
        "tone": Field(
            Choice(Tone),
            example="neutral",
            about="Whether it is good or bad news for the claim: positive, mixed, negative or "
            "neutral. Decides its colour and icon, unless you choose your own.",
        ),
        "icon": Field(
            Choice(Icon),
            about=f"Its own icon instead of that of its tone: {', '.join(Icon)}.",
        ),
        "color": Field(
            _COLOR,
            about="Its own colour, as six hexadecimal digits between quotation marks: "
            '"#0a6650". Dark enough for text on a light page; the colour on dark pages is made '
            "from it.",
        ),
        "needs": Field(
            _THRESHOLDS,
            about="The least numbers of independent origins, or of documents, for a claim with "
            "this verdict.",
        ),
        "allows": Field(
            _THRESHOLDS,
            about="The greatest numbers of independent origins, or of documents, for a claim with "
            "this verdict.",
        ),
        "evidence": Field(
            Choice(VerdictEvidence),
            about="none, if the verdict says that the documents have no evidence for or against "
            "the claim. Its claims need no quotes. The default is quotes.",
        ),
        "draft": Field(
            TrueOrFalse(),
            about="true while nobody has said what the verdict means: only drafts of claims may "
            "have it, and readers do not see it. “factcheck import” writes it. Delete the line to "
            "publish the verdict.",
        ),
    },
)
