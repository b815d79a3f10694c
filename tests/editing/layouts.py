"""claims.yaml in every layout that YAML allows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from factcheck_report.editing import (
    NewClaim,
)
from factcheck_report.loading import ScalarNode, parse
from factcheck_report.yaml_tree import SequenceNode

NEW = NewClaim("new-claim", "It is said: “no”.", verdicts=("disputed",))


def put_in(before: str, after: str) -> str:
    differ = (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    at = next(differ, min(len(before), len(after)))
    rest = len(before) - at
    assert not rest or after.endswith(before[at:]), "something else was changed"
    return after[at : len(after) - rest]


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
