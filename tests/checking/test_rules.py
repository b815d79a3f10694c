"""Editorial rules: their examples, their levels and the settings of a report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck_report.checking import RULES, Rule, examples, guide
from factcheck_report.checking.similarity import similar_pairs
from factcheck_report.git.history import earlier_version
from factcheck_report.model import Level
from factcheck_report.pipeline import Outcome, read_report
from factcheck_report.problems import Problem, Severity
from factcheck_report.problems.loading_rules import LOADING_RULES
from tests.reports import ROOT, SOURCE, Folder, environment

RULE = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


def laid_over(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {key: laid_over(below.get(key), value) for key, value in above.items()}
    return above


def told(place: Path, example: str, level: str = "", rule: str = "") -> tuple[Problem, ...]:
    """The problems of an example, laid over the report that the guide shows."""
    report, part = (yaml.load(text, yaml.BaseLoader) for text in (examples.REPORT, example))
    whole = laid_over(report, part)
    if rule == "pin" and "sha256" not in part["sources"]["gazette"]:
        del whole["sources"]["gazette"]["sha256"]
    if level:
        whole["report"]["rules"] = {rule: level}
    (place / "seeds").mkdir(exist_ok=True)
    for file, text in examples.DOCUMENTS.items():
        (place / file).write_text(text, "utf-8")
    (place / "claims.yaml").write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")
    return read_report(place).problems


def asked_for(rule: Rule) -> str:
    """What a report sets to hear of a rule that is off."""
    return "warning" if rule.level is Level.OFF else ""


@RULE
def test_a_rules_wrong_example_breaks_it_and_no_other(rule: Rule, tmp_path: Path) -> None:
    problems = told(tmp_path, rule.wrong, asked_for(rule), rule.id)

    assert {problem.rule for problem in problems} == {rule.id}
    expected = "warning" if rule.level is Level.OFF else rule.level
    assert {str(problem.severity) for problem in problems} == {str(expected)}


@RULE
def test_a_rules_right_example_breaks_none(rule: Rule, tmp_path: Path) -> None:
    assert told(tmp_path, rule.right, asked_for(rule), rule.id) == ()


@RULE
def test_a_report_sets_the_level_of_every_rule_but_the_fixed_ones(
    rule: Rule, tmp_path: Path
) -> None:
    for level in ("error", "warning", "note", "off"):
        problems = told(tmp_path, rule.wrong, level, rule.id)
        own = {str(problem.severity) for problem in problems if problem.rule == rule.id}
        if rule.locked_because:
            assert own == {str(rule.level)}
            assert "fixed-rule" in {problem.rule for problem in problems}
        else:
            assert own == ({level} - {"off"})


@pytest.mark.parametrize(
    ("claim", "language", "said"),
    [
        ("Дроны были отправлены летом.", "", "are Cyrillic, but its language is “en”, like"),
        ("Дроны были отправлены летом.", "sr-Latn", "are Cyrillic, but its language is “sr-Latn”"),
        ("Дроны были отправлены летом.", "sr", ""),
        ("無人機は夏に送られた。", "ja", ""),
        ("ドローンだ。", "ko", "are Katakana"),
        ("The drone “Шахед” was sent.", "", ""),
        ("Die Drohnen wurden im Sommer gesandt.", "", ""),
        ("2022", "ar", ""),
    ],
)
def test_a_claim_in_another_script_than_its_language_is_noted(
    tmp_path: Path, claim: str, language: str, said: str
) -> None:
    fields = {"claim": claim} | ({"language": language} if language else {})
    problems = told(tmp_path, yaml.safe_dump({"claims": {"drones-sent": fields}}))
    found = [item for item in problems if item.rule == "claim-language"]
    assert [said in item.what for item in found] == ([True] if said else [])


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("", "no language is set for “gazette”"),
        ("en-GB", "in the same language (en)"),
        ("de", ""),
    ],
)
def test_a_translation_from_the_reports_language_is_noted(
    tmp_path: Path, document: str, said: str
) -> None:
    example = RULES["translated-quote"].wrong.replace("language: en", f"language: {document}")
    if not document:
        example = example.replace("    language: \n", "    kind: text\n")
    found = [item for item in told(tmp_path, example) if item.rule == "translated-quote"]
    assert [said in item.what for item in found] == ([True] if said else [])


@RULE
def test_every_rule_is_explained(rule: Rule) -> None:
    assert rule.title.endswith(".")
    assert len(rule.reason) > 80
    # Whoever reads why it is no error, or off, finds the reason.
    words = {
        Level.ERROR: "",
        Level.WARNING: "warning",
        Level.NOTE: "only a note",
        Level.OFF: "off by default",
    }
    assert words[rule.level] in rule.reason


def test_the_guide_to_rules_is_up_to_date() -> None:
    again = "python -m factcheck_report.checking.guide > docs/rules.md"
    assert (ROOT / "docs/rules.md").read_text("utf-8") == guide.as_markdown(), again


def test_every_problem_of_a_rule_names_its_own_id() -> None:
    """A problem's id is the anchor in the guide; a typo in one would lead nowhere."""
    for id in LOADING_RULES:
        assert f"\n### {id}\n" in guide.as_markdown()
    assert list(RULES) == [rule.id for rule in RULES.values()]
    for rule in RULES.values():
        assert f"\n## {rule.id}\n" in guide.as_markdown()


