"""Everything that is published can be made from `Site` alone, without MkDocs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck_report import addresses
from factcheck_report.git.working_tree import current_revision
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Revision
from factcheck_report.pipeline import read_report
from factcheck_report.rendering.renderer import HOME_TEXT_SLOT, Renderer, TemplateProblem
from factcheck_report.search.index import write_index
from factcheck_report.search.records import PageRecord
from factcheck_report.site.publishing import is_output
from factcheck_report.site.site import Site
from factcheck_report.storage.cache_store import CacheStore
from tests.reports import EXAMPLE, Folder, environment

EXAMPLE_REVISION = current_revision(EXAMPLE, is_output)


def site_of(folder: Path, *, revision: Revision | None = None, **options: object) -> Site:
    report = read_report(folder).report
    assert report is not None
    report = replace(report, revision=revision)
    return Site(report, english_translations(), **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def example() -> Site:
    """The site of the example, which has no address; it names the commit that it is made of."""
    return site_of(EXAMPLE, revision=EXAMPLE_REVISION, card_fonts=[])


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_page_of_the_built_site_can_be_made(example: Site, example_site: Path) -> None:
    made = set()
    for item in example.pages():
        page = (example_site / item.page.address / "index.html").read_text("utf-8")
        # What docs/home.md says stands in the place kept for it; here there is none.
        assert item.body.replace(HOME_TEXT_SLOT, "").strip() in page, item.page.address
        assert item.head in page, item.page.address
        # Only the preview says where a page is written.
        assert not item.edit_location or item.edit_location not in page, item.page.address
        made.add(f"{item.page.address}index.html")
        made.update(file.address for file in item.files if file.address.endswith(".html"))
    by_hand = {f"{path.stem}/index.html" for path in (EXAMPLE / "docs").glob("*.md")}
    built = {path.relative_to(example_site).as_posix() for path in example_site.rglob("index.html")}
    assert made == built - by_hand


def test_a_page_asked_for_alone_is_that_of_the_whole(example: Site) -> None:
    # In another order, and from a site that has made no page yet.
    alone = site_of(EXAMPLE, revision=EXAMPLE_REVISION, card_fonts=[])
    pages = list(example.pages())
    assert len(pages) > 50
    for item in reversed(pages):
        assert alone.page(item.page.address) == item
    with pytest.raises(KeyError):
        alone.page("claims/no-such-claim/")


def test_files_cards_and_assets_are_those_of_the_built_site(
    example: Site, example_site: Path
) -> None:
    # Each claim has a file of its data beside its page, a picture, and a card for other sites.
    of_pages = [file for item in example.pages() for file in item.files]
    assert "claims/every-ferry-inspected/index.json" in {file.address for file in of_pages}
    made = {
        file.address: file.data()
        for files in (example.files(), example.assets(), of_pages)
        for file in files
    }
    built = files_below(example_site)
    assert {address: built[address] for address in made} == made
    # Besides them there are only pages, the search index, and what MkDocs and its theme add.
    others = {
        name
        for name in built.keys() - made.keys()
        if not name.endswith(".html") and not name.startswith(addresses.CLAIMS_INDEX)
    }
    mkdocs_own = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "sitemap.xml")
    left = {name for name in others if not name.startswith(mkdocs_own)}
    assert left == {".factcheck", "robots.txt", addresses.CHECKSUMS}


def test_a_file_asked_for_alone_is_that_of_the_whole(example: Site) -> None:
    for file in example.files():
        assert example.file(file.address).data() == file.data()
    with pytest.raises(KeyError):
        example.file("no-such.json")


def test_a_written_file_has_the_bytes_of_its_data(example: Site, tmp_path: Path) -> None:
    for number, file in enumerate(example.files()):
        file.write(tmp_path / str(number))
        assert (tmp_path / str(number)).read_bytes() == file.data()


def test_the_search_index_is_the_same_whether_pages_were_made_before(
    folder: Folder, tmp_path: Path
) -> None:
    others = [PageRecord("about/", "About", "Who reads", "en")]
    site = site_of(folder.path)
    before = site.search_index(others).files()
    list(site.pages())
    assert site.search_index(others).files() == before
    assert site_of(folder.path).search_index(others).files() == before
    write_index(before, tmp_path / "index")
    assert (tmp_path / "index/about.pack").is_file()


def test_nothing_is_rendered_until_it_is_asked_for(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered = []
    render = Renderer.render

    def counted(self: Renderer, page: object) -> object:
        rendered.append(page.address)  # type: ignore[attr-defined]
        return render(self, page)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "render", counted)
    site = site_of(folder.path, card_fonts=[])
    pages = site.pages()
    assert rendered == []
    assert next(pages).page.address == rendered[0] == addresses.HOME
    site.page(addresses.claim("no-drones-sent"))
    assert rendered == [addresses.HOME, addresses.claim("no-drones-sent")]


def test_a_changed_report_is_the_site_of_a_new_one(folder: Folder) -> None:
    before = site_of(folder.path)
    list(before.pages())
    folder.replace("claims.yaml", "The minister said so;", "He said so;")
    report = read_report(folder.path).report
    assert report is not None
    changed, fresh = before.with_report(report), Site(report, english_translations())
    assert list(changed.pages()) == list(fresh.pages())
    assert changed.search_index().files() == fresh.search_index().files()


def test_a_report_with_its_first_origin_is_the_site_of_a_new_one(folder: Folder) -> None:
    full = folder.read("claims.yaml")
    lines = full.splitlines(keepends=True)
    optional = ("origin", "ministry:", "other-side:")
    folder.write(
        "claims.yaml", "".join(x for x in lines if not any(word in x for word in optional))
    )
    before = site_of(folder.path)
    assert "Origins count" not in before.page("").body
    folder.write("claims.yaml", full)
    report = read_report(folder.path).report
    assert report is not None
    changed = before.with_report(report)
    assert list(changed.pages()) == list(site_of(folder.path).pages())


def test_a_cache_changes_nothing(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    without = site_of(folder.path, card_fonts=[])
    for _ in range(2):
        with CacheStore(tmp_path / "cache") as cache:
            site = site_of(folder.path, card_fonts=[], cache=cache)
            assert list(site.pages()) == list(without.pages())
            assert site.search_index().files() == without.search_index().files()


def test_overrides_replace_templates(folder: Folder) -> None:
    folder.write("own/claim.html", "<h1 id='x'>Own: {{ page.title }}</h1>")
    address = addresses.claim("no-drones-sent")
    own = folder.path / "own"
    assert "Own: Disputed: No drones" in site_of(folder.path, overrides=own).page(address).body
    folder.write("own/claim.html", "{{ no_such_thing }}")
    with pytest.raises(TemplateProblem):
        site_of(folder.path, overrides=own).page(address)


def test_a_site_is_made_and_written_without_mkdocs(folder: Folder, tmp_path: Path) -> None:
    """As another adapter would: into Markdown files with raw HTML, in a process of its own."""
    program = tmp_path / "export.py"
    shutil.copy(Path(__file__).with_name("exporting.py"), program)
    done = subprocess.run(
        [sys.executable, str(program), str(folder.path), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert done.returncode == 0, done.stderr
    written = files_below(tmp_path / "out")
    assert b"No drones were sent" in written["claims/no-drones-sent/index.md"]
    assert {"claims.json", "card.png", "assets/factcheck/factcheck.css"} <= written.keys()
    assert "claims/index/about.pack" in written


def test_every_page_that_a_feed_links_to_is_published(folder: Folder) -> None:
    folder.replace(
        "claims.yaml",
        "    verdict: disputed\n",
        "    verdict: disputed\n    reviewed: 2022-11-30\n",
    )
    folder.switch_off("duplicate-claim", "repeated-quote")
    folder.repeat_claim(120)
    site = Site(folder.report(), english_translations(), "https://example.org/")
    texts = {file.address: file.data().decode() for file in site.files() if "feed" in file.address}
    linked = set(
        re.findall(r"https://example\.org/(feed[^\"<]*\.(?:xml|json))", "".join(texts.values()))
    )
    assert len(linked) > 4
    assert linked <= texts.keys()
