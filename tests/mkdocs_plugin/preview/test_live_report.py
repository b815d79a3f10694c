"""After edits, the preview shows byte for byte what a restarted one shows."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.editor import Editor, keep_claims
from tests.preview import PreviewInProcess


class _AtOnce:
    """A thread that runs when it is started."""

    def __init__(self, *, target: Callable[..., None], args: list[Any], daemon: bool) -> None:
        self._target, self._args = target, args

    def start(self) -> None:
        self._target(*self._args)


@pytest.fixture
def live(
    example_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], PreviewInProcess]]:
    begun: list[PreviewInProcess] = []
    monkeypatch.setattr(
        "factcheck_report.mkdocs_plugin.preview.server._refuse_port_in_use", lambda _: None
    )
    # So that the edits change how many parts it has.
    monkeypatch.setattr("factcheck_report.mkdocs_plugin.sitemaps.MAX_ADDRESSES", 3)
    # The search index is renewed alongside the answers; here it is there with the answer.
    monkeypatch.setattr("factcheck_report.mkdocs_plugin.preview.live_report.Thread", _AtOnce)
    before = signal.getsignal(signal.SIGTERM)

    def begin() -> PreviewInProcess:
        begun.append(PreviewInProcess(example_copy, tmp_path / f"first-{len(begun)}"))
        return begun[-1]

    yield begin
    signal.signal(signal.SIGTERM, before)
    for item in begun:
        item.close()


INDEX = "claims/index/"
SOME = "words+tombstone add+document+template+quotes"
"""What is edited before each save."""
LONG = [
    "words add+document+page+template id+quotes+tombstone+option+remove",
    "words words add remove",
    "id quotes tombstone words remove",
    "add document words page id template tombstone option words",
]


@pytest.mark.parametrize(
    ("claims", "saves"),
    [
        pytest.param(12, SOME, id="some kinds"),
        *(pytest.param(None, saves, id=saves, marks=pytest.mark.long) for saves in LONG),
    ],
)
def test_the_preview_shows_the_same_as_a_restarted_one(
    claims: int | None, saves: str, live: Callable[[], PreviewInProcess], example_copy: Path
) -> None:
    if claims:
        keep_claims(example_copy, claims)
    editor, preview = Editor(example_copy, len(saves)), live()
    shown = preview.paths()
    for kinds in saves.split():
        for kind in kinds.split("+"):
            editor.edit(kind)
        preview.save()
        fresh = live()
        # With errors, both would show an earlier report, or none.
        assert b'role="alert"' not in fresh.answer("claims/"), kinds
        wanted = fresh.paths()
        there = {path: fresh.ask(path) for path in wanted}
        # Twice: what was written once is not written again.
        for path in [*sorted(wanted | shown), *sorted(wanted)]:
            answer = preview.ask(path)
            # An older list of claims stays until the search is made anew.
            if path in wanted or not path.startswith(INDEX):
                assert answer == there.get(path), (kinds, path)
        now = {path for path in preview.paths() if path.startswith(INDEX)}
        assert now == {path for path in wanted if path.startswith(INDEX)}
        shown |= wanted


def test_an_edit_of_claims_builds_nothing(
    live: Callable[[], PreviewInProcess], example_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, preview = Editor(example_copy, 1), live()
    monkeypatch.setattr("mkdocs.commands.build.get_files", None)
    for kind in ("words", "add", "id", "remove", "quotes"):
        before = preview.site
        editor.edit(kind)
        preview.save()
        assert preview.site == before


def test_saving_an_unchanged_file_does_no_work(
    live: Callable[[], PreviewInProcess], example_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = live()
    for rest in ("prove", "check"):
        monkeypatch.setattr(f"factcheck_report.pipeline.{rest}", None)
    monkeypatch.setattr("mkdocs.commands.build.get_files", None)
    claims = example_copy / "claims.yaml"
    claims.write_bytes(claims.read_bytes())
    preview.save()
    assert b'role="alert"' not in preview.answer("claims/")


def test_a_preview_that_is_terminated_while_building_ends(
    live: Callable[[], PreviewInProcess], example_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told_to_end(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    preview = live()
    monkeypatch.setattr("mkdocs.commands.build.get_files", told_to_end)
    (example_copy / "docs/about.md").write_text("# Another page\n", "utf-8")
    with pytest.raises(SystemExit) as ended:
        preview.save()
    assert ended.value.code == 128 + signal.SIGTERM


def test_the_preview_removes_only_files_of_the_report(
    live: Callable[[], PreviewInProcess], example_copy: Path
) -> None:
    own = example_copy / "docs/sources/extra/source.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Hand-written.", "utf-8")
    preview = live()
    outside = preview.site.parent / "elsewhere" / "source.txt"
    outside.parent.mkdir()
    outside.write_text("Not of the site.", "utf-8")
    for path in ("../elsewhere/source.txt", "sources/../../elsewhere/source.txt"):
        preview.answer(path)
    assert outside.is_file()
    assert preview.ask("sources/extra/source.txt") == b"Hand-written."


def test_a_page_that_links_to_a_renamed_claim_is_reported(
    live: Callable[[], PreviewInProcess], example_copy: Path
) -> None:
    Editor(example_copy, 1)
    path = example_copy / "docs/about.md"
    path.write_text(
        path.read_text("utf-8") + "\n[Here](claims/short-of-crew/index.md)\n",
        "utf-8",
    )
    preview = live()
    claims = example_copy / "claims.yaml"
    text = claims.read_text("utf-8")
    assert text.count("short-of-crew") == 1
    claims.write_text(text.replace("short-of-crew", "too-few-people"), "utf-8")
    preview.save()
    assert b"strict mode" in preview.answer("claims/")


def test_the_sitemap_knows_of_a_review_before_the_page_is_asked_for(
    live: Callable[[], PreviewInProcess], example_copy: Path
) -> None:
    preview = live()
    claims = example_copy / "claims.yaml"
    text = claims.read_text("utf-8")
    claims.write_text(text.replace("reviewed: 2025-04-02", "reviewed: 2025-04-25", 1), "utf-8")
    preview.save()
    preview.answer("sitemap.xml")
    parts = b"".join(part.read_bytes() for part in preview.site.glob("sitemap-*.xml"))
    # The claim's, and those of the lists that show it.
    assert parts.count(b"<lastmod>2025-04-25</lastmod>") > 1
    assert re.search(
        rb"<loc>[^<]*/claims/every-ferry-inspected/</loc><lastmod>2025-04-25</lastmod>", parts
    )
