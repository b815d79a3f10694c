"""Published fact-checks → drafts of claims, with their claimants and verdicts.

Nothing is guessed: what does not fit a field as it is stands in a comment beside the claim, and so
does everything for which a claim has no field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from factcheck_report.editing.appending import NewEntry
from factcheck_report.editing.ids import NewIds
from factcheck_report.editing.imported_lines import (
    FACT_CHECK,
    ImportedClaim,
    ImportedClaimant,
    ImportedMade,
    ImportedVerdict,
    claim_lines,
    claimant_lines,
    verdict_lines,
)
from factcheck_report.editing.imported_ratings import ImportedRating, rating_of, scale_of
from factcheck_report.editing.imported_texts import cleaned, imported_date, is_label
from factcheck_report.loading.context import INVALID, FieldType, ReadContext
from factcheck_report.loading.schema import APPEARANCE, CLAIM, CLAIMANT
from factcheck_report.loading.verdict_schema import VERDICT
from factcheck_report.model import Claimant, ClaimantKind, ClaimKind, Draft
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.languages import language_tag
from factcheck_report.model.web_addresses import is_web_address
from factcheck_report.problems import latin_slug
from factcheck_report.reviews import Appeared, Found, Person, Review
from factcheck_report.reviews.claim_reviews import local_name
from factcheck_report.reviews.trees import Path
from factcheck_report.yaml_tree import MappingNode, Node, ScalarNode, field_of, single_values

_IMPORTED = re.compile(rf"^[ \t]*{FACT_CHECK}(\S+)[ \t]*\r?$", re.MULTILINE)
_KINDS = {
    "person": ClaimantKind.PERSON,
    "organization": ClaimantKind.ORGANISATION,
    "ngo": ClaimantKind.ORGANISATION,
    "corporation": ClaimantKind.ORGANISATION,
    "politicalparty": ClaimantKind.ORGANISATION,
    "newsmediaorganization": ClaimantKind.NEWS,
    "governmentorganization": ClaimantKind.GOVERNMENT,
}
"""Kinds of claimant by the local name of the schema.org type."""
_WORDS = re.compile(r"[^\W_]+")
_BETWEEN_TAGS = re.compile(r"[,;|]")
_MOST_TAGS = 50


@dataclass(frozen=True, slots=True)
class LeftOutReview:
    """A fact-check that is in the report already."""

    place: str
    """Where it stands in its file: “row 7”."""
    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What to add to the claims files."""

    claims: tuple[NewEntry, ...] = ()
    claimants: tuple[NewEntry, ...] = ()
    verdicts: tuple[NewEntry, ...] = ()
    left_out: tuple[LeftOutReview, ...] = ()
    without_verdict: int = 0
    """Claims whose verdict the editor has to choose."""


@dataclass(slots=True)
class _Known:
    """What the claims files already have, also in entries that cannot be read."""

    texts: dict[str, str] = field(default_factory=dict)
    """Ids of claims by their text, as `_words` has it."""
    urls: Counter[str] = field(default_factory=Counter)
    """Numbers of claims by the address of the fact-check that they were imported from."""
    ids: dict[str, set[str]] = field(default_factory=dict)
    """By section."""


def plan_import(
    reviews: Sequence[Review],
    origin: str,
    draft: Draft,
    texts: Mapping[str, str],
    trees: Mapping[str, Node],
) -> ImportPlan:
    """What to add for these fact-checks.

    `origin` is the name of their file. `draft`, `texts` and `trees` are the report's claims files
    as they are. Takes time in proportion to the number of fact-checks.
    """
    known = _known(texts, trees)
    new, left_out = _sorted_out(reviews, known)
    planner = _Planner(draft, known, origin)
    for review, others in new:
        planner.add(review, others)
    return planner.plan(left_out)


def _known(texts: Mapping[str, str], trees: Mapping[str, Node]) -> _Known:
    known = _Known()
    for text in texts.values():
        known.urls.update(_same_address(found[1]) for found in _IMPORTED.finditer(text))
    for section in ("claims", "claimants", "verdicts", "removed"):
        ids = known.ids.setdefault(section, set())
        for id, entry in _entries(trees.values(), section):
            ids.add(id)
            claim = field_of(entry, "claim") if section == "claims" else None
            for node in single_values(claim[1]) if claim else ():
                known.texts.setdefault(_words(node.text), id)
    # A removed claim keeps its address.
    known.ids["claims"] |= known.ids["removed"]
    return known


