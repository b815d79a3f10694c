"""Rules for origins: whose word it finally is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factcheck_report.checking.rule import Rule, RuleContext, quote_name
from factcheck_report.checking.similarity import keywords
from factcheck_report.model import EntryKind, Evidence, Level, Stance
from factcheck_report.problems import Problem

_SHINGLE = 3
_FEWEST_WORDS = 5
"""Telling words that a passage must have: what is shorter is easily said twice."""
_MOST_HELD = 20
"""Earlier quotes that one is held against: those that share the most with it."""
_SHARED = 0.7
"""Of the shingles of the shorter passage, how many must stand in the other."""


def _origins_are_independent(checked: RuleContext) -> Iterator[Problem]:
    for (kind, _), items in checked.evidence_of.items():
        if kind is EntryKind.CLAIM and len({item.quote.origin for item in items}) > 1:
            yield from _repeated(items)


def _repeated(items: Sequence[Evidence]) -> Iterator[Problem]:
    """Quotes of one claim that say with nearly the same words what another origin says.

    Held against the quotes alone that share a run of words with them, and only the first of each
    run, so the time grows with the number of quotes.
    """
    first: dict[tuple[Stance, tuple[str, ...]], Evidence] = {}
    shingles: dict[int, frozenset[tuple[str, ...]]] = {}
    for item in items:
        if item.quote.stance is Stance.CONTEXT or item.quote.origin is None:
            continue
        mine = shingles[item.number] = _shingles(item.quote.text)
        others = [first.setdefault((item.quote.stance, key), item) for key in mine]
        earlier = {other.number: other for other in others if _could_repeat(item, other)}
        shared = Counter(other.number for other in others if other.number in earlier)
        most = sorted(shared, key=lambda number: (-shared[number], number))[:_MOST_HELD]
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


def _problem(item: Evidence, other: Evidence) -> Problem:
    return Problem(
        position=item.quote.marks.at("origin"),
        entry=quote_name(item),
        rule="origin-twice",
        what=f"Nearly the same words are quoted from “{other.quote.source}” as the word of "
        f"{other.quote.origin} (quote {other.number}); here they count as that of "
        f"{item.quote.origin}.",
        fix="If both documents have it from one place, name that one origin on both quotes. If "
        "two really said the same, leave it, and set “origin-twice: off” under “rules:”.",
    )


ORIGIN_TWICE = Rule(
    id="origin-twice",
    level=Level.WARNING,
    title="One statement does not count as the word of two origins.",
    reason="""\
Documents copy from each other and from agencies. Where two of them have nearly the same words,
they most likely have them from one place, and a verdict that takes two independent origins would
rest on one. It is a warning only, because two bodies can publish one statement together.""",
    wrong="""\
claims:
  drones-sent:
    quotes:
      - text: A spokesman of the other side said that dozens of drones had been sent in summer.
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
      - text: A spokesman for the other side said that dozens of drones had been sent in the summer.
        source: courier
        stance: supports
        wording: paraphrased
        speaker: A spokesman for the other side
        origin: railway
""",
    right="""\
claims:
  drones-sent:
    quotes:
      - text: A spokesman of the other side said that dozens of drones had been sent in summer.
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
      - text: A spokesman for the other side said that dozens of drones had been sent in the summer.
        source: courier
        stance: supports
        wording: paraphrased
        speaker: A spokesman for the other side
        origin: other-side
""",
    find=_origins_are_independent,
)

RULES = (ORIGIN_TWICE,)
