"""What the verifier says of sites that are as they were built, and of small changes to them."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from factcheck_report.exports.verifier import verify
from factcheck_report.site.bundle import bundle
from factcheck_report.site.checksums import write_checksums
from tests.reports import ROOT, Folder, sha256

PROGRAM = Path(verify.__file__)
TEXT = (
    "Minutes of the harbour\r\n\r\n[00:00:05] The ferry was in-\r\nspected twice in spring.\f"
    "The of\ufb01ce said “all is well” on Monday. Nobody was asked\u200b here.\r\n"
    "[00:12:07] Nobody knows who paid¹ for it in the end. The mayor left. The union stayed.\r\n"
    "The mayor left. Later on the union asked for the papers of each ferry.\r\n"
)
RICH = """\
report:
  title: What stands in many ways
  summary: |
    One document was read.

    It has pages and times.
  rules: {short-quote: off, clipped-quote: off}
sources:
  minutes:
    file: seeds/minutes.txt
    sha256: MINUTES
    title: Minutes
    language: en
  secret:
    file: seeds/secret.txt
    sha256: SECRET
    title: Nobody may publish this
    display: excerpts
origins:
  office: {name: The office, kind: government}
  union: {name: The union, kind: organisation}
verdicts:
  said: {label: Stated, means: Somebody says so., tone: neutral, allows: {refuting_origins: 0}}
  open: {label: Nothing found, means: Nothing., tone: neutral, evidence: none}
  reported:
    {label: Reported, means: A document reports it., tone: neutral, kind: statement,
     needs: {supporting_documents: 1}}
claims:
  inspected:
    claim: The ferry was inspected twice.
    verdict: said
    summary: The document says so.
    analysis: |
      The *minutes* say so, see [the law](https://example.org/law "The law") & more.

      - One \\* point
      - `Another`
    quotes:
      - {text: The ferry was inspected twice in spring., source: minutes, stance: supports,
         wording: document, origin: office}
      - {text: 'The office said "all is well" on Monday', source: minutes, stance: supports,
         wording: paraphrased, speaker: The office, origin: office, note: A note.}
      - {text: "[N]obody knows who paid for it in the end.", source: minutes, stance: context,
         wording: document}
      - {text: "The office said “all is well” [\\u00AD…  ] the union asked for the papers",
         source: minutes, stance: context, wording: document}
      - {text: "Nobody was ask[ed] here", source: minutes, stance: context, wording: document}
      - {text: "the [crews’] union asked for the papers", source: minutes, stance: context,
         wording: document}
      - {text: The mayor left., source: minutes, stance: context, wording: document,
         prefix: "in the end. ", suffix: " The union"}
      - {text: the key lies under the third stone, source: secret, stance: supports,
         wording: document, origin: union, translation: A translation.}
  nothing-found:
    claim: A bridge is planned.
    verdict: open
    summary: No document says so.
  was-said:
    claim: The office said that all is well.
    kind: statement
    verdict: reported
    summary: The minutes report it.
    quotes:
      - {text: all is well, source: minutes, stance: supports, wording: quoted,
         speaker: The office, origin: office}
"""
SECRET = "Nobody heard it. It says that the key lies under the third stone by the gate.\nThe end.\n"


def rich(folder: Folder) -> Folder:
    """A report with every way in which a quote and its document may differ."""
    folder.write("seeds/minutes.txt", TEXT)
    folder.write("seeds/secret.txt", SECRET)
    text = RICH.replace("MINUTES", sha256(TEXT)).replace("SECRET", sha256(SECRET))
    folder.write("claims.yaml", text)
    return folder


def result(site: Path, *documents: str) -> verify.Verifier:
    return verify.verify(str(site), *documents)


def assert_holds(site: Path) -> verify.Verifier:
    found = result(site)
    assert found.problems == []
    assert found.quotes and all(quote.held for quote in found.quotes)
    return found


@pytest.fixture
def copy(example_site: Path, tmp_path: Path) -> Path:
    """A copy of the example's site."""
    return Path(shutil.copytree(example_site, tmp_path / "site"))


def change(site: Path, name: str, old: str, new: str, number: int = 1) -> verify.Verifier:
    """Check a site after a change to one file, with its hashes renewed."""
    text = (site / name).read_bytes().decode()
    assert text.count(old) == number, f"{old!r} stands {text.count(old)} times in {name}"
    (site / name).write_bytes(text.replace(old, new).encode())
    write_checksums(site)
    return result(site)


def says(found: verify.Verifier, where: str, what: str) -> bool:
    return any(where in one and what in other for one, other in found.problems)


# As built


def test_the_example_holds(example_site: Path) -> None:
    found = assert_holds(example_site)
    assert len(found.quotes) == 75 and len(found.texts) == 6
    assert found.notes == []


def test_the_example_holds_at_a_known_address(published: Path) -> None:
    assert_holds(published)


IN_FILES = (
    ("claimreview.json", '"creditText":"An engineer', '"creditText":"A clerk', "credit"),
    ("claimreview.json", '"worstRating":1', '"worstRating":0', "worstRating"),
    ("claimreview.json", '"@type":"Person"', '"@type":"Organization"', "itemReviewed.author.@type"),
    ("claimreview.json", '"dateModified":"2025', '"dateModified":"2026', "dateModified"),
    ("quotes.csv", ",quotation-marks,239,338", ",quotation-marks,239,339", "end"),
    ("quotes.csv", "The harbour office’s spokesman", "A clerk", "speaker"),
    ("claims.csv", "address,language", "language,address", "address"),
    ("claims/nobody-hurt/index.json", '"before":"', '"before":"No. ', "before"),
    ("claims/nobody-hurt/index.json", '"stance":"refutes"', '"stance":"supports"', "stance"),
    ("claims/nobody-hurt/oembed.json", "Nobody", "Somebody", "title"),
    ("references.bib", "{{Supported", "{{Refuted", "“@misc{"),
    ("references.json", "[[2025,4,4]]", "[[2025,4,5]]", "issued"),
    ("datapackage.json", '"path": "claims.csv"', '"path": "quotes.csv"', "path"),
    ("data/index.html", '"encodingFormat":"text/csv"', '"encodingFormat":"text"', "Form"),
)
"""Changes to files that are made of the data: the file, its old and new text, what is told."""


def test_what_is_made_of_the_data_is_made_again_and_compared(
    published: Path, tmp_path: Path
) -> None:
    """All changes are found in one go, each in its own file."""
    site = Path(shutil.copytree(published, tmp_path / "site"))
    for file, old, new, _ in IN_FILES:
        text = (site / file).read_bytes().decode()
        assert old in text, (file, old)
        (site / file).write_bytes(text.replace(old, new).encode())
    write_checksums(site)
    found = result(site)
    for file, old, _, what in IN_FILES:
        assert says(found, file.removesuffix("index.html"), what), (file, old, found.problems)


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('"pieces_utf16":[[302,345]]', '"pieces_utf16":[[302,346]]', "claim ", "UTF-16"),
        ('"changed":"2025-04-05"', '"changed":"2025-04-06"', "every-ferry", "change"),
        ('"id":"quote-two-of-the-five', '"id":"quote-all-of-the-five', "claim ", "address"),
    ],
)
def test_changes_to_the_data_alone_are_found(
    published: Path, tmp_path: Path, old: str, new: str, where: str, what: str
) -> None:
    site = Path(shutil.copytree(published, tmp_path / "site"))
    text = (site / "claims.json").read_bytes().decode()
    assert old in text
    found = change(site, "claims.json", old, new, text.count(old))
    assert says(found, where, what), found.problems


