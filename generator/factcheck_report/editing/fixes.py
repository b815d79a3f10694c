"""Replaces quotes as they were typed with the words of their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck_report.editing.edits import (
    Edited,
    NotEdited,
    TextEdit,
    apply_edits,
    not_edited,
    read_tree,
)
from factcheck_report.model import Quote
from factcheck_report.model.grouping import grouped
from factcheck_report.quotes import Fix
from factcheck_report.yaml_tree import Node, ScalarNode, content_of, escaped, nodes_by_position
from factcheck_report.yaml_tree.scalars import quoted_scalar

_WORD = re.compile(r"\S+")
_BY_HAND = "Write the file's words by hand; “factcheck fix” shows them."


@dataclass(frozen=True, slots=True)
class _Replacement:
    """A value of a claims file and its new value."""

    node: ScalarNode
    value: str
    """The typed text with the words replaced that change; its white space stays."""
    variants: tuple[TextEdit, ...]
    """Edits that write the value, the one that changes least first."""


def write_fixes(
    texts: Mapping[str, str], fixes: Iterable[tuple[Quote, Fix]]
) -> dict[str, Edited] | NotEdited:
    """The claims files that change, by path, with the words of each fix in place of the quote's.

    `texts` are the files from which the quotes were read. Words that stay keep their positions,
    line ends and quotation marks. Everything else stays, character for character.
    """
    edited: dict[str, Edited] = {}
    by_file = grouped((fixed[0].positions.entry.file, fixed) for fixed in fixes)
    for file, some in by_file.items():
        result = _write(texts[file], file, some)
        if isinstance(result, NotEdited):
            return result
        edited[file] = result
    return edited


def _write(text: str, file: str, fixes: Iterable[tuple[Quote, Fix]]) -> Edited | NotEdited:
    root = read_tree(text, file)
    if isinstance(root, tuple):
        return NotEdited(root)
    nodes = nodes_by_position(root)
    replacements = []
    for quote, fix in fixes:
        for field, typed, words in (
            ("text", quote.text, fix.text),
            ("prefix", quote.prefix, fix.prefix),
            ("suffix", quote.suffix, fix.suffix),
        ):
            place = quote.positions.at(field)
            if words is not None and words != typed:
                node = nodes[place.line, place.column]
                assert isinstance(node, ScalarNode)  # noqa: S101 - a text was read from it
                replacements.append(_replacement(text, node, words))
    edits = [replacement.variants[0] for replacement in replacements]
    if edited := _edited(text, file, root, replacements, edits):
        return edited
    # One of them cannot be written in the style it has: find out which.
    what = "The file's words cannot be written here without changing more."
    for index, replacement in enumerate(replacements):
        for variant in replacement.variants:
            if _edited(text, file, root, [replacement], [variant]):
                edits[index] = variant
                break
        else:
            return not_edited(file, text, replacement.node.start, "", what, _BY_HAND)
    edited = _edited(text, file, root, replacements, edits)
    return edited or not_edited(file, text, replacements[0].node.start, "", what, _BY_HAND)


def _edited(
    text: str, file: str, root: Node, replacements: list[_Replacement], edits: list[TextEdit]
) -> Edited | None:
    typed = [replacement.node.text for replacement in replacements]
    for replacement in replacements:
        replacement.node.text = replacement.value
    expected = content_of(root)
    for replacement, old in zip(replacements, typed, strict=True):
        replacement.node.text = old
    return apply_edits(text, file, edits, expected)


def _replacement(text: str, node: ScalarNode, words: str) -> _Replacement:
    typed = list(_WORD.finditer(node.text))
    hunks = list(_hunks([word[0] for word in typed], words.split()))
    value = _spliced(node.text, typed, hunks)
    raw = text[node.start : node.end]
    in_place = _in_place(raw, node.style, typed, hunks)
    written = [_on_one_line(raw, node.style, value)]
    if in_place is not None:
        written.insert(0, in_place)
    return _Replacement(node, value, tuple((node.start, node.end, new) for new in written))


_Hunk = tuple[int, int, list[str]]
"""Start and end index of the typed words that are replaced, and the new words."""
_LONGEST_HUNK = 12
"""Words on both sides. If more differ, the rest of the value is replaced."""


def _hunks(typed: list[str], new: list[str]) -> Iterator[_Hunk]:
    """Which words are replaced. Linear, because the two lists differ in few words."""
    at = new_at = 0
    while at < len(typed) or new_at < len(new):
        if typed[at : at + 1] == new[new_at : new_at + 1]:
            at, new_at = at + 1, new_at + 1
            continue
        end, new_end = next(_agreeing(typed, at, new, new_at), (len(typed), len(new)))
        words = new[new_at:new_end]
        if end > at:
            yield at, end, words
        elif at:
            # Only an insertion: the word before is replaced by itself and the new words.
            yield at - 1, at, [typed[at - 1], *words]
        else:
            yield 0, 1, [*words, typed[0]]
        at, new_at = end, new_end


def _agreeing(typed: list[str], at: int, new: list[str], new_at: int) -> Iterator[tuple[int, int]]:
    """Where two words, or all remaining ones, are the same again; the nearest first."""
    for distance in range(1, _LONGEST_HUNK):
        for skipped in range(distance + 1):
            here, there = at + skipped, new_at + distance - skipped
            if here > len(typed) or there > len(new):
                continue
            if typed[here : here + 2] == new[there : there + 2]:
                yield here, there


def _spliced(text: str, words: list[re.Match[str]], hunks: list[_Hunk]) -> str:
    """The text with the words of each hunk replaced."""
    for first, last, new in reversed(hunks):
        start, end = words[first].start(), words[last - 1].end()
        text = text[:start] + " ".join(new) + text[end:]
    return text


def _in_place(raw: str, style: str, typed: list[re.Match[str]], hunks: list[_Hunk]) -> str | None:
    """The value as written in the file, with only some words replaced.

    None if its words cannot be told apart, as with a line that ends in a backslash.
    """
    inner_start, inner_end = 0, len(raw)
    if style in ("'", '"'):
        inner_start, inner_end = 1, len(raw) - 1
    elif style:
        header = re.search(r"\r\n|\n|\r", raw)
        inner_start = header.end() if header else len(raw)
    words = list(_WORD.finditer(raw, inner_start, inner_end))
    if [_decoded(word[0], style) for word in words] != [word[0] for word in typed]:
        return None
    encoded = [(first, last, [_encoded(word, style) for word in new]) for first, last, new in hunks]
    return _spliced(raw, words, encoded)


_ESCAPE = re.compile(r"\\(?:([\"\\/])|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")


def _decoded(word: str, style: str) -> str:
    if style == "'":
        return word.replace("''", "'")
    return _ESCAPE.sub(_character, word) if style == '"' else word


def _character(escape: re.Match[str]) -> str:
    code = int(escape[2] or escape[3] or escape[4] or "0", 16)
    return escape[1] or (chr(code) if code <= 0x10FFFF else escape[0])


def _encoded(word: str, style: str) -> str:
    if style == "'":
        return word.replace("'", "''")
    if style == '"':
        return escaped(word)
    return word


def _on_one_line(raw: str, style: str, value: str) -> str:
    """The value on one line between quotation marks, with the line end of a block scalar."""
    ending = raw[len(raw.rstrip(" \t\r\n")) :] if style in ("|", ">") else ""
    ended = re.search(r"[\r\n][ \t\r\n]*\Z", ending)
    return quoted_scalar(value) + (ending[ended.start() :] if ended else "")
