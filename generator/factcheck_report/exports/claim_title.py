"""A claim's title wherever it stands without its page: behind its verdict.

Alone, the wording of a contradicted claim would read as the publisher's own headline.
"""

from __future__ import annotations

from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Report
from factcheck_report.model.languages import text_direction
from factcheck_report.model.safe_text import isolated, visible


def claim_title(report: Report, translations: Translations, claim: Claim) -> str:
    """Verdict and claim as plain text, e.g. “Contradicted: Iran sent no drones.”"""
    label = report.draft.verdicts[claim.verdict].label
    return translations.text("claim.title", verdict=label, claim=claim.claim)


def shown_title(report: Report, translations: Translations, claim: Claim) -> str:
    """The same, ready to be shown by a program that cannot mark the language of a part.

    A claim in the other direction is kept apart from the text around it.
    """
    own, language = report.publication.language, report.language_of(claim)
    differs = text_direction(language) != text_direction(own)
    return translations.text(
        "claim.title",
        verdict=visible(report.draft.verdicts[claim.verdict].label),
        claim=isolated(claim.claim) if differs else visible(claim.claim),
    )