@pytest.mark.parametrize("name", ["two-languages", "four-languages"])
def test_reports_in_other_scripts_hold(folder: Folder, name: str) -> None:
    folder.copy(ROOT / "tests/i18n/reports" / name)
    assert folder.build().returncode == 0
    assert_holds(folder.path / "site")


def test_a_german_report_with_excerpts_holds(folder: Folder) -> None:
    folder.copy(ROOT / "tests/i18n/reports/german")
    folder.replace("mkdocs.yml", "  name: material\n", "  name: material\n  language: de\n")
    assert folder.build().returncode == 0
    found = assert_holds(folder.path / "site")
    assert "document niederschrift is shown only in excerpts" in found.notes[0]


def test_every_difference_between_quote_and_document_is_understood(folder: Folder) -> None:
    built = rich(folder).run("mkdocs", "build")
    assert built.returncode == 0, built.stderr
    site = folder.path / "site"
    found = assert_holds(site)
    data = json.loads((site / "claims.json").read_bytes())
    receipts = [quote["receipt"] for quote in data["claims"][0]["quotes"]]
    named = {name for receipt in receipts for name in receipt["differences"]}
    assert named >= {
        "brackets", "elision", "hyphenation", "letter-forms", "note-marks", "quotation-marks"
    }  # fmt: skip
    assert {receipt["time"] for receipt in receipts} >= {"00:00:05", "00:12:07"}
    assert {tuple(receipt["pages"] or ()) for receipt in receipts} >= {(1, 1), (2, 2)}
    # Only the quoted words of the other document are published.
    assert any("its words are those of the data" in quote.held for quote in found.quotes)
    assert "secret" in found.notes[0]
    for file in site.rglob("*"):
        if file.is_file():
            assert b"by the gate.\nThe end" not in file.read_bytes(), file


