"""Everything that was changed after publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.addresses.pagination import cut
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Correction, Removal, Report
from factcheck_report.pages.page import Findable, Page

_CHANGES_ON_A_PAGE = 100
"""Some 100 KB of HTML."""


@dataclass(frozen=True, slots=True)
class Change:
    """A correction, and the claim it corrects."""

    correction: Correction
    claim: Claim
    number: int
    """Of the correction on its claim, from 1 in the editor's order."""
    verdicts: tuple[str, str] | None
    """Labels of the verdict before and after, if it changed the verdict."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A claim that was taken out, and the one that takes its place if there is one."""

    removal: Removal
    now: Claim | None


def removals(report: Report) -> list[Removed]:
    """All claims that were taken out, in the editor's order."""
    draft = report.draft
    return [
        Removed(removal, draft.claims[removal.now] if removal.now else None)
        for removal in draft.removed.values()
    ]


def changes(report: Report) -> list[Change]:
    """All corrections, newest first; of a claim's with one date the last listed is the newest."""
    return _newest_first(change for claim in report.claims for change in changes_of(report, claim))


def changes_of(report: Report, claim: Claim) -> list[Change]:
    """A claim's corrections, newest first."""
    verdicts = claim.verdict_changes()
    return _newest_first(
        Change(
            claim.corrections[index],
            claim,
            index + 1,
            _labels(report, verdicts[index]) if index in verdicts else None,
        )
        for index in reversed(range(len(claim.corrections)))
    )


def _newest_first(every: Iterable[Change]) -> list[Change]:
    return sorted(every, key=lambda change: change.correction.date.sort_key, reverse=True)


def _labels(report: Report, ids: tuple[str, str]) -> tuple[str, str]:
    was, now = ids
    return report.verdict_label(was), report.verdict_label(now)


def _about(item: Change | Removed) -> Correction | Removal:
    return item.correction if isinstance(item, Change) else item.removal


def corrections(report: Report, translations: Translations) -> list[Page]:
    """The list of them, cut into pages."""
    every: list[Change | Removed] = [*changes(report), *removals(report)]
    every.sort(key=lambda item: _about(item).date.sort_key, reverse=True)
    title, label = translations.text("corrections.title"), translations.text("corrections.label")
    description = translations.text("corrections.description", count=len(every))
    return [
        Page(
            address=part.address,
            template="corrections.html",
            title=part.named(translations, title),
            label=part.named(translations, label),
            description=description,
            findable=(
                Findable(
                    part.named(translations, title),
                    "\n".join([description, *(_about(item).note for item in part.items)]),
                ),
            ),
            view={"part": part},
            section=part.section,
        )
        for part in cut(every, addresses.CORRECTIONS, _CHANGES_ON_A_PAGE)
    ]
