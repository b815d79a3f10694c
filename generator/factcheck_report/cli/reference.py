"""Generates docs/reference.md: `python -m factcheck_report.cli.reference > docs/reference.md`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from factcheck_report.cli import SUMMARIES, main
from factcheck_report.documents import files, reading
from factcheck_report.documents.importing import limits
from factcheck_report.loading.json_schema import make_claims_schema
from factcheck_report.site.options import OPTIONS
from factcheck_report.site.processes import MOST_JOBS, VARIABLE
from factcheck_report.yaml_tree import parsing

_HEAD = """\
---
hide: [navigation]
description: Every setting of a report, every field of claims.yaml and every option of the commands.
---

# Settings, fields and options

This page is made from the code. It lists what you can set, with the default where there is one. An
option or field that is not listed is a problem, and its message suggests the nearest name.

## Settings in mkdocs.yml

Options of the plugin `factcheck`, under `plugins:`.

"""
_OWN_FILES = (
    (
        "`overrides/factcheck/NAME.html`",
        "Replaces the template NAME of the report's pages. Set `custom_dir: overrides` under "
        "`theme`.",
    ),
    (
        "`overrides/factcheck/languages/TAG.yaml`",
        "Interface texts in the language TAG. Write only those that you change; the others stay.",
    ),
    ("`overrides/partials/…`", "Replaces a template of Material."),
    ("`docs/*.md`", "Your own pages."),
)
_ENVIRONMENT = (
    ("`SITE_URL`", 'The address of the site, if mkdocs.yml says `site_url: !ENV [SITE_URL, ""]`.'),
    (
        "`SOURCE_DATE_EPOCH`",
        "The date of the build, in seconds since 1970. The same value gives the same bytes. "
        "Without it, a build takes the present day, in UTC. Claims with a later `publish_from` are "
        "left out.",
    ),
    ("`XDG_CACHE_HOME`", "The folder that contains the build cache. Default: `~/.cache`."),
    (
        f"`{VARIABLE}`",
        "The number of processes that make pages and pictures at the same time. It takes "
        "precedence over the plugin's option `jobs`.",
    ),
    ("`NO_COLOR`", "Prints problems without colours."),
)
_FIELDS = """\

## Fields of claims.yaml

A field in **bold** is required. Ids have lower-case letters a–z, digits and hyphens.
"""
_LIMITS_HEAD = """
## Limits

A build stays within these, so that its time and memory are bounded. What is larger is refused: the
problem names the limit and says what to do.

"""
_COMMANDS = """\

## Options of the commands
"""


def reference() -> str:
    """The page, as Markdown."""
    return "".join(
        (
            _HEAD,
            *_settings(),
            _FIELDS,
            *_fields(),
            *_limits(),
            _COMMANDS,
            *_commands(),
        )
    )


def _settings() -> Iterator[str]:
    options = ((f"`{item.name}`", _default(item.default), item.about) for item in OPTIONS)
    yield from _table(("option", "default", "does"), options)
    yield "\nFiles that change the site:\n\n"
    yield from _table(("file", "does"), _OWN_FILES)
    yield "\nEnvironment variables:\n\n"
    yield from _table(("variable", "does"), _ENVIRONMENT)


def _limits() -> Iterator[str]:
    rows = (
        ("claims files, all together", _megabytes(files.LARGEST_CLAIMS_FILE)),
        ("number of claims files", f"{reading.MOST_CLAIMS_FILES:,}"),
        ("texts, lists and groups in a claims file", f"{parsing.MAX_NODES:,}"),
        ("levels of nesting in a claims file", str(parsing.MAX_DEPTH)),
        ("text of a document", _megabytes(files.LARGEST_SOURCE)),
        ("lines of a document", f"{reading.MOST_LINES:,}"),
        ("one line of a document", f"{reading.LONGEST_LINE:,} characters"),
        ("number of documents", f"{reading.MOST_DOCUMENTS:,}"),
        ("texts of all documents together", _megabytes(reading.LARGEST_DOCUMENTS)),
        ("original of a document", _megabytes(files.LARGEST_ORIGINAL)),
        ("pages of a PDF for `factcheck add`", f"{limits.MAX_PAGES:,}"),
        ("tags of a web page for `factcheck add`", f"{limits.MAX_TAGS:,}"),
        (
            "taking the text out of a document",
            f"{limits.MAX_SECONDS} seconds of processor time, {_megabytes(limits.MAX_MEMORY)} of "
            "memory",
        ),
        ("processes", str(MOST_JOBS)),
    )
    yield _LIMITS_HEAD
    yield from _table(("what", "at most"), rows)
    yield "\nThe tables of fields above say how long each text may be.\n"


def _megabytes(number: int) -> str:
    return f"{number // 1024 // 1024:,} MB"


def _default(value: str) -> str:
    return value if " " in value else f"`{value}`"


def _fields() -> Iterator[str]:
    schema = json.loads(make_claims_schema())
    for section, kind in schema["properties"].items():
        yield f"\n### `{section}:`\n\n{kind['description']}\n"
        entry = kind.get("items") or kind.get("additionalProperties") or kind
        yield from _entry(entry, "")


def _entry(entry: Mapping[str, Any], prefix: str) -> Iterator[str]:
    """A table of the fields of an entry, then the tables of its groups and lists of groups."""
    required = entry.get("required", ())
    yield "\n" + f"Fields of `{prefix.rstrip('.')}`:\n\n" if prefix else "\n"
    rows = (
        (
            f"**`{name}`**" if name in required else f"`{name}`",
            _takes(field),
            field.get("description", ""),
        )
        for name, field in entry["properties"].items()
    )
    yield from _table(("field", "takes", "says"), rows)
    for name, field in entry["properties"].items():
        if (group := _group_in(field)) is not None:
            yield from _entry(group, f"{prefix}{name}.")


def _group_in(field: Mapping[str, Any]) -> Mapping[str, Any] | None:
    for candidate in (field, field.get("items"), *field.get("anyOf", ())):
        if isinstance(candidate, dict) and candidate.get("properties"):
            return candidate
    return None


def _takes(field: Mapping[str, Any]) -> str:
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(map(_takes, field["anyOf"])))
    kind = field.get("type")
    if kind == "array":
        return "a list"
    if kind == "object":
        return "a group of fields"
    if kind == "integer":
        return "a number"
    longest = field.get("maxLength")
    return f"a text of up to {longest:,} characters" if longest else "a text"


def _commands() -> Iterator[str]:
    assert isinstance(main, click.Group)  # noqa: S101 - for the type checker
    context = click.Context(main)
    for name, summary in SUMMARIES.items():
        command = main.get_command(context, name)
        assert command is not None  # noqa: S101 - each summary has its command
        yield f"\n### `factcheck {name}`\n\n{summary}\n\n"
        options = [item for item in command.params if isinstance(item, click.Option)]
        rows = ((_names(item), _values(item), item.help or "") for item in options)
        if options:
            yield from _table(("option", "takes", "does"), rows)


def _names(option: click.Option) -> str:
    return ", ".join(f"`{name}`" for name in option.opts)


def _values(option: click.Option) -> str:
    if option.is_flag:
        return "nothing"
    if isinstance(option.type, click.Choice):
        return ", ".join(f"`{choice}`" for choice in option.type.choices)
    shown = f" (default: `{option.default}`)" if option.show_default else ""
    return f"{option.type.name}{shown}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield "|" + "---|" * len(head) + "\n"
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    texts = (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(texts)} |\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
