"""Web pages: any HTML → a tidy text, the page's facts and the data in it."""

from __future__ import annotations

import json

from factcheck_report.documents.importing import structured_data, web_page
from factcheck_report.documents.importing.page_data import PageData
from factcheck_report.documents.kinds import DocumentKind
from tests.fuzz.importing import read, text_of


def check(data: bytes) -> None:
    text_of(web_page.extract, data, whole=True)
    text_of(web_page.extract, data, whole=False)
    answer = read(lambda: structured_data.data_of(data, DocumentKind.HTML))
    if answer is not None:
        found = PageData.from_json(json.loads(answer))
        assert all(line >= 1 and text.strip() for line, text in found.blocks)
        assert all(isinstance(item, dict) for item in found.items)
