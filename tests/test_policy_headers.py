"""A Content-Security-Policy in a header stops nothing that a report does."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import DESKTOP
from tests.commands import run_module
from tests.newsroom import PATH
from tests.reports import environment
from tests.servers import apache, nginx, recipe, static_host
from tests.waiting import PATIENCE, wait_for

OF_A_SITE = recipe("text", "default-src 'self'; script-src")
"""The policy of a site with a report below a path."""
CLAIM = "claims/every-ferry-inspected/"
_LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
  __violated([event.effectiveDirective, event.blockedURI, event.originalPolicy]))"""


@dataclass
class Reader:
    """A browser that collects what policies stopped, in all pages and frames."""

    context: BrowserContext
    stopped: list[tuple[str, Any]] = field(default_factory=list)

    @classmethod
    def new(cls, browser: Browser) -> Reader:
        permissions = ["clipboard-read", "clipboard-write"]
        reader = cls(browser.new_context(viewport=DESKTOP, permissions=permissions))  # type: ignore[arg-type]
        reader.context.expose_binding("__violated", reader._note)
        reader.context.add_init_script(_LISTEN)
        return reader

    def _note(self, source: Any, event: Any) -> None:
        # A picture that is opened by itself: the browser styles its own view of it, in vain.
        if not source["frame"].url.endswith(".png"):
            self.stopped.append((source["frame"].url, event))


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    reader = Reader.new(browser)
    yield reader
    reader.context.close()


def use_everything(
    reader: Reader,
    home: str,
    serve: Callable[[Path], str],
    tmp_path: Path,
    policy: str = "default-src",
) -> None:
    """Do all that a reader can do in the report of the example.

    `policy` is a word of the policy that the server sends.
    """
    page = reader.context.new_page()
    page.goto(home)
    # The search.
    page.keyboard.press("/")
    page.locator(".fc-search-dialog [name=words]").fill("Odderby")
    expect(page.locator(".fc-search-item").first).to_be_visible()
    page.keyboard.press("Escape")
    # The list, with filters and words.
    page.goto(f"{home}claims/")
    page.locator("select[name=verdict]").select_option(index=1)
    expect(page.locator(".fc-found")).to_have_attribute("aria-busy", "false")
    page.locator("#narrow-words").fill("ferry")
    expect(page.locator(".fc-found li > a").first).to_be_visible()
    copy_and_mark(page, home)
    print_and_get_lost(page, home, policy)
    # A card in a frame on another site.
    other = tmp_path / "other"
    other.mkdir()
    frame = f'<iframe src="{home}{CLAIM}embed/" width=480 height=260></iframe>'
    (other / "index.html").write_text(f"<!doctype html><title>News</title>{frame}", "utf-8")
    page.goto(serve(other))
    expect(page.frame_locator("iframe").locator(".verdict svg")).to_be_visible()
    page.goto(f"{home}{CLAIM}card.png")
    assert page.locator("img").evaluate("(it) => it.naturalWidth") > 0
    page.close()


def copy_and_mark(page: Page, home: str) -> None:
    """Copy a link and a citation, and open what is marked in a document."""
    page.goto(home + CLAIM)
    quote = page.locator(".fc-quote").nth(2)
    quote.locator("summary").click()
    quote.locator(".fc-permalink").click()
    expect(quote.locator(".fc-permalink")).to_have_text("Copied")
    page.locator(".fc-cite-this > .fc-tools").get_by_role("button").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".fc-citation").text_content()
    page.goto(f"{home}sources/gazette/")
    page.locator(".fc-text .fc-chip").first.click()
    expect(page.locator(".fc-sheet")).to_be_visible()


