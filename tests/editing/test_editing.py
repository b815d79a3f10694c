"""The commands that help with writing claims.yaml, and the edits below them."""

from __future__ import annotations

import datetime
import errno
import os
import re
import shutil
import stat
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck_report.documents.files import FileRefused
from factcheck_report.documents.reading import claims_files, read_documents
from factcheck_report.editing import (
    Edited,
    NewClaim,
    NotEdited,
    SearchText,
    append_claim,
    find_passages,
    propose_id,
    rewrite,
    set_pins,
)
from factcheck_report.editing.edits import apply_edits
from factcheck_report.loading import load
from factcheck_report.model import Wording
from factcheck_report.model.texts import SourceText
from factcheck_report.pipeline import read_report
from factcheck_report.quotes import Found, Locator
from factcheck_report.yaml_tree import Content, MappingNode, ScalarNode, SequenceNode, parse
from factcheck_report.yaml_tree.scalars import quoted_scalar
from tests.reports import CLAIMS, ROOT, SOURCE, Folder, sha256

NEW = NewClaim("new-claim", "It is said: “no”.", verdicts=("disputed",))


def appended(text: str, claim: NewClaim = NEW) -> str:
    """What was put into the text: everything else must be as it was."""
    edited = append_claim(text, "claims.yaml", claim)
    assert isinstance(edited, Edited), edited
    return put_in(text, edited.text)


def put_in(before: str, after: str) -> str:
    differ = (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    at = next(differ, min(len(before), len(after)))
    rest = len(before) - at
    assert not rest or after.endswith(before[at:]), "something else was changed"
    return after[at : len(after) - rest]


# Layouts.


def test_a_claim_goes_behind_the_last_one_and_its_comments() -> None:
    text = (
        "claims:  # all of them\n"
        "  one:\n"
        "    claim: One.\n"
        "\n"
        "  two:   # second\n"
        "    claim: |  # kept\n"
        "      Two.\n"
        "      # no comment\n"
        "    # about two\n"
        "\n"
        "  # three is not ready\n"
        "\n"
        "# ---- events ----\n"
        "timeline: []\n"
    )
    edited = append_claim(text, "claims.yaml", NEW)

    assert isinstance(edited, Edited)
    head, tail = text.split("\n\n# ----")
    assert edited.text.startswith(f"{head}\n\n  new-claim:\n    claim: ")
    assert edited.text.endswith(f"\n\n# ----{tail}")
    assert edited.text.splitlines()[edited.line - 1] == "  new-claim:"


@pytest.mark.parametrize(
    "text",
    [
        "claims:\n",
        "claims:",
        "claims:  # none yet\n",
        "claims:\n  # none yet\n",
        "claims:\n\n# events\ntimeline: []\n",
        "claims: {}\n",
        "claims: {}",
        "claims: {}  # none yet\ntimeline: []\n",
        "report: {title: a}\n",
        "report: {title: a}",
        "report:\n  summary: |+\n    a\n\n\n",
        "claims:\n  a:\n    claim: |+\n      kept\n\n\ntimeline: []\n",
        "claims:\n  a:\n    claim: |\n      unended",
        'claims:\n  a:\n    claim: "over\n      two lines"  # said\ntimeline: []\n',
        "claims:\n  a: {claim: b}\n  c: {claim: d,\n    summary: e}\n",
        "---\nclaims:\n  a: {claim: b}\n...\n",
        "claims:\n  a:\n    quotes:\n    - text: unindented\n",
        "claims:\r\n  a:\r\n    claim: b\r\n\r\ntimeline: []\r\n",
        "claims:\r  a:\r    claim: b\r",
    ],
)
def test_a_claim_can_be_added_to_any_layout(text: str) -> None:
    edited = append_claim(text, "claims.yaml", NEW)

    assert isinstance(edited, Edited)
    new = edited.text if "{}" in text else put_in(text, edited.text)
    assert "new-claim:" in new
    assert "# none yet" not in text or "# none yet" in edited.text
    if "\r" in text:
        assert re.findall(r"\r\n|\n|\r", new) == [re.findall(r"\r\n|\n|\r", text)[0]] * (
            len(new.splitlines())
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("claims: {a: {claim: b}}\n", "written in braces"),
        ("{claims: {}}\n", "does not begin with a section"),
        ("claims: none\n", "something other"),
        ("claims: [a]\n", "something other"),
        ("- claims\n", "does not begin with a section"),
        ("claims: &a\n  b: {claim: c}\n", "ampersand"),
    ],
)
def test_what_cannot_be_edited_is_said_with_its_place(text: str, said: str) -> None:
    result = append_claim(text, "claims.yaml", NEW)

    assert isinstance(result, NotEdited)
    assert re.search(said, result.problems[0].what + result.problems[0].fix)
    assert result.problems[0].position.line == 1


