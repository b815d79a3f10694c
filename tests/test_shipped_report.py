"""The report that ships with the product: sound, whole and pleasant to read.

These are the only tests that look at claims.yaml and seeds/ of this repository. They are left out
where these are another report; `tests.shipped` says how that is known.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from playwright.sync_api import Browser

from factcheck_report import addresses
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.loading.json_schema import claims_schema
from factcheck_report.model import Report
from factcheck_report.pages import Pages
from factcheck_report.pipeline import read_report
from factcheck_report.site.link_check import check_site
from tests.browsing import (
    DESKTOP,
    PHONE,
    assert_accessible_and_narrow,
    assert_answered_on_the_first_screen,
)
from tests.commands import run_module
from tests.loading.other_readers import as_tools_read
from tests.markup import assert_quotes_are_marked
from tests.reports import ROOT, environment
from tests.search.asking import QUESTIONS, missed
from tests.shipped import REASON, is_another_report

if is_another_report():
    # Not a mark on each test: pytest would print the reason once for each.
    pytest.skip(REASON, allow_module_level=True)

# Its fullest pages, and those written by hand.
PAGES = (
    "",
    "claims/iran-supplied-drones/",
    "sources/all-israel-news/",
    "origins/iran-government/",
    "claimants/iran/",
    "matrix/",
    "timeline/",
    "disagreements/",
    "disagreements/when-drones-were-delivered/",
    "contradictions/",
    "methodology/",
    "for-editors/",
)
BY_HAND = ("methodology/", "corrections-policy/", "about/", "for-editors/", "rules/")
FOR_EDITORS = ("for-editors/", "rules/")


@pytest.fixture(scope="module")
def shipped_report() -> Report:
    report = read_report(ROOT).report
    assert report is not None
    return report


@pytest.fixture(scope="session")
def shipped_site(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The site, built by `factcheck build`."""

    def build(place: Path) -> None:
        command = ("factcheck_report", "build", "--site-dir", str(place / "site"))
        done = run_module(command, ROOT, environment())
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once("shipped", build) / "site"


@pytest.fixture(scope="module")
def home(shipped_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(shipped_site)


def test_it_has_no_problems() -> None:
    assert read_report(ROOT).problems == ()


def test_it_names_its_schema_and_is_valid() -> None:
    text = (ROOT / "claims.yaml").read_text("utf-8")
    first = text.splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (ROOT / first.partition("=")[2]).read_text("utf-8") == claims_schema()
    validator = Draft7Validator(json.loads(claims_schema()))
    assert [error.message for error in validator.iter_errors(as_tools_read(text))] == []


def test_it_builds_and_every_link_and_fragment_resolves(
    shipped_site: Path, shipped_report: Report
) -> None:
    assert check_site(shipped_site) == []
    for claim in shipped_report.claims:
        assert (shipped_site / "claims" / claim.id / "index.html").is_file()
    for id, document in shipped_report.documents.items():
        assert (shipped_site / "sources" / id / "source.txt").read_bytes() == document.data


def test_every_quote_leads_to_its_marked_words_and_back(
    shipped_site: Path, shipped_report: Report
) -> None:
    assert_quotes_are_marked(shipped_site, shipped_report)


def test_the_menu_is_whole(shipped_site: Path, shipped_report: Report) -> None:
    assert tuple(Pages(shipped_report, english_translations()).menu_pages()) == addresses.MENU
    shown = (shipped_site / "index.html").read_text("utf-8")
    menu = shown.partition('class="fc-menu"')[2].partition("</nav>")[0]
    for address in (*addresses.MENU[1:], *BY_HAND):
        assert (shipped_site / address / "index.html").is_file()
        assert (f'href="{address}"' in menu) is (address not in FOR_EDITORS), address
    assert 'href="for-editors/"' in shown


def test_questions_find_their_claims(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(home)
    assert missed(page, QUESTIONS["shipped"]) == []
    context.close()


# The example's pages, of every kind, are tried in both each time: see test_browser.py.
# Landings try the same kinds of page with the example, and the first screens of its claims.
@pytest.mark.long
@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        pytest.param(PHONE, "light", id="phone light"),
        pytest.param(DESKTOP, "dark", id="desktop dark"),
    ],
)
def test_its_pages_are_accessible_and_fit_the_screen(
    browser: Browser, home: str, size: Any, scheme: Any
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)
    assert_accessible_and_narrow(context.new_page(), home, PAGES)
    context.close()


@pytest.mark.long
def test_each_claim_is_answered_on_the_first_screen_of_a_phone(
    browser: Browser, home: str, shipped_report: Report
) -> None:
    page = browser.new_page()
    assert_answered_on_the_first_screen(page, home, shipped_report.draft.claims)
    page.close()


def test_its_longest_claims_are_light_and_print_on_two_pages(
    browser: Browser, home: str, shipped_site: Path
) -> None:
    for file in (shipped_site / "claims").glob("*/index.html"):
        # 60 KB, less what a site's own address adds wherever a page names itself.
        assert file.stat().st_size <= 58_000, file
    page = browser.new_page()
    for claim in ("iran-supplied-drones", "deliveries-only-before-invasion"):
        page.goto(f"{home}claims/{claim}/")
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 2, claim
    page.close()


def test_the_example_in_contributing_can_be_pasted(tmp_path: Path) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.*?)```", guide, re.S)
    assert example
    claims = (ROOT / "claims.yaml").read_text("utf-8")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    before, line, after = claims.partition("\ntimeline:\n")
    text = before + "\n" + example[1] + line + after
    (tmp_path / "claims.yaml").write_text(text, "utf-8")

    outcome = read_report(tmp_path)
    assert outcome.problems == ()
    assert outcome.report is not None
    assert "dozens-of-drones-this-summer" in outcome.report.draft.claims
