"""Imported claims, claimants and verdicts as entries of claims.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from factcheck_report.editing.entry_templates import Indentation
from factcheck_report.model import ClaimantKind, ClaimKind, Tone
from factcheck_report.model.dates import PartialDate
from factcheck_report.reviews import Review, Tree, as_json, without_paths
from factcheck_report.reviews.trees import Path
from factcheck_report.yaml_tree import double_quoted
from factcheck_report.yaml_tree.scalars import quoted_scalar


@dataclass(slots=True)
class ImportedMade:
    """Where a claim was made. Has an address or a place."""

    url: str = ""
    where: str = ""
    date: PartialDate | None = None


@dataclass(slots=True, kw_only=True)
class ImportedClaim:
    """A claim, as far as the fact-check has its fields."""

    origin: str
    """The name of the file that it comes from."""
    format: str
    tree: dict[str, Tree]
    """All of the fact-check."""
    used: Set[Path] = frozenset()
    """The values of it that stand in the fields."""
    around: list[Tree] = field(default_factory=list)
    others: list[Review] = field(default_factory=list)
    """Other fact-checks of the same claim."""
    id: str = ""
    text: str = ""
    kind: ClaimKind = ClaimKind.EVENT
    language: str = ""
    claimants: list[str] = field(default_factory=list)
    stated: PartialDate | None = None
    made: list[ImportedMade] = field(default_factory=list)
    verdict: str = ""
    summary: str = ""
    tags: list[str] = field(default_factory=list)
    published: PartialDate | None = None
    """A day."""
    reviewed: PartialDate | None = None
    url: str = ""
    """Of the fact-check."""


@dataclass(slots=True)
class ImportedClaimant:
    """A claimant whom the report does not have yet."""

    id: str
    name: str
    kind: ClaimantKind | None = None
    role: str | None = None
    same_as: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ImportedVerdict:
    """A verdict that the report does not have yet."""

    id: str
    label: str
    kind: ClaimKind = ClaimKind.EVENT
    rating: int | None = None
    """On the report's scale."""
    ratings: list[str] = field(default_factory=list)
    """What the fact-checks say, in words."""


FACT_CHECK = "# fact-check: "
"""Begins the comment with the address of the published fact-check."""


def claim_lines(
    claim: ImportedClaim, verdicts: Sequence[str], indentation: Indentation
) -> list[str]:
    """The lines of a claim, without line ends. `verdicts` are ids to choose from."""
    return _entry(claim.id, [*_fields(claim, verdicts), *_comments(claim)], indentation)


def claimant_lines(claimant: ImportedClaimant, indentation: Indentation) -> list[str]:
    """The lines of a claimant, without line ends."""
    lines = [f"name: {quoted_scalar(claimant.name)}"]
    if claimant.kind:
        lines.append(f"kind: {claimant.kind}")
    if claimant.role:
        lines.append(f"role: {quoted_scalar(claimant.role)}")
    if claimant.same_as:
        lines.append(f"same_as: [{', '.join(map(double_quoted, claimant.same_as))}]")
    return _entry(claimant.id, lines, indentation)


def verdict_lines(verdict: ImportedVerdict, indentation: Indentation) -> list[str]:
    """The lines of a verdict, without line ends. It is a draft: nobody said what it means."""
    label = quoted_scalar(verdict.label)
    lines = [
        "draft: true  # imported; delete this line when the verdict is complete",
        f"label: {label}",
        f"means: {label}  # fill in: what it means for readers",
    ]
    if verdict.kind is not ClaimKind.EVENT:
        lines.append(f"kind: {verdict.kind}")
    if verdict.rating is not None:
        lines.append(f"rating: {verdict.rating}")
    lines += [f"# rated {rating}" for rating in verdict.ratings]
    tones = ", ".join(Tone)
    lines.append(f"tone: {Tone.NEUTRAL}  # fill in: one of {tones}")
    return _entry(verdict.id, lines, indentation)


def _entry(id: str, lines: Sequence[str], indentation: Indentation) -> list[str]:
    inner = " " * (indentation.indent + indentation.step)
    return [f"{' ' * indentation.indent}{id}:", *(inner + line for line in lines)]


def _fields(claim: ImportedClaim, verdicts: Sequence[str]) -> Iterator[str]:
    yield f"draft: true  # imported from {claim.origin}; delete this line to publish the claim"
    if claim.text:
        yield f"claim: {quoted_scalar(claim.text)}"
    else:
        yield "claim:  # fill in: the assertion that is checked, as one full sentence"
    if claim.kind is not ClaimKind.EVENT:
        yield f"kind: {claim.kind}"
    if claim.language:
        yield f'language: "{claim.language}"'
    if claim.claimants:
        yield f"claimants: [{', '.join(claim.claimants)}]"
    if claim.stated:
        yield f"stated: {_date(claim.stated)}"
    if claim.made:
        yield "made:"
    for made in claim.made:
        yield from _made(made)
    if claim.verdict:
        yield f"verdict: {claim.verdict}"
    else:
        shown = ", ".join(verdicts[:_MOST_CHOICES])
        more = " …" if len(verdicts) > _MOST_CHOICES else ""
        yield f"verdict:  # choose: {shown}{more}" if shown else "verdict:  # fill in: its id"
    if claim.summary:
        yield f"summary: {quoted_scalar(claim.summary)}"
    else:
        yield "summary:  # fill in: one or two sentences that can stand alone"
    if claim.tags:
        yield f"tags: [{', '.join(map(double_quoted, claim.tags))}]"
    if claim.published:
        yield f"published: {claim.published}"
    if claim.reviewed:
        yield f"reviewed: {_date(claim.reviewed)}"
    yield '# quotes:  # fill in: factcheck find "some words" writes them'


_MOST_CHOICES = 20


def _date(date: PartialDate) -> str:
    # Other readers of YAML would take a year alone for a number.
    return str(date) if date.month else f'"{date}"'


def _made(made: ImportedMade) -> Iterator[str]:
    pairs = []
    if made.url:
        pairs.append(f"url: {quoted_scalar(made.url)}")
    if made.where:
        pairs.append(f"where: {quoted_scalar(made.where)}")
    if made.date:
        pairs.append(f"date: {_date(made.date)}")
    for number, pair in enumerate(pairs):
        yield f"  {'  ' if number else '- '}{pair}"


def _comments(claim: ImportedClaim) -> Iterator[str]:
    """What has no field."""
    if claim.url:
        yield f"{FACT_CHECK}{claim.url}"
    rest = without_paths(claim.tree, claim.used)
    if isinstance(rest, dict):
        yield from _members(rest, f"# from {claim.format}: ")
    for other in claim.others:
        if other.urls:
            yield f"{FACT_CHECK}{other.urls[0].text.strip()}"
        different = {
            name: value
            for name, value in other.tree.items()
            if name not in claim.tree or claim.tree[name] != value
        }
        bare = without_paths(different, frozenset())
        if isinstance(bare, dict):
            yield from _members(bare, f"# from another {other.format} of this claim: ")
    for tree in claim.around:
        bare = without_paths(tree, frozenset())
        if bare:
            yield f"# beside the {claim.format}: {as_json(bare)}"


def _members(tree: Mapping[str, Tree], start: str) -> Iterator[str]:
    """A line of JSON for each member."""
    for name, value in tree.items():
        yield f"{start}{double_quoted(name)}: {as_json(value)}"