def test_two_people_may_be_quoted_with_the_same_words(tmp_path: Path) -> None:
    first, second = "A spokesman of the other side", "Another spokesman"
    assert RULES["repeated-quote"].wrong.count(first) == 2
    before, after = RULES["repeated-quote"].wrong.rsplit(first, 1)

    assert told(tmp_path, before + second + after) == ()


def test_a_repeated_quote_is_found_in_the_timeline_too(folder: Folder) -> None:
    quote = (
        "{text: dozens of drones had been sent, source: gazette, wording: paraphrased, "
        "speaker: A spokesman of the other side}"
    )
    two = f"      - {quote}\n" * 2
    event = f"timeline:\n  - event: Drones.\n    when: 2022\n    quotes:\n{two}"
    folder.write("claims.yaml", f"{folder.read('claims.yaml')}\n{event}")

    [problem] = read_report(folder.path).problems
    assert (problem.rule, problem.entry) == ("repeated-quote", "event 1, quote 2")


@pytest.mark.parametrize(
    ("setting", "rule", "words"),
    [
        ("{short-qoute: off}", "unknown-rule", "Did you mean “short-quote”?"),
        ("{pin: off}", "fixed-rule", "cannot be set"),
        ("{short-quote: of}", "unknown-word", "Did you mean “off”?"),
        ("[short-quote]", "wrong-type", "group of rules"),
        ("{short-quote: off, short-quote: error}", "duplicate-field", "repeated"),
    ],
)
def test_rule_settings_must_name_rules_and_levels(
    folder: Folder, setting: str, rule: str, words: str
) -> None:
    folder.replace("claims.yaml", "\nsources:", f"  rules: {setting}\n\nsources:")

    [problem] = read_report(folder.path).problems
    assert problem.rule == rule
    assert words in f"{problem.what} {problem.fix}"
    assert problem.position.line == 4


CLIPPED = """\
claims:
  drones-sent:
    quotes:
      - text: been trained abroad in spring
        source: gazette
        stance: context
        wording: paraphrased
        speaker: An officer
"""


def test_words_told_elsewhere_in_the_quote_are_not_reported(tmp_path: Path) -> None:
    assert [item.rule for item in told(tmp_path, CLIPPED)] == ["clipped-quote"]

    noted = CLIPPED + "        note: The document says “reportedly”.\n"
    assert told(tmp_path, noted) == ()

    whole = CLIPPED.replace("claims:\n  drones-sent:\n    quotes:\n", "").replace(
        "been trained", "the pilots had reportedly been trained"
    )
    assert told(tmp_path, CLIPPED + whole) == ()


def test_words_omitted_between_two_parts_are_checked(tmp_path: Path) -> None:
    elided = CLIPPED.replace("been trained", "An officer said that the pilots […] been trained")

    [problem] = told(tmp_path, elided)
    assert (problem.rule, "“reportedly”" in problem.what) == ("clipped-quote", True)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Iran supplied drones to Russia.", "Iran supplied drones to Russia", True),
        ("Iran supplied the drones to Russia.", "Iran supplies drones to Russia.", True),
        ("Iran supplied six armed drones to Russia.", "Iran supplied six drones to Russia.", True),
        ("Iran attacked the city of Larnholm.", "The city of Larnholm attacked Iran.", False),
        ("Iran supplied drones to Russia.", "Iran supplied missiles to Russia.", False),
        ("Iran did supply 100 drones to Russia.", "Iran did supply drones to Russia.", False),
        ("Iran did not supply any drones to Russia.", "Iran supply any drones to Russia.", False),
        ("Это правда.", "Это правда!", True),
    ],
)
def test_nearly_identical_claims_are_reported(first: str, second: str, alike: bool) -> None:
    for pair in ([first, second], [second, first]):
        assert list(similar_pairs(pair, 80.0)) == ([(0, 1)] if alike else [])


# Drift


MOVED = "A line that was not there before.\n" + SOURCE
LOST = SOURCE.replace("dozens of drones", "scores of drones")


