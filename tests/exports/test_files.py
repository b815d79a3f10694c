"""All data files of a report: complete, repeatable, and safe whatever texts say."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from factcheck_report.exports.claims_json import claims_json
from factcheck_report.exports.files import exported_files
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Publisher, Report
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.safe_text import visible
from tests.exports.changed_reports import ATOM, BASE, HOSTILE, with_claims, with_publication
from tests.reports import EXAMPLE, Folder, environment

FILES = {
    "claims.json",
    "claims.json.schema.json",
    "claims.csv",
    "quotes.csv",
    "datapackage.json",
    "claimreview.json",
    "annotations.json",
    "feed.xml",
    "feed.json",
    "references.bib",
    "references.json",
    "claims.yaml.schema.json",
}
NEEDS_ADDRESS = {"claimreview.json"}
"""Files that only a site with a known address has."""
ABOUT_FILES = {"claims.yaml.schema.json", "claims.json.schema.json", "datapackage.json"}
"""Files that explain others, and name no page."""


# All of them


@pytest.mark.parametrize("base", [BASE, None])
def test_the_same_report_gives_the_same_bytes_in_every_process(base: str | None) -> None:
    program = (
        "import hashlib, pathlib, sys; from factcheck_report.exports.citations import cite;"
        "from factcheck_report.exports.files import exported_files;"
        "from factcheck_report.i18n.catalog import english_translations as english;"
        "from factcheck_report.pipeline import read_report;"
        "report = read_report(pathlib.Path(sys.argv[1])).report; base = sys.argv[2] or None;"
        "texts = [*dict(exported_files(report, english(), base)).values()];"
        "texts += [repr(cite(report, english(), claim, base)) for claim in report.claims];"
        "print(hashlib.sha256(''.join(texts).encode()).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program, str(EXAMPLE), base or ""],
            env=environment() | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
            cwd=EXAMPLE,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tehran"))
    }
    assert len(hashes) == 1


@pytest.mark.parametrize("base", [BASE, None])
def test_every_file_is_there_and_parses(example_report: Report, base: str | None) -> None:
    files = dict(exported_files(example_report, english_translations(), base))

    assert set(files) == (FILES if base else FILES - NEEDS_ADDRESS)
    for name, text in files.items():
        assert text.endswith("\n"), name
        if name.endswith(".json"):
            json.loads(text)


def test_links_are_absolute_where_the_address_is_known_else_relative(
    example_report: Report,
) -> None:
    for name, text in exported_files(example_report, english_translations(), BASE):
        if name not in ABOUT_FILES:
            assert f"{BASE}claims/every-ferry-inspected/" in text, name
            assert not re.search(r'"(\./|claims/|sources/|timeline/)', text), name
    for name, text in exported_files(example_report, english_translations(), None):
        assert name in ABOUT_FILES or "example.org" not in text, name
    data = json.loads(claims_json(example_report, None))
    assert data["claims"][0]["address"] == "claims/every-ferry-inspected/"
    assert data["report"]["address"] is None


def saying(report: Report, text: str) -> Report:
    """The report with a text wherever an editor may write one that the feeds show."""
    report = with_claims(
        report,
        lambda claim: replace(
            claim, claim=text, summary=text, tags=(text, text), reviewed=PartialDate(2022, 12)
        ),
    )
    return with_publication(report, title=text, summary=text, publisher=Publisher(text))


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("base", [BASE, None])
def test_hostile_texts_do_not_break_any_file(
    folder: Folder, hostile: str, base: str | None
) -> None:
    harmless = dict(
        exported_files(saying(folder.report(), "harmless"), english_translations(), base)
    )
    files = dict(exported_files(saying(folder.report(), hostile), english_translations(), base))

    assert json.loads(files["claims.json"])["claims"][0]["claim"] == hostile
    if base:
        reviews = json.loads(files["claimreview.json"])
        assert reviews["dataFeedElement"][0]["item"][0]["claimReviewed"] == hostile
    [item] = json.loads(files["feed.json"])["items"]
    assert item["content_text"] == visible(hostile)
    assert item["tags"] == [visible(hostile)]
    feed = ElementTree.fromstring(files["feed.xml"])
    assert feed.findtext(f"{ATOM}entry/{ATOM}content") == visible(hostile)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == visible(hostile)
    plain = ElementTree.fromstring(harmless["feed.xml"])
    assert [element.tag for element in feed.iter()] == [element.tag for element in plain.iter()]
    [_, row] = csv.reader(io.StringIO(files["claims.csv"], newline=""))
    assert row[1] == visible(" ".join(hostile.splitlines()))
    for name, text in files.items():
        assert not set(text) & set("\x00\x08\x1b\x85\ufffe\u202e\u202c"), name
