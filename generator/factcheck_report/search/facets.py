"""The facets by which readers filter the list of claims.

They are verdict, kind, claimant, origin, source, tag and year. Each has options, with the number of
claims that have them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck_report.i18n.translations import Translations
from factcheck_report.model import ClaimKind, Report
from factcheck_report.model.safe_text import normalized, visible
from factcheck_report.pages.claims import FACETS
from factcheck_report.search.records import ClaimRecord


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet that at least one claim has."""

    id: str
    """Its value in the page's address."""
    label: str
    """Plain text, with invisible characters made visible."""
    claims: int
    """How many claims have it."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which readers filter the list."""

    id: str
    """One of FACETS."""
    options: tuple[Option, ...]
    """In display order; never empty."""


def facets(
    report: Report, records: Sequence[ClaimRecord], translations: Translations
) -> tuple[Facet, ...]:
    """The facets with their options, without facets that no claim has."""
    found = []
    for facet in FACETS:
        counts = Counter(id for record in records for id in record.values[facet])
        labels = _labels(report, facet, counts, translations)
        if labels:
            ids = _in_order(report, facet, labels)
            options = (Option(id, visible(labels[id]), counts[id]) for id in ids)
            found.append(Facet(facet, tuple(options)))
    return tuple(found)


def _labels(
    report: Report, facet: str, ids: Iterable[str], translations: Translations
) -> dict[str, str]:
    """By id, the label of each option."""
    draft = report.draft
    match facet:
        case "verdict":
            return {id: draft.verdicts[id].label for id in ids}
        case "kind":
            return {id: translations.text(f"claim_kind.{id}") for id in ids}
        case "claimant":
            return {id: draft.claimants[id].name for id in ids}
        case "origin":
            return {id: draft.origins[id].name for id in ids}
        case "source":
            return {id: draft.sources[id].title for id in ids}
        case _:
            return {id: id for id in ids}


def _in_order(report: Report, facet: str, labels: Mapping[str, str]) -> Iterable[str]:
    """Verdicts in the order of their scale, the newest year first, all others by label."""
    if facet == "kind":
        return (kind for kind in ClaimKind if kind in labels)
    if facet == "verdict":
        return (id for id in report.draft.verdicts if id in labels)
    if facet == "year":
        return sorted(labels, key=int, reverse=True)
    return sorted(labels, key=lambda id: (_sort_key(labels[id]), id))


def _sort_key(label: str) -> str:
    """Letters and digits without accents: “Élysée” sorts beside “Elysium”, “‘X’ Corp” under X."""
    decomposed = normalized("NFKD", label).casefold()
    return "".join(character for character in decomposed if character.isalnum())
