"""The parts of a review that a claim has a place for, each with its path in the review's tree.

Nothing is inferred or changed here: a date is what the file has for it. Names are those of
schema.org's ClaimReview, older shapes of it, and of the Google Fact Check Tools API.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck_report.model.web_addresses import is_web_address
from factcheck_report.reviews.claim_reviews import FoundReview, local_name, types_of
from factcheck_report.reviews.trees import Path, Tree, leaf_text


@dataclass(frozen=True, slots=True)
class Found:
    """A text of a review, and where it stands in the tree."""

    text: str
    path: Path
    """Empty if it is only a part of a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person or body that makes the claim."""

    name: Found
    type: Found | None = None
    """A schema.org type, such as Person."""
    roles: tuple[Found, ...] = ()
    links: tuple[Found, ...] = ()
    """Pages about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeared:
    """Where the claim was made."""

    url: Found | None = None
    where: Found | None = None
    date: Found | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A published fact-check. Of several texts for a field, the first that fits is meant."""

    tree: dict[str, Tree]
    """All that the file has of it."""
    around: tuple[Tree, ...] = ()
    """What stands beside it in the file."""
    format: str
    """What comments call its origin: ClaimReview, CSV."""
    place: str
    """Where it stands, for messages: “row 7”."""
    id: Found | None = None
    verdict_id: Found | None = None
    kind: Found | None = None
    """These three only if it comes from a report of this product."""
    claims: tuple[Found, ...] = ()
    people: tuple[Person, ...] = ()
    stated: tuple[Found, ...] = ()
    made: tuple[Appeared, ...] = ()
    labels: tuple[Found, ...] = ()
    """The verdict in words."""
    rating: Found | None = None
    best: Found | None = None
    worst: Found | None = None
    has_default_scale: bool = False
    """Whether best and worst are 5 and 1 if they are not given, as schema.org says."""
    summaries: tuple[Found, ...] = ()
    published: tuple[Found, ...] = ()
    """When the fact-check was first published."""
    reviewed: tuple[Found, ...] = ()
    """Its last change; or else its publication."""
    tags: tuple[Found, ...] = ()
    languages: tuple[Found, ...] = ()
    urls: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A value of a tree with its path."""

    tree: Tree
    path: Path = ()

    def items(self) -> Iterator[_Part]:
        """The part, or the items if it is a list, also of lists in it."""
        if isinstance(self.tree, list):
            for index, item in enumerate(self.tree):
                yield from _Part(item, (*self.path, index)).items()
        elif self.tree is not None:
            yield self

    def get(self, *names: str) -> Iterator[_Part]:
        """The values of these members, in the order of `names`; names are in lower case."""
        for part in self.items():
            if isinstance(part.tree, dict):
                for wanted in names:
                    for name, value in part.tree.items():
                        if local_name(name) == wanted:
                            yield from _Part(value, (*part.path, name)).items()
                # Programs that read microdata write {"type": …, "properties": {…}}.
                inner = part.tree.get("properties")
                if isinstance(inner, dict):
                    yield from _Part(inner, (*part.path, "properties")).get(*names)

    def texts(self) -> Iterator[Found]:
        """The single values, also those that JSON-LD writes as {"@value": …}."""
        for part in self.items():
            if isinstance(part.tree, dict):
                yield from (
                    found
                    for name, value in part.tree.items()
                    if name == "@value"
                    for found in _Part(value, (*part.path, name)).texts()
                )
            elif (text := leaf_text(part.tree)).strip():
                yield Found(text, part.path)


def _texts(parts: Iterator[_Part]) -> tuple[Found, ...]:
    return tuple(found for part in parts for found in part.texts())


def _first(parts: Iterator[_Part]) -> Found | None:
    return next(iter(_texts(parts)), None)


