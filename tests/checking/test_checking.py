"""Editorial rules, checked on small reports."""

from __future__ import annotations

import pytest

from factcheck_report.pipeline import read_report
from factcheck_report.problems import Problem
from tests.reports import SOURCE, Folder, sha256


def only_problem(folder: Folder) -> Problem:
    [problem] = read_report(folder.path).problems
    return problem


def test_a_good_report_has_no_problems(folder: Folder) -> None:
    outcome = read_report(folder.path)

    assert outcome.problems == ()
    assert outcome.report is not None


def test_a_verdict_needs_as_many_origins_as_its_definition_says(folder: Folder) -> None:
    folder.replace("claims.yaml", "        origin: other-side\n", "        origin: ministry\n")
    folder.replace("claims.yaml", "        stance: refutes\n", "        stance: supports\n")

    problem = only_problem(folder)
    assert problem.rule == "verdict-thresholds"
    assert problem.what == (
        "The claim has 1 origin for it (ministry) and none against it. "
        "The verdict “Disputed” needs at least 1 for it and at least 1 against it."
    )


@pytest.mark.parametrize(
    ("thresholds", "required"),
    [
        ("needs: {supporting_origins: 2}", "needs at least 2 for it"),
        ("needs: {refuting_origins: 3}", "needs at least 3 against it"),
        ("allows: {supporting_origins: 0}", "allows none for it"),
        (
            "allows: {supporting_origins: 0, refuting_origins: 0}",
            "allows none for it and none against it",
        ),
        (
            "needs: {supporting_origins: 2}\n    allows: {refuting_origins: 1}",
            "needs at least 2 for it and allows at most 1 against it",
        ),
        (
            "needs: {supporting_origins: 2}\n    allows: {supporting_origins: 2}",
            "needs exactly 2 for it",
        ),
        (
            "needs: {supporting_origins: 2}\n    allows: {supporting_origins: 4}",
            "needs 2 to 4 for it",
        ),
        ("needs: {supporting_origins: 0, refuting_origins: 2}", "needs at least 2 against it"),
    ],
)
def test_a_problem_says_which_origins_a_verdict_requires(
    thresholds: str, required: str, folder: Folder
) -> None:
    folder.replace("claims.yaml", "needs: {supporting_origins: 1, refuting_origins: 1}", thresholds)

    assert only_problem(folder).what == (
        "The claim has 1 origin for it (ministry) and 1 against it (other-side). "
        f"The verdict “Disputed” {required}."
    )


def test_an_origin_counts_once_however_often_it_is_quoted(folder: Folder) -> None:
    folder.replace("claims.yaml", "supporting_origins: 1,", "supporting_origins: 2,")
    folder.replace(
        "claims.yaml",
        "    quotes:\n",
        """    quotes:
      - text: The minister’s office did not answer.
        source: gazette
        stance: supports
        wording: document
        origin: ministry
""",
    )

    assert "1 origin for it (ministry)" in only_problem(folder).what


def test_a_quote_without_an_origin_is_not_counted(folder: Folder) -> None:
    folder.replace("claims.yaml", "        origin: ministry\n", "")

    problem = only_problem(folder)
    assert "no origins for it" in problem.what
    assert "Quotes without an origin do not count: 1" in problem.what


def test_a_maximum_number_of_origins_is_enforced(folder: Folder) -> None:
    folder.replace(
        "claims.yaml",
        "needs: {supporting_origins: 1, refuting_origins: 1}",
        "allows: {refuting_origins: 0}",
    )

    assert only_problem(folder).rule == "verdict-thresholds"


def test_a_verdict_that_would_fit_is_suggested(folder: Folder) -> None:
    folder.replace(
        "claims.yaml",
        "    needs: {supporting_origins: 1, refuting_origins: 1}\n",
        "    allows: {refuting_origins: 0}\n"
        "  contested:\n    label: Contested\n    means: So.\n    tone: mixed\n",
    )

    assert "“Contested” (verdict: contested)" in only_problem(folder).fix


