"""Rules for verdicts and the evidence they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from factcheck_report.checking.rule import Rule, RuleContext
from factcheck_report.model import Claim, Level, Stance, Tone, Verdict, Wording
from factcheck_report.problems import Problem

_MOST_OFFERED = 10
"""Verdicts that a problem offers in place of one that does not fit."""


def _verdicts_bear_out(checked: RuleContext) -> Iterator[Problem]:
    draft = checked.draft
    for claim in draft.claims.values():
        if verdict := draft.verdicts.get(claim.verdict):
            yield from _thresholds(claim, verdict, draft.verdicts.values())


def _thresholds(claim: Claim, verdict: Verdict, scale: Iterable[Verdict]) -> Iterator[Problem]:
    supporting, refuting = claim.origins(Stance.SUPPORTS), claim.origins(Stance.REFUTES)
    if verdict.fits(len(supporting), len(refuting)):
        return
    fits = (other for other in scale if other.fits(len(supporting), len(refuting)))
    fitting = [f"“{other.label}” (verdict: {other.id})" for other in islice(fits, _MOST_OFFERED)]
    nobody = sum(
        1 for quote in claim.quotes if quote.origin is None and quote.stance is not Stance.CONTEXT
    )
    yield Problem(
        position=claim.marks.at("verdict"),
        entry=f"claim {claim.id}",
        rule="verdict-thresholds",
        what=f"The quotes name {_origins(supporting)} for the claim and {_origins(refuting)} "
        f"against it; the verdict “{verdict.label}” takes other numbers."
        + (f" Quotes without an origin, which count for nobody: {nobody}." if nobody else ""),
        fix=(f"So many origins make it {' or '.join(fitting)}. " if fitting else "")
        + "Choose the verdict that fits the evidence, or add what is missing.",
    )


def _origins(ids: Sequence[str]) -> str:
    named = f" ({', '.join(ids)})" if ids else ""
    return f"{len(ids)} origin{'' if len(ids) == 1 else 's'}{named}"


THRESHOLDS = Rule(
    id="verdict-thresholds",
    level=Level.ERROR,
    title="A verdict has as many independent origins for and against it as its definition takes.",
    reason="""\
Under `verdicts:` the report says what each verdict takes (`needs:`, `allows:`). What is counted
is origins, not quotes and not documents: whose word it finally is, once, however often it is
repeated. A quote without an `origin:` counts for nobody.""",
    fixed="The page of the verdicts promises it to readers. A verdict without `needs:` and "
    "`allows:` takes any numbers.",
    wrong="""\
claims:
  drones-sent:
    verdict: supported          # takes two origins for the claim; only one is quoted
""",
    right="""\
claims:
  drones-sent:
    verdict: open
""",
    find=_verdicts_bear_out,
)


def _verdicts_fit_their_evidence(checked: RuleContext) -> Iterator[Problem]:
    for claim in checked.draft.claims.values():
        verdict = checked.draft.verdicts.get(claim.verdict)
        stances = {quote.stance for quote in claim.quotes} - {Stance.CONTEXT}
        if verdict and (verdict.tone, stances) in _CONTRADICTIONS:
            [stance] = stances
            against = stance is Stance.REFUTES
            yield Problem(
                position=claim.marks.at("verdict"),
                entry=f"claim {claim.id}",
                rule="verdict-evidence",
                what=f"The verdict “{verdict.label}” is {verdict.tone}, but all that is quoted "
                f"{'speaks against' if against else 'supports'} the claim.",
                fix="Choose another verdict, or quote what it rests on; perhaps a stance was "
                "mixed up.",
            )


_CONTRADICTIONS = (
    (Tone.POSITIVE, {Stance.REFUTES}),
    (Tone.NEGATIVE, {Stance.SUPPORTS}),
)

EVIDENCE = Rule(
    id="verdict-evidence",
    level=Level.WARNING,
    title="A verdict does not say the opposite of all that is quoted.",
    reason="""\
A verdict whose tone is positive, with nothing quoted but what speaks against the claim, or the
other way round: most often a stance was mixed up. It is a warning only, because the tone is
chosen by the report, and a scale may have a negative verdict for what is merely not confirmed.""",
    wrong="""\
