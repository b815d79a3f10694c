"""Rules for verdicts and their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from factcheck_report.checking.examples import HEADLINE, NOT_SENT, SPOKESMAN, claim_with, own_words
from factcheck_report.checking.rule import Finding, Rule, RuleContext, at
from factcheck_report.model import (
    Claim,
    CountedUnit,
    Level,
    Stance,
    Tone,
    Verdict,
    Wording,
    counted_evidence,
)
from factcheck_report.problems import counted
from factcheck_report.theme.colours import (
    TEXT_CONTRAST,
    contrast,
    hexadecimal,
    light_colours,
    parse_colour,
    readable_on,
)

_MOST_OFFERED = 10
"""Other verdicts that a problem suggests."""


def _verdicts_have_required_numbers(context: RuleContext) -> Iterator[Finding]:
    draft = context.draft
    for claim in draft.claims.values():
        verdict = draft.verdicts.get(claim.verdict)
        # For a verdict without evidence, see NO_EVIDENCE; for one of another kind, CLAIM_KIND.
        if verdict and not verdict.without_evidence and verdict.kind is claim.kind:
            yield from _thresholds(claim, verdict, draft.verdicts.values())


def _thresholds(claim: Claim, verdict: Verdict, scale: Iterable[Verdict]) -> Iterator[Finding]:
    counts = counted_evidence(claim)
    if verdict.fits(counts):
        return
    has_evidence = any(quote.stance.is_evidence for quote in claim.quotes)
    fits = (
        other
        for other in scale
        if other.kind is claim.kind
        and other.fits(counts)
        and other.without_evidence != has_evidence
    )
    fitting = [f"“{other.label}” (verdict: {other.id})" for other in islice(fits, _MOST_OFFERED)]
    unattributed = sum(
        1 for quote in claim.quotes if quote.origin is None and quote.stance.is_evidence
    )
    counted = [unit for unit in CountedUnit if unit in verdict.counted]
    ignored = unattributed if CountedUnit.ORIGINS in counted else 0
    yield Finding(
        at(claim, "verdict"),
        what=f"The claim has {', and '.join(_evidence(claim, unit) for unit in counted)}. "
        f"The verdict “{verdict.label}” {_requirements(verdict)}."
        + (f" Quotes without an origin do not count: {ignored}." if ignored else ""),
        fix=(f"These numbers fit {' or '.join(fitting)}. " if fitting else "")
        + (
            "Choose a verdict that fits the evidence, or add the missing quotes or origins."
            if CountedUnit.ORIGINS in counted
            else "Choose a verdict that fits the evidence, or add the missing quotes."
        ),
    )


def _evidence(claim: Claim, unit: CountedUnit) -> str:
    """E.g. “1 origin for it (agency) and none against it”."""
    ids = claim.origins if unit is CountedUnit.ORIGINS else claim.documents
    supporting, refuting = ids(Stance.SUPPORTS), ids(Stance.REFUTES)
    first = counted(len(supporting), unit.removesuffix("s")) if supporting else f"no {unit}"
    return (
        f"{first} for it{_named(supporting)} and "
        f"{len(refuting) or 'none'} against it{_named(refuting)}"
    )


def _named(ids: Sequence[str]) -> str:
    return f" ({', '.join(ids)})" if ids else ""


def _requirements(verdict: Verdict) -> str:
    """E.g. “needs at least 2 for it and allows none against it”.

    Names origins and documents only if the verdict counts both.
    """
    both = len(verdict.counted) > 1
    sides = [
        (
            bounds.least,
            bounds.most,
            (f"{bounds.unit} " if both else "")
            + ("for it" if bounds.name.startswith("supporting") else "against it"),
        )
        for bounds in verdict.bounds
    ]
    needed = [f"{_number(least, most)} {side}" for least, most, side in sides if least]
    allowed = [
        f"{f'at most {most}' if most else 'no' if both else 'none'} {side}"
        for least, most, side in sides
        if not least and most is not None
    ]
    parts = (("needs", needed), ("allows", allowed))
    return " and ".join(f"{verb} {' and '.join(items)}" for verb, items in parts if items)


def _number(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {least}"
    return f"exactly {least}" if least == most else f"{least} to {most}"


THRESHOLDS = Rule(
    id="verdict-thresholds",
    level=Level.ERROR,
    title="A verdict has the numbers of origins or documents that its definition requires.",
    reason="""\
