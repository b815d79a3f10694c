"""Rules for the proof of quotes. `quotes.proving` finds their problems."""

from __future__ import annotations

from factcheck_report.checking.examples import SENT, claim_with, own_words, spokesman
from factcheck_report.checking.rule import Rule, find_nothing
from factcheck_report.model import Level

_PROOF = "A report with an unproved quote is never published."

NOT_FOUND = Rule(
    id="quote-not-found",
    level=Level.ERROR,
    title="The quoted words are in the document.",
    reason="""\
Only white space, typography and invisible characters may differ. The message shows the nearest
passage. `[…]` leaves words out; the parts on either side must be in the document in this order and
have at least twelve characters. If only capitals, punctuation, spaces or marks of text extraction
differ, `factcheck fix` writes the file's own words.""",
    locked_because=_PROOF,
    wrong=claim_with(spokesman("hundreds of drones had been sent in summer")),
    right=claim_with(SENT),
    find=find_nothing,
)

AMBIGUOUS = Rule(
    id="quote-ambiguous",
    level=Level.ERROR,
    title="It is clear which passage of the document is quoted.",
    reason="""\
If the same words are in several sentences of a document, quote more of them, or add a `prefix:` or
`suffix:` with the words directly before or after.""",
    locked_because=_PROOF,
    wrong=claim_with(own_words("in the")),
    right=claim_with(own_words("from an airfield in the north")),
    find=find_nothing,
)

RULES = (NOT_FOUND, AMBIGUOUS)