def test_hidden_documents_are_checked_by_whoever_has_them(folder: Folder, tmp_path: Path) -> None:
    assert rich(folder).run("mkdocs", "build").returncode == 0
    site = folder.path / "site"
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "a copy with another name").write_text(SECRET)
    found = result(site, str(originals))
    assert (found.problems, found.notes) == ([], [])
    assert any("stands in secret, line 1, word for word" in quote.held for quote in found.quotes)

    data = json.loads((site / "claims.json").read_bytes())
    data["claims"][0]["quotes"][6]["receipt"]["pieces"] = [[17, 52]]
    (site / "claims.json").write_text(json.dumps(data))
    assert says(result(site, str(originals)), "inspected, quote 7", "does not stand at offset 17")


def unpacked(site: Path, folder: Path) -> Path:
    """The archive of a site, unpacked into a folder."""
    with zipfile.ZipFile(BytesIO(bundle(site, None))) as archive:
        archive.extractall(folder)
    return folder


def run_alone(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the verifier in a folder, with nothing of this environment."""
    command = [sys.executable, "-I", "-S", "verify.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


def test_an_older_python_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    assert verify.main(["."]) == 2
    assert "needs Python 3.9" in capsys.readouterr().err


def test_an_archive_is_checked_with_python_alone(example_site: Path, tmp_path: Path) -> None:
    folder = unpacked(example_site, tmp_path / "archive")
    done = run_alone(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "75 of 75 quotes hold. 30 claims, 6 documents" in done.stdout
    table = folder / "quotes.csv"
    table.write_text(table.read_text("utf-8").replace("quoted", "paraphrased", 1), "utf-8")
    assert "WRONG: quotes.csv" in run_alone(folder).stdout


def test_an_archive_has_no_more_of_a_hidden_document_than_its_quotes(
    folder: Folder, tmp_path: Path
) -> None:
    assert rich(folder).run("mkdocs", "build").returncode == 0
    archive = unpacked(folder.path / "site", tmp_path / "archive")
    for file in archive.rglob("*"):
        assert file.is_dir() or b"Nobody heard it" not in file.read_bytes(), file
    done = run_alone(archive)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "document secret is shown only in excerpts" in done.stdout
    (tmp_path / "copy").write_text(SECRET)
    done = run_alone(archive, "--documents", str(tmp_path))
    assert "stands in secret, line 1, word for word" in done.stdout


def test_a_report_below_a_path_holds_by_itself(folder: Folder) -> None:
    folder.replace("mkdocs.yml", "  - factcheck\n", "  - factcheck:\n      path: checks/of-2026/\n")
    folder.write("docs/index.md", "# A larger site\n\n[Checks](checks/of-2026/index.md)\n")
    built = folder.build()
    assert built.returncode == 0, built.stderr
    assert_holds(folder.path / "site/checks/of-2026")
    assert not (folder.path / "site/SHA256SUMS").exists()


# Changes. Random ones are in test_tampering.py.


def test_a_speaker_in_the_data_alone_is_noticed(copy: Path) -> None:
    found = change(copy, "claims.json", '"speaker":"eine Sprecherin"', '"speaker":"der Chef"')
    assert says(found, "claims/every-pipe-checked/", "does not name “der Chef” as the speaker")


def test_a_stance_that_changes_the_counts_is_noticed(copy: Path) -> None:
    data = json.loads((copy / "claims.json").read_bytes())
    [claim] = [one for one in data["claims"] if one["id"] == "every-pipe-checked"]
    claim["quotes"][0]["stance"] = "refutes"
    (copy / "claims.json").write_text(json.dumps(data))
    found = result(copy)
    assert says(found, "claim every-pipe-checked", "origins that support")
    assert says(found, "claim every-pipe-checked", "does not allow its evidence")


def test_words_of_a_document_changed_with_all_its_hashes_are_noticed(copy: Path) -> None:
    path = copy / "sources/bote/source.txt"
    old = path.read_bytes()
    new = old.replace(b"haben jede", b"haben keine")
    path.write_bytes(new)
    hashes = [hashlib.sha256(data).hexdigest() for data in (old, new)]
    for file in copy.rglob("*"):
        if file.suffix in (".json", ".html"):
            text = file.read_text("utf-8").replace(hashes[0], hashes[1])
            file.write_text(text.replace(hashes[0][:16], hashes[1][:16]), "utf-8")
    write_checksums(copy)
    found = result(copy)
    assert says(found, "claim every-pipe-checked, quote 1", "does not stand at offset")
    assert says(found, "sources/bote/", "line 4 is not that of the document")


def test_without_new_hashes_any_change_is_noticed(copy: Path) -> None:
    style = copy / "assets/factcheck/factcheck.css"
    style.write_bytes(style.read_bytes() + b" ")
    assert result(copy).problems == [
        ("assets/factcheck/factcheck.css", "it was changed: its SHA-256 is not that in SHA256SUMS")
    ]
    (copy / "new.html").write_text("new")
    style.unlink()
    found = result(copy)
    assert says(found, "factcheck.css", "the file is not there")
    assert says(found, "new.html", "SHA256SUMS does not list it")


def test_the_folding_rules_of_a_stranger_are_not_used(copy: Path) -> None:
    found = change(copy, "folding-rules.json", '"dashes": {"-":"', '"dashes": {"-":"x', 1)
    assert says(found, "folding-rules.json", "an edition that this verifier does not know")
    assert not found.quotes


# Hostile sites


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfe", "the file is not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"format": NaN}', "NaN is no number"),
        (b'{"format": 1, "format": 2}', "a name stands twice"),
        (b"null", "a value is not of the kind that it should be"),
        (b'{"format": "factcheck-report/1"}', "“report” is missing or unknown"),
    ],
)
def test_data_that_are_no_report_are_refused_in_words(
    tmp_path: Path, data: bytes, why: str
) -> None:
    (tmp_path / "claims.json").write_bytes(data)
    (tmp_path / "folding-rules.json").write_bytes(b"{}")
    assert says(result(tmp_path), "claims.json", why)


def test_no_path_of_the_data_leads_out_of_the_site(copy: Path) -> None:
    (copy.parent / "secret.txt").write_text("secret")
    data = json.loads((copy / "claims.json").read_bytes())
    data["sources"][0]["raw"] = "../secret.txt"
    data["sources"][1]["raw"] = "/etc/passwd"
    data["sources"][2]["raw"] = "secret-link.txt"
    (copy / "secret-link.txt").symlink_to(copy.parent / "secret.txt")
    (copy / "claims.json").write_text(json.dumps(data))
    found = result(copy)
    for source in data["sources"][:2]:
        assert says(found, f"document {source['id']}", "leads out of the site")
    assert says(found, f"document {data['sources'][2]['id']}", "the file is not there")


@pytest.mark.parametrize("number", [2_000, pytest.param(40_000, marks=pytest.mark.long)])
def test_elements_in_each_other_without_end_are_read(copy: Path, number: int) -> None:
    page = b'<blockquote class="fc-whole">' * number
    (copy / "claims/ferries-are-safe/index.html").write_bytes(page)
    found = result(copy)
    assert says(found, "claims/ferries-are-safe/", "its quote “” is not in the data")
    assert len(found.problems) == verify.MOST_PROBLEMS < found.more_problems


# The program


def test_it_is_one_file_for_any_python_of_the_last_years() -> None:
    text = PROGRAM.read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 9))
    imported = {
        (alias.name if isinstance(node, ast.Import) else str(node.module)).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names


def test_the_published_program_runs_by_itself(example_site: Path, tmp_path: Path) -> None:
    assert (example_site / "verify.py").read_bytes() == PROGRAM.read_bytes()
    # -I and -S: nothing of this environment is seen.
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(example_site / "verify.py"), str(example_site)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "claim every-pipe-checked, quote 1: stands in bote, line 4, word for word" in done.stdout
    assert done.stdout.splitlines()[-1] == (
        "75 of 75 quotes hold. 30 claims, 6 documents, "
        f"{len((example_site / 'SHA256SUMS').read_text().splitlines())} files. Problems: 0. "
        "Everything that was checked holds."
    )


def test_the_command_says_the_same(copy: Path, folder: Folder) -> None:
    done = folder.factcheck("verify", str(copy))
    assert done.returncode == 0, done.stdout + done.stderr
    (copy / "claims.csv").unlink()
    done = folder.factcheck("verify", str(copy), "--json")
    assert done.returncode == 1
    content = json.loads(done.stdout)
    assert content["holds"] is False
    assert {"where": "claims.csv", "what": "the file is not there"} in content["problems"]
    assert content["quotes"][0]["held"].startswith("stands in gazette, line ")
    done = folder.factcheck("verify", str(folder.path / "nothing"))
    assert done.returncode == 2
    assert "is neither a folder nor a web address" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_site_at_an_address_is_fetched_and_checked(
    copy: Path, serve: Callable[[Path], str]
) -> None:
    address = serve(copy)
    found = verify.verify(address)
    assert (found.problems, len(found.quotes)) == ([], 75)
    (copy / "claims/ferries-are-safe/index.html").unlink()
    assert says(verify.verify(address), "claims/ferries-are-safe/", "the server answers 404")


def test_the_data_say_what_the_pin_said(folder: Folder) -> None:
    assert folder.build().returncode == 0
    data = json.loads((folder.path / "site/claims.json").read_bytes())
    assert data["sources"][0]["sha256"] == sha256(folder.read("seeds/gazette.txt"))
