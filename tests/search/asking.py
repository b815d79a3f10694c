"""The search of every page in a browser: questions and what is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from playwright.sync_api import Locator, Page, expect

QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text("utf-8"))
"""What readers ask, for each report, and the claim that must be among the first five."""
LABEL = "Search claims and documents"
OPENER = "Search"


def opener(page: Page) -> Locator:
    return page.get_by_role("banner").get_by_role("button", name=OPENER)


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name=LABEL)


def field(page: Page) -> Locator:
    return dialog(page).get_by_role("searchbox")


def ask(page: Page, question: str) -> None:
    """Ask, and wait for the answer to this question."""
    if not dialog(page).is_visible():
        opener(page).click()
    field(page).fill("")
    expect(page.locator(".fc-search-results li, .fc-search-results p")).to_have_count(0)
    field(page).fill(question)
    expect(page.locator(".fc-search-dialog [role=status]")).to_have_text(
        re.compile(r"^(Claims: |Nothing found)")
    )


def claims_found(page: Page) -> list[str]:
    links = page.locator(".fc-search-item a")
    return [
        href.rstrip("/").rpartition("/")[2]
        for href in links.evaluate_all("all => all.map(a => a.href)")
    ]


def missed(page: Page, questions: Iterable[Mapping[str, str]]) -> list[tuple[str, list[str]]]:
    """Return the questions whose claim is not among the first five, and what these are."""
    found = []
    for question in questions:
        ask(page, question["ask"])
        first = claims_found(page)[:5]
        if question["claim"] not in first:
            found.append((question["ask"], first))
    return found
