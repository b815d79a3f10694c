"""`factcheck fix`: what it writes, what it only shows, and that it changes nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck_report.editing.fixes import write_fixes
from factcheck_report.loading import load
from factcheck_report.model.texts import SourceText
from factcheck_report.quotes import Ambiguous, Fix, Fixer, Found, Locator
from factcheck_report.yaml_tree.scalars import quoted_scalar
from tests.quotes.test_locator_properties import NASTY
from tests.reports import ROOT, Folder, environment

HEAD = """\
report:
  title: The ferries
  summary: Many documents were read.
verdicts:
  open: {label: Open, means: Not decided., tone: neutral}
"""
TOLD = "The office said that every ferry has been inspected and is safe. Nobody asked."

# Typed, what stands in the file, and what it becomes; None where it is only shown. Several
# possibilities where the file breaks a word or marks a note: either way of writing is found.
CASES: list[tuple[str, str, str | tuple[str, ...] | None]] = [
    # Capitals, punctuation, spaces.
    ("Every Ferry has been inspected", TOLD, "every ferry has been inspected"),
    ("EVERY FERRY HAS BEEN INSPECTED", TOLD, "every ferry has been inspected"),
    ("every ferry, has been: inspected!", TOLD, "every ferry has been inspected"),
    ("Every ferry has been inspected.", TOLD, "every ferry has been inspected"),
    ("“Every ferry has been inspected”", TOLD, "every ferry has been inspected"),
    ("the us said no", "Today the U.S. said no.", "the U.S. said no"),
    ("“Every ferry was seen.”", "He: “every ferry was seen.” No.", "“every ferry was seen.”"),
    ("everyferry has been inspected", TOLD, "every ferry has been inspected"),
    ("every fer ry has been in spected", TOLD, "every ferry has been inspected"),
    ("on May 5 2022 he left", "Then on May 5, 2022, he left.", "on May 5, 2022, he left"),
    ("between 10 - 20 boats sank", "Between 10–20 boats sank.", "Between 10–20 boats sank"),
    # Superscripts, letter forms, accents.
    ("102 drones flew", "Only 10² drones flew there.", "10² drones flew"),
    ("10² drones flew", "Only 102 drones flew there.", "102 drones flew"),
    ("CO2 was found", "Much CO₂ was found there.", "CO₂ was found"),
    ("The First office", "Said the ﬁrst ofﬁce.", ("the ﬁrst ofﬁce", "the first office")),
    ("RÉSUMÉ it was", "A re\u0301sume\u0301 it was.", "re\u0301sume\u0301 it was"),
    ("Odysseus ΛΟΓΟΣ said", "So Odysseus λογος said.", "Odysseus λογος said"),
    # Signs of how the text was extracted.
    (
        "Every inspection is done",
        "Now every inspec-\r\ntion is done.",
        ("every inspec- tion is done", "every inspection is done"),
    ),
    (
        "Every inspection is done",
        "Now every inspec\xad\ntion is done.",
        ("every inspec tion is done", "every inspection is done"),
    ),
    (
        "Voltages were high",
        "The voltages23 were high.",
        ("voltages23 were high", "voltages were high"),
    ),
    ("All were inspected", "They say all were inspected¹ now.", ("all were inspected¹",)),
    ("All said that it is", "They all said[13] that it is.", ("all said[13] that it is",)),
    # A letter, a digit, a word, a sign.
    ("every ferry had been inspected", TOLD, None),
    ("every ferry has not been inspected", TOLD, None),
    ("no ferry has been inspected", TOLD, None),
    ("every ferry has inspected", TOLD, None),
    ("ferry every has been inspected", TOLD, None),
    ("Resume it was", "A résumé it was.", None),
    ("Uber it was", "An Über it was.", None),
    ("The Istanbul ferry", "The ıstanbul ferry.", None),
    ("The STRASSE is", "The Straße is.", None),
    ("All 13 ferries", "Then all 14 ferries.", None),
    ("About 15 boats", "There were about 1.5 boats.", None),
    ("About 1 5 boats", "There were about 15 boats.", None),
    ("About 1000 boats", "There were about 1,000 boats.", None),
    ("It fell to 5 degrees", "it fell to −5 degrees", None),
    ("It fell by 5 boats", "it fell by 5% boats", None),
    ("It costs 5 each", "it costs €5 each", None),
    ("Area of metres was", "An area of metres² was.", None),
    ("Weighs about tons", "It weighs about12 tons.", None),
    ("It is 10", "Now it is 10².", None),
    ("It is notable to go", "it is not able to go", None),
    ("Nowhere it stood", "now here it stood", None),
    # A lost letter may have been any.
    ("The café is shut", "the caf\ufffd is shut", None),
    # Cut words.
    ("Very ferry has been", TOLD, None),
    ("Every ferry has been inspect", TOLD, None),
    # Several places.
    ("The Ferry is safe", "The ferry is safe. Well, the ferry is safe.", None),
    ("The Ferry is safe", "The ferry is safe. Well, the ferry, is safe!", None),
    # Left out and added.
    (
        "Every Ferry has been […] and is safe. nobody",
        TOLD,
        "every ferry has been […] and is safe. Nobody",
    ),
    ("The Office said that […] Nobody has asked", TOLD, None),
    ("and is safe. Nobody […] Every ferry has been", TOLD, None),
    # Hostile.
    ('A "Quote" \\ 100: # no', "He: a “quote” \\ 100: # no.", "a “quote” \\ 100: # no"),
    ("[T]he Office said so", "Then the office said so.", "[T]he office said so"),
    ("*Every ferry* sank", "Now every ferry sank.", "every ferry sank"),
    ("Run ##[error] it", "Then run ##[error] it.", "run ##[error] it"),
    ("Left to right", "Now left \u202eto\u202c right.", "left to right"),
    ("Ring the bell", "Now ring\x07 the bell.", None),
]


def quoted(folder: Folder) -> list[dict[str, str]]:
    data = yaml.safe_load(folder.read("claims.yaml"))
    quotes: list[dict[str, str]] = data["claims"]["ferries"]["quotes"]
    return quotes


def write_report(folder: Folder, quotes: list[tuple[str, str]]) -> None:
    """One claim with quotes, each given as the lines of its item but for the source, and a text."""
    lines = [HEAD, "sources:\n"]
    for number, (_, text) in enumerate(quotes):
        folder.write(f"seeds/{number}.txt", text)
        lines.append(f"  s-{number}: {{file: seeds/{number}.txt, title: T}}\n")
    lines.append(
        "claims:\n  ferries:\n    claim: All were seen.\n    verdict: open\n"
        "    summary: So.\n    quotes:\n"
    )
    for number, (item, _) in enumerate(quotes):
        lines.append(f"{item}        source: s-{number}\n")
        lines.append("        stance: context\n        wording: document\n")
    folder.write("claims.yaml", "".join(lines))


def run(folder: Folder, *options: str) -> subprocess.CompletedProcess[str]:
    return folder.run("factcheck_report", *options)


@pytest.fixture(scope="module")
def all_cases(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str], set[int]]:
    """Of each what it became and what was printed; and which the check said can be fixed."""
    folder = Folder(tmp_path_factory.mktemp("cases") / "report")
    write_report(
        folder, [(f"      - text: {quoted_scalar(typed)}\n", text) for typed, text, _ in CASES]
    )
    problems: list[dict[str, Any]] = json.loads(run(folder, "check", "--format", "json").stdout)
    named = {
        int(re.findall(r"quote (\d+)", problem["entry"])[0]) - 1
        for problem in problems
        if "factcheck fix" in problem["fix"]
    }
    done = run(folder, "fix", "--yes")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    printed = [""] * len(CASES)
    for part in re.split(r"^(?=claims\.yaml:\d+:\d+: )", done.stdout, flags=re.M):
        if found := re.search(r"quote (\d+)", part):
            printed[int(found[1]) - 1] = part
    again = run(folder, "fix", "--yes")
    assert "as typed" not in again.stdout
    return [quote["text"] for quote in quoted(folder)], printed, named


@pytest.mark.parametrize("number", range(len(CASES)))
def test_what_is_sure_is_written_and_all_else_only_shown(
    all_cases: tuple[list[str], list[str], set[int]], number: int
) -> None:
    typed, text, wanted = CASES[number]
    became, printed, named = all_cases[0][number], all_cases[1][number], all_cases[2]
    if wanted is None:
        assert became == typed
        assert "as typed" not in printed
        assert number not in named
        assert "quote-not-found" in printed
        return
    assert became in (wanted if isinstance(wanted, tuple) else (wanted,))
    assert number in named
    assert isinstance(Locator(SourceText(text)).locate(became), Found)
    head, as_typed, in_file = printed.splitlines()[:3]
    assert head.endswith(f"claim ferries, quote {number + 1}")
    assert as_typed == f"    as typed: {typed.replace('##[', '# #[')}"
    assert in_file.startswith(f"    in seeds/{number}.txt:")
    assert in_file.endswith(f": {became.replace('##[', '# #[')}")


def test_prefix_and_suffix_are_fixed_with_the_quote(folder: Folder) -> None:
    text = "She said no ferry sank.\nThen, he said: “no ferry sank” and more came.\n"
    item = '      - text: {}\n        prefix: "{}"  # said\n        suffix: {}\n'
    write_report(
        folder,
        [
            (item.format("No ferry sank", "then he said", "And more"), text),
            (item.format("No ferry sank", "she said", ". Then"), text),
            (item.format("no ferry sank", "she had said", ". Then"), text),
            ("      - text: No ferry sank\n", text),
        ],
    )
    done = run(folder, "fix", "--yes")

    assert done.returncode == 1
    first, second, third, fourth = quoted(folder)
    assert first["text"] == second["text"] == "no ferry sank"
    assert (first["prefix"], first["suffix"]) == ("Then, he said: “", "” and more")
    assert (second["prefix"], second["suffix"]) == ("She said", ". Then")
    assert (third["prefix"], fourth["text"]) == ("she had said", "No ferry sank")
    assert '        prefix: "Then, he said: “"  # said\n' in folder.read("claims.yaml")
    assert "    prefix, as typed: then he said\n" in done.stdout
    left = json.loads(run(folder, "check", "--format", "json").stdout)
    unproved = [item["entry"] for item in left if item["rule"].startswith("quote-")]
    assert unproved == ["claim ferries, quote 3", "claim ferries, quote 4"]


# The value of `text:` before and after.
TEXT = 'They said that every ferry was seen: it\'s "safe" by no. 5 of them. So it is.\n'
LAYOUTS = [
    (" Every Ferry was seen", " every ferry was seen"),
    ("   every ferry, was seen   # said", "   every ferry was seen   # said"),
    (' "Every ferry was seen" # said', ' "every ferry was seen" # said'),
    (
        " 'every ferry was SEEN: it''s \"safe\" by'",
        " 'every ferry was seen: it''s \"safe\" by'",
    ),
    (
        ' "every ferry was seen: it\'s \\"safe\\" by NO. 5"',
        ' "every ferry was seen: it\'s \\"safe\\" by no. 5"',
    ),
    (' "every \\u0066erry WAS seen"', ' "every \\u0066erry was seen"'),
    (" Every ferry\n          was  Seen", " every ferry\n          was  seen"),
    (' "Every ferry\n\n\n          was seen"', ' "every ferry\n\n\n          was seen"'),
    (' "every ferry \\\n          WAS seen"', ' "every ferry was seen"'),
    (
        " |  # said\n          Every ferry\n          was seen\n        # behind",
        " |  # said\n          every ferry\n          was seen\n        # behind",
    ),
    (
        " >-\n          every ferry\n          WAS\n\n          seen",
        " >-\n          every ferry\n          was\n\n          seen",
    ),
    (" |+\n          EVERY ferry\n\n", " |+\n          every ferry\n\n"),
    # What was plain has to be quoted.
    (" every ferry was seen it's", ' "every ferry was seen: it\'s"'),
    (" every ferry was seen its", ' "every ferry was seen: it\'s"'),
    (" every fer ry was se en", " every ferry was seen"),
    (" everyferry wasseen", " every ferry was seen"),
    (' "everyferry was\n          seen"', ' "every ferry was\n          seen"'),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_all_else_in_the_file_stays_byte_for_byte(folder: Folder, line_end: str) -> None:
    write_report(folder, [(f"      - text:{old}\n", TEXT) for old, _ in LAYOUTS])
    before = folder.read("claims.yaml")
    wanted = before
    for old, new in LAYOUTS:
        wanted = wanted.replace(f"- text:{old}\n", f"- text:{new}\n", 1)
    mark = "" if line_end == "\n" else "\ufeff"
    folder.write("claims.yaml", mark + before.replace("\n", line_end))
    done = run(folder, "fix", "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    data = (folder.path / "claims.yaml").read_bytes()
    assert data.decode() == mark + wanted.replace("\n", line_end)
    done = run(folder, "fix")
    assert done.returncode == 0
    assert done.stdout == "Nothing to fix: every quote was found.\n"
    assert (folder.path / "claims.yaml").read_bytes() == data


# Around the file.

ITEM = "      - text: {}\n        source: {}\n        stance: context\n        wording: document\n"


def asked(folder: Folder, answers: str, during: Callable[[], object] = lambda: None) -> Answered:
    """The command at a terminal whose user gives these answers; `during` happens before."""
    terminal, its_end = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck_report", "fix"],
        cwd=folder.path,
        stdin=its_end,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdout and process.stderr
    printed = process.stdout.readline()
    during()
    os.write(terminal, answers.encode())
    printed += process.stdout.read()
    errors = process.stderr.read()
    process.wait(timeout=60)
    process.stdout.close()
    process.stderr.close()
    os.close(terminal)
    os.close(its_end)
    return Answered(process.returncode, printed, errors)


class Answered(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


TWO = [("      - text: Every Ferry has been\n", TOLD), ("      - text: and is Safe\n", TOLD)]


def test_at_a_terminal_each_quote_is_asked_for(folder: Folder) -> None:
    write_report(folder, TWO)
    done = asked(folder, "n\ny\n")

    assert done.returncode == 1
    assert done.stdout.count("Write the file's words? [y/N]") == 2
    assert [quote["text"] for quote in quoted(folder)] == ["Every Ferry has been", "and is safe"]
    assert "claims.yaml: fixed 1 quote." in done.stdout
    assert "1 quote left to fix." in done.stderr
    assert asked(folder, "y\n").returncode == 0
    assert quoted(folder)[0]["text"] == "every ferry has been"


def test_a_question_without_an_answer_writes_nothing(folder: Folder) -> None:
    write_report(folder, TWO)
    before = folder.read("claims.yaml")
    done = asked(folder, "y\n\x04")

    assert done.returncode == 1
    assert folder.read("claims.yaml") == before


def test_nobody_is_asked_without_a_terminal(folder: Folder) -> None:
    write_report(folder, TWO)
    before = folder.read("claims.yaml")
    done = run(folder, "fix")

    assert done.returncode == 1
    assert "as typed: Every Ferry has been\n" in done.stdout
    assert "add --yes" in done.stderr
    assert folder.read("claims.yaml") == before
    assert run(folder, "fix", "--folder", "nowhere").returncode == 2
    assert run(folder, "fix", "more").returncode == 2


def test_what_another_program_wrote_meanwhile_stays(folder: Folder) -> None:
    write_report(folder, TWO)
    other = folder.read("claims.yaml") + "# by another program\n"
    done = asked(folder, "y\ny\n", lambda: folder.write("claims.yaml", other))

    assert done.returncode == 1
    assert "Another program" in done.stderr
    assert folder.read("claims.yaml") == other


def test_a_file_that_may_not_be_written_stays(folder: Folder) -> None:
    write_report(folder, TWO)
    before = folder.read("claims.yaml")
    # Whoever runs the tests may write every file, so the system's answer is made.
    folder.write(
        "sitecustomize.py",
        "import errno, os\n"
        "whole = os.open\n"
        "def refuses(path, flags, *rest, **more):\n"
        "    if path == 'claims.yaml' and flags & (os.O_WRONLY | os.O_RDWR):\n"
        "        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))\n"
        "    return whole(path, flags, *rest, **more)\n"
        "os.open = refuses\n",
    )
    done = subprocess.run(
        [sys.executable, "-m", "factcheck_report", "fix", "--yes"],
        cwd=folder.path,
        env=environment() | {"PYTHONPATH": str(folder.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "cannot be written (Permission denied). It was not changed" in done.stderr
    assert folder.read("claims.yaml") == before


def in_two_files(folder: Folder) -> tuple[str, str]:
    """The report with a claim in each of two files."""
    write_report(folder, TWO[:1])
    first = folder.read("claims.yaml")
    (folder.path / "claims.yaml").unlink()
    second = (
        "claims:\n  boats:\n    claim: None sank.\n    verdict: open\n    summary: So.\n"
        f"    quotes:\n{ITEM.format('and is Safe', 's-0')}"
    )
    folder.write("claims/a.yaml", first)
    folder.write("claims/b.yaml", second)
    return first, second


def test_several_files_are_fixed_at_once(folder: Folder) -> None:
    first, second = in_two_files(folder)
    done = run(folder, "fix", "--yes", "--claims", "claims")

    assert done.returncode == 0, done.stderr
    assert "claims/a.yaml: fixed 1 quote.\nclaims/b.yaml: fixed 1 quote.\n" in done.stdout
    assert folder.read("claims/a.yaml") == first.replace("Every Ferry", "every ferry")
    assert folder.read("claims/b.yaml") == second.replace("Safe", "safe")


@pytest.mark.parametrize("fault", ["fsync", "replace", "open"])
def test_a_fault_at_the_second_file_leaves_both_as_they_were(folder: Folder, fault: str) -> None:
    first, second = in_two_files(folder)
    # The first file is written; the second cannot be, but once.
    folder.write(
        "sitecustomize.py",
        "import errno, os\n"
        f"whole, calls = os.{fault}, []\n"
        "def fails(path, *rest, **more):\n"
        "    written = 'w' if isinstance(path, int) else str(path)\n"
        f"    if {fault!r} != 'open' or rest and rest[0] & os.O_CREAT:\n"
        "        calls.append(path)\n"
        f"        if len(calls) == {3 if fault == 'fsync' else 2}:\n"
        "            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))\n"
        "    return whole(path, *rest, **more)\n"
        f"os.{fault} = fails\n",
    )
    done = subprocess.run(
        [sys.executable, "-m", "factcheck_report", "fix", "--yes", "--claims", "claims"],
        cwd=folder.path,
        env=environment() | {"PYTHONPATH": str(folder.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "“claims/b.yaml” cannot be written" in done.stderr
    assert folder.read("claims/a.yaml") == first
    assert folder.read("claims/b.yaml") == second
    assert {path.name for path in (folder.path / "claims").iterdir()} == {"a.yaml", "b.yaml"}


def test_quotes_of_events_disagreements_and_broken_entries_are_fixed(folder: Folder) -> None:
    write_report(folder, TWO[:1])
    text = folder.read("claims.yaml").replace("    summary: So.\n", "    sumary: So.\n")
    quotes = "".join(
        re.sub(r".*stance.*\n", "", ITEM.format(words, "s-0")) for words in ("The Office", "Nobody")
    )
    folder.write(
        "claims.yaml",
        f"{text}timeline:\n  - when: 2022-11\n    event: All was said.\n    quotes:\n{quotes}"
        f"disagreements:\n  - about: It\n    compatible: no\n    note: So.\n    quotes:\n{quotes}",
    )
    before = folder.read("claims.yaml")
    done = run(folder, "fix", "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "claims.yaml: fixed 3 quotes." in done.stdout
    assert folder.read("claims.yaml") == before.replace("Every Ferry", "every ferry").replace(
        "The Office", "The office"
    )


def test_a_quote_in_braces_is_fixed(folder: Folder) -> None:
    write_report(folder, TWO[:1])
    claims = folder.read("claims.yaml")
    item = "      - {text: Every Ferry has been, source: s-0, stance: context, wording: document}\n"
    start = claims.index("      - text:")
    folder.write("claims.yaml", claims[:start] + item)
    assert run(folder, "fix", "--yes").returncode == 0
    assert folder.read("claims.yaml") == claims[:start] + item.replace("Every Ferry", "every ferry")


def test_what_could_not_be_looked_up_is_not_called_found(folder: Folder) -> None:
    write_report(folder, [("      - text: every ferry has been\n", TOLD)])
    (folder.path / "seeds/0.txt").unlink()
    done = run(folder, "fix")
    assert done.returncode == 1
    assert "There is no file" in done.stderr
    assert "1 quote not looked up" in done.stderr
    folder.write("claims.yaml", "claims: &a\n  b: {}\n")
    done = run(folder, "fix", "--yes")
    assert done.returncode == 1
    assert "ampersand" in done.stderr


def test_what_is_printed_gives_no_orders(folder: Folder) -> None:
    text = "Now ##[error] all \x1b]0;x\x07 is \u202esafe\u202c here.\n::error::Yes it is.\n"
    write_report(
        folder,
        [
            ("      - text: is Safe here. ::error::yes\n", text),
            ("      - text: ALL is safe\n", text),
            ("      - text: 'NOW ##[error] all'\n", text),
        ],
    )
    done = run(folder, "fix")
    for printed in (done.stdout, done.stderr):
        assert "##[" not in printed
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed)
        assert not re.search("^::", printed, re.M)
    assert "is safe here. ::error::Yes" in done.stdout


# What holds for every quote.

SEEDS = [file.read_bytes().decode() for file in sorted((ROOT / "seeds").glob("*.txt"))]
LOCATORS = {text: Locator(SourceText(text)) for text in SEEDS}
FIXERS = {text: Fixer(LOCATORS[text]) for text in SEEDS}


def letters(text: str) -> str:
    """What must never change: an implementation of its own, coarser than the product's."""
    text = unicodedata.normalize("NFKC", re.sub("[\xad−]", "", text)).lower()
    return "".join(char for char in text if char.isalnum() or unicodedata.category(char)[0] in "MS")


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str, str]:
    """A document, a passage of it in whole words, and the passage with harmless slips."""
    text = draw(st.sampled_from(SEEDS))
    words = [found.span() for found in re.finditer(r"\S+", text)]
    first = draw(st.integers(0, len(words) - 12))
    last = first + draw(st.integers(6, 11))
    passage = text[words[first][0] : words[last][1]]
    chance = draw(st.randoms(use_true_random=False))
    typed = "".join(
        "" if char in ",;'’“”" and chance.random() < 0.3
        else char.swapcase() if len(char.swapcase()) == 1 and chance.random() < 0.2
        else char
        for char in passage
    )  # fmt: skip
    return text, passage, typed


