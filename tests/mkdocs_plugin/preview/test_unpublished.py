"""The preview shows drafts and embargoed claims, and says that readers do not see them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preview import PreviewInProcess
from tests.reports import Folder

_CLAIM = """\
  office-silent:
    claim: The office did not answer.
    claimants: [minister]
    verdict: open
    summary: The document says so.
    {status}
    quotes:
      - {{text: The minister's office did not {verb}., source: gazette, stance: context,
         wording: document}}
"""
_OPEN = "verdicts:\n  open: {label: Open, means: Not known., tone: neutral}\n"
_PAGES = ("claims/index.html", "claimants/minister/index.html", "matrix/index.html", "index.html")


def shown(preview: PreviewInProcess, path: str) -> str:
    return preview.answer(path).decode()


@pytest.mark.parametrize(
    ("status", "mark"),
    [("draft: true", "Draft"), ("publish_from: 9030-01-02", "Not published before")],
)
def test_a_claim_that_is_not_published_is_marked_wherever_it_is_shown(
    folder: Folder, tmp_path: Path, status: str, mark: str
) -> None:
    folder.replace("claims.yaml", "verdicts:\n", _OPEN)
    claims = folder.read("claims.yaml")
    folder.write("claims.yaml", claims + _CLAIM.format(status=status, verb="answer"))
    folder.replace(
        "claims.yaml",
        "verdict: disputed\n    summary: The minister",
        "verdict: disputed\n    related: [office-silent]\n    summary: The minister",
    )
    preview = PreviewInProcess(folder.path, tmp_path / "site")
    preview.save()

    for path in (*_PAGES, "claims/office-silent/index.html", "claims/no-drones-sent/index.html"):
        page = shown(preview, path)
        assert "The office did not answer." in page, path
        assert f'<b class="fc-unpublished">{mark}' in page, path
    # Published: the mark is gone at once.
    folder.replace("claims.yaml", f"    {status}\n", "")
    preview.save()
    for path in (*_PAGES, "claims/office-silent/index.html"):
        assert "fc-unpublished" not in shown(preview, path), path


def test_a_draft_is_shown_with_the_quotes_that_were_found(folder: Folder, tmp_path: Path) -> None:
    folder.replace("claims.yaml", "verdicts:\n", _OPEN)
    folder.write(
        "claims.yaml", folder.read("claims.yaml") + _CLAIM.format(status="draft: true", verb="sing")
    )
    preview = PreviewInProcess(folder.path, tmp_path / "site")
    preview.save()

    page = shown(preview, "claims/office-silent/index.html")
    assert "The office did not answer." in page
    assert "quote-not-found" in page
    # One field more is missing: there is nothing to show, and the home page says why.
    folder.replace("claims.yaml", "    summary: The document says so.\n", "")
    preview.save()
    assert "“summary” is missing." in shown(preview, "index.html")
    assert "The office did not answer." not in shown(preview, "claims/index.html")
