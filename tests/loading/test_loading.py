"""claims.yaml is read strictly, and each mistake is reported at its position."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck_report.loading import load
from factcheck_report.model import Position
from tests.reports import CLAIMS, Folder

GOOD = CLAIMS.format(sha256="0" * 64)


def problems(text: str) -> list[tuple[int, int, str, str]]:
    return [
        (item.position.line, item.position.column, item.rule, item.entry)
        for item in load({"claims.yaml": text}).problems
    ]


def place(text: str, words: str) -> tuple[int, int]:
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_a_good_file_has_no_problems() -> None:
    loaded = load({"claims.yaml": GOOD})

    assert loaded.problems == ()
    claim = loaded.draft.claims["no-drones-sent"]
    assert claim.claim == "No drones were sent after the war began."
    assert claim.positions.at("verdict") == Position(
        "claims.yaml", *place(GOOD, "disputed\n    summary")
    )


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("    verdict: disputed\n", "    verdit: disputed\n", "unknown-field"),
        ("        stance: supports\n", "        stance: suports\n", "unknown-word"),
        (
            "    verdict: disputed\n",
            "    verdict: disputed\n    verdict: disputed\n",
            "duplicate-field",
        ),
        ("  no-drones-sent:\n", "  No-Drones-Sent:\n", "bad-id"),
        ("  no-drones-sent:\n", "  index:\n", "reserved-id"),
        ("  no-drones-sent:\n", "  con:\n", "reserved-id"),
        ("  no-drones-sent:\n", "  ../up:\n", "bad-id"),
        ("  no-drones-sent:\n", "  нет-дронов:\n", "bad-id"),
        ("verdict: disputed\n", "verdict: true-ish\n", "unknown-verdict"),
        (
            "        source: gazette\n        stance: supports",
            "        source: gazete\n        stance: supports",
            "unknown-source",
        ),
        ("        origin: ministry\n", "        origin: minstry\n", "unknown-origin"),
        (
            "    summary: The minister said so",
            "    related: [nobody]\n    summary: The minister said so",
            "unknown-claim",
        ),
        (
            "    summary: The minister said so; the other side denied it.\n",
            "    summary:\n",
            "empty",
        ),
        (
            "A spokesman of the other side said that dozens of drones had been sent in summer.",
            "''",
            "empty",
        ),
        ("    summary: The minister said so; the other side denied it.\n", "", "missing"),
        (
            "    summary: The minister said so",
            "    summary: We are #1 #really; The minister said so",
            "cut-by-comment",
        ),
        ("    tone: mixed\n", "    tone: mixed\n    rating: 1_000\n", "bad-number"),
        ("    tone: mixed\n", "    tone: mixed\n    rating: 012\n", "bad-number"),
        ("    verdict: disputed\n", "    verdict: disputed\n    stated: 2022-02-30\n", "bad-date"),
        ("    verdict: disputed\n", "    verdict: disputed\n    stated: last week\n", "bad-date"),
        (
            "    title: Drones and denials\n",
            "    title: Drones and denials\n    url: javascript:alert(1)\n",
            "bad-address",
        ),
        (
            "    title: Drones and denials\n",
            "    title: Drones and denials\n    url: https://a@b.example/\n",
            "bad-address",
        ),
        ("    title: Drones and denials\n", "    title: &x Drones\n", "yaml"),
        ("    title: Drones and denials\n", "    title: *x\n", "yaml"),
        ("    title: Drones and denials\n", "    title: !!python/object:os.system x\n", "yaml"),
        ("    title: Drones and denials\n", "    title: [Drones]\n", "wrong-type"),
        ("    title: Drones and denials\n", "    title: Drones: and denials\n", "yaml"),
        ("    title: Drones and denials\n", '    title: "Drones \\x07"\n', "control-character"),
        (
            "    title: Drones and denials\n",
            "    title: Drones \u202ederised\n",
            "reordering-character",
        ),
        ("    title: Drones and denials\n", "    <<: {title: Drones}\n", "unknown-field"),
        ("    title: Drones and denials\n", "\ttitle: Drones\n", "yaml"),
        ("claims:\n", "claims: " + "[" * 100_000 + "\n", "yaml"),
    ],
)
def test_a_mistake_is_said_by_its_rule(old: str, new: str, rule: str) -> None:
    assert GOOD.count(old) == 1
    found = problems(GOOD.replace(old, new))

    assert rule in [item[2] for item in found]


def test_a_problem_stands_at_the_value_and_names_the_claim() -> None:
    text = GOOD.replace("stance: supports", "stance: suports")

    assert problems(text) == [
        (*place(text, "suports"), "unknown-word", "claim no-drones-sent, quote 1")
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("    tags: [drones, war, drones]\n", "tags"),
        ("    related:\n      - no-drones-sent\n      - no-drones-sent\n", "related"),
    ],
)
def test_an_id_or_tag_that_is_listed_twice_is_found_at_the_second(written: str, name: str) -> None:
    text = GOOD.replace("    verdict: disputed\n", f"    verdict: disputed\n{written}")
    [problem] = [
        item for item in load({"claims.yaml": text}).problems if item.rule == "repeated-item"
    ]

    listed = text.index(written)
    again = text.rindex(written.split()[-1].strip("[]"), listed, listed + len(written))
    assert (problem.position.line, problem.position.column) == (
        text.count("\n", 0, again) + 1,
        again - text.rindex("\n", 0, again),
    )
    assert problem.entry == "claim no-drones-sent"
    assert f"occurs in “{name}” twice; the first is in line " in problem.what


def test_all_problems_are_reported_at_once() -> None:
    text = (
        GOOD.replace("stance: supports", "stance: suports")
        .replace("kind: government}\n  other", "kind: goverment}\n  other")
        .replace("  title: Who sent what\n", "")
        .replace("tone: mixed", "tone: blue")
    )

    assert [item[2] for item in problems(text)] == [
        "missing",
        "unknown-word",
        "unknown-word",
        "unknown-word",
    ]


def test_words_that_yaml_would_change_stay_as_typed() -> None:
    for typed in ("no", "on", "012", "1_000", "12:30:45", "2022-11-05", "~", "null", "0x10"):
        text = GOOD.replace("title: Who sent what", f"title: {typed}")

        assert load({"claims.yaml": text}).draft.publication.title == typed


def test_an_id_in_two_files_is_a_problem_in_the_second() -> None:
    second = "claims:\n" + GOOD.partition("claims:\n")[2]
    found = load({"a.yaml": GOOD, "b.yaml": second}).problems

    assert [(item.position.file, item.position.line, item.rule) for item in found] == [
        ("b.yaml", 2, "duplicate-id")
    ]
    assert "a.yaml" in found[0].what


def test_a_reference_to_an_unreadable_entry_is_no_second_problem() -> None:
    text = GOOD.replace("    tone: mixed\n", "    tone: blue\n")

    assert [item[2] for item in problems(text)] == ["unknown-word"]


def test_a_misspelt_field_is_one_problem_that_offers_the_right_one() -> None:
    [unknown] = load({"c": GOOD.replace("wording: paraphrased", "wordin: paraphrased", 1)}).problems
    assert "Did you mean “wording”?" in unknown.fix


def test_a_field_of_another_name_is_a_second_problem() -> None:
    text = GOOD.replace("wording: paraphrased", "how: paraphrased", 1)
    assert [item[2] for item in problems(text)] == ["unknown-field", "missing"]


@pytest.mark.parametrize("character", ["\x01", "\x85", "\u2028", "\x7f"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_an_invisible_character_is_found_at_its_place(character: str, line_end: str) -> None:
    text = f"# äöü “” \n# one {character} two\n" + GOOD
    found = problems(text.replace("\n", line_end))

    assert found == [(2, 7, "yaml", "")]


def test_a_second_byte_order_mark_is_found(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("claims.yaml", "\ufeff\ufeff" + folder.read("claims.yaml"))
    said = folder.factcheck("check").stdout
    assert "claims.yaml:1:1: error: " in said and "U+FEFF" in said, said
    folder.write("claims.yaml", folder.read("claims.yaml").removeprefix("\ufeff"))
    assert folder.factcheck("check").returncode == 0


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("Suppor\u200bted", "invisible-character"),
        ("Suрpоrted", "mixed-scripts"),
        ("S" + "\u0300" * 40, "too-many-marks"),
    ],
)
def test_words_that_deceive_readers(label: str, rule: str) -> None:
    assert [item[2] for item in problems(GOOD.replace("label: Disputed", f"label: {label}"))] == [
        rule
    ]


def test_a_thousand_unknown_ids_are_told_in_no_time() -> None:
    names = ", ".join(f"claim-about-drones-{number:05}" for number in range(1_200))
    found = load(
        {"c": GOOD.replace("    verdict: dis", f"    related: [{names}]\n    verdict: dis")}
    )

    assert {item.rule for item in found.problems} == {"unknown-claim"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    title: Drones and denials", "\ttitle: Drones", "begins with a tab"),
        ("    title: Drones and denials", "    title: [The] minister", "square bracket"),
        ("    title: Drones and denials", '    title: "Drones and denials', "is not closed"),
        ("    label: Disputed", '    label: "Disputed\n      by two', "is not closed"),
    ],
)
def test_what_an_editor_did_is_said_where_it_was_done(old: str, new: str, words: str) -> None:
    text = GOOD.replace(old, new)
    [found] = load({"c": text}).problems

    assert words in found.what
    assert found.position.line == place(text, new.strip(" \t\u00a0"))[0]


@pytest.mark.parametrize("indent", ["   \u00a0", "    \u00a0", "\u00a0\u00a0\u00a0\u00a0"])
def test_a_no_break_space_before_a_field_is_named(indent: str) -> None:
    found = load({"c": GOOD.replace("    title: Drones", f"{indent}title: Drones")}).problems

    assert any("no-break space" in item.what + item.fix for item in found)


def test_an_entry_that_lost_its_indentation_is_one_problem() -> None:
    found = load({"c": GOOD + "second-claim:\n  claim: x\n"}).problems

    assert [item.rule for item in found] == ["unknown-field"]
    assert "Indent an entry of a section by two spaces" in found[0].fix


def test_billion_laughs_are_refused_in_no_time() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
    )

    assert load({"claims.yaml": bomb}).problems


@settings(max_examples=200)
@given(
    st.text(alphabet=st.sampled_from(list("ab:-[]{}&*!|>'\"%@`#,? \n\t\x07é\u202e")), max_size=60)
)
def test_no_text_makes_the_loader_raise(text: str) -> None:
    load({"claims.yaml": text})
    load({"claims.yaml": GOOD.replace("Drones and denials", text)})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('The minister said it."', "a quotation mark that is not opened"),
        ('A pipe of 5"', None),
        ('He said "no"', None),
    ],
)
def test_yaml_mistakes_inside_a_text_are_refused(typed: str, said: str | None) -> None:
    claim = "No drones were sent after the war began."
    text = CLAIMS.format(sha256="0" * 64)
    assert f"claim: {claim}" in text
    problems = load({"c": text.replace(f"claim: {claim}", f"claim: {typed}")}).problems
    assert [said in problem.what for problem in problems if said] == ([True] if said else [])
    assert bool(problems) == bool(said)


@pytest.mark.parametrize(
    ("was", "typed", "sign"),
    [
        ("    verdict: disputed\n", "    verdict:disputed\n", "colon"),
        ("    verdict: disputed\n", "    verdict:\u00a0disputed\n", "colon"),
        ("    verdict: disputed\n", "    verdict： disputed\n", "colon"),
        ("      - text: A spokesman", "      -text: A spokesman", "hyphen"),
    ],
)
def test_a_missing_space_is_named_in_its_line(was: str, typed: str, sign: str) -> None:
    text = CLAIMS.format(sha256="0" * 64)
    assert was in text
    [problem] = load({"c": text.replace(was, typed)}).problems
    assert f"space is missing after the {sign}" in problem.what
    assert problem.position.line == text[: text.index(was)].count("\n") + 1
