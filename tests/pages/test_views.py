"""Counts and lists on pages agree with claims.yaml."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import EntryKind, Report, Stance
from factcheck_report.pages import Page, Pages
from factcheck_report.pages.error_reports import report_link
from factcheck_report.pages.rows import CLAIMS_PER_PAGE
from factcheck_report.pipeline import read_report
from tests.hostile import PAYLOAD
from tests.markup import text_of
from tests.reports import ROOT, Folder


def built(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


def by_address(report: Report) -> dict[str, Page]:
    return {page.address: page for page in Pages(report, english_translations())}


def test_the_menu_reaches_every_kind_of_page(example_site: Path) -> None:
    home = built(example_site, "")
    for address in (
        "claims/",
        "sources/",
        "claimants/",
        "origins/",
        "matrix/",
        "disagreements/",
        "contradictions/",
        "timeline/",
        "methodology/",
        "verdicts/",
        "corrections/",
        "data/",
        "about/",
    ):
        menu = home.partition('class="fc-menu"')[2].partition("</nav>")[0]
        assert f'href="{address}"' in menu, address
        assert (example_site / address / "index.html").is_file()


def test_pages_of_claimants_count_their_verdicts(
    example_report: Report, example_site: Path
) -> None:
    for claimant in example_report.draft.claimants.values():
        claims = [claim for claim in example_report.claims if claimant.id in claim.claimants]
        shown = built(example_site, f"claimants/{claimant.id}/")
        tally = text_of(shown.partition('class="fc-tallies"')[2].partition("</p>")[0])
        assert f"{len(claims)} claim{'' if len(claims) == 1 else 's'}:" in tally or not claims
        for verdict, count in Counter(claim.verdict for claim in claims).items():
            label = example_report.draft.verdicts[verdict].label
            assert f"{count} {label}" in tally, (claimant.id, tally)
        for claim in claims:
            assert f'href="../../claims/{claim.id}/"' in shown
    index = text_of(built(example_site, "claimants/"))
    assert "4 claims have no claimant" in index
    assert index.index("Leila Farah") < index.index("Edmund Vane")


def test_the_pages_of_origins_list_documents_and_claims(
    example_report: Report, example_site: Path
) -> None:
    shown = built(example_site, "origins/")
    evidence = [item for item in example_report.evidence if item.kind is EntryKind.CLAIM]
    for origin in example_report.draft.origins.values():
        items = [item for item in evidence if item.quote.origin == origin.id]
        row = shown.partition(f'<li id="{origin.id}"')[2].partition("</li>")[0]
        assert f'href="{origin.id}/"' in row
        section = built(example_site, f"origins/{origin.id}/")
        documents = {item.quote.source for item in items}
        assert f"in {len(documents)} document" in text_of(row), origin.id
        for stance, words in ((Stance.SUPPORTS, "Supports"), (Stance.REFUTES, "Contradicts")):
            claims = {item.entry for item in items if item.quote.stance is stance}
            assert bool(claims) == (f"{words} {len(claims)} claim" in text_of(section))
            for claim in claims:
                assert f'href="../../claims/{claim}/"' in section
    cells = re.findall(r'<a href="\.\./sources/([^/]+)/#[^"]+" aria-label="(\d+) passage', shown)
    passages = {
        (item.quote.origin, item.quote.source, item.receipt.span)
        for item in evidence
        if item.quote.origin
    }
    assert sum(int(count) for _, count in cells) == len(passages)


def test_the_matrix_has_a_sign_for_each_stance_of_each_document(
    example_report: Report, example_site: Path
) -> None:
    shown = built(example_site, "matrix/")
    signs = re.findall(
        r'<a href="\.\./claims/([^/]+)/#quote-[a-z0-9-]+" '
        r'aria-label="(\w+), (\d+) passages? in “([^”]+)”"',
        shown,
    )
    expected: Counter[tuple[str, str, str]] = Counter()
    for item in example_report.evidence:
        if item.kind is EntryKind.CLAIM:
            title = example_report.draft.sources[item.quote.source].title
            expected[
                item.entry, english_translations().text(f"stance.{item.quote.stance}"), title
            ] += 1
    assert {
        (claim, stance, html.unescape(title)): int(count) for claim, stance, count, title in signs
    } == expected


def test_the_calendar_counts_the_events(example_report: Report, example_site: Path) -> None:
    shown = built(example_site, "timeline/").partition('id="calendar"')[2].partition("</table>")[0]
    counts = re.findall(r'aria-label="[^"]*: (\d+) events?"', shown)
    assert sum(map(int, counts)) == len(example_report.draft.timeline)
    assert 'aria-label="March 2025: ' in shown


def test_a_long_list_of_claims_is_paginated(folder: Folder) -> None:
    folder.repeat_claim(2 * CLAIMS_PER_PAGE + 1)
    report = read_report(folder.path).report
    assert report is not None
    found = by_address(report)
    lists = [found[address] for address in ("claims/", "claims/page/2/", "claims/page/3/")]
    listed = [
        row.claim.id for page in lists for group in page.view["groups"] for row in group.claims
    ]
    assert listed == list(report.draft.claims)
    assert [page.next for page in lists] == ["claims/page/2/", "claims/page/3/", None]
    assert "matrix/page/5/" in found
    assert len(found["matrix/page/5/"].view["rows"]) == 1


@pytest.mark.long
def test_the_second_page_of_claims_continues_the_first(folder: Folder) -> None:
    folder.repeat_claim(2 * CLAIMS_PER_PAGE + 1)
    assert folder.build().returncode == 0
    second = folder.page("claims/page/2/")
    assert "201 to 400 of 401" in text_of(second)
    assert "Disputed (continued)" in text_of(second)
    assert 'aria-current="page">2</a>' in second


def with_corrections(folder: Folder) -> None:
    folder.write(
        "claims.yaml",
        folder.read("claims.yaml") + "    corrections:\n"
        "      - {date: 2022-12-01, kind: clarification, note: A name was spelled out.}\n"
        "      - date: 2022-12-03\n        kind: correction\n"
        f"        note: {json.dumps('Misread. ' + PAYLOAD)}\n"
        "        was: {verdict: gone, claim: Drones were sent.}\n",
    )


def test_corrections_are_listed_newest_first_with_the_old_text(folder: Folder) -> None:
    with_corrections(folder)
    assert folder.build().returncode == 0
    shown = folder.page("corrections/")
    words = " ".join(text_of(shown.partition("<article")[2]).split())
    assert words.index("3 December 2022") < words.index("1 December 2022")
    assert "The verdict was “gone”; it is “Disputed”." in words
    assert "The claim read: “Drones were sent.”" in words
    assert 'href="../claims/no-drones-sent/#correction-2"' in shown
    assert 'id="correction-2"' in folder.page("claims/no-drones-sent/")
    assert "<script>alert" not in shown


def test_a_report_without_corrections_says_so(folder: Folder) -> None:
    assert folder.build().returncode == 0
    assert "We have made no corrections" in folder.page("corrections/")


def site_url(folder: Folder) -> None:
    folder.replace("mkdocs.yml", "https://example.org/", "https://facts.example/report")


def test_pages_have_metadata_for_link_previews(folder: Folder) -> None:
    site_url(folder)
    folder.replace(
        "claims.yaml",
        "claim: No drones were sent after the war began.",
        f"claim: {json.dumps(PAYLOAD)}",
    )
    assert folder.build().returncode == 0
    shown = folder.page("claims/no-drones-sent/")
    meta = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', shown))
    here = "https://facts.example/report/claims/no-drones-sent/"
    assert html.unescape(meta["og:title"]) == f"Disputed: {PAYLOAD}"
    assert meta["og:url"] == here
    assert meta["og:image"] == f"{here}card.png"
    assert meta["twitter:card"] == "summary_large_image"
    assert "Disputed" in meta["og:image:alt"]
    picture = (folder.path / "site/claims/no-drones-sent/card.png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    size = int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
    assert size == (1200, 630)
    [review] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown)
    assert json.loads(review)["claimReviewed"] == PAYLOAD
    assert json.loads(review)["url"] == here
    assert "<" not in review
    for link in re.findall(r'<link rel="alternate" type="application/[^"]+" href="([^"]+)"', shown):
        assert (folder.path / "site/claims/no-drones-sent" / link).is_file()


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en", []),
        ("en-IE", ["en_IE"]),
        ("en-gb", ["en_GB"]),
        ("en-Latn-GB-oxendict", ["en_GB"]),
        ("en-419", []),
    ],
)
def test_link_previews_have_a_locale_only_with_a_territory(
    folder: Folder, language: str, locale: list[str]
) -> None:
    folder.replace("claims.yaml", "report:\n", f"report:\n  language: {language}\n")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    shown = folder.page("claims/no-drones-sent/")
    assert re.findall(r'property="og:locale" content="([^"]*)"', shown) == locale


def test_a_page_can_be_cited(folder: Folder) -> None:
    site_url(folder)
    folder.replace(
        "claims.yaml",
        "  summary: One document was read.\n",
        "  summary: One document was read.\n"
        "  publisher: {name: The Facts Desk}\n  report_errors: https://facts.example/new?kind=error\n",
    )
    assert folder.build().returncode == 0
    shown = folder.page("claims/no-drones-sent/")
    cited = text_of(shown.partition('id="cite"')[2].partition("</section>")[0])
    assert "https://facts.example/report/claims/no-drones-sent/" in cited
    title = "Disputed: No drones were sent after the war began."
    assert f"The Facts Desk. {title} Who sent what." in cited
    assert "@misc{no-drones-sent," in cited
    assert '"type":"webpage"' in cited.replace(" ", "")
    assert "https://facts.example/new?kind=error&amp;claim=no-drones-sent" in shown


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("mailto:desk@facts.example", "mailto:desk@facts.example?subject=Error%20%26%20x"),
        ("https://facts.example/new", "https://facts.example/new?claim=a-b"),
        ("https://facts.example/new?a=1#top", "https://facts.example/new?a=1&claim=a-b#top"),
    ],
)
def test_errors_are_reported_with_the_claim_filled_in(contact: str, link: str) -> None:
    assert report_link(contact, "a-b", "Error & x") == link


def test_a_claimant_written_into_a_claim_is_an_error_with_a_fix(folder: Folder) -> None:
    folder.replace("claims.yaml", "claimants: [minister]", "claimants: [{name: The minister}]")
    [problem] = read_report(folder.path).problems
    assert problem.rule == "not-an-id"
    assert "below “claimants:” at the left edge" in problem.fix
    folder.replace("claims.yaml", "claimants: [{name: The minister}]", "claimants: [ministre]")
    [problem] = read_report(folder.path).problems
    assert problem.rule == "unknown-claimant"
    assert "Did you mean “minister”?" in problem.fix


def test_a_document_shown_in_excerpts_keeps_its_minimap(folder: Folder) -> None:
    folder.replace("claims.yaml", "    title: Drones", "    display: excerpts\n    title: Drones")
    assert folder.build().returncode == 0
    shown = folder.page("sources/gazette/")
    parts = re.findall(r'<a href="#(L\d+)" aria-label="Part', shown)
    assert len(parts) == 12
    assert set(parts) == {"L1", "L2"}
    assert not (folder.path / "site/sources/gazette/source.txt").exists()


def test_a_hand_written_file_may_not_replace_a_data_file(folder: Folder) -> None:
    folder.write("docs/claims.json", "{}")
    done = folder.build()
    assert done.returncode == 1
    assert "docs/claims.json" in done.stderr
    assert "claims.json” in the report" in done.stderr


def test_a_file_that_is_not_a_font_is_an_error(folder: Folder) -> None:
    folder.write("font.ttf", "no font")
    folder.replace(
        "mkdocs.yml", "  - factcheck\n", "  - factcheck:\n      card_fonts: [font.ttf]\n"
    )
    done = folder.build()
    assert done.returncode == 1
    assert "mkdocs.yml:9" in done.stderr
    assert "The font font.ttf cannot be read" in done.stderr


def test_a_reports_own_template_may_use_interface_texts(folder: Folder) -> None:
    shutil.copytree(
        ROOT / "generator/factcheck_report/rendering/templates", folder.path / "overrides/factcheck"
    )
    folder.replace("mkdocs.yml", "  font: false", "  font: false\n  custom_dir: overrides")
    folder.write("overrides/factcheck/corrections.html", '<h1 id="x">{{ "claim.cite"|t }}</h1>')
    assert folder.build().returncode == 0
    assert "Cite this page" in folder.page("corrections/")


def test_home_says_how_many_passages_the_quotes_are(folder: Folder) -> None:
    folder.repeat_claim(3)
    assert folder.factcheck("build").returncode == 0
    assert "<p>6 quotes from 2 passages.</p>" in folder.page("")
