"""Entries of claims.yaml as an editor would paste them, and the line to paste them below."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from factcheck_report.model import Claim, Correction, Position, Removal

# What YAML takes for a line end or cannot hold between quotation marks, though JSON leaves it.
# And the number sign of `##[`, which GitHub's runners obey wherever it is printed.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]|#(?=#*\\[)")
# As YAML counts lines.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def scalar(text: str) -> str:
    """A text between double quotation marks, on one line, whatever is in it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def correction_lines(correction: Correction) -> list[str]:
    """A correction as an item of its list, its hyphen at the left edge."""
    lines = [
        f"- date: {correction.date}",
        f"  kind: {correction.kind}",
        f"  note: {scalar(correction.note)}",
    ]
    if correction.was:
        lines.append("  was:")
        lines += [f"    {name}: {scalar(value)}" for name, value in correction.was.items()]
    return lines


def removal_lines(removal: Removal) -> list[str]:
    """A removed claim as an entry of its section, its id at the left edge."""
    lines = [f"{removal.id}:", f"  date: {removal.date}", f"  note: {scalar(removal.note)}"]
    return lines + ([f"  now: {removal.now}"] if removal.now else [])


@dataclass(frozen=True, slots=True)
class Paste:
    """Lines to paste, and the line below which they go."""

    position: Position
    text: str


def in_braces(claim: Claim, texts: Mapping[str, str]) -> bool:
    """Whether a claim's fields stand between braces on the line of its id."""
    entry = claim.marks.entry
    line = _file(texts.get(entry.file, "")).line(entry.line)
    return line[entry.column - 1 :].partition(":")[2].lstrip().startswith("{")


def into_corrections(claim: Claim, lines: Iterable[str], texts: Mapping[str, str]) -> Paste:
    """Below the claim's last correction; those before it keep their numbers, and so their links."""
    if claim.corrections:
        last = claim.corrections[-1].marks.entry
        file = _file(texts.get(last.file, ""))
        indent = file.indent(last.line)
        return Paste(Position(last.file, file.end(last.line)), _indented(lines, indent))
    entry = claim.marks.entry
    file = _file(texts.get(entry.file, ""))
    indent = file.inner_indent(entry.line)
    text = " " * indent + "corrections:\n" + _indented(lines, indent + 2)
    return Paste(Position(entry.file, file.end(entry.line)), text)


def into_removed(
    lines: Iterable[str], removed: Iterable[Removal], texts: Mapping[str, str]
) -> Paste:
    """Below the last removed claim; with the section's own line where there is none yet."""
    entries = [removal.marks.entry for removal in removed]
    if entries:
        file = _file(texts.get(entries[-1].file, ""))
        indent = file.indent(entries[-1].line)
        end = Position(entries[-1].file, file.end(entries[-1].line))
        return Paste(end, _indented(lines, indent))
    name = list(texts)[-1] if texts else "claims.yaml"
    end = Position(name, _file(texts.get(name, "")).last)
    return Paste(end, "removed:\n" + _indented(lines, 2))


def into_removal(removal: Removal, line: str, texts: Mapping[str, str]) -> Paste:
    """A field more for a removed claim."""
    entry = removal.marks.entry
    file = _file(texts.get(entry.file, ""))
    return Paste(
        Position(entry.file, file.end(entry.line)),
        _indented([line], file.inner_indent(entry.line)),
    )


def _indented(lines: Iterable[str], by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in lines)


@lru_cache(8)
def _file(text: str) -> _File:
    """A file's lines, kept: there may be a change on each of them."""
    return _File(text)


class _File:
    """A claims file by its lines, counted from 1."""

    def __init__(self, text: str) -> None:
        self._lines = _LINE_END.split(text)

    def line(self, number: int) -> str:
        """A line; empty where there is none."""
        return self._lines[number - 1] if number <= len(self._lines) else ""

    @property
    def last(self) -> int:
        """The last line that is not blank; 1 in an empty file."""
        return max((n for n, line in enumerate(self._lines, 1) if line.strip()), default=1)

    def indent(self, number: int) -> int:
        """How many spaces a line begins with."""
        line = self.line(number)
        return len(line) - len(line.lstrip(" "))

    def end(self, number: int) -> int:
        """The last line of the entry that begins in a line: all that follows further indented."""
        last, indent = number, self.indent(number)
        for following in range(number + 1, len(self._lines) + 1):
            if self._lines[following - 1].strip():
                if self.indent(following) <= indent:
                    break
                last = following
        return last

    def inner_indent(self, number: int) -> int:
        """How far the fields of the entry that begins in a line are indented."""
        for following in range(number + 1, self.end(number) + 1):
            content = self._lines[following - 1].strip()
            if content and not content.startswith("#"):
                return self.indent(following)
        return self.indent(number) + 2
