"""Suggested replacements for wrong values are valid when pasted."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
import yaml

from tests.reports import EXAMPLE, ROOT, Folder

VERDICT = "    verdict: disputed\n"
SECOND = "A spokesman of the other side said that dozens of drones had been sent in summer."
TEXT = f"      - text: {SECOND}\n"


def told(folder: Folder, *options: str) -> list[dict[str, object]]:
    """The problems that the command finds."""
    done = folder.factcheck("check", "--format", "json", *options)
    assert "Traceback" not in done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def one(folder: Folder) -> dict[str, object]:
    [problem] = told(folder)
    return problem


def pointed_at(folder: Folder, problem: dict[str, object]) -> str:
    """What stands in the file at the place of a problem."""
    line = folder.read("claims.yaml").splitlines()[int(str(problem["line"])) - 1]
    return line[int(str(problem["column"])) - 1 :]


def write(folder: Folder, field: str) -> None:
    """A field more in the claim."""
    folder.replace("claims.yaml", VERDICT, f"{VERDICT}    {field}\n")


# Dates

ONE_DAY = [
    *("March 5, 2024", "5 March 2024", "2024/03/05", "2024-3-5", "5. März 2024", "20240305"),
    *("5 mars 2024", "Tuesday, 5th of March 2024", "5-Mar-2024", "2024.03.05", "2024–03–05"),
    *("2024-03-05T10:30:00Z", "2024-03-05 10:30", "March 5, 2024, 3:15 pm", "2024年3月5日"),
    *("5 de marzo de 2024", "2024-03-05T10:30:00+01:00", "Dienstag, den 5. März 2024"),
]
OTHER_DATES = {
    "17.4.2023": ["2023-04-17"],
    "4/17/2023": ["2023-04-17"],
    "5/5/2024": ["2024-05-05"],
    "03/2024": ["2024-03"],
    "March 2024": ["2024-03"],
    "5.3.2024": ["2024-03-05", "2024-05-03"],
    "3/5/2024": ["2024-05-03", "2024-03-05"],
    "05.03.2024 14:30": ["2024-03-05", "2024-05-03"],
}
UNCLEAR = ["5.3.24", "yesterday", "early March 2024", "5–7 March 2024", "5 March", "2024-W10"]


@pytest.mark.parametrize("typed", ONE_DAY)
def test_a_date_in_another_notation_is_offered_in_the_right_one(folder: Folder, typed: str) -> None:
    write(folder, f"reviewed: {typed}")
    problem = one(folder)
    assert problem["rule"] == "bad-date"
    assert problem["fix"] == "Write: reviewed: 2024-03-05"
    assert pointed_at(folder, problem) == typed


@pytest.mark.parametrize("typed", OTHER_DATES)
def test_every_reading_of_a_date_is_shown_and_no_other(folder: Folder, typed: str) -> None:
    write(folder, f"reviewed: {typed}")
    fix = str(one(folder)["fix"])
    assert all(f"reviewed: {date}" in fix for date in OTHER_DATES[typed])
    assert fix.count("reviewed: ") == len(OTHER_DATES[typed])


@pytest.mark.parametrize("typed", UNCLEAR)
def test_no_date_is_offered_for_unclear_texts(folder: Folder, typed: str) -> None:
    write(folder, f"reviewed: {typed}")
    problem = one(folder)
    assert problem["rule"] == "bad-date"
    assert "reviewed: " not in str(problem["fix"])


# Ids


def scale(folder: Folder, **labels: str) -> None:
    verdicts = "".join(
        f"  {id}: {{label: {label}, means: What it says., tone: neutral}}\n"
        for id, label in labels.items()
    )
    folder.replace("claims.yaml", "\nclaimants:", f"{verdicts}\nclaimants:")


@pytest.mark.parametrize(
    "typed",
    [
        *("Not confirmed", "unconfirmed", "nicht confirmed", "non-confirmed", "Un-confirmed"),
        *("no confirmation", "isn't confirmed", "mostly false", "disproven", "inaccurate"),
    ],
)
def test_no_word_is_offered_that_says_the_opposite(folder: Folder, typed: str) -> None:
    folder.replace("claims.yaml", "  disputed:\n", "  confirmed:\n")
    folder.replace("claims.yaml", VERDICT, f'    verdict: "{typed}"\n')
    more = {"mostly-true": "Mostly true", "proven": "Proven", "accurate": "Accurate"}
    scale(folder, **more)
    problem = one(folder)
    assert problem["rule"] == "unknown-verdict"
    assert "Did you mean" not in str(problem["fix"])
    assert "The verdicts are: " in str(problem["fix"])


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("Not confirmed", "open"),
        ("not-confirmed", "open"),
        ("NOT CONFIRMED", "open"),
        ("Bestätigt!", "confirmed"),
        ("Disputed", "disputed"),
        ("DISPUTED", "disputed"),
        ("single origin", "single-origin"),
        ("Single_Origin", "single-origin"),
    ],
)
def test_a_label_or_misspelt_id_leads_to_the_id(folder: Folder, typed: str, id: str) -> None:
    labels = {"open": "Not confirmed", "confirmed": "Bestätigt", "single-origin": "One voice"}
    scale(folder, **labels)
    folder.replace("claims.yaml", VERDICT, f'    verdict: "{typed}"\n')
    assert one(folder)["fix"] == f"Write its id: {id}"


@pytest.mark.parametrize(
    ("old", "new", "id"),
    [
        ("claimants: [minister]", "claimants: [The Minister]", "minister"),
        ("origin: ministry", "origin: The ministry", "ministry"),
        ("source: gazette", "source: Drones and Denials", "gazette"),
        ("source: gazette", "source: seeds/gazette.txt", "gazette"),
    ],
)
def test_names_and_titles_lead_to_ids(folder: Folder, old: str, new: str, id: str) -> None:
    folder.write("claims.yaml", folder.read("claims.yaml").replace(old, new, 1))
    assert f"Write its id: {id}" in [problem["fix"] for problem in told(folder)]


@pytest.mark.parametrize(("typed", "meant"), [("disputd", "disputed"), ("suports", "supports")])
def test_a_misspelt_word_is_still_recognised(folder: Folder, typed: str, meant: str) -> None:
    folder.write(
        "claims.yaml", folder.read("claims.yaml").replace(f": {meant}\n", f": {typed}\n", 1)
    )
    assert f"Did you mean “{meant}”?" in str(one(folder)["fix"])


@pytest.mark.parametrize(
    ("field", "good"),
    [
        ("related", "no-drones-sent"),
        ("claimants", "minister"),
        ("tags", "drones"),
    ],
)
@pytest.mark.parametrize("flow", [True, False])
def test_an_unknown_item_is_reported_at_its_own_position(
    folder: Folder, field: str, good: str, flow: bool
) -> None:
    items = [good, "Gone!", "war"] if field == "tags" else [good, "gone"]
    written = f"{field}: [{', '.join(items)}]" if flow else f"{field}:"
    lines = [] if flow else [f"      - {item}" for item in items]
    if field == "claimants":
        folder.replace("claims.yaml", "    claimants: [minister]\n", "")
    write(folder, "\n".join([written, *lines]))
    assert pointed_at(folder, one(folder)).lower().startswith("gone")


def test_an_unknown_key_claim_is_reported_at_its_own_position(folder: Folder) -> None:
    keys = "  key_claims:\n    - no-drones-sent\n    - renamed\n"
    folder.replace("claims.yaml", "  summary: One", f"{keys}  summary: One")
    assert pointed_at(folder, one(folder)) == "renamed"


# Lists

LISTS = {
    "tags: drones": "tags: [drones]",
    "tags: drones, war": "tags: [drones, war]",
    "tags: drones,war": "tags: [drones, war]",
    "tags: drones; war": "tags: [drones, war]",
    'tags: "drones, war"': "tags: [drones, war]",
    "tags: Drones, War in the north": "tags: [drones, war-in-the-north]",
    "tags: {drones, war}": "tags: [drones, war]",
    "tags: drones and war": "tags: [drones, war]",
    "related: no-drones-sent": "related: [no-drones-sent]",
    "tags:\n      drones\n      - war": "tags: [drones, war]",
    "tags: - drones": "tags: [drones]",
}


@pytest.mark.parametrize("typed", LISTS)
def test_a_list_written_as_a_text_is_rewritten(folder: Folder, typed: str) -> None:
    write(folder, typed)
    problem = one(folder)
    assert problem["fix"] == f"Write: {LISTS[typed]}"
    folder.replace("claims.yaml", typed, LISTS[typed])
    if "related" not in typed:
        assert told(folder) == []


def test_a_claimant_alone_is_a_list_too(folder: Folder) -> None:
    folder.replace("claims.yaml", "claimants: [minister]", "claimants: minister")
    assert one(folder)["fix"] == "Write: claimants: [minister]"


@pytest.mark.parametrize(
    ("typed", "id"),
    [("Нет дронов", "net-dronov"), ("Καμία άρνηση", "kamia-arnisi"), ("無人機", "wu-ren-ji")],
)
def test_an_id_in_other_letters_is_offered_in_latin_ones(
    folder: Folder, typed: str, id: str
) -> None:
    folder.replace("claims.yaml", "  no-drones-sent:\n", f"  {typed}:\n")
    assert f"Write: {id}. " in str(one(folder)["fix"])


def test_a_list_without_commas_is_shown_in_both_readings(folder: Folder) -> None:
    write(folder, "tags: drones war")
    fix = str(one(folder)["fix"])
    assert "tags: [drones, war]" in fix and "tags: [drones-war]" in fix


# Hyphens

FIRST = "      - text: 'The minister said"
NO_HYPHEN = {
    "the first of two": (FIRST, FIRST.replace("- text", "text"), "- text: 'The minister said"),
    "the first, further in": (FIRST, FIRST.replace("- text", "  text"), "- text: 'The minister"),
    "the second": (TEXT, TEXT.replace("- text", "text"), f"- text: {SECOND}"),
    "the second, further in": (TEXT, TEXT.replace("- text", "  text"), f"- text: {SECOND}"),
    "the second, without a space": (TEXT, TEXT.replace("- text", "-text"), "- text: "),
}
TAGS = {
    "first": "tags:\n      drones\n      - war",
    "second": "tags:\n      - drones\n      war",
    "second, further in": "tags:\n      - drones\n        war",
}
CORRECTIONS = [
    "corrections:\n      date: 2024-01-01\n      kind: update\n      note: New.",
    "corrections:\n        date: 2024-01-01\n        kind: update\n        note: New.",
    "corrections:\n      - date: 2023-01-01\n        kind: update\n        note: Old.\n"
    "        date: 2024-01-01\n        kind: update\n        note: New.",
    "corrections:\n      - date: 2023-01-01\n        kind: update\n        note: Old.\n"
    "      date: 2024-01-01\n        kind: update\n        note: New.",
]


def names_hyphen(folder: Folder, problem: dict[str, object], fixed: str) -> None:
    assert "hyphen" in str(problem["what"])
    assert fixed in str(problem["fix"])
    line = folder.read("claims.yaml").splitlines()[int(str(problem["line"])) - 1]
    assert fixed.removeprefix("- ")[:20] in line


@pytest.mark.parametrize("case", NO_HYPHEN)
def test_a_quote_without_its_hyphen(folder: Folder, case: str) -> None:
    was, now, fixed = NO_HYPHEN[case]
    folder.replace("claims.yaml", was, now)
    names_hyphen(folder, one(folder), fixed)


@pytest.mark.parametrize("indent", ["      ", "        "])
def test_the_only_quote_without_its_hyphen(folder: Folder, indent: str) -> None:
    before = folder.read("claims.yaml").partition(TEXT)[0]
    folder.write("claims.yaml", before.replace(FIRST, FIRST.replace("      - ", indent)))
    names_hyphen(folder, one(folder), "- text: 'The minister said")


@pytest.mark.parametrize("case", TAGS)
def test_a_tag_without_its_hyphen(folder: Folder, case: str) -> None:
    write(folder, TAGS[case])
    problem = one(folder)
    assert "hyphen" in str(problem["what"])


@pytest.mark.parametrize("typed", CORRECTIONS)
def test_a_correction_without_its_hyphen(folder: Folder, typed: str) -> None:
    write(folder, typed)
    names_hyphen(folder, one(folder), "- date: 2024-01-01")


@pytest.mark.parametrize(
    "section",
    [
        "timeline:\n  when: 2022\n  event: It was so.\n",
        "timeline:\n  when: 2022\n    event: It was so.\n",
        "timeline:\n  when: 2022\n    event: It was so.\n  - when: 2023\n    event: And so.\n",
        "disagreements:\n  about: The day\n  note: It differs.\n  - about: The year\n",
    ],
)
def test_an_event_or_disagreement_without_its_hyphen(folder: Folder, section: str) -> None:
    folder.write("claims.yaml", folder.read("claims.yaml") + section)
    fixed = "- when: 2022" if "when" in section else "- about: The day"
    names_hyphen(folder, one(folder), fixed)


def test_a_field_that_slipped_to_the_left_is_no_new_item(folder: Folder) -> None:
    folder.replace("claims.yaml", "        origin: other-side", "      origin: other-side")
    problem = one(folder)
    assert "indented less" in str(problem["what"])
    assert str(problem["fix"]).startswith("Indent it by two more spaces")


@pytest.mark.parametrize("bullet", ["*", "•", "–", "1."])
def test_an_item_with_another_sign_than_a_hyphen(folder: Folder, bullet: str) -> None:
    folder.replace("claims.yaml", FIRST, FIRST.replace("- text", f"{bullet} text"))
    names_hyphen(folder, one(folder), "- text: 'The minister said")


@pytest.mark.parametrize("written", ["[disputed]", "\n      - disputed"])
def test_a_list_of_one_where_a_value_belongs(folder: Folder, written: str) -> None:
    folder.replace("claims.yaml", VERDICT, f"    verdict: {written}\n")
    assert str(one(folder)["fix"]).startswith("Write: verdict: disputed")


# Quotation marks

MARKED = [
    'he said "no" and left"',
    "the minister's word was final\"",
    '"No," he said',
    '"No," he said, "and never"',
    "'No,' he said",
    "'Tis the season",
    '"no" and "yes it is"',
    '"no", "yes"',
    "- and so it was",
    '"He said no" and "yes',
    '"It\'s" what he said',
]


@pytest.mark.parametrize("typed", MARKED)
def test_a_text_with_quotation_marks_is_shown_as_it_is_written(folder: Folder, typed: str) -> None:
    folder.replace("claims.yaml", SECOND, typed)
    problem = one(folder)
    pasted = next(part for part in pieces(str(problem["fix"])) if part.startswith("- text: '"))
    assert yaml.safe_load(pasted) == [{"text": typed}]
    folder.replace("claims.yaml", f"- text: {typed}", pasted)
    assert [item["rule"] for item in told(folder)] in (["quote-not-found"], ["ambiguous-quote"])


def pieces(fix: str) -> Sequence[str]:
    """Every part of a sentence that begins with an item and ends with a quotation mark."""
    start = fix.index("- text: '")
    ends = [place for place in range(start, len(fix)) if fix[place] == "'"]
    return [fix[start : end + 1] for end in reversed(ends)]


def test_marks_inside_of_marks(folder: Folder) -> None:
    folder.replace("claims.yaml", SECOND, '"He said "no" and left"')
    assert """- text: 'He said "no" and left'""" in str(one(folder)["fix"])


# Other files

OTHER = {
    "mkdocs": (EXAMPLE / "mkdocs.yml").read_text("utf-8"),
    "a README": (ROOT / "README.md").read_text("utf-8"),
    "a page about claims files": (ROOT / "docs/for-editors.md").read_text("utf-8"),
    "JSON": '{"name": "x", "version": 3, "files": ["a"]}',
    "a list": "- a\n- b\n",
    "CSV": 'id,claim,verdict\n1,"A, b",yes\n2,c: d,no\n',
    "prose": "It goes: on and on.\nAnd so: forth: and more.\n",
    "an empty mapping": "{}\n",
    "comments": "# To do\n",
    "TOML": '[project]\nname = "x"\n',
    "HTML": "<html><body>a: b</body></html>\n",
    "nothing": "\n",
}


@pytest.mark.parametrize("kind", OTHER)
def test_another_file_is_one_problem(folder: Folder, kind: str) -> None:
    folder.write("claims.yaml", OTHER[kind])
    problem = one(folder)
    assert problem["rule"] in ("not-a-claims-file", "claims-file")
    assert "report:, sources:, verdicts:, claims:" in str(problem["fix"])


def test_a_binary_file_is_one_problem(folder: Folder) -> None:
    folder.write("claims.yaml", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    assert "report:, sources:, verdicts:, claims:" in str(one(folder)["fix"])


@pytest.mark.parametrize("section", ["claim", "Claims", "clams"])
def test_a_misspelt_section_is_no_other_file(folder: Folder, section: str) -> None:
    entries = folder.read("claims.yaml").partition("\nclaims:")[2]
    folder.write("claims.yaml", f"{section}:{entries}")
    assert "Did you mean “claims”?" in str(told(folder)[0]["fix"])
