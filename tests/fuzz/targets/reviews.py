"""Published fact-checks: any page, JSON or table → entries that a claims file can take in."""

from __future__ import annotations

from factcheck_report.documents.files import FileRefused
from factcheck_report.editing import Edited, read_tree
from factcheck_report.editing.appending import append_entries
from factcheck_report.editing.imported_texts import cleaned
from factcheck_report.editing.importing import ImportPlan, plan_import
from factcheck_report.loading import load
from factcheck_report.problems import Severity
from factcheck_report.reviews import Review, ReviewFile, read_reviews
from tests.fuzz.importing import read_data_in_this_process
from tests.published import EMPTY

_FILE = "claims.yaml"
read_data_in_this_process()


def check(data: bytes) -> None:
    try:
        found = read_reviews(data, "checks", {})
    except FileRefused:
        return
    assert found.reviews
    plan = _plan(found, EMPTY)
    text = _added(plan)
    loaded = load({_FILE: text})
    errors = [item for item in loaded.problems if item.severity is Severity.ERROR]
    assert not errors, (errors, text)
    # One that names neither its claim nor its address cannot be recognised.
    unknown = [review for review in found.reviews if not _is_known(review)]
    assert len(_plan(found, text).claims) <= len(unknown), "taken in twice"


def _is_known(review: Review) -> bool:
    return any(cleaned(one.text) for one in review.claims) or bool(review.urls)


def _plan(found: ReviewFile, text: str) -> ImportPlan:
    tree = read_tree(text, _FILE)
    assert not isinstance(tree, tuple), tree
    draft = load({_FILE: text}).draft
    return plan_import(found.reviews, "checks", draft, {_FILE: text}, {_FILE: tree})


def _added(plan: ImportPlan) -> str:
    text = EMPTY
    for section, entry, entries in (
        ("verdicts", "verdict", plan.verdicts),
        ("claimants", "claimant", plan.claimants),
        ("claims", "claim", plan.claims),
    ):
        if entries:
            edited = append_entries(text, _FILE, section, entry, entries)
            assert isinstance(edited, Edited), edited
            text = edited.text
    return text
