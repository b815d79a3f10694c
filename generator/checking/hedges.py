"""Words that take back, or weaken, what stands beside them, and where to look for them.

A language without an entry here has no such words: the rule that needs them stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.texts import Span

_OPENING = "“„«‹‘‚「『\"'(["
_ENDING = ("", *".!?…,;:–—")
_CLOSING = "”»›’」』\"')]"
# Spaces, and a line end before a small letter: any other may end a headline or a paragraph.
_SPACE = r"(?:[^\S\n]|\n(?=(?-i:[a-zäöüß])|$))"
_BEFORE, _BEHIND = 80, 60
"""Code points outside a passage that are looked at."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Of one language; each is a pattern of whole words, in small letters."""

    reaching: tuple[str, ...]
    """They take what follows them with up to three words between."""
    touching: tuple[str, ...]
    """They count only directly before: further off they are too common to mean anything."""
    behind: tuple[str, ...]
    """They count directly behind, or behind one other word."""
    harmless: tuple[str, ...]
    """Set phrases with one of these words that take nothing back."""


_LANGUAGES = {
    "en": _Words(
        reaching=(
            r"not|never|neither|nor|cannot|\w+n['’]t|hardly|scarcely|barely|without|nobody",
            r"no (?:evidence|proof|indication|sign|confirmation|reason)(?: to believe| to think)?",
            r"den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)",
            r"doubt(?:s|ed|ing)?|refus(?:e|es|ed|ing) to|rul(?:e|es|ed|ing) out|fail(?:s|ed)? to",
            r"falsely|wrongly|reportedly|allegedly|supposedly|purportedly|apparently|presumably",
            r"possibly|perhaps|probably|seemingly|rumou?red|unconfirmed|suspected|untrue|false",
            r"if|unless|whether",
        ),
        touching=(
            r"no|may|might|could|would|should|likely|unlikely(?: to)?|almost|nearly|alleged",
            r"(?:may|might|could|would|should) (?:have|be|have been)",
            r"seems? to(?: have)?|appears? to(?: have)?|said to(?: have)?|believed to(?: have)?",
            r"threaten(?:s|ed)? to|plan(?:s|ned)? to|tr(?:y|ies|ied) to",
        ),
        behind=(
            r"reportedly|allegedly|supposedly|purportedly|apparently|perhaps|possibly|unless|if",
            r"(?:is|was|are|were|has been|have been) (?:false|untrue|denied|wrong|unconfirmed)",
        ),
        harmless=(
            r"not (?:only|just|merely|least|surprising|by (?:chance|accident))",
            r"even if|as if|if only",
            r"no (?:doubt|surprise|wonder)|without (?:a )?doubt|whether or not",
        ),
    ),
    "de": _Words(
        reaching=(
            r"nicht|nie|niemals|kein(?:e|en|er|em|es)?|weder|kaum|ohne|niemand|keineswegs",
            r"bestr(?:eitet|itt|itten|eiten|itten)|dementier(?:t|te|ten|en)|leugne(?:t|te|ten|n)",
            r"bezweifel(?:t|te|ten|n)|verneint(?:e|en)?|angeblich(?:e|en|er|es)?|vermeintlich\w*",
            r"vermutlich|möglicherweise|vielleicht|wohl|mutmaßlich(?:e|en|er|es)?|offenbar",
            r"anscheinend|wahrscheinlich|womöglich|fälschlich(?:erweise)?|unbestätigt\w*",
            r"falls|ob|wenn|sofern",
        ),
        touching=(r"könnten?|dürften?|sollen?|würden?|beinahe|fast|scheinbar",),
        behind=(
            r"nicht|angeblich|vermutlich|möglicherweise|vielleicht|womöglich|offenbar|falls",
            r"(?:ist|war|sei) (?:falsch|unwahr|erfunden)",
        ),
        harmless=(r"nicht (?:nur|allein|zuletzt)|ohne zweifel|kein(?:en)? zweifel|als ob",),
    ),
}


@dataclass(frozen=True, slots=True)
class Cut:
    """A word just outside a passage that changes what the passage says."""

    word: str
    span: Span


def cuts(text: str, passage: Span, language: str) -> Iterator[Cut]:
    """The words just outside a passage, in its sentence, that take it back or weaken it.

    `language` is a BCP 47 tag. At most one before the passage and one behind it.
    """
    patterns = _patterns(language.partition("-")[0].lower())
    if patterns is None:
        return
    before, behind, harmless = patterns
    start = max(passage.start - _BEFORE, 0)
    window = text[start : passage.start]
    if (
        _goes_on(window, text[passage.start])
        and (found := before.search(window))
        and not _lies_in(found.start("word"), harmless.finditer(window))
    ):
        yield Cut(found["word"], Span(start + found.start("word"), start + found.end("word")))
    if text[passage.start : passage.end].rstrip(_CLOSING)[-1:] in (".", "!", "?", "…"):
        return
    window = text[passage.end : passage.end + _BEHIND]
    if (found := behind.match(window)) and not harmless.match(window, found.start("word")):
        at = passage.end + found.start("word")
        yield Cut(found["word"], Span(at, at + len(found["word"])))


def _lies_in(at: int, phrases: Iterable[re.Match[str]]) -> bool:
    return any(phrase.start() <= at < phrase.end() for phrase in phrases)


def _goes_on(before: str, first: str) -> bool:
    """Whether a passage that begins with `first` goes on with what stands before it.

    Punctuation, and a line end before anything but a small letter, lie between two statements.
    """
    words = before.rstrip()
    if "\n" in before[len(words) :] and not first.islower():
        return False
    return words.rstrip(_OPENING + " ")[-1:] not in _ENDING


@cache
def _patterns(
    language: str,
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    """Before a passage, behind it, and what is harmless; None for a language without words."""
    words = _LANGUAGES.get(language)
    if words is None:
        return None
    between = rf"(?:(?:,(?=\s(?:that|dass|ob)\b))?{_SPACE}+[\w'’-]+){{0,3}}"
    edge = rf"{_SPACE}*[{re.escape(_OPENING)}]*{_SPACE}*$"
    reaching = rf"(?:{'|'.join(words.reaching)})(?![\w'’-])(?={between}{edge})"
    touching = rf"(?:{'|'.join(words.touching)})(?![\w'’-])(?={edge})"
    return (
        re.compile(rf"(?<![\w'’-])(?P<word>{reaching}|{touching})", re.IGNORECASE),
        re.compile(
            rf"[{re.escape(_CLOSING)}]*,?[{re.escape(_CLOSING)}]*{_SPACE}*"
            rf"(?:[\w'’-]+{_SPACE}+)?(?P<word>{'|'.join(words.behind)})(?![\w'’-])",
            re.IGNORECASE,
        ),
        re.compile("|".join(words.harmless), re.IGNORECASE),
    )
