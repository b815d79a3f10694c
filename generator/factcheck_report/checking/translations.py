"""The rule for translations of quotes."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.checking.rule import Rule, RuleContext
from factcheck_report.model import Level
from factcheck_report.model.languages import primary_language
from factcheck_report.problems import Problem


def _translated_documents_are_foreign(context: RuleContext) -> Iterator[Problem]:
    own = context.draft.publication.language
    for kind, entry, quotes in context.draft.quoting_entries():
        for number, quote in enumerate(quotes, 1):
            source = context.draft.sources.get(quote.source)
            if quote.translation is None or source is None:
                continue
            if source.language is None:
                what = f"The quote has a translation, but no language is set for “{source.id}”."
                fix = (
                    f"Add “language:” to the source “{source.id}”: en, de, fa. Programs that read "
                    "the page aloud need it."
                )
            elif primary_language(source.language) == primary_language(own):
                what = f"The document and the report are in the same language ({own})."
                fix = (
                    "Delete “translation:”. Write explanations into “note:”. If the document is "
                    f"in another language, change “language:” of the source “{source.id}”."
                )
            else:
                continue
            yield Problem(
                position=quote.positions.at("translation"),
                entry=f"{kind} {entry}, quote {number}",
                rule="translated-quote",
                what=what,
                fix=fix,
            )


TRANSLATED = Rule(
    id="translated-quote",
    level=Level.NOTE,
    title="A translated quote is from a document in another language.",
    reason="""\
`translation:` is for readers who cannot read the document. They see it below the words of the
document, marked as the report's own. If the document is in the report's language, a second version
of its words only invites doubt. It is a note: a document may hold more than one language.""",
    wrong="""\
sources:
  gazette:
    language: en
claims:
  drones-sent:
    quotes:
      - text: dozens of drones had been sent in summer
        translation: many drones were sent in summer
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
""",
    right="""\
sources:
  gazette:
    language: en
claims:
  drones-sent:
    quotes:
      - text: dozens of drones had been sent in summer
        note: The document does not say which summer.
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
""",
    find=_translated_documents_are_foreign,
)

RULES = (TRANSLATED,)
