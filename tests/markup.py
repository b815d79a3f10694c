"""What built pages say, from their HTML."""

from __future__ import annotations

import html
import re
from pathlib import Path

from factcheck_report.model import Report


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def body(markup: str) -> str:
    """Return the part of a page that the report's own templates wrote."""
    return markup.partition("<article")[2].partition("</main>")[0]


def assert_quotes_are_marked(site: Path, report: Report) -> None:
    """Fail where the place of a quote in its document is not marked, or leads to no claim."""
    for item in report.evidence:
        document = report.documents[item.quote.source]
        source = (site / "sources" / document.source.id / "index.html").read_text("utf-8")
        after = source.partition(f'id="{item.anchor}"')[2]
        start = item.receipt.pieces[0].start
        marked = html.unescape(re.search(r"<mark[^>]*>(.*?)</mark>", after, re.S)[1])  # type: ignore[index]
        assert document.text.text[start:].startswith(marked)
        if item.kind == "claim":
            assert f'href="../../claims/{item.entry}/#{item.id}"' in after
