"""What a browser does with pages that hold hostile texts, and how it reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Dialog, Frame, Page, Request, Route

SIDE_BY_SIDE = 12
"""Pages that are open at one time, each in a frame of its own."""


class Kind(StrEnum):
    """What may go wrong."""

    SCRIPT = "script"
    """A script of a text ran."""
    REQUEST = "request"
    """Something was asked of another host, or a file that the site does not have."""
    HIJACK = "hijack"
    """A page left its address or opened another window."""
    STRUCTURE = "structure"
    """A page has other elements or attributes than its harmless twin."""
    LEAK = "leak"
    """A page has the content of a file that is none of the report's."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that went wrong on a page."""

    page: str
    kind: Kind
    what: str


@dataclass
class Detector:
    """Opens the pages of a site, and collects what a hostile text could do."""

    site: Path
    context: BrowserContext
    home: str = ""
    """Where the site is served, if it is."""
    findings: list[Finding] = field(default_factory=list)

    def note(self, page: str, kind: Kind, what: str) -> None:
        """Add a finding to the page with a URL."""
        name = unquote(urlsplit(page).path).removeprefix(self.site.as_posix()).strip("/")
        self.findings.append(Finding(name, kind, what))

    def open_pages(self, pages: Iterable[str]) -> None:
        """Open pages in frames, without the theme's scripts and styles, and see what happens."""
        host = self.context.new_page()
        host.on("framenavigated", self._moved)
        session = self.context.new_cdp_session(host)
        session.send("Network.enable")
        blocked = [f"{self.site.as_uri()}/assets/*"]
        session.send("Network.setBlockedURLs", {"urls": blocked})
        frames = self.site.parent / "frames.html"
        frames.write_text("<!doctype html><title>Frames</title>")
        names = list(pages)
        for start in range(0, len(names), SIDE_BY_SIDE):
            host.goto(frames.as_uri())
            urls = [f"{(self.site / name).as_uri()}" for name in names[start:][:SIDE_BY_SIDE]]
            host.evaluate(_OPEN, urls)
            shown = [frame.url.partition("#")[0] for frame in host.frames[1:]]
            for url in urls:
                if url not in shown:
                    self.note(url, Kind.HIJACK, f"the frames show {shown}")
        host.close()

    def _moved(self, frame: Frame) -> None:
        if frame.parent_frame is None and not frame.url.endswith(("/frames.html", "about:blank")):
            self.note(frame.url, Kind.HIJACK, f"the window shows {frame.url}")

    def requested(self, request: Request) -> None:
        """Look at a request of any page."""
        url = urlsplit(request.url)
        if self.home and request.url.startswith(self.home):
            return
        if url.scheme in ("data", "blob", "about"):
            return
        path = unquote(url.path)
        # The error page is for any address, so it names files from the root of the site.
        places = (Path(path), self.site / path.lstrip("/"))
        home = self.site.parent
        if url.scheme == "file" and any(p.is_file() and p.is_relative_to(home) for p in places):
            return
        frame = request.frame
        page = frame.url if frame.url != "about:blank" else request.url
        self.note(page, Kind.REQUEST, request.url)
        if request.is_navigation_request():
            self.note(page, Kind.HIJACK, f"it leads to {request.url}")

    def spoken(self, dialog: Dialog) -> None:
        """Close a dialog that a script opened."""
        self.note(dialog.page.url if dialog.page else "", Kind.SCRIPT, dialog.message)
        dialog.dismiss()

    def popped_up(self, page: Page) -> None:
        """Note a window that a page opened."""
        self.note(page.url, Kind.HIJACK, f"a window opened: {page.url}")


@contextmanager
def watching(browser: Browser, site: Path, home: str = "") -> Iterator[Detector]:
    """A detector for the pages of a site in a folder; `home` is its address, if it is served."""
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    detector = Detector(site, context, home)
    context.expose_binding(
        "__fired", lambda source, *_: detector.note(source["frame"].url, Kind.SCRIPT, "it ran")
    )
    context.on("request", detector.requested)
    context.on("dialog", detector.spoken)
    context.on("page", lambda page: page.on("popup", detector.popped_up))
    # Whatever is asked of another host gets no answer.
    context.route(
        lambda url: url.startswith("http") and not (home and url.startswith(home)), _refuse
    )
    yield detector
    context.close()


def _refuse(route: Route) -> None:
    route.abort()


_OPEN = """urls => Promise.all(urls.map(url => new Promise(loaded => {
  const frame = document.createElement("iframe");
  frame.onload = loaded;
  frame.src = url;
  document.body.append(frame);
}))).then(() => new Promise(moved => {
  // A page that leads elsewhere at once. Any other page that does so was loaded before it.
  const last = document.createElement("iframe");
  let loads = 0;
  last.onload = () => { loads += 1; if (loads === 2) moved(); };
  last.srcdoc = '<meta http-equiv="refresh" content="0; url=about:blank">';
  document.body.append(last);
}))"""

# The elements of a page as the browser reads it, without what stands in the analysis: that has the
# markup of editors.
_READ = """(left) => {
  window.outline = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const free = [];
    let written = "";
    for (const part of page.querySelectorAll(left || "no-part")) {
      for (const inner of part.querySelectorAll("*")) {
        const names = inner.getAttributeNames();
        free.push([inner.localName, ...names.map(name => `${name}=${inner.getAttribute(name)}`)]);
      }
      written += part.textContent;
      part.replaceChildren();
    }
    const lines = [];
    for (const element of page.querySelectorAll("*")) {
      let depth = 0;
      for (let above = element; above; above = above.parentElement) depth++;
      const names = element.getAttributeNames().sort().join(" ");
      lines.push(`${depth} ${element.localName} ${element.className || ""} [${names}]`);
    }
    for (const part of page.querySelectorAll("script, style")) part.remove();
    return {lines, free, text: page.documentElement.textContent + written, title: page.title};
  };
  window.compare = (one, other) => {
    const left = outline(one), right = outline(other);
    let at = 0;
    while (at < left.lines.length && left.lines[at] === right.lines[at]) at++;
    const differs = at < left.lines.length || at < right.lines.length;
    const around = (lines) => lines.slice(Math.max(at - 2, 0), at + 3).join(" | ");
    return {
      difference: differs ? `${around(left.lines)} INSTEAD OF ${around(right.lines)}` : "",
      free: left.free, text: left.text, title: left.title,
    };
  };
}"""


@dataclass(frozen=True)
class Reading:
    """How a browser reads a page beside its harmless twin."""

    difference: str
    """The first elements that differ; empty if none do."""
    free: list[list[str]]
    """The elements that editors may write, with their attributes."""
    text: str
    title: str


def read_beside(
    page: Page, pages: Mapping[str, tuple[str, str]], editors: str = ""
) -> dict[str, Reading]:
    """Read the HTML of pages and of their twins; `editors` selects the parts in Markdown."""
    page.goto("about:blank")
    page.evaluate(_READ, editors)
    found = {}
    for name, (html, twin) in pages.items():
        found[name] = Reading(
            **page.evaluate("([one, other]) => compare(one, other)", [html, twin])
        )
    return found
