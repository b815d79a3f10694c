"""The fields of a quote, and the field `accept` of all entries that have one."""

from __future__ import annotations

from factcheck_report.loading.context import FieldType
from factcheck_report.loading.groups import Field, RecordOf
from factcheck_report.loading.own_id import OwnId
from factcheck_report.loading.rule_settings import ACCEPTANCES
from factcheck_report.loading.values import Choice, PlainText, Reference
from factcheck_report.model import Quote, Stance, Wording

LONGEST_QUOTE = 20_000
"""Code points."""
LONGEST_SIDE = 120
"""Code points."""

ACCEPT = Field(
    ACCEPTANCES,
    about="Accepted warnings about this entry: rule and reason. For editors and reviewers; "
    "readers do not see it.",
)


def quote_type(*, stance: bool = False, side: bool = False) -> FieldType[Quote]:
    """The fields of a quote. Only quotes of claims have a stance, and of disagreements a side."""
    return RecordOf(
        Quote,
        {
            "id": Field(
                OwnId(),
                about="The last part of its address, if its words changed after publication: the "
                "part after #. Without it, the address is made of the words in the file. "
                "“factcheck compare” prints the line.",
            ),
            "text": Field(
                PlainText(LONGEST_QUOTE, copied=True),
                example='"the words as they stand in the file"',
                about="The passage, word for word as in the file; […] for words that are left out.",
            ),
            "source": Field(
                Reference("sources"),
                example="id-of-the-source",
                about="Id of the document it is from.",
            ),
            **(
                {
                    "stance": Field(
                        Choice(Stance),
                        example="supports, refutes, context or states",
                        about="Its relation to the claim: supports, refutes, context, or states "
                        "(the passage in which the claim is made; it is no evidence).",
                    )
                }
                if stance
                else {}
            ),
            **(
                {
                    "side": Field(
                        PlainText(LONGEST_SIDE),
                        about="The side of the disagreement that it is on, in a few words, the "
                        "same for all its quotes: Only before the war. Without sides, each origin "
                        "is one.",
                    )
                }
                if side
                else {}
            ),
            "wording": Field(
                Choice(Wording),
                example="one of: quoted (between quotation marks in the document), paraphrased "
                "(the document reports it), document (its own voice), headline, transcript (a "
                "verbatim record)",
                about="Whose words these are: quoted (between quotation marks in the "
                "document), paraphrased (the document reports them), document (its own "
                "voice), headline, or transcript (a verbatim record without quotation marks).",
            ),
            "speaker": Field(
                PlainText(300),
                about="Who says it, as the document has it; needed for quoted and paraphrased "
                "words and for transcripts, unless claimant is given.",
            ),
            "claimant": Field(
                Reference("claimants"),
                about="Id of the claimant who says it. Their page shows these words.",
            ),
            "via": Field(PlainText(300), about="The outlet that the document credits for it."),
            "origin": Field(
                Reference("origins"),
                about="Id of the person or body the statement comes from. Each origin counts once, "
                "however often it is repeated.",
            ),
            "prefix": Field(
                PlainText(copied=True),
                about="The words directly before the passage, if it occurs more than once.",
            ),
            "suffix": Field(
                PlainText(copied=True),
                about="The words directly after the passage, if it occurs more than once.",
            ),
            "translation": Field(
                PlainText(LONGEST_QUOTE),
                about="Your translation of the passage into the report's language. Readers see it "
                "below the words of the document, marked as yours.",
            ),
            "note": Field(PlainText(), about="What readers should know about the passage."),
            "accept": ACCEPT,
        },
    )