COMMENTS = st.sampled_from(["", "  # said", "   #  two: words", " "])
GAPS = st.lists(st.sampled_from(["", "   ", "# left", "    # right: {", "  # 'mid"]), max_size=3)
VALUES = st.sampled_from(
    [
        "plain words",
        '"quoted: # words"',
        "'it''s'",
        '"two\n\n        lines"',
        "|\n{i}  block\n{i}  # no comment\n",
        ">-\n{i}  folded\n\n{i}  words\n\n",
        "|+\n{i}  kept\n\n",
        "[a, b]",
        "{{name: a, kind: b}}",
    ]
)


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """A claims file of sections, entries and comments in many styles."""
    step, lines = draw(st.integers(1, 5)), list(draw(GAPS))
    sections = draw(st.permutations(["sources", "claims", "timeline"]))
    for section in sections[: draw(st.integers(1, 3))] + ["origins"] * draw(st.booleans()):
        lines += [f"{section}:{draw(COMMENTS)}", *draw(GAPS)]
        for number in range(draw(st.integers(1, 3))):
            lines += [f"{' ' * step}id-{number}:{draw(COMMENTS)}", *draw(GAPS)]
            names = ["file", *draw(st.lists(st.sampled_from("abc"), unique=True))]
            for name in draw(st.permutations(names)):
                margin = " " * (2 * step)
                value = draw(VALUES).format(i=margin)
                comment = "" if value[0] in "|>" else draw(COMMENTS)
                lines += [f"{margin}{name}: {value}{comment}"]
                lines += draw(GAPS) if not value.endswith("\n") else []
        if draw(st.booleans()):
            lines += draw(GAPS)
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n", "\n# end", "\n  # end\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


def content(text: str) -> Any:
    problems: list[Any] = []
    root = parse(text, "", problems)
    assert not problems, (problems, text)
    return plain(root)


def plain(node: Any) -> Any:
    if isinstance(node, ScalarNode):
        return node.text.rstrip("\n")
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def readable(text: str) -> bool:
    problems: list[Any] = []
    return parse(text, "", problems) is not None and not problems


@settings(max_examples=150, deadline=None)
@given(layouts())
def test_adding_a_claim_changes_no_other_character(text: str) -> None:
    if not readable(text):
        return
    edited = append_claim(text, "claims.yaml", NEW)
    assert isinstance(edited, Edited), text

    assert "new-claim:" in put_in(text, edited.text)
    before, after = content(text), content(edited.text)
    assert list(after["claims"])[-1] == "new-claim"
    assert after["claims"].pop("new-claim")["claim"] == NEW.claim
    assert after == ({"claims": {}} | before)


@settings(max_examples=150, deadline=None)
@given(
    layouts(), st.sampled_from([None, "sha256: x{}", "sha256: 'x'{}", 'sha256: "x"{}', "sha256:{}"])
)
def test_pinning_changes_no_other_character(text: str, pinned: str | None) -> None:
    if not readable(text) or "sources:" not in text:
        return
    if pinned:
        # Below the first source's id, in the same indentation as its fields.
        pattern = r"(sources:.*?id-0:)(.*?)(?=([\r\n]+)( +)(?:file|a|b|c):)"
        line = rf"\1\2\3\4{pinned.format('  # pin')}"
        text = re.sub(pattern, line, text, count=1, flags=re.DOTALL)
        if not readable(text):
            return
    edited = set_pins(text, "claims.yaml", {"id-0": "ab" * 32})
    assert isinstance(edited, Edited), text

    after, before = content(edited.text), content(text)
    assert after["sources"]["id-0"]["sha256"] == "ab" * 32
    before["sources"]["id-0"]["sha256"] = "ab" * 32
    assert after == before
    if pinned is None or "x" not in pinned:
        assert put_in(text, edited.text).strip() in ("ab" * 32, "sha256: " + "ab" * 32)
    else:
        quote = pinned[8] if pinned[8] in "'\"" else ""
        old = f"sha256: {quote}x{quote}"
        assert edited.text == text.replace(old, f"sha256: {quote}{'ab' * 32}{quote}", 1)


