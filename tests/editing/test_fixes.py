"""Which quotes that were not found are corrected, and to which words."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from factcheck_report.model.spans import SourceText
from factcheck_report.quotes import Located, Locator
from factcheck_report.yaml_tree.scalars import quoted_scalar
from tests.editing.fixing import TOLD, quoted, write_report
from tests.reports import Folder

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


@pytest.fixture(scope="module")
def all_cases(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str], set[int]]:
    """Of each what it became and what was printed; and which the check said can be fixed."""
    folder = Folder(tmp_path_factory.mktemp("cases") / "report")
    write_report(
        folder, [(f"      - text: {quoted_scalar(typed)}\n", text) for typed, text, _ in CASES]
    )
    problems: list[dict[str, Any]] = json.loads(
        folder.factcheck("check", "--format", "json").stdout
    )
    named = {
        int(re.findall(r"quote (\d+)", problem["entry"])[0]) - 1
        for problem in problems
        if "factcheck fix" in problem["fix"]
    }
    done = folder.factcheck("fix", "--yes")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    printed = [""] * len(CASES)
    for part in re.split(r"^(?=claims\.yaml:\d+:\d+: )", done.stdout, flags=re.M):
        if found := re.search(r"quote (\d+)", part):
            printed[int(found[1]) - 1] = part
    again = folder.factcheck("fix", "--yes")
    assert "as typed" not in again.stdout
    return [quote["text"] for quote in quoted(folder)], printed, named


@pytest.mark.parametrize("number", range(len(CASES)))
def test_certain_corrections_are_written_and_others_only_shown(
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
    assert isinstance(Locator(SourceText(text)).locate(became), Located)
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
    done = folder.factcheck("fix", "--yes")

    assert done.returncode == 1
    first, second, third, fourth = quoted(folder)
    assert first["text"] == second["text"] == "no ferry sank"
    assert (first["prefix"], first["suffix"]) == ("Then, he said: “", "” and more")
    assert (second["prefix"], second["suffix"]) == ("She said", ". Then")
    assert (third["prefix"], fourth["text"]) == ("she had said", "No ferry sank")
    assert '        prefix: "Then, he said: “"  # said\n' in folder.read("claims.yaml")
    assert "    prefix, as typed: then he said\n" in done.stdout
    left = json.loads(folder.factcheck("check", "--format", "json").stdout)
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
def test_the_rest_of_the_file_stays_byte_for_byte(folder: Folder, line_end: str) -> None:
    write_report(folder, [(f"      - text:{old}\n", TEXT) for old, _ in LAYOUTS])
    before = folder.read("claims.yaml")
    wanted = before
    for old, new in LAYOUTS:
        wanted = wanted.replace(f"- text:{old}\n", f"- text:{new}\n", 1)
    mark = "" if line_end == "\n" else "\ufeff"
    folder.write("claims.yaml", mark + before.replace("\n", line_end))
    done = folder.factcheck("fix", "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    data = (folder.path / "claims.yaml").read_bytes()
    assert data.decode() == mark + wanted.replace("\n", line_end)
    done = folder.factcheck("fix")
    assert done.returncode == 0
    assert done.stdout == "Nothing to fix: every quote was found.\n"
    assert (folder.path / "claims.yaml").read_bytes() == data
