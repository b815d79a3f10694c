"""feed.xml (Atom, RFC 4287) and feed.json (JSON Feed 1.1): corrections and reviewed claims.

Entries are sorted newest first. A date without a day becomes the first of the month, one without
a month the first of January. Every time is midnight UTC.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from factcheck_report import addresses
from factcheck_report.exports.claim_title import shown_title
from factcheck_report.exports.json_text import json_file, without_empty
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Removal, Report
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.safe_text import visible

MOST_ENTRIES = 50

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
_UNDATED = PartialDate(1970)
"""The time of a feed without entries: Atom requires one."""
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "factcheck-report")


@dataclass(frozen=True, slots=True)
class _FeedEntry:
    date: PartialDate
    address: str
    """Relative to the site's root. It never changes: the entry's id is made from it."""
    title: str
    """Ready to be shown."""
    text: str
    tags: tuple[str, ...]


def atom(report: Report, translations: Translations, base: str | None) -> str:
    """The text of feed.xml."""
    publication, entries = report.publication, _entries(report, translations)
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, _LANGUAGE: publication.language})
    _add(feed, "id", _id(report, base, addresses.HOME))
    _add(feed, "title", translations.text("feed.title", title=publication.title))
    _add(feed, "subtitle", publication.summary)
    _add(feed, "updated", _time(entries[0].date if entries else _UNDATED))
    _add_author(feed, report)
    home = addresses.data_link(base, addresses.HOME)
    _add(feed, "link", rel="alternate", type="text/html", href=home)
    if base:
        itself = addresses.data_link(base, addresses.ATOM_FEED)
        _add(feed, "link", rel="self", type="application/atom+xml", href=itself)
    for entry in entries:
        _add_entry(feed, report, entry, base)
    ElementTree.indent(feed, "")
    text = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


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


def _add_author(feed: ElementTree.Element, report: Report) -> None:
    """Add the publisher or, because Atom requires an author, the report's title."""
    publication = report.publication
    author = ElementTree.SubElement(feed, "author")
    publisher = publication.publisher
    _add(author, "name", publisher.name if publisher else publication.title)
    if publisher and publisher.url:
        _add(author, "uri", publisher.url)


def _add_entry(
    feed: ElementTree.Element, report: Report, entry: _FeedEntry, base: str | None
) -> None:
    element = ElementTree.SubElement(feed, "entry")
    _add(element, "id", _id(report, base, entry.address))
    _add(element, "title").text = entry.title
    _add(element, "updated", _time(entry.date))
    page = addresses.data_link(base, entry.address)
    _add(element, "link", rel="alternate", type="text/html", href=page)
    for tag in entry.tags:
        _add(element, "category", term=tag)
    _add(element, "content", entry.text, type="text")


def json_feed(report: Report, translations: Translations, base: str | None) -> str:
    """The text of feed.json. If the site's address is unknown it has ids but no links."""
    publication = report.publication
    publisher = publication.publisher
    feed = {
        "version": _JSON_FEED,
        "title": visible(translations.text("feed.title", title=publication.title)),
        "home_page_url": base,
        "feed_url": base and addresses.data_link(base, addresses.JSON_FEED),
        "description": visible(publication.summary),
        "language": publication.language,
        "authors": publisher
        and [without_empty({"name": visible(publisher.name), "url": publisher.url})],
    }
    items = [_item(report, entry, base) for entry in _entries(report, translations)]
    return json_file({**without_empty(feed), "items": items}, 3)


def _item(report: Report, entry: _FeedEntry, base: str | None) -> dict[str, object]:
    return without_empty(
        {
            "id": _id(report, base, entry.address),
            "url": base and addresses.data_link(base, entry.address),
            "title": entry.title,
            "content_text": visible(entry.text),
            "date_published": _time(entry.date),
            "tags": [visible(tag) for tag in entry.tags],
        }
    )


def _id(report: Report, base: str | None, address: str) -> str:
    """The absolute address, or a UUID that stays the same while the report keeps its title."""
    if base:
        return addresses.data_link(base, address)
    return uuid.uuid5(_NAMESPACE, f"{report.publication.title}\n{address}").urn


def _time(date: PartialDate) -> str:
    """The first moment of the date (RFC 3339)."""
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T00:00:00Z"


def _entries(report: Report, translations: Translations) -> list[_FeedEntry]:
    """The newest entries. Of one day, corrections come before claims."""
    entries = [
        *(entry for claim in report.claims for entry in _corrections(report, translations, claim)),
        *(
            _claim(report, translations, claim, claim.reviewed)
            for claim in report.claims
            if claim.reviewed
        ),
        *(_removal(report, translations, removal) for removal in report.draft.removed.values()),
    ]
    entries.sort(key=lambda entry: entry.date.sort_key, reverse=True)
    return entries[:MOST_ENTRIES]


def _claim(
    report: Report, translations: Translations, claim: Claim, reviewed: PartialDate
) -> _FeedEntry:
    return _FeedEntry(
        date=reviewed,
        address=addresses.claim(claim.id),
        title=shown_title(report, translations, claim),
        text=claim.summary,
        tags=tuple(dict.fromkeys(claim.tags)),
    )


def _removal(report: Report, translations: Translations, removal: Removal) -> _FeedEntry:
    now = report.draft.claims[removal.now] if removal.now else None
    return _FeedEntry(
        date=removal.date,
        # The claim's entry has the page's address as its id. This entry needs another.
        address=f"{addresses.claim(removal.id)}#removed",
        title=translations.text("removed.moved_feed", claim=shown_title(report, translations, now))
        if now
        else translations.text("removed.feed", id=removal.id),
        text=removal.note,
        tags=("removed",),
    )


def _corrections(report: Report, translations: Translations, claim: Claim) -> Iterator[_FeedEntry]:
    """A claim's corrections, the last listed first: it is the newest of those on one day."""
    changes = claim.verdict_changes()
    for index, correction in reversed(list(enumerate(claim.corrections))):
        text = correction.note
        if index in changes:
            was, now = map(report.draft.verdict_label, changes[index])
            text += "\n\n" + translations.text("feed.verdict_changed", was=was, now=now)
        kind = translations.text(f"correction.{correction.kind}")
        yield _FeedEntry(
            date=correction.date,
            address=addresses.correction(claim.id, index + 1),
            title=translations.text(
                "feed.correction", kind=kind, claim=shown_title(report, translations, claim)
            ),
            text=text,
            tags=(correction.kind,),
        )
