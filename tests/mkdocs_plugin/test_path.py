"""A report below a path of a newsroom's site: what is written where, and what stays as it is."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.building import files_of
from tests.newsroom import PATH, PLUGIN, REPORT_IN_MENU, write_newsroom
from tests.reports import Folder

BASE = f"https://paper.example/paper/{PATH}"
CLAIM = "claims/no-drones-sent/"
MAP = {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json"}
"""Files of a site that list all its pages."""


@pytest.fixture
def newsroom(folder: Folder) -> Folder:
    write_newsroom(folder)
    return folder


@pytest.fixture
def built(built_newsroom: Folder) -> Folder:
    return built_newsroom


def build(folder: Folder) -> Mapping[str, bytes]:
    shutil.rmtree(folder.path / "site", ignore_errors=True)
    done = folder.build()
    assert done.returncode == 0, done.stderr
    return files_of(folder.path / "site")


def test_the_rest_of_the_site_is_the_same_with_and_without_the_report(newsroom: Folder) -> None:
    newsroom.replace("mkdocs.yml", REPORT_IN_MENU, "")
    with_report = build(newsroom)
    newsroom.replace("mkdocs.yml", PLUGIN, "")
    without = build(newsroom)

    others = {name: data for name, data in with_report.items() if not name.startswith(PATH)}
    assert others.keys() == without.keys()
    assert {name for name in without if without[name] != others[name]} <= MAP
    # Its own pages are in the sitemap as they were, with the same dates.
    entry = re.compile(rb"<url>.*?</url>", re.DOTALL)
    assert entry.findall(without["sitemap.xml"]) == [
        found for found in entry.findall(with_report["sitemap.xml"]) if PATH.encode() not in found
    ]
    # The site's search still finds its own pages, in the same words.
    entries = search_entries(without)
    assert entries.items() <= search_entries(with_report).items()


def test_without_a_menu_of_its_own_the_site_gets_one_entry(newsroom: Folder) -> None:
    menu = re.compile(r"nav:\n(?:  .*\n)+")
    newsroom.write("mkdocs.yml", menu.sub("", newsroom.read("mkdocs.yml")))
    build(newsroom)
    home = newsroom.page("")
    assert f'href="{PATH}"' in home
    assert home.count("Who sent what") >= 1
    assert f'href="{PATH}claims/"' not in home


def test_further_pages_of_the_report_can_be_in_the_menu(newsroom: Folder) -> None:
    entry = (
        f"  - Checked: [{PATH}index.md, All claims: {PATH}claims/index.md, {PATH}matrix/index.md]\n"
    )
    newsroom.replace("mkdocs.yml", REPORT_IN_MENU, entry)
    build(newsroom)
    home = newsroom.page("")
    assert "All claims" in home
    assert f'href="{PATH}matrix/"' in home
    # A page that the report does not have is left out.
    newsroom.replace("mkdocs.yml", "matrix", "timeline")
    build(newsroom)
    assert f"{PATH}timeline" not in newsroom.page("")


def test_every_absolute_address_has_the_path(built: Folder) -> None:
    site = built.path / "site"
    claim = built.page(f"{PATH}claims/every-ferry-inspected/")
    assert f'<link rel="canonical" href="{BASE}claims/every-ferry-inspected/">' in claim
    assert (
        f'<meta property="og:image" content="{BASE}claims/every-ferry-inspected/card.png">' in claim
    )
    oembed = json.loads(built.read(f"site/{PATH}claims/every-ferry-inspected/oembed.json"))
    assert BASE in oembed["html"]
    for name in ("claims.json", "claimreview.json", "annotations.json", "feed.xml", "feed.json"):
        text = (site / PATH / name).read_text("utf-8")
        addresses = re.findall(r"https://paper\.example/[\w./#-]*", text)
        assert addresses, name
        assert [found for found in addresses if not found.startswith(BASE)] == [], name
    sitemap = built.read("site/sitemap.xml")
    assert f"<loc>{BASE}claims/every-ferry-inspected/</loc>" in sitemap
    assert "<loc>https://paper.example/paper/news/ferries/</loc>" in sitemap


def test_pages_of_the_report_load_their_files_from_below_the_path(built: Folder) -> None:
    claim = built.page(f"{PATH}claims/every-ferry-inspected/")
    ours = re.findall(r'(?:href|src)="([^"]*assets/factcheck/[^"]*)"', claim)
    assert len(ours) == 3
    assert {address.partition("assets/")[0] for address in ours} == {"../../"}
    assert not (built.path / "site/assets/factcheck").exists()


def test_hand_written_pages_of_the_report_are_in_its_folder(built: Folder) -> None:
    assert "Written by hand" in built.page(PATH)
    assert not (built.path / "site" / PATH / "home").exists()
    assert "We look for each quotation" in built.page(f"{PATH}methodology/")


def test_both_searches_know_the_report(built: Folder) -> None:
    found = search_entries(files_of(built.path / "site"))
    assert "every ferry" in found[f"{PATH}claims/every-ferry-inspected/"].lower()
    # The site's search leaves whole documents to the report's, or each page would fetch them.
    assert max(map(len, found.values())) < 2_000
    assert (built.path / "site" / PATH / "claims/index/words/about.pack").is_file()


def search_entries(site: Mapping[str, bytes]) -> Mapping[str, str]:
    """Title and text of each entry of the site's own search, by address."""
    docs = json.loads(site["search/search_index.json"])["docs"]
    return {entry["location"]: f"{entry['title']} {entry['text']}" for entry in docs}


