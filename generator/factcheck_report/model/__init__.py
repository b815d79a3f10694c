"""What a report is: frozen types, and the text, dates and addresses they hold.

Offsets into a source's text count Unicode code points of the decoded file: UTF-8, without the
byte order mark, with its own newlines. Lines and columns count from 1.
"""

from factcheck_report.model.claims import (
    Acceptance,
    Appearance,
    Claim,
    Claimant,
    ClaimantKind,
    ClaimKind,
    Correction,
    CorrectionKind,
    Quote,
    Removal,
    Stance,
    Wording,
)
from factcheck_report.model.evidence import Bracket, EntryKind, Evidence, Receipt
from factcheck_report.model.positions import EntryPositions, Position
from factcheck_report.model.publication import (
    Level,
    License,
    Publication,
    Publisher,
    PublisherKind,
    RatingScale,
    Revision,
    RuleSetting,
)
from factcheck_report.model.report import Draft, Report
from factcheck_report.model.sources import (
    Display,
    Document,
    Origin,
    OriginalFile,
    OriginKind,
    Source,
)
from factcheck_report.model.timeline import Compatible, DateRelation, Disagreement, Event
from factcheck_report.model.verdicts import (
    CountedUnit,
    EvidenceCounts,
    Icon,
    Thresholds,
    Tone,
    Verdict,
    VerdictEvidence,
    counted_evidence,
)

__all__ = [
    "Acceptance",
    "Appearance",
    "Bracket",
    "Claim",
    "ClaimKind",
    "Claimant",
    "ClaimantKind",
    "Compatible",
    "Correction",
    "CorrectionKind",
    "CountedUnit",
    "DateRelation",
    "Disagreement",
    "Display",
    "Document",
    "Draft",
    "EntryKind",
    "EntryPositions",
    "Event",
    "Evidence",
    "EvidenceCounts",
    "Icon",
    "Level",
    "License",
    "Origin",
    "OriginKind",
    "OriginalFile",
    "Position",
    "Publication",
    "Publisher",
    "PublisherKind",
    "Quote",
    "RatingScale",
    "Receipt",
    "Removal",
    "Report",
    "Revision",
    "RuleSetting",
    "Source",
    "Stance",
    "Thresholds",
    "Tone",
    "Verdict",
    "VerdictEvidence",
    "Wording",
    "counted_evidence",
]
