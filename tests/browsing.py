"""Windows of a browser, and what may not happen in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import BrowserContext, Error, Page, Request

from tests.waiting import wait_for

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1440, "height": 900}
in_each_size_and_scheme = pytest.mark.parametrize(
    ("size", "scheme"),
    [
        # The colours are the same in every size. Dark ones are tried weekly, and at each landing on
        # some kinds of page: theme/test_browser.py.
        pytest.param(PHONE, "light", id="phone light"),
        pytest.param(DESKTOP, "dark", id="desktop dark", marks=pytest.mark.long),
        pytest.param(PHONE, "dark", id="phone dark", marks=pytest.mark.long),
        pytest.param(DESKTOP, "light", id="desktop light", marks=pytest.mark.long),
    ],
)


@dataclass
class Watch:
    """Collect requests to other hosts, failed requests and errors of scripts."""

    home: str
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self._request(request.url))
        context.on("requestfailed", self._failure)
        context.on("dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}"))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _failure(self, request: Request) -> None:
        # Leaving a page aborts what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(request.url)

    def _request(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self.foreign.append(url)

    def assert_nothing_wrong(self) -> None:
        assert (self.foreign, self.failed, self.errors) == ([], [], [])


# Twice the size of the letters and nothing else: the theme's own size is 125 %.
TWICE = "html { font-size: 250% !important }"


def apply_reader_style(page: Page, style: str) -> None:
    """Apply a style sheet of the reader's own to a page, as a browser or an extension does.

    The policy of the page stays in force. It forbids further style elements, but not this.
    """
    page.evaluate(
        """style => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(style)
          document.adoptedStyleSheets.push(sheet)
        }""",
        style,
    )


def wait_until(page: Page, expression: str) -> None:
    """Wait until a JavaScript expression is true in a page, which may be loaded anew meanwhile.

    The page's policy refuses Playwright's own `wait_for_function` wherever it must ask twice: asked
    from within the page, the expression is a string that would be run as a script.
    """

    def true() -> bool:
        try:
            return bool(page.evaluate(expression))
        except Error as error:
            # The next page is being loaded.
            if "navigation" not in error.message and "context" not in error.message:
                raise
            return False

    wait_for(true)


# A title that is fading in has not its full contrast yet. Returns whether axe is there.
SETTLED = """() =>
  new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
        .map((each) => each.finished)
    )
  ).then(() => "axe" in window)
"""


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""The tags of the rules of axe that pages keep."""
CHECKED = """async ([within, options]) => {
  const found = await axe.run(within || document, {...options, resultTypes: ["violations"]})
  return {violations: found.violations}
}"""


def assert_accessible(page: Page, about: str = "", within: str | None = None) -> None:
    """Fail where a page breaks a rule of WCAG 2.2, level AA, that a program can check.

    `within` is a selector of the part that is checked: without it, the whole page.
    """
    if not page.evaluate(SETTLED):
        page.evaluate(AXE_SCRIPT)
    # Only what breaks a rule leaves the browser: what it says of the other elements takes time.
    found = AxeResults(page.evaluate(CHECKED, [within, {"runOnly": RULES}]))
    assert found.violations_count == 0, f"{about or page.url}\n{found.generate_report()}"


SHAPE = """() => [
  document.documentElement.scrollWidth - innerWidth, document.querySelectorAll("h1").length
]"""


def assert_accessible_and_narrow(
    page: Page, home: str, addresses: Iterable[str], within: str | None = None
) -> None:
    """Fail where a page is not accessible, wider than the window, or has not one title.

    `within` is that of `assert_accessible`.
    """
    watch = Watch(home)
    watch.attach(page.context)
    # Sent once for all pages: it is half a megabyte.
    page.add_init_script(AXE_SCRIPT)
    for address in addresses:
        page.goto(home + address)
        assert_accessible(page, within=within)
        # One question: each locator would take Playwright's own scripts into the page.
        width, titles = page.evaluate(SHAPE)
        assert width <= 0, f"{address} is {width} px too wide"
        assert titles == 1, address
    watch.assert_nothing_wrong()


FIRST_SCREEN = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)]
  return {
    ends: all(".fc-byline, .fc-verdict strong, .fc-lead")
      .map((part) => part.getBoundingClientRect().bottom),
    lines: all(".fc-byline")
      .map((byline) => byline.offsetHeight / parseFloat(getComputedStyle(byline).lineHeight)),
    width: document.documentElement.scrollWidth,
  }
}"""


def assert_answered_on_the_first_screen(page: Page, home: str, claims: Iterable[str]) -> None:
    """Fail where a phone does not show claim, byline, verdict and summary at once.

    `claims` are ids. The byline takes two lines at most.
    """
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    for id in claims:
        page.goto(f"{home}claims/{id}/")
        shown = page.evaluate(FIRST_SCREEN)
        ends = shown["ends"]
        assert len(ends) >= 2, id
        assert max(ends) <= PHONE["height"], f"{id}: the summary ends at {max(ends):.0f} px"
        for lines in shown["lines"]:
            assert round(lines) <= 2, f"{id}: the byline takes {lines:.1f} lines"
        assert shown["width"] <= PHONE["width"], id
