"""Pages of unusual reports."""

from __future__ import annotations

from factcheck_report.loading import load
from factcheck_report.pages.verdicts import decision_table
from tests.reports import CLAIMS, Folder
from tests.search.indexing import findable

CORRECTIONS = """\
    corrections:
      - {date: 2022-12-01, kind: clarification, note: A word was made clearer.}
      - {date: 2022-12-02, kind: correction, note: A denial had been missed., was: {verdict: gone}}
"""


def test_corrections_with_and_without_an_old_verdict(folder: Folder) -> None:
    folder.write("claims.yaml", folder.read("claims.yaml") + CORRECTIONS)
    done = folder.build()

    assert done.returncode == 0, done.stderr
    page = folder.read("site/claims/no-drones-sent/index.html")
    top, _, bottom = page.partition('id="evidence"')
    assert "The verdict was changed on 2 December 2022." in top
    assert "It was “gone”" in top
    assert "Clarification, 1 December 2022." in bottom
    home = folder.read("site/index.html")
    assert home.index("2 December 2022") < home.index("1 December 2022")


def test_a_minimal_report_builds(folder: Folder) -> None:
    optional = ("origin", "claimants", "minister:", "needs", "ministry:", "other-side:")
    lines = folder.read("claims.yaml").splitlines(keepends=True)
    kept = [line for line in lines if not any(word in line for word in optional)]
    folder.write("claims.yaml", "".join(kept))

    done = folder.build()
    assert done.returncode == 0, done.stderr
    page = folder.read("site/claims/no-drones-sent/index.html")
    evidence = page.partition('class="fc-balance"')[2]
    assert "1 document</a>" in evidence
    assert "rigin" not in evidence


def test_hand_written_pages_can_be_found(folder: Folder) -> None:
    folder.write("docs/about.md", "# About us\n\nWe are *the* zebra desk.\n")
    folder.write("docs/notes.md", "---\nsearch: {exclude: true}\n---\n# Notes\n\nNot found.\n")
    assert folder.build().returncode == 0

    found = findable(folder.path / "site/claims/index")
    assert not (folder.path / "site/search").exists()
    title, text = found["no-drones-sent"]
    assert title == "No drones were sent after the war began."
    for words in ("The minister", "dozens of drones had been sent in summer"):
        assert words in text
    assert "office did not answer" in found["sources/gazette/"][1]
    assert found["about/"] == ("About us", "We are the zebra desk.")
    assert "notes/" not in found


def test_the_decision_table_follows_from_the_bounds() -> None:
    text = CLAIMS.format(sha256="0" * 64).replace(
        "    needs: {supporting_origins: 1, refuting_origins: 1}\n",
        "    needs: {supporting_origins: 1, refuting_origins: 1}\n"
        "  supported:\n    label: Supported\n    means: So.\n    tone: positive\n"
        "    needs: {supporting_origins: 2}\n    allows: {refuting_origins: 0}\n",
    )
    table = decision_table(tuple(load({"c": text}).draft.verdicts.values()))

    assert table is not None
    assert [[[item.id for item in cell] for cell in row] for row in table.rows] == [
        [[], [], []],
        [[], ["disputed"], ["disputed"]],
        [["supported"], ["disputed"], ["disputed"]],
    ]