def claim_review(found: FoundReview, place: str) -> Review:
    """A ClaimReview, or a claim with its reviews as the Google Fact Check Tools API has it."""
    root = _Part(found.tree)
    # In the Google Fact Check Tools API, a claim has a list of reviews; the first one counts.
    api = next(root.get("claimreview"), _Part(None))
    item = next(iter(root.get("itemreviewed")), _Part(None))
    rating = next(iter(root.get("reviewrating", "rating")), _Part(None))
    is_claim = isinstance(item.tree, dict) and "claim" in types_of(item.tree)
    value = _first(rating.get("ratingvalue"))
    return Review(
        tree=found.tree,
        around=tuple(found.around),
        format="ClaimReview",
        place=place,
        claims=(
            *_texts(root.get("claimreviewed")),
            *(text for part in root.get("claimreviewed") for text in _texts(part.get("text"))),
            *_texts(item.get("claimreviewed", "text", "name", "headline")),
            *(_texts(root.get("text")) if api.tree else ()),
        ),
        people=_credited(tuple(_people(item.get("author", "creator"))), item if is_claim else None)
        or tuple(_people(root.get("claimauthor", "claimant"))),
        stated=(
            *_texts(item.get("datepublished", "datecreated")),
            *_texts(root.get("claimdate")),
        ),
        made=tuple(_made(root, item, is_claim)),
        labels=(
            *_texts(rating.get("alternatename", "name", "textualrating")),
            *_texts(api.get("textualrating")),
            *rating.texts(),
            *((value,) if value else ()),
        ),
        rating=value or next(rating.texts(), None),
        best=_first(rating.get("bestrating")),
        worst=_first(rating.get("worstrating")),
        has_default_scale=True,
        summaries=(
            *_texts(rating.get("ratingexplanation")),
            *_texts(root.get("ratingexplanation", "description", "abstract", "reviewbody")),
            *_texts(rating.get("description")),
        ),
        published=_texts(root.get("datepublished")),
        reviewed=(
            *_texts(root.get("datemodified", "datepublished", "datecreated")),
            *_texts(api.get("reviewdate")),
        ),
        tags=_texts(root.get("keywords")),
        languages=(
            *_texts(part for part in root.get("claimreviewed") for part in part.get("language")),
            *_languages(item.get("inlanguage")),
            *_languages(root.get("inlanguage")),
            *_texts(api.get("languagecode")),
        ),
        urls=tuple(_links(root, "url", "mainentityofpage", "id")) or tuple(_links(api, "url")),
    )


def _people(parts: Iterator[_Part]) -> Iterator[Person]:
    for part in parts:
        if isinstance(part.tree, dict) and "@value" not in part.tree:
            names = _texts(part.get("name", "alternatename"))
            if names:
                yield Person(
                    name=names[0],
                    type=_first(part.get("type")),
                    roles=_texts(part.get("jobtitle", "rolename", "description")),
                    links=_texts(part.get("sameas", "url")),
                )
        else:
            yield from (
                Person(name=text) for text in part.texts() if not is_web_address(text.text.strip())
            )


def _credited(people: tuple[Person, ...], claim: _Part | None) -> tuple[Person, ...]:
    """The authors of a claim, with those whom it only credits: “Officials; Ada Marsh”."""
    credit = _first(claim.get("credittext")) if claim else None
    if credit is None:
        return people
    names = [name.strip() for name in credit.text.split(";") if name.strip()]
    known = {person.name.text.strip(): person for person in people}
    path = credit.path if len(names) == 1 else ()
    named = [known.get(name) or Person(name=Found(name, path)) for name in names]
    return (*(person for name, person in known.items() if name not in names), *named)


def _made(root: _Part, item: _Part, is_claim: bool) -> Iterator[Appeared]:
    for part in (
        *item.get("firstappearance", "appearance"),
        *root.get("claimfirstappearance", "claimappearances", "firstappearance", "appearance"),
    ):
        yield from _appeared(part)
    if is_claim:
        yield from (Appeared(url=url) for url in _links(item, "url", "sameas"))
    else:
        # The work in which the claim was made.
        yield from _appeared(item)


def _appeared(part: _Part) -> Iterator[Appeared]:
    """The work that an object describes, or those whose addresses or names a text has."""
    if isinstance(part.tree, dict) and "@value" not in part.tree:
        urls = tuple(_links(part, "url", "id", "sameas", "contenturl"))
        where = _first(part.get("name", "headline"))
        for publisher in () if where else part.get("publisher", "ispartof", "provider"):
            where = where or _first(publisher.get("name")) or next(publisher.texts(), None)
        date = _first(part.get("datepublished", "datecreated", "uploaddate"))
        if urls or where:
            yield Appeared(url=next(iter(urls), None), where=where, date=date)
        yield from (Appeared(url=url) for url in urls[1:])
        return
    for text in part.texts():
        words = text.text.replace(",", " ").split()
        if all(map(is_web_address, words)):
            path = text.path if len(words) == 1 else ()
            yield from (Appeared(url=Found(word, path)) for word in words)
        else:
            yield Appeared(where=text)


def _links(part: _Part, *names: str) -> Iterator[Found]:
    """Web addresses in these members, and in the @id or url of objects in them."""
    for member in part.get(*names):
        for text in member.texts():
            if is_web_address(text.text.strip()):
                yield text
        if isinstance(member.tree, dict):
            for text in _texts(member.get("id", "url")):
                if is_web_address(text.text.strip()):
                    yield text


def _languages(parts: Iterator[_Part]) -> Iterator[Found]:
    for part in parts:
        yield from part.texts()
        if isinstance(part.tree, dict):
            yield from _texts(part.get("alternatename", "identifier", "name"))
