"""The preview of a newsroom's site: of its own pages, and of reports below paths."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.newsroom import PATH, add_second_report, write_newsroom
from tests.preview import PreviewInProcess, PreviewServer, banner, notes
from tests.reports import Folder
from tests.waiting import PATIENCE

SECOND = "ferien/"
CLAIM = "claims/no-drones-sent/"


def test_a_report_below_a_path_in_the_preview(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    write_newsroom(folder)
    server = serve_report()
    # The preview shows the site at the path of its `site_url`.
    server.address += "paper/"
    server.wait_for(lambda page: "The harbour today" in page)
    assert "No drones were sent" in server.get(PATH + CLAIM)

    folder.replace("claims.yaml", "claim: No drones", "claim: Hardly any drones")
    page = server.wait_for(lambda page: "Hardly any drones" in page, PATH + CLAIM)
    assert not banner(page)
    assert 'href="claims/no-drones-sent/"' in notes(server.get(PATH))
    # The front page of the newsroom is not the report's.
    assert not notes(server.get())
    assert "Hardly any drones" in server.get(f"{PATH}claims.json")
    assert server.address in server.get(f"{PATH}feed.xml")
    assert f"{server.address}{PATH}{CLAIM}" in server.get("sitemap.xml")
    index = f"{server.address}{PATH}claims/index/words/about.pack"
    with urllib.request.urlopen(index, timeout=PATIENCE) as answer:
        assert answer.read()

    folder.replace("claims.yaml", "stance: supports", "stance: suports")
    assert "“stance” cannot be “suports”" in banner(server.wait_for(banner))
    folder.replace("claims.yaml", "stance: suports", "stance: supports")
    server.wait_for(lambda page: not banner(page))

    # A build of the whole site: the search of the site knows the page by its new name.
    folder.write("docs/index.md", "# The harbour tomorrow\n")
    server.wait_for(lambda page: "The harbour tomorrow" in page)
    assert "Hardly any drones" in server.get("search/search_index.json")
    assert "Hardly any drones" in server.get(PATH + CLAIM)
    assert "Traceback" not in server.output()


def test_a_new_claim_in_the_place_of_a_page_of_the_newsroom(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    write_newsroom(folder)
    folder.write(f"docs/{PATH}claims/by-hand.md", "# Written by hand\n")
    server = serve_report()
    # The preview shows the site at the path of its `site_url`.
    server.address += "paper/"
    server.wait_for(lambda page: "Written by hand" in page, f"{PATH}claims/by-hand/")
    folder.replace("claims.yaml", "  no-drones-sent:\n", "  by-hand:\n")
    page = server.wait_for(banner)
    assert f"/{PATH}claims/by-hand/" in banner(page)


@pytest.mark.long
def test_the_preview_shows_changes_of_each_report(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    write_newsroom(folder)
    add_second_report(folder, SECOND)
    server = serve_report()
    # The preview shows the site at the path of its `site_url`.
    server.address += "paper/"
    server.wait_for(lambda page: "The harbour today" in page)
    for name, path in (("claims.yaml", PATH), ("second.yaml", SECOND)):
        folder.replace(name, "claim: No drones", "claim: Hardly any drones")
        page = server.wait_for(lambda page: "Hardly any drones" in page, path + CLAIM)
        assert not banner(page)
        assert "Recently edited" in notes(server.get(path))
    assert "Hardly any drones" in server.get(PATH + CLAIM)

    folder.replace("second.yaml", "stance: supports", "stance: suports")
    page = server.wait_for(banner, PATH + CLAIM)
    assert "second.yaml, line" in banner(page)
    assert "Hardly any drones" in page
    folder.write("docs/index.md", "# Tomorrow\n")
    server.keeps("today", until=lambda: server.output().count("last good report") >= 2)
    folder.replace("second.yaml", "stance: suports", "stance: supports")
    page = server.wait_for(lambda page: "Tomorrow" in page)
    assert not banner(page)
    assert "Hardly any drones" in server.get(SECOND + CLAIM)
    assert "Traceback" not in server.output()


@pytest.mark.long
def test_reports_in_a_preview_are_those_of_a_restarted_one(folder: Folder, tmp_path: Path) -> None:
    write_newsroom(folder)
    add_second_report(folder, SECOND)
    preview = PreviewInProcess(folder.path, tmp_path / "first")
    for name in ("claims.yaml", "second.yaml"):
        claim = folder.read(name).partition("\nclaims:\n")[2]
        new = claim.replace("no-drones-sent:", "drones-sent:").replace("No drones", "Few drones")
        folder.write(name, folder.read(name) + new)
    preview.save()
    fresh = PreviewInProcess(folder.path, tmp_path / "second")
    wanted = fresh.paths()
    assert f"{SECOND}claims/drones-sent/index.html" in wanted
    # The search of the site is that of the last build of the whole site.
    compared = sorted(
        path for path in wanted if "/claims/index/" not in path and not path.startswith("search/")
    )
    assert [path for path in compared if preview.ask(path) != fresh.ask(path)] == []
    preview.close()
    fresh.close()