def test_quoted_and_paraphrased_words_need_a_speaker(folder: Folder) -> None:
    folder.replace("claims.yaml", "        speaker: The minister\n", "")

    assert only_problem(folder).rule == "no-speaker"


def test_a_headline_is_never_the_only_evidence(folder: Folder) -> None:
    for stance in ("supports", "refutes"):
        claims = folder.read("claims.yaml")
        place = claims.index("wording: paraphrased", claims.index(f"stance: {stance}"))
        folder.write(
            "claims.yaml",
            claims[:place] + "wording: headline" + claims[place + len("wording: paraphrased") :],
        )
        rules = [item.rule for item in read_report(folder.path).problems]
        assert rules == ([] if stance == "supports" else ["headline-only"])


def test_quoted_words_stand_in_quotation_marks_in_the_document(folder: Folder) -> None:
    folder.replace(
        "claims.yaml",
        """'The minister said on Saturday that "no drones were sent" after the war began.'""",
        "no drones were sent",
    )
    first = folder.read("claims.yaml")
    place = first.index("wording: paraphrased")
    folder.write("claims.yaml", first[:place] + "wording: quoted" + first[place + 20 :])
    assert read_report(folder.path).problems == ()

    folder.replace(
        "claims.yaml", "text: no drones were sent", "text: The minister said on Saturday"
    )
    assert only_problem(folder).rule == "not-quoted"


def test_links_in_an_analysis_must_have_a_target(folder: Folder) -> None:
    folder.replace(
        "claims.yaml",
        "    verdict: disputed\n",
        "    verdict: disputed\n    analysis: See [it](/nowhere/).\n",
    )
    assert only_problem(folder).rule == "analysis-link"

    folder.replace("claims.yaml", "(/nowhere/)", "(https://example.org/a)")
    assert read_report(folder.path).problems == ()


def test_a_quote_found_in_another_document_is_reported_with_that_document(folder: Folder) -> None:
    other = "Another paper wrote that nothing at all had been sent by anybody.\n"
    folder.write("seeds/other.txt", other)
    folder.replace(
        "claims.yaml",
        "\norigins:",
        f"  other-paper:\n    file: seeds/other.txt\n    sha256: {sha256(other)}\n"
        "    title: Other\n\norigins:",
    )
    folder.replace(
        "claims.yaml",
        "A spokesman of the other side said that dozens of drones had been sent in summer.",
        "nothing at all had been sent by anybody",
    )

    assert "They are in other-paper, line 1" in only_problem(folder).what


def test_an_inferred_date_needs_its_reason(folder: Folder) -> None:
    folder.replace(
        "claims.yaml", "    verdict: disputed\n", "    verdict: disputed\n    stated: 2022?-11\n"
    )

    assert only_problem(folder).rule == "inferred-date"


def test_a_source_that_changed_after_it_was_checked(folder: Folder) -> None:
    folder.write("seeds/gazette.txt", SOURCE + "One line more.\n")

    problem = only_problem(folder)
    assert problem.rule == "drift"
    assert "has changed" in problem.what


def test_a_source_without_a_hash_gets_the_hash_to_paste(folder: Folder) -> None:
    pin = next(line for line in folder.read("claims.yaml").splitlines() if "sha256:" in line)
    folder.replace("claims.yaml", pin + "\n", "")

    assert pin.strip() in only_problem(folder).fix


def test_two_sources_may_not_name_the_same_file(folder: Folder) -> None:
    entry = folder.read("claims.yaml").split("sources:\n")[1].split("\norigins:")[0]
    folder.replace("claims.yaml", "\norigins:", entry.replace("gazette:", "again:") + "\norigins:")

    assert only_problem(folder).rule == "same-file"


