"""What a web page states about itself: in JSON-LD, in `meta` elements, in its first lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from factcheck_report.documents.importing.extracted import StatedFact
from factcheck_report.documents.importing.tidying import in_one_line
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.languages import language_tag
from factcheck_report.model.web_addresses import is_web_address

_LARGEST_JSON = 500_000
"""Code points of a block of JSON-LD that is read."""
_MOST_NODES = 500
"""Objects of the JSON-LD that are looked at."""
_DOCUMENTS = re.compile(r"Article|BlogPosting|Report|Review|WebPage|Posting")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "author": ("author", "dc.creator", "citation_author", "parsely-author", "article:author"),
    "publisher": ("og:site_name", "dc.publisher"),
    "published": (
        "article:published_time",
        "datepublished",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "citation_publication_date",
        "parsely-pub-date",
        "pubdate",
        "publishdate",
        "date",
    ),
    "url": ("og:url",),
}
"""By field of a source: names of `meta` elements, the most reliable one first."""
_FROM_JSON = {
    "title": "headline",
    "author": "author",
    "publisher": "publisher",
    "published": "datePublished",
}
_DATE = re.compile(r"\s*(\d{4})[-/](\d{2})(?:[-/](\d{2}))?(?!\d)")
_EARLIEST = 1500
"""Programs write the year 1 if they know none."""
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S{1,2000})\s+saved date:\s*"
    r"(?P<date>\w{3} (?P<month>\w{3}) (?P<day>\d{1,2}) (?P<year>\d{4}))"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def page_facts(tree: html.HtmlElement, page: str) -> tuple[StatedFact, ...]:
    """The facts that a page states, one for each field of a source. Nothing is inferred."""
    found: dict[str, StatedFact] = {}
    for fact in (*_saved_facts(page), *_json_facts(tree), *_meta_facts(tree), *_other_facts(tree)):
        if fact.value and fact.field not in found:
            found[fact.field] = fact
    return tuple(found.values())


def written_date(text: str) -> str:
    """The date at the start of an ISO time stamp, as claims.yaml has it; empty if there is none."""
    found = _DATE.match(text)
    parts = [part for part in found.groups() if part] if found else []
    try:
        date = PartialDate.parse("-".join(parts)) if parts else None
    except ValueError:
        return ""
    return str(date) if date and date.year >= _EARLIEST else ""


def web_address(text: str) -> str:
    """An absolute address; empty if it is none."""
    text = text.strip()
    return text if is_web_address(text) else ""


def _saved_facts(page: str) -> Iterator[StatedFact]:
    """The address and the day in the comment that SingleFile writes."""
    found = _SINGLE_FILE.search(page[:20_000])
    if not found:
        return
    where = "the comment that SingleFile wrote"
    yield StatedFact("url", web_address(found["url"]), where)
    if found["month"] in _MONTHS:
        month = _MONTHS.index(found["month"]) + 1
        day = written_date(f"{found['year']}-{month:02}-{int(found['day']):02}")
        yield StatedFact("archived", day, where)


def _json_facts(tree: html.HtmlElement) -> Iterator[StatedFact]:
    for element in tree.iter("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = element.text or ""
        if len(text) > _LARGEST_JSON:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            for field, name in _FROM_JSON.items():
                value = _named(node.get(name))
                value = written_date(value) if field == "published" else in_one_line(value)
                yield StatedFact(field, value, f"the page's JSON-LD, {name}")


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that describe a document."""
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            waiting.append(node.get("@graph"))
            kinds = node.get("@type")
            if any(
                _DOCUMENTS.search(str(kind))
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield node


def _named(value: Any) -> str:
    """A text, or the names of one or several persons or bodies."""
    if isinstance(value, list):
        names = dict.fromkeys(filter(None, map(_named, value[:20])))
        return ", ".join(names)
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _meta_facts(tree: html.HtmlElement) -> Iterator[StatedFact]:
    by_name: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := in_one_line(element.get("content") or ""):
            by_name.setdefault(name.strip().lower(), []).append(content)
    for field, names in _META.items():
        for name in names:
            values = by_name.get(name, [])
            value = (
                ", ".join(dict.fromkeys(values))
                if name == "citation_author"
                else "".join(values[:1])
            )
            if field == "published":
                value = written_date(value)
            elif field == "url":
                value = web_address(value)
            elif field == "author" and web_address(value):
                continue  # a profile, not a name
            yield StatedFact(field, value, f"the page's meta element {name}")


def _other_facts(tree: html.HtmlElement) -> Iterator[StatedFact]:
    for link in tree.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical":
            yield StatedFact(
                "url", web_address(link.get("href") or ""), "the page's canonical link"
            )
    for title in tree.xpath("//head/title"):
        yield StatedFact("title", in_one_line(title.text_content()), "the page's title element")
    yield StatedFact("language", language_tag(tree.get("lang") or ""), "the page's lang attribute")
