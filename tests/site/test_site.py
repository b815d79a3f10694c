"""The built site: complete, linked and safe; nothing is written if the report has errors."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from factcheck_report.model import Report
from factcheck_report.site.link_check import check_site
from tests.hostile import HOSTILE_DOCUMENT, PAYLOAD
from tests.markup import assert_quotes_are_marked, body, text_of
from tests.preview import PreviewServer
from tests.reports import SOURCE, Folder
from tests.weekly import rows_weekly_but


def test_the_example_builds_and_every_link_and_fragment_resolves(
    example_site: Path, example_report: Report
) -> None:
    assert check_site(example_site) == []
    for address in ("", "claims/", "sources/", "verdicts/", "timeline/", "disagreements/"):
        assert (example_site / address / "index.html").is_file()
    for claim in example_report.claims:
        assert (example_site / "claims" / claim.id / "index.html").is_file()
    for id, document in example_report.documents.items():
        assert (example_site / "sources" / id / "source.txt").read_bytes() == document.data


def test_the_link_check_finds_dead_links_and_missing_anchors(folder: Folder) -> None:
    site = folder.path / "checked"
    folder.write(
        "checked/index.html",
        '<a href="a/#x"></a><a href="a/#y"></a><a href="b/"></a><img src="https://else.example/i.png">',
    )
    folder.write("checked/a/index.html", '<p id="x"></p><a href="../index.html"></a>')

    assert [item.what for item in check_site(site)] == [
        "There is no place called “#y” on a/index.html.",
        "The link to b/ leads nowhere.",
        "The page fetches https://else.example/i.png from another host.",
    ]
    for address in ("http://[", "//[::1", "a" * 300):
        folder.write(
            "checked/a/index.html", f'<p id="y"></p><p id="x"></p><a href="{address}"></a>'
        )
        assert "dead-link" in [item.rule for item in check_site(site)]


@pytest.mark.parametrize(
    "page",
    [
        '<!-- <a href="gone/"> -->',
        """<script>const link = '<a href="gone/">';</script>""",
        '<style>/* <a href="gone/"> */</style>',
        '<title><a href="gone/"></title><textarea><a href="gone/"></textarea>',
        "<p title='<a href=\"gone/\">'>",
        '<p data-href="gone/" data-id="x">',
        '<a href="%68ere.txt">',
        '<a href="/here.txt"><a href="../../here.txt"><a href="./here.txt?now">',
        '<p title="a > b" id=x><a href="#x"><A HREF=#%78><a href="">',
        '<svg><use href="#gone"/></svg>',
    ],
)
def test_the_link_check_reads_pages_as_browsers_do(page: str, folder: Folder) -> None:
    folder.write("checked/here.txt", "")
    folder.write("checked/index.html", page)
    assert check_site(folder.path / "checked") == []


@pytest.mark.parametrize(
    "link",
    [
        '<a href="gone/">',
        "<A\n HREF = gone/\n>",
        '<p title="a > b"><a class=">" href=\'gone/\'>',
        '<script src="gone/"></script>',
        '<SCRIPT>"</div>"</SCRIPT ><a href="gone/">',
        '<img srcset="gone/ 2x">',
        '<!-- > --><a href="gone/">',
        '<noscript><a href="gone/"></noscript>',
    ],
)
def test_the_link_check_finds_links_however_they_are_written(link: str, folder: Folder) -> None:
    folder.write("checked/index.html", f"<p>\n<p>{link}")
    [problem] = check_site(folder.path / "checked")
    assert problem.what == "The link to gone/ leads nowhere."
    assert problem.position.line == 2


def test_every_quote_leads_to_its_marked_words_and_back(
    example_site: Path, example_report: Report
) -> None:
    assert_quotes_are_marked(example_site, example_report)


def test_a_source_page_shows_the_whole_text(example_site: Path, example_report: Report) -> None:
    for document in example_report.documents.values():
        source = (example_site / "sources" / document.source.id / "index.html").read_text("utf-8")
        shown = source.partition('id="text"')[2].partition(">")[2].partition("</section>")[0]
        without_numbers = re.sub(
            r'<a class="fc-(line-number|chip|anchor)\b.*?</a>', "", shown, flags=re.S
        )
        assert text_of(without_numbers).split() == document.text.text.split()


def test_source_text_is_never_interpreted(folder: Folder) -> None:
    folder.write_source(SOURCE + HOSTILE_DOCUMENT)
    done = folder.build()

    assert done.returncode == 0, done.stderr
    shown = folder.page("sources/gazette/")
    visible = HOSTILE_DOCUMENT.replace("\x01", "\ufffd").replace("\u202e", "⟨202E⟩")
    section = shown.partition('id="text"')[2].partition(">")[2].partition("</section>")[0]
    for line in visible.splitlines():
        assert html.unescape(re.sub(r"</?(?:p|a|span|mark)\b[^>]*>", "", section)).count(line) == 1
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert shown.count("<h1") == 1
    assert (folder.path / "site/sources/gazette/source.txt").read_bytes() == (
        SOURCE + HOSTILE_DOCUMENT
    ).encode()


@pytest.mark.parametrize(
    ("old", "where"),
    rows_weekly_but(
        [
            ("title: Who sent what", ""),
            ("summary: One document was read.", ""),
            ("title: Drones and denials", "sources/gazette/"),
            ("name: The ministry,", "claims/no-drones-sent/"),
            ("label: Disputed", "verdicts/"),
            ("means: One says so, another says not.", "verdicts/"),
            ("claim: No drones were sent after the war began.", "claims/no-drones-sent/"),
            ("name: The minister,", "claims/no-drones-sent/"),
            ("summary: The minister said so; the other side denied it.", "claims/no-drones-sent/"),
            ("        speaker: The minister\n", "claims/no-drones-sent/"),
        ],
        ("title: Who sent what", ""),
        ("claim: No drones were sent after the war began.", "claims/no-drones-sent/"),
        ("        speaker: The minister\n", "claims/no-drones-sent/"),
    ),
)
def test_text_in_claims_is_never_interpreted(folder: Folder, old: str, where: str) -> None:
    key, _, end = old.partition(": ")
    tail = "\n" if end.endswith("\n") else "," if end.endswith(",") else ""
    folder.replace("claims.yaml", old, f"{key}: {json.dumps(PAYLOAD)}{tail}")
    done = folder.build()

    assert done.returncode == 0, done.stderr
    assert PAYLOAD in text_of(body(folder.page(where)))
    for file in (folder.path / "site").rglob("*.html"):
        content = file.read_text("utf-8")
        assert "<script>alert" not in content, file
        assert "<img src=x" not in content, file
    assert check_site(folder.path / "site") == []


def test_overlapping_nested_and_long_passages(folder: Folder) -> None:
    folder.write_source("One two three four five six.\n\nSeven eight nine ten.\n")
    quotes = ["two three four", "three", "four five six.\n\n          Seven eight", "ten"]
    entries = "".join(
        f"      - text: |-\n          {text}\n        source: gazette\n"
        f"        stance: {stance}\n        wording: document\n"
        for text, stance in zip(quotes, ["supports", "refutes", "context", "supports"], strict=True)
    )
    folder.switch_off("document-voice-only", "short-quote")
    claims = folder.read("claims.yaml").partition("      - text:")[0] + entries
    folder.write(
        "claims.yaml",
        claims.replace("    needs: {supporting_origins: 1, refuting_origins: 1}\n", ""),
    )
    done = folder.build()
    assert done.returncode == 0, done.stderr

    section = folder.page("sources/gazette/").partition('id="text"')[2].partition("</section>")[0]
    marks = re.findall(r'<mark class="fc-mark([^"]*)"[^>]*>([^<]*)</mark>', section)
    assert [(kinds.split(), text) for kinds, text in marks] == [
        (["fc-supports"], "two "),
        (["fc-supports", "fc-refutes"], "three"),
        (["fc-supports"], " "),
        (["fc-supports", "fc-context"], "four"),
        (["fc-context"], " five six."),
        (["fc-context"], "Seven eight"),
        (["fc-supports"], "ten"),
    ]
    evidence = folder.report().evidence
    assert [section.count(f'id="{item.anchor}"') for item in evidence] == [1] * 4
    assert section.count(f'href="../../claims/no-drones-sent/#{evidence[2].id}"') == 1


def test_an_elided_quote_shows_its_gap(folder: Folder) -> None:
    folder.replace(
        "claims.yaml",
        "A spokesman of the other side said that dozens of drones had been sent in summer.",
        '"A spokesman of the other side […] had been sent in summer."',
    )
    assert folder.build().returncode == 0

    shown = folder.page("claims/no-drones-sent/")
    gap = "[… 5 words left out]"
    assert f"A spokesman of the other side {gap} had been sent in summer." in " ".join(
        text_of(shown).split()
    )


def test_excerpts_publish_the_quoted_sentences_and_nothing_else(folder: Folder) -> None:
    folder.replace("claims.yaml", "    title: Drones", "    display: excerpts\n    title: Drones")
    assert folder.build().returncode == 0

    everything = "".join(
        file.read_text("utf-8", "ignore")
        for file in (folder.path / "site").rglob("*")
        if file.is_file() and "assets" not in file.parts
    )
    assert "dozens of drones" in everything
    assert "did not answer" not in everything
    assert not (folder.path / "site/sources/gazette/source.txt").exists()
    assert check_site(folder.path / "site") == []


def test_excerpts_withhold_what_a_quote_leaves_out(folder: Folder) -> None:
    folder.write_source(
        "The first words stand here. A secret stands between. The last words stand here.\n"
    )
    folder.switch_off("document-voice-only")
    head = folder.read("claims.yaml").partition("      - text:")[0]
    head = head.replace("    title: Drones", "    display: excerpts\n    title: Drones")
    folder.write(
        "claims.yaml",
        head.replace("    needs: {supporting_origins: 1, refuting_origins: 1}\n", "")
        + "      - text: The first words stand […] last words stand here.\n"
        "        source: gazette\n        stance: supports\n        wording: document\n",
    )
    done = folder.build()
    assert done.returncode == 0, done.stderr

    pages = [
        file for file in (folder.path / "site").rglob("*") if file.suffix in (".html", ".json")
    ]
    assert any("The first words" in file.read_text("utf-8") for file in pages)
    assert not [file for file in pages if "secret" in file.read_text("utf-8")]


def test_a_broken_claims_file_fails_the_build_before_the_site_is_touched(folder: Folder) -> None:
    assert folder.build().returncode == 0
    before = {
        file: file.read_bytes() for file in (folder.path / "site").rglob("*") if file.is_file()
    }
    folder.replace("claims.yaml", "stance: supports", "stance: suports")
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")

    done = folder.build()

    assert done.returncode == 1
    assert "2 errors. Fix them" in done.stderr
    assert "claims.yaml:19:11" in done.stderr
    assert "Traceback" not in done.stderr
    assert {
        file: file.read_bytes() for file in (folder.path / "site").rglob("*") if file.is_file()
    } == before


@pytest.mark.parametrize(
    "name",
    [
        "docs/index.md",
        "docs/README.md",
        "docs/claims/README.md",
        "docs/claims/no-drones-sent.md",
        "docs/sources/gazette/index.md",
    ],
)
def test_a_hand_written_page_is_never_replaced(folder: Folder, name: str) -> None:
    folder.write(name, "# Mine\n")

    done = folder.build()

    assert done.returncode == 1
    assert name in done.stderr
    assert "[collision]" in done.stderr
    assert not (folder.path / "site").exists()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  - search\n", "  - search\n  - macros\n", "macros"),
        ("plugins:\n", "markdown_extensions:\n  - pymdownx.snippets\nplugins:\n", "snippets"),
    ],
)
def test_incompatible_settings_are_refused(folder: Folder, old: str, new: str, words: str) -> None:
    folder.write("mkdocs.yml", folder.read("mkdocs.yml").replace(old, new))
    done = folder.build()

    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder.path / "site").exists()


def test_nothing_is_written_into_the_report_folder(folder: Folder) -> None:
    before = set(folder.path.rglob("*"))
    assert folder.build("--site-dir", str(folder.path.parent / "out")).returncode == 0

    assert set(folder.path.rglob("*")) == before


def test_dirty_builds_are_refused_with_a_message(folder: Folder) -> None:
    done = folder.build("--dirty")

    assert done.returncode != 0
    assert "--dirty is not possible" in done.stderr
    assert "Traceback" not in done.stderr


def test_neighbours_and_the_place_in_the_menu(example_site: Path, example_report: Report) -> None:
    first, second, third = example_report.claims[:3]
    shown = (example_site / "claims" / second.id / "index.html").read_text("utf-8")

    assert f'<link rel="prev" href="../{first.id}/">' in shown
    assert f'<link rel="next" href="../{third.id}/">' in shown
    menu = shown.partition('class="fc-menu"')[2].partition("</nav>")[0]
    assert re.findall(r'aria-current="true">(.*?)</a>', menu) == ["Claims"]
    assert len(shown) < 100_000


@pytest.mark.parametrize(
    "setting",
    ["edit_uri: edit/main/docs/", "edit_uri_template: edit/main/docs/{path}"],
)
def test_edit_links_lead_to_the_line_of_the_entry(folder: Folder, setting: str) -> None:
    folder.write(
        "mkdocs.yml",
        f"repo_url: https://forge.example/team/report\n{setting}\n" + folder.read("mkdocs.yml"),
    )
    assert folder.build().returncode == 0

    line = folder.read("claims.yaml").splitlines().index("  no-drones-sent:") + 1
    link = f'href="https://forge.example/team/report/edit/main/claims.yaml#L{line}"'
    # Readers do not see it, editors do.
    assert "forge.example/team/report/edit" not in folder.page("claims/no-drones-sent/")
    preview = PreviewServer(folder)
    try:
        preview.wait_for(lambda page: link in page, "claims/no-drones-sent/")
    finally:
        preview.stop()


def test_a_report_may_replace_a_page_template(folder: Folder) -> None:
    folder.write(
        "mkdocs.yml",
        folder.read("mkdocs.yml").replace(
            "  font: false\n", "  font: false\n  custom_dir: overrides\n"
        ),
    )
    folder.write("overrides/factcheck/claim.html", "<h1 id='own'>Own: {{ claim.claim }}</h1>")
    assert folder.build().returncode == 0
    assert "Own: No drones were sent" in folder.page("claims/no-drones-sent/")

    for mistake in ("{{ no_such_thing }}", "{{ 1 / 0 }}", "{{ claim.claim + 1 }}", "{% if %}"):
        folder.write("overrides/factcheck/claim.html", f"\n\n{mistake}")
        done = folder.build()
        assert done.returncode == 1, mistake
        assert "overrides/factcheck/claim.html:3" in done.stderr.replace("\n", ""), mistake
        assert "Traceback" not in done.stderr, mistake
