"""feed.xml (Atom, RFC 4287) and feed.json (JSON Feed 1.1): the claims, newest change first.

Each claim has one entry. A correction changes the date and the text of its claim's entry. So does
its removal: the entry stays and says why, since a deleted entry (RFC 6721) would take the reason
from readers. Older entries are on pages of their own; see `feed_pages`.

`published` is the first publication and left out if the report does not state it. `updated`, which
Atom requires, is the claim's last change or, for a claim without any date, the day on which the
whole report was checked, or else the newest day on which a document that it quotes was recorded or
published: it was written then or later. A date without a day becomes the first of the month, one
without a month the first of January. Every time is midnight UTC.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from xml.etree import ElementTree

from factcheck_report import addresses
from factcheck_report.exports.claim_title import shown_title
from factcheck_report.exports.dates import stated
from factcheck_report.exports.feed_pages import DatedEntry, FeedPage, feed_pages
from factcheck_report.exports.json_text import json_file, without_empty
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Removal, Report
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.safe_text import visible

_ATOM = "http://www.w3.org/2005/Atom"
_FEED_HISTORY = "http://purl.org/syndication/history/1.0"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
_UNDATED = "1970-01-01"
"""The day of a feed without entries, and of a claim about which no date at all is known."""
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "factcheck-report")


@dataclass(frozen=True, slots=True)
class _FeedEntry:
    day: str
    """Of the last change (ISO 8601)."""
    published: PartialDate | None
    address: str
    """Relative to the site's root. It never changes: the entry's id is made from it."""
    title: str
    """Ready to be shown."""
    text: str
    tags: tuple[str, ...]


def atom(report: Report, translations: Translations, base: str | None) -> str:
    """The text of feed.xml."""
    _, make = next(_Feed(report, translations, base).atom_pages())
    return make()


def json_feed(report: Report, translations: Translations, base: str | None) -> str:
    """The text of feed.json. If the site's address is unknown it has ids but no links."""
    _, make = next(_Feed(report, translations, base).json_pages())
    return make()


def older_pages(
    report: Report, translations: Translations, base: str | None
) -> Iterator[tuple[str, Callable[[], str]]]:
    """Address of each older page of both feeds, and what makes its text. A short feed has none."""
    feed = _Feed(report, translations, base)
    for pages in (feed.atom_pages(), feed.json_pages()):
        next(pages)
        yield from pages


