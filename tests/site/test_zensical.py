"""What the real Zensical makes of an exported report, compared with what MkDocs makes of it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from factcheck_report.site.link_check import check_site
from tests.building import files_of
from tests.commands import run_module
from tests.hostile import HOSTILE_DOCUMENT, PAYLOAD
from tests.newsroom import PATH, PLUGIN, add_second_report, newsroom_with_example
from tests.reports import SOURCE, Folder, environment
from tests.zensical_sites import article, build_with_zensical, elements

# The theme's own files, which differ, and what only one of the two writes.
THEMES = re.compile(r"assets/(?!factcheck/)|search(/search_index)?\.json$|sitemap\.xml(\.gz)?$")
MARKER = ".factcheck"
POLICY = "Content-Security-Policy"


def data_files(site: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files that have to be the same: all but pages, and the hashes of these."""
    pages = ("index.html", "404.html", "SHA256SUMS")
    return {name: data for name, data in site.items() if not name.endswith(pages)}


def published(site: Path) -> dict[str, bytes]:
    return {
        name: data
        for name, data in files_of(site).items()
        if not THEMES.match(name) and Path(name).name != MARKER
    }


def head(page: str) -> list[str]:
    """Return what the report writes into the head of a page: its title, and all metadata.

    Without the policy, which only pages built by MkDocs have.
    """
    lines = page.partition("</head>")[0].replace("<meta http", "\n<meta http").split("\n")
    kinds = '<title|<meta property|<meta name="(robots|description|twitter)|<meta http|application/'
    own = (line.strip() for line in lines if re.search(kinds, line) and POLICY not in line)
    return sorted(part for line in own for part in re.findall(r"<[^>]*>(?:[^<]+)?", line))


def links_of(page: str, address: str) -> list[str]:
    """Return where the links in the content of a page lead."""
    links = re.findall(r'\s(?:href|src)="([^"]*)"', article(page))
    return [urljoin(f"https://x/{address}", link).replace("/./", "/") for link in links]


def words(page: str) -> str:
    return " ".join(
        "".join(part for part in elements(article(page)) if isinstance(part, str)).split()
    )


def addresses_in(sitemap: Path) -> list[str]:
    return sorted(re.findall(r"<loc>(.*?)</loc>", sitemap.read_text("utf-8")))


def test_both_sites_have_the_same_addresses_and_files(
    zensical_site: Path, example_site: Path
) -> None:
    ours, theirs = published(zensical_site), published(example_site)
    assert ours.keys() == theirs.keys()
    files, others = data_files(ours), data_files(theirs)
    assert len(files) > 100
    assert [name for name in sorted(files) if files[name] != others[name]] == []
    cards = {name for name in ours if name.endswith("/embed/index.html")}
    assert len(cards) >= 30
    assert [name for name in sorted(cards) if ours[name] != theirs[name]] == []


def test_both_sites_have_the_same_content_on_every_page(
    zensical_site: Path, example_site: Path
) -> None:
    compared = 0
    for path in sorted(example_site.rglob("index.html")):
        name = path.relative_to(example_site).as_posix()
        if "/embed/" in name:
            continue
        ours, theirs = (zensical_site / name).read_text("utf-8"), path.read_text("utf-8")
        assert elements(article(ours)) == elements(article(theirs)), name
        assert head(ours) == head(theirs), name
        compared += 1
    assert compared > 70


def test_every_link_leads_somewhere_and_nothing_comes_from_another_host(
    zensical_site: Path,
) -> None:
    assert check_site(zensical_site) == []


def test_a_stranger_can_check_the_site(zensical_site: Path) -> None:
    done = run_module(("factcheck_report", "verify", str(zensical_site)), Path(), environment())
    assert done.returncode == 0, done.stdout
    assert "Problems: 0." in done.stdout


def test_the_menu_is_that_of_the_settings_and_marks_where_readers_are(
    zensical_site: Path, example_site: Path
) -> None:
    for address in ("", "claims/every-pipe-checked/", "claimants/hanne-doyle/", "about/"):
        menus = []
        for site in (zensical_site, example_site):
            page = (site / address / "index.html").read_text("utf-8")
            header = page.partition('<nav class="fc-menu"')[2].partition("<main")[0]
            links = re.findall(r'<a href="([^"]*)"( aria-current="true")?>([^<]*)<', header)
            assert links, address
            menus.append([(urljoin(f"https://x/{address}", link), *rest) for link, *rest in links])
        assert menus[0] == menus[1]
    page = (zensical_site / "claims/every-pipe-checked/index.html").read_text("utf-8")
    assert len(re.findall(r'class="md-footer__link md-footer__link--(?:prev|next)"', page)) == 2


def test_the_error_page_speaks_the_words_of_the_report(zensical_site: Path) -> None:
    page = (zensical_site / "404.html").read_text("utf-8")
    assert "Page not found" in article(page)
    assert "All claims" in article(page)