verdicts:
  true: {label: True, means: It is so., tone: positive}
claims:
  drones-sent:
    verdict: true
    quotes:
      - text: no drones were sent
        source: gazette
        stance: refutes
        wording: quoted
        speaker: The minister
        origin: ministry
""",
    right="""\
verdicts:
  false: {label: False, means: It is not so., tone: negative}
claims:
  drones-sent:
    verdict: false
    quotes:
      - text: no drones were sent
        source: gazette
        stance: refutes
        wording: quoted
        speaker: The minister
        origin: ministry
""",
    find=_verdicts_fit_their_evidence,
)


def _wordings(claim: Claim) -> set[Wording]:
    return {quote.wording for quote in claim.quotes if quote.stance is not Stance.CONTEXT}


def _headlines_do_not_stand_alone(checked: RuleContext) -> Iterator[Problem]:
    for claim in checked.draft.claims.values():
        if _wordings(claim) == {Wording.HEADLINE}:
            yield Problem(
                position=claim.marks.at("quotes"),
                entry=f"claim {claim.id}",
                rule="headline-only",
                what="Only headlines are quoted for or against the claim.",
                fix="Quote what the articles themselves say; a headline may stand beside it.",
            )


HEADLINE_ONLY = Rule(
    id="headline-only",
    level=Level.ERROR,
    title="A headline is never the only evidence.",
    reason="""\
Headlines shorten and sharpen, and the author of the article has often not written them. What the
text does not say, its headline does not prove.""",
    wrong="""\
claims:
  drones-sent:
    quotes:
      - text: Drones and denials in the north
        source: gazette
        stance: supports
        wording: headline
        origin: other-side
""",
    right="""\
claims:
  drones-sent:
    quotes:
      - text: Drones and denials in the north
        source: gazette
        stance: supports
        wording: headline
        origin: other-side
      - text: A spokesman of the other side said that dozens of drones had been sent in summer.
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
""",
    find=_headlines_do_not_stand_alone,
)


def _documents_do_not_speak_alone(checked: RuleContext) -> Iterator[Problem]:
    for claim in checked.draft.claims.values():
        verdict = checked.draft.verdicts.get(claim.verdict)
        own = Wording.DOCUMENT in _wordings(claim) <= {Wording.DOCUMENT, Wording.HEADLINE}
        if not own or verdict is None or _says_so(verdict):
            continue
        if not claim.origins(Stance.SUPPORTS) and not claim.origins(Stance.REFUTES):
            yield Problem(
                position=claim.marks.at("quotes"),
                entry=f"claim {claim.id}",
                rule="document-voice-only",
                what="Only the documents' own voice is quoted for or against the claim, and the "
                f"verdict “{verdict.label}” does not tell readers so.",
                fix="Quote somebody whose word it is, or choose a verdict that takes no origin: "
                "allows: {supporting_origins: 0, refuting_origins: 0}.",
            )


def _says_so(verdict: Verdict) -> bool:
    """Whether it is a verdict for just these claims: it may have no origin on either side."""
    return verdict.allows.supporting_origins == 0 and verdict.allows.refuting_origins == 0


DOCUMENT_VOICE_ONLY = Rule(
    id="document-voice-only",
    level=Level.WARNING,
    title="Where only documents speak in their own voice, the verdict says so.",
    reason="""\
A document that names nobody for what it says gives readers nothing to check. A report may have a
verdict for that: one that allows no origin on either side. It is a warning only, because a
document can be the witness itself, as minutes or a register are.""",
    wrong="""\
claims:
  drones-sent:
    quotes:
      - text: The drones were flown from an airfield in the north.
        source: gazette
        stance: supports
        wording: document
""",
    right="""\
claims:
  drones-sent:
    verdict: unattributed       # allows: {supporting_origins: 0, refuting_origins: 0}
    quotes:
      - text: The drones were flown from an airfield in the north.
        source: gazette
        stance: supports
        wording: document
""",
    find=_documents_do_not_speak_alone,
)

RULES = (THRESHOLDS, EVIDENCE, HEADLINE_ONLY, DOCUMENT_VOICE_ONLY)