def _entries(trees: Iterable[Node], section: str) -> Iterator[tuple[str, Node]]:
    for tree in trees:
        found = field_of(tree, section)
        if found and isinstance(found[1], MappingNode):
            yield from ((key.text, entry) for key, entry in found[1].entries)


def _sorted_out(
    reviews: Sequence[Review], known: _Known
) -> tuple[list[tuple[Review, list[Review]]], list[LeftOutReview]]:
    """The new fact-checks, each with others of the same claim, and those that are known."""
    unknown: list[Review] = []
    left_out: list[LeftOutReview] = []
    for review in reviews:
        claim = _claim_text(review)
        id = known.texts.get(_words(claim)) if claim else None
        if id is None:
            unknown.append(review)
        else:
            # So that other claims of the same page are compared with the rest.
            known.urls[_address(review)] -= 1
            left_out.append(LeftOutReview(review.place, claim, f"the claim is already {id}"))
    new: dict[str, tuple[Review, list[Review]]] = {}
    for number, review in enumerate(unknown):
        claim = _claim_text(review)
        address = _address(review)
        if address and known.urls[address] > 0:
            known.urls[address] -= 1
            why = "a claim was already imported from the same address"
            left_out.append(LeftOutReview(review.place, claim, why))
            continue
        key = _words(claim) or f"\0{number}"
        if key in new:
            new[key][1].append(review)
        else:
            new[key] = review, []
    return list(new.values()), left_out


def _words(text: str) -> str:
    """A text as it is compared: without differences of case, spaces and punctuation."""
    return " ".join(_WORDS.findall(text.casefold())) or text.strip()


def _claim_text(review: Review) -> str:
    return next((text for found in review.claims if (text := cleaned(found.text))), "")


def _address(review: Review) -> str:
    return _same_address(review.urls[0].text.strip()) if review.urls else ""


def _addresses(review: Review) -> Iterator[Found]:
    """Those of the fact-check, and of places where the claim was made."""
    yield from review.urls
    yield from (made.url for made in review.made if made.url)


def _same_address(url: str) -> str:
    """An address as it is compared: http and https, with and without a slash, are the same."""
    return url.partition("://")[2].rstrip("/")


# Any: the type of a field's values.
def _fits(type: FieldType[Any], text: str) -> bool:
    """Whether loading accepts a text for a field."""
    return type.read(ScalarNode(1, 1, text, '"'), "", ReadContext("", text, [])) is not INVALID


@dataclass(slots=True)
class _Used:
    """The values of a review that stand in the claims file as they are."""

    paths: set[Path] = field(default_factory=set)

    def add(self, found: Found, written: str) -> str:
        """Note a value that is written, if it was not changed. Returns what is written."""
        if found.path and found.text.split() == written.split():
            self.paths.add(found.path)
        return written


