"""Writes quotes in their file's own words in the place of those that were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck_report.editing.edits import Change, Edited, NotEdited, proved, refusal
from factcheck_report.editing.entries import escaped, scalar
from factcheck_report.model import Quote
from factcheck_report.quotes import Fix
from factcheck_report.yaml_tree import extents
from factcheck_report.yaml_tree.extents import Extent

_WORD = re.compile(r"\S+")
_BY_HAND = "Write the file's words by hand; “factcheck fix” shows them."


@dataclass(frozen=True, slots=True)
class _Replacement:
    """A value of a claims file and what shall stand in its place."""

    extent: Extent
    value: str
    """The words as they were typed but for those that change, with the white space between."""
    ways: tuple[Change, ...]
    """How that may be written, the one that changes least first."""


def write_fixes(
    texts: Mapping[str, str], fixes: Iterable[tuple[Quote, Fix]]
) -> dict[str, Edited] | NotEdited:
    """The claims files that change, by path, with each quote's words in place of the typed ones.

    `texts` are the files from which the quotes were read. Words that stay keep their places, line
    ends and quotation marks; all else in a file stays, character for character.
    """
    of_file: dict[str, list[tuple[Quote, Fix]]] = {}
    for quote, fix in fixes:
        of_file.setdefault(quote.marks.entry.file, []).append((quote, fix))
    edited: dict[str, Edited] = {}
    for file, some in of_file.items():
        result = _write(texts[file], file, some)
        if isinstance(result, NotEdited):
            return result
        edited[file] = result
    return edited


def _write(text: str, file: str, fixes: Iterable[tuple[Quote, Fix]]) -> Edited | NotEdited:
    root = extents.read(text, file)
    if isinstance(root, tuple):
        return NotEdited(root)
    at = {extent.place: extent for extent in _scalars(root)}
    replacements = []
    for quote, fix in fixes:
        for field, typed, words in (
            ("text", quote.text, fix.text),
            ("prefix", quote.prefix, fix.prefix),
            ("suffix", quote.suffix, fix.suffix),
        ):
            place = quote.marks.at(field)
            if words is not None and words != typed:
                extent = at[place.line, place.column]
                replacements.append(_replacement(text, extent, words))
    ways = [replacement.ways[0] for replacement in replacements]
    if edited := _edited(text, file, root, replacements, ways):
        return edited
    # One of them cannot be written in the style it has: find out which.
    for index, replacement in enumerate(replacements):
        for way in replacement.ways:
            if _edited(text, file, root, [replacement], [way]):
                ways[index] = way
                break
        else:
            what = "The file's words cannot be written here without changing more."
            return refusal(file, text, replacement.extent.start, "", what, _BY_HAND)
    edited = _edited(text, file, root, replacements, ways)
    if edited is None:
        what = "The file's words cannot be written here without changing more."
        return refusal(file, text, replacements[0].extent.start, "", what, _BY_HAND)
    return edited


def _edited(
    text: str, file: str, root: Extent, replacements: list[_Replacement], ways: list[Change]
) -> Edited | None:
    typed = [replacement.extent.text for replacement in replacements]
    for replacement in replacements:
        replacement.extent.text = replacement.value
    expected = root.content()
    for replacement, old in zip(replacements, typed, strict=True):
        replacement.extent.text = old
    return proved(text, file, ways, expected)


def _scalars(tree: Extent) -> Iterator[Extent]:
    if tree.kind == "scalar":
        yield tree
    for item in tree.items:
        yield from _scalars(item)
    for _, value in tree.fields:
        yield from _scalars(value)


def _replacement(text: str, extent: Extent, words: str) -> _Replacement:
    typed = list(_WORD.finditer(extent.text))
    hunks = list(_hunks([word[0] for word in typed], words.split()))
    value = _spliced(extent.text, typed, hunks)
    raw = text[extent.start : extent.end]
    in_place = _in_place(raw, extent, typed, hunks)
    ways = [] if in_place is None else [(extent.start, extent.end, in_place)]
    ways.append((extent.start, extent.end, _anew(text, extent, value)))
    return _Replacement(extent, value, tuple(ways))


_Hunk = tuple[int, int, list[str]]
"""Of the typed words those from the first up to the second give way to the new ones."""


_LONGEST_HUNK = 12
"""Words on both sides after which the rest of a value is written anew."""


def _hunks(typed: list[str], new: list[str]) -> Iterator[_Hunk]:
    """Which words give way to which. Linear, as the two are alike but for a word here and there."""
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
            # Nothing goes, so the word before goes and comes again.
            yield at - 1, at, [typed[at - 1], *words]
        else:
            yield 0, 1, [*words, typed[0]]
        at, new_at = end, new_end


def _agreeing(typed: list[str], at: int, new: list[str], new_at: int) -> Iterator[tuple[int, int]]:
    """Where two words, or all that are left, are the same again; the nearest first."""
    for distance in range(1, _LONGEST_HUNK):
        for skipped in range(distance + 1):
            here, there = at + skipped, new_at + distance - skipped
            if here > len(typed) or there > len(new):
                continue
            if typed[here : here + 2] == new[there : there + 2]:
                yield here, there


def _spliced(text: str, words: list[re.Match[str]], hunks: list[_Hunk]) -> str:
    """The text with new words in the place of some of its own."""
    for first, last, new in reversed(hunks):
        start, end = words[first].start(), words[last - 1].end()
        text = text[:start] + " ".join(new) + text[end:]
    return text


def _in_place(
    raw: str, extent: Extent, typed: list[re.Match[str]], hunks: list[_Hunk]
) -> str | None:
    """The value as it stands in the file, with only the words changed that change.

    None where its words cannot be told, as with a line that ends in a backslash.
    """
    style = extent.quoted
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


def _anew(text: str, extent: Extent, value: str) -> str:
    """The value in one line between quotation marks, with the line end of a block scalar."""
    raw = text[extent.start : extent.end]
    ending = raw[len(raw.rstrip(" \t\r\n")) :] if extent.quoted in ("|", ">") else ""
    ended = re.search(r"[\r\n][ \t\r\n]*\Z", ending)
    return scalar(value) + (ending[ended.start() :] if ended else "")
