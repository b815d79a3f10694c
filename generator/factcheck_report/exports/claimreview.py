"""claimreview.json: every claim as a schema.org ClaimReview, also embedded in the claim's page.

Fields that the report has no value for, such as a date, a rating or an author, are left out, even
if schema.org or search engines recommend them. A verdict on what was said has only a name, never a
rating.
"""

from __future__ import annotations

from factcheck_report import addresses
from factcheck_report.exports.dates import date_text, stated
from factcheck_report.exports.json_text import json_file, json_line, without_empty
from factcheck_report.model import (
    Appearance,
    Claim,
    Claimant,
    ClaimantKind,
    Report,
    Source,
    Stance,
)

_CONTEXT = "https://schema.org"
# These characters can end a script element or begin a comment.
_UNSAFE_IN_HTML = {char: f"\\u{ord(char):04x}" for char in "<>&"}


def inline_json(value: object) -> str:
    """JSON that is safe inside `<script type="application/ld+json">`."""
    text = json_line(value)
    for char, escaped in _UNSAFE_IN_HTML.items():
        text = text.replace(char, escaped)
    return text


def claim_review(report: Report, claim: Claim, base: str | None) -> dict[str, object]:
    """The review of one claim as JSON-LD."""
    return {"@context": _CONTEXT, **_review(report, claim, base)}


def claim_reviews(report: Report, base: str | None) -> str:
    """The text of claimreview.json: a DataFeed of all reviews."""
    feed = {
        "@context": _CONTEXT,
        "@type": "DataFeed",
        "name": report.publication.title,
        "description": report.publication.summary,
        "inLanguage": report.publication.language,
        "url": base,
        "dataFeedElement": (_item(report, claim, base) for claim in report.claims),
    }
    return json_file(without_empty(feed), 2)


def _item(report: Report, claim: Claim, base: str | None) -> dict[str, object]:
    """A review as an item of the feed, with the date of its last change."""
    return without_empty(
        {
            "@type": "DataFeedItem",
            "dateModified": date_text(claim.changed),
            "item": [_review(report, claim, base)],
        }
    )


def _review(report: Report, claim: Claim, base: str | None) -> dict[str, object]:
    publication, publisher = report.publication, report.publication.publisher
    return without_empty(
        {
            "@type": "ClaimReview",
            "url": base and addresses.data_link(base, addresses.claim(claim.id)),
            "claimReviewed": claim.claim,
            "inLanguage": publication.language,
            "datePublished": date_text(stated(claim.reviewed)),
            "author": publisher
            and without_empty(
                {"@type": "Organization", "name": publisher.name, "url": publisher.url}
            ),
            "reviewRating": _rating(report, claim),
            "itemReviewed": _claim(report, claim),
        }
    )


def _rating(report: Report, claim: Claim) -> dict[str, object]:
    verdict = report.draft.verdicts[claim.verdict]
    rating: dict[str, object] = {
        "@type": "Rating",
        "alternateName": verdict.label,
        "ratingExplanation": claim.summary,
    }
    worst, best = _scale(report)
    # A single rating is no scale: it would be the best and the worst at once.
    if verdict.rating is not None and worst < best:
        rating |= {"ratingValue": verdict.rating, "bestRating": best, "worstRating": worst}
    return rating


def _scale(report: Report) -> tuple[int, int]:
    """The worst and the best rating: those that the report names, or else those in use.

    (0, 0) if there is none.
    """
    if scale := report.publication.scale:
        return scale.worst, scale.best
    verdicts = report.draft.verdicts.values()
    ratings = [verdict.rating for verdict in verdicts if verdict.rating is not None]
    return min(ratings, default=0), max(ratings, default=0)


def _claim(report: Report, claim: Claim) -> dict[str, object]:
    who = report.claimants_of(claim)
    appearances = _appearances(report, claim)
    return without_empty(
        {
            "@type": "Claim",
            "text": claim.claim,
            "inLanguage": claim.language,
            "author": _one_or_all([_claimant(claimant) for claimant in who]),
            "datePublished": date_text(stated(claim.first_made)),
            "appearance": _one_or_all(appearances),
            "firstAppearance": _first(appearances),
        }
    )


def _first(works: list[dict[str, object]]) -> dict[str, object] | None:
    """The earliest of several works; None if a date is missing or two may be the earliest."""
    dates = sorted(str(work.get("datePublished", "")) for work in works)
    if len(works) < 2 or dates[1].startswith(dates[0]):
        # No date, or the first is a month or year with the second in it.
        return None
    return next(work for work in works if work["datePublished"] == dates[0])


def _one_or_all(items: list[dict[str, object]]) -> object:
    return items[0] if len(items) == 1 else items


_TYPES = {
    ClaimantKind.PERSON: "Person",
    ClaimantKind.GOVERNMENT: "GovernmentOrganization",
    ClaimantKind.ORGANISATION: "Organization",
    ClaimantKind.NEWS: "NewsMediaOrganization",
}
"""The schema.org type of each kind of claimant; of all others it is not known."""


def _claimant(claimant: Claimant) -> dict[str, object]:
    """A Thing, if the report does not say whether a claimant is a Person or an Organization."""
    kind = _TYPES.get(claimant.kind, "Thing") if claimant.kind else "Thing"
    return without_empty({"@type": kind, "name": claimant.name, "description": claimant.role})


def _appearances(report: Report, claim: Claim) -> list[dict[str, object]]:
    """Where the claim was made, and the documents in which it is made, each address once.

    Other supporting documents are evidence, not appearances of the claim.
    """
    sources = dict.fromkeys(
        quote.source
        for quote in claim.quotes
        if quote.stance is Stance.STATES
        or (
            quote.stance is Stance.SUPPORTS
            and any(report.says(claimant, quote) for claimant in report.claimants_of(claim))
        )
    )
    works = [_work(report.documents[id].source) for id in sources]
    quoted = {work["url"] for work in works if "url" in work}
    return [_appearance(made) for made in claim.made if made.url not in quoted] + works


def _appearance(made: Appearance) -> dict[str, object]:
    return without_empty(
        {
            "@type": "CreativeWork",
            "name": made.where,
            "url": made.url,
            "datePublished": date_text(stated(made.date)),
        }
    )


def _work(source: Source) -> dict[str, object]:
    return without_empty(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "inLanguage": source.language,
            "datePublished": date_text(stated(source.published)),
        }
    )
