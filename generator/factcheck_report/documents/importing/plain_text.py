"""Plain text: only its encoding may have to change."""

from __future__ import annotations

from factcheck_report import __version__
from factcheck_report.documents.importing.encodings import decoded
from factcheck_report.documents.importing.extracted import ExtractedText
from factcheck_report.documents.importing.refused import ImportRefused


def extract(data: bytes, whole_page: bool) -> ExtractedText:
    """The text in UTF-8."""
    if b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise ImportRefused(
            "is not a text, and of no known kind of document.",
            "Save the document as PDF, DOCX, HTML or plain text.",
        )
    text, notes = decoded(data)
    return ExtractedText(text, f"factcheck-report {__version__}", notes=notes)
