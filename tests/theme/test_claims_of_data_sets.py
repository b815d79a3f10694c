"""Claims without evidence and passages that state a claim, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from tests.browsing import DESKTOP, assert_accessible, in_each_size_and_scheme
from tests.reports import MKDOCS, Folder
from tests.theme.colours import rgb
from tests.weekly import weekly_but

PALETTE = """\
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Light}
plugins:
"""
CLAIM = """\
  office-closed:
    claim: The office is closed in summer.
    claimants: [minister]
    verdict: unknown
    summary: The document only repeats the claim.
    made:
      - {where: Talk on Radio North, url: "https://radio.example/talk", date: 2022-11-06}
      - {url: "https://social.example/123456789012345678901234567890123456789012345678901234567890"}
    quotes:
      - {text: The minister’s office did not answer., source: gazette, stance: states,
         speaker: The minister, wording: paraphrased}
"""
PAGES = ("", "claims/", "claims/office-closed/", "sources/gazette/", "matrix/", "verdicts/")


@pytest.fixture(scope="module")
def site(
    made_once: Callable[[str, Callable[[Path], object]], Path], serve: Callable[[Path], str]
) -> str:
    return serve(made_once("claims-of-data-sets", build) / "report/site")


def build(place: Path) -> None:
    folder = Folder(place / "report")
    verdict = "  unknown: {label: Unknown, means: Nothing., tone: neutral, evidence: none}\n"
    folder.replace("claims.yaml", "\nclaimants:\n", f"{verdict}\nclaimants:\n")
    folder.write("claims.yaml", folder.read("claims.yaml") + CLAIM)
    folder.write("mkdocs.yml", MKDOCS.replace("plugins:\n", PALETTE))
    done = folder.build()
    assert done.returncode == 0, done.stderr


@in_each_size_and_scheme
@pytest.mark.parametrize("pages", weekly_but([PAGES[::2], PAGES[1::2]], PAGES[::2]))
def test_the_pages_are_accessible_and_fit_the_screen(
    browser: Browser, site: str, size: Any, scheme: Literal["light", "dark"], pages: tuple[str, ...]
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    for address in pages:
        page.goto(site + address)
        assert_accessible(page, f"{address} {scheme}")
        main = page.locator(".fc").first.bounding_box()
        assert main is not None
        assert main["x"] >= 0
        assert main["x"] + main["width"] <= size["width"]
    context.close()


def test_a_passage_that_states_a_claim_has_its_own_mark(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{site}sources/gazette/")
    mark = page.locator("#text mark", has_text="did not answer")
    assert rgb("states-tint") in mark.evaluate("e => getComputedStyle(e).backgroundImage")
    mark.click()
    assert page.locator(".fc-sheet").get_by_text("The office is closed in summer.").is_visible()
    context.close()


def test_printed_claims_have_the_addresses_at_which_they_were_made(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{site}claims/office-closed/")
    address = page.locator(".fc-made").get_by_text("https://radio.example/talk")
    assert not address.is_visible()
    page.emulate_media(media="print")
    assert address.is_visible()
    assert page.get_by_text("No evidence for or against this claim").is_visible()
    context.close()
