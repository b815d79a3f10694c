"""Published fact-checks become drafts of claims, and nothing that they hold is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck_report.editing import read_tree
from factcheck_report.exports.claimreview import claim_reviews
from factcheck_report.exports.claims_csv import claims_csv
from factcheck_report.loading import load
from factcheck_report.model import ClaimantKind, Draft, Report
from factcheck_report.problems import Severity
from factcheck_report.yaml_tree import MappingNode
from tests.published import AS_TEXT, EMPTY, REVIEW, imported, kept, page, planned, script, values


def loaded(claims: str) -> Draft:
    """The report, which has no errors; unfinished drafts have notes."""
    result = load({"claims.yaml": claims})
    assert [item for item in result.problems if item.severity is Severity.ERROR] == []
    return result.draft


def one(review: dict[str, Any], claims: str = EMPTY) -> Draft:
    return loaded(imported(json.dumps(review), "page.json", claims))


def test_every_field_that_a_claim_has_is_filled_in() -> None:
    claims = imported(json.dumps(REVIEW), "page.json")
    draft = loaded(claims)
    [claim] = draft.claims.values()
    assert claim.id == "masks-make-people-dizzy"
    assert claim.draft
    assert claim.claim == "Masks make people dizzy."
    assert str(claim.stated) == "2020-04"
    assert [(made.url, made.date) for made in claim.made] == [
        ("https://posts.example/1", None),
        ("https://posts.example/2", None),
    ]
    assert claim.summary == "No study found it."
    assert str(claim.published) == str(claim.reviewed) == "2020-05-12"
    assert claim.tags == ("health", "masks")
    [claimant] = (draft.claimants[id] for id in claim.claimants)
    assert (claimant.name, claimant.kind, claimant.role) == ("Ada Marsh", "person", "Councillor")
    assert claimant.same_as == ("https://people.example/ada",)
    verdict = draft.verdicts[claim.verdict]
    assert (verdict.id, verdict.label, verdict.rating) == ("verdict-false", "False", 1)
    assert verdict.draft
    assert "# rated 1 on a scale from 1 (worst) to 5 (best)" in claims
    assert "# fact-check: https://checkers.example/masks/\n" in claims
    assert '# from ClaimReview: "author": {"@type": "Organization", "name": "Checkers"' in claims
    assert set(values(REVIEW)) <= kept(claims)


HOSTILE = [
    *['"\n  evil: yes', "\n- evil: yes\n", ": ", " # ", "- a", "{a: [b", "*a", "&a", "!a", "%a"],
    *["@a", "`a", "'", '"', "\\", "\\n", "|", ">", "? a", "---", "...", "<<<<<<< HEAD", "======="],
    *["\t", "\r", "\n\n", "\0", "\x85", "\u2028", "\ufeff", "\u202e", "\ud800", "\uffff", "\xad"],
    *["\U000e0041", "e" + "\u0301" * 9, "NaN", "null", "true", "1e999", "мoscow", "##[error]x"],
    *["<p>x</p>", "</script>", "&#0;", "&amp;lt;", "2020-13-45", "2020-02-30", "0001-01-01"],
    *["https://x.example/\n- evil: 1", f"https://x.example/{'a' * 2_100}", "https://ok.example/1"],
    *["A claim", "2020-01-02", "en", "False", " "],
]
TEXTS = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join)
NAMES = st.sampled_from(
    [
        *["@type", "@id", "@value", "@language", "name", "url", "author", "itemReviewed", "text"],
        *["reviewRating", "ratingValue", "bestRating", "worstRating", "alternateName", "sameAs"],
        *["datePublished", "appearance", "firstAppearance", "keywords", "inLanguage", "jobTitle"],
        *["reviewBody", "description", "properties", "claimReview", "textualRating", "a\n  b: c"],
    ]
)
ANYTHING: Any = st.recursive(
    TEXTS | st.integers() | st.booleans() | st.none() | st.just(10**30) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
REVIEWS = st.builds(
    lambda claim, more: {**more, "@type": "ClaimReview", "claimReviewed": claim},
    ANYTHING,
    st.dictionaries(NAMES, ANYTHING, max_size=6),
)
FILES = st.one_of(
    st.lists(REVIEWS, min_size=1, max_size=3),
    st.builds(lambda some, other: {"@graph": [*some, other]}, st.lists(REVIEWS, min_size=1), TEXTS),
    st.builds(
        lambda name, some: {
            "name": name,
            "dataFeedElement": [{"n": name, "item": [s]} for s in some],
        },
        TEXTS,
        st.lists(REVIEWS, min_size=1, max_size=3),
    ),
)


@settings(max_examples=150)
@given(file=FILES)
def test_nothing_is_lost_and_text_never_becomes_structure(file: Any) -> None:
    written = json.dumps(file)
    claims = imported(written, "page.json")
    loaded(claims)
    assert set(values(json.loads(written, **AS_TEXT))) <= kept(claims)
    tree = read_tree(claims, "claims.yaml")
    assert isinstance(tree, MappingNode)
    assert {key.text for key, _ in tree.entries} <= {
        *("report", "sources", "verdicts", "claims", "claimants")
    }
    assert "evil" not in {
        key.text
        for _, section in tree.entries
        if isinstance(section, MappingNode)
        for _, entry in section.entries
        if isinstance(entry, MappingNode)
        for key, _ in entry.entries
    }


CELLS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=9) | TEXTS.filter(
    lambda text: "\0" not in text and "\ud800" not in text
)


@settings(max_examples=60)
@given(rows=st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=4))
def test_nothing_of_a_table_is_lost(rows: list[list[str]]) -> None:
    header = ["claim", "speaker", "date", "verdict", "remarks"]
    quoted = (f'"{cell.replace(chr(34), chr(34) * 2)}"' for row in rows for cell in row)
    lines = (",".join(next(quoted) for _ in header) for _ in rows)
    table = "\r\n".join((",".join(header), *lines, '"last",,,,'))
    claims = imported(table, "table.csv")
    loaded(claims)
    assert set(values(rows)) <= kept(claims)


@pytest.mark.parametrize("format", ["json", "csv"])
def test_a_report_of_this_product_comes_back(example_report: Report, format: str) -> None:
    base = "https://harbour.example/"
    if format == "json":
        claims = imported(claim_reviews(example_report, base), "claimreview.json")
    else:
        claims = imported(claims_csv(example_report, base), "claims.csv")
    draft, was = loaded(claims), example_report.draft
    back = {claim.claim: claim for claim in draft.claims.values()}
    assert list(back) == [claim.claim for claim in was.claims.values()]
    for before in was.claims.values():
        after = back[before.claim]
        names = [draft.claimants[id].name for id in after.claimants]
        assert names == [was.claimants[id].name for id in before.claimants]
        assert draft.verdicts[after.verdict].label == was.verdicts[before.verdict].label
        assert after.summary == before.summary
        # ClaimReview has the last change, which may be a correction.
        assert after.reviewed == (before.reviewed if format == "csv" else before.changed)
        assert after.published == before.first_published
        assert after.language == example_report.language_of(before)
        if format == "csv":
            assert (after.id, after.kind, after.tags) == (before.id, before.kind, before.tags)
            assert after.verdict == before.verdict
            assert after.first_made == before.first_made
        elif before.first_made and before.first_made.exact:
            assert after.stated == before.first_made
    people = {claimant.name: claimant for claimant in was.claimants.values()}
    for claimant in draft.claimants.values():
        person = people[claimant.name]
        if format == "csv":
            assert claimant.role == person.role
        elif person.kind is ClaimantKind.ANONYMOUS:
            # ClaimReview has only the names of those who are neither Person nor Organization.
            assert (claimant.kind, claimant.role) == (None, None)
        else:
            is_body = person.kind in (ClaimantKind.GOVERNMENT, ClaimantKind.NEWS)
            assert claimant.kind == (ClaimantKind.ORGANISATION if is_body else person.kind)
            assert (claimant.role, claimant.same_as) == (person.role, person.same_as)


def test_claimants_and_verdicts_of_the_report_are_used_again() -> None:
    report = EMPTY.replace(
        "verdicts: {}",
        "verdicts:\n  wrong: {label: FALSE., means: It is not so., tone: negative}\n"
        "claimants:\n  marsh: {name: ada  Marsh, role: Mayor}",
    )
    claims = imported(json.dumps(REVIEW), "page.json", report)
    [claim] = loaded(claims).claims.values()
    assert (claim.verdict, claim.claimants) == ("wrong", ("marsh",))
    assert "Councillor" in kept(claims)
    assert "False" in kept(claims)


@pytest.mark.parametrize(
    ("rating", "scale", "expected"),
    [
        ({"ratingValue": "2", "bestRating": "5", "worstRating": "1"}, "", 2),
        ({"ratingValue": 4.5, "bestRating": 6, "worstRating": 3}, "{worst: 0, best: 10}", 5),
        ({"ratingValue": 2}, "{worst: 1, best: 5}", 2),  # schema.org: from 1 to 5
        ({"ratingValue": 1, "bestRating": 0, "worstRating": 4}, "{worst: 1, best: 5}", 4),
        ({"ratingValue": 2, "bestRating": 4, "worstRating": 1}, "{worst: 1, best: 5}", None),
        ({"ratingValue": -1, "bestRating": -1, "worstRating": -1}, "{worst: 1, best: 5}", None),
        ({"ratingValue": 9, "bestRating": 5, "worstRating": 1}, "{worst: 1, best: 5}", None),
        ({"ratingValue": "NaN", "bestRating": 5}, "{worst: 1, best: 5}", None),
    ],
)
def test_a_rating_is_taken_over_only_if_the_scale_has_its_step(
    rating: dict[str, Any], scale: str, expected: int | None
) -> None:
    report = EMPTY.replace("sources:", f"  scale: {scale}\nsources:" if scale else "sources:")
    review = {**REVIEW, "reviewRating": {"alternateName": "Half so", **rating}}
    draft = one(review, report)
    assert draft.verdicts["half-so"].rating == expected
    assert set(values(rating)) <= kept(imported(json.dumps(review), "page.json", report))


def test_a_verdict_with_two_ratings_gets_none() -> None:
    reviews = [
        {**REVIEW, "claimReviewed": f"Claim {value}.", "url": f"https://a.example/{value}"}
        for value in (1, 2)
    ]
    for value, review in enumerate(reviews, 1):
        review["reviewRating"] = {"alternateName": "Misleading", "ratingValue": value}
    claims = imported(json.dumps(reviews), "page.json")
    assert loaded(claims).verdicts["misleading"].rating is None
    assert "# rated 1 on" in claims
    assert "# rated 2 on" in claims


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020-03-01T23:30:00-05:00", "2020-03-01"),
        ("2020-03", "2020-03"),
        ("2020", "2020"),
        ("March 3, 2020", "2020-03-03"),
        ("31.12.2019", "2019-12-31"),
        ("20200301", "2020-03-01"),
        ("03/04/2020", None),
        ("2020-02-30", None),
        ("0001-01-01T00:00:00", None),
        ("yesterday", None),
    ],
)
def test_dates_keep_their_precision_and_are_never_guessed(written: str, date: str | None) -> None:
    review = {**REVIEW, "itemReviewed": {"@type": "Claim", "datePublished": written}}
    claims = imported(json.dumps(review), "page.json")
    [claim] = loaded(claims).claims.values()
    assert (str(claim.stated) if claim.stated else None) == date
    assert written in kept(claims)


@pytest.mark.parametrize(
    ("dates", "published", "reviewed"),
    [
        (("2020-05-12", "2021-02-03T10:00:00Z"), "2020-05-12", "2021-02-03"),
        (("2020-05", "2021-02-03"), None, "2021-02-03"),
        (("soon", None), None, None),
        ((["2020-05-14", "2020-05-12"], None), "2020-05-12", "2020-05-14"),
    ],
)
def test_the_first_publication_is_a_day_or_stays_a_comment(
    dates: tuple[object, object], published: str | None, reviewed: str | None
) -> None:
    review = {**REVIEW, "datePublished": dates[0], "dateModified": dates[1]}
    claims = imported(json.dumps(review), "page.json")
    [claim] = loaded(claims).claims.values()
    assert (claim.published and str(claim.published)) == published
    assert (claim.reviewed and str(claim.reviewed)) == reviewed
    assert set(values(review)) <= kept(claims)


def test_a_table_with_the_day_of_publication() -> None:
    table = "claim,verdict,summary,published,reviewed\nA.,False,No.,2020-05-12,2021-02-03\n"
    [claim] = loaded(imported(table, "table.csv")).claims.values()
    assert (str(claim.published), str(claim.reviewed)) == ("2020-05-12", "2021-02-03")


def by(links: object, number: int = 1) -> dict[str, Any]:
    return {
        **REVIEW,
        "claimReviewed": f"Claim {number}.",
        "url": f"https://checkers.example/{number}",
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ada Marsh", "sameAs": links},
            "appearance": f"https://posts.example/{number}",
        },
    }


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("https://people.example/ada", ("https://people.example/ada",)),
        (["https://a.example/1", "https://a.example/1"], ("https://a.example/1",)),
        # Where the claim was made, and the fact-check, are no pages about its author.
        (["https://posts.example/1/", "https://a.example/1"], ("https://a.example/1",)),
        ("http://checkers.example/1", ()),
        (["javascript:alert(1)", "Q42", "https://me@a.example/", "https://a.example/ x"], ()),
    ],
)
def test_pages_about_a_claimant_are_taken_over(links: object, expected: tuple[str, ...]) -> None:
    claims = imported(json.dumps(by(links)), "page.json")
    [claimant] = loaded(claims).claimants.values()
    assert claimant.same_as == expected
    assert set(values(links if isinstance(links, list) else [links])) <= kept(claims)


def test_an_address_that_no_file_can_hold_stays_as_it_was_written() -> None:
    address = "https://checkers.example/ma\ud800sks/"
    claims = imported(json.dumps({**REVIEW, "url": address}), "page.json")
    assert loaded(claims).claims.keys() == {"masks-make-people-dizzy"}
    assert address in kept(claims) and "# fact-check:" not in claims


def test_pages_of_two_people_of_one_name_are_not_mixed() -> None:
    reviews = [by("https://people.example/ada"), by("https://people.example/other-ada", 2)]
    claims = imported(json.dumps(reviews), "page.json")
    [claimant] = loaded(claims).claimants.values()
    assert claimant.same_as == ("https://people.example/ada",)
    assert "https://people.example/other-ada" in kept(claims)
    # A claimant whom the editors entered stays as they entered them.
    report = EMPTY.replace("claims: {}", "claimants:\n  ada: {name: Ada Marsh}\nclaims: {}")
    claims = imported(json.dumps(by("https://people.example/ada")), "page.json", report)
    assert loaded(claims).claimants["ada"].same_as == ()
    assert "https://people.example/ada" in kept(claims)


def test_who_is_credited_with_a_claim_is_a_claimant() -> None:
    person = {"@type": "Person", "name": "Ada Marsh", "jobTitle": "Councillor"}
    item = {"@type": "Claim", "author": person, "creditText": "An official; Ada Marsh"}
    claims = imported(json.dumps({**REVIEW, "itemReviewed": item}), "page.json")
    draft = loaded(claims)
    [claim] = draft.claims.values()
    people = [draft.claimants[id] for id in claim.claimants]
    assert [(one.name, one.kind, one.role) for one in people] == [
        ("An official", None, None),
        ("Ada Marsh", "person", "Councillor"),
    ]
    assert set(values(item)) <= kept(claims)


def test_html_in_texts_is_read_as_readers_see_it() -> None:
    review = {**REVIEW, "claimReviewed": "<p>Caf&eacute;s &amp; bars\n<b>closed</b> in 1 < 2.</p>"}
    claims = imported(json.dumps(review), "page.json")
    [claim] = loaded(claims).claims.values()
    assert claim.claim == "Cafés & bars closed in 1 < 2."
    assert set(values(review)) <= kept(claims)


def test_a_sentence_is_no_verdict_but_the_reason_for_one() -> None:
    sentence = "This is not true. There is no evidence that towers are linked to it."
    claims = imported(json.dumps({**REVIEW, "reviewRating": sentence}), "page.json")
    assert "  verdict:  # fill in" in claims
    assert sentence in kept(claims)
    assert loaded(claims).verdicts == {}


def test_known_fact_checks_are_told_and_left_out() -> None:
    more = {**REVIEW, "claimReviewed": "Masks cost a fortune."}
    claims = imported(json.dumps([REVIEW, more]), "page.json")
    again = planned(json.dumps([REVIEW, more]), "page.json", claims)
    assert again.claims == ()
    assert [item.place for item in again.left_out] == ["fact-check 1", "fact-check 2"]
    # The editor changed the text of a claim; a third claim was added to the page.
    edited = claims.replace('claim: "Masks make people dizzy."', "claim: Nobody gets dizzy.")
    third = {**REVIEW, "claimReviewed": "Masks are new."}
    plan = planned(json.dumps([REVIEW, more, third]), "page.json", edited)
    assert [entry.id for entry in plan.claims] == ["masks-are-new"]
    assert len(plan.left_out) == 2


def test_two_fact_checks_of_a_claim_in_a_file_become_one_claim_with_all_they_say() -> None:
    other = {
        **REVIEW,
        "url": "https://others.example/masks",
        "author": {"name": "Others"},
        "reviewRating": {"alternateName": "Unproven"},
    }
    claims = imported(page(script(REVIEW) + script(other) + script(REVIEW)), "page.html")
    assert len(loaded(claims).claims) == 1
    assert set(values([REVIEW, other])) <= kept(claims)
    assert planned(page(script([other, REVIEW])), "page.html", claims).claims == ()


def test_ids_are_in_latin_letters_and_each_its_own() -> None:
    long = (f"More words than an id can ever have, as in claim {number}." for number in range(3))
    reviews = [
        {**REVIEW, "claimReviewed": text, "url": f"https://a.example/{number}"}
        for number, text in enumerate(["Η κυβέρνηση απάντησε.", "False", "2020-01-01", *long])
    ]
    ids = [entry.id for entry in planned(json.dumps(reviews), "page.json").claims]
    assert ids[:3] == ["i-kyvernisi-apantise", "claim-false", "claim-2020-01-01"]
    assert len(set(ids)) == 6


def test_what_stands_beside_a_review_is_kept_once() -> None:
    second = {**REVIEW, "claimReviewed": "B."}
    feed = {
        "name": "A feed",
        "items": [
            [REVIEW, {"note": "beside the first"}],
            "also",
            [[second]],
        ],
        "pages": {"next": 2},
    }
    claims = imported(json.dumps([feed, "outermost"]), "feed.json")
    assert set(values(feed)) | {"outermost"} <= kept(claims)
    assert claims.count("A feed") == claims.count("beside the first") == 1
