"""A source changed: what `factcheck check` and `factcheck pin` report for each of its quotes."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import textwrap

import pytest

from tests.reports import SOURCE, Folder, environment, sha256

BRIDGE = "The office said the bridge was safe."
BEFORE = f"{BRIDGE} It was opened in May.\n\n{SOURCE}"
QUOTES = """\
      - {text: the bridge was safe, source: gazette, stance: context, wording: document}
"""
ALTERED = BEFORE.replace("The office said", "Nobody believes")
NAME = "claim no-drones-sent, quote 3"


@pytest.fixture
def repository(folder: Folder) -> Folder:
    """A report in which a third quote says that the bridge was safe, pinned and committed."""
    folder.write_source(BEFORE)
    folder.write("claims.yaml", folder.read("claims.yaml") + QUOTES)
    folder.git("init", "-q")
    folder.commit()
    return folder


def told(folder: Folder) -> tuple[str, str]:
    """What either command says of the changed document, spaced by single spaces."""
    check = folder.factcheck("check").stdout
    drift = [part for part in check.split("\n\n") if "[drift]" in part]
    pin = folder.factcheck("pin").stdout
    return " ".join("".join(drift).split()), " ".join(pin.split())


def is_pinned(folder: Folder, text: str) -> bool:
    return sha256(text) in folder.read("claims.yaml")


STATUSES = {
    "Unchanged quotes": BEFORE + "One line more.\n",
    "Moved": f"A new head.\n\n{BEFORE}",
    "Altered": ALTERED,
    "Ambiguous": f"{BEFORE}\nThey repeated that the bridge was safe.\n",
    "Not found": BEFORE.replace("was safe", "was quite safe"),
}


@pytest.mark.parametrize("status", STATUSES)
def test_both_commands_give_a_quote_the_same_status(repository: Folder, status: str) -> None:
    repository.write("seeds/gazette.txt", STATUSES[status])
    for said in told(repository):
        listed = said.partition(f"{status} (")[2]
        assert listed, said
        before = listed.partition(NAME)[0]
        assert not [other for other in STATUSES if f"{other} (" in before], said


def test_words_in_another_sentence_are_altered_and_both_places_are_shown(
    repository: Folder,
) -> None:
    moved = BEFORE.replace(BRIDGE, "") + "\nNobody believes the bridge was safe.\n"
    repository.write("seeds/gazette.txt", moved)
    line = moved.splitlines().index("Nobody believes the bridge was safe.") + 1
    for said in told(repository):
        assert f"before, line 1: “{BRIDGE}”" in said
        assert f"now, line {line}: “Nobody believes the bridge was safe.”" in said
        assert "Moved (" in said
        assert said.count(NAME) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BRIDGE, "The office said the bridge was safe, which was a lie."),
        (BRIDGE, "If the office said the bridge was safe."),
        (BRIDGE, "The office said the bridge was safe?"),
        (f"{BRIDGE} It was", "The office said the bridge was safe it was"),
    ],
)
def test_a_sentence_that_changed_on_either_side_is_altered(
    repository: Folder, old: str, new: str
) -> None:
    repository.write("seeds/gazette.txt", BEFORE.replace(old, new))
    for said in told(repository):
        assert "Altered (1)" in said


LONG = (
    "The minister of the interior, who had come from the capital on Tuesday, said that the bridge "
    "was “not safe”. Engineers of the City Council – among them Dr. Ann Smith – wrote that Mr. "
    "Jones had seen the cracks in May. Nobody answered them… The Council then met Again."
)


TITLE = "Cracks in the harbour bridge divide the city"
SAME_WORDS = {
    # As short lines the title seems to go on in the first sentence.
    "wrapped": f"{TITLE}\n{textwrap.fill(LONG, 46)}",
    "indented": textwrap.fill(LONG, 63, initial_indent="  ", subsequent_indent="    "),
    "spaced": f"{TITLE}\n{LONG}".replace(" ", "  "),
    "no-break spaces": f"{TITLE}\n{LONG}".replace(" ", "\u00a0"),
    "typed": LONG.translate({0x201C: '"', 0x201D: '"', 0x2026: "...", 0x2013: "-"}),
    "elsewhere": f"Another title\n\n{textwrap.fill(LONG, 50)}\n\nAnd so.",
}


@pytest.mark.parametrize("change", SAME_WORDS)
def test_spacing_typography_and_line_ends_alter_nothing(folder: Folder, change: str) -> None:
    quotes = [
        *("had come from the capital", '"not safe"', "wrote that Mr. Jones had seen"),
        *("seen the cracks […] then met Again", "Nobody answered them"),
    ]
    listed = "".join(
        f"      - {{text: '{quote}', source: gazette, stance: context, wording: document}}\n"
        for quote in quotes
    )
    folder.write("claims.yaml", folder.read("claims.yaml").partition("      - text:")[0] + listed)
    folder.write_source(f"{TITLE}\n{LONG}\n")
    folder.git("init", "-q")
    folder.commit()
    folder.write("seeds/gazette.txt", SAME_WORDS[change] + "\n")
    for said in told(folder):
        assert "Altered" not in said
        assert "Not found" not in said
        assert ("Moved (5)" in said) or ("Unchanged quotes (" in said), said


def test_each_piece_of_a_quote_has_a_sentence(repository: Folder) -> None:
    repository.write(
        "claims.yaml",
        repository.read("claims.yaml").replace(
            "the bridge was safe", "'the bridge was safe […] opened in May'"
        ),
    )
    repository.commit()
    repository.write("seeds/gazette.txt", BEFORE.replace("It was opened", "It was never opened"))
    assert "Not found" not in told(repository)[0]
    for said in told(repository):
        assert f"“{BRIDGE} […] It was opened in May.”" in said
        assert f"“{BRIDGE} […] It was never opened in May.”" in said


def test_a_very_long_sentence_is_shown_around_its_change(repository: Folder) -> None:
    long = BEFORE.replace("The office", f"{'Word and ' * 120}the office")
    repository.write_source(long)
    repository.commit()
    repository.write("seeds/gazette.txt", long.replace("the office said", "nobody said"))
    for said in told(repository):
        assert "Word and the office said the bridge" in said
        assert "Word and nobody said the bridge" in said
    assert len(told(repository)[0]) < 2_000


def test_without_the_earlier_file_both_commands_say_that_the_earlier_sentence_is_unknown(
    folder: Folder,
) -> None:
    folder.write_source(BEFORE)
    folder.write("claims.yaml", folder.read("claims.yaml") + QUOTES)
    folder.write("seeds/gazette.txt", ALTERED)
    for said in told(folder):
        assert "Found, but the earlier sentence is not known (3)" in said
        assert "Altered" not in said


def test_a_quote_found_twice_before_is_compared_with_both_places(repository: Folder) -> None:
    twice = f"{BEFORE}\nThey repeated that the bridge was safe.\n"
    repository.write_source(twice)
    repository.commit()
    repository.write("seeds/gazette.txt", twice.replace(BRIDGE, ""))
    assert "Altered" not in told(repository)[1]
    repository.write("seeds/gazette.txt", ALTERED)
    assert "Altered (1)" in told(repository)[1]


# Pinning.


def test_yes_does_not_accept_an_altered_quote(repository: Folder) -> None:
    repository.write("seeds/gazette.txt", ALTERED)
    for options in (["--yes"], ["--yes", "--force"], []):
        done = repository.factcheck("pin", *options)
        assert done.returncode == 1
        assert f'--accept "{NAME}"' in done.stderr
        assert not is_pinned(repository, ALTERED)


def test_an_altered_quote_is_accepted_by_its_name(repository: Folder) -> None:
    both = ALTERED.replace("A spokesman of", "Nobody believes that a spokesman of")
    repository.replace(
        "claims.yaml", "text: A spokesman of the other side said", "text: other side said"
    )
    repository.commit()
    repository.write("seeds/gazette.txt", both)
    other = "claim no-drones-sent, quote 2"
    for wrong in ("claim x, quote 1", "claim no-drones-sent, quote 1", "no-drones-sent"):
        done = repository.factcheck("pin", "--yes", "--accept", wrong, "--accept", NAME)
        assert done.returncode == 2
        assert f"“{wrong}” is not an altered quote" in done.stderr
    one = repository.factcheck("pin", "--yes", "--accept", NAME)
    assert one.returncode == 1
    assert f'--accept "{other}"' in one.stderr
    assert NAME not in one.stderr
    assert not is_pinned(repository, both)

    done = repository.factcheck("pin", "--accept", NAME, "--accept", other)
    assert done.returncode == 0, done.stderr
    assert is_pinned(repository, both)


def test_nothing_can_be_accepted_where_nothing_is_altered(repository: Folder) -> None:
    done = repository.factcheck("pin", "--accept", NAME)
    assert done.returncode == 2
    assert "There is none" in done.stderr


def at_a_terminal(folder: Folder, typed: str, *options: str) -> tuple[int, str]:
    """The exit code and output of `factcheck pin` where somebody types answers."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck_report", "pin", *options],
        cwd=folder.path,
        stdin=side,
        stdout=side,
        stderr=side,
        env=environment(),
    )
    os.close(side)
    os.write(main, typed.encode())
    printed = b""
    try:
        while part := os.read(main, 65_536):
            printed += part
    except OSError:  # how Linux says that the other side is closed
        pass
    os.close(main)
    return process.wait(), printed.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("options", [(), pytest.param(("--yes",), marks=pytest.mark.long)])
