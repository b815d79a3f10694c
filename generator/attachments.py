"""The files of a report beside its pages: the documents, the data for machines, the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import addresses
from generator.cards import CardPainter
from generator.exports import exports
from generator.model import Claim, Display, Report
from generator.words import Words


def data_files(report: Report, words: Words, base: str | None) -> Iterator[tuple[str, bytes]]:
    """Address and content of each document that may be published, and of each data file.

    `base` is the address the site is published at, ending in a slash; None where it is not known.
    """
    for document in report.documents.values():
        if document.source.display is Display.FULL:
            yield addresses.source_file(document.source.id), document.data
    for name, text in exports(report, words, base).items():
        yield name, text.encode()


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures (PNG) that stand for pages where they are shared."""

    by_address: Mapping[str, bytes]
    unset: str = ""
    """Letters for which there is no font: their claims are left out of the pictures, and a page
    whose verdict has such a letter has no picture."""


def pictures(report: Report, words: Words, fonts: Sequence[Path] = ()) -> Pictures:
    """A picture for the report and for each claim.

    `fonts` are files for scripts that the product's own font does not have. Raises FontRefused.
    """
    painter = CardPainter(report.publication.title, fonts)
    painted = {addresses.card(): painter.paint_report(words.say("home.kicker"))}
    unset: set[str] = set()
    for claim in report.claims:
        verdict = report.draft.verdicts[claim.verdict]
        card = painter.paint(
            claim.claim, verdict.label, verdict.tone, _who_and_when(report, words, claim)
        )
        painted[addresses.card(addresses.claim(claim.id))] = card
        unset.update(painter.unset(claim.claim), painter.unset(verdict.label))
    there = {address: card for address, card in painted.items() if card is not None}
    return Pictures(there, "".join(sorted(unset)))


def _who_and_when(report: Report, words: Words, claim: Claim) -> str:
    names = words.joined(claimant.name for claimant in report.claimants_of(claim))
    date = words.date(claim.stated) if claim.stated else ""
    return " · ".join(filter(None, (names, date)))