def test_nothing_in_texts_and_titles_is_interpreted(folder: Folder) -> None:
    signs = "*a* [[x]] [^1] :smile: {: #x } {{ 7*7 }} {% x %} --8<-- 'x' &amp; 😀"
    blocks = f"\n```\n{signs}\u2028\n\n\n    # x\n[^1]: x\n~~~\n\t\n"
    folder.write_source(SOURCE + HOSTILE_DOCUMENT + blocks)
    claims = folder.read("claims.yaml")
    for title in (
        "Who sent what",
        "One document was read.",
        "Drones and denials",
        "The minister said so; the other side denied it.",
        "No drones were sent after the war began.",
    ):
        text = f"{PAYLOAD} {signs} {title}".replace("'", "''")
        assert f": {title}\n" in claims
        claims = claims.replace(f": {title}\n", f": '{text}'\n")
    folder.write("claims.yaml", claims)
    folder.write("docs/home.md", "Written *by hand*, see [the claims](claims/index.md).\n")
    exported = folder.factcheck("export", "../project")
    assert exported.returncode == 0, exported.stdout + exported.stderr
    assert folder.build().returncode == 0
    site = build_with_zensical(folder.path.parent / "project")
    for path in (folder.path / "site").rglob("index.html"):
        name = path.relative_to(folder.path / "site").as_posix()
        if "/embed/" in name:
            continue
        ours, theirs = (site / name).read_text("utf-8"), path.read_text("utf-8")
        assert head(ours) == head(theirs), name
        if name != "index.html":
            assert elements(article(ours)) == elements(article(theirs)), name
    home = (site / "index.html").read_text("utf-8")
    assert words(home) == words(folder.page(""))
    assert '<p>Written <em>by hand</em>, see <a href="claims/">the claims</a>.</p>' in home
    assert home.count('class="fc fc-home"') == 3
    assert check_site(site) == []


@pytest.mark.long
def test_reports_below_paths_join_the_site_of_a_newsroom(tmp_path: Path) -> None:
    folder = newsroom_with_example(tmp_path / "newsroom")
    add_second_report(folder, "energie/")
    folder.replace("mkdocs.yml", "  - News:", "  - Energie: energie/index.md\n  - News:")
    assert PLUGIN in folder.read("mkdocs.yml")
    exported = folder.factcheck("export", "../project")
    assert exported.returncode == 0, exported.stdout + exported.stderr
    built = folder.factcheck("build")
    assert built.returncode == 0, built.stderr
    mkdocs, site = folder.path / "site", build_with_zensical(tmp_path / "project")
    ours, theirs = published(site), published(mkdocs)
    assert ours.keys() == theirs.keys()
    files, others = data_files(ours), data_files(theirs)
    assert [name for name in sorted(files) if files[name] != others[name]] == []
    for path in (PATH, "energie/"):
        for file in (mkdocs / path).rglob("index.html"):
            name = file.relative_to(mkdocs).as_posix()
            if "/embed/" in name or name == f"{PATH}index.html":
                continue
            one, other = ours[name].decode(), theirs[name].decode()
            assert words(one) == words(other), name
            address = name.removesuffix("index.html")
            assert links_of(one, address) == links_of(other, address), name
    assert check_site(site, [PATH, "energie/"]) == []
    for path in (PATH, "energie/"):
        listed = (site / path / "SHA256SUMS").read_text("utf-8")
        assert "  claims.json\n" in listed and "  index.html\n" in listed
    # The newsroom's own pages, with its logo and style, and a link into the report.
    front = ours["index.html"].decode()
    assert f'href="{PATH}claims/every-ferry-inspected/"' in front
    assert "factcheck.css" not in front
    assert 'house.css">' in front
    assert "pictures/logo.svg" in front
    assert addresses_in(site / "sitemap.xml") == addresses_in(mkdocs / "sitemap.xml")


def test_a_report_in_german_needs_no_settings_at_all(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "report")
    folder.copy(Path(__file__).parent.parent / "i18n/reports/german")
    (folder.path / "mkdocs.yml").unlink()
    folder.write("docs/ueber-uns/impressum.md", "# Impressum\n\nWir.\n")
    done = folder.factcheck("export", "../project")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Make a file mkdocs.yml" in done.stdout
    site = build_with_zensical(tmp_path / "project")
    page = (site / "claims/index.html").read_text("utf-8")
    assert '<html lang="de"' in page
    menu = page.partition('<nav class="fc-menu"')[2].partition("</nav>")[0]
    assert re.findall(r"<a [^>]*>([^<]*)</a>", menu)[:2] == ["Behauptungen", "Dokumente"]
    assert "Impressum" in menu
    assert check_site(site) == []


def test_zensical_alone_stops_at_the_links_of_a_new_report_and_builds_its_export(
    tmp_path: Path,
) -> None:
    ours = tmp_path / "ours"
    title = ("--title", "Ours", "--language", "en", "--host", "none", "--yes")
    init = ("factcheck_report", "init", "ours", *title)
    assert run_module(init, tmp_path, environment()).returncode == 0
    assert "Zensical ignores the plugin" in (ours / "mkdocs.yml").read_text("utf-8")
    alone = run_module(("zensical", "build"), ours, environment())
    assert alone.returncode == 1
    assert "--strict" in alone.stderr
    done = run_module(("factcheck_report", "export", "../project"), ours, environment())
    assert done.returncode == 0, done.stdout + done.stderr
    site = build_with_zensical(tmp_path / "project")
    assert check_site(site) == []
    assert words((site / "methodology/index.html").read_text("utf-8"))
