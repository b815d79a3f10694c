"""Cards of claims and quotes in frames on other sites."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.site.link_check import check_site
from factcheck_report.site.site import Site
from tests.browsing import Watch, assert_accessible
from tests.markup import text_of
from tests.preview import PreviewInProcess
from tests.reports import ROOT, Folder
from tests.search.indexing import findable

CLAIM = "claims/no-drones-sent/"
HOME = "https://example.org/"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
LONGEST = (
    "Ships of the southern trading company carried machine parts, tools and two engines from the "
    "harbour to the islands in the weeks after the blockade had ended in June."
)
SUMMARY = (
    "The company says that only food left the harbour. The harbour office counted forty crates of "
    "machine parts in March and eleven in April. The island council speaks of two engines, and "
    "names neither the ships nor the day of any arrival there."
)
REMOVED = """\
removed:
  old-claim: {{date: 2022-12-01, note: It said the same twice.{now}}}
"""


def code_of(page: str) -> list[str]:
    """The codes for other sites on a claim's page: one a quote, then that of the claim."""
    return [html.unescape(text_of(code)) for code in re.findall(r'fc-code">(.*?)</pre>', page)]


def embedded(
    browser: Browser,
    serve: Callable[[Path], str],
    tmp_path: Path,
    code: str,
    home: str,
    width: int = 480,
    scheme: Any = "light",
) -> tuple[Page, Frame]:
    """A page of another site with the code, for a reader without JavaScript, and its frame."""
    other = tmp_path / "other"
    other.mkdir(exist_ok=True)
    code = code.replace(HOME, home).replace("width=480", f"width={width}")
    page_html = f"<!doctype html><title>News</title><h1>News</h1>{code}"
    (other / "index.html").write_text(page_html, "utf-8")
    context = browser.new_context(java_script_enabled=False, color_scheme=scheme)
    page = context.new_page()
    page.goto(serve(other))
    assert urlsplit(page.url).port != urlsplit(home).port
    frame = page.frames[1]
    frame.wait_for_load_state()
    return page, frame


