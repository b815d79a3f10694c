"""Rules for claims: links, dates, duplicates, related claims, reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck_report.checking.examples import SENT, claim_with, minister
from factcheck_report.checking.rule import Finding, Rule, RuleContext, at
from factcheck_report.checking.similarity import similar_pairs
from factcheck_report.model import Claim, Level, Source
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.web_addresses import is_web_address

_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")


def _links_can_be_followed(context: RuleContext) -> Iterator[Finding]:
    for claim in context.draft.claims.values():
        for found in _LINK.finditer(claim.analysis):
            if not is_web_address(found[1]):
                yield Finding(
                    at(claim, "analysis"),
                    what=f"The analysis has a link without a full address: {found[1][:80]}.",
                    fix="Write the full address, beginning with https://. Link to other claims "
                    "under “related:”.",
                )


ANALYSIS_LINK = Rule(
    id="analysis-link",
    level=Level.ERROR,
    title="Links in an analysis are full addresses.",
    reason="""\
An analysis is shown on several pages and exported to other programs. Only a full address works in
all of them. Other links are shown as plain text.""",
    wrong="""\
claims:
  drones-sent:
    analysis: See [the other claim](trains-ran).
""",
    right="""\
claims:
  drones-sent:
    analysis: See [the railway’s numbers](https://example.org/numbers).
    related: [trains-ran]
""",
    find=_links_can_be_followed,
)


def _inferred_dates_are_explained(context: RuleContext) -> Iterator[Finding]:
    draft = context.draft
    dated = [
        (f"claim {claim.id}", claim.stated, "stated", claim.stated_note, claim.positions)
        for claim in draft.claims.values()
    ] + [
        (f"event {number}", date, str(relation), event.when_note, event.positions)
        for number, event in draft.numbered_events()
        for relation, date in (event.dated,)
    ]
    for entry, date, field, note, marks in dated:
        if date is not None and date.inferred and note is None:
            yield Finding(
                (entry, marks.at(field)),
                what=f"The date {date} is marked as inferred, but no reason is given.",
                fix=f"Add “{_NOTE_OF.get(field, 'when_note')}:” and tell readers how you inferred "
                "it.",
            )
    for claim in draft.claims.values():
        for number, made in enumerate(claim.made, 1):
            if made.date is not None and made.date.inferred and claim.stated_note is None:
                yield Finding(
                    (f"claim {claim.id}, appearance {number}", made.positions.at("date")),
                    what=f"The date {made.date} is marked as inferred, but no reason is given.",
                    fix="Add “stated_note:” to the claim and tell readers how you inferred it.",
                )


_NOTE_OF = {"stated": "stated_note"}
"""The field that explains a date; all dates of events share one."""

INFERRED_DATE = Rule(
    id="inferred-date",
    level=Level.ERROR,
    title="An inferred date has a reason.",
    reason="""\
The page marks such a date as inferred. Readers need the reason to understand it.""",
    wrong="""\
claims:
  drones-sent:
    stated: 2022?-11
""",
    right="""\
claims:
  drones-sent:
    stated: 2022?-11
    stated_note: The document has no year; it speaks of the war as new.
""",
    find=_inferred_dates_are_explained,
)


def _stated_agrees_with_made(context: RuleContext) -> Iterator[Finding]:
    for claim in context.draft.claims.values():
        dates = [made.date for made in claim.made if made.date is not None]
        if claim.stated is None or not dates:
            continue
        earliest = min(dates, key=lambda date: date.sort_key)
        if _is_before(earliest, claim.stated):
            what = f"It was made on {earliest}, which is before {claim.stated}."
        elif len(dates) == len(claim.made) and _is_before(claim.stated, earliest):
            what = f"It was made on {earliest} at the earliest, which is after {claim.stated}."
        else:
            continue
        yield Finding(
            at(claim, "stated"),
            what=f"The dates under “stated:” and “made:” contradict each other. {what}",
            fix="Correct one of them. Without “stated:”, the earliest date under “made:” counts.",
        )


STATED_AND_MADE = Rule(
    id="stated-and-made",
    level=Level.WARNING,
    title="The dates under `stated:` and `made:` agree.",
    reason="""\
`stated:` is the day on which a claim was first made; `made:` lists where it was made, with dates.
If both are given, the earliest date under `made:` is the same day, or in the same month or year.
Without `stated:`, lists and the search use the earliest date under `made:`. It is only a warning,
because the first occasion may have no address and no name.""",
    wrong="""\
claims:
  drones-sent:
    stated: 2022-11-05
    made:
      - {where: Speech at the harbour, date: 2022-11-02}
""",
    right="""\
claims:
  drones-sent:
    stated: 2022-11-02
    made:
      - {where: Speech at the harbour, date: 2022-11-02}
      - {url: "https://radio.example/talk", date: 2022-11-05}
""",
    find=_stated_agrees_with_made,
)

_ALIKE = 80.0


def _claims_are_made_once(context: RuleContext) -> Iterator[Finding]:
    claims = list(context.draft.claims.values())
    for first, second in similar_pairs([claim.claim for claim in claims], _ALIKE):
        earlier, later = claims[first], claims[second]
        yield Finding(
            at(later, "claim"),
            what=f"The claim “{earlier.id}” says nearly the same: {earlier.claim[:200]}",
            fix="Merge the two claims under the id that was published first, or reword them to "
            "make the difference clear.",
        )


DUPLICATE_CLAIM = Rule(
    id="duplicate-claim",
    level=Level.WARNING,
    title="The report has each claim only once.",
    reason="""\
Two pages for one claim divide its evidence, and all totals count it twice. The rule warns of claims
with the same keywords in nearly the same order, or with one more keyword that is neither a number
nor a word such as “not” or “only”. It is only a warning, because one word can make all the
difference.""",
    wrong=claim_with(
        SENT,
        id="drones-were-sent",
        claim="Drones had been sent in the summer.",
        verdict="open",
        summary="The other side says so.",
    ),
    right=claim_with(
        minister("no drones were sent", stance="supports"),
        id="no-drones-were-sent",
        claim="No drones were sent in summer.",
        verdict="open",
        summary="The minister says so.",
    ),
    find=_claims_are_made_once,
)


def _related_claims_name_each_other(context: RuleContext) -> Iterator[Finding]:
    claims = context.draft.claims
    named = {id: frozenset(claim.related) for id, claim in claims.items()}
    for claim in claims.values():
        for id in claim.related:
            if id in claims and claim.id not in named[id]:
                yield Finding(
                    at(claim, "related"),
                    what=f"This claim lists “{id}” as related, but “{id}” does not list it.",
                    fix=f"Add {claim.id} under “related:” of {id}, or delete {id} here.",
                )


RELATED = Rule(
    id="related-one-sided",
    level=Level.OFF,
    title="Related claims list each other.",
    reason="""\
Readers of either claim may want to see the other. The rule is off by default: a detail may link to
an overview that cannot link to every detail.""",
    wrong="""\
claims:
  drones-sent:
    related: [trains-ran]
""",
    right="""\
claims:
  drones-sent:
    related: [trains-ran]
  trains-ran:
    related: [drones-sent]
""",
    find=_related_claims_name_each_other,
)


def _reviews_are_newer_than_pins(context: RuleContext) -> Iterator[Finding]:
    sources = context.draft.sources
    for claim in context.draft.claims.values():
        if claim.reviewed is None:
            continue
        for id in dict.fromkeys(quote.source for quote in claim.quotes):
            source = sources.get(id)
            if source and source.pinned and _is_before(claim.reviewed, source.pinned):
                yield _outdated(claim, source)


def _is_before(date: PartialDate, other: PartialDate) -> bool:
    """Whether one date is certainly before another: compares the parts that both have."""
    parts = min(
        sum(part is not None for part in (item.year, item.month, item.day))
        for item in (date, other)
    )
    return date.sort_key[:parts] < other.sort_key[:parts]


def _outdated(claim: Claim, source: Source) -> Finding:
    return Finding(
        at(claim, "reviewed"),
        what=f"The claim was last reviewed on {claim.reviewed}, but {source.file}, which it "
        f"quotes, was pinned later, on {source.pinned}.",
        fix="Check the claim against the document as it is now, and write the date under "
        "“reviewed:”.",
    )


REVIEW = Rule(
    id="review-before-pin",
    level=Level.WARNING,
    title="A claim was reviewed after its documents last changed.",
    reason="""\
`pinned:` is the day on which the `sha256:` of a source was written. A claim with an earlier review
was checked against an earlier version of the document. Sources without `pinned:` are ignored. It is
only a warning, because the change may be in another part of the document.""",
    wrong="""\
sources:
  gazette:
    pinned: 2022-12-01
claims:
  drones-sent:
    reviewed: 2022-11-22
""",
    right="""\
sources:
  gazette:
    pinned: 2022-12-01
claims:
  drones-sent:
    reviewed: 2022-12-02
""",
    find=_reviews_are_newer_than_pins,
)

_LONGEST_ON_A_PHONE = 240
"""Code points of a summary."""


def _summaries_are_short(context: RuleContext) -> Iterator[Finding]:
    for claim in context.draft.claims.values():
        if len(claim.summary) > _LONGEST_ON_A_PHONE:
            yield Finding(
                at(claim, "summary"),
                what=f"The summary has {len(claim.summary)} characters. Readers on a phone do not "
                f"see more than about {_LONGEST_ON_A_PHONE} on the first screen.",
                fix="Shorten it: say what is so, who says so and who denies it. Move the rest to "
                "“analysis:”.",
            )


LONG_SUMMARY = Rule(
    id="long-summary",
    level=Level.NOTE,
    title="A summary has at most 240 characters.",
    reason="""\
Readers on a phone see the claim, the verdict and about 240 characters of the summary on the first
screen. Lists and link previews also cut long summaries. It is only a note, because some verdicts
need a longer reason.""",
    wrong="""\
claims:
  drones-sent:
    summary: >-
      A spokesman of the other side said that dozens of drones had been sent in summer, and he gave
      no day, no place and no number. The minister said on Saturday that no drones were sent after
      the war began. The office of the minister did not answer when it was asked about it.
""",
    right="""\
claims:
  drones-sent:
    summary: The other side speaks of dozens of drones. The minister says that none were sent.
""",
    find=_summaries_are_short,
)

RULES = (
    ANALYSIS_LINK,
    INFERRED_DATE,
    STATED_AND_MADE,
    DUPLICATE_CLAIM,
    RELATED,
    REVIEW,
    LONG_SUMMARY,
)
