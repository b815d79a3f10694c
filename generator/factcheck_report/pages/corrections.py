"""The page of corrections and removed claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from factcheck_report import addresses
from factcheck_report.addresses.pagination import paginate
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Correction, Removal, Report
from factcheck_report.pages.last_changes import newest
from factcheck_report.pages.page import Page, SearchText, list_page

_ENTRIES_PER_PAGE = 100
"""About 100 KB of HTML."""


@dataclass(frozen=True, slots=True)
class ClaimCorrection:
    """A correction with its claim."""

    correction: Correction
    claim: Claim
    number: int
    """The correction's number on its claim, from 1 in the order of claims.yaml."""
    verdicts: tuple[str, str] | None
    """Labels of the verdict before and after, if the correction changed it."""


@dataclass(frozen=True, slots=True)
class RemovedClaim:
    """A removed claim and the claim that replaces it, if any."""

    removal: Removal
    now: Claim | None


def all_corrections(report: Report) -> list[ClaimCorrection]:
    """The corrections of all claims, newest first."""
    return _newest_first(item for claim in report.claims for item in corrections_of(report, claim))


def corrections_of(report: Report, claim: Claim) -> list[ClaimCorrection]:
    """A claim's corrections, newest first. Of those on one day, the last listed is the newest."""
    verdicts = claim.verdict_changes()
    return _newest_first(
        ClaimCorrection(
            claim.corrections[index],
            claim,
            index + 1,
            _labels(report, verdicts[index]) if index in verdicts else None,
        )
        for index in reversed(range(len(claim.corrections)))
    )


def _newest_first(corrections: Iterable[ClaimCorrection]) -> list[ClaimCorrection]:
    return sorted(corrections, key=lambda item: item.correction.date.sort_key, reverse=True)


def _labels(report: Report, ids: tuple[str, str]) -> tuple[str, str]:
    was, now = ids
    return report.draft.verdict_label(was), report.draft.verdict_label(now)


def _entry(item: ClaimCorrection | RemovedClaim) -> Correction | Removal:
    return item.correction if isinstance(item, ClaimCorrection) else item.removal


def correction_list_pages(report: Report, translations: Translations) -> list[Page]:
    """All corrections and removals, newest first, paginated."""
    draft = report.draft
    items: list[ClaimCorrection | RemovedClaim] = [
        *all_corrections(report),
        *(
            RemovedClaim(removal, draft.claims[removal.now] if removal.now else None)
            for removal in draft.removed.values()
        ),
    ]
    items.sort(key=lambda item: _entry(item).date.sort_key, reverse=True)
    pages = []
    for page_slice in paginate(items, addresses.CORRECTIONS, _ENTRIES_PER_PAGE):
        changed = newest(_entry(item).date for item in page_slice.items)
        page = list_page("corrections", page_slice, translations, len(items), {}, changed=changed)
        text = "\n".join([page.description, *(_entry(item).note for item in page_slice.items)])
        pages.append(replace(page, search_texts=(SearchText(page.title, text),)))
    return pages
