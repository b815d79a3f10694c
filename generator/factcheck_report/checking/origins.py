"""Rules for origins: the person or body a statement comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factcheck_report.checking.examples import SPOKESMAN, claim_with, spokesman
from factcheck_report.checking.rule import Finding, Rule, RuleContext, at
from factcheck_report.checking.similarity import keywords
from factcheck_report.model import EntryKind, Evidence, Level, Stance

_SHINGLE = 3
_FEWEST_WORDS = 5
"""Keywords that a passage must have. Shorter statements may be the same by chance."""
_MOST_COMPARED = 20
"""Earlier quotes that a quote is compared with: those with the most shingles in common."""
_SHARED = 0.7
"""The part of the shorter passage's shingles that the other passage must have."""


def _origins_are_independent(context: RuleContext) -> Iterator[Finding]:
    claims = context.draft.claims
    for (kind, entry), items in context.evidence_of.items():
        # For what was said, origins do not count.
        if kind is not EntryKind.CLAIM or claims[entry].is_statement:
            continue
        if len({item.quote.origin for item in items}) > 1:
            yield from _repeated(items)


def _repeated(items: Sequence[Evidence]) -> Iterator[Finding]:
    """Quotes of a claim with nearly the same words as a quote with another origin.

    A quote is compared only with the first quote that has the same shingle (run of keywords), so
    the time is linear in the number of quotes.
    """
    first: dict[tuple[Stance, tuple[str, ...]], Evidence] = {}
    shingles: dict[int, frozenset[tuple[str, ...]]] = {}
    for item in items:
        if not item.quote.stance.is_evidence or item.quote.origin is None:
            continue
        mine = shingles[item.number] = _shingles(item.quote.text)
        others = [first.setdefault((item.quote.stance, key), item) for key in mine]
        earlier = {other.number: other for other in others if _could_repeat(item, other)}
        shared = Counter(other.number for other in others if other.number in earlier)
        most = sorted(shared, key=lambda number: (-shared[number], number))[:_MOST_COMPARED]
        for number in sorted(most):
            theirs, other = shingles[number], earlier[number]
            if len(mine & theirs) >= _SHARED * min(len(mine), len(theirs)):
                yield _problem(item, other)
                break


def _could_repeat(item: Evidence, other: Evidence) -> bool:
    return item.quote.origin != other.quote.origin and item.quote.source != other.quote.source


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = keywords(text)
    if len(words) < _FEWEST_WORDS:
        return frozenset()
    return frozenset(words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1))


def _problem(item: Evidence, other: Evidence) -> Finding:
    return Finding(
        at(item, "origin"),
        what=f"Quote {other.number}, from “{other.quote.source}”, has nearly the same words, but "
        f"its origin is {other.quote.origin}. Here the origin is {item.quote.origin}.",
        fix="If both documents repeat one statement, write the same origin on both quotes. If two "
        "origins really said the same, accept the warning: “accept: {origin-twice: the reason}”.",
    )


def _in_courier(origin: str) -> str:
    """The example’s other document, which repeats the spokesman."""
    speaker = "A spokesman for the other side"
    words = f"{speaker} said that dozens of drones had been sent in the summer."
    return spokesman(words, source="courier", speaker=speaker, origin=origin)


ORIGIN_TWICE = Rule(
    id="origin-twice",
    level=Level.WARNING,
    title="One statement does not count for two origins.",
    reason="""\
Documents copy from each other and from agencies. If two have nearly the same words, they probably
repeat one statement. A verdict that requires two origins would then have only one. It is only a
warning, because two bodies can publish a joint statement.""",
    wrong=claim_with(SPOKESMAN, _in_courier(origin="railway")),
    right=claim_with(SPOKESMAN, _in_courier(origin="other-side")),
    find=_origins_are_independent,
)

RULES = (ORIGIN_TWICE,)
