"""The interface's words as files: one a language, and a report's own beside them.

A report that is written in a language without a file here brings one along, as
`overrides/factcheck/languages/<language>.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from factcheck_report.i18n.translations import Translations, locale_of, placeholders
from factcheck_report.model import Position
from factcheck_report.problems import Problem, Severity
from factcheck_report.yaml_tree import nodes

ENGLISH = "en"
_OWN = Path(__file__).parent / "languages"
_PLURAL = {"zero", "one", "two", "few", "many", "other"}
_Sentence = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """The words for a report, English where there are none, and what is wrong with them."""

    translations: Translations
    problems: tuple[Problem, ...] = ()


def english() -> Translations:
    """The words that are always there."""
    return Translations(ENGLISH, _own(ENGLISH).sentences)


def words_for(language: str, report: Position, folder: Path | None = None) -> Found:
    """The words for a report's language, a BCP 47 tag: of `de-AT`, else of `de`.

    `folder` holds a report's own language files, which come first. `report` is where the
    language is set, for a problem about it.
    """
    for tag in dict.fromkeys((language, language.partition("-")[0])):
        file = folder / f"{tag}.yaml" if folder else None
        if file is not None and file.is_file():
            return _brought_along(language, file)
        if tag in available():
            return Found(Translations(language, _own(tag).sentences))
    missing = Problem(
        position=report,
        entry="report",
        rule="no-words",
        severity=Severity.NOTE,
        what=f"The interface has no words in the language “{language}”. The report is built with "
        "English ones.",
        fix="To translate them, copy generator/factcheck_report/i18n/languages/en.yaml to "
        f"overrides/factcheck/languages/{language}.yaml and set “custom_dir: overrides” under "
        "“theme” in the site’s settings. "
        f"There are words for: {', '.join(available())}.",
    )
    return Found(english(), (missing,))


@cache
def available() -> tuple[str, ...]:
    """The languages that come with the product."""
    return tuple(sorted(file.stem for file in _OWN.glob("*.yaml")))


@dataclass(slots=True)
class _File:
    """A language file as read: its sentences by dotted name, their lines, what is wrong."""

    name: str
    sentences: dict[str, _Sentence] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, line: int, what: str, fix: str) -> None:
        self.problems.append(
            Problem(position=Position(self.name, line), rule="words", what=what, fix=fix)
        )


def _brought_along(language: str, path: Path) -> Found:
    try:
        file = _read(path.read_text("utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        file = _File(path.name)
        file.refuse(1, "The language file cannot be read as UTF-8 text.", "Save it as UTF-8.")
    if not file.problems:
        _compare(file, language)
    if file.problems:
        return Found(english(), tuple(file.problems))
    return Found(Translations(language, file.sentences))


@cache
def _own(language: str) -> _File:
    return _read((_OWN / f"{language}.yaml").read_text("utf-8"), f"{language}.yaml")


def faults(language: str) -> tuple[Problem, ...]:
    """What is wrong with a language that comes with the product, held against English."""
    file = _read((_OWN / f"{language}.yaml").read_text("utf-8"), f"{language}.yaml")
    _compare(file, language)
    return tuple(file.problems)


def _read(text: str, name: str) -> _File:
    file = _File(name)
    root = nodes.parse(text, name, file.problems)
    if root is not None:
        _flatten(root, "", file)
    return file


def _flatten(node: nodes.Node, prefix: str, file: _File) -> None:
    """`page: {title: …}` becomes `page.title`; a group of plural forms stays one."""
    if not isinstance(node, nodes.Mapping):
        file.refuse(
            node.line, "Here should stand names with their sentences.", "Compare it with en.yaml."
        )
        return
    for key, value in node.entries:
        name = prefix + key.text
        file.lines[name] = key.line
        if isinstance(value, nodes.Scalar):
            file.sentences[name] = value.text.strip()
        elif (forms := _plural_forms(value)) is not None:
            file.sentences[name] = forms
        else:
            _flatten(value, f"{name}.", file)


def _plural_forms(node: nodes.Node) -> Mapping[str, str] | None:
    if not isinstance(node, nodes.Mapping):
        return None
    forms = {
        key.text: value.text.strip()
        for key, value in node.entries
        if key.text in _PLURAL and isinstance(value, nodes.Scalar)
    }
    return forms if "other" in forms and len(forms) == len(node.entries) else None


def _compare(file: _File, language: str) -> None:
    """Note what a translation lacks, has too much, or cannot fill in."""
    categories = {"other", *locale_of(language).plural_form.tags}
    wanted = _own(ENGLISH).sentences
    for name, english in wanted.items():
        for why in _faults(file.sentences.get(name), english, categories):
            other = english if isinstance(english, str) else english["other"]
            file.refuse(file.lines.get(name, 1), f"“{name}” {why}", f"In English it is: {other}")
    for name in file.sentences.keys() - wanted.keys():
        file.refuse(file.lines[name], f"“{name}” is not used anywhere.", "Delete it.")


def _faults(text: _Sentence | None, english: _Sentence, categories: set[str]) -> Iterator[str]:
    if text is None:
        yield "is missing."
    elif isinstance(text, str) != isinstance(english, str):
        yield "should have plural forms." if isinstance(text, str) else "should be one sentence."
    elif isinstance(text, Mapping) and set(text) != categories:
        yield f"needs these plural forms and no others: {', '.join(sorted(categories))}."
    else:
        known = placeholders(english if isinstance(english, str) else english["other"])
        for form in (text,) if isinstance(text, str) else text.values():
            try:
                used = placeholders(form)
            except ValueError as error:
                yield f"has braces that cannot be filled: {error}."
                continue
            # A plural form may say “one” in words.
            if used - known or known - used - {"count"}:
                yield f"fills in {_names(used)}; it should fill in {_names(known)}."


def _names(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "nothing"