class _Feed:
    """Both feeds of a report, with their older pages."""

    def __init__(self, report: Report, translations: Translations, base: str | None) -> None:
        self._report, self._translations, self._base = report, translations, base
        self._title = visible(translations.text("feed.title", title=report.publication.title))
        self._pages = feed_pages([*_dated(report)])

    def atom_pages(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Address of feed.xml, then of each older page, and what makes its text."""
        for number, page in enumerate(self._pages):
            yield addresses.atom_page(page.name), partial(self._atom, number, page)

    def json_pages(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Address of feed.json, then of each older page, and what makes its text."""
        for number, page in enumerate(self._pages):
            yield addresses.json_feed_page(page.name), partial(self._json, number, page)

    def _atom(self, number: int, page: FeedPage) -> str:
        publication = self._report.publication
        address = addresses.atom_page(page.name)
        feed = ElementTree.Element("feed", {"xmlns": _ATOM, _LANGUAGE: publication.language})
        _add(feed, "id", self._id(addresses.HOME))
        _add(feed, "title", self._title)
        _add(feed, "subtitle", publication.summary)
        _add(feed, "updated", _time(page.entries[0].day if page.entries else _UNDATED))
        _add_author(feed, self._report)
        home = self._link(addresses.HOME, address)
        _add(feed, "link", rel="alternate", type="text/html", href=home)
        if self._base:
            _add_feed_link(feed, "self", self._link(address, address))
        for rel, other in self._neighbours(number).items():
            to = addresses.atom_page(other.name)
            _add_feed_link(feed, rel, self._link(to, address))
        if number:
            feed.set("xmlns:fh", _FEED_HISTORY)
            _add(feed, "fh:archive")
        for entry in map(self._entry, page.entries):
            self._add_entry(feed, entry, address)
        ElementTree.indent(feed, "")
        text = ElementTree.tostring(feed, encoding="unicode")
        return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'

    def _neighbours(self, number: int) -> dict[str, FeedPage]:
        """Other pages by their relation to page `number` (RFC 5005); none of a short feed."""
        pages = self._pages
        if len(pages) == 1:
            return {}
        related = {"first": pages[0], "last": pages[-1]}
        if number:
            related |= {"current": pages[0], "previous": pages[number - 1]}
        if number > 1:
            related["next-archive"] = pages[number - 1]
        if number + 1 < len(pages):
            related |= {"next": pages[number + 1], "prev-archive": pages[number + 1]}
        return related

    def _add_entry(self, feed: ElementTree.Element, entry: _FeedEntry, page: str) -> None:
        element = ElementTree.SubElement(feed, "entry")
        _add(element, "id", self._id(entry.address))
        _add(element, "title").text = entry.title
        if entry.published is not None:
            _add(element, "published", _time(_day(entry.published)))
        _add(element, "updated", _time(entry.day))
        link = self._link(entry.address, page)
        _add(element, "link", rel="alternate", type="text/html", href=link)
        for tag in entry.tags:
            _add(element, "category", term=tag)
        _add(element, "content", entry.text, type="text")

    def _json(self, number: int, page: FeedPage) -> str:
        publication, base = self._report.publication, self._base
        publisher = publication.publisher
        older = self._neighbours(number).get("next")
        feed = {
            "version": _JSON_FEED,
            "title": self._title,
            "home_page_url": base,
            "feed_url": base and addresses.data_link(base, addresses.JSON_FEED),
            "next_url": older
            and self._link(
                addresses.json_feed_page(older.name), addresses.json_feed_page(page.name)
            ),
            "description": visible(publication.summary),
            "language": publication.language,
            "authors": publisher
            and [without_empty({"name": visible(publisher.name), "url": publisher.url})],
        }
        items = [self._item(self._entry(entry)) for entry in page.entries]
        return json_file({**without_empty(feed), "items": items}, 3)

    def _item(self, entry: _FeedEntry) -> dict[str, object]:
        base, published = self._base, entry.published
        return without_empty(
            {
                "id": self._id(entry.address),
                "url": base and addresses.data_link(base, entry.address),
                "title": entry.title,
                "content_text": visible(entry.text),
                "date_published": None if published is None else _time(_day(published)),
                "date_modified": _time(entry.day),
                "tags": [visible(tag) for tag in entry.tags],
            }
        )

    def _id(self, address: str) -> str:
        """The absolute address, or a UUID that stays the same while the report keeps its title."""
        if self._base:
            return addresses.data_link(self._base, address)
        return uuid.uuid5(_NAMESPACE, f"{self._report.publication.title}\n{address}").urn

    def _link(self, target: str, page: str) -> str:
        """A link from a page of a feed: relative if the site's address is unknown."""
        return f"{self._base}{target}" if self._base else addresses.relative(target, page)

    def _entry(self, dated: DatedEntry) -> _FeedEntry:
        if isinstance(dated.about, Removal):
            return self._removal(dated.about, dated.day)
        return self._claim(dated.about, dated.day)

    def _claim(self, claim: Claim, day: str) -> _FeedEntry:
        return _FeedEntry(
            day=day,
            published=stated(claim.first_published),
            address=addresses.claim(claim.id),
            title=shown_title(self._report, self._translations, claim),
            text="\n\n".join([claim.summary, *self._corrections(claim)]),
            tags=tuple(dict.fromkeys(claim.tags)),
        )

    def _corrections(self, claim: Claim) -> Iterator[str]:
        """What each correction says, the newest first; of one day, the one listed last."""
        changes = claim.verdict_changes()
        text = self._translations.text
        for index, correction in sorted(
            enumerate(claim.corrections), key=lambda pair: (pair[1].date.sort_key, pair[0])
        )[::-1]:
            yield text(
                "feed.correction",
                kind=text(f"correction.{correction.kind}"),
                date=self._translations.date(correction.date),
                note=correction.note,
            )
            if index in changes:
                was, now = map(self._report.draft.verdict_label, changes[index])
                yield text("feed.verdict_changed", was=was, now=now)

    def _removal(self, removal: Removal, day: str) -> _FeedEntry:
        now = self._report.draft.claims[removal.now] if removal.now else None
        text = self._translations.text
        return _FeedEntry(
            day=day,
            published=None,
            address=addresses.claim(removal.id),
            title=text(
                "removed.moved_feed", claim=shown_title(self._report, self._translations, now)
            )
            if now
            else text("removed.feed", id=removal.id),
            text=removal.note,
            tags=("removed",),
        )


def _dated(report: Report) -> Iterator[DatedEntry]:
    for claim in report.claims:
        changed = report.last_change(claim)
        yield DatedEntry(_UNDATED if changed is None else _day(changed), claim)
    for removal in report.draft.removed.values():
        yield DatedEntry(_day(removal.date), removal)


def _day(date: PartialDate) -> str:
    return date.first_day.isoformat()


def _time(day: str) -> str:
    """The first moment of a day (RFC 3339)."""
    return f"{day}T00:00:00Z"


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    """Add and return an element.

    Control characters are replaced: XML forbids them even if escaped.
    """
    shown = {key: visible(value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, name, shown)
    element.text = visible(text) or None
    return element


def _add_feed_link(feed: ElementTree.Element, rel: str, href: str) -> None:
    _add(feed, "link", rel=rel, type="application/atom+xml", href=href)


def _add_author(feed: ElementTree.Element, report: Report) -> None:
    """Add the publisher or, because Atom requires an author, the report's title."""
    publication = report.publication
    author = ElementTree.SubElement(feed, "author")
    publisher = publication.publisher
    _add(author, "name", publisher.name if publisher else publication.title)
    if publisher and publisher.url:
        _add(author, "uri", publisher.url)