def test_a_pin_goes_into_an_entry_in_braces() -> None:
    text = "sources: {a: {file: seeds/a.txt, title: A}}  # one\n"
    edited = set_pins(text, "claims.yaml", {"a": "cd" * 32})

    assert isinstance(edited, Edited)
    assert edited.text == text.replace("a.txt,", f"a.txt, sha256: {'cd' * 32},")


def test_several_pins_are_set_at_once() -> None:
    text = "sources:\n  a:\n    file: a\n  b:\n    sha256: old\n    file: b\n  c:\n    file: c"
    edited = set_pins(text, "claims.yaml", {"c": "3", "a": "1", "b": "2"})

    assert isinstance(edited, Edited)
    assert content(edited.text)["sources"] == {
        "a": {"file": "a", "sha256": "1"},
        "b": {"sha256": "2", "file": "b"},
        "c": {"file": "c", "sha256": "3"},
    }


def test_an_edit_that_changes_something_else_is_not_made() -> None:
    expected: Content = {"fields": [("a", "1"), ("b", "2")]}

    assert apply_edits("a: 1\n", "f", [(5, 5, "b: 2\n")], expected) == Edited("a: 1\nb: 2\n", 2)
    assert apply_edits("a: 1\n", "f", [(0, 0, "b: 2\n")], expected) is None
    assert apply_edits("a: 1\n", "f", [(4, 4, "b: 2\n")], expected) is None


# Words as YAML.


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_any_text_is_read_back_as_it_was_written(text: str) -> None:
    problems: list[Any] = []
    root = parse(f"a: {quoted_scalar(text)}  # said\n", "", problems)

    assert not problems
    assert isinstance(root, MappingNode)
    assert isinstance(value := root.entries[0][1], ScalarNode)
    assert value.text == text
    assert len(quoted_scalar(text).splitlines()) == 1


# Ids.


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Iran supplied drones to Russia.", "iran-supplied-drones-to-russia"),
        ("Łódź’s straße, naïvely: 10² %", None),
        ("Łódź’s straße, naïvely", "lodzs-strasse-naively"),
        ("Зеленский said so", None),
        ("中国", None),
        ("…!", None),
        ("CON", "con-2"),
        ("taken", "taken-3"),
        ("word " * 40, "word" + "-word" * 8),
        ("x" * 200, "x" * 48),
    ],
)
def test_an_id_is_proposed_from_words_or_not_at_all(text: str, id: str | None) -> None:
    if text.endswith("%"):
        id = "lodzs-strasse-naively-102"  # an id, not a number: NFKD may fold it
    assert propose_id(text, {"taken", "taken-2"}) == id


# Finding.


def searched(text: str) -> list[SearchText]:
    return [SearchText("gazette", "seeds/gazette.txt", SourceText(text))]


def test_words_that_stand_once_are_a_quote_of_themselves() -> None:
    [passage] = find_passages('no drones were sent" after', searched(SOURCE))

    assert passage.line == 1
    assert passage.differences == ("quotation-marks",)
    assert passage.quote is not None
    assert passage.quote.text == "no drones were sent” after"
    assert passage.quote.prefix == passage.quote.suffix == ""


def test_words_that_stand_twice_get_the_least_context() -> None:
    text = "A head.\nHe said no drones came. She said no drones came. They said no planes came.\n"
    passages = find_passages("no drones came", searched(text))

    assert [
        (passage.quote.prefix, passage.quote.suffix) for passage in passages if passage.quote
    ] == [
        ("He said", ""),
        ("She said", ""),
    ]


