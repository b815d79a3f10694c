"""The filters of the list of claims, and the searchable text of each claim.

Readers filter claims by words and by facets: verdict, claimant, origin, source, tag, year. Each
facet has options, with the number of claims that have them. Claims are numbered in list order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Report
from factcheck_report.model.safe_text import normalized, visible
from factcheck_report.pages.claims import FACETS
from factcheck_report.pages.rows import ClaimRow, claims_by_verdict


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """A claim's searchable text and what its row in the results shows.

    Texts are plain, with invisible characters made visible.
    """

    id: str
    title: str
    text: str
    """The searchable text; begins with the title."""
    facts: str
    """The line below the title in its row."""
    values: Mapping[str, tuple[str, ...]]
    """By facet, the ids of its options."""
    stated: int
    """The date it was stated as a number, 20221105; unknown parts are 00. 0 without a date."""
    origins: int
    """The number of independent origins for and against it."""


def records(report: Report, translations: Translations) -> tuple[SearchRecord, ...]:
    """The record of every claim, in list order: by verdict."""
    return tuple(_record(translations, row, report) for row in claims_by_verdict(report))


def _record(translations: Translations, row: ClaimRow, report: Report) -> SearchRecord:
    claim = row.claim
    year, month, day = claim.stated.sort_key if claim.stated else (0, 0, 0)
    return SearchRecord(
        id=claim.id,
        title=visible(claim.claim),
        text=visible("\n".join(_searchable_texts(report, claim))),
        facts=_facts(translations, row),
        values={
            "verdict": (claim.verdict,),
            "claimant": claim.claimants,
            "origin": tuple(dict.fromkeys(quote.origin for quote in claim.quotes if quote.origin)),
            "source": tuple(dict.fromkeys(quote.source for quote in claim.quotes)),
            "tag": tuple(dict.fromkeys(claim.tags)),
            "year": (str(year),) if year else (),
        },
        stated=10_000 * year + 100 * month + day,
        origins=row.supporting + row.refuting,
    )


def _searchable_texts(report: Report, claim: Claim) -> Iterator[str]:
    """The claim, its summary, its claimants, and the quotes for and against it.

    Without the analysis: results do not show it, so readers could not see why the claim was found.
    """
    yield claim.claim
    yield claim.summary
    for claimant in report.claimants_of(claim):
        yield f"{claimant.name}, {claimant.role}" if claimant.role else claimant.name
    for quote in claim.quotes:
        yield f"{quote.speaker}: {quote.text}" if quote.speaker else quote.text


def _facts(translations: Translations, row: ClaimRow) -> str:
    """Claimants, date, and the number of origins and documents."""
    names = translations.joined(_isolated(claimant.name) for claimant in row.claimants)
    date = translations.date(row.claim.stated) if row.claim.stated else ""
    origins = (
        translations.text(
            "list.balance",
            supporting=translations.text("count.origins", count=row.supporting),
            refuting=row.refuting,
        )
        if row.supporting or row.refuting
        else translations.text("list.nobody")
    )
    documents = translations.text("count.documents", count=row.documents)
    return " · ".join(filter(None, (names, date, origins, documents)))


def _isolated(name: str) -> str:
    """A name between Unicode isolates, since it may be written in the other direction."""
    return f"\u2068{visible(name)}\u2069"


def facets(report: Report, records: Sequence[SearchRecord]) -> tuple[Facet, ...]:
    """The facets with their options, without facets that no claim has."""
    found = []
    for facet in FACETS:
        counts = Counter(id for record in records for id in record.values[facet])
        labels = _labels(report, facet, counts)
        if labels:
            ids = _in_order(report, facet, labels)
            options = (Option(id, visible(labels[id]), counts[id]) for id in ids)
            found.append(Facet(facet, tuple(options)))
    return tuple(found)


def _labels(report: Report, facet: str, ids: Iterable[str]) -> dict[str, str]:
    """By id, the label of each option."""
    draft = report.draft
    match facet:
        case "verdict":
            return {id: draft.verdicts[id].label for id in ids}
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
    if facet == "verdict":
        return (id for id in report.draft.verdicts if id in labels)
    if facet == "year":
        return sorted(labels, key=int, reverse=True)
    return sorted(labels, key=lambda id: (_sort_key(labels[id]), id))


def _sort_key(label: str) -> str:
    """Letters and digits without accents: “Élysée” sorts beside “Elysium”, “‘X’ Corp” under X."""
    decomposed = normalized("NFKD", label).casefold()
    return "".join(character for character in decomposed if character.isalnum())