class _Planner:
    """Collects claims with the claimants and verdicts that they need."""

    def __init__(self, draft: Draft, known: _Known, origin: str) -> None:
        self._draft = draft
        self._origin = origin
        self._ids = {
            section: NewIds(known.ids[f"{section}s"], section)
            for section in ("claim", "claimant", "verdict")
        }
        self._claims: list[ImportedClaim] = []
        self._claimants: dict[str, ImportedClaimant] = {}
        self._known_claimants = {
            _same_name(claimant.name): claimant for claimant in draft.claimants.values()
        }
        self._verdicts: dict[str, ImportedVerdict] = {}
        self._known_verdicts = {
            _words(verdict.label): verdict for verdict in draft.verdicts.values()
        }
        self._ratings: dict[str, list[ImportedRating]] = {}
        """By the words of the labels of new verdicts: each rating once."""

    def add(self, review: Review, others: Sequence[Review]) -> None:
        """Add a fact-check; `others` have the same claim."""
        used = _Used()
        claim = ImportedClaim(origin=self._origin, format=review.format, tree=review.tree)
        claim.others = [other for other in others if other.tree != review.tree]
        claim.around = [tree for each in (review, *others) for tree in each.around]
        self._set_text(claim, review, used)
        self._set_people(claim, review, used)
        self._set_verdict(claim, review, used)
        claim.stated = _date(review.stated, used)
        claim.made = list(_made(review.made, used))
        sentences = (found for found in review.labels if not is_label(cleaned(found.text)))
        texts = (*review.summaries, *(found for found in sentences if " " in found.text.strip()))
        claim.summary = _text(texts, CLAIM.fields["summary"].type, used)
        claim.tags = _tags(review.tags, used)
        claim.published = _first_day(review.published, used)
        claim.reviewed = _latest(review.reviewed, used)
        for found in review.languages:
            if tag := language_tag(found.text):
                claim.language = used.add(found, tag)
                break
        if review.urls:
            claim.url = used.add(review.urls[0], review.urls[0].text.strip())
        claim.used = used.paths
        self._claims.append(claim)

    def _set_text(self, claim: ImportedClaim, review: Review, used: _Used) -> None:
        for found in review.claims:
            claim.text = claim.text or cleaned(found.text)
            used.add(found, claim.text)
        own = review.id.text.strip() if review.id else ""
        if own and self._ids["claim"].take(own):
            claim.id = own
        else:
            claim.id = self._ids["claim"].propose(claim.text or claim_title(review))
        if review.id:
            used.add(review.id, claim.id)
        if review.kind and review.kind.text.strip() == ClaimKind.STATEMENT:
            claim.kind = ClaimKind(used.add(review.kind, ClaimKind.STATEMENT))

    def _set_people(self, claim: ImportedClaim, review: Review, used: _Used) -> None:
        # Some publishers give the address of the claim, or their own page, as its author's.
        others = {_same_address(found.text.strip()) for found in _addresses(review)}
        for person in review.people:
            name = cleaned(person.name.text)
            if not name or not _fits(CLAIMANT.fields["name"].type, name):
                continue
            roles = [text for found in person.roles if (text := cleaned(found.text))]
            role = roles[0] if roles and _fits(CLAIMANT.fields["role"].type, roles[0]) else None
            links = dict.fromkeys(found.text.strip() for found in person.links)
            pages = [
                link for link in links if is_web_address(link) and _same_address(link) not in others
            ]
            known = self._claimant(name, role, pages, person)
            used.add(person.name, known.name)
            if known.role and person.roles:
                used.add(person.roles[0], known.role)
            for found in person.links:
                if found.text.strip() in known.same_as:
                    used.add(found, found.text.strip())
            if known.id not in claim.claimants:
                claim.claimants.append(known.id)

    def _claimant(
        self, name: str, role: str | None, pages: list[str], person: Person
    ) -> Claimant | ImportedClaimant:
        """The claimant of this name, who is added if there is none.

        `pages` are addresses of pages about them.
        """
        key = _same_name(name)
        if known := self._known_claimants.get(key):
            return known
        if key not in self._claimants:
            kind = _KINDS.get(local_name(person.type.text.strip())) if person.type else None
            id = self._ids["claimant"].propose(name)
            self._claimants[key] = ImportedClaimant(id, name, kind)
        new = self._claimants[key]
        new.role = new.role or role
        # Not those of several fact-checks: two people may have the same name.
        new.same_as = new.same_as or pages
        return new

    def _set_verdict(self, claim: ImportedClaim, review: Review, used: _Used) -> None:
        rating = rating_of(review)
        for found in review.labels:
            label = cleaned(found.text)
            if not is_label(label):
                continue
            key = _words(label)
            if known := self._known_verdicts.get(key):
                claim.verdict, claim.kind = known.id, known.kind
                used.add(found, known.label)
                return
            if not _fits(VERDICT.fields["label"].type, label):
                continue
            if key not in self._verdicts:
                own = review.verdict_id.text.strip() if review.verdict_id else ""
                id = own if own and self._ids["verdict"].take(own) else ""
                id = id or self._ids["verdict"].propose(label)
                self._verdicts[key] = ImportedVerdict(id, label, claim.kind)
            used.add(found, self._verdicts[key].label)
            claim.verdict = self._verdicts[key].id
            if review.verdict_id:
                used.add(review.verdict_id, claim.verdict)
            seen = self._ratings.setdefault(key, [])
            if rating and rating not in seen:
                seen.append(rating)
            return

    def plan(self, left_out: Iterable[LeftOutReview]) -> ImportPlan:
        """All that was added, as entries."""
        self._set_ratings()
        choices = (*self._draft.verdicts, *(new.id for new in self._verdicts.values()))
        return ImportPlan(
            tuple(
                NewEntry(claim.id, partial(claim_lines, claim, choices)) for claim in self._claims
            ),
            tuple(
                NewEntry(new.id, partial(claimant_lines, new)) for new in self._claimants.values()
            ),
            tuple(NewEntry(new.id, partial(verdict_lines, new)) for new in self._verdicts.values()),
            tuple(left_out),
            sum(not claim.verdict for claim in self._claims),
        )

    def _set_ratings(self) -> None:
        """Give the new verdicts their steps on the report's scale, as far as it has them."""
        all_ratings = (rating for ratings in self._ratings.values() for rating in ratings)
        scale = scale_of(self._draft, all_ratings)
        for key, verdict in self._verdicts.items():
            ratings = self._ratings.get(key, [])
            verdict.ratings = [str(rating) for rating in ratings]
            if scale and ratings and verdict.kind is ClaimKind.EVENT:
                steps = {rating.on(*scale) for rating in ratings}
                # Several steps for one verdict: the editor has to decide.
                verdict.rating = steps.pop() if len(steps) == 1 else None


