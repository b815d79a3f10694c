"""Matches the claims and quotes of two editions."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from rapidfuzz import fuzz

from factcheck_report.comparing.changes import ClaimChange, CorrectionChanges, QuoteChange
from factcheck_report.comparing.corrections import correction_changes
from factcheck_report.comparing.editions import Edition
from factcheck_report.comparing.fields import compared, needs_correction
from factcheck_report.comparing.wording import plain
from factcheck_report.model import Claim, Quote

_MIN_SIMILARITY = 60
"""Similarity, in per cent, from which a lost and a gained quote are one changed quote."""
_MOST_PAIRED = 40
"""Quotes of a claim that are compared pairwise."""
_MOST_SHARING = 100
"""Claims with the same quote that are looked at."""


def _key(quote: Quote) -> tuple[str, str]:
    return quote.source, plain(quote.text)


def match_claims(base: Edition, head: Edition) -> list[tuple[Claim, Claim]]:
    """Pairs of claims that are in both editions, in the order of the later one."""
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
    """Earlier ids by new ids. The same words count first, because claims may share quotes."""
    by_text: dict[str, deque[str]] = {}
    by_quote: dict[tuple[str, str], list[str]] = {}
    for id, claim in new.items():
        by_text.setdefault(plain(claim.claim), deque()).append(id)
        for key in {_key(quote) for quote in claim.quotes}:
            by_quote.setdefault(key, []).append(id)
    found: dict[str, str] = {}
    left = []
    for id, claim in gone.items():
        if candidates := by_text.get(plain(claim.claim)):
            found[candidates.popleft()] = id
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
    """The new claim that shares more than half of its quotes, and of the old claim's, with it."""
    # A passage that many claims quote does not distinguish them.
    shared = Counter(
        id
        for key in {_key(quote) for quote in claim.quotes}
        for id in by_quote.get(key, ())[:_MOST_SHARING]
    )
    best = max((id for id in shared if id not in found), key=lambda id: shared[id], default=None)
    if best is None or 2 * shared[best] <= max(len(claim.quotes), len(new[best].quotes)):
        return None
    return best


def claim_change(was: Claim, now: Claim, base: Edition, head: Edition) -> ClaimChange | None:
    """The changes of a claim; None if nothing changed."""
    gained, lost, altered = quote_changes(was.quotes, now.quotes)
    names = [name for name in compared(Claim) if getattr(was, name) != getattr(now, name)]
    fields = tuple(
        name
        for name in names
        if needs_correction(Claim, name)
        and (name != "claimants" or _other_claimants(was, now, base, head))
    )
    change = ClaimChange(
        was=was,
        now=now,
        verdict=_verdict(was.verdict, now.verdict, base, head),
        text=plain(was.claim) != plain(now.claim),
        fields=fields,
        gained=gained,
        lost=lost,
        altered=altered,
        corrections=correction_changes(was.corrections, now.corrections),
        others=tuple(name for name in names if name not in fields),
    )
    is_same = was.id == now.id and not (change.public or change.others or change.altered)
    return None if is_same and change.corrections == CorrectionChanges() else change


def _other_claimants(was: Claim, now: Claim, base: Edition, head: Edition) -> bool:
    """Whether other people make the claim. A new order, id or name alone does not count."""
    return _claimants(was, base) != _claimants(now, head) and set(was.claimants) != set(
        now.claimants
    )


def _claimants(claim: Claim, edition: Edition) -> set[str]:
    """The names of the claimants: readers do not see ids."""
    known = edition.draft.claimants
    return {known[id].name if id in known else id for id in claim.claimants}


def _verdict(was: str, now: str, base: Edition, head: Edition) -> tuple[str, str] | None:
    """The labels of the verdict before and now, if it changed.

    A new label is a change, because readers see nothing else. A new id with the same label is not.
    """
    before, after = base.draft.verdict_label(was), head.draft.verdict_label(now)
    if before != after:
        return before, after
    if was != now and was in head.draft.verdicts:
        return f"{before} ({was})", f"{after} ({now})"
    return None