def test_a_long_sitemap_of_the_site_is_not_split(
    newsroom: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write(
        "hook.py",
        "from factcheck_report.mkdocs_plugin import sitemaps\nsitemaps.MAX_ADDRESSES = 3\n",
    )
    newsroom.replace("mkdocs.yml", "plugins:\n", "hooks: [hook.py]\nplugins:\n")
    files = build(newsroom)
    assert [name for name in files if name.startswith("sitemap-")] == []
    assert b"<urlset" in files["sitemap.xml"]


def test_links_from_hand_written_pages_are_checked(newsroom: Folder) -> None:
    newsroom.write("docs/news/links.md", f"# Links\n\n[A claim](../{PATH}{CLAIM}index.md)\n")
    newsroom.replace("mkdocs.yml", "nav:\n", "not_in_nav: /news/links.md\nnav:\n")
    build(newsroom)
    for broken in ("claims/no-such-claim/index.md", f"{CLAIM}index.md#no-such-place"):
        newsroom.write("docs/news/links.md", f"# Links\n\n[A claim](../{PATH}{broken})\n")
        done = newsroom.build()
        assert done.returncode == 1
        assert broken.partition("#")[0] in done.stderr


def test_factcheck_build_checks_links_to_the_report_and_on_its_pages(newsroom: Folder) -> None:
    done = newsroom.factcheck("build")
    assert done.returncode == 0, done.stderr
    # What else is wrong in the site is not the report's business.
    newsroom.write(
        "docs/news/ferries.md",
        "# Ferries\n\n<a href='nowhere/'>x</a> <img src='https://other.example/x.png' alt=''>\n",
    )
    done = newsroom.factcheck("build")
    assert done.returncode == 0, done.stderr
    newsroom.write("docs/news/ferries.md", f"# Ferries\n\n<a href='../../{PATH}claims/x/'>x</a>\n")
    done = newsroom.factcheck("build")
    assert done.returncode == 1
    assert f"The link to ../../{PATH}claims/x/ leads nowhere." in done.stderr
    assert done.stderr.count("[dead-link]") == 1


@pytest.mark.parametrize(
    "file", ["fact-checks.md", "fact-checks/claims/README.md", "fact-checks/Feed.xml"]
)
def test_a_hand_written_page_in_the_reports_place_is_named(newsroom: Folder, file: str) -> None:
    newsroom.write(f"docs/{file}", "# Ours\n")
    done = newsroom.build()
    assert done.returncode == 1
    assert f"docs/{file}:1:1: error: This file would get the address /fact-checks/" in done.stderr
    assert "choose another “path”" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_site_built_before_is_replaced_by_mkdocs(newsroom: Folder) -> None:
    newsroom.replace("mkdocs.yml", PLUGIN, "")
    newsroom.replace("mkdocs.yml", REPORT_IN_MENU, "")
    build(newsroom)
    newsroom.replace("mkdocs.yml", "  - search\n", f"  - search\n{PLUGIN}")
    done = newsroom.build()
    assert done.returncode == 0, done.stderr
    assert (newsroom.path / "site" / PATH / "index.html").is_file()


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_a_theme_that_is_not_material_is_told_what_to_do(newsroom: Folder, theme: str) -> None:
    newsroom.replace("mkdocs.yml", "name: material", f"name: {theme}")
    done = newsroom.build()
    assert done.returncode == 1
    assert done.stderr.count("error: ") == 1
    assert f"The theme is “{theme}”." in done.stderr
    assert f"copy that into the folder {PATH}" in done.stderr


def test_a_report_in_another_language_than_the_site_says_so(newsroom: Folder) -> None:
    newsroom.replace("claims.yaml", "  title: Who", "  language: de\n  title: Who")
    build(newsroom)
    assert '<html lang="en"' in newsroom.page(PATH)
    assert '<div class="fc-report" lang="de" dir="ltr">' in newsroom.page(PATH)


def test_a_blog_beside_the_report(newsroom: Folder, tmp_path: Path) -> None:
    newsroom.replace("mkdocs.yml", PLUGIN, f"  - blog: {{blog_dir: news}}\n{PLUGIN}")
    newsroom.write(
        "docs/news/posts/post.md",
        f"---\ndate: 2026-01-02\n---\n# A post\n\n[A claim](../../{PATH}{CLAIM}index.md)\n",
    )
    files = build(newsroom)
    post = next(data for name, data in files.items() if name.endswith("a-post/index.html"))
    assert f'/{PATH}{CLAIM}">A claim</a>'.encode() in post


def test_compare_links_to_pages_below_the_path(newsroom: Folder) -> None:
    newsroom.git("init", "-q", "-b", "main")
    newsroom.commit()
    newsroom.replace("claims.yaml", "summary: The minister", "summary: A minister")
    done = newsroom.factcheck("compare", "main", "--preview", "https://preview.example/paper")
    assert f"https://preview.example/paper/{PATH}{CLAIM}" in done.stdout, done.stdout + done.stderr