@pytest.fixture
def repository(folder: Folder) -> Folder:
    folder.git("init", "-q")
    folder.git("add", ".")
    folder.git("commit", "-q", "-m", "The report")
    return folder


def drift(folder: Folder) -> Problem:
    outcome: Outcome = read_report(folder.path, earlier=earlier_version)
    [problem] = [item for item in outcome.problems if item.rule == "drift"]
    assert (outcome.report is None) == (problem.severity is Severity.ERROR)
    return problem


def test_quotes_in_the_same_place_of_a_changed_document(repository: Folder) -> None:
    repository.write("seeds/gazette.txt", SOURCE + "One line more.\n")

    problem = drift(repository)
    assert problem.severity is Severity.WARNING
    assert "Unchanged quotes (2): claim no-drones-sent, quote 1;" in problem.what
    assert "claims against the document as it is now: no-drones-sent." in problem.fix


def test_quotes_that_moved_in_a_changed_document(repository: Folder) -> None:
    repository.write("seeds/gazette.txt", MOVED)
    # The earlier state is found behind newer ones too.
    repository.git("commit", "-q", "-a", "-m", "Changed")

    problem = drift(repository)
    assert problem.severity is Severity.WARNING
    assert "Moved (2): claim no-drones-sent, quote 1 (line 1 → 2)" in problem.what


def test_quotes_missing_from_a_changed_document(repository: Folder) -> None:
    repository.write("seeds/gazette.txt", LOST)
    problem = drift(repository)
    assert problem.severity is Severity.ERROR
    assert (
        "Not found (1): claim no-drones-sent, quote 2 (nearest, line 2: A spokesman" in problem.what
    )
    assert "Unchanged quotes (1): claim no-drones-sent, quote 1." in problem.what

    repository.write("seeds/gazette.txt", SOURCE.splitlines()[0] + "\n")
    assert "quote 2 (no similar passage)." in drift(repository).what


def test_without_git_the_earlier_sentences_are_unknown(folder: Folder) -> None:
    folder.write("seeds/gazette.txt", MOVED)

    problem = drift(folder)
    assert "the earlier sentence is not known (2): claim no-drones-sent, quote 1" in problem.what
    assert "Moved" not in problem.what


def test_a_history_without_the_recorded_file_does_not_help(repository: Folder) -> None:
    assert earlier_version(repository.path, "seeds/gazette.txt", "0" * 64) is None
    assert earlier_version(repository.path, ":(glob)**", "0" * 64) is None
    assert earlier_version(repository.path / "nowhere", "seeds/gazette.txt", "0" * 64) is None


def test_an_earlier_file_with_another_hash_is_not_used(folder: Folder) -> None:
    folder.write("seeds/gazette.txt", MOVED)
    outcome = read_report(folder.path, earlier=lambda root, file, sha256: MOVED.encode())

    assert "the earlier sentence is not known (2)" in outcome.problems[0].what


def test_pages_of_claims_that_quote_a_changed_document_say_so(folder: Folder) -> None:
    page = "site/claims/no-drones-sent/index.html"
    folder.run("mkdocs", "build")
    assert "Needs another review" not in folder.read(page)

    folder.write("seeds/gazette.txt", MOVED)
    built = folder.run("mkdocs", "build")
    assert built.returncode == 0, built.stderr
    assert "has changed since its quotes were checked" in built.stderr
    text = folder.read(page)
    assert "Needs another review." in text
    assert text.index("Needs another review.") < text.index('id="evidence"')
    assert "“<bdi>Drones and denials</bdi>” has changed" in text

    strict = folder.build()
    assert strict.returncode != 0


def test_german_pages_say_in_german_that_a_document_changed(folder: Folder) -> None:
    folder.write("seeds/gazette.txt", MOVED)
    folder.replace("claims.yaml", "\nsources:", "  language: de\n\nsources:")
    folder.replace("mkdocs.yml", "  font: false\n", "  font: false\n  language: de\n")
    folder.run("mkdocs", "build")

    assert "Muss erneut geprüft werden." in folder.read("site/claims/no-drones-sent/index.html")


def test_a_rule_is_explained_at_the_terminal() -> None:
    def rules(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "factcheck_report", "rules", *words],
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
        )

    listed = rules().stdout
    for id, rule in RULES.items():
        assert f"{id}: {rule.title}" in listed
    explained = rules("clipped-quote").stdout
    assert RULES["clipped-quote"].title in explained
    assert "Wrong:" in explained
    assert rules("bad-date").stdout.startswith("Write dates as")
    refused = rules("cliped-quote")
    assert refused.returncode == 2
    assert "Did you mean “clipped-quote”?" in refused.stderr
