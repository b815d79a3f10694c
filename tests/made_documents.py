"""Documents in other formats, made for the tests byte by byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

HEADLINE = "Drones and denials in the north"
PARAGRAPHS = (
    "The minister said on Saturday that “no drones were sent” after the war began. He spoke for an "
    "hour in front of the harbour office, and took no questions from the press.",
    "A spokesman of the other side said that dozens of drones had been sent in summer. He gave no "
    "number, and said that he would show pictures of the drones in the coming week.",
    "The minister’s office did not answer the questions that this newspaper sent to it. It had "
    "been asked three times whether any drones had been sent before the war, and to whom.",
)


def web_page(*, head: str = "", body: str = "", lang: str = "en") -> str:
    """A page with an article between a menu and a footer."""
    paragraphs = "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS)
    return f"""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{HEADLINE} - The Gazette</title>
{head}</head>
<body>
<nav><ul><li><a href="/">Home of the newspaper</a></li>
<li><a href="/s">Sports pages</a></li></ul></nav>
<article><h1>{HEADLINE}</h1>
{paragraphs}{body}</article>
<footer><p>Terms of use of the Gazette</p></footer>
</body></html>
"""


Line = str | tuple[str, int]
"""A line of a page; with its size in points if that is not 11."""


def pdf(pages: Sequence[Sequence[Line]], *, properties: str = "", root: str = "") -> bytes:
    """A PDF with lines of text on its pages, from top to bottom."""
    objects = [f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode()]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    objects.append(f"<< {properties} >>".encode("latin-1"))
    for number, lines in enumerate(pages):
        content = "BT 72 780 Td "
        for line in lines:
            text, size = line if isinstance(line, tuple) else (line, 11)
            escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            content += f"/F1 {size} Tf ({escaped}) Tj 0 -14 Td "
        data = f"{content} ET".encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(data), data))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, content_of in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content_of))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, start)
    )
    return out.getvalue()


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""


def docx(paragraphs: Sequence[str], *, properties: str = "", padding: int = 0) -> bytes:
    """A Word file. `paragraphs` are XML; `padding` is the size of a part that is all zeros."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{properties}</cp:coreProperties>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        )
        archive.writestr("docProps/core.xml", core)
        if padding:
            with archive.open("word/media/picture.bin", "w") as part:
                for _ in range(padding // 1_000_000):
                    part.write(b"\0" * 1_000_000)
    return out.getvalue()


WEBVTT = """\
WEBVTT
Language: en

1
00:00:01.000 --> 00:00:03.000 align:start
<v The Minister>We never sent

2
00:00:03.000 --> 00:00:05.500
<v The Minister>any <i>drones</i>. Not a single one.

3
01:02:09.000 --> 01:02:12.000
<v Host>And what about November?
"""