Under `verdicts:` the report defines how many origins for and against a claim each verdict requires
(`needs:`, `allows:`). Origins are counted, not quotes or documents: the person or body a statement
comes from counts once, however many documents repeat it. Quotes without an `origin:` do not
count. A verdict may count documents instead (`supporting_documents`, `refuting_documents`).
Verdicts on what was said count only documents.""",
    locked_because="The page of the verdicts promises it to readers. A verdict without `needs:` "
    "and `allows:` fits any numbers.",
    wrong="""\
claims:
  drones-sent:
    verdict: supported          # requires two origins for the claim; only one is quoted
""",
    right="""\
claims:
  drones-sent:
    verdict: open
""",
    find=_verdicts_have_required_numbers,
)


def _colours_are_readable(context: RuleContext) -> Iterator[Finding]:
    paper = light_colours()["paper"]
    for verdict in context.draft.verdicts.values():
        colour = parse_colour(verdict.color) if verdict.color else None
        if colour is None or contrast(colour, paper) >= TEXT_CONTRAST:
            continue
        yield Finding(
            (f"verdict {verdict.id}", verdict.positions.at("color")),
            what=f"The colour {verdict.color} is too pale for text: its contrast with the page is "
            f"{contrast(colour, paper):.1f} to 1, and {TEXT_CONTRAST} are needed.",
            fix="Write a darker colour: color: "
            f'"{hexadecimal(readable_on(paper, colour))}" is the nearest one.',
        )


COLOUR = Rule(
    id="verdict-color",
    level=Level.ERROR,
    title="A verdict's own colour can be read.",
    reason="""\
The label of a verdict is written in its colour. On the light page it needs a contrast of at least
4.5 to 1 (WCAG 2.2, level AA), or people with low vision cannot read it. The generator makes the
colour for dark pages from it.""",
    locked_because="Every reader must be able to read a verdict.",
    wrong="""\
verdicts:
  mostly: {label: Mostly so, means: Nearly all of it is so., tone: mixed, color: "#ffcc00"}
""",
    right="""\
verdicts:
  mostly: {label: Mostly so, means: Nearly all of it is so., tone: mixed, color: "#7a5c00"}
""",
    find=_colours_are_readable,
)


def _claims_have_quotes(context: RuleContext) -> Iterator[Finding]:
    draft = context.draft
    offered = next(
        (verdict for verdict in draft.verdicts.values() if verdict.without_evidence), None
    )
    for claim in draft.claims.values():
        verdict = draft.verdicts.get(claim.verdict)
        if verdict is None or verdict.without_evidence:
            continue
        if all(quote.stance is Stance.STATES for quote in claim.quotes):
            yield Finding(
                at(claim, "quotes"),
                what="The claim has only quotes that state it. They are no evidence."
                if claim.quotes
                else "The claim has no quotes.",
                fix="Add quotes that support, refute or explain the claim. If the documents have "
                + (
                    f"no evidence, write “verdict: {offered.id}” ({offered.label})."
                    if offered
                    else "no evidence, give it a verdict that says so: one with “evidence: none” "
                    "under “verdicts:”."
                ),
            )


_VERDICT = """\
verdicts:
  no-evidence: {label: No evidence found, means: So., tone: neutral, evidence: none}
"""

NO_QUOTES = Rule(
    id="no-quotes",
    level=Level.ERROR,
    title="A claim has quotes, unless its verdict says that there is no evidence.",
    reason="""\
Readers cannot check a verdict without quotes. If the documents have nothing for or against a claim,
its verdict must say so: under `verdicts:`, write `evidence: none` for such a verdict. Quotes with
`stance: states` only show where the claim was made.""",
    locked_because="A report must not give a verdict on evidence that readers cannot see.",
    wrong="""\
claims:
  drones-sent:
    verdict: open
    quotes: []
""",
    right=_VERDICT
    + """\
