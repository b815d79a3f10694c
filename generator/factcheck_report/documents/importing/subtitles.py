"""Subtitles (WebVTT, SRT): lines of a transcript, each with the time at which it begins.

A line is a sentence, so a quote of a sentence has no time code in it. For longer quotes, the
receipt names the time codes as a difference.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck_report import __version__
from factcheck_report.documents.importing.encodings import decoded
from factcheck_report.documents.importing.extracted import ExtractedText, StatedFact
from factcheck_report.documents.importing.refused import ImportRefused

_TIME = r"(?:(\d{1,3}):)?(\d\d):(\d\d)[.,](\d{3})"
_TIMES = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}")
_LANGUAGE = re.compile(r"(?m)^Language: *([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8}){0,4}) *$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,200})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|</?>|<\d[\d:.]{3,15}>|\{\\[^{}]{0,50}\}")
_SENTENCE_END = re.compile(r"[.!?…؟۔।。！？][\"'”’»)\]]*$")
_SENTENCE_INSIDE = re.compile(r"(?<=[.!?…؟۔।。！？])(?<!\b\w\.)\s+(?=[^\W\da-z_]|[\"“„«'‘])")
_LONGEST_LINE = 300
"""Code points after which a line ends, even inside a sentence."""
_BRIEF = 100
"""Milliseconds; programs put such cues between two others."""
_PAUSE = 5_000
"""Milliseconds between two cues after which a new line begins."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that are shown at one time."""

    start: int
    """In milliseconds, as `end`."""
    end: int
    voice: str
    """The speaker, if the file names one."""
    lines: tuple[str, ...]


def extract(data: bytes, whole_page: bool) -> ExtractedText:
    """The transcript. The file names no other facts, except perhaps its language."""
    text, notes = decoded(data)
    cues = list(_without_repeats(_cues(text)))
    if not any(cue.lines for cue in cues):
        raise ImportRefused("has no subtitles.", "Check that it is the right file.")
    facts = [StatedFact("kind", "transcript", "the format of the file")]
    if found := _LANGUAGE.search(text[:1_000]):
        language = found[1].lower() + found[2]
        facts.append(StatedFact("language", language, "the head of the file"))
    return ExtractedText(
        "\n".join(_written(cues)),
        f"factcheck-report {__version__}",
        tuple(facts),
        ("positions and styles of the subtitles",),
        notes,
    )


def _cues(text: str) -> Iterator[_Cue]:
    times: tuple[int, int] | None = None
    voice = ""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if found := _TIMES.match(line):
            numbers = [int(part or 0) for part in found.groups()]
            times, voice, lines = (_milliseconds(*numbers[:4]), _milliseconds(*numbers[4:])), "", []
        elif not line.strip():
            if times is not None:
                yield _Cue(*times, voice, tuple(lines))
            times = None
        elif times is not None:
            if spoken := _VOICE.search(line):
                voice = html.unescape(spoken[1]).strip()
            if words := html.unescape(_TAG.sub("", line)).strip():
                lines.append(words)


def _milliseconds(hours: int, minutes: int, seconds: int, rest: int) -> int:
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _without_repeats(cues: Iterator[_Cue]) -> Iterator[_Cue]:
    """Cues without the lines that the cue before shows, as in captions made by machines.

    A cue that only repeats is kept, because people repeat themselves, unless nobody could read it.
    """
    before: Sequence[str] = ()
    for cue in cues:
        lengths = range(min(len(before), len(cue.lines)), 0, -1)
        shared = next((n for n in lengths if before[-n:] == cue.lines[:n]), 0)
        if shared == len(cue.lines) and cue.end - cue.start > _BRIEF:
            shared = 0
        before = cue.lines or before
        if cue.lines[shared:]:
            yield replace(cue, lines=cue.lines[shared:])


def _written(cues: Sequence[_Cue]) -> Iterator[str]:
    """The lines of the transcript: a time code and a sentence, or a few short ones."""
    begun, words, voice, last = 0, "", "", 0
    for cue in cues:
        is_new = cue.voice != voice or cue.start - last > _PAUSE or len(words) > _LONGEST_LINE
        if words and (is_new or _SENTENCE_END.search(words)):
            yield f"[{_clock(begun)}] {words}"
            words = ""
        spoken = " ".join(cue.lines)
        if cue.voice != voice and cue.voice:
            spoken = f"{cue.voice}: {spoken}"
        voice, last = cue.voice, cue.start
        *ended, rest = _SENTENCE_INSIDE.split(spoken)
        for sentence in ended:
            yield f"[{_clock(begun if words else cue.start)}] {words} {sentence}".replace(
                "]  ", "] "
            )
            words = ""
        begun = begun if words else cue.start
        words = f"{words} {rest}".strip()
    if words:
        yield f"[{_clock(begun)}] {words}"


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