@pytest.mark.parametrize("original", ["seeds/secret.txt", "seeds/secret.html"])
def test_an_original_is_not_published_against_the_display_of_another_source(
    folder: Folder, original: str
) -> None:
    folder.write("seeds/secret.txt", "Not for everybody.\n")
    folder.write("seeds/secret.html", "<p>Not for everybody.")
    files = {name: sha256(folder.read(name)) for name in ("seeds/secret.txt", "seeds/secret.html")}
    folder.replace(
        "claims.yaml",
        "    title: Drones and denials\n",
        f"    original: {original}\n    original_sha256: {files[original]}\n"
        "    title: Drones and denials\n"
        "  secret:\n    file: seeds/secret.txt\n    title: Secret\n    display: excerpts\n"
        f"    sha256: {files['seeds/secret.txt']}\n    original: seeds/secret.html\n"
        f"    original_sha256: {files['seeds/secret.html']}\n",
    )
    problem = only_problem(folder)
    assert problem.rule == "same-file"
    assert "“secret”" in problem.what
    if original.endswith(".html"):
        folder.replace("claims.yaml", "    display: excerpts\n", "")
        assert read_report(folder.path).problems == ()


@pytest.mark.parametrize(
    ("typed", "rule", "words"),
    [
        ("dozens of drones had not been sent", "quote-not-found", "[typed: not ]"),
        ("dozens of trucks had been sent", "quote-not-found", "nearest passage is in line 2"),
        ("said", "quote-ambiguous", "occur 2 times"),
        ("dozens of dron", "quote-not-found", "inside a word"),
    ],
)
def test_a_quote_that_is_not_in_its_document_is_an_error(
    folder: Folder, typed: str, rule: str, words: str
) -> None:
    folder.replace(
        "claims.yaml",
        "A spokesman of the other side said that dozens of drones had been sent in summer.",
        f'"{typed}"',
    )

    problem = only_problem(folder)
    assert problem.rule == rule
    assert words in problem.what
    assert problem.entry == "claim no-drones-sent, quote 2"
    assert (
        folder.read("claims.yaml").splitlines()[problem.position.line - 1].strip()
        == f'- text: "{typed}"'
    )


def test_problems_of_all_stages_are_reported_together(folder: Folder) -> None:
    folder.replace("claims.yaml", "stance: refutes", "stance: refuses")
    folder.replace("claims.yaml", "kind: government}\n  other", "kind: goverment}\n  other")
    folder.write("seeds/gazette.txt", SOURCE + "One line more.\n")

    assert [item.rule for item in read_report(folder.path).problems] == [
        "drift",
        "unknown-word",
        "unknown-word",
    ]


def test_a_date_in_the_future_is_reported(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    text = folder.read("claims.yaml").replace(
        "    verdict: disputed\n", "    verdict: disputed\n{}"
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1672444800")  # 2022-12-31
    for date, told in (("2023-01-01", 0), ("2023-01-02", 1), ("2023", 0), ("2023-02", 1)):
        folder.write("claims.yaml", text.replace("{}", f"    reviewed: {date}\n"))
        found = [
            item for item in read_report(folder.path).problems if item.rule == "date-in-future"
        ]
        assert len(found) == told, date


def test_no_verdict_is_suggested_for_a_claim_with_errors(folder: Folder) -> None:
    folder.replace("claims.yaml", "        origin: other-side\n", "        orign: other-side\n")
    problem = only_problem(folder)
    assert problem.rule == "unknown-field"


def test_a_missing_hyphen_is_reported_once(folder: Folder) -> None:
    second = "      - text: A spokesman of the other side"
    folder.replace("claims.yaml", second, second.replace("- ", "  "))
    problem = only_problem(folder)
    assert "the hyphen is missing before it" in problem.what
    assert problem.fix.startswith("Write: - text: A spokesman")


def test_dots_in_a_quote_are_reported_with_the_right_mark_for_omissions(
    folder: Folder,
) -> None:
    folder.replace("claims.yaml", "said that dozens of drones", "said … drones")
    assert "write […] between the parts" in only_problem(folder).fix


def test_quotes_are_checked_even_if_their_claim_has_errors(folder: Folder) -> None:
    folder.replace("claims.yaml", "dozens of drones", "dozens of planes")
    folder.replace("claims.yaml", "        stance: supports\n", "        stance: support\n")
    stance, quote = read_report(folder.path).problems
    assert "stance" in stance.what
    assert quote.rule == "quote-not-found"
    assert quote.entry == "claim no-drones-sent, quote 2"
