"""What the verifier says of feeds on several pages."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factcheck_report.exports.verifier import verify
from factcheck_report.site.checksums import write_checksums
from tests.reports import Folder
from tests.weekly import rows_weekly_but, weekly_but

OLDER = "feed/2020"
CORRECTED = """\
    reviewed: 2021-12-02
    corrections:
      # The verdict was the same before and after.
      - {date: 2022-11-29, kind: update, note: A quote was added., was: {verdict: open}}
      - {date: 2022-11-30, kind: clarification, note: A word was made clearer.}
      - {date: 2022-12, kind: update, note: A document was added., was: {verdict: open}}
"""
Change = Callable[[Any], object]


def write_report(folder: Folder) -> None:
    """120 claims, reviewed in five years, some of them corrected."""
    folder.repeat_claim(120)
    text = folder.read("claims.yaml").replace(
        "verdicts:\n", "verdicts:\n  open: {label: Open, means: ., tone: mixed}\n"
    )
    head, *claims = re.split("(?m)^(?=  claim-)", text)
    for number in range(120):
        year, month = 2018 + number % 5, 1 + number % 12
        dates = f"    reviewed: {year}-{month:02}-01\n    published: {year}-{month:02}-01\n"
        claims[number] += CORRECTED if number % 40 == 0 else dates if number % 10 else ""
    folder.write(
        "claims.yaml",
        "".join([head, *claims, "removed:\n  gone: {date: 2020-01-01, note: Not checked.}\n"]),
    )


@pytest.fixture(scope="session")
def built(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    def build(place: Path) -> None:
        folder = Folder(place / "report")
        write_report(folder)
        done = folder.build()
        assert done.returncode == 0, done.stderr

    return made_once("feeds", build) / "report/site"


def data_of(site: Path, place: Path) -> Path:
    """A copy of a site without its pages, which do not take part in feeds."""
    others = shutil.ignore_patterns("*.html", "*.png", "assets", "embed", "index")
    return Path(shutil.copytree(site, place / "site", ignore=others))


def problems(site: Path) -> list[tuple[str, str]]:
    write_checksums(site)
    return [*verify.verify(str(site)).problems]


def test_feeds_on_several_pages_hold(built: Path) -> None:
    assert len([*built.glob("feed/*.xml")]) > 2
    assert (built / f"{OLDER}.json").is_file()
    assert problems(built) == []


def test_without_its_pages_the_site_holds(built: Path, tmp_path: Path) -> None:
    assert problems(data_of(built, tmp_path)) == []


def test_feeds_without_an_address_hold(folder: Folder) -> None:
    write_report(folder)
    folder.replace("mkdocs.yml", "site_url: https://example.org/\n", "")
    assert folder.run("mkdocs", "build").returncode == 0
    assert problems(folder.path / "site") == []


def in_first(name: str, value: object) -> Change:
    return lambda page: page["items"][0].update({name: value})


CHANGES: dict[str, Change] = {
    "title": in_first("title", "Disputed: Another claim"),
    "text": in_first("content_text", "Another summary."),
    "change": in_first("date_modified", "2020-12-31T00:00:00Z"),
    "publication": in_first("date_published", "2020-12-31T00:00:00Z"),
    "id": in_first("id", "https://example.org/claims/other/"),
    "entry left out": lambda page: page["items"].pop(),
    "entry twice": lambda page: page["items"].append(page["items"][0]),
    "order": lambda page: page["items"].reverse(),
    "last page": lambda page: page.pop("next_url"),
    "a circle": lambda page: page.update(next_url="https://example.org/feed.json"),
    "another site": lambda page: page.update(next_url="https://o.example/feed/2019.json"),
    "head": lambda page: page.update(title="Another report"),
}
"""What is changed on a page."""


@pytest.mark.parametrize("changed", weekly_but(CHANGES, "text", "last page"))
def test_a_change_on_a_page_of_older_entries_is_noticed(
    built: Path, tmp_path: Path, changed: str
) -> None:
    site = data_of(built, tmp_path)
    file = site / f"{OLDER}.json"
    page = json.loads(file.read_text("utf-8"))
    CHANGES[changed](page)
    file.write_text(json.dumps(page), "utf-8")
    assert any("feed" in where for where, _ in problems(site))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>Disputed", "<title>True"),
        ('href="https://example.org/feed/', 'href="https://example.org/feeds/'),
        ("Not checked.", "Never checked."),
        ("<published>2020", "<published>2019"),
        ("<fh:archive />", ""),
    ],
)
def test_so_is_one_in_the_other_format(built: Path, tmp_path: Path, old: str, new: str) -> None:
    site = data_of(built, tmp_path)
    file = site / f"{OLDER}.xml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    assert any("feed" in where for where, _ in problems(site))


@pytest.mark.parametrize(
    ("old", "new"),
    rows_weekly_but(
        [
            ("A word was made clearer.", "A word was changed."),
            ("30 November 2022", "29 November 2022"),
            ("“Open”", "“Disputed”"),
            ("A document was added.", "A document was added. More is to come."),
        ],
        ("A word was made clearer.", "A word was changed."),
        ("“Open”", "“Disputed”"),
    ),
)
def test_a_changed_correction_is_noticed(built: Path, tmp_path: Path, old: str, new: str) -> None:
    site = data_of(built, tmp_path)
    for name in ("feed.json", "feed.xml"):
        text = (site / name).read_text("utf-8")
        assert old in text
        (site / name).write_text(text.replace(old, new, 1), "utf-8")
    assert any(where.startswith("feed.") for where, _ in problems(site))
