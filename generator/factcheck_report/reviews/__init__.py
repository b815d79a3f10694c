"""Fact-checks that others published → reviews as data: ClaimReview, feeds, tables.

A file becomes trees of values (`trees`), in which `claim_reviews` and `tables` find the reviews;
`fields` names the parts of a review that a claim has a place for. Everything keeps its path in the
tree, so that whatever finds no place can be kept as it was.
"""

from factcheck_report.reviews.fields import Appeared, Found, Person, Review
from factcheck_report.reviews.reading import ReviewFile, read_reviews
from factcheck_report.reviews.tables import COLUMN_FIELDS
from factcheck_report.reviews.trees import Tree, as_json, without_paths

__all__ = [
    "COLUMN_FIELDS",
    "Appeared",
    "Found",
    "Person",
    "Review",
    "ReviewFile",
    "Tree",
    "as_json",
    "read_reviews",
    "without_paths",
]
