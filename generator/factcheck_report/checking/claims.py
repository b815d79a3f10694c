"""Rules for claims: what they say, when, and how they stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck_report.checking.rule import Rule, RuleContext
from factcheck_report.checking.similarity import similar_pairs
from factcheck_report.model import Claim, Level, Source
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.web_addresses import is_web_address
from factcheck_report.problems import Problem

_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")


def _links_can_be_followed(checked: RuleContext) -> Iterator[Problem]:
    for claim in checked.draft.claims.values():
        for found in _LINK.finditer(claim.analysis):
            if not is_web_address(found[1]):
                yield Problem(
                    position=claim.marks.at("analysis"),
                    entry=f"claim {claim.id}",
                    rule="analysis-link",
                    what=f"The analysis has a link that readers cannot follow: {found[1][:80]}.",
                    fix="Write the full address, beginning with https://; name related claims "
                    "under “related:”.",
                )


ANALYSIS_LINK = Rule(
    id="analysis-link",
    level=Level.ERROR,
    title="Links in an analysis are full addresses.",
    reason="""\
An analysis is shown on several pages and exported to other programs; only a full address leads to
the same place from all of them. Anything else is shown as plain text.""",
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


def _inferred_dates_are_explained(checked: RuleContext) -> Iterator[Problem]:
    draft = checked.draft
    dated = [
        (f"claim {claim.id}", claim.stated, "stated", claim.stated_note, claim.marks)
        for claim in draft.claims.values()
    ] + [
        (f"event {number}", event.when, "when", event.when_note, event.marks)
        for number, event in enumerate(draft.timeline, 1)
    ]
    for entry, date, field, note, marks in dated:
        if date is not None and date.inferred and note is None:
            yield Problem(
                position=marks.at(field),
                entry=entry,
                rule="inferred-date",
                what=f"A part of the date {date} is marked as inferred, but not from what.",
                fix=f"Add “{field}_note:” with the reason, for readers.",
            )


INFERRED_DATE = Rule(
    id="inferred-date",
    level=Level.ERROR,
    title="A date that the documents do not state says what it was inferred from.",
    reason="""\
The page marks such a date as inferred. Readers can follow that only with the reason beside it.""",
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

_ALIKE = 80.0


def _claims_are_made_once(checked: RuleContext) -> Iterator[Problem]:
    claims = list(checked.draft.claims.values())
    for first, second in similar_pairs([claim.claim for claim in claims], _ALIKE):
        earlier, later = claims[first], claims[second]
        yield Problem(
            position=later.marks.at("claim"),
            entry=f"claim {later.id}",
            rule="duplicate-claim",
            what=f"The claim “{earlier.id}” says nearly the same: {earlier.claim[:200]}",
            fix="Make one claim of the two, under the id that was published first; or word them "
            "so that readers see the difference.",
        )


DUPLICATE_CLAIM = Rule(
    id="duplicate-claim",
    level=Level.WARNING,
    title="A claim stands in the report once.",
    reason="""\
Two pages for one claim divide its evidence, and count it twice in every tally. Alike are claims
with the same telling words in nearly the same order, or with a single one more that is no number
and no word like “not” or “only”. It is a warning only, because one word can make all the
difference.""",
    wrong="""\
claims:
  drones-were-sent:
    claim: Drones had been sent in the summer.
    verdict: open
    summary: The other side says so.
    quotes:
      - text: dozens of drones had been sent in summer
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
""",
    right="""\
claims:
  no-drones-were-sent:
    claim: No drones were sent in summer.
    verdict: open
    summary: The minister says so.
    quotes:
      - text: no drones were sent
        source: gazette
        stance: supports
        wording: quoted
        speaker: The minister
        origin: ministry
""",
    find=_claims_are_made_once,
)


def _related_claims_name_each_other(checked: RuleContext) -> Iterator[Problem]:
    claims = checked.draft.claims
    named = {id: frozenset(claim.related) for id, claim in claims.items()}
    for claim in claims.values():
        for id in claim.related:
            if id in claims and claim.id not in named[id]:
                yield Problem(
                    position=claim.marks.at("related"),
                    entry=f"claim {claim.id}",
                    rule="related-one-sided",
                    what=f"It names “{id}” as related, but “{id}” does not name it.",
                    fix=f"Add {claim.id} under “related:” of {id}, or delete {id} here.",
                )


RELATED = Rule(
    id="related-one-sided",
    level=Level.OFF,
    title="Related claims name each other.",
    reason="""\
Whoever reads the one may want the other. It is off unless a report asks for it: a detail may well
lead to an overview that cannot lead to every detail.""",
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


def _reviews_are_newer_than_pins(checked: RuleContext) -> Iterator[Problem]:
    sources = checked.draft.sources
    for claim in checked.draft.claims.values():
        if claim.reviewed is None:
            continue
        for id in dict.fromkeys(quote.source for quote in claim.quotes):
            source = sources.get(id)
            if source and source.pinned and _is_before(claim.reviewed, source.pinned):
                yield _outdated(claim, source)


def _is_before(date: PartialDate, other: PartialDate) -> bool:
    """Whether it is so for certain: as far as both have parts."""
    parts = min(
        sum(part is not None for part in (item.year, item.month, item.day))
        for item in (date, other)
    )
    return date.sort_key[:parts] < other.sort_key[:parts]


def _outdated(claim: Claim, source: Source) -> Problem:
    return Problem(
        position=claim.marks.at("reviewed"),
        entry=f"claim {claim.id}",
        rule="review-before-pin",
        what=f"The claim was last reviewed on {claim.reviewed}; {source.file}, which it quotes, "
        f"was pinned later, on {source.pinned}.",
        fix="Read the claim against the document as it is now, and write the date under "
        "“reviewed:”.",
    )


REVIEW = Rule(
    id="review-before-pin",
    level=Level.WARNING,
    title="A claim was reviewed after the documents it quotes last changed.",
    reason="""\
`pinned:` on a source says on which day its `sha256:` was written. A claim that was reviewed
earlier was reviewed against another state of the document. Sources without `pinned:` are left
out. It is a warning only, because the change may have been elsewhere in the document.""",
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

RULES = (ANALYSIS_LINK, INFERRED_DATE, DUPLICATE_CLAIM, RELATED, REVIEW)