def test_the_sentence_can_be_quoted_whole() -> None:
    text = "A head.\nMr. A. Doe of the U.S. office spoke. “It was no. 5!” he said. Nobody asked.\n"
    for words, sentence in [
        ("office", "Mr. A. Doe of the U.S. office spoke."),
        ("no. 5", "“It was no. 5!” he said."),
        ("asked", "Nobody asked."),
        ("spoke. “It", "Mr. A. Doe of the U.S. office spoke. “It was no. 5!” he said."),
    ]:
        [passage] = find_passages(words, searched(text), whole_sentence=True)
        assert passage.quote is not None
        assert passage.quote.text == sentence


@pytest.mark.parametrize(
    ("words", "wording"),
    [
        ("no drones were sent", Wording.QUOTED),
        ("“no drones were sent”", Wording.QUOTED),
        ("after the war began", Wording.DOCUMENT),
        ("no drones were sent” after", Wording.DOCUMENT),
        ("isn’t so", Wording.QUOTED),
        ("minister’s office did", Wording.DOCUMENT),
        ("Drones and", Wording.HEADLINE),
    ],
)
def test_the_wording_is_guessed_from_the_marks(words: str, wording: Wording) -> None:
    text = "Drones and denials\n" + SOURCE + "He said ‘it isn’t so’ twice.\n"
    [passage] = find_passages(words, searched(text))

    assert passage.quote is not None
    assert passage.quote.wording is wording


def test_other_words_are_never_passed_off_as_found() -> None:
    [passage] = find_passages("drones had not been sent in summer", searched(SOURCE))

    assert passage.changes
    assert passage.score < 100
    assert passage.quote is not None
    assert "not" not in passage.quote.text.split()
    assert find_passages("zebras quietly xylophone", searched(SOURCE)) == ()


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_stretch_of_the_documents_is_found_with_a_quote_that_proves_it(
    data: st.DataObject,
) -> None:
    file = data.draw(st.sampled_from(sorted((ROOT / "seeds").glob("*.txt"))))
    source = SourceText(file.read_text("utf-8"))
    words = [(found.start(), found.end()) for found in re.finditer(r"\w+", source.text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 30, len(words) - 1)))
    start, end = words[first][0], words[last][1]
    passages = find_passages(source.text[start:end], [SearchText("a", file.name, source)])
    here = [
        passage
        for passage in passages
        if passage.pieces[0].start == start and passage.pieces[0].end == end
    ]
    # Only the first 20 are followed; a stretch may begin or end inside a word (U.S).
    if not here:
        assert len(passages) >= 20 or passages[0].changes
        return
    [passage] = here
    assert not passage.changes
    if passage.quote is not None:
        quote = passage.quote
        found = Locator(source).locate(quote.text, prefix=quote.prefix, suffix=quote.suffix)
        assert isinstance(found, Found)
        assert (found.pieces[0].start, found.pieces[-1].end) == (start, end)
    assert passage.quote is not None or len(passages) > 1


def test_finding_in_the_five_documents_is_quick() -> None:
    def seconds() -> float:
        start = time.process_time()
        texts, _ = claims_files(ROOT, "claims.yaml")
        read = read_documents(ROOT, load(texts).draft.sources)
        items = [SearchText(id, item.source.file, item.text) for id, item in read.documents.items()]
        assert find_passages("Iran sold drones to Russia", items)
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 0.3


# Writing.


