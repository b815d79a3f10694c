"""Drafts and embargoed claims: `factcheck compare` tells of them, and what readers would miss."""

from __future__ import annotations

from tests.comparing.editions import SECOND, changes, compare, edit, paste_all
from tests.reports import Folder

_STATUS = "    verdict: open\n"


def make_draft(folder: Folder) -> None:
    edit(folder, _STATUS, f"{_STATUS}    draft: true\n")


def test_a_new_draft_is_listed_and_needs_nothing(repository: Folder) -> None:
    draft = SECOND.replace("office-silent:", "office-shut:\n    draft: true")
    repository.write("claims.yaml", repository.read("claims.yaml") + draft)
    done = compare(repository)
    assert done.returncode == 0, done.stdout
    assert "- `office-shut` `The office did not answer.`: new, a draft" in done.stdout
    assert "Claims added" not in done.stdout


def test_a_draft_may_change_and_go_without_a_correction(repository: Folder) -> None:
    make_draft(repository)
    repository.commit()
    edit(repository, "claim: The office did not answer.", "claim: The office answered.")
    done = compare(repository)
    assert done.returncode == 0, done.stdout
    assert "- `office-silent` `The office answered.`: changed, is still a draft" in done.stdout

    edit(
        repository,
        SECOND.replace("did not answer.\n", "answered.\n", 1).replace(
            _STATUS, f"{_STATUS}    draft: true\n"
        ),
        "",
    )
    done = compare(repository)
    assert done.returncode == 0, done.stdout
    assert "deleted, was a draft" in done.stdout


def test_a_draft_that_is_published_is_a_new_claim(repository: Folder) -> None:
    make_draft(repository)
    repository.commit()
    edit(repository, "    draft: true\n", "")
    done = compare(repository)
    assert done.returncode == 0, done.stdout
    assert "### Claims added (1)\n\n- `office-silent`" in done.stdout
    assert "was a draft, is now published" in done.stdout


def test_a_claim_that_is_taken_back_needs_a_notice_for_readers(repository: Folder) -> None:
    make_draft(repository)
    done = compare(repository)
    assert done.returncode == 1
    assert "was published, is now a draft" in done.stdout
    assert "The claim was taken back, to be revised." in done.stdout

    paste_all(repository, changes(repository))
    assert compare(repository).returncode == 0
    # The notice and the draft may stand together: readers see the notice.
    checked = repository.factcheck("check")
    assert checked.returncode == 0, checked.stdout
    repository.build()
    assert "taken back, to be revised" in repository.page("claims/office-silent/")

    # To publish it again, the notice goes.
    repository.commit()
    edit(repository, "    draft: true\n", "")
    assert "duplicate-id" in repository.factcheck("check").stdout


def test_an_unfinished_draft_cannot_hide_a_published_claim(repository: Folder) -> None:
    make_draft(repository)
    edit(repository, "    summary: The document says so.\n", "    summary:\n")
    done = compare(repository)
    assert done.returncode == 1
    assert "`office-silent`" in done.stdout
    assert "was published, is now a draft" in done.stdout


def test_an_embargo_on_a_published_claim_needs_a_notice(repository: Folder) -> None:
    edit(repository, _STATUS, f"{_STATUS}    publish_from: 9030-01-02\n")
    done = compare(repository)
    assert done.returncode == 1
    assert "was published, is now embargoed until 9030-01-02" in done.stdout
