"""A claim that is removed or renamed leaves a page."""

from __future__ import annotations

import json
import re

import pytest

from factcheck_report.pipeline import read_report
from factcheck_report.site.link_check import check_site
from tests.comparing.editions import SECOND, changes, compare, edit, paste_all, renamed, tombstone
from tests.markup import text_of
from tests.reports import Folder


def dead_links(folder: Folder) -> list[str]:
    # The removed claim was the only one with its verdict; the home page's link there is not ours.
    dead = (item.what for item in check_site(folder.path / "site"))
    return [what for what in dead if "#verdict-open" not in what]


def test_a_removed_claim_leaves_a_page(repository: Folder) -> None:
    tombstone(repository)
    assert compare(repository).returncode == 0
    assert repository.build().returncode == 0
    shown = repository.page("claims/office-silent/")
    assert "This claim was removed" in text_of(shown)
    assert "Removed claim, 20 November 2026. Out of scope. <b>x</b>" in text_of(shown)
    assert "<b>x</b>" not in shown
    assert 'http-equiv="refresh"' not in shown
    assert "office-silent" not in repository.page("claims/")
    assert "office-silent" not in repository.page("matrix/")
    listed = repository.page("corrections/")
    assert 'href="../claims/office-silent/"' in listed
    assert "1 change made after publication." in listed
    data = json.loads(repository.read("site/claims.json"))
    assert data["removed"] == [
        {
            "id": "office-silent",
            "address": "https://example.org/claims/office-silent/",
            "date": "2026-11-20",
            "date_range": {"from": "2026-11-20", "to": "2026-11-20"},
            "note": "Out of scope. <b>x</b>",
            "now": None,
        }
    ]
    assert "Claim removed: office-silent" in repository.read("site/feed.xml")
    assert "Claim removed: office-silent" in repository.read("site/feed.json")
    assert dead_links(repository) == []


@pytest.mark.parametrize("url", ["", "https://facts.example/r/"])
def test_the_page_of_a_renamed_claim_redirects(repository: Folder, url: str) -> None:
    tombstone(repository, "    now: no-drones-sent\n")
    repository.replace("mkdocs.yml", "https://example.org/", url)
    assert compare(repository).returncode == 0
    assert repository.build().returncode == 0
    shown = repository.page("claims/office-silent/")
    assert '<meta http-equiv="refresh" content="0; url=../no-drones-sent/">' in shown
    canonical = re.findall(r'<link rel="canonical" href="([^"]+)"', shown)
    there = "https://facts.example/r/claims/no-drones-sent/" if url else "../no-drones-sent/"
    assert canonical == [there]
    [link] = re.findall(
        r'<a href="../no-drones-sent/">([^<]*: No drones were sent[^<]*)</a>', shown
    )
    assert link.startswith("Disputed: ")
    assert "This claim replaces “office-silent”" in text_of(
        repository.page("claims/no-drones-sent/")
    )
    assert "Moved claim" in repository.page("corrections/")
    if url:
        assert "office-silent" not in repository.read("site/sitemap.xml")
    assert dead_links(repository) == []


def test_the_page_of_a_removed_claim_is_in_the_reports_language(repository: Folder) -> None:
    tombstone(repository)
    edit(repository, "  title: Who sent what\n", "  title: Wer was schickte\n  language: de\n")
    repository.write(
        "mkdocs.yml",
        repository.read("mkdocs.yml").replace("material\n", "material\n  language: de\n"),
    )
    assert repository.build().returncode == 0
    shown = text_of(repository.page("claims/office-silent/"))
    assert "Diese Behauptung wurde entfernt" in shown


def test_entries_of_removed_claims_are_checked(repository: Folder) -> None:
    tombstone(repository, "    now: gone\n")
    [problem] = read_report(repository.path).problems
    assert (problem.rule, problem.entry) == ("unknown-claim", "removed claim office-silent")
    edit(repository, "  office-silent:", "  no-drones-sent:")
    edit(repository, "    now: gone\n", "")
    [problem] = read_report(repository.path).problems
    assert problem.rule == "duplicate-id"
    assert "still exists in claims.yaml, line 3" in problem.what


def test_the_entry_of_a_removed_claim_must_stay(repository: Folder) -> None:
    tombstone(repository)
    repository.commit()
    text = repository.read("claims.yaml")
    repository.write("claims.yaml", text.partition("removed:\n")[0])
    found = changes(repository)
    assert compare(repository).returncode == 1
    paste_all(repository, found)
    assert changes(repository).passes
    assert "Out of scope. <b>x</b>" in repository.read("claims.yaml")


def test_the_old_page_of_a_renamed_claim_must_lead_to_the_new_one(repository: Folder) -> None:
    renamed(repository)
    repository.write(
        "claims.yaml",
        repository.read("claims.yaml")
        + "removed:\n  office-silent:\n    date: 2026-11-20\n    note: Moved.\n",
    )
    [demand] = (found := changes(repository)).missing_entries
    assert demand.lines == "    now: no-answer\n"
    paste_all(repository, found)
    assert changes(repository).passes


def test_several_removed_claims_go_into_one_section(repository: Folder) -> None:
    edit(
        repository,
        SECOND,
        SECOND + SECOND.replace("office-silent", "third").replace("The off", "An off"),
    )
    repository.commit()
    edit(
        repository,
        SECOND + SECOND.replace("office-silent", "third").replace("The off", "An off"),
        "",
    )
    [demand] = (found := changes(repository)).missing_entries
    assert demand.lines.count("removed:") == 1
    paste_all(repository, found)
    assert changes(repository).passes
    assert set(read_report(repository.path).draft.removed) == {"office-silent", "third"}  # type: ignore[union-attr]
