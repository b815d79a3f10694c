"""Message catalogs: the YAML files with the interface's texts, one for each language.

A report can add a language, or change single texts of one, in
`overrides/factcheck/languages/<language>.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from factcheck_report.i18n.available import CATALOGS, available_languages, fallbacks
from factcheck_report.i18n.translations import (
    Messages,
    Translations,
    locale_of,
    placeholders,
)
from factcheck_report.model import Position
from factcheck_report.model.languages import primary_language
from factcheck_report.problems import Problem, Severity
from factcheck_report.yaml_tree import MappingNode, Node, ScalarNode, parse

ENGLISH = "en"
_PLURAL = {"zero", "one", "two", "few", "many", "other"}
_Message = str | Mapping[str, str]
_MOST_NAMED = 10
"""Missing texts that a note names."""


@dataclass(frozen=True, slots=True)
class FoundTranslations:
    """The translations for a report and problems with them; English if none can be used."""

    translations: Translations
    problems: tuple[Problem, ...] = ()


def english_translations() -> Translations:
    """The English catalog, which is always complete."""
    return Translations(ENGLISH, built_in_messages(ENGLISH))


def find_translations(
    language: str, language_at: Position, folder: Path | None = None
) -> FoundTranslations:
    """The catalog for a language, a BCP 47 tag: `de-AT`, or `de` if there is none.

    `folder` holds the report's own catalogs, which take precedence. `language_at` is the
    position of the language in claims.yaml, for problems about it.
    """
    for tag in fallbacks(language):
        file = folder / f"{tag}.yaml" if folder else None
        if file is not None and file.is_file():
            return _custom(language, tag, file)
        if tag in available_languages():
            return FoundTranslations(Translations(language, built_in_messages(tag)))
    missing = Problem(
        position=language_at,
        entry="report",
        rule="no-words",
        severity=Severity.NOTE,
        what=f"There are no interface texts in the language “{language}”. The report uses the "
        "English ones.",
        fix=f"To translate the interface, copy {CATALOGS / 'en.yaml'} to "
        f"overrides/factcheck/languages/{language}.yaml and set “custom_dir: overrides” under "
        "“theme” in the site’s settings. "
        f"Available languages: {', '.join(available_languages())}.",
    )
    return FoundTranslations(english_translations(), (missing,))


@dataclass(slots=True)
class _Catalog:
    """The messages of a file by dotted name, their line numbers, and problems with them."""

    name: str
    messages: dict[str, _Message] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add_problem(self, line: int, what: str, fix: str) -> None:
        self.problems.append(
            Problem(position=Position(self.name, line), rule="words", what=what, fix=fix)
        )


def _custom(language: str, tag: str, path: Path) -> FoundTranslations:
    """The texts of a report's own file; the others are the built-in ones, if need be English."""
    try:
        file = _read(path.read_text("utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        file = _Catalog(path.name)
        file.add_problem(
            1, "The language file cannot be read as UTF-8 text.", "Save the file as UTF-8."
        )
    if not file.problems:
        _compare(file, language)
    if file.problems:
        return FoundTranslations(english_translations(), tuple(file.problems))
    base = next((t for t in fallbacks(tag) if t in available_languages()), ENGLISH)
    messages = built_in_messages(base)
    english = messages.keys() - file.messages.keys() if primary_language(tag) != base else ()
    translations = Translations(language, {**messages, **file.messages}, frozenset(english))
    if not english:
        return FoundTranslations(translations)
    missing = Problem(
        position=Position(path.name),
        rule="no-words",
        severity=Severity.NOTE,
        what=f"{len(english)} of {len(messages)} interface texts are not translated. The report "
        "uses the English ones, marked as English.",
        fix=f"Add them: {', '.join(sorted(english)[:_MOST_NAMED])}"
        + (" …" if len(english) > _MOST_NAMED else ""),
    )
    return FoundTranslations(translations, (missing,))


@cache
def built_in_messages(language: str) -> Messages:
    """The messages of a built-in language."""
    name = f"{language}.yaml"
    return _read((CATALOGS / name).read_text("utf-8"), name).messages


def _read(text: str, name: str) -> _Catalog:
    file = _Catalog(name)
    root = parse(text, name, file.problems)
    if root is not None:
        _flatten(root, "", file)
    return file


def _flatten(node: Node, prefix: str, file: _Catalog) -> None:
    """Collect the messages. `page: {title: …}` becomes `page.title`; plural forms stay together."""
    if not isinstance(node, MappingNode):
        file.add_problem(
            node.line, "Expected names with their texts.", "Compare the file with en.yaml."
        )
        return
    for key, value in node.entries:
        name = prefix + key.text
        file.lines[name] = key.line
        if isinstance(value, ScalarNode):
            file.messages[name] = value.text.strip()
        elif (forms := _plural_forms(value)) is not None:
            file.messages[name] = forms
        else:
            _flatten(value, f"{name}.", file)


def _plural_forms(node: Node) -> Mapping[str, str] | None:
    if not isinstance(node, MappingNode):
        return None
    forms = {
        key.text: value.text.strip()
        for key, value in node.entries
        if key.text in _PLURAL and isinstance(value, ScalarNode)
    }
    return forms if "other" in forms and len(forms) == len(node.entries) else None


def _compare(file: _Catalog, language: str) -> None:
    """Report unused and malformed messages of a translation."""
    categories = {"other", *locale_of(language).plural_form.tags}
    wanted = built_in_messages(ENGLISH)
    for name, english in wanted.items():
        if name not in file.messages:
            continue
        for why in _message_faults(file.messages[name], english, categories):
            other = english if isinstance(english, str) else english["other"]
            file.add_problem(file.lines[name], f"“{name}” {why}", f"The English text is: {other}")
    for name in file.messages.keys() - wanted.keys():
        file.add_problem(file.lines[name], f"“{name}” is not used anywhere.", "Delete this text.")


def _message_faults(text: _Message, english: _Message, categories: set[str]) -> Iterator[str]:
    if isinstance(text, str) != isinstance(english, str):
        yield (
            "should have plural forms." if isinstance(text, str) else "should have no plural forms."
        )
    elif isinstance(text, Mapping) and set(text) != categories:
        yield f"must have exactly these plural forms: {', '.join(sorted(categories))}."
    else:
        known = placeholders(english if isinstance(english, str) else english["other"])
        for form in (text,) if isinstance(text, str) else text.values():
            try:
                used = placeholders(form)
            except ValueError as error:
                yield f"has an invalid placeholder: {error}."
                continue
            # A plural form may spell out the number: “one quote”.
            if used - known or known - used - {"count"}:
                yield f"has the placeholders {_names(used)}; it should have {_names(known)}."


def _names(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "nothing"
