"""Kinds of document, told apart by their content, not by the names of files."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

from factcheck_report.documents.files import FileRefused

_HEAD = 4_096
"""Bytes at the start of a file that show what it is."""


class DocumentKind(StrEnum):
    """The kinds of document whose text can be taken out."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MHTML = "mhtml"
    WARC = "warc"
    WEBVTT = "webvtt"
    SRT = "srt"

    @property
    def label(self) -> str:
        """What messages call such a file, with its article."""
        return _LABELS[self]

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of such files' names, the usual one first."""
        return _ENDINGS[self]


_LABELS = {
    DocumentKind.TEXT: "a plain text",
    DocumentKind.MARKDOWN: "a Markdown file",
    DocumentKind.HTML: "a web page (HTML)",
    DocumentKind.PDF: "a PDF file",
    DocumentKind.DOCX: "a Word file (DOCX)",
    DocumentKind.MHTML: "a saved web page (MHTML)",
    DocumentKind.WARC: "a web archive (WARC)",
    DocumentKind.WEBVTT: "a file of subtitles (WebVTT)",
    DocumentKind.SRT: "a file of subtitles (SRT)",
}
_ENDINGS = {
    DocumentKind.TEXT: (".txt", ".text"),
    DocumentKind.MARKDOWN: (".md", ".markdown"),
    DocumentKind.HTML: (".html", ".htm", ".xhtml"),
    DocumentKind.PDF: (".pdf",),
    DocumentKind.DOCX: (".docx",),
    DocumentKind.MHTML: (".mhtml", ".mht"),
    DocumentKind.WARC: (".warc", ".warc.gz"),
    DocumentKind.WEBVTT: (".vtt",),
    DocumentKind.SRT: (".srt",),
}
_BY_CONTENT = (
    (DocumentKind.PDF, re.compile(rb"[^%]{0,1000}%PDF-\d")),
    (DocumentKind.WARC, re.compile(rb"WARC/\d|\x1f\x8b")),
    (DocumentKind.WEBVTT, re.compile(rb"WEBVTT(?=[ \t\r\n]|$)")),
    (DocumentKind.SRT, re.compile(rb"\d+\s*\r?\n\d\d:\d\d:\d\d[,.]\d{3} +-->")),
    (
        DocumentKind.MHTML,
        re.compile(rb"(?ims)(?=[\w-]+:).{0,3000}?^content-type:\s*multipart/related"),
    ),
    (
        DocumentKind.HTML,
        re.compile(rb"(?is)(?:<\?xml[^>]*>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html|head)\b"),
    ),
)
_UNSUPPORTED = (
    (
        re.compile(rb"\xd0\xcf\x11\xe0"),
        "an old Word, Excel or PowerPoint file, or one with a password",
        "Open it and save it as DOCX or PDF.",
    ),
    (re.compile(rb"\{\\rtf"), "an RTF file", "Open it and save it as DOCX or PDF."),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP|II\*\0|MM\0\*", re.DOTALL),
        "a picture",
        "Type its text, or have a program recognise it, and save that as a plain text in UTF-8.",
    ),
)


def is_file_of_kind(data: bytes, kind: DocumentKind) -> bool:
    """Whether the content of a file is of a kind that its first bytes show."""
    return _kind_by_content(data) is kind


def kind_of(data: bytes, name: str) -> DocumentKind:
    """The kind of a file, from its content; the name tells only Markdown from plain text.

    Raises FileRefused if its text cannot be taken out, or if its name has the ending of another
    kind.
    """
    head = _head(data)
    kind = _kind_by_content(data)
    if kind is None:
        for pattern, what, fix in _UNSUPPORTED:
            if pattern.match(head):
                raise FileRefused(f"“{name}” is {what}.", fix)
        if data[:4] == b"PK\x03\x04":
            raise FileRefused(
                f"“{name}” is a ZIP file, but not a Word file (DOCX).",
                "Unpack it, or save the document as DOCX or PDF.",
            )
    by_name = _kind_by_name(name)
    if kind is None:
        if by_name is DocumentKind.HTML:
            return DocumentKind.HTML  # a part of a page has no doctype
        kind = by_name if by_name is DocumentKind.MARKDOWN else DocumentKind.TEXT
    if by_name not in (None, kind) and kind.endings[0] != ".txt":
        raise FileRefused(
            f"“{name}” is {kind.label}, whatever its name says.",
            f"Rename it so that its name ends in {kind.endings[0]}, and add it again.",
        )
    if by_name not in (None, kind, DocumentKind.MARKDOWN):
        raise FileRefused(
            f"“{name}” has the ending of {by_name.label if by_name else ''}, but is none.",
            "Open it, save it again in this format, and add it again. If it is a plain text, "
            "rename it so that its name ends in .txt.",
        )
    return kind


def kind_to_import(data: bytes, name: str) -> DocumentKind | None:
    """The kind of a source's file that is no plain text but could be imported; else None."""
    kind = _kind_by_content(data)
    if kind in (DocumentKind.WEBVTT, DocumentKind.SRT):
        return None  # readable as a text
    return kind or (DocumentKind.HTML if _kind_by_name(name) is DocumentKind.HTML else None)


def _head(data: bytes) -> bytes:
    """The first bytes of a file; of a text, in UTF-8 and without its byte order mark."""
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "ignore").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def _kind_by_content(data: bytes) -> DocumentKind | None:
    head = _head(data)
    for kind, pattern in _BY_CONTENT:
        if pattern.match(head):
            return kind
    # Word names this part near the start or, in the list of all parts, at the end.
    if head[:4] == b"PK\x03\x04" and b"word/document" in data[:_HEAD] + data[-65_536:]:
        return DocumentKind.DOCX
    return None


def _kind_by_name(name: str) -> DocumentKind | None:
    lower = PurePosixPath(name).name.lower()
    for kind, endings in _ENDINGS.items():
        if lower.endswith(endings):
            return kind
    return None