def print_and_get_lost(page: Page, home: str, policy: str) -> None:
    """Print, and follow links to what is not there."""
    page.goto(f"{home}print/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    page.emulate_media(media="null")
    page.goto(f"{home}{CLAIM}#quote-3")
    expect(page.locator("#fc-unknown-fragment")).to_be_in_viewport()
    answer = page.goto(f"{home}no/such/page/")
    assert answer is not None and answer.status == 404
    assert policy in answer.headers["content-security-policy"]
    assert page.locator("link[rel=stylesheet]").evaluate_all(
        "(all) => all.every((each) => each.sheet !== null)"
    )


def switch_to_dark(page: Page, home: str) -> None:
    page.goto(home)
    page.locator("label[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_policy_for_all_pages_stops_nothing(
    example_site: Path, reader: Reader, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    policy = settings_of(example_site, "netlify")
    with static_host(example_site, policy) as home:
        use_everything(reader, home, serve, tmp_path)
        page = reader.context.new_page()
        switch_to_dark(page, home)
        assert reader.stopped == []
    # An inline script that was not there when the page was built.
    (tmp_path / "broken").mkdir()
    html = (example_site / CLAIM / "index.html").read_text("utf-8")
    added = html.replace("<h1", "<script>document.title = 'ran'</script><h1", 1)
    (tmp_path / "broken/index.html").write_text(added, "utf-8")
    with static_host(tmp_path / "broken", policy) as home:
        page.goto(home)
        assert page.title() != "ran"
        scripts = [event for _, event in reader.stopped if event[0] == "script-src-elem"]
        assert {event[1] for event in scripts} == {"inline"}


def test_it_stops_nothing_in_a_report_below_a_path_of_a_site(
    newsroom_site: Path, reader: Reader, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """Such pages have no policy of their own."""
    with static_host(newsroom_site, OF_A_SITE) as home:
        use_everything(reader, home + PATH, serve, tmp_path)
        assert reader.stopped == []
    # What a site has to add for the report, and all it has to add.
    without = OF_A_SITE.replace(" 'wasm-unsafe-eval'", "")
    with static_host(newsroom_site, without) as home:
        page = reader.context.new_page()
        page.goto(f"{home}{PATH}{CLAIM}")
        page.keyboard.press("/")
        page.locator(".fc-search-dialog [name=words]").fill("Odderby")
        wait_for(lambda: page.evaluate("1") and reader.stopped)
        assert {event[1] for _, event in reader.stopped} == {"wasm-eval"}
    of_site, of_report = set(), set()
    for path in newsroom_site.rglob("*.html"):
        found = of_report if path.is_relative_to(newsroom_site / PATH) else of_site
        found |= set(inline(path.read_text("utf-8")))
    assert of_report and of_report <= of_site


def inline(html: str) -> Iterator[str]:
    """The inline scripts of a page that run, without the path to the root of the site."""
    for attributes, script in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL):
        if "src=" not in attributes and "json" not in attributes:
            yield re.sub(r'new URL\("[./]*"', 'new URL("."', script)


NGINX = recipe("nginx", "listen 80")
APACHE = recipe("apache", "Alias /report/")


def settings_of(site: Path, server: str) -> str:
    """What `factcheck headers` prints for a built site."""
    done = run_module(
        ("factcheck_report", "headers", str(site), "--server", server), site, environment()
    )
    assert done.returncode == 0, done.stderr
    assert "unsafe-inline" not in done.stdout and "unsafe-hashes" not in done.stdout
    return done.stdout


@contextmanager
def nginx_at_the_root(folder: Path, site: Path) -> Iterator[str]:
    server = NGINX.replace("listen 80", "listen PORT").replace("/srv/report", str(site))
    with nginx(folder, server.rpartition("}")[0] + settings_of(site, "nginx") + "}") as home:
        yield home


@contextmanager
def apache_below_a_path(folder: Path, site: Path) -> Iterator[str]:
    settings = APACHE.replace("/srv/report", str(site)) + settings_of(site, "apache")
    with apache(folder, settings) as home:
        yield f"{home}report/"


def headers(address: str) -> tuple[int, dict[str, str]]:
    """The status and the headers of an answer."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
    connection.request("GET", parts.path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def assert_policies(home: str) -> None:
    """Fail where the server sends other policies than it should."""
    for address, status in (("", 200), (CLAIM, 200), ("claims.json", 200), ("no/page/", 404)):
        answered, sent = headers(home + address)
        assert answered == status, address
        assert sent["content-security-policy"].endswith("; frame-ancestors 'self'"), address
    for address in (f"{CLAIM}embed/", f"{CLAIM}embed/index.html"):
        answered, sent = headers(home + address)
        assert answered == 200
        assert "frame-ancestors" not in sent["content-security-policy"], address
        assert "default-src 'self'" in sent["content-security-policy"], address
        assert "x-frame-options" not in sent
        assert sent["x-content-type-options"] == "nosniff"


def test_another_site_may_show_the_cards_and_no_page(
    example_site: Path,
    example_below_a_path: Path,
    reader: Reader,
    serve: Callable[[Path], str],
    tmp_path: Path,
) -> None:
    """With nginx at the root of a host, and with Apache below a path."""
    page = reader.context.new_page()
    for name, start, site in (
        ("nginx", nginx_at_the_root, example_site),
        ("apache", apache_below_a_path, example_below_a_path),
    ):
        (tmp_path / name).mkdir()
        with start(tmp_path / name, site) as home:
            assert_policies(home)
            page.goto(home + CLAIM)
            assert reader.stopped == []
            (tmp_path / name / "other").mkdir()
            frames = "".join(
                f'<iframe src="{home}{CLAIM}{rest}"></iframe>' for rest in ("embed/", "")
            )
            (tmp_path / name / "other/index.html").write_text(f"<!doctype html>{frames}", "utf-8")
            page.goto(serve(tmp_path / name / "other"))
            card, whole = (page.frame_locator("iframe").nth(number) for number in (0, 1))
            expect(card.locator(".verdict svg")).to_be_visible()
            assert whole.locator("h1.fc-claim, .md-header").count() == 0
            reader.stopped.clear()


@pytest.mark.long
@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_servers_with_the_recipes_stop_nothing(
    server: str,
    example_site: Path,
    example_below_a_path: Path,
    reader: Reader,
    serve: Callable[[Path], str],
    tmp_path: Path,
) -> None:
    (tmp_path / "server").mkdir()
    start, site = {
        "nginx": (nginx_at_the_root, example_site),
        "apache": (apache_below_a_path, example_below_a_path),
    }[server]
    with start(tmp_path / "server", site) as home:
        use_everything(reader, home, serve, tmp_path, "frame-ancestors")
        switch_to_dark(reader.context.new_page(), home)
        assert reader.stopped == []


@pytest.mark.long
def test_the_policy_stops_nothing_below_a_path_of_a_host(
    example_below_a_path: Path, reader: Reader, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    policy = settings_of(example_below_a_path, "cloudflare")
    assert policy.startswith("/report/*\n")
    with static_host(example_below_a_path, policy, "/report/") as home:
        use_everything(reader, home, serve, tmp_path)
        switch_to_dark(reader.context.new_page(), home)
        assert reader.stopped == []
