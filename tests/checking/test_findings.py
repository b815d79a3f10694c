"""Errors, warnings and notes in commands, builds and every output format."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.reports import SOURCE, Folder, sha256

SHORT = """\
      - text: in summer
        source: gazette
        stance: context
        wording: document
"""
"""A quote of which the rule short-quote warns, where a report asks for it."""
ACCEPTED = "        accept: {short-quote: The dispute is about the season.}\n"
TWICE = """\
    quotes:
      - text: dozens of drones had been sent in summer
        source: gazette
        wording: paraphrased
        speaker: A spokesman of the other side
      - text: dozens of drones had been sent in summer
        source: gazette
        wording: paraphrased
        speaker: A spokesman of the other side
"""
EVENT = "timeline:\n  - when: 2022\n    event: Drones were sent.\n" + TWICE
DISAGREEMENT = (
    "disagreements:\n  - about: When it was\n    compatible: partly\n    note: It differs.\n"
    + TWICE
)


def set_rules(folder: Folder, rules: str) -> None:
    folder.replace("claims.yaml", "  summary: One", f"  rules: {{{rules}}}\n  summary: One")


def add(folder: Folder, text: str) -> None:
    folder.write("claims.yaml", folder.read("claims.yaml") + text)


def check(folder: Folder, *options: str) -> subprocess.CompletedProcess[str]:
    done = folder.factcheck("check", *options)
    assert "Traceback" not in done.stderr
    return done


def problems(folder: Folder, *options: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(check(folder, "--format", "json", *options).stdout)
    return found


def rules(folder: Folder) -> list[str]:
    return [str(item["rule"]) for item in problems(folder)]


def warn_of_short_quotes(folder: Folder, quote: str = SHORT) -> None:
    set_rules(folder, "short-quote: warning")
    add(folder, quote)


# Accepted warnings


def test_an_accepted_warning_no_longer_stops_publishing(folder: Folder) -> None:
    warn_of_short_quotes(folder)
    refused = folder.factcheck("build")
    assert refused.returncode == 1
    assert "The site was not built: 1 warning." in refused.stderr
    assert "accept it with a reason" in refused.stderr
    assert not (folder.path / "site").exists()
    assert folder.build().returncode == 1

    add(folder, ACCEPTED)
    built = folder.factcheck("build")
    assert built.returncode == 0, built.stderr
    assert folder.build().returncode == 0


def test_the_check_says_what_was_accepted_and_what_is_left(folder: Folder) -> None:
    warn_of_short_quotes(folder)
    left = check(folder)
    assert left.returncode == 0
    assert "accepted." not in left.stdout
    assert "1 warning. Fix it, or accept it with a reason" in left.stdout

    add(folder, ACCEPTED)
    done = check(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 warning accepted." in done.stdout
    assert "can be published" not in done.stdout
    assert problems(folder) == []
    assert "0: no errors" in check(folder, "--help").stdout


def test_a_warning_is_accepted_on_a_claim(folder: Folder) -> None:
    folder.replace("claims.yaml", "verdict: disputed", "stated: 2022?-11\n    verdict: disputed")
    set_rules(folder, "inferred-date: warning")
    [found] = problems(folder)
    assert found["severity"] == "warning"
    assert str(found["entry"]) == "claim no-drones-sent"

    reason = f"    accept:\n      {found['rule']}: The newspaper is of that year.\n"
    folder.replace("claims.yaml", "    summary: The minister", f"{reason}    summary: The minister")
    assert problems(folder) == []


def test_a_warning_is_accepted_on_a_source(folder: Folder) -> None:
    set_rules(folder, "unused-source: warning")
    folder.write("seeds/leaflet.txt", "Come on Sunday.\n")
    pin = sha256("Come on Sunday.\n")
    leaflet = f"  leaflet:\n    file: seeds/leaflet.txt\n    sha256: {pin}\n    title: A leaflet\n"
    folder.replace("claims.yaml", "\norigins:", f"{leaflet}\norigins:")
    assert rules(folder) == ["unused-source"]
    folder.replace(
        "claims.yaml",
        "    title: A leaflet\n",
        "    title: A leaflet\n    accept: {unused-source: It was read.}\n",
    )
    assert rules(folder) == []


@pytest.mark.parametrize("section", [EVENT, DISAGREEMENT])
def test_a_warning_is_accepted_on_any_quote(folder: Folder, section: str) -> None:
    set_rules(folder, "repeated-quote: warning")
    add(folder, section)
    [found] = problems(folder)
    assert (found["rule"], found["severity"]) == ("repeated-quote", "warning")
    add(folder, "        accept: {repeated-quote: It is the same.}\n")
    assert rules(folder) == []


def test_an_unused_acceptance_names_the_entries_with_that_warning(folder: Folder) -> None:
    warn_of_short_quotes(folder)
    folder.replace(
        "claims.yaml", "        origin: ministry\n", "        origin: ministry\n" + ACCEPTED
    )
    unused, short = problems(folder)
    assert (unused["rule"], unused["severity"]) == ("unused-acceptance", "warning")
    assert unused["entry"] == "claim no-drones-sent, quote 1"
    assert "claim no-drones-sent, quote 3" in str(unused["fix"])
    assert short["rule"] == "short-quote"
    line = folder.read("claims.yaml").splitlines()[int(str(unused["line"])) - 1]
    assert line[int(str(unused["column"])) - 1 :].startswith("short-quote:")


@pytest.mark.parametrize(
    ("accept", "rule", "words"),
    [
        ("{short-qoute: It is known.}", "unknown-rule", "Did you mean “short-quote”?"),
        ("{pin: It is known.}", "not-acceptable", "cannot be accepted"),
        ("{drift: It is known.}", "not-acceptable", "cannot be accepted"),
        ("{verdict-thresholds: It is known.}", "not-acceptable", "cannot be accepted"),
    ],
)
def test_only_warnings_can_be_accepted(folder: Folder, accept: str, rule: str, words: str) -> None:
    folder.replace("claims.yaml", "    summary: The", f"    accept: {accept}\n    summary: The")
    [found] = problems(folder)
    assert found["rule"] == rule
    assert words in f"{found['what']} {found['fix']}"
    assert check(folder).returncode == 1


def test_errors_cannot_be_accepted(folder: Folder) -> None:
    set_rules(folder, "short-quote: error")
    add(folder, SHORT + ACCEPTED)
    assert sorted(rules(folder)) == ["not-acceptable", "short-quote"]


# Notes


@pytest.mark.parametrize("level", ["note", "warning", "error"])
def test_a_report_sets_the_level_of_a_rule(folder: Folder, level: str) -> None:
    set_rules(folder, f"short-quote: {level}")
    add(folder, SHORT)
    [found] = problems(folder)
    assert found["severity"] == level
    assert check(folder).returncode == (1 if level == "error" else 0)
    assert f": {level}: " in check(folder).stdout
    github = check(folder, "--format", "github").stdout
    assert github.startswith("::notice " if level == "note" else f"::{level} ")
    sarif = json.loads(check(folder, "--format", "sarif").stdout)
    assert [item["level"] for item in sarif["runs"][0]["results"]] == [level]
    built = folder.factcheck("build")
    assert built.returncode == (0 if level == "note" else 1)
    assert "[short-quote]" in built.stdout + built.stderr
    assert folder.build().returncode == built.returncode


def test_a_build_prints_notes_and_succeeds(folder: Folder) -> None:
    set_rules(folder, "short-quote: note")
    add(folder, SHORT)
    built = folder.build()
    assert built.returncode == 0
    assert re.search(r"^INFO +- +claims\.yaml:\d+:\d+: note: ", built.stderr, re.MULTILINE)
    assert "WARNING" not in built.stderr


@pytest.mark.parametrize(
    ("setting", "noted"),
    [
        ("", True),
        pytest.param('site_url: ""', True, marks=pytest.mark.long),
        pytest.param("site_url:", True, marks=pytest.mark.long),
        pytest.param("site_url: !ENV NOWHERE_SET", True, marks=pytest.mark.long),
        ('site_url: !ENV [NOWHERE_SET, ""]', True),
        ("site_url: !ENV [NOWHERE_SET, 'https://example.org/']", False),
        ("site_url: !ENV [NOWHERE_SET, LANG_OF_TESTS, '']", False),
        ("site_url: https://example.org/", False),
        ("INHERIT: base.yml", False),
        ("INHERIT: nowhere.yml", True),
        ("hooks: !!python/name:os.path\nextra: !anything [x]", True),
    ],
)
def test_a_missing_site_address_is_noted(
    folder: Folder, setting: str, noted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG_OF_TESTS", "https://example.org/")
    folder.write("base.yml", "site_url: https://example.org/\n")
    folder.replace("mkdocs.yml", "site_url: https://example.org/", setting)
    done = check(folder)
    assert done.returncode == 0
    assert ("[no-site-url]" in done.stdout) == noted
    if "nowhere" not in setting and "hooks" not in setting:
        built = folder.build()
        assert built.returncode == 0, built.stderr
        assert ("[no-site-url]" in built.stderr) == noted


def test_a_build_says_that_the_site_address_is_missing(folder: Folder) -> None:
    assert "[no-site-url]" not in folder.factcheck("build").stdout
    folder.replace("mkdocs.yml", "site_url: https://example.org/", "")
    assert "[no-site-url]" in folder.factcheck("build").stdout


@pytest.mark.parametrize("content", ["[" * 5_000, "a: &a [*a]", "\x00", "- a", "site_url: [a]"])
def test_a_broken_mkdocs_yml_does_not_stop_the_check(folder: Folder, content: str) -> None:
    folder.write("mkdocs.yml", content)
    assert check(folder).returncode == 0


def test_the_check_reads_the_same_files_as_the_build(folder: Folder) -> None:
    (folder.path / "claims.yaml").rename(folder.path / "facts.yaml")
    folder.replace("mkdocs.yml", "  - factcheck\n", "  - factcheck:\n      claims: facts.yaml\n")
    done = check(folder)
    assert done.returncode == 0
    assert "Using facts.yaml" in done.stderr
    folder.write("other.yaml", folder.read("facts.yaml").replace("stance: supports", "stance: x"))
    named = check(folder, "--claims", "other.yaml")
    assert named.returncode == 1
    assert "other.yaml:" in named.stdout
    assert "facts.yaml" not in named.stderr


# Many problems


def with_unpinned(folder: Folder, number: int) -> None:
    sources = "".join(
        f"  leaflet-{each}:\n    file: seeds/leaflet-{each}.txt\n    title: A leaflet\n"
        for each in range(number)
    )
    for each in range(number):
        folder.write(f"seeds/leaflet-{each}.txt", f"Leaflet {each}.\n")
    folder.replace("claims.yaml", "\norigins:", f"{sources}\norigins:")


def test_unpinned_sources_are_one_problem(folder: Folder) -> None:
    with_unpinned(folder, 120)
    folder.replace("claims.yaml", "had been sent in summer.", "had been sent in winter.")
    found = problems(folder)
    assert sorted(str(item["rule"]) for item in found) == ["pin", "quote-not-found"]
    [pin] = [item for item in found if item["rule"] == "pin"]
    assert "120 sources are not pinned: leaflet-0, leaflet-1, " in str(pin["what"])
    assert " and 115 more" in str(pin["what"])
    assert str(pin["fix"]).endswith("factcheck pin")
    shown = check(folder).stdout
    assert "[pin]" in shown and "[quote-not-found]" in shown


def test_the_fix_of_unpinned_sources_fixes_them(folder: Folder) -> None:
    with_unpinned(folder, 3)
    [found] = problems(folder)
    command = str(found["fix"]).partition("factcheck ")[2].split()
    assert command == ["pin", "leaflet-0", "leaflet-1", "leaflet-2"]
    assert folder.factcheck(*command, "--yes").returncode == 0
    assert problems(folder) == []


def wrong_in_many_ways(folder: Folder) -> None:
    """A hundred and thirty times one error, a few of others, two warnings and a note."""
    set_rules(folder, "short-quote: warning")
    folder.replace("mkdocs.yml", "site_url: https://example.org/\n", "")
    entries = "".join(
        f"  claim-{number}:\n    claim: Number {number}.\n    verdict: nowhere\n"
        "    summary: None.\n    quotes:\n"
        "      - {text: A spokesman of the other side, source: gazette, stance: context, "
        "wording: document}\n"
        for number in range(130)
    )
    add(folder, SHORT + SHORT + entries.replace("summary: None.", "summary: None.", 1))
    add(folder, "  last:\n    claim: The last.\n    stated: yesterday\n")


def counted(head: str) -> dict[str, int]:
    return {
        word.rstrip("s"): int(number.replace(",", ""))
        for number, word in re.findall(r"([\d,]+) (errors?|warnings?|notes?)", head)
    }


def test_the_first_problem_of_every_rule_is_printed_and_the_counts_add_up(folder: Folder) -> None:
    wrong_in_many_ways(folder)
    every = problems(folder)
    text = check(folder).stdout
    head, _, rest = text.partition("\n\n")
    total = int(re.match(r"([\d,]+) problems: ", head)[1])  # type: ignore[index]
    assert total == len(every) > 130
    assert sum(counted(head.splitlines()[0]).values()) == total
    by_rule = re.findall(r"^ +([\d,]+) (\w+) +\[([a-z-]+)\]$", head, re.MULTILINE)
    assert sum(int(number) for number, _, _ in by_rule) == total
    assert {rule for _, _, rule in by_rule} == {item["rule"] for item in every}

    printed = re.findall(r"^ {4}Fix: .*\[([a-z-]+)\]$", rest, re.MULTILINE)
    assert set(printed) == {item["rule"] for item in every}
    places = [
        (file, int(line))
        for file, line in re.findall(r"^(\S+?):(\d+):\d+: (?:error|warning|note):", rest, re.M)
    ]
    assert places == sorted(places) and len(places) == len(printed)
    end = re.search(r"(\d+) problems shown, ([\d,]+) not shown", rest)
    assert end and (int(end[1]), int(end[1]) + int(end[2])) == (len(printed), total)
    left = re.findall(r"^ +([\d,]+) \w+ +\[[a-z-]+\]$", rest, re.MULTILINE)
    assert sum(int(number) for number in left) == int(end[2])


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_formats_for_programs_list_every_problem(folder: Folder, form: str) -> None:
    wrong_in_many_ways(folder)
    every = problems(folder)
    printed = check(folder, "--format", form).stdout
    if form == "github":
        assert len(printed.strip().splitlines()) == len(every)
    else:
        assert len(json.loads(printed)["runs"][0]["results"]) == len(every)


def test_few_problems_are_printed_without_a_count(folder: Folder) -> None:
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    assert check(folder).stdout.startswith("claims.yaml:")


# Why a build refuses


def test_a_build_says_why_it_refuses(folder: Folder) -> None:
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    refused = folder.factcheck("build")
    assert "The site was not built: 1 error. Fix it before the report can" in refused.stderr
    folder.replace("claims.yaml", "tone: blue", "tone: mixed")
    folder.write("docs/own.md", "# Own\n\n[dead](nowhere.md)\n")
    refused = folder.factcheck("build")
    assert refused.returncode == 1
    assert "nowhere.md" in refused.stderr
    assert "The site was not built: MkDocs found" in refused.stderr


def test_a_build_names_a_changed_document_as_the_reason(folder: Folder) -> None:
    folder.write("seeds/gazette.txt", SOURCE + "One line more.\n")
    refused = folder.factcheck("build")
    assert refused.returncode == 1
    assert "The site was not built: 1 warning." in refused.stderr


def test_messages_say_fix_and_not_mend(folder: Folder) -> None:
    wrong_in_many_ways(folder)
    for form in ("text", "github", "sarif"):
        printed = check(folder, "--format", form)
        assert not re.search(r"\bmend", printed.stdout + printed.stderr, re.IGNORECASE)