@settings(max_examples=200, deadline=None)
@given(slipped())
def test_slips_in_a_passage_are_fixed_to_the_passage(case: tuple[str, str, str]) -> None:
    text, passage, typed = case
    if isinstance(LOCATORS[text].locate(typed), Found):
        return
    fix = FIXERS[text].fix(typed)
    if fix is None:
        # A comma taken out between digits is another number; and a passage may stand twice.
        digits = re.search(r"\d[,'’]\d", passage)
        assert (
            digits
            or isinstance(LOCATORS[text].locate(passage), Ambiguous)
            or (len(re.findall(re.escape(letters(passage)), letters(text))) > 1)
        )
        return
    assert letters(fix.text) == letters(passage)
    assert isinstance(LOCATORS[text].locate(fix.text), Found)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_letter_digit_or_sign_is_ever_changed(data: st.DataObject) -> None:
    texts = st.lists(st.sampled_from([*NASTY, "not", "able", "5", "-", "%"]), max_size=20)
    text = "".join(data.draw(texts))
    typed = "".join(data.draw(st.one_of(texts, st.just([text.swapcase()]))))
    fix = Fixer(Locator(SourceText(text or "x"))).fix(typed)
    if fix is not None:
        assert isinstance(Locator(SourceText(text)).locate(fix.text), Found)
        assert letters(fix.text) == letters(typed)


