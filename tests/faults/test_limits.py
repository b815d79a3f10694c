"""What is too large is refused, in a moment, by a problem that names the limit and says what to do.

docs/reference.md lists the limits.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck_report.documents import files, reading
from factcheck_report.pipeline import read_report
from factcheck_report.yaml_tree import parsing
from tests.reports import ROOT, SOURCE, Folder, sha256


def problems(folder: Folder, claims: str = "claims.yaml") -> list[tuple[str, str]]:
    return [(item.what, item.fix) for item in read_report(folder.path, claims).problems]


def document_of(size: int) -> Callable[[Folder], object]:
    line = 20 * "Words of the gazette, again. " + "\n"
    text = SOURCE + line * (size // len(line) + 1)
    # The first lines have letters of more than one byte.
    more = len(text.encode()) - size
    return lambda folder: folder.write_source(text[:-more] if more else text)


def document_with_lines(number: int) -> Callable[[Folder], object]:
    return lambda folder: folder.write_source(SOURCE + "a\n" * (number - SOURCE.count("\n")))


def document_with_line(length: int) -> Callable[[Folder], object]:
    return lambda folder: folder.write_source(SOURCE + "a" * (length - 1) + "\nend\n")


def more_documents(number: int) -> Callable[[Folder], object]:
    """So many, each with the same text; the quotes are in the first."""

    def write(folder: Folder) -> None:
        entries = "".join(
            f"  other-{index}:\n    file: seeds/other-{index}.txt\n    title: Other\n"
            f"    sha256: {sha256(SOURCE)}\n"
            for index in range(1, number)
        )
        for index in range(1, number):
            folder.write(f"seeds/other-{index}.txt", SOURCE)
        folder.replace("claims.yaml", "\norigins:", f"{entries}\norigins:")

    return write


def claims_file_of(size: int) -> Callable[[Folder], object]:
    def write(folder: Folder) -> None:
        text = folder.read("claims.yaml")
        folder.write("claims.yaml", text + "# " + "x" * (size - len(text.encode()) - 3) + "\n")

    return write


def two_claims_files_of(size: int) -> Callable[[Folder], object]:
    """Together."""

    def write(folder: Folder) -> None:
        text = folder.read("claims.yaml")
        (folder.path / "claims.yaml").unlink()
        head, claims, entries = text.partition("claims:\n")
        entries += "# " + "x" * (size - len(text.encode()) - 3) + "\n"
        folder.write("claims.yaml/a.yaml", head)
        folder.write("claims.yaml/b.yaml", claims + entries)

    return write


def many_claims_files(number: int) -> Callable[[Folder], object]:
    def write(folder: Folder) -> None:
        two_claims_files_of(5_000)(folder)
        for index in range(number - 2):
            folder.write(f"claims.yaml/c{index}.yaml", "origins: {}\n")

    return write


def nodes(number: int) -> Callable[[Folder], object]:
    def write(folder: Folder) -> None:
        text = folder.read("claims.yaml") + "    tags: ["
        used = sum(1 for _ in parsing._events(text + "]\n"))
        tags = ", ".join(f"t{index}" for index in range(number - used + 1))
        folder.write("claims.yaml", f"{text}{tags}]\n")

    return write


# Those that would take gigabytes or minutes are lowered: the limit is the same code.
LOWERED = [
    (
        files,
        "LARGEST_CLAIMS_FILE",
        1024 * 1024,
        claims_file_of,
        "“claims.yaml” is larger than 1 MB.",
    ),
    (
        *(files, "LARGEST_CLAIMS_FILE", 1024 * 1024, two_claims_files_of),
        "The claims files have together more than 1 MB.",
    ),
    (reading, "MOST_CLAIMS_FILES", 20, many_claims_files, "a report has at most 20 claims files"),
    (parsing, "MAX_NODES", 1_000, nodes, "The file has more than 1,000 texts, lists and groups."),
    (reading, "MOST_DOCUMENTS", 20, more_documents, "The report has more than 20 documents."),
]
AS_THEY_ARE = [
    pytest.param(
        *(files, "LARGEST_SOURCE", document_of, "“seeds/gazette.txt” is larger than 8 MB."),
        marks=pytest.mark.long,
    ),
    (
        reading,
        "MOST_LINES",
        document_with_lines,
        "has 50,001 lines; a page can show at most 50,000",
    ),
    (
        *(reading, "LONGEST_LINE", document_with_line),
        "has a line of 1,000,001 characters; a page can show at most 1,000,000 in one.",
    ),
]


@pytest.mark.parametrize(("module", "name", "limit", "make", "said"), LOWERED)
def test_one_more_than_a_lowered_limit(
    folder: Folder,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    limit: int,
    make: Callable[[int], Callable[[Folder], object]],
    said: str,
) -> None:
    monkeypatch.setattr(module, name, limit)
    other = Folder(folder.path.parent / "other")
    make(limit)(folder)
    assert not any(said in what for what, _ in problems(folder)), problems(folder)
    assert read_report(folder.path).report is not None, problems(folder)
    make(limit + 1)(other)
    [fix] = [fix for what, fix in problems(other) if said in what]
    assert fix
    assert read_report(other.path).report is None


@pytest.mark.parametrize(("module", "name", "make", "said"), AS_THEY_ARE)
def test_one_more_than_a_limit(
    folder: Folder,
    module: object,
    name: str,
    make: Callable[[int], Callable[[Folder], object]],
    said: str,
) -> None:
    limit = getattr(module, name)
    make(limit)(folder)
    assert not any(said in what for what, _ in problems(folder))
    assert read_report(folder.path).report is not None
    make(limit + 1)(folder)
    [fix] = [fix for what, fix in problems(folder) if said in what]
    assert fix
    assert read_report(folder.path).report is None


def test_documents_that_are_too_large_together(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_DOCUMENTS", 2 * 1024 * 1024)
    document_of(1024 * 1024)(folder)
    more_documents(3)(folder)
    for index in (1, 2):
        folder.write(f"seeds/other-{index}.txt", folder.read("seeds/gazette.txt"))
    # The second fills it; the third is read, since nothing was over the limit before it.
    assert not any("together" in what for what, _ in problems(folder))
    more = "  last:\n    file: seeds/other-1.txt\n    title: Last\n"
    folder.replace("claims.yaml", "\norigins:", f"{more}\norigins:")
    [fix] = [fix for what, fix in problems(folder) if "together more than 2 MB" in what]
    assert "divide the report" in fix


def test_all_limits_are_in_the_reference() -> None:
    page = (ROOT / "docs/reference.md").read_text("utf-8")
    _, _, limits = page.partition("\n## Limits\n")
    for shown in (
        *(f"{files.LARGEST_CLAIMS_FILE // 2**20} MB", f"{reading.MOST_CLAIMS_FILES:,}"),
        *(f"{parsing.MAX_NODES:,}", f"{files.LARGEST_SOURCE // 2**20} MB"),
        *(f"{reading.MOST_LINES:,}", f"{reading.LONGEST_LINE:,} characters"),
        *(f"{reading.MOST_DOCUMENTS:,}", f"{reading.LARGEST_DOCUMENTS // 2**20} MB"),
        f"{files.LARGEST_ORIGINAL // 2**20} MB",
    ):
        assert shown in limits, shown