_Quotes = tuple[Quote, ...]


def quote_changes(was: _Quotes, now: _Quotes) -> tuple[_Quotes, _Quotes, tuple[QuoteChange, ...]]:
    """Quotes gained, lost and altered, in whatever order."""
    pairs, lost, gained = match_quotes(was, now)
    numbers = {id(quote): number for number, quote in enumerate(now, 1)}
    altered = []
    for before, after in pairs:
        names = _differing(before, after)
        if names:
            fields = tuple(name for name in names if needs_correction(Quote, name))
            others = tuple(name for name in names if name not in fields)
            altered.append(QuoteChange(before, after, numbers[id(after)], fields, others))
    return tuple(gained), tuple(lost), tuple(altered)


_COPIED = ("text", "prefix", "suffix")
"""Fields of a quote with the document's words: changed quotation marks do not count."""


def _differing(was: Quote, now: Quote) -> tuple[str, ...]:
    """Names of the fields in which two quotes of a source differ."""
    return tuple(
        name
        for name in compared(Quote)
        if (before := getattr(was, name)) != (after := getattr(now, name))
        and (name not in _COPIED or plain(before or "") != plain(after or ""))
    )


_Item = TypeVar("_Item")
_Matched = tuple[list[tuple[_Item, _Item]], list[_Item], list[_Item]]
"""Pairs; items only in the earlier edition; items only in the later one."""


def match_quotes(was: _Quotes, now: _Quotes) -> _Matched[Quote]:
    """Match the quotes of an entry. Quotes from different sources never match."""
    return match_items(was, now, _key, lambda before, after: len(_differing(before, after)))


def match_items(
    was: Sequence[_Item],
    now: Sequence[_Item],
    key: Callable[[_Item], tuple[str, str]],
    differences: Callable[[_Item, _Item], int],
) -> _Matched[_Item]:
    """Pair items with the same words, then those with similar words.

    `key` gives an item's group and words; items of different groups are never paired. Of several
    with the same words, those with the fewest `differences` are paired.
    """
    pairs, lost, gained = _same_words(was, now, key, differences)
    similar, lost, gained = _similar_words(lost, gained, key)
    return pairs + similar, lost, gained


def _same_words(
    was: Sequence[_Item],
    now: Sequence[_Item],
    key: Callable[[_Item], tuple[str, str]],
    differences: Callable[[_Item, _Item], int],
) -> _Matched[_Item]:
    waiting: dict[tuple[str, str], deque[_Item]] = {}
    for item in was:
        waiting.setdefault(key(item), deque()).append(item)
    pairs = []
    gained = []
    for item in now:
        same = waiting.get(key(item))
        if same:
            distances = [differences(other, item) for other in islice(same, _MOST_PAIRED)]
            place = distances.index(min(distances))
            pairs.append((same[place], item))
            del same[place]
        else:
            gained.append(item)
    left = {id(item) for items in waiting.values() for item in items}
    return pairs, [item for item in was if id(item) in left], gained


def _similar_words(
    lost: Sequence[_Item], gained: Sequence[_Item], key: Callable[[_Item], tuple[str, str]]
) -> _Matched[_Item]:
    """Pair items of one group with similar words, the most similar ones first."""
    before = [key(item) for item in lost[:_MOST_PAIRED]]
    after = [key(item) for item in gained[:_MOST_PAIRED]]
    similarities = sorted(
        (
            (fuzz.ratio(was[1], now[1], score_cutoff=_MIN_SIMILARITY), -i, -j)
            for i, was in enumerate(before)
            for j, now in enumerate(after)
            if was[0] == now[0]
        ),
        reverse=True,
    )
    left, right = set(range(len(lost))), set(range(len(gained)))
    pairs = []
    for score, i, j in similarities:
        if score and -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            pairs.append((lost[-i], gained[-j]))
    return pairs, [lost[i] for i in sorted(left)], [gained[j] for j in sorted(right)]