@pytest.mark.parametrize("answer", ["y", "n"])
def test_at_a_terminal_each_altered_quote_is_asked_about(
    repository: Folder, answer: str, options: tuple[str, ...]
) -> None:
    repository.write("seeds/gazette.txt", ALTERED)
    code, printed = at_a_terminal(repository, f"{answer}\n", *options)
    question = printed.partition(f"{NAME} is altered:")[2]
    assert f"before, line 1: “{BRIDGE}”" in question
    assert "now, line 1: “Nobody believes the bridge was safe.”" in question
    assert question.count("[y/N]") == 1
    assert code == (0 if answer == "y" else 1)
    assert is_pinned(repository, ALTERED) == (answer == "y")


def test_at_a_terminal_what_moved_is_asked_about_once(repository: Folder) -> None:
    moved = STATUSES["Moved"]
    repository.write("seeds/gazette.txt", moved)
    code, printed = at_a_terminal(repository, "y\n")
    assert "is altered" not in printed
    assert code == 0
    assert is_pinned(repository, moved)


def test_pin_lists_what_is_ambiguous_and_what_is_not_found(repository: Folder) -> None:
    text = STATUSES["Ambiguous"].replace("dozens of drones", "scores of drones")
    repository.write("seeds/gazette.txt", text)
    done = repository.factcheck("pin", "--yes")
    assert done.returncode == 1
    assert (
        "Ambiguous (1):\n    claim no-drones-sent, quote 3 (occurs 2 times, first in line 1"
        in done.stdout
    )
    assert (
        "Not found (1):\n    claim no-drones-sent, quote 2 (nearest, line 4: A spokesman"
        in done.stdout
    )
    assert "1 of 3 quotes found" in done.stdout
    assert "fix its quotes" in done.stderr


def test_control_characters_of_a_document_do_not_reach_the_terminal(repository: Folder) -> None:
    evil = ALTERED.replace("Nobody", "\u202e##[error]Nobody")
    repository.write("seeds/gazette.txt", evil)
    printed = told(repository)[1]
    assert "\u202e" not in printed
    assert "##[" not in printed
    assert "Nobody believes" in printed
