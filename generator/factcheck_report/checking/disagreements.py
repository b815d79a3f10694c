"""Rules for disagreements: the sides that their quotes are on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from factcheck_report.checking.examples import quote
from factcheck_report.checking.rule import Finding, Rule, RuleContext
from factcheck_report.model import Disagreement, EntryKind, Level, Quote
from factcheck_report.model.evidence import quote_name
from factcheck_report.problems import closest_match

_MOST_COMPARED = 20
"""Sides of one disagreement that are compared with each other."""
_SHORTEST = 6
"""Characters of a name in which one may be a slip. “Sent” and “spent” are two words."""


def _sides(item: Disagreement) -> dict[str, list[tuple[int, Quote]]]:
    """The quotes on each side, with their numbers from 1. Without those on neither side."""
    sides: dict[str, list[tuple[int, Quote]]] = {}
    for number, each in enumerate(item.quotes, 1):
        if each.side is not None:
            sides.setdefault(each.side, []).append((number, each))
    return sides


def _there_are_two_sides(context: RuleContext) -> Iterator[Finding]:
    for entry, item in context.draft.numbered_disagreements():
        sides = _sides(item)
        if len(sides) != 1:
            continue
        [(side, [(number, first), *_])] = sides.items()
        yield Finding(
            (
                quote_name(EntryKind.DISAGREEMENT, str(entry), number),
                first.positions.at("side"),
            ),
            what=f"“{side}” is the only side of this disagreement.",
            fix="Add “side:” to the quotes of the other side, or delete it from all of them: then "
            "each origin is a side.",
        )


def _names_of_sides_differ(context: RuleContext) -> Iterator[Finding]:
    for entry, item in context.draft.numbered_disagreements():
        sides = _sides(item)
        names = list(sides)[:_MOST_COMPARED]
        for index, name in enumerate(names):
            if similar := next((each for each in names[:index] if _is_slip(name, each)), None):
                yield _similar(entry, name, similar, sides[name])


def _similar(entry: int, name: str, similar: str, quotes: Sequence[tuple[int, Quote]]) -> Finding:
    number, first = quotes[0]
    return Finding(
        (quote_name(EntryKind.DISAGREEMENT, str(entry), number), first.positions.at("side")),
        what=f"The sides “{similar}” and “{name}” have nearly the same name, but count as two.",
        fix=f"If they are one side, write: side: {similar}. If they are two, choose names that "
        "readers can tell apart.",
    )


def _is_slip(one: str, other: str) -> bool:
    """Whether two names differ only in capitals, spaces and punctuation, or in one letter."""
    first, second = _letters(one), _letters(other)
    if first == second:
        return True
    if min(len(first), len(second)) < _SHORTEST or _digits(first) != _digits(second):
        return False
    return OSA.distance(first, second, score_cutoff=1) <= 1 and bool(closest_match(one, [other]))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _disagreement(*sides: str) -> str:
    """The example's disagreement, with the side of each of its quotes; empty for none."""
    texts = (
        "dozens of drones had been sent in summer",
        "A spokesman of the other side said that dozens of drones had been sent",
        "no drones were sent",
    )
    speakers = ("A spokesman of the other side", "A spokesman of the other side", "The minister")
    origins = ("other-side", "other-side", "ministry")
    wordings = ("paraphrased", "paraphrased", "quoted")
    quotes = "".join(
        quote(text, stance="", side=side, wording=wording, speaker=speaker, origin=origin)
        for text, side, speaker, origin, wording in zip(
            texts, sides, speakers, origins, wordings, strict=True
        )
    )
    return f"""\
disagreements:
  - about: Whether drones were sent
    compatible: "no"
    note: If drones were sent in summer, the minister's words are not true of that time.
    quotes:
{quotes}"""


ONE_SIDE = Rule(
    id="one-side",
    level=Level.WARNING,
    title="A disagreement with named sides has at least two.",
    reason="""\
The page of a disagreement shows its sides beside each other. Quotes without `side:` are shown
below them, as on neither side. With a single side, readers would not see who contradicts it. It is
only a warning, because the page still shows all passages.""",
    wrong=_disagreement("Drones were sent", "Drones were sent", ""),
    right=_disagreement("Drones were sent", "Drones were sent", "None were sent"),
    find=_there_are_two_sides,
)

SIMILAR_SIDES = Rule(
    id="similar-sides",
    level=Level.WARNING,
    title="The names of two sides differ in more than a letter.",
    reason="""\
Quotes are on one side if their `side:` has the same words. A spelling mistake in one of them
makes another side, which readers would take for a third opinion. It is only a warning, because two
similar names can be correct. There is no warning if the names have different digits.""",
    wrong=_disagreement("Drones were sent", "Drones were snet", "None were sent"),
    right=_disagreement("Drones were sent", "Drones were sent", "None were sent"),
    find=_names_of_sides_differ,
)

RULES = (ONE_SIDE, SIMILAR_SIDES)
