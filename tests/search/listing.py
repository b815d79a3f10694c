"""The list of claims in a browser: what is shown and what can be chosen."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from factcheck_report.model import Report
from tests.search.indexing import looked_for


def found(page: Page) -> list[str]:
    """Return the ids of the claims in the results, once they are those that were asked for."""
    expect(page.locator(".fc-found")).to_have_attribute("aria-busy", "false")
    links = page.locator(".fc-found li > a")
    return [
        str(href).rstrip("/").rpartition("/")[2]
        for href in links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    ]


def status(page: Page, text: str) -> None:
    expect(page.locator(".fc-facets [role=status]")).to_have_text(text)


def counted(report: Report, found: int) -> str:
    return f"{found} of {len(report.claims)} claims"


NONE = "No claims found. Try other words."
NONE_FILTERED = "No claims found. Try other words or remove a filter."
FAILED = "The search did not load. The whole list is below."


def options(page: Page, facet: str) -> dict[str, int]:
    """Return the visible options of a filter and their numbers of claims."""
    page.locator(".fc-facets-fields").hover()
    expect(page.locator(".fc-facets-fields")).to_have_attribute("aria-busy", "false")
    shown = page.locator(f"select[name={facet}] option:not([hidden]):not([value=''])")
    texts = shown.evaluate_all("all => all.map(o => [o.value, o.textContent])")
    return {id: int(text.rpartition("(")[2].strip(")")) for id, text in texts}


def expected(report: Report, **chosen: str) -> list[str]:
    return [
        record.id
        for record in looked_for(report)
        if all(id in record.values[facet] for facet, id in chosen.items())
    ]
