"""Subtitles and other plain texts: any file → lines, each with its time.

The first byte chooses the kind.
"""

from __future__ import annotations

import re

from factcheck_report.documents.importing import markdown, plain_text, subtitles
from factcheck_report.model.spans import TIME_CODE, SourceText
from tests.fuzz.importing import text_of

_LINE = re.compile(rf"{TIME_CODE} \S.*")
_OTHERS = (plain_text.extract, markdown.extract)


def check(data: bytes) -> None:
    kind, data = data[:1], data[1:]
    if kind in (b"T", b"M"):
        text_of(_OTHERS[kind == b"M"], data, whole=False)
        return
    text = text_of(subtitles.extract, data, whole=False)
    for line in text.splitlines():
        assert _LINE.fullmatch(line), repr(line)
    assert not text or SourceText(text).is_timed
