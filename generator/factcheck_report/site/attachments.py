"""The files of a report beside its pages: the documents, the data for machines, the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from factcheck_report import addresses
from factcheck_report.cards import CardPainter
from factcheck_report.exports import exported_files
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Display, Report, Verdict
from factcheck_report.site.build_cache import Memory, digest


def data_files(
    report: Report, translations: Translations, base: str | None
) -> Iterator[tuple[str, str | bytes]]:
    """Address and content of each document that may be published, and of each data file (UTF-8).

    `base` is the address the site is published at, ending in a slash; None where it is not known.
    """
    for document in report.documents.values():
        if document.source.display is Display.FULL:
            yield addresses.source_file(document.source.id), document.data
    yield from exported_files(report, translations, base)


class Pictures:
    """The pictures (PNG) that stand for the report and its claims where they are shared.

    `fonts` are files for scripts that the product's own font does not have. Raises FontRefused.
    """

    def __init__(
        self, report: Report, translations: Translations, memory: Memory, fonts: Sequence[Path] = ()
    ) -> None:
        self._report = report
        self._translations = translations
        self._memory = memory
        self._fonts = fonts
        self._painter = CardPainter(report.publication.title, fonts)
        labels = {verdict.label for verdict in report.draft.verdicts.values()}
        self._set = set(filter(self._painter.can_set, labels))

    def unset(self) -> str:
        """Letters for which there is no font.

        Their claims are left out of the pictures, and a page whose verdict has such a letter has
        no picture.
        """
        verdicts = (self._verdict(claim).label for claim in self._report.claims)
        claims = (claim.claim for claim in self._report.claims)
        unsupported = map(self._painter.unsupported_characters, (*verdicts, *claims))
        return "".join(sorted(set().union(*unsupported)))

    def addresses(self) -> frozenset[str]:
        """Where there will be one."""
        shown = (claim for claim in self._report.claims if self._verdict(claim).label in self._set)
        cards = {addresses.card(addresses.claim(claim.id)) for claim in shown}
        if self._painter.can_set(self._report.publication.title):
            cards.add(addresses.card())
        return frozenset(cards)

    def paint(self) -> Iterator[tuple[str, bytes]]:
        """Address and content of each, one after the other."""
        report = self._painter.paint_report(self._translations.text("home.kicker"))
        if report is not None:
            yield addresses.card(), report
        fonts = [digest(path.read_bytes()) for path in self._fonts]
        for claim in self._report.claims:
            verdict = self._verdict(claim)
            if verdict.label not in self._set:
                continue
            who = _who_and_when(self._report, self._translations, claim)
            said = claim.claim, verdict.label, verdict.tone, who
            paint = partial(self._painted, *said)
            card = self._memory.made(paint, "picture", self._report.publication.title, fonts, *said)
            if card:
                yield addresses.card(addresses.claim(claim.id)), card

    def _painted(self, *said: Any) -> bytes:
        return self._painter.paint(*said) or b""

    def _verdict(self, claim: Claim) -> Verdict:
        return self._report.draft.verdicts[claim.verdict]


def _who_and_when(report: Report, translations: Translations, claim: Claim) -> str:
    names = translations.joined(claimant.name for claimant in report.claimants_of(claim))
    date = translations.date(claim.stated) if claim.stated else ""
    return " · ".join(filter(None, (names, date)))
