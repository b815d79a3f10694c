"""The fields of the report as a publication."""

from __future__ import annotations

import re

from factcheck_report.loading.groups import Field, ListOf, RecordOf
from factcheck_report.loading.rule_settings import RULE_SETTINGS
from factcheck_report.loading.values import Address, Choice, Date, Pattern, PlainText, Reference
from factcheck_report.loading.verdict_schema import RATING
from factcheck_report.model import License, Publication, Publisher, PublisherKind, RatingScale

LANGUAGE = Pattern(
    re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}"),
    "Write a language tag (BCP 47): en, de, fa, pt-BR.",
)
"""Of the report, of a claim, of a document."""


def _linked(name: str, url: str) -> dict[str, Field]:
    """The fields of a name with a web address; `name` and `url` say what they are for."""
    return {
        "name": Field(PlainText(300), example="", about=name),
        "url": Field(Address(), about=url),
    }


PUBLICATION = RecordOf(
    Publication,
    {
        "title": Field(
            PlainText(300),
            example="What the documents claim",
            about="Title of the report, at the top of every page.",
        ),
        "summary": Field(
            PlainText(),
            example="What was checked, in two sentences.",
            about="What was checked and the result, in two or three sentences.",
        ),
        "language": Field(
            LANGUAGE,
            about="Language of the report, as a tag: en, de, fa, pt-BR. The default is English.",
        ),
        "publisher": Field(
            RecordOf(
                Publisher,
                {
                    **_linked("Name of the person or organisation.", "Their home page."),
                    "kind": Field(
                        Choice(PublisherKind),
                        about="organisation or person. The default is organisation.",
                    ),
                },
                has_positions=False,
            ),
            about="Who publishes the report. Search engines ask for it.",
        ),
        "about": Field(
            PlainText(),
            about="Who is behind the report, in one short line. The home page shows it, after the "
            "publisher if there is one.",
        ),
        "checked": Field(
            Date(),
            about="The day on which the report was last reviewed as a whole, for the home page. "
            "Without it, the latest day on which a claim was reviewed counts.",
        ),
        "report_errors": Field(
            Address(mail=True),
            about="Where readers report errors: a web address, or mailto:name@example.org.",
        ),
        "license": Field(
            RecordOf(
                License,
                _linked("Name of the license: CC BY 4.0.", "Where its text can be read."),
                has_positions=False,
            ),
            about="What others may do with the claims, verdicts and analyses.",
        ),
        "key_claims": Field(
            ListOf(Reference("claims"), unique=True),
            about="Ids of the claims that the home page shows first, in this order.",
        ),
        "scale": Field(
            RecordOf(
                RatingScale,
                {
                    "worst": Field(
                        RATING, example="1", about="The lowest rating that a verdict can have."
                    ),
                    "best": Field(
                        RATING, example="5", about="The highest rating that a verdict can have."
                    ),
                },
                has_positions=False,
            ),
            about="The scale of the ratings, for readers and search engines: worst and best. "
            "Without it, the data files for search engines have no ratings.",
        ),
        "rules": Field(
            RULE_SETTINGS,
            about="Levels of editorial rules, by their ids: error, warning, note or off.",
        ),
    },
)
