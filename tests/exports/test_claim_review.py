"""ClaimReview data for search engines."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from factcheck_report.exports.citations import cite
from factcheck_report.exports.claimreview import claim_review, claim_reviews, inline_json
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.model.dates import PartialDate
from tests.exports.changed_reports import BASE, HOSTILE, the_claim, with_claims
from tests.reports import Folder

# ClaimReview


def test_a_review_holds_only_what_the_report_states(folder: Folder) -> None:
    report = folder.report()
    review = claim_review(report, the_claim(report), None)

    assert review == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": "No drones were sent after the war began.",
        "inLanguage": "en",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Disputed",
            "ratingExplanation": "The minister said so; the other side denied it.",
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "No drones were sent after the war began.",
            "author": {"@type": "Thing", "name": "The minister", "description": "Minister"},
            "appearance": {"@type": "CreativeWork", "name": "Drones and denials"},
        },
    }


def test_a_review_of_a_report_that_states_everything(folder: Folder) -> None:
    folder.replace("claims.yaml", "  summary: One", "  publisher: {name: Desk}\n  summary: One")
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    rating: 3\n")
    folder.replace(
        "claims.yaml",
        "verdicts:\n",
        "verdicts:\n"
        "  true: {label: 'True', means: So., tone: positive, rating: 5}\n"
        "  false: {label: 'False', means: Not so., tone: negative, rating: 1}\n"
        "  unknown: {label: Unknown, means: Open., tone: neutral}\n",
    )
    folder.replace(
        "claims.yaml",
        "    verdict: d",
        "    stated: 2022-11\n    reviewed: 2022-12-01\n    verdict: d",
    )
    folder.replace(
        "claims.yaml",
        "    title: Drones and denials\n",
        "    title: Drones and denials\n    url: https://gazette.example/a?b=1&c\n"
        "    published: 2022-11-05\n    language: en-GB\n",
    )
    report = folder.report()
    review: Any = claim_review(report, the_claim(report), BASE)

    assert review["url"] == f"{BASE}claims/no-drones-sent/"
    assert review["author"] == {"@type": "Organization", "name": "Desk"}
    assert review["datePublished"] == "2022-12-01"
    rating = review["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 3, 5)
    assert review["itemReviewed"]["datePublished"] == "2022-11"
    assert review["itemReviewed"]["appearance"] == {
        "@type": "CreativeWork",
        "name": "Drones and denials",
        "url": "https://gazette.example/a?b=1&c",
        "inLanguage": "en-GB",
        "datePublished": "2022-11-05",
    }


def test_the_reports_own_scale_is_given(folder: Folder) -> None:
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    rating: 3\n")
    report = folder.report()
    # A single rating in use is no scale.
    assert "ratingValue" not in str(claim_review(report, the_claim(report), BASE))
    folder.replace("claims.yaml", "  summary: One", "  scale: {worst: 1, best: 7}\n  summary: One")
    report = folder.report()
    rating: Any = claim_review(report, the_claim(report), BASE)["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 3, 7)


@pytest.mark.parametrize(
    ("scale", "what"),
    [
        ("{worst: 1, best: 2}", "The rating 3 is outside the report's scale, which goes from 1"),
        ("{worst: 4, best: 5}", "The rating 3 is outside the report's scale, which goes from 4"),
        ("{worst: 5, best: 1}", "The best must be the higher number."),
        ("{worst: 1}", "“best” is missing."),
    ],
)
def test_ratings_outside_the_scale_are_problems(folder: Folder, scale: str, what: str) -> None:
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    rating: 3\n")
    folder.replace("claims.yaml", "  summary: One", f"  scale: {scale}\n  summary: One")
    done = folder.factcheck("check")
    assert done.returncode == 1
    assert what in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stance: supports", "stance: context"),
        ("speaker: The minister", "speaker: The minister’s office"),
    ],
)
def test_only_a_claimants_own_words_for_a_claim_are_its_appearance(
    folder: Folder, old: str, new: str
) -> None:
    folder.replace("claims.yaml", "    needs: {supporting_origins: 1, refuting_origins: 1}\n", "")
    folder.replace("claims.yaml", old, new)
    report = folder.report()
    item: Any = claim_review(report, the_claim(report), BASE)["itemReviewed"]

    assert item["author"]["name"] == "The minister"
    assert "appearance" not in item


def test_inferred_dates_are_not_stated_as_known(example_report: Report) -> None:
    for claim in example_report.claims:
        item: Any = claim_review(example_report, claim, BASE)["itemReviewed"]
        stated = claim.stated
        known = None if stated is None or stated.inferred else str(stated)
        assert item.get("datePublished") == known
    guessed = with_claims(
        example_report, lambda c: replace(c, reviewed=PartialDate(2022, inferred_parts=1))
    )
    assert "datePublished" not in claim_review(guessed, the_claim(guessed), BASE)
    assert "2022" not in cite(guessed, english_translations(), the_claim(guessed), BASE).bibtex


def test_the_feed_of_reviews_holds_every_claim(example_report: Report) -> None:
    feed = json.loads(claim_reviews(example_report, BASE))

    assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
    reviews = [element["item"][0] for element in feed["dataFeedElement"]]
    assert [review["claimReviewed"] for review in reviews] == [
        c.claim for c in example_report.claims
    ]
    for claim, review in zip(example_report.claims, reviews, strict=True):
        assert {"@context": "https://schema.org", **review} == claim_review(
            example_report, claim, BASE
        )


@pytest.mark.parametrize("hostile", [*HOSTILE, "<!--<script>", "\u2028\u2029&<>"])
def test_inline_json_cannot_leave_its_script(hostile: str) -> None:
    value = {"@type": "Claim", "text": hostile, hostile: [hostile, None, 1]}
    text = inline_json(value)

    assert not set(text) & set("<>&\u2028\u2029\u202e\x00")
    assert json.loads(text) == value
