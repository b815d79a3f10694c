"""Every text of the interface exists in each language."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest
from markupsafe import Markup

from factcheck_report.exports.files import data_files
from factcheck_report.i18n import catalog as languages
from factcheck_report.i18n.available import CATALOGS, available_languages
from factcheck_report.i18n.catalog import (
    english_translations,
    find_translations,
)
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Compatible, CorrectionKind, OriginKind, Position, Receipt, Stance
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.evidence import Match
from factcheck_report.model.spans import Span
from factcheck_report.quotes import Difference, NotFoundReason, proving
from tests.reports import ROOT, Folder

HERE = Position("claims.yaml", 5, 3)


def receipt(*differences: str, pieces: int = 1, lines: tuple[int, int] = (3, 3)) -> Receipt:
    match = Match.NORMALISED if differences else Match.EXACT
    spans = tuple(Span(10 * n, 10 * n + 5) for n in range(pieces))
    return Receipt(match, spans, differences, lines, "0" * 64, "quote-words")


@pytest.mark.parametrize(
    ("group", "states"),
    [
        ("stance", Stance),
        ("report_stance", Stance),
        ("compatible", Compatible),
        ("origin_kind", OriginKind),
        ("correction", CorrectionKind),
    ],
)
def test_every_state_has_words(group: str, states: type[StrEnum]) -> None:
    for state in states:
        assert english_translations().text(f"{group}.{state}", entry="x")


def test_every_difference_reason_and_file_has_words() -> None:
    for difference in set(map(str, Difference)) - {"elision"}:
        assert english_translations().text(f"difference.{difference}")
    assert set(proving._MESSAGES) == set(NotFoundReason)
    for file in data_files("https://example.org/"):
        assert english_translations().text(f"data.format_{file.replace('.', '_')}")


def test_every_word_is_used_and_none_is_missing() -> None:
    """Names are written out in code and templates, or begin with the name of a group there."""
    code = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "generator/factcheck_report").rglob("*")
        if path.suffix in (".py", ".html")
    )
    used = set(re.findall(r"[\"']([a-z0-9_]+\.[a-z0-9_-]+)[\"']", code))
    groups = set(re.findall(r"[\"'](?:f?)([a-z_]+\.(?:[a-z0-9_]*_)?)(?:\{|[\"'] ~)", code))
    groups |= {group + "." for group in re.findall(r"say\(f?\"([a-z_]+)\.\{", code)}
    names_of_lists = re.findall(r"list_page\(\s*\"([a-z]+)\"", code)
    # Whether there are real disagreements decides the name of that list.
    for name in (*names_of_lists, "disagreements", "differences"):
        used |= {f"{name}.title", f"{name}.label", f"{name}.description"}
    names = set(languages.built_in_messages("en"))
    unused = {
        name
        for name in names - used
        if not any(name.startswith(group) for group in groups) and not name.endswith(".label")
    }
    assert unused == set()
    sections = {name.partition(".")[0] for name in names}
    files = ("html", "json", "csv", "yaml", "js", "xml", "md")
    missing = {
        name
        for name in used - names
        if name.partition(".")[0] in sections
        and name.partition(".")[2] not in files
        and not name.endswith("_")
    }
    assert missing == set()


@pytest.mark.parametrize("language", available_languages())
def test_each_language_is_complete(language: str) -> None:
    found = find_translations(language, HERE, CATALOGS)
    assert found.problems == ()
    english = languages.built_in_messages("en").keys()
    assert languages.built_in_messages(language).keys() == english


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (receipt(), "Found word for word"),
        (receipt("white-space"), "Found; the spacing differs"),
        (receipt("dashes"), "Found; the dashes differ"),
        (
            receipt("quotation-marks", "white-space"),
            "Found; the quotation marks and the spacing differ",
        ),
        (receipt("elision", pieces=2), "Found word for word, with words left out"),
        (
            receipt("elision", "white-space", pieces=2),
            "Found, with words left out; the spacing differs",
        ),
    ],
)
def test_how_a_quote_was_found(given: Receipt, said: str) -> None:
    assert english_translations().found(given) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2022", "2022"),
        ("2022-11", "November 2022"),
        ("2022-11-05", "5 November 2022"),
        ("2022?-11", "November 2022 (year inferred)"),
        ("2022-11?", "November 2022 (inferred)"),
        ("2022?", "2022 (inferred)"),
    ],
)
def test_dates_read_as_people_write_them(typed: str, said: str) -> None:
    date = PartialDate.parse(typed)

    assert english_translations().date(date) == said
    assert str(date) == typed


@pytest.mark.parametrize(
    "typed", ["22", "2022-13", "2022-02-30", "2022-2-3", "?2022", "2022-11-05T00"]
)
def test_impossible_dates_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        PartialDate.parse(typed)


def test_a_region_without_formats_has_those_of_its_language() -> None:
    words = languages.built_in_messages("de")
    date = PartialDate(2022, 11, 5)
    for tag in ("de-AQ", "de-AT", "de"):
        assert Translations(tag, words).date(date) == "5. November 2022"
    assert Translations("ar-DE", words).direction == "rtl"


def test_lists_and_counts() -> None:
    words = english_translations()
    assert words.joined([]) == ""
    assert words.joined(["a", "b", "c"]) == "a, b and c"
    assert words.text("count.claims", count=1) == "1 claim"
    assert words.text("count.claims", count=12_345) == "12,345 claims"


def test_html_among_the_values_makes_html_and_escapes_the_rest() -> None:
    said = english_translations().text("quote.quoted", name=Markup("<b>A & B</b>"))
    assert said == Markup("<b>A & B</b> · direct quote")
    assert isinstance(said, Markup)
    assert english_translations().text("narrow.found", found="<i>", count=1) == "<i> of 1 claim"


def test_a_language_without_words_is_a_problem_that_says_what_there_is() -> None:
    found = find_translations("tlh", HERE)
    [problem] = found.problems
    assert problem.position == HERE
    assert "“tlh”" in problem.what
    assert "tlh.yaml" in problem.fix
    assert found.translations.language == "en"


def test_a_report_brings_its_own_words(tmp_path: Path) -> None:
    own = (ROOT / "generator/factcheck_report/i18n/languages/en.yaml").read_text("utf-8")
    (tmp_path / "fr.yaml").write_text(own.replace("kicker: Claim\n", "kicker: Affirmation\n"))
    found = find_translations("fr-CA", HERE, tmp_path)

    assert [problem.what for problem in found.problems] == [
        f"“{name}” must have exactly these plural forms: many, one, other."
        for name, sentence in languages.built_in_messages("en").items()
        if not isinstance(sentence, str)
    ]
    plural = re.sub(r"\bother: (\"[^\"]*\"|[^}]*)\}", r"other: \1, many: \1}", own)
    text = plural.replace("kicker: Claim\n", "kicker: Affirmation\n")
    (tmp_path / "fr.yaml").write_text(text)
    found = find_translations("fr-CA", HERE, tmp_path)
    assert found.problems == ()
    assert found.translations.text("claim.kicker") == "Affirmation"
    assert found.translations.date(PartialDate(2022, 11, 5)) == "5 novembre 2022"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "one: line {line}",
            "one: line {lin}",
            "“lines.one” has the placeholders {lin}; it should have {line}.",
        ),
        (
            "one: line {line}",
            "one: line {line.__class__}",
            "“lines.one” has an invalid placeholder",
        ),
        ("one: line {line}", "one: line {", "“lines.one” has an invalid placeholder"),
        ("  kicker: Claim\n", "  kicker: Claim\n  extra: x\n", "“claim.extra” is not used"),
        ("  kicker: Claim\n", "  kicker: [Claim]\n", "Expected names with their texts"),
        ("  kicker: Claim\n", "  kicker: &a Claim\n", "&"),
    ],
)
def test_a_faulty_language_file_is_a_problem_at_its_line(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    own = (ROOT / "generator/factcheck_report/i18n/languages/en.yaml").read_text("utf-8")
    assert own.count(old) == 1
    (tmp_path / "nl.yaml").write_text(own.replace(old, new))
    found = find_translations("nl", HERE, tmp_path)

    [problem] = [item for item in found.problems if item.what.startswith(what) or what in item.what]
    assert problem.position.file == "nl.yaml"
    if new:
        line = own[: own.index(old)].count("\n") + 1
        assert problem.position.line - line in (0, 1)
    assert found.translations.language == "en"


def test_a_report_changes_single_texts(tmp_path: Path) -> None:
    (tmp_path / "de.yaml").write_text("claim: {kicker: Aussage}\n")
    found = find_translations("de-AT", HERE, tmp_path)
    assert found.problems == ()
    assert found.translations.text("claim.kicker") == "Aussage"
    assert found.translations.text("claim.verdict") == "Urteil"
    assert found.translations.english == set()


def test_a_translation_may_be_begun(folder: Folder) -> None:
    folder.replace("claims.yaml", "  summary: One", "  language: pt\n  summary: One")
    folder.replace(
        "mkdocs.yml", "  font: false", "  font: false\n  language: pt\n  custom_dir: overrides"
    )
    folder.write("overrides/factcheck/languages/pt.yaml", "claim: {kicker: Alegação}\n")
    done = folder.factcheck("check")
    assert done.returncode == 0
    total = len(languages.built_in_messages("en"))
    assert f"pt.yaml:1:1: note: {total - 1} of {total} interface texts" in done.stdout
    assert folder.factcheck("build").returncode == 0
    page = folder.page("claims/no-drones-sent/")
    assert ">Alegação<" in page
    # What is still English says so.
    assert '<span lang="en" dir="ltr">Evidence</span>' in page


def test_the_check_finds_mistakes_in_a_language_file(folder: Folder) -> None:
    folder.replace("mkdocs.yml", "  font: false", "  font: false\n  custom_dir: overrides")
    folder.write("overrides/factcheck/languages/en.yaml", "claim: {evidnce: Proof}\n")
    done = folder.factcheck("check")
    assert done.returncode == 1
    assert "“claim.evidnce” is not used anywhere" in done.stdout
