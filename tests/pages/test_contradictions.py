"""Who contradicts whom: the picture, its numbers, and what is behind them."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from playwright.sync_api import Browser

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.pages.facing_columns import facing_columns
from factcheck_report.site.site import Site
from tests.markup import text_of
from tests.reports import Folder

DISAGREEMENT = """\
disagreements:
  - about: Whether any were sent
    compatible: "no"
    note: Not both can be true.
    quotes:
      - {{text: no drones were sent, source: gazette, speaker: A, wording: quoted,
         origin: {one}{first}}}
      - {{text: dozens of drones, source: gazette, speaker: B, wording: paraphrased,
         origin: {other}{second}}}
"""


def page(report: Report, address: str = "contradictions/") -> str:
    return Site(report, english_translations()).page(address).body


def words(html: str) -> str:
    return " ".join(text_of(html).split())


def add_disagreement(folder: Folder, one: str, other: str, *sides: str) -> None:
    first, second = (f", side: {side}" for side in sides) if sides else ("", "")
    entry = DISAGREEMENT.format(one=one, other=other, first=first, second=second)
    folder.write("claims.yaml", folder.read("claims.yaml") + entry)


def rows(shown: str) -> list[str]:
    table = shown.partition("<tbody>")[2].partition("</tbody>")[0]
    return [words(row.replace("</td><td>", " ")) for row in table.split("</tr>")[:-1]]


def test_claims_and_disagreements_are_counted(folder: Folder) -> None:
    assert rows(page(folder.report())) == ["The ministry and The other side1 0 1"]
    add_disagreement(folder, "other-side", "ministry")
    shown = page(folder.report())
    assert rows(shown) == ["The ministry and The other side1 1 2"]
    picture = shown.partition('class="fc-columns"')[2].partition("</section>")[0]
    assert picture.count('<path class="fc-line-drawn"') == 1
    # The number at each end leads to what is behind it, and the names to their pages.
    assert picture.count('href="#ministry.other-side" aria-label="2: The ') == 2
    assert 'href="../origins/ministry/"' in picture
    section = shown.partition('<h2 id="ministry.other-side"')[2]
    assert "Supported by The ministry, contradicted by The other side" in words(section)
    assert 'href="../claims/no-drones-sent/"' in section
    assert 'href="../disagreements/whether-any-were-sent/"' in section


def test_what_can_both_be_true_does_not_count(folder: Folder) -> None:
    add_disagreement(folder, "ministry", "other-side")
    folder.replace("claims.yaml", 'compatible: "no"', "compatible: partly")
    assert rows(page(folder.report())) == ["The ministry and The other side1 0 1"]


def test_quotes_on_one_side_do_not_contradict_each_other(folder: Folder) -> None:
    add_disagreement(folder, "ministry", "other-side", "One", "One")
    assert rows(page(folder.report())) == ["The ministry and The other side1 0 1"]


def test_an_origin_may_contradict_itself(folder: Folder) -> None:
    add_disagreement(folder, "ministry", "ministry", "Before", "After")
    shown = page(folder.report())
    assert rows(shown) == [
        "The ministry and The other side1 0 1",
        "The ministry, against itself0 1 1",
    ]
    assert 'aria-label="1: The ministry against itself"' in shown


def test_there_is_no_page_if_nobody_contradicts_anybody(folder: Folder) -> None:
    mkdocs = "nav:\n  - index.md\n  - Compare: [matrix/index.md, contradictions/index.md]\n"
    folder.write("mkdocs.yml", folder.read("mkdocs.yml") + mkdocs)
    for supports in (False, True):
        if supports:
            folder.replace("claims.yaml", "stance: refutes", "stance: supports")
            folder.replace("claims.yaml", "refuting_origins: 1", "refuting_origins: 0")
        done = folder.build()
        assert done.returncode == 0, done.stderr
        assert (folder.path / "site/contradictions/index.html").is_file() is not supports
        assert ("Who contradicts whom" in folder.page("")) is not supports
        assert "contradictions" not in folder.read("site/sitemap.xml") or not supports


def test_what_was_said_does_not_count(folder: Folder) -> None:
    folder.replace(
        "claims.yaml", "    verdict: disputed\n", "    kind: statement\n    verdict: disputed\n"
    )
    folder.replace(
        "claims.yaml",
        "    needs: {supporting_origins: 1, refuting_origins: 1}\n",
        "    kind: statement\n    needs: {supporting_documents: 1}\n",
    )
    folder.replace("claims.yaml", "tone: mixed", "tone: neutral")
    assert "contradictions/" not in Site(folder.report(), english_translations()).unrendered


def lines_between(paths: list[str]) -> list[str]:
    return [path for path in paths if "L" in path]


def test_most_lines_run_between_the_columns() -> None:
    names = {id: id for id in ("iran", "us", "ukraine", "russia", "post")}
    counts = {
        ("iran", "us"): 9,
        ("ukraine", "russia"): 8,
        ("us", "russia"): 6,
        ("iran", "ukraine"): 4,
        ("russia", "post"): 1,
    }
    picture = facing_columns(names, counts)
    sides = {frozenset(name.id for name in column) for column in (picture.left, picture.right)}
    assert sides == {frozenset({"us", "ukraine", "post"}), frozenset({"iran", "russia"})}
    assert len(lines_between([line.path for line in picture.lines])) == 5


def test_each_line_ends_at_rows_of_its_own() -> None:
    for many in (2, 3, 9, 60):
        names = {f"n{number}": f"Name {number} " * 5 for number in range(many)}
        pairs = list(itertools.combinations(names, 2))[:40]
        picture = facing_columns(names, {pair: 1 + number for number, pair in enumerate(pairs)})
        ends: list[tuple[str, str]] = []
        for line in picture.lines:
            numbers = re.findall(r"-?[\d.]+", line.path)
            ends += [(numbers[0], numbers[1]), (numbers[-2], numbers[-1])]
        assert len(set(ends)) == len(ends) == 2 * len(pairs)
        assert all(0 < float(row) < 10 * picture.rows for _, row in ends)


def test_numbers_stand_at_the_ends_of_lines_at_every_width(
    folder: Folder, browser: Browser
) -> None:
    long = "The ministry of ports, harbours, rivers and of everything else that floats"
    folder.replace("claims.yaml", "{name: The ministry,", f"{{name: '{long}',")
    add_disagreement(folder, "ministry", "ministry", "Before", "After")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    tab = browser.new_page()
    try:
        tab.goto(Path(folder.path / "site/contradictions/index.html").as_uri())
        for width, size in ((1280, "100%"), (360, "100%"), (320, "100%"), (700, "200%")):
            tab.set_viewport_size({"width": width, "height": 800})
            tab.evaluate(f"document.documentElement.style.fontSize = '{size}'")
            gaps = tab.evaluate(
                """() => {
                    const middle = element => {
                        const box = element.getBoundingClientRect();
                        return box.top + box.height / 2;
                    };
                    const svg = document.querySelector(".fc-columns-lines");
                    const box = svg.getBoundingClientRect();
                    const unit = box.height / svg.viewBox.baseVal.height;
                    const rows = [...document.querySelectorAll(".fc-column-name ul a")].map(middle);
                    return [...svg.querySelectorAll(".fc-line-drawn")].flatMap(path => {
                        const d = path.getAttribute("d");
                        if (!d.includes("L")) return [];
                        const [, , y1, , y2] = d.match(/M(\\S+) (\\S+)L(\\S+) (\\S+)/).map(Number);
                        return [y1, y2].map(y => Math.min(
                            ...rows.map(row => Math.abs(row - (box.top + y * unit)))));
                    });
                }"""
            )
            assert gaps, width
            assert max(gaps) < 2, (width, size, gaps)
            overlaps = tab.evaluate(
                """() => [...document.querySelectorAll(".fc-column-name")].filter(name =>
                    name.querySelector("a").getBoundingClientRect().bottom
                    > name.getBoundingClientRect().bottom + 6).length"""
            )
            assert overlaps == 0, (width, size)
    finally:
        tab.close()
