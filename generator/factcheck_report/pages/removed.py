"""The page that replaces a removed claim, so that links to it still lead somewhere."""

from __future__ import annotations

from factcheck_report import addresses
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Removal, Report
from factcheck_report.pages.page import Page


def removed_page(report: Report, translations: Translations, removal: Removal) -> Page:
    """When and why the claim was removed, and which claim replaces it. No list links to it."""
    now = report.draft.claims[removal.now] if removal.now else None
    verdict = report.draft.verdicts[now.verdict] if now else None
    title = translations.text("removed.moved_title" if now else "removed.title")
    return Page(
        address=addresses.claim(removal.id),
        template="removed.html",
        title=title,
        label=title,
        description=removal.note,
        view={"removal": removal, "now": now, "verdict": verdict},
        index_page=addresses.CLAIMS,
        position=removal.positions.entry,
        changed=removal.date,
        moved_to=addresses.claim(now.id) if now else None,
        embed="embed-removed.html",
    )
