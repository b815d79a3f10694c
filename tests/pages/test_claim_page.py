"""The page of a claim: who makes it, the verdict, the evidence; and its title elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.site.site import Site
from tests.browsing import PHONE, assert_answered_on_the_first_screen
from tests.markup import text_of
from tests.reports import Folder
from tests.weekly import weekly_but

CLAIM = "claims/no-drones-sent/"
LONG = "The Independent International Commission of Inquiry on the Harbour and its Islands"
MINISTER = "  minister: {name: The minister, role: Minister, kind: person}\n"
CONTEXT = """\
      - text: The minister’s office did not answer.
        source: gazette
        stance: context
        wording: document
"""


def body(folder: Folder) -> str:
    return Site(folder.report(), english_translations()).page(CLAIM).body


def byline(folder: Folder) -> str:
    shown = body(folder).partition('class="fc-byline')[2].partition(">")[2].partition("</p>")[0]
    return " ".join(text_of(shown).split())


def claimants(folder: Folder, *names: str) -> None:
    entries = "".join(
        f"  c{n}: {{name: {name}, role: Officer {n}}}\n" for n, name in enumerate(names)
    )
    folder.replace("claims.yaml", MINISTER, entries)
    ids = ", ".join(f"c{number}" for number in range(len(names)))
    folder.replace("claims.yaml", "claimants: [minister]", f"claimants: [{ids}]")


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Ann"], "Claimed by Ann"),
        (["Ann", "Bo"], "Claimed by Ann and Bo"),
        (["Ann", "Bo", "Cy"], "Claimed by Ann, Bo +1 more claimant"),
        (["Ann", "Bo", "Cy", "Di"], "Claimed by Ann, Bo +2 more claimants"),
        ([LONG, "Bo"], f"Claimed by {LONG} +1 more claimant"),
        (["政府" * 12, "外務省"], f"Claimed by {'政府' * 12} +1 more claimant"),
    ],
)
def test_the_byline_names_two_claimants_and_leads_to_the_others(
    folder: Folder, names: list[str], shown: str
) -> None:
    claimants(folder, *names)
    assert byline(folder) == shown
    whole = body(folder)
    assert ('href="#claimants"' in whole) == ("+" in shown)
    listed = text_of(whole.partition('id="claimants"')[2].partition("</section>")[0])
    for number, name in enumerate(names):
        assert f"{name}, Officer {number}" in listed


def test_a_byline_says_that_a_date_is_missing_only_where_others_have_one(folder: Folder) -> None:
    assert byline(folder) == "Claimed by The minister"
    entry = folder.read("claims.yaml").partition("claims:\n")[2]
    again = entry.replace("no-drones-sent", "again", 1).replace("war began", "war", 1)
    again = again.replace("    verdict:", "    stated: 2022-11-05\n    verdict:", 1)
    folder.write("claims.yaml", folder.read("claims.yaml") + again)
    assert byline(folder) == "Claimed by The minister · date not stated"


@pytest.mark.parametrize("count", weekly_but([1, 2, 5], 2))
def test_very_long_names_leave_the_answer_on_the_first_screen(
    browser: Browser, serve: Callable[[Path], str], folder: Folder, count: int
) -> None:
    claimants(folder, *[f"{LONG} {number}" for number in range(count)])
    assert folder.build().returncode == 0
    page = browser.new_page()
    assert_answered_on_the_first_screen(page, serve(folder.path / "site"), ["no-drones-sent"])
    page.close()


def test_outside_its_page_a_claim_stands_behind_its_verdict(folder: Folder) -> None:
    entry = folder.read("claims.yaml").partition("claims:\n")[2]
    again = entry.replace("no-drones-sent", "again", 1).replace("war began", "war", 1)
    again = again.replace("    verdict:", "    related: [no-drones-sent]\n    verdict:", 1)
    folder.write("claims.yaml", folder.read("claims.yaml") + again)
    folder.switch_off("duplicate-claim")
    folder.replace(
        "mkdocs.yml", "  font: false\n", "  font: false\n  features: [navigation.footer]\n"
    )
    assert folder.build().returncode == 0
    title = "Disputed: No drones were sent after the war began."
    page = folder.page(CLAIM)
    assert f"<title>{title} - Test</title>" in page
    assert f'<meta property="og:title" content="{title}">' in page
    assert f'<meta property="og:image:alt" content="{title}">' in page
    assert f"{title} Who sent what" in text_of(page.partition("fc-citation")[2])
    # On its own page it stands alone, under a label.
    article = page.partition("<article")[2]
    assert re.search(r'<h1 id="claim">No drones were sent after the war began.</h1>', article)
    assert text_of(article).index("Claim") < text_of(article).index("No drones were sent")
    other = folder.page("claims/again/")
    related = text_of(other.partition('id="related"')[2].partition("</section>")[0])
    assert related.index("Disputed") < related.index("No drones were sent after the war began.")
    # The link to the previous claim at the foot.
    assert title in text_of(other.partition("md-footer")[2])


def test_a_receipt_is_folded_and_only_there_is_the_hash_of_the_file(
    browser: Browser, serve: Callable[[Path], str], folder: Folder
) -> None:
    folder.replace(
        "claims.yaml", "title: Drones and denials", "short: Gazette\n    title: Drones and denials"
    )
    assert folder.build().returncode == 0
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{serve(folder.path / 'site')}{CLAIM}")
    quote = page.locator(f"#{folder.quote_ids()[1]}")
    shown = quote.locator("figcaption").inner_text()
    assert [line for line in shown.split("\n") if line] == [
        "A spokesman of the other side · reported speech",
        "Gazette, line 2",
        "Found word for word",
    ]
    assert not re.search(r"\b[0-9a-f]{8}", page.locator("article.fc-claim").inner_text())
    quote.get_by_text("Found word for word").click()
    expect(quote.get_by_text("SHA-256 of the file:")).to_be_visible()
    expect(quote.locator("mark")).to_have_text(
        "A spokesman of the other side said that dozens of drones had been sent in summer."
    )
    page.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_to_folded_context_opens_it(
    browser: Browser, serve: Callable[[Path], str], folder: Folder, javascript: bool
) -> None:
    folder.write("claims.yaml", folder.read("claims.yaml") + CONTEXT)
    assert folder.build().returncode == 0
    home = serve(folder.path / "site")
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.goto(f"{home}{CLAIM}")
    expect(page.get_by_text("1 passage, not counted")).to_be_visible()
    quote = f"#{folder.quote_ids()[2]}"
    expect(page.locator(quote)).to_be_hidden()
    page.goto("about:blank")
    page.goto(f"{home}{CLAIM}{quote}")
    expect(page.locator(quote)).to_be_visible()
    context.close()


def test_a_reader_shares_a_claim_in_two_taps(
    browser: Browser, serve: Callable[[Path], str], folder: Folder
) -> None:
    folder.replace(
        "claims.yaml", "  summary: One", "  key_claims: [no-drones-sent]\n  summary: One"
    )
    assert folder.build().returncode == 0
    home = serve(folder.path / "site")
    context = browser.new_context(
        viewport=PHONE, permissions=["clipboard-read", "clipboard-write"], has_touch=True
    )
    page = context.new_page()
    page.goto(home)
    page.get_by_role("link", name="No drones were sent after the war began.").first.tap()
    page.wait_for_url(f"{home}{CLAIM}")
    link = page.locator(".fc-share .fc-permalink")
    box = link.bounding_box()
    assert box is not None and box["y"] + box["height"] < PHONE["height"]
    for target in page.locator(".fc-share a").all():
        assert target.bounding_box()["height"] >= 44  # type: ignore[index]
    link.tap()
    expect(link).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{home}{CLAIM}"
    # The page stays where it is.
    assert page.evaluate("scrollY") == 0
    context.close()