STYLES = [
    lambda words: " ".join(words),
    lambda words: "\n          ".join(words),
    lambda words: '"' + " ".join(words).replace("\\", "\\\\").replace('"', '\\"') + '"',
    lambda words: "'" + "\n          ".join(words).replace("'", "''") + "'",
    lambda words: "|\n          " + "\n          ".join(words),
    lambda words: ">-\n          " + "\n          ".join(words) + "\n\n",
]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_words_are_written_into_any_layout(data: st.DataObject) -> None:
    word = st.sampled_from(
        ["The", "ferry's", '"safe"', "a:", "#", "\\", "[x]", "-", "é", "\xad", "it"]
    )
    words = data.draw(st.lists(word, min_size=1, max_size=12))
    new = list(words)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(new)))
        new[at : at + data.draw(st.integers(0, 2))] = data.draw(st.lists(word, max_size=2))
    written = data.draw(st.sampled_from(STYLES))(words)
    end = data.draw(st.sampled_from(["\n", "\r\n"]))
    item = ITEM.format(written, "s-0")
    text = f"claims:\n  ferries:\n    quotes:\n{item}# end\n".replace("\n", end)
    quotes = [quote for _, quote in load({"a": text}).orphan_quotes]
    if not quotes or not new or quotes[0].text.split() != words or new == words:
        return
    result = write_fixes({"a": text}, [(quotes[0], Fix(" ".join(new), None, None, ()))])
    assert isinstance(result, dict), result
    again = [quote for _, quote in load({"a": result["a"].text}).orphan_quotes]
    assert again[0].text.split() == new
    head, tail = text.split(written.replace("\n", end).rstrip())
    assert result["a"].text.startswith(head) and result["a"].text.endswith(tail.lstrip(end))