@pytest.fixture(scope="session")
def built(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Folder:
    """A report with its site, which tests only read."""

    def build(place: Path) -> None:
        assert Folder(place / "report").build().returncode == 0

    return Folder.at(made_once("cards", build) / "report")


def test_another_site_shows_a_card_without_scripts_and_without_scrolling(
    browser: Browser, serve: Callable[[Path], str], folder: Folder, tmp_path: Path
) -> None:
    folder.replace(
        "claims.yaml", "claim: No drones were sent after the war began.", f"claim: {LONGEST}"
    )
    folder.replace(
        "claims.yaml",
        "summary: The minister said so; the other side denied it.",
        f"summary: {SUMMARY}",
    )
    assert folder.build().returncode == 0
    assert (len(LONGEST), len(SUMMARY)) == (165, 240)
    home = serve(folder.path / "site")
    code = code_of(folder.page(CLAIM))[-1]

    page, frame = embedded(browser, serve, tmp_path, code, home)

    for shown in (LONGEST, SUMMARY, "Disputed", "Who sent what"):
        expect(frame.get_by_text(shown).locator("visible=true")).to_be_visible()
    expect(frame.locator(".verdict svg")).to_be_visible()
    size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    assert frame.evaluate(size) == [480, 260]
    title = page.locator("iframe").get_attribute("title")
    assert title == f"Disputed: {LONGEST}"
    # The link leaves the frame.
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Read the evidence").click()
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{home}{CLAIM}"
    page.context.close()


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (280, "dark"),
        pytest.param(480, "dark", marks=pytest.mark.long),
        pytest.param(480, "light", marks=pytest.mark.long),
        pytest.param(280, "light", marks=pytest.mark.long),
    ],
)
def test_a_card_is_accessible_and_never_too_wide(
    browser: Browser, serve: Callable[[Path], str], built: Folder, width: int, scheme: Any
) -> None:
    home = serve(built.path / "site")
    context = browser.new_context(viewport={"width": width, "height": 260}, color_scheme=scheme)
    watch = Watch(home)
    watch.attach(context)
    page = context.new_page()
    papers = set()
    for fragment in ("", f"#{built.quote_ids()[1]}"):
        page.goto("about:blank")
        page.goto(f"{home}{CLAIM}embed/{fragment}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        papers.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(papers) == 1
    assert (papers == {"rgb(252, 250, 245)"}) == (scheme == "light")
    watch.assert_nothing_wrong()
    context.close()


def test_the_code_of_a_quote_shows_only_this_quote_and_what_it_is_about(
    browser: Browser, serve: Callable[[Path], str], built: Folder, tmp_path: Path
) -> None:
    home = serve(built.path / "site")
    first, second, _ = code_of(built.page(CLAIM))
    shown, other = (f"#{built.quote_ids()[index]}" for index in (1, 0))
    assert other in first and shown in second

    page, frame = embedded(browser, serve, tmp_path, second, home)

    expect(frame.locator(shown)).to_be_visible()
    expect(frame.locator(other)).to_be_hidden()
    words = frame.locator("body").inner_text()
    assert "dozens of drones had been sent in summer" in words
    assert "Against: A spokesman of the other side · reported speech" in words
    assert "Drones and denials, line 2" in words
    assert "Disputed" in words and "No drones were sent after the war began." in words
    assert "The minister said so" not in words
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Drones and denials, line 2").click()
    opened.value.wait_for_load_state()
    assert opened.value.url.startswith(f"{home}sources/gazette/{shown}-")
    page.context.close()


def test_a_card_has_no_script_and_no_style_of_its_own_and_is_not_indexed(
    built: Folder, tmp_path: Path
) -> None:
    card = built.page(f"{CLAIM}embed/")
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|https?://(?!example\.org)", card)
    assert '<meta name="robots" content="noindex">' in card
    assert f'<link rel="canonical" href="{HOME}{CLAIM}">' in card
    assert "<title>Disputed: No drones were sent after the war began.</title>" in card
    assert card.count("<h1") == 1
    site = built.path / "site"
    assert "embed" not in built.read("site/sitemap.xml")
    assert not any("embed" in address for address in findable(site / "claims/index"))
    home = built.read("site/index.html")
    assert "embed/" not in home
    assert check_site(site) == []
    broken = Path(shutil.copytree(site, tmp_path / "site"))
    (broken / CLAIM / "index.html").unlink()
    assert any("embed" in problem.position.file for problem in check_site(broken))


def test_a_card_allows_only_its_style_sheet_and_needs_no_more(
    browser: Browser, serve: Callable[[Path], str], built: Folder
) -> None:
    [policy] = POLICY.findall(built.page(f"{CLAIM}embed/"))
    assert policy == "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
    # A server may send the same: of several policies, all count.
    hosting = (ROOT / "hosting/README.md").read_text("utf-8")
    assert set(re.findall(r"default-src 'none'[^\"\n]*", hosting)) == {policy}
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{serve(built.path / 'site')}{CLAIM}embed/")
    assert page.locator("body").evaluate("body => getComputedStyle(body).padding") != "0px"
    assert told == []
    page.close()


def test_programs_find_how_to_embed_a_claim(built: Folder) -> None:
    [link] = re.findall(
        r'<link rel="alternate " type="application/json\+oembed" href="([^"]+)" title="([^"]+)">',
        built.page(CLAIM),
    )
    assert link == (
        f"{HOME}{CLAIM}oembed.json",
        "Disputed: No drones were sent after the war began.",
    )
    answer = json.loads(built.read(f"site/{CLAIM}oembed.json"))
    assert answer.pop("html") == code_of(built.page(CLAIM))[-1]
    # https://oembed.com, section 2.3.4: what an answer of the type rich has to have.
    assert answer == {
        "version": "1.0",
        "type": "rich",
        "title": "Disputed: No drones were sent after the war began.",
        "provider_name": "Who sent what",
        "provider_url": HOME,
        "width": 480,
        "height": 260,
    }


def test_without_an_address_of_the_site_scripts_complete_the_code(
    browser: Browser, serve: Callable[[Path], str], folder: Folder
) -> None:
    folder.replace("mkdocs.yml", f"site_url: {HOME}\n", "")
    assert folder.factcheck("build").returncode == 0
    assert not (folder.path / f"site/{CLAIM}oembed.json").exists()
    assert "oembed" not in folder.page(CLAIM)
    home = serve(folder.path / "site")
    page = browser.new_page()
    page.goto(f"{home}{CLAIM}")
    code = page.locator(".fc-embed-this pre")
    expect(code).to_be_visible()
    assert f'<iframe src="{home}{CLAIM}embed/"' in (code.text_content() or "")
    page.close()
    # Code that cannot work is not offered.
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}{CLAIM}")
    expect(page.locator(".fc-embed-this pre")).to_be_hidden()
    expect(page.get_by_role("link", name="Show the embedded card")).to_be_visible()
    context.close()