def test_bytes_and_mode_are_kept_and_nothing_lies_about(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    file.chmod(0o640)
    rewrite(tmp_path, "claims.yaml", "a: 1\r\nb: 2\r\n", "a: 1\r\nc: 3\r\nb: 2\r\n")

    assert file.read_bytes() == b"\xef\xbb\xbfa: 1\r\nc: 3\r\nb: 2\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


FAULTS = {
    "disk full while writing": ("fsync", errno.ENOSPC),
    "no right to replace": ("replace", errno.EACCES),
    "no right to set the mode": ("fchmod", errno.EPERM),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_leaves_the_file_as_it_was(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "claims.yaml").write_text("a: 1\n")
    name, number = FAULTS[fault]

    def fails(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, fails)
    with pytest.raises(FileRefused, match="was not changed"):
        rewrite(tmp_path, "claims.yaml", "a: 1\n", "a: 2\n")

    assert (tmp_path / "claims.yaml").read_text() == "a: 1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["claims.yaml"]


def test_an_interruption_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "claims.yaml").write_text("a: 1\n")

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rewrite(tmp_path, "claims.yaml", "a: 1\n", "a: 2\n")
    assert [path.name for path in tmp_path.iterdir()] == ["claims.yaml"]


@pytest.mark.parametrize("moment", ["before", "during"])
def test_a_file_that_changed_meanwhile_is_left_alone(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text("a: 1\n" if moment == "during" else "a: other\n")
    if moment == "during":
        monkeypatch.setattr(os, "fchmod", lambda *_: file.write_text("a: other\n"))
    with pytest.raises(FileRefused, match="Another program"):
        rewrite(tmp_path, "claims.yaml", "a: 1\n", "a: 2\n")

    assert file.read_text() == "a: other\n"
    assert list(tmp_path.iterdir()) == [file]


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    target = tmp_path / "outside" / "claims.yaml"
    target.write_text("a: 1\n")
    root = tmp_path / "report"
    root.mkdir()
    (root / "claims.yaml").symlink_to(target)
    (root / "folder").symlink_to(target.parent)
    for path in ("claims.yaml", "folder/claims.yaml", "../outside/claims.yaml"):
        with pytest.raises(FileRefused):
            rewrite(root, path, "a: 1\n", "a: 2\n")
    assert target.read_text() == "a: 1\n"


# The commands.


@pytest.fixture
def shipped(tmp_path: Path) -> Folder:
    """A copy of the report in this repository."""
    path = tmp_path / "shipped"
    path.mkdir()
    folder = Folder(path)
    shutil.rmtree(path / "seeds")
    shutil.copytree(ROOT / "seeds", path / "seeds")
    shutil.copy(ROOT / "claims.yaml", path)
    return folder


def filled_in(printed: str) -> str:
    printed = re.sub(r"stance:  # fill in.*", "stance: context  # as said", printed)
    printed = re.sub(r"speaker:  # fill in.*", "speaker: Somebody", printed)
    return re.sub(r".*origin:  # fill in.*\n", "", printed)


@pytest.mark.parametrize(
    ("options", "exit_code"),
    [
        (["complicity"], 0),
        (["complicity", "--sentence"], 0),
        (["Iran", "sold", "drones", "to", "Russia"], 1),
        (["drones  to Russia", "--source", "facing-isolation"], 0),
        (["cooperation with Iran […] the United States", "--source", "stands-firm"], 0),
    ],
)
def test_what_find_prints_is_proved_once_filled_in(
    shipped: Folder, options: list[str], exit_code: int
) -> None:
    done = shipped.run("factcheck_report", "find", *options)
    assert done.returncode == exit_code, done.stderr
    assert "\x1b" not in done.stdout
    assert ("NOT THESE WORDS" in done.stdout) == bool(exit_code)
    quotes = done.stdout.count("- text:")
    assert quotes >= 1
    text = shipped.read("claims.yaml")
    at = text.index("    quotes:\n", text.index("\nclaims:")) + len("    quotes:\n")

    shipped.write("claims.yaml", text[:at] + done.stdout + text[at:])
    empty = read_report(shipped.path).problems
    assert {problem.rule for problem in empty} >= {"empty"}
    shipped.write("claims.yaml", text[:at] + filled_in(done.stdout) + text[at:])
    checked = shipped.run("factcheck_report", "check")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Kompromiss im Stadtrat", "Kompromiss im Stadtrat"),
        ("two-thirds vote", "two-thirds vote"),
        ("two thirds vote", "two-thirds vote"),
        ("inspected ferries", "inspected ferries"),
        ("港口将在冬季关闭", "港口将在冬季关闭"),
    ],
)
def test_find_prints_words_whole_that_a_line_end_breaks(
    folder: Folder, typed: str, printed: str
) -> None:
    folder.write_source(
        "Der Kompro\xad\nmiss im Stadtrat. The two-\nthirds vote on in-\nspected ferries.\n\n"
        "港口将在\n冬季关闭。\n"
    )
    assert f'- text: "{printed}"' in folder.run("factcheck_report", "find", typed).stdout


