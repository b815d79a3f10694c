"""Reports with one claim, one document, no quotes or excerpts alone promise no more than is so."""

from __future__ import annotations

import html
import re
from pathlib import Path

from tests.reports import Folder

NO_QUOTES = """\
report:
  title: Nothing found
  summary: Nobody says anything.
sources: {}
verdicts:
  open: {label: Open, means: Nobody knows., tone: neutral, evidence: none}
claims:
  nobody-knows:
    claim: Nobody knows it.
    verdict: open
    summary: It is not mentioned.
    reviewed: 2025-01-02
"""


def said(site: Path, page: str) -> str:
    """The words of a page's own part."""
    text = (site / page).read_text("utf-8")
    main = text.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", main)).split())


def built(folder: Folder) -> Path:
    done = folder.build()
    assert done.returncode == 0, done.stderr
    return folder.path / "site"


def test_a_report_without_quotes_promises_none(folder: Folder) -> None:
    folder.write("claims.yaml", NO_QUOTES)
    site = built(folder)
    data = said(site, "data/index.html")
    assert "compares the pages and files with each other and with their SHA-256" in data
    assert "looks up each quote" not in data
    assert "what held" not in data
    assert "how to check a quote" not in data.lower()
    home = said(site, "index.html")
    assert "Documents" not in home
    assert "Each quote was found" not in home
    assert "This report quotes no document." in said(site, "sources/index.html")
    assert "code of its own" not in said(site, "claims/nobody-knows/index.html")

    done = folder.factcheck("verify", "site")
    assert done.returncode == 0
    files = len((site / "SHA256SUMS").read_text("utf-8").splitlines())
    assert done.stdout.strip() == (
        f"There are no quotes. 1 claim, 0 documents, {files} files. Problems: 0. "
        "Everything that was checked holds."
    )


def test_a_report_with_one_of_each_counts_in_the_singular(folder: Folder) -> None:
    site = built(folder)
    for path in site.rglob("index.html"):
        page = path.relative_to(site).as_posix()
        assert (
            re.findall(r"(?<![\w.,-])1 (?:claims|documents|quotes|passages)", said(site, page))
            == []
        )
    assert "1 claim, 1 document, " in folder.factcheck("verify", "site").stdout
    assert "Each quote has a code of its own" in said(site, "claims/no-drones-sent/index.html")
    assert "shown only in excerpts" not in said(site, "data/index.html")


def test_a_report_with_excerpts_alone_says_who_can_check_the_words(folder: Folder) -> None:
    title = "    title: Drones and denials\n"
    folder.replace("claims.yaml", title, f"{title}    display: excerpts\n")
    site = built(folder)
    data = said(site, "data/index.html")
    assert "If you have them, add “--documents”" in data
    assert "How to check a quote yourself" not in data
    alone = folder.factcheck("verify", "site")
    assert "1 claim, 1 document (not compared), " in alone.stdout
    with_documents = folder.factcheck("verify", "site", "--documents", "seeds")
    assert with_documents.returncode == 0
    assert "1 claim, 1 document, " in with_documents.stdout
