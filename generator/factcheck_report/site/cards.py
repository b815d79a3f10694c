"""The pictures that are shown with a link to the report or to one of its claims."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from factcheck_report import addresses
from factcheck_report.cards import CardPainter
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Report, Verdict
from factcheck_report.model.languages import text_direction
from factcheck_report.pages.byline import byline_text
from factcheck_report.pages.features import report_features
from factcheck_report.pages.rows import claim_row, evidence_facts
from factcheck_report.site.build_cache import BuildCache, digest


class ReportCards:
    """The cards (PNG) of a report and its claims.

    `fonts` are font files for scripts that the product's own font lacks. Raises FontRefused.
    """

    def __init__(
        self,
        report: Report,
        translations: Translations,
        cache: BuildCache,
        fonts: Sequence[Path] = (),
    ) -> None:
        self._report = report
        self._translations = translations
        self._cache = cache
        self._fonts = [digest(path.read_bytes()) for path in fonts]
        self._painter = CardPainter(report.publication.title, fonts)
        self._features = report_features(report)
        labels = {verdict.label for verdict in report.draft.verdicts.values()}
        self._paintable = set(filter(self._painter.can_set, labels))
        """Labels of verdicts for which there are all letters."""

    def missing_letters(self) -> str:
        """Letters for which there is no font, sorted.

        A claim with such a letter is left out of its card. A verdict with one has no cards.
        """
        verdicts = (self._verdict(claim).label for claim in self._report.claims)
        claims = (claim.claim for claim in self._report.claims)
        return "".join(
            sorted(set().union(*map(self._painter.unsupported_characters, (*verdicts, *claims))))
        )

    def addresses(self) -> frozenset[str]:
        """The address of each card."""
        cards = {
            addresses.card(addresses.claim(claim.id))
            for claim in self._report.claims
            if self._verdict(claim).label in self._paintable
        }
        if self._painter.can_set(self._report.publication.title):
            cards.add(addresses.card())
        return frozenset(cards)

    def of_report(self) -> bytes | None:
        """The card of the report itself; None if there is none."""
        return self._painter.paint_report(self._translations.text("home.kicker"))

    def of_claim(self, claim: Claim) -> bytes | None:
        """The card of a claim; None if it has none."""
        verdict = self._verdict(claim)
        if verdict.label not in self._paintable:
            return None
        byline = byline_text(self._report, self._translations, claim)
        facts = self._facts(claim)
        right_to_left = text_direction(claim.language) == "rtl" if claim.language else None
        words = claim.claim, verdict, byline, facts, right_to_left
        drawn = verdict.label, verdict.shown_icon, verdict.color or verdict.tone
        content = (claim.claim, *drawn, byline, facts, right_to_left)
        title = self._report.publication.title
        paint = partial(self._paint, *words)
        return self._cache.get_or_make(paint, "picture", title, self._fonts, *content) or None

    def _paint(
        self, claim: str, verdict: Verdict, byline: str, facts: str, right_to_left: bool | None
    ) -> bytes:
        return self._painter.paint(claim, verdict, byline, facts, right_to_left) or b""

    def _verdict(self, claim: Claim) -> Verdict:
        return self._report.draft.verdicts[claim.verdict]

    def _facts(self, claim: Claim) -> str:
        """Origins for and against a claim, or the documents that report it; may be empty."""
        row = claim_row(self._report, claim)
        if row.verdict.without_evidence or claim.is_statement or row.supporting or row.refuting:
            return evidence_facts(row, self._translations, self._features)[0]
        return ""