def test_find_has_the_indentation_that_was_asked_for(folder: Folder) -> None:
    printed = folder.run("factcheck_report", "find", "dozens of drones", "--indent", "2").stdout

    assert {line[:2] for line in printed.splitlines() if line} == {"  "}
    assert "\n  - text:" in printed
    assert "\n    source: gazette\n" in printed


def test_find_says_what_it_did_not_find_and_which_files_no_source_names(folder: Folder) -> None:
    folder.write("seeds/more.txt", "Head\nZebras were seen.\n")
    done = folder.run("factcheck_report", "find", "Zebras")
    assert done.returncode == 0
    assert "seeds/more.txt:2 (no source entry names this file)" in done.stdout
    assert folder.run("factcheck_report", "find", "Zebras", "--source", "gazette").returncode == 1
    assert folder.run("factcheck_report", "find", "xylophone").stdout == ""
    for wrong in (["a", "--source", "gazete"], [" "], ["a", "--indent", "-1"]):
        assert folder.run("factcheck_report", "find", *wrong).returncode == 2


def test_a_new_claim_leaves_nothing_but_what_is_to_be_filled_in(folder: Folder) -> None:
    before = folder.read("claims.yaml")
    done = folder.run(
        "factcheck_report", "new", "Drones  were sent: twice.", "--claimant", "minister"
    )
    assert done.returncode == 0, done.stderr

    after = folder.read("claims.yaml")
    assert put_in(before, after)
    line = int(done.stdout.split(":")[1])
    assert done.stdout == f"claims.yaml:{line}: drones-were-sent-twice\n"
    assert after.splitlines()[line - 1] == "  drones-were-sent-twice:"
    problems = read_report(folder.path).problems
    assert {problem.rule for problem in problems} == {"empty"}
    assert all(after.splitlines()[item.position.line - 1].count("  # ") for item in problems)

    for old, new in [
        ("verdict:  #", "verdict: disputed  #"),
        ("summary:  #", "summary: Said.  #"),
        ("- text:  #", '- text: "dozens of drones"  #'),
        ("source:  #", "source: gazette  #"),
        ("stance:  #", "stance: supports  #"),
        ("speaker:  #", "speaker: A spokesman  #"),
        ("wording:  #", "wording: paraphrased  #"),
        ("origin:  #", "origin: ministry  #"),
    ]:
        folder.replace("claims.yaml", old, new)
    [problem] = read_report(folder.path).problems
    assert problem.rule == "verdict-thresholds"


@pytest.mark.parametrize(
    ("options", "exit_code", "said"),
    [
        (["Зеленский"], 2, "--id"),
        (["a", "--id", "No"], 2, "lower-case letters"),
        (["a", "--id", "nul"], 2, "reserved name"),
        (["a", "--id", "no-drones-sent"], 2, "already"),
        (["a", "--verdict", "disputd"], 2, "Did you mean “disputed”"),
        (["a", "--claimant", "nobody"], 2, "minister"),
        (["a", "--file", "other.yaml"], 2, "claims.yaml"),
        (["a\u202eb"], 1, "reorders"),
        (["a" * 1_001], 1, "1,000"),
        (["  "], 2, "TEXT"),
        (["  ", "--id", "a"], 2, "TEXT"),
    ],
)
def test_a_claim_that_cannot_be_added_changes_nothing(
    folder: Folder, options: list[str], exit_code: int, said: str
) -> None:
    before = folder.read("claims.yaml")
    done = folder.run("factcheck_report", "new", *options)

    assert done.returncode == exit_code, done.stderr
    assert said in done.stderr
    assert folder.read("claims.yaml") == before


