"""Web pages that a browser saved in one file (MHTML)."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from factcheck_report.documents.importing.encodings import decoded
from factcheck_report.documents.importing.extracted import ExtractedText, StatedFact
from factcheck_report.documents.importing.page_facts import web_address
from factcheck_report.documents.importing.refused import ImportRefused
from factcheck_report.documents.importing.web_page import extract_page


def extract(data: bytes, whole_page: bool) -> ExtractedText:
    """The text of the page, with the address and the day that the browser wrote down."""
    page, notes, facts = saved_page(data)
    return extract_page(page, whole_page, notes).with_facts(facts)


def saved_page(data: bytes) -> tuple[str, tuple[str, ...], tuple[StatedFact, ...]]:
    """The page's HTML, notes for editors, and the facts that the browser wrote down."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        raise ImportRefused("has no web page in it.")
    text, notes = decoded(content, page.get_content_charset())
    return text, notes, tuple(_facts(message))


def _facts(message: EmailMessage) -> list[StatedFact]:
    facts = []
    if url := web_address(str(message.get("Snapshot-Content-Location", ""))):
        facts.append(StatedFact("url", url, "the file's Snapshot-Content-Location"))
    try:
        day = parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except ValueError:
        return facts
    return [*facts, StatedFact("archived", day, "the file's Date: the day it was saved")]