def test_the_code_is_copied_with_one_tap(
    browser: Browser, serve: Callable[[Path], str], built: Folder
) -> None:
    home = serve(built.path / "site")
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{home}{CLAIM}")
    first, _, whole = code_of(built.page(CLAIM))
    quote = page.locator(".fc-quote").first
    quote.locator("summary").click()
    for button, code in (
        (quote.locator(".fc-copy"), first),
        (page.locator(".fc-embed-this").get_by_role("button"), whole),
    ):
        button.click()
        expect(button).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == code
    context.close()


@pytest.mark.parametrize("moved", [pytest.param(False, marks=pytest.mark.long), True])
def test_the_card_of_a_removed_claim_says_so(
    browser: Browser, serve: Callable[[Path], str], folder: Folder, moved: bool
) -> None:
    now = ", now: no-drones-sent" if moved else ""
    folder.write("claims.yaml", folder.read("claims.yaml") + REMOVED.format(now=now))
    assert folder.build().returncode == 0
    card = folder.page("claims/old-claim/embed/")
    assert '<meta name="robots" content="noindex">' in card
    assert "It said the same twice." in card
    assert 'href="../" target="_blank" rel="noopener"' in card
    assert ("This claim was removed" in card) != moved
    assert check_site(folder.path / "site") == []
    page = browser.new_page()
    home = serve(folder.path / "site")
    page.goto(f"{home}claims/old-claim/embed/")
    if moved:
        # Frames on other sites go on showing the claim.
        page.wait_for_url(f"{home}{CLAIM}embed/")
    else:
        expect(page.get_by_role("link", name="Read what happened to this claim")).to_be_visible()
    page.close()


def test_the_preview_shows_cards_and_renews_them(folder: Folder, tmp_path: Path) -> None:
    preview = PreviewInProcess(folder.path, tmp_path / "site")
    card, answer = f"{CLAIM}embed/", f"{CLAIM}oembed.json"
    assert b"The minister said so" in preview.answer(card)
    folder.replace("claims.yaml", "The minister said so;", "The minister wrote so;")
    preview.save()
    for path in (card, f"{card}index.html"):
        assert b"The minister wrote so" in preview.answer(path)
    assert json.loads(preview.answer(answer))["title"].startswith("Disputed: ")
    folder.replace(
        "claims.yaml", "    verdict: disputed\n", "    verdict: disputed\n    draft: true\n"
    )
    preview.save()
    assert '<b class="fc-unpublished">Draft' in preview.answer(card).decode()


def test_a_draft_has_no_card(folder: Folder) -> None:
    claims = folder.read("claims.yaml")
    entry = claims.partition("claims:\n")[2].replace("no-drones-sent", "second", 1)
    folder.write("claims.yaml", claims + entry.replace("war began", "war", 1) + "    draft: true\n")
    assert folder.factcheck("build").returncode == 0
    assert (folder.path / f"site/{CLAIM}embed/index.html").is_file()
    assert not (folder.path / "site/claims/second").exists()


def test_hostile_text_stays_text(folder: Folder) -> None:
    hostile = "</title></pre><script>alert(1)</script>\"'<iframe src=x>"
    folder.replace(
        "claims.yaml",
        "claim: No drones were sent after the war began.",
        f"claim: {json.dumps(hostile)}",
    )
    site = Site(folder.report(), english_translations(), HOME)
    page = site.page(CLAIM)
    files = {file.address: file.data().decode() for file in page.files}
    card, answer = files[f"{CLAIM}embed/index.html"], files[f"{CLAIM}oembed.json"]
    for text in (page.body, card):
        assert "<script>" not in text
        assert "<iframe" not in text
    assert html.unescape(code_of(page.body)[-1]).count("<iframe") == 2
    frame = json.loads(answer)["html"]
    assert re.fullmatch(r'<iframe src="[^"<>]*" title="[^"<>]*"[^<>]*></iframe>', frame)
