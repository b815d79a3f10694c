"""How programs find the data from any page, and what robots.txt tells search engines."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.newsroom import PATH, newsroom_with_example
from tests.reports import Folder
from tests.zensical_sites import build_with_zensical

FILES = {
    "feed.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    "claims.json": "application/json",
}


class Alternates(HTMLParser):
    """The links of a page's head with `rel="alternate"`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []
        head = page.partition("</head>")[0]
        self.feed(head)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        link = dict(attrs)
        if tag == "link" and (link.get("rel") or "").split() == ["alternate"]:
            self.links.append(link)


def linked(page: Path, site: Path, base: str) -> dict[str, str | None]:
    """Address and type of each linked file of the whole report, from the page's own address.

    The page of a claim also links to files about this claim, which are beside it.
    """
    address = base + page.relative_to(site).as_posix().removesuffix("index.html")
    links = {
        urljoin(address, str(link["href"])): link["type"]
        for link in Alternates(page.read_text("utf-8")).links
    }
    of_claim = [to for to in links if to in (f"{address}index.json", f"{address}oembed.json")]
    assert (f"{address}index.json" in of_claim) == (page.parent / "index.json").exists()
    return {to.removeprefix(base): kind for to, kind in links.items() if to not in of_claim}


def pages_of(site: Path) -> list[Path]:
    """All pages but cards for frames, and signposts to other pages."""
    return [
        page
        for page in site.rglob("*.html")
        if page.parent.name != "embed" and 'http-equiv="refresh"' not in page.read_text("utf-8")
    ]


def check(site: Path, base: str) -> None:
    pages = pages_of(site)
    named = {page.relative_to(site).as_posix() for page in pages}
    assert {"404.html", "about/index.html", "claims/nobody-hurt/index.html"} < named
    for page in pages:
        assert linked(page, site, base) == FILES, page
    assert all((site / name).is_file() for name in FILES)


def test_every_page_leads_to_the_feeds_and_data(example_site: Path) -> None:
    check(example_site, "https://example.org/")


@pytest.mark.long
def test_so_does_every_page_of_a_site_that_zensical_builds(zensical_site: Path) -> None:
    check(zensical_site, "https://example.org/")


def test_below_a_folder_of_the_host_the_error_page_names_that_folder(published: Path) -> None:
    check(published, "https://example.org/report/")
    # The server shows it at any address.
    for link in Alternates((published / "404.html").read_text("utf-8")).links:
        assert str(link["href"]).startswith("/report/")


def test_a_title_cannot_leave_its_attribute(folder: Folder, tmp_path: Path) -> None:
    title = 'A "title" & <b>\'s</b> {{ config }}'
    folder.replace("claims.yaml", "  title: Who sent what\n", f"  title: >-\n    {title}\n")
    folder.write("docs/about.md", "# About\n")
    assert folder.build().returncode == 0
    project = tmp_path / "project"
    assert folder.factcheck("export", str(project)).returncode == 0
    for site in (folder.path / "site", build_with_zensical(project)):
        for name in ("404.html", "about/index.html", "index.html"):
            titles = [link["title"] for link in Alternates((site / name).read_text("utf-8")).links]
            assert titles == [f"{title} ({kind})" for kind in ("Atom", "JSON Feed", "JSON")], name


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = newsroom_with_example(tmp_path_factory.mktemp("newsroom") / "site")
    folder.write("docs/robots.txt", "User-agent: *\nDisallow: /drafts/\n")
    done = folder.run("mkdocs", "build")
    assert done.returncode == 0, done.stderr
    return folder


def test_a_report_in_a_site_marks_its_own_pages_alone(newsroom: Folder) -> None:
    site, base = newsroom.path / "site", "https://paper.example/paper/"
    own = {f"{PATH}{name}": kind for name, kind in FILES.items()}
    seen = {True: 0, False: 0}
    for page in pages_of(site):
        of_report = page.relative_to(site).as_posix().startswith(PATH)
        # Pages in the folder that were written by hand are the site's.
        if page.parent.name not in ("methodology",):
            seen[of_report] += 1
            assert linked(page, site, base) == (own if of_report else {}), page
    assert min(seen.values()) > 2


# robots.txt


def test_robots_txt_of_a_newsroom_stays_as_it_is(newsroom: Folder, folder: Folder) -> None:
    text = "User-agent: *\nDisallow: /drafts/\n"
    assert (newsroom.path / "site/robots.txt").read_text("utf-8") == text
    folder.write("docs/robots.txt", text)
    assert folder.build().returncode == 0
    assert (folder.path / "site/robots.txt").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("site_url", "lines"),
    [
        ("https://example.org/", ["Sitemap: https://example.org/sitemap.xml"]),
        ("https://example.org", ["Sitemap: https://example.org/sitemap.xml"]),
        ("", []),
        # Programs would not read it below a folder.
        ("https://example.org/report/", None),
    ],
)
def test_robots_txt_names_the_sitemap_at_the_root_of_a_host(
    folder: Folder, tmp_path: Path, site_url: str, lines: list[str] | None
) -> None:
    folder.replace(
        "mkdocs.yml",
        "site_url: https://example.org/\n",
        f"site_url: {site_url}\n" if site_url else "",
    )
    assert folder.build().returncode == 0
    assert folder.factcheck("export", str(tmp_path / "project")).returncode == 0
    for file in (folder.path / "site/robots.txt", tmp_path / "project/docs/robots.txt"):
        if lines is None:
            assert not file.exists()
        else:
            expected = ["User-agent: *", "Allow: /", *([""] if lines else []), *lines]
            assert file.read_text("utf-8").splitlines() == expected
