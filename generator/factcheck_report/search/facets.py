"""What the list of claims can be narrowed by, and each claim as it is looked for.

Claims are narrowed by facets (verdict, claimant, origin, source, tag, year), each with options
that say how many claims have them, and by words. Claims are numbered as the list has them.
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
    """Names it in the page's address."""
    label: str
    """Plain text, ready to be shown."""
    claims: int
    """How many claims have it."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list."""

    id: str
    """One of FACETS."""
    options: tuple[Option, ...]
    """In the order in which readers look for one; never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One claim as it is looked for and as its row shows it; texts are ready to be shown."""

    id: str
    title: str
    text: str
    """All that is to be found; begins with the title."""
    facts: str
    """What its row says of it, below the title."""
    values: Mapping[str, tuple[str, ...]]
    """Ids of its options, for every facet."""
    stated: int
    """When it was stated, as 20221105, a part that is not known as 00; 0 without a date."""
    origins: int
    """Independent origins for it and against it, as its row counts them."""


def records(report: Report, translations: Translations) -> tuple[Record, ...]:
    """Every claim's record, in the order of the list: by verdict."""
    return tuple(_record(translations, row, report) for row in claims_by_verdict(report))


def _record(translations: Translations, row: ClaimRow, report: Report) -> Record:
    claim = row.claim
    year, month, day = claim.stated.sort_key if claim.stated else (0, 0, 0)
    return Record(
        id=claim.id,
        title=visible(claim.claim),
        text=visible("\n".join(_said(report, claim))),
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


def _said(report: Report, claim: Claim) -> Iterator[str]:
    """The claim, who makes it, and the words for and against it.

    Not the analysis: a result shows none of it, so nobody could see why the claim was found.
    """
    yield claim.claim
    yield claim.summary
    for claimant in report.claimants_of(claim):
        yield f"{claimant.name}, {claimant.role}" if claimant.role else claimant.name
    for quote in claim.quotes:
        yield f"{quote.speaker}: {quote.text}" if quote.speaker else quote.text


def _facts(translations: Translations, row: ClaimRow) -> str:
    """Who claims it and when, and how many origins and documents speak of it."""
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
    """A name, kept apart from the words around it: it may be written in the other direction."""
    return f"\u2068{visible(name)}\u2069"


def facets(report: Report, records: Sequence[Record]) -> tuple[Facet, ...]:
    """The facets with their options; those that say nothing of any claim are left out."""
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
    """What readers call each option."""
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
    """The verdicts as on their scale, the newest year first, all else by its label."""
    if facet == "verdict":
        return (id for id in report.draft.verdicts if id in labels)
    if facet == "year":
        return sorted(labels, key=int, reverse=True)
    return sorted(labels, key=lambda id: (_sort_key(labels[id]), id))


def _sort_key(label: str) -> str:
    """Letters alone, accents off: “Élysée” stands beside “Elysium”, “‘X’ Corp” under X."""
    decomposed = normalized("NFKD", label).casefold()
    return "".join(character for character in decomposed if character.isalnum())
