"""What machines can have of a report, with an example."""

from __future__ import annotations

from generator import addresses
from generator.exports import FILES, example_claim
from generator.model import Report
from generator.pages.page import Page
from generator.words import Words


def data(report: Report, words: Words) -> Page:
    """The page about the data files."""
    return Page(
        address=addresses.DATA,
        template="data.html",
        title=words.say("data.title"),
        label=words.say("data.label"),
        description=words.say("data.description"),
        view={"files": FILES, "example": example_claim(report)},
    )
