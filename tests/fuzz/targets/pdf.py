"""PDF: any pages of text → the same words; without headers, page numbers and footnotes if wanted.

A line that begins with a tilde has small letters, as a footnote has. A file that begins as a PDF is
taken as it is.
"""

from __future__ import annotations

import re

from factcheck_report.documents.importing import pdf
from tests.fuzz.importing import read, text_of
from tests.made_documents import pdf as made_pdf

_UNUSUAL = re.compile(r"[^ -~À-ÿ–—‘’“”•…€]")
_MOST_PAGES, _MOST_LINES = 8, 30


def check(data: bytes) -> None:
    if data.startswith(b"%PDF-"):
        text_of(pdf.extract, data, whole=True)
        text_of(pdf.extract, data, whole=False)
        return
    pages = [
        [_line(line) for line in page.split("\n")[:_MOST_LINES]]
        for page in data.decode("utf-8", "replace").split("\f")[:_MOST_PAGES]
    ]
    made = made_pdf(pages)
    whole = text_of(pdf.extract, made, whole=True)
    words = "".join(line if isinstance(line, str) else line[0] for page in pages for line in page)
    assert _letters(whole) == _letters(words)
    found = read(lambda: pdf.extract(made, False))
    if found is not None:
        kept, rest = _letters(found.text), iter(_letters(words))
        assert all(letter in rest for letter in kept), "words that the file does not have"
        assert found.left_out or len(kept) == len(_letters(words)), "left out in silence"


def _line(text: str) -> str | tuple[str, int]:
    usual = _UNUSUAL.sub("", text)
    return (usual[1:], 7) if usual.startswith("~") else usual


def _letters(text: str) -> str:
    return "".join(text.split())