def test_of_several_files_the_one_that_is_meant_is_edited(folder: Folder) -> None:
    claims = folder.read("claims.yaml")
    head, tail = claims.split("\nclaims:\n")
    (folder.path / "claims.yaml").unlink()
    folder.write("claims/a.yaml", head)
    folder.write("claims/b.yaml", f"claims:\n{tail}")
    options = ("--claims", "claims")
    assert folder.run("factcheck_report", "new", "One.", *options).stdout.startswith(
        "claims/b.yaml:"
    )
    done = folder.run("factcheck_report", "new", "One.", "--file", "claims/a.yaml", *options)
    assert done.stdout.endswith(": one-2\n")
    assert folder.run("factcheck_report", "new", "Two.", *options).returncode == 2

    b = folder.read("claims/b.yaml")
    folder.write("seeds/gazette.txt", SOURCE + "More.\n")
    done = folder.run("factcheck_report", "pin", "--yes", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sha256(SOURCE + "More.\n") in folder.read("claims/a.yaml")
    assert folder.read("claims/b.yaml") == b


def pinned_today(sha256: str) -> str:
    return f"{sha256}\n    pinned: {datetime.date.today()}"


def test_a_pin_is_written_after_a_look_at_the_quotes(folder: Folder) -> None:
    assert (
        folder.run("factcheck_report", "pin").stdout == "gazette (seeds/gazette.txt): unchanged.\n"
    )
    before = folder.read("claims.yaml")
    folder.write("seeds/gazette.txt", "New head.\n" + SOURCE)

    unasked = folder.run("factcheck_report", "pin")
    assert unasked.returncode == 1
    assert "2 of 2 quotes found" in unasked.stdout
    assert "claim no-drones-sent, quote 2 (line 3): A spokesman" in unasked.stdout
    assert folder.read("claims.yaml") == before

    assert folder.run("factcheck_report", "pin", "gazette", "--yes").returncode == 0
    renewed = before.replace(sha256(SOURCE), pinned_today(sha256("New head.\n" + SOURCE)))
    assert folder.read("claims.yaml") == renewed
    assert folder.run("factcheck_report", "check").returncode == 0


def test_a_file_that_lost_a_quote_is_pinned_only_by_force(folder: Folder) -> None:
    before = folder.read("claims.yaml")
    folder.write("seeds/gazette.txt", SOURCE.replace("dozens", "hundreds"))
    refused = folder.run("factcheck_report", "pin", "--yes")
    assert refused.returncode == 1
    assert "Not found (1):\n    claim no-drones-sent, quote 2 (nearest, line 2" in refused.stdout
    assert folder.read("claims.yaml") == before

    assert folder.run("factcheck_report", "pin", "--yes", "--force").returncode == 0
    assert [problem.rule for problem in read_report(folder.path).problems] == ["quote-not-found"]


@pytest.mark.parametrize("pin", ["", "    sha256: TODO  # later\n", "    sha256:\n"])
def test_a_source_without_a_usable_pin_gets_one(folder: Folder, pin: str) -> None:
    line = f"    sha256: {sha256(SOURCE)}\n"
    folder.replace("claims.yaml", line, pin)
    done = folder.run("factcheck_report", "pin", "--yes")

    assert done.returncode == 0, done.stderr
    assert "was never pinned" in done.stdout
    assert folder.read("claims.yaml").replace("  # later", "") == CLAIMS.format(
        sha256=pinned_today(sha256(SOURCE))
    )


def test_a_pin_renews_its_day(folder: Folder) -> None:
    folder.replace("claims.yaml", "    title: Drones", "    pinned: 2022-12-01\n    title: Drones")
    folder.write("seeds/gazette.txt", "New head.\n" + SOURCE)
    assert folder.run("factcheck_report", "pin", "--yes").returncode == 0
    assert folder.read("claims.yaml").count("pinned:") == 1
    assert f"    pinned: {datetime.date.today()}\n    title: Drones" in folder.read("claims.yaml")


def test_pin_says_what_it_cannot_pin(folder: Folder) -> None:
    assert folder.run("factcheck_report", "pin", "gazete").returncode == 2
    (folder.path / "seeds/gazette.txt").unlink()
    done = folder.run("factcheck_report", "pin", "--yes")
    assert done.returncode == 1
    assert "There is no file" in done.stderr
