"""The text for a pull request: short, and harmless whatever the report says."""

from __future__ import annotations

import json
import re

import pytest

from factcheck_report import comparing
from factcheck_report.comparing import MARKER
from factcheck_report.comparing.insertions import quoted
from factcheck_report.comparing.summary import LONGEST, fenced, span
from factcheck_report.comparing.wording import word_diff
from factcheck_report.loading import load
from factcheck_report.pipeline import read_report
from tests.comparing.editions import SECOND, changes, compare, edit, outside_code, paste_all
from tests.reports import SOURCE, Folder

HOSTILE = [
    "@everyone fixes #1 ![x](https://e.example/i.png) <img src=x> https://e.example/",
    "``` ````\n\n# Title\n</details><script>x</script> ```",
    "::error::x ##[error]y ::stop-commands::z",
    "`` ` @a ` ``",
    "--> <!-- @b | x | y |",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_texts_of_a_report_are_never_markdown(repository: Folder, hostile: str) -> None:
    typed = json.dumps(hostile)
    repository.write_source(SOURCE + f"\n{hostile}\n")
    edit(repository, "claim: The office did not answer.", f"claim: {typed}")
    edit(repository, "label: Open", f"label: {typed}")
    edit(
        repository,
        "    quotes:\n      - {text: The minister's",
        f"    quotes:\n      - {{text: {typed}, source: gazette, stance: context, wording: "
        f"paraphrased, speaker: {typed}}}\n      - {{text: The minister's",
    )
    assert read_report(repository.path).draft is not None
    repository.commit()
    edit(repository, f"claim: {typed}", "claim: Harmless.")
    edit(repository, f"label: {typed}", "label: Other")
    edit(repository, f"speaker: {typed}", "speaker: Somebody")
    found = changes(repository)
    assert found.missing_entries
    done = compare(repository)
    assert done.returncode == 1
    left = outside_code(done.stdout.replace(MARKER, ""))
    for sign in ("@", "e.example", "<", "![", "fixes", "|", "::"):
        assert sign not in left.replace("](<", ""), left
    for output in (done.stdout, done.stderr):
        assert not re.search(r"^\s*::", output, re.M)
        assert "##[" not in output
    paste_all(repository, found)
    assert changes(repository).missing_entries == ()


def test_code_spans_and_blocks_contain_any_text() -> None:
    for text in (*HOSTILE, "`", "``", "", " ", "a`", "\u202ex\x1b[31m"):
        assert outside_code(span(text)) == ""
        assert outside_code(fenced(text)) == ""
    assert "\x1b" not in span("\x1b[31m")
    assert "202E" in fenced("\u202e")


def test_printed_yaml_reads_back_as_the_same_text() -> None:
    for text in ("a: b # c", 'say "x" \\ y', "##[error]", "one\u2028two", "\u0085", "’ – 中 😀"):
        read = load({"c": f"report:\n  title: {quoted(text)}\n"})
        if text == "\u0085":
            continue
        assert "\u2028" not in quoted(text)
        assert not [item for item in read.problems if "yaml" in item.rule], text


def test_a_word_diff_is_short_where_little_changed() -> None:
    words = [f"w{number}" for number in range(2_000)]
    shown = word_diff(" ".join(words), " ".join([*words[:1000], "new", *words[1001:]]))
    assert "- … w988" in shown
    assert "⟦w1000⟧ w1001" in shown
    assert "⟦new⟧ w1001" in shown
    assert len(shown) < 400
    assert len(word_diff("a " * 10_000, "b " * 10_000)) < 3_000


def test_the_comment_is_never_too_long(repository: Folder) -> None:
    entries = "".join(
        SECOND.replace("office-silent", f"claim-{number}").replace(
            "The office did", f"{number} {'The office ' * 70}did"
        )
        for number in range(150)
    )
    edit(repository, SECOND, SECOND + entries)
    repository.commit()
    text = repository.read("claims.yaml")
    repository.write("claims.yaml", re.sub(r"did not answer\.$", "was mute.", text, flags=re.M))
    found = changes(repository)
    assert len(found.missing_entries) == 151
    shown = comparing.as_markdown(found, "https://p.example/")
    assert len(shown) <= LONGEST
    assert "more parts do not fit" in shown
    outside_code(shown)
    assert comparing.as_text(found).count("corrections:") == 151