def claim_title(review: Review) -> str:
    """Words for the id of a fact-check that does not say which claim it is about."""
    for name in ("headline", "name", "title"):
        if isinstance(title := review.tree.get(name), str):
            return cleaned(title)
    return ""


def _same_name(name: str) -> str:
    return " ".join(name.casefold().split())


def _text(candidates: Iterable[Found], type: FieldType[Any], used: _Used) -> str:
    for found in candidates:
        text = cleaned(found.text)
        if text and _fits(type, text):
            return used.add(found, text)
    return ""


def _date(candidates: Iterable[Found], used: _Used) -> PartialDate | None:
    for found in candidates:
        if date := imported_date(found.text):
            used.add(found, str(date))
            return date
    return None


def _latest(candidates: Iterable[Found], used: _Used) -> PartialDate | None:
    dates = [(date, found) for found in candidates if (date := imported_date(found.text))]
    if not dates:
        return None
    date, found = max(dates, key=lambda pair: pair[0].sort_key)
    used.add(found, str(date))
    return date


def _first_day(candidates: Iterable[Found], used: _Used) -> PartialDate | None:
    """The earliest date, if it is a day."""
    dates = [(date, found) for found in candidates if (date := imported_date(found.text))]
    if not dates:
        return None
    date, found = min(dates, key=lambda pair: pair[0].sort_key)
    if not date.exact:
        return None
    used.add(found, str(date))
    return date


def _tags(candidates: Iterable[Found], used: _Used) -> list[str]:
    tags: dict[str, None] = {}
    for found in candidates:
        for word in _BETWEEN_TAGS.split(cleaned(found.text)):
            tag = latin_slug(word)[:64].strip("-")
            if tag and len(tags) < _MOST_TAGS:
                tags[tag] = None
                used.add(found, tag)
    return list(tags)


def _made(appearances: Iterable[Appeared], used: _Used) -> Iterator[ImportedMade]:
    """Where the claim was made, each place once."""
    found: dict[str, ImportedMade] = {}
    where_type = APPEARANCE.fields["where"].type
    for appeared in appearances:
        url = appeared.url.text.strip() if appeared.url else ""
        url = url if is_web_address(url) else ""
        where = cleaned(appeared.where.text) if appeared.where else ""
        where = where if where and _fits(where_type, where) else ""
        if not url and not where:
            continue
        made = found.setdefault(url or where, ImportedMade(url))
        if appeared.url and url:
            used.add(appeared.url, url)
        if appeared.where and where and made.where in ("", where):
            made.where = used.add(appeared.where, where)
        date = imported_date(appeared.date.text) if appeared.date else None
        if appeared.date and date and made.date in (None, date):
            made.date = date
            used.add(appeared.date, str(date))
    yield from found.values()