claims:
  drones-sent:
    verdict: no-evidence
    quotes: []
""",
    find=_claims_have_quotes,
)


def _no_evidence_means_none(context: RuleContext) -> Iterator[Finding]:
    draft = context.draft
    for verdict in draft.verdicts.values():
        if verdict.without_evidence and any(bounds.least for bounds in verdict.bounds):
            yield Finding(
                (f"verdict {verdict.id}", verdict.positions.at("needs")),
                what="The verdict is for claims without evidence, but it needs some.",
                fix="Delete “needs:”, or delete “evidence: none”.",
            )
    for claim in draft.claims.values():
        known = draft.verdicts.get(claim.verdict)
        if known and known.without_evidence:
            yield from _evidence_against_verdict(claim, known)


def _evidence_against_verdict(claim: Claim, verdict: Verdict) -> Iterator[Finding]:
    for number, quote in enumerate(claim.quotes, 1):
        if quote.stance.is_evidence:
            side = "supports" if quote.stance is Stance.SUPPORTS else "refutes"
            yield Finding(
                (f"claim {claim.id}, quote {number}", quote.positions.at("stance")),
                what=f"This quote {side} the claim, but the verdict “{verdict.label}” says that "
                "no evidence was found.",
                fix="Choose another verdict for the claim. If the quote is no evidence, write "
                "“stance: context”, or “stance: states” if it only makes the claim.",
            )


NO_EVIDENCE = Rule(
    id="no-evidence",
    level=Level.ERROR,
    title="A claim for which no evidence was found has no quotes for or against it.",
    reason="""\
A verdict with `evidence: none` tells readers that the documents have nothing for or against the
claim. Its claims may have quotes that give context or state the claim.""",
    locked_because="The page of such a claim says that no evidence was found.",
    wrong=_VERDICT
    + """\
claims:
  drones-sent:
    verdict: no-evidence
""",
    right=_VERDICT
    + claim_with(own_words("The minister’s office did not answer."), verdict="no-evidence"),
    find=_no_evidence_means_none,
)


def _verdicts_fit_their_evidence(context: RuleContext) -> Iterator[Finding]:
    for claim in context.draft.claims.values():
        verdict = context.draft.verdicts.get(claim.verdict)
        stances = {quote.stance for quote in claim.quotes if quote.stance.is_evidence}
        if verdict and (verdict.tone, stances) in _CONTRADICTIONS:
            [stance] = stances
            against = stance is Stance.REFUTES
            yield Finding(
                at(claim, "verdict"),
                what=f"The verdict “{verdict.label}” is {verdict.tone}, but all quotes "
                f"{'refute' if against else 'support'} the claim.",
                fix="Check the stances of the quotes. Choose another verdict, or quote the "
                "evidence for this one.",
            )


_CONTRADICTIONS = (
    (Tone.POSITIVE, {Stance.REFUTES}),
    (Tone.NEGATIVE, {Stance.SUPPORTS}),
)

EVIDENCE = Rule(
    id="verdict-evidence",
    level=Level.WARNING,
    title="A verdict does not contradict all of its quotes.",
    reason="""\
If the tone of a verdict is positive and all quotes refute the claim, or the other way round, a
stance was probably mixed up. It is only a warning, because each report chooses its tones: a
negative verdict may mean that a claim is not confirmed.""",
    wrong="""\
verdicts:
  true: {label: True, means: It is so., tone: positive}
"""
    + claim_with(NOT_SENT, verdict="true"),
    right="""\
verdicts:
  false: {label: False, means: It is not so., tone: negative}
"""
    + claim_with(NOT_SENT, verdict="false"),
    find=_verdicts_fit_their_evidence,
)


def _wordings(claim: Claim) -> set[Wording]:
    return {quote.wording for quote in claim.quotes if quote.stance.is_evidence}


def _headlines_do_not_stand_alone(context: RuleContext) -> Iterator[Finding]:
    for claim in context.draft.claims.values():
        if _wordings(claim) == {Wording.HEADLINE}:
            yield Finding(
                at(claim, "quotes"),
                what="All quotes for or against the claim are headlines.",
                fix="Quote the articles themselves. You may keep the headline too.",
            )


HEADLINE_ONLY = Rule(
    id="headline-only",
    level=Level.ERROR,
    title="A headline is never the only evidence.",
    reason="""\
