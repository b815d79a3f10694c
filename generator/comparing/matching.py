"""Which claim and which quote of one edition is which of the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from generator.comparing.changes import ClaimChange, QuoteChange
from generator.comparing.editions import Edition
from generator.model import Claim, Quote

_ALIKE = 60
"""Per cent of likeness from which a lost and a gained quote are one quote with changed words."""
_MOST_PAIRED = 40
"""Quotes of a claim that are compared each with each."""
_MOST_SHARING = 100
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚‹›", "'") | dict.fromkeys("–—−", "-")
)

_SHOWN = ("stance", "wording", "speaker", "via", "origin")
"""What readers see of a quote beside its words, and what decides how it counts."""
_UNGATED = ("summary", "analysis", "claimants", "stated", "stated_note", "tags", "related")


def plain(text: str) -> str:
    """The words of a text, however they are spaced and whatever quotation marks they have."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY).split())


def _key(quote: Quote) -> tuple[str, str]:
    return quote.source, plain(quote.text)


def match_claims(base: Edition, head: Edition) -> list[tuple[Claim, Claim]]:
    """The claims of both editions in pairs, in the head's order; each claim in one pair at most."""
    was, now = base.draft.claims, head.draft.claims
    gone = {id: claim for id, claim in was.items() if id not in now}
    new = {id: claim for id, claim in now.items() if id not in was}
    renamed = _renamed(gone, new, head)
    pairs = []
    for id, claim in now.items():
        if id in was:
            pairs.append((was[id], claim))
        elif id in renamed:
            pairs.append((was[renamed[id]], claim))
    return pairs


def _renamed(gone: Mapping[str, Claim], new: Mapping[str, Claim], head: Edition) -> dict[str, str]:
    """Ids before by ids now: the same words first, since many claims may share their quotes."""
    by_text: dict[str, list[str]] = {}
    by_quote: dict[tuple[str, str], list[str]] = {}
    for id, claim in new.items():
        by_text.setdefault(plain(claim.claim), []).append(id)
        for key in {_key(quote) for quote in claim.quotes}:
            by_quote.setdefault(key, []).append(id)
    found: dict[str, str] = {}
    left = []
    for id, claim in gone.items():
        if candidates := by_text.get(plain(claim.claim)):
            found[candidates.pop(0)] = id
        else:
            left.append(claim)
    for claim in left:
        taken = _most_shared(claim, new, by_quote, found)
        if taken is not None:
            found[taken] = claim.id
    return found


def _most_shared(
    claim: Claim,
    new: Mapping[str, Claim],
    by_quote: Mapping[tuple[str, str], Sequence[str]],
    found: Mapping[str, str],
) -> str | None:
    """The new claim that has most of a claim's quotes, and most of whose quotes the claim had."""
    shared: dict[str, int] = {}
    for key in {_key(quote) for quote in claim.quotes}:
        # A passage that so many claims quote tells none of them from the others.
        for id in by_quote.get(key, ())[:_MOST_SHARING]:
            shared[id] = shared.get(id, 0) + 1
    best = max((id for id in shared if id not in found), key=lambda id: shared[id], default=None)
    if best is None or 2 * shared[best] <= max(len(claim.quotes), len(new[best].quotes)):
        return None
    return best


def claim_change(was: Claim, now: Claim, base: Edition, head: Edition) -> ClaimChange | None:
    """What changed about a claim; None if nothing did."""
    gained, lost, altered = _quotes(was.quotes, now.quotes)
    change = ClaimChange(
        was=was,
        now=now,
        verdict=_verdict(was.verdict, now.verdict, base, head),
        text=plain(was.claim) != plain(now.claim),
        claimants=_claimants(was, base) != _claimants(now, head)
        and set(was.claimants) != set(now.claimants),
        stated=was.stated != now.stated,
        gained=gained,
        lost=lost,
        altered=altered,
        others=tuple(name for name in _UNGATED if getattr(was, name) != getattr(now, name)),
    )
    return change if change.public or change.renamed or change.others else None


def _claimants(claim: Claim, edition: Edition) -> set[str]:
    """By name: an id that was renamed is nothing to readers."""
    known = edition.draft.claimants
    return {known[id].name if id in known else id for id in claim.claimants}


def _verdict(was: str, now: str, base: Edition, head: Edition) -> tuple[str, str] | None:
    """A verdict also changes when its word on the scale does: readers see nothing but that.

    One that only got another id, its word kept, is what it was.
    """
    before, after = base.label(was), head.label(now)
    if before != after:
        return before, after
    if was != now and was in head.draft.verdicts:
        return f"{before} ({was})", f"{after} ({now})"
    return None


_Quotes = tuple[Quote, ...]


def _quotes(was: _Quotes, now: _Quotes) -> tuple[_Quotes, _Quotes, tuple[QuoteChange, ...]]:
    """Quotes gained, lost and altered, wherever in their lists they stand."""
    pairs, lost, gained = _same_words(was, now)
    reworded, lost, gained = _similar_words(lost, gained)
    altered = [
        QuoteChange(before, after, fields)
        for before, after in (*pairs, *reworded)
        if (fields := _fields(before, after))
    ]
    return tuple(gained), tuple(lost), tuple(altered)


def _fields(was: Quote, now: Quote) -> tuple[str, ...]:
    text = ("text",) if plain(was.text) != plain(now.text) else ()
    return text + tuple(name for name in _SHOWN if getattr(was, name) != getattr(now, name))


_Pairs = list[tuple[Quote, Quote]]


def _same_words(was: _Quotes, now: _Quotes) -> tuple[_Pairs, list[Quote], list[Quote]]:
    """Words quoted several times pair with the one that is otherwise most alike."""
    waiting: dict[tuple[str, str], list[Quote]] = {}
    for quote in was:
        waiting.setdefault(_key(quote), []).append(quote)
    pairs: _Pairs = []
    gained = []
    for quote in now:
        same = waiting.get(_key(quote))
        if same:
            best = min(same[:_MOST_PAIRED], key=lambda other: len(_fields(other, quote)))
            del same[next(place for place, other in enumerate(same) if other is best)]
            pairs.append((best, quote))
        else:
            gained.append(quote)
    kept = {id(before) for before, _ in pairs}
    return pairs, [quote for quote in was if id(quote) not in kept], gained


def _similar_words(
    lost: Iterable[Quote], gained: Iterable[Quote]
) -> tuple[_Pairs, list[Quote], list[Quote]]:
    """Pairs of quotes from one source whose words changed only a little, the most alike first."""
    lost, gained = list(lost), list(gained)
    likeness = sorted(
        (
            (fuzz.ratio(before.text, after.text, score_cutoff=_ALIKE), -i, -j)
            for i, before in enumerate(lost[:_MOST_PAIRED])
            for j, after in enumerate(gained[:_MOST_PAIRED])
            if before.source == after.source
        ),
        reverse=True,
    )
    left, right = set(range(len(lost))), set(range(len(gained)))
    pairs: _Pairs = []
    for score, i, j in likeness:
        if score and -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            pairs.append((lost[-i], gained[-j]))
    return pairs, [lost[i] for i in sorted(left)], [gained[j] for j in sorted(right)]
