"""The JSON Schema of claims.yaml and the loader agree; exceptions are listed here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft7Validator

from factcheck_report.exports.files import exported_files
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.loading import load
from factcheck_report.loading.context import INVALID, FieldType, ReadContext
from factcheck_report.loading.groups import EntriesOf, Field, ListOf, RecordOf
from factcheck_report.loading.json_schema import claims_schema, make_claims_schema
from factcheck_report.loading.schema import ABOUT, SECTIONS
from factcheck_report.loading.values import Reference
from factcheck_report.pages import Pages
from factcheck_report.pipeline import read_report
from factcheck_report.yaml_tree import MappingNode, parse
from tests.loading.other_readers import as_tools_read
from tests.reports import CLAIMS, Folder

GOOD = CLAIMS.format(sha256="a" * 64)
SCHEMA = json.loads(claims_schema())
VALIDATOR = Draft7Validator(SCHEMA)


def schema_accepts(text: str) -> bool:
    return VALIDATOR.is_valid(as_tools_read(text))


def loader_accepts(text: str) -> bool:
    return not load({"claims.yaml": text}).problems


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


# The file in the package


def test_the_shipped_schema_is_the_one_that_the_loader_makes() -> None:
    assert claims_schema() == make_claims_schema(), (
        "python -m factcheck_report.loading.json_schema"
        " > generator/factcheck_report/claims.yaml.schema.json"
    )
    Draft7Validator.check_schema(SCHEMA)


def test_the_schema_is_published_with_the_report_and_shown_in_part(folder: Folder) -> None:
    report = read_report(folder.path).report
    assert report is not None
    assert (
        dict(exported_files(report, english_translations(), None))["claims.yaml.schema.json"]
        == claims_schema()
    )
    [data] = [
        page for page in Pages(report, english_translations(), None) if page.template == "data.html"
    ]
    [shown] = [
        file
        for files in data.view["groups"].values()
        for file in files
        if file.name == "claims.yaml.schema.json"
    ]
    assert len(shown.excerpt) < 2_000


# What editors read in it


def fields(kind: FieldType[Any], name: str) -> Iterator[tuple[str, Field]]:
    if isinstance(kind, ListOf):
        yield from fields(kind.item_type, name)
    elif isinstance(kind, EntriesOf):
        yield from fields(kind.record, name)
    elif isinstance(kind, RecordOf):
        for key, field in kind.fields.items():
            yield f"{name}.{key}", field
            yield from fields(field.type, f"{name}.{key}")


ALL_FIELDS = dict(item for name, kind in SECTIONS.items() for item in fields(kind, name))


def test_every_section_and_field_says_what_it_is_for() -> None:
    assert set(ABOUT) == set(SECTIONS)
    said = {**ABOUT, **{name: field.about for name, field in ALL_FIELDS.items()}}
    for name, about in said.items():
        assert re.fullmatch(r"\S.{9,218}\.", about), f"{name}: {about!r}"


def test_keys_are_known_at_every_level() -> None:
    claim = SCHEMA["properties"]["claims"]["additionalProperties"]
    assert claim["additionalProperties"] is False
    assert {"claim", "verdict", "quotes"} <= set(claim["properties"])
    assert claim["properties"]["quotes"]["items"]["properties"]["stance"] == {
        "description": "Its relation to the claim: supports, refutes, context, or states (the "
        "passage in which the claim is made; it is no evidence).",
        "enum": ["supports", "refutes", "context", "states"],
    }


# Single values: every kind that a field has, against all that YAML may make of a scalar

VALUES = (
    *("", '""', "' '", "~", "null", "true", "False", "no", "on", "yes", "partly"),
    *("0", "1", "5", "007", "-3", "+5", "1.5", "5.0", "1e3", "0x10", "1_000", "12:30:45"),
    *("2022", "'2022'", "2022?", "2022-11", "2022?-11", "2022-11-05", "2022-11-05?", "2022-11-31"),
    *("2022-02-30", "2022-02-29", "2022-13", "2022-1-1", "0000", "0999", "'0999'", "5.11.2022"),
    *("1000", "100000", "101", "'101'", "99999999999999999999", "1" * 65, "'5'", "'05'"),
    *(
        "words",
        "two words",
        "iran-government",
        "Iran-Government",
        "con",
        "index",
        "-a",
        "é",
        "日本",
    ),
    *("en", "pt-BR", "english", "supports", "supportz", "full", "a" * 64, "a" * 65, "0" * 64),
    *("1" * 64, '"' + "1" * 64 + '"', "x" * 301, "'" + "😀" * 300 + "'", "y" * 2_001, "z" * 50_001),
    *('"a\\u200bb"', '"a\\x01b"', '"a\\u202eb"', '"\\ufffd"', '"a\\nb"', '"\\ta"', '"\\u00a0"'),
    *('"e' + "\\u0301" * 6 + '"', '"e' + "\\u0301" * 5 + '"', "|\n  lines\n  of text\n"),
    *("https://example.org", "HTTPS://example.org/a?b#c", "http://[::1]:80/", "https://a b.org"),
    *("https://u:p@example.org", "https://", "https://:80", "ftp://example.org", "example.org"),
    *("javascript:alert(1)", "mailto:a@example.org", "mailto:a", "https://example.org/@a"),
    *(
        "'https://a.org/\"'",
        "https://é.org/é",
        "//example.org",
        "http:/a.org",
        "https://a.org:99999",
    ),
    *("[]", "[a]", "{}", "{a: b}", "['']", "[~]", "[[a]]", "[2022]", "{verdict: a, claim: b}"),
    *("{verdict: ''}", "{verdict: [a]}"),
)
SCHEMA_CANNOT_TELL = {
    # Numbers that are written in another way than in plain digits.
    *(("Number", value) for value in ("007", "+5", "5.0", "0x10", "1e3", "0999", "0000", "0" * 64)),
    ("Date", "1e3"),
    ("AddressOrDate", "1e3"),
    # Numbers between quotation marks that are too large, but no longer than the largest.
    *(("Number", value) for value in ("'101'", "'2022'")),
    # 29 February of years that have none.
    ("Date", "2022-02-29"),
    ("Day", "2022-02-29"),
    ("AddressOrDate", "2022-02-29"),
    # Numbers as ids and tags, which YAML tools give as what they are worth.
    *((kind, value) for kind in ("Pattern", "OwnId") for value in ("+5", "5.0", "1" * 65)),
    *((kind, "False") for kind in ("Pattern", "OwnId")),
    # The number of a port.
    ("Address", "https://a.org:99999"),
    ("AddressOrDate", "https://a.org:99999"),
}
SCHEMA_IS_STRICTER = {
    # To YAML tools these are nothing at all, as is a field left empty.
    *(("PlainText", value) for value in ("~", "null")),
    *((kind, "null") for kind in ("Pattern", "OwnId")),
    # Numbers to YAML tools, in which the 0 is lost; one hash in 10,000,000,000,000 is like that.
    ("Date", "0999"),
    ("AddressOrDate", "0999"),
    *(("Pattern", value) for value in ("0" * 64, "1" * 64)),
    # A colour of digits alone is a number to YAML tools; editors are told to put it in quotes.
    ("Pattern", "100000"),
}


def single(kind: Any) -> Any:
    """The kind itself, or what a list has of it."""
    return single(kind.item_type) if isinstance(kind, ListOf) else kind


SINGLE_KINDS = {
    # Each different kind once, by the name of the last field that is of it.
    name: single(ALL_FIELDS[name].type)
    for name in {
        repr(single(field.type)): name
        for name, field in ALL_FIELDS.items()
        if not isinstance(single(field.type), RecordOf | Reference)
    }.values()
}


@pytest.mark.parametrize("field", SINGLE_KINDS)
def test_schema_and_loader_agree_on_every_kind_of_value(field: str) -> None:
    kind = SINGLE_KINDS[field]
    name = type(kind).__name__
    validator = Draft7Validator(kind.json_schema())
    only_loaded, only_valid = set(), set()
    for value in VALUES:
        text = f"x: {value}\n"
        problems: list[Any] = []
        root = parse(text, "claims.yaml", problems)
        assert isinstance(root, MappingNode), value
        read = kind.read(root.entries[0][1], "x", ReadContext("claims.yaml", text, problems))
        loaded = read is not INVALID and not problems
        valid = validator.is_valid(as_tools_read(text)["x"])
        if valid and not loaded:
            only_valid.add((name, value))
        if loaded and not valid:
            only_loaded.add((name, value))
    assert only_loaded <= SCHEMA_IS_STRICTER, only_loaded - SCHEMA_IS_STRICTER
    assert only_valid <= SCHEMA_CANNOT_TELL, only_valid - SCHEMA_CANNOT_TELL


def test_references_are_ids() -> None:
    """The loader reads any text there and then looks for the entry, whose id has a form."""
    for new in ("No-Drones", "a b", "con", "''", "", "[a]"):
        text = changed("    verdict: disputed\n", f"    verdict: {new}\n")
        assert not schema_accepts(text) and not loader_accepts(text), new
    for id in ("true", "2022", "no", "a-b"):
        text = GOOD.replace("  disputed:\n", f"  {id}:\n").replace(": disputed", f": {id}")
        assert schema_accepts(text) and loader_accepts(text), id


# Whole files


def with_section(lines: str) -> tuple[str, str]:
    return "\norigins:", f"\n{lines}\n\norigins:"


def corrected(correction: str) -> tuple[str, str]:
    return "    quotes:\n", f"    corrections: [{correction}]\n    quotes:\n"


RIGHT = (
    ("report:\n", "# a comment\nreport:\n"),
    ("  title: Who sent what\n", "  title: 2022\n"),
    ("  title: Who sent what\n", "  title: true\n"),
    ("label: Disputed", "label: False"),
    ("tone: mixed\n", "tone: mixed\n    rating: 3\n"),
    ("tone: mixed\n", "tone: mixed\n    rating: '3'\n"),
    ("    claimants: [minister]\n", "    stated: 2022\n    tags: [2022, drones]\n"),
    ("    verdict: disputed\n", "    verdict: disputed\n    stated: 2022-11-05\n    related: []\n"),
    ("claimants: [minister]", "claimants:\n      - minister"),
    ("name: The minister", "name: 日本"),
    corrected("{date: 2022-12-01, kind: update, note: a, was: {verdict: b}}"),
    with_section("removed: {old-one: {date: 2022-12-01, note: a, now: no-drones-sent}}"),
)


@pytest.mark.parametrize(("old", "new"), RIGHT)
def test_schema_and_loader_accept_valid_reports(old: str, new: str) -> None:
    text = changed(old, new)
    assert load({"claims.yaml": text}).problems == ()
    assert [error.message for error in VALIDATOR.iter_errors(as_tools_read(text))] == []


WRONG = (
    ("report:\n", "reports:\n"),
    ("report:\n", "report:\n  titel: a\n"),
    ("  title: Who sent what\n", ""),
    ("  title: Who sent what\n", "  title:\n"),
    ("  title: Who sent what\n", "  title: [a, b]\n"),
    ("  title: Who sent what\n", "  title: {a: b}\n"),
    ("  title: Who sent what\n", f"  title: {'x' * 301}\n"),
    ("  title: Who sent what\n", '  title: "a\\u200bb"\n'),
    ("  title: Who sent what\n", '  title: "a\\x07b"\n'),
    ("  summary: One document was read.\n", "  summary: a\n  language: English\n"),
    ("  summary: One document was read.\n", "  summary: a\n  report_errors: me@example.org\n"),
    ("  summary: One document was read.\n", "  summary: a\n  publisher: The Press\n"),
    ("  summary: One document was read.\n", "  summary: a\n  publisher: {url: https://a.org}\n"),
    ("  summary: One document was read.\n", "  summary: a\n  key_claims: no-drones-sent\n"),
    ("    sha256: " + "a" * 64, "    sha256: " + "g" * 64),
    ("    title: Drones and denials\n", "    title: a\n    display: some\n"),
    ("    title: Drones and denials\n", "    title: a\n    published: last year\n"),
    ("    title: Drones and denials\n", "    title: a\n    url: www.example.org\n"),
    ("    title: Drones and denials\n", "    title: a\n    url: javascript:alert(1)\n"),
    ("  gazette:\n", "  Gazette:\n"),
    ("  gazette:\n", "  con:\n"),
    ("\norigins:", "\norigins: []\nold_origins:"),
    ("  ministry: {name: The ministry, kind: government}", "  ministry: The ministry"),
    ("  ministry: {name: The ministry, kind: government}", "  ministry:"),
    ("  ministry: {name: The ministry, kind: government}", "  ministry: {name: a, kind: state}"),
    ("tone: mixed", "tone: blue"),
    ("tone: mixed\n", "tone: mixed\n    rating: high\n"),
    ("tone: mixed\n", "tone: mixed\n    rating: 101\n"),
    ("tone: mixed\n", "tone: mixed\n    rating: 2.5\n"),
    ("{supporting_origins: 1, refuting_origins: 1}", "{supporting: 1}"),
    ("{supporting_origins: 1, refuting_origins: 1}", "{supporting_origins: -1}"),
    ("    claimants: [minister]\n", "    claimants: minister\n"),
    ("    claimants: [minister]\n", "    claimants: [{name: The minister}]\n"),
    ("    verdict: disputed\n", "    verdict: disputed\n    tags: [Two Words]\n"),
    ("    verdict: disputed\n", ""),
    ("        wording: paraphrased\n        origin: ministry\n", "        wording: whispered\n"),
    ("        wording: paraphrased\n        origin: ministry\n", ""),
    ("        stance: supports\n", "        stance: support\n"),
    ("        stance: supports\n", ""),
    ("    quotes:\n", "    quotes: []\n    quote:\n"),
    corrected("{date: 2022-11-31, kind: update, note: a}"),
    corrected("{date: 2022, kind: edit, note: a}"),
    corrected("{date: 2022, kind: update, note: a, was: {x: y}}"),
    with_section("timeline: [{when: 2022-11-05, event: a}]"),
    with_section("timeline: {when: 2022}"),
    with_section("disagreements: [{about: a, compatible: maybe, note: b, quotes: []}]"),
    with_section("removed: {old-one: {note: It was wrong.}}"),
    with_section("extra: 1"),
)


@pytest.mark.parametrize(("old", "new"), WRONG)
def test_schema_and_loader_refuse_invalid_reports(old: str, new: str) -> None:
    text = changed(old, new)
    assert not loader_accepts(text)
    assert not schema_accepts(text)


@pytest.mark.parametrize("text", ["", "[]", "a", "- report", "claims:\n", "claims: []\n"])
def test_schema_and_loader_refuse_other_documents(text: str) -> None:
    assert not loader_accepts(text)
    assert not text or not schema_accepts(text)


ONLY_THE_LOADER_SEES: Mapping[str, tuple[str, str]] = {
    "an id that does not exist": ("    verdict: disputed\n", "    verdict: unproven\n"),
    "an id of another section": ("    claimants: [minister]\n", "    claimants: [ministry]\n"),
    "a field that stands twice": ("  title: Who sent what\n", "  title: a\n  title: b\n"),
    "an id that stands twice": (
        "  other-side: {name: The other side, kind: government}",
        "  other-side: {name: a, kind: person}\n  other-side: {name: b, kind: person}",
    ),
    "a section that is missing, as it may stand in another file": (
        GOOD[GOOD.index("claims:\n") :],
        "",
    ),
    "an anchor": ("label: Disputed", "label: &a Disputed"),
    "a type": ("label: Disputed", "label: !!str Disputed"),
    "a text cut by a comment": ("label: Disputed", "label: Disputed #1"),
    "a word of Latin and Cyrillic letters": ("label: Disputed", "label: Disput\u0435d"),
    "29 February": (
        "    verdict: disputed\n",
        "    verdict: disputed\n    reviewed: 2022-02-29\n",
    ),
    "a number that is not in plain digits": ("tone: mixed\n", "tone: mixed\n    rating: 0x5\n"),
    "a port that no computer has": (
        "    title: Drones and denials\n",
        "    title: a\n    url: https://example.org:99999/\n",
    ),
    "a claim that is removed and still stands": (
        "\norigins:",
        "\nremoved:\n  no-drones-sent: {date: 2022-12-01, note: a}\n\norigins:",
    ),
}


@pytest.mark.parametrize("what", ONLY_THE_LOADER_SEES)
def test_the_loader_checks_what_json_schema_cannot_express(what: str) -> None:
    text = changed(*ONLY_THE_LOADER_SEES[what])
    assert not loader_accepts(text)
    assert schema_accepts(text)


@pytest.mark.parametrize("text", ["null", "~"])
def test_a_text_that_yaml_takes_for_nothing_needs_quotation_marks_in_editors(text: str) -> None:
    assert loader_accepts(changed("label: Disputed", f"label: {text}"))
    assert not schema_accepts(changed("label: Disputed", f"label: {text}"))
    assert schema_accepts(changed("label: Disputed", f"label: '{text}'"))
