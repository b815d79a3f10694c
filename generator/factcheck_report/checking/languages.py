"""Rules for languages: of claims, and of the documents of translated quotes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from factcheck_report.checking.rule import Finding, Rule, RuleContext
from factcheck_report.model import Level
from factcheck_report.model.languages import primary_language, script_of

_LETTERS: Mapping[str, tuple[str, ...]] = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("HIRAGANA", "KATAKANA", "CJK"),
    "Kore": ("HANGUL", "CJK"),
    "Latn": ("LATIN",),
    "Taml": ("TAMIL",),
    "Thai": ("THAI",),
}
"""What the names of a script's letters begin with in Unicode, by script (ISO 15924)."""
_KNOWN = frozenset(name for names in _LETTERS.values() for name in names)


def _claims_fit_their_language(context: RuleContext) -> Iterator[Finding]:
    own = context.draft.publication.language
    for claim in context.draft.claims.values():
        language = claim.language or own
        letters = _most_frequent_letters(claim.claim)
        expected = _LETTERS.get(script_of(language))
        if expected is None or letters in expected or letters not in _KNOWN:
            continue
        yield Finding(
            (f"claim {claim.id}", claim.positions.at("language" if claim.language else "claim")),
            what=f"Most letters of the claim are {letters.title()}, but its language is "
            f"“{language}”{'' if claim.language else ', like that of the report'}.",
            fix=f"{'Change' if claim.language else 'Add'} “language:”: a tag such as ar, ja or ru.",
        )


def _most_frequent_letters(text: str) -> str:
    """What the names of most letters of a text begin with; empty if there are no letters."""
    counted: Counter[str] = Counter()
    for char, times in Counter(text).items():
        if char.isalpha():
            counted[unicodedata.name(char, "").partition(" ")[0].partition("-")[0]] += times
    return counted.most_common(1)[0][0] if counted else ""


CLAIM_LANGUAGE = Rule(
    id="claim-language",
    level=Level.NOTE,
    title="A claim has the language that it is written in.",
    reason="""\
Browsers need the language of a claim for its direction, its letters and its pronunciation. It is
the report's, unless the claim has `language:`. The rule looks at the script only: it cannot tell
German from English. It is only a note: a claim may quote many words in another script.""",
    wrong="""\
claims:
  drones-sent:
    claim: أُرسلت المسيّرات في الصيف
""",
    right="""\
claims:
  drones-sent:
    claim: أُرسلت المسيّرات في الصيف
    language: ar
""",
    find=_claims_fit_their_language,
)


def _translated_documents_are_foreign(context: RuleContext) -> Iterator[Finding]:
    own = context.draft.publication.language
    for name, quote in context.draft.named_quotes():
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
        yield Finding((name, quote.positions.at("translation")), what=what, fix=fix)


TRANSLATED = Rule(
    id="translated-quote",
    level=Level.NOTE,
    title="A translated quote is from a document in another language.",
    reason="""\
`translation:` is for readers who cannot read the document. They see it below the words of the
document, marked as the report's own. If the document is in the report's language, a second version
of its words confuses them. It is only a note, because a document may be in several languages.""",
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

RULES = (CLAIM_LANGUAGE, TRANSLATED)
