"""What programs, spreadsheets, logs and comments make of a report that holds all cases."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Markdown
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, expect

from factcheck_report import comparing
from factcheck_report.comparing import edition
from factcheck_report.comparing.summary import as_markdown
from factcheck_report.mkdocs_plugin.preview.banners import problems_banner
from factcheck_report.model.dates import PartialDate
from factcheck_report.pipeline import read_report
from tests.commands import run_module
from tests.hostile.conftest import Sites
from tests.hostile.corpus import CLASSES, HostileReport, harmless, published_cases, refused_cases
from tests.hostile.detector import read_beside, watching
from tests.reports import environment
from tests.zensical_sites import build_with_zensical

TODAY = PartialDate(2026, 11, 25)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_no_cell_is_a_formula(sites: Sites) -> None:
    cells = 0
    for file in sites.site.glob("*.csv"):
        rows = csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
        for row in rows:
            for cell in row:
                # Where `;` separates cells, a part of a text begins one.
                for part in cell.split(";"):
                    assert not re.match(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]", part), (
                        file.name,
                        cell,
                    )
                assert not re.search("[\t\r\n]", cell), (file.name, cell)
                cells += 1
    assert cells > 1_000


def test_the_site_can_be_verified(sites: Sites) -> None:
    done = run_module(
        ("factcheck_report", "verify", str(sites.site)), sites.hostile.parent, environment()
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for output in (done.stdout, done.stderr):
        assert not _UNPRINTABLE.search(output)
        assert not re.search(r"^\s*::|##\[", output, re.M)


_FOREIGN = ":is(img, script, iframe, style, form form, meta, base, link)"


def test_the_search_shows_texts_only(
    browser: Browser, sites: Sites, serve: Callable[[Path], str]
) -> None:
    home = serve(sites.site)
    with watching(browser, sites.site, home) as detector:
        page = detector.context.new_page()
        page.goto(home)
        page.keyboard.press("/")
        dialog = page.locator(".fc-search-dialog")
        for words in (
            "script fired",
            "img src onerror",
            "template config",
            "else.example",
            "title",
        ):
            dialog.locator("[name=words]").fill(words)
            expect(dialog.locator(".fc-search-item").first).to_be_visible()
        for words in ("<img src=x onerror=__fired(1)>", "</title><script>__fired(1)</script>"):
            dialog.locator("[name=words]").fill(words)
            expect(dialog.locator("[role=status]")).not_to_be_empty()
        assert dialog.locator(_FOREIGN).count() == 0
        assert dialog.locator("[onerror], [onload], [onfocus], [onclick]").count() == 0
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.goto(f"{home}claims/?words=script%20%3Cimg%20src%3Dx%20onerror%3D__fired(1)%3E")
        page.locator("h1").wait_for()
        assert page.locator("article :is(img, script, iframe, style, meta, base)").count() == 0
    assert detector.findings == []


def test_the_banner_of_the_preview_shows_texts_only(tmp_path: Path, browser: Browser) -> None:
    allowed = {
        "html",
        "head",
        "body",
        "section",
        "p",
        "strong",
        "ol",
        "ul",
        "li",
        "span",
        "br",
        "em",
    }
    page = browser.new_page()
    # Large texts are cut where problems are made.
    for group in (name for name in CLASSES if name != "size"):
        for number, part in enumerate(refused_cases(group)):
            report = HostileReport(tmp_path / f"{group}{number}/report")
            for case in part:
                report.add(case)
            report.write()
            page.set_content(problems_banner(read_report(report.folder).problems))
            assert set(page.evaluate(_NAMES)) <= allowed
            assert page.locator("li").count() > 0
    page.close()


_NAMES = "[...document.querySelectorAll('*')].map(element => element.localName)"


def test_the_comment_on_a_pull_request_has_no_markup_of_texts(tmp_path: Path) -> None:
    for group in CLASSES:
        mine = [case for case in published_cases() if case.group == group and case.bundle]
        # The comment is bounded, so that it has few cases at one time.
        for start in range(0, len(mine), 24):
            editions = []
            for name, change in (("old", str), ("new", harmless)):
                report = HostileReport(tmp_path / f"{group}{start}{name}/report")
                for case in mine[start:][:24]:
                    if not case.turn or case.bundle in report.content.get("claims", {}):
                        report.add(case, change)
                report.write()
                editions.append(edition(read_report(report.folder)))
            for base, head in (editions, editions[::-1]):
                comment = as_markdown(comparing.compare(base, head, TODAY))
                assert_inert(comment)


_GENERATED = {
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "code",
        "pre",
        "hr",
        "a",
        "br",
    ),
    *("details", "summary", "table", "thead", "tbody", "tr", "th", "td", "blockquote"),
}


_ATTRIBUTES = re.compile(r'(?: (?:class="language-[a-z]+"|open|href="[^"]*"))*')


def assert_inert(comment: str) -> None:
    """Fail where a comment would have more than the product's own markup on GitHub."""
    assert not re.search(r"^\s*(?:::|##\[)", comment, re.M), comment
    rendered = MarkdownIt("js-default", {"html": True}).render(comment)
    without = re.sub(r"<!--.*?-->", "", rendered, flags=re.S)
    for name, attributes in re.findall(r"<([a-zA-Z][^\s/>]*)([^>]*)>", without):
        assert name in _GENERATED, (name, attributes)
        assert _ATTRIBUTES.fullmatch(attributes), (name, attributes)
        assert "else.example" not in attributes
        assert "javascript" not in attributes
    outside = re.sub(r"<(code|pre)\b.*?</\1>", "", without, flags=re.S)
    # GitHub makes links of these outside code.
    assert not re.search(r"@\w|(?<![\w&;])#\d|GH-\d|else\.example", outside), outside


@pytest.fixture(scope="session")
def project(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report as `factcheck export` writes it for Zensical."""
    folder = tmp_path_factory.mktemp("exported") / "project"
    done = run_module(("factcheck_report", "export", str(folder)), sites.hostile, environment())
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_markdown_changes_nothing_in_exported_pages(browser: Browser, project: Path) -> None:
    read = Markdown(extensions=["attr_list", "toc", "tables", "fenced_code", "md_in_html"])
    # The documents have the texts line by line, the lists those of all claims.
    files = [*project.glob("docs/claims/*.md"), *project.glob("docs/timeline/*.md")]
    files += sorted(project.glob("docs/claims/*/index.md"))[::8]
    files += sorted(project.glob("docs/sources/*/index.md"))[::20]
    pages = {}
    for file in files:
        _, _, body = file.read_text("utf-8").partition("\n---\n")
        pages[file.relative_to(project).as_posix()] = read.reset().convert(body), body
    assert len(pages) > 15
    window = browser.new_page()
    readings = read_beside(window, pages)
    window.close()
    changed = {name: reading.difference for name, reading in readings.items() if reading.difference}
    assert dict(list(changed.items())[:3]) == {}


@pytest.mark.long
def test_no_page_that_zensical_makes_does_anything(browser: Browser, project: Path) -> None:
    site = build_with_zensical(project)
    with watching(browser, site) as detector:
        detector.open_pages(
            sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
        )
    assert sorted(set(detector.findings))[:20] == []
