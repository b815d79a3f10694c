"""Word files (DOCX), read by mammoth: as the document looks with all tracked changes accepted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO

import mammoth
from inscriptis import get_text
from lxml import etree

from factcheck_report.documents.importing.extracted import ExtractedText, StatedFact
from factcheck_report.documents.importing.limits import MAX_UNPACKED, MAX_WORDS
from factcheck_report.documents.importing.page_facts import written_date
from factcheck_report.documents.importing.refused import ImportRefused
from factcheck_report.model.languages import language_tag

_LARGEST_PROPERTIES = 1_000_000
"""Bytes of the part that holds the document's properties."""
_PROPERTIES = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "published": "{http://purl.org/dc/terms/}created",
    "language": "{http://purl.org/dc/elements/1.1/}language",
}


def extract(data: bytes, whole_page: bool) -> ExtractedText:
    """The text of a Word file, and what its properties state.

    Footnotes stand at its end. Headers and footers are left out.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except zipfile.BadZipFile:
        raise ImportRefused(
            "is damaged: it is not a whole ZIP file.", "Get the file again, or save it again."
        ) from None
    with archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > MAX_UNPACKED:
            raise ImportRefused(
                f"is {size // 1024 // 1024:,} MB large when unpacked; at most "
                f"{MAX_UNPACKED // 1024 // 1024} MB are read.",
                "Remove the pictures, or save the document as PDF.",
            )
        words = max((part.file_size for part in parts if part.filename.endswith(".xml")), default=0)
        if words > MAX_WORDS:
            raise ImportRefused(
                f"has {words // 1024 // 1024:,} MB of text with its formatting; at most "
                f"{MAX_WORDS // 1024 // 1024} MB are read.",
                "Keep only the part that you need, or save the document as PDF.",
            )
        if any(part.flag_bits & 1 for part in parts):
            raise ImportRefused("is protected with a password.", "Save it without the password.")
        facts = tuple(_facts(archive))
        left_out = _left_out(archive)
    converted = mammoth.convert_to_html(
        BytesIO(data), convert_image=mammoth.images.img_element(lambda image: {"src": ""})
    )
    text = get_text(f"<html><body>{converted.value}</body></html>")
    lines = (line.rstrip() for line in text.splitlines())
    extractor = f"mammoth {version('mammoth')}, inscriptis {version('inscriptis')}"
    return ExtractedText("\n".join(lines), extractor, facts, left_out)


def _facts(archive: zipfile.ZipFile) -> Iterator[StatedFact]:
    try:
        with archive.open("docProps/core.xml") as file:
            data = file.read(_LARGEST_PROPERTIES)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(data, parser)
    except (KeyError, etree.XMLSyntaxError):
        return
    for field, name in _PROPERTIES.items():
        value = (root.findtext(name) or "").strip()
        where = "the document's properties"
        if field == "published":
            value, where = written_date(value), f"{where}: the day it was created"
        elif field == "language":
            value = language_tag(value)
        yield StatedFact(field, value, where)


def _left_out(archive: zipfile.ZipFile) -> tuple[str, ...]:
    names = archive.namelist()
    found = []
    if any(name.startswith(("word/header", "word/footer")) for name in names):
        found.append("the headers and footers of its pages")
    if "word/comments.xml" in names:
        found.append("comments in the margin")
    return tuple(found)
