"""What a browser may load and run for a page: the site's own files, and nothing that was added."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck_report.site.content_policy import page_policy, with_policy
from tests.browsing import DESKTOP
from tests.reports import Folder
from tests.weekly import weekly_but

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
INJECTED = (
    "<script>document.title = 'ran'</script>",
    "<img src=x onerror=\"document.title = 'ran'\">",
    "<svg onload=\"document.title = 'ran'\"></svg>",
    "<iframe srcdoc=\"<script>parent.document.title = 'ran'</script>\"></iframe>",
    '<a href="javascript:document.title = \'ran\'" id="go">x</a>',
    '<base href="https://elsewhere.example/"><script src="a.js"></script>',
    "<style>h1 { display: none }</style>",
    '<h1 style="color: rgb(1, 2, 3)">x</h1>',
    '<img src="https://elsewhere.example/pixel.png">',
    '<object data="data:text/html,<script>1</script>"></object>',
)


def test_every_page_has_a_policy_without_unsafe_words(example_site: Path) -> None:
    pages = list(example_site.rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        html = path.read_text("utf-8")
        [policy] = META.findall(html)
        assert "unsafe-inline" not in policy
        assert "unsafe-hashes" not in policy
        assert "http" not in policy
        # Nothing is run before the policy is known.
        assert "<script" not in html[: html.index(policy)]


def test_letters_that_are_longer_in_lower_case_change_no_hash() -> None:
    def policy(text: str) -> str:
        script, style = "<script>run()</script>", "<STYLE>p {}</STYLE><p\nSTYLE='top: &quot;1'>"
        return page_policy(f"<p>{text}</p>{script}{style}<p data-style='x'>")

    # “İ” has two code points in lower case, and browsers do not take “ſ” for “s”.
    assert policy("İİİİ İİİİ") == policy("x") == policy("<ſcript>no()</ſcript>") == policy("\ud800")
    assert policy("x").count("sha256-") == 3


@pytest.fixture
def said(browser: Browser) -> tuple[Page, list[str]]:
    """A page, and what a browser says about policies on it."""
    page = browser.new_context(viewport=DESKTOP).new_page()
    words: list[str] = []
    page.on(
        "console",
        lambda it: words.append(it.text) if "Content Security Policy" in it.text else None,
    )
    return page, words


def test_all_that_a_page_does_is_allowed(
    example_site: Path, serve: Callable[[Path], str], said: tuple[Page, list[str]]
) -> None:
    page, words = said
    home = serve(example_site)
    claim = "claims/every-ferry-inspected/"
    for address in ("", "claims/", claim, f"{claim}embed/", "timeline/", "data/", "404.html"):
        page.goto(home + address)
    page.goto(home + claim)
    page.keyboard.press("/")
    page.keyboard.type("Odderby")
    expect(page.locator(".fc-search-item").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("label[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{home}claims/")
    page.locator("select[name=verdict]").select_option(index=1)
    expect(page.locator(".fc-found")).to_have_attribute("aria-busy", "false")
    assert words == []
    page.context.close()


@pytest.mark.parametrize("markup", weekly_but(INJECTED, *INJECTED[1::2]))
def test_what_was_added_to_a_page_does_nothing(
    markup: str, example_site: Path, tmp_path: Path, serve: Callable[[Path], str], browser: Browser
) -> None:
    """Text that became markup by mistake, on a page whose policy was made without it."""
    html = (example_site / "verdicts/index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(html.replace("<h1", f"{markup}<h1", 1), "utf-8")
    page = browser.new_context(viewport=DESKTOP).new_page()
    home = serve(tmp_path)
    asked: list[str] = []
    page.on("response", lambda it: asked.append(it.url))
    page.on("requestfinished", lambda it: asked.append(it.url))
    page.goto(home)
    if page.locator("#go").count():
        page.locator("#go").evaluate("(it) => it.click()")
    page.wait_for_timeout(100)
    assert page.title() != "ran"
    assert [url for url in asked if "elsewhere" in url] == []
    for heading in page.locator("h1").all():
        assert heading.evaluate("(it) => getComputedStyle(it).color") != "rgb(1, 2, 3)"
        assert heading.is_visible()
    page.context.close()


def test_scripts_and_styles_of_a_newsroom_are_allowed(
    folder: Folder, serve: Callable[[Path], str], said: tuple[Page, list[str]]
) -> None:
    folder.write(
        "docs/own.md",
        "# Own\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n"
        "<style>h1 { color: rgb(1, 2, 3) !important }</style>\n\n"
        "<script>document.title = 'ran'</script>\n",
    )
    done = folder.build()
    assert done.returncode == 0, done.stdout + done.stderr
    page, words = said
    page.goto(serve(folder.path / "site") + "own/")
    assert page.title() == "ran"
    assert page.locator("h1").evaluate("(it) => getComputedStyle(it).color") == "rgb(1, 2, 3)"
    assert page.locator("td").first.evaluate("(it) => getComputedStyle(it).textAlign") == "right"
    assert words == []
    page.context.close()


def test_the_policy_names_what_stands_on_the_page() -> None:
    html = '<meta charset="utf-8"><script>a</script><SCRIPT SRC="b.js"></SCRIPT><p style="c">'
    policy = page_policy(html)
    assert policy.count("sha256-") == 2
    assert "'unsafe-hashes'" in policy
    assert "form-action 'self'" in policy
    assert with_policy(html).startswith('<meta charset="utf-8"><meta http-equiv=')
    # Data is not run, and a script that never ends is none.
    assert "sha256" not in page_policy('<script type="application/ld+json">{}</script>')
    assert "sha256" not in page_policy("<script>" * 100_000)
