"""Web archives (WARC), read by warcio: the first page in them."""

from __future__ import annotations

from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders

from factcheck_report.documents.importing.encodings import decoded
from factcheck_report.documents.importing.extracted import ExtractedText, StatedFact
from factcheck_report.documents.importing.limits import MAX_PAGE
from factcheck_report.documents.importing.page_facts import web_address, written_date
from factcheck_report.documents.importing.refused import ImportRefused
from factcheck_report.documents.importing.web_page import extract_page

_MOST_RECORDS = 20_000
_AT_ONCE = 65_536
"""Bytes."""
_PAGES = ("text/html", "application/xhtml+xml")
_ONE_PAGE = "Save the page alone in its own archive, or save it as HTML."


def _is_cut_off(record: ArcWarcRecord) -> bool:
    """Whether the file ends before a record does, whose page was read."""
    while record.raw_stream.read(_AT_ONCE):
        pass
    # What the record still lacks: its head says how long it is.
    return bool(record.raw_stream.limit > 0)


def extract(data: bytes, whole_page: bool) -> ExtractedText:
    """The text of the first page that was answered with success, its address and its day."""
    page, notes, facts = saved_page(data)
    return extract_page(page, whole_page, notes).with_facts(facts)


def saved_page(data: bytes) -> tuple[str, tuple[str, ...], tuple[StatedFact, ...]]:
    """The first page's HTML, notes for editors, and its address and day."""
    pages: list[tuple[StatusAndHeaders, bytes, str]] = []
    read = 0
    try:
        for number, record in enumerate(ArchiveIterator(BytesIO(data))):
            if number >= _MOST_RECORDS:
                raise ImportRefused(f"has more than {_MOST_RECORDS:,} records.", _ONE_PAGE)
            kind = record.http_headers and record.http_headers.get_header("Content-Type")
            media, _, parameters = (kind or "").partition(";")
            if record.rec_type not in ("response", "resource") or (
                media.strip().lower() not in _PAGES
            ):
                continue
            if record.http_headers.get_statuscode() not in ("200", ""):
                continue
            content = record.content_stream().read(MAX_PAGE - read + 1)
            read += len(content)
            if read > MAX_PAGE:
                raise ImportRefused("is too large when unpacked.", _ONE_PAGE)
            if not pages and _is_cut_off(record):
                raise ImportRefused("ends in the middle of a page.", "Get the file again.")
            pages.append((record.rec_headers, content, parameters))
    except ArchiveLoadFailed:
        if not pages:
            raise ImportRefused("is not a web archive (WARC), or is damaged.", _ONE_PAGE) from None
    if not pages:
        raise ImportRefused("has no web page in it.", _ONE_PAGE)
    headers, content, parameters = pages[0]
    stated = parameters.lower().partition("charset=")[2].strip(" \"';") or None
    text, notes = decoded(content, stated)
    if len(pages) > 1:
        notes += (f"The archive has {len(pages):,} pages. This is the first.",)
    where = "the archive's record"
    facts = (
        StatedFact("url", web_address(headers.get_header("WARC-Target-URI") or ""), where),
        StatedFact("archived", written_date(headers.get_header("WARC-Date") or ""), where),
    )
    return text, notes, tuple(fact for fact in facts if fact.value)