Headlines shorten and exaggerate, and often the author of the article did not write them. A headline
does not prove more than its article.""",
    wrong=claim_with(HEADLINE),
    right=claim_with(HEADLINE, SPOKESMAN),
    find=_headlines_do_not_stand_alone,
)


def _documents_do_not_speak_alone(context: RuleContext) -> Iterator[Finding]:
    for claim in context.draft.claims.values():
        verdict = context.draft.verdicts.get(claim.verdict)
        own = Wording.DOCUMENT in _wordings(claim) <= {Wording.DOCUMENT, Wording.HEADLINE}
        if not own or verdict is None or _says_so(verdict) or claim.is_statement:
            continue
        if not claim.origins(Stance.SUPPORTS) and not claim.origins(Stance.REFUTES):
            yield Finding(
                at(claim, "quotes"),
                what="All quotes for or against the claim are the documents' own statements, "
                f"without an origin. The verdict “{verdict.label}” does not tell readers that.",
                fix="Add a quote with an origin, or choose a verdict that allows none: "
                "allows: {supporting_origins: 0, refuting_origins: 0}.",
            )


def _says_so(verdict: Verdict) -> bool:
    """Whether it is a verdict for claims without origins."""
    return verdict.allows.supporting_origins == 0 and verdict.allows.refuting_origins == 0


DOCUMENT_VOICE_ONLY = Rule(
    id="document-voice-only",
    level=Level.WARNING,
    title="If no quote has an origin, the verdict says so.",
    reason="""\
Readers cannot check a statement for which the document names no source. A report may have a verdict
for such claims: one that allows no origin on either side. It is only a warning, because a document
such as minutes or a register can be the source itself. Claims about what was said are exempt: for
them the documents count.""",
    wrong=claim_with(
        own_words("The drones were flown from an airfield in the north.", stance="supports")
    ),
    right=claim_with(
        own_words("The drones were flown from an airfield in the north.", stance="supports"),
        verdict="unattributed       # allows: {supporting_origins: 0, refuting_origins: 0}",
    ),
    find=_documents_do_not_speak_alone,
)


def _ratings_lie_on_the_scale(context: RuleContext) -> Iterator[Finding]:
    publication = context.draft.publication
    scale = publication.scale
    if scale is None:
        return
    if scale.worst >= scale.best:
        yield Finding(
            ("report", publication.positions.at("scale")),
            what=f"The worst rating of the scale is {scale.worst} and the best is {scale.best}. "
            "The best must be the higher number.",
            fix="Correct the numbers: scale: {worst: 1, best: 5}",
        )
        return
    for verdict in context.draft.verdicts.values():
        rating = verdict.rating
        if rating is not None and not scale.worst <= rating <= scale.best:
            yield Finding(
                (f"verdict {verdict.id}", verdict.positions.at("rating")),
                what=f"The rating {rating} is outside the report's scale, which goes from "
                f"{scale.worst} to {scale.best}.",
                fix="Correct the rating, or the scale under “report: scale:”.",
            )


SCALE = Rule(
    id="rating-scale",
    level=Level.ERROR,
    title="Ratings are within the report's scale.",
    reason="""\
`report: scale:` names the worst and the best rating that a verdict can have. Search engines show a
rating beside these two numbers.""",
    locked_because="A rating outside its scale misleads every program that reads it.",
    wrong="""\
report:
  scale: {worst: 1, best: 5}
verdicts:
  true: {label: True, means: It is so., tone: positive, rating: 6}
""",
    right="""\
report:
  scale: {worst: 1, best: 5}
verdicts:
  true: {label: True, means: It is so., tone: positive, rating: 5}
""",
    find=_ratings_lie_on_the_scale,
)

RULES = (
    THRESHOLDS,
    NO_QUOTES,
    NO_EVIDENCE,
    EVIDENCE,
    HEADLINE_ONLY,
    DOCUMENT_VOICE_ONLY,
    COLOUR,
    SCALE,
)
