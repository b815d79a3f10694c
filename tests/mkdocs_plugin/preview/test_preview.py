"""`mkdocs serve`: a real server, files saved while it runs, pages fetched from it."""

from __future__ import annotations

import shutil
import urllib.request
from collections.abc import Callable
from types import SimpleNamespace
from urllib.error import HTTPError

import pytest
from watchdog.events import FileModifiedEvent

from factcheck_report.mkdocs_plugin.preview import watching
from tests.preview import PreviewServer, banner, notes
from tests.reports import SOURCE, Folder
from tests.waiting import PATIENCE, open_files


@pytest.mark.parametrize("turns", [5, pytest.param(150, marks=pytest.mark.long)])
def test_good_and_bad_saves_in_turn(
    turns: int, folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)
    good = folder.read("claims.yaml")
    line = good.splitlines().index("        stance: supports") + 1

    for turn in range(turns):
        folder.write("claims.yaml", good.replace("stance: supports", f"stance: bad-{turn}"))
        page = server.wait_for(
            lambda page, turn=turn: f"bad-{turn}" in banner(page), "claims/no-drones-sent/"
        )
        assert f"claims.yaml, line {line}:" in banner(page)
        assert "Fix:" in banner(page)
        assert "No drones were sent" in page

        folder.write("claims.yaml", good.replace("Who sent what", f"Report {turn}"))
        page = server.wait_for(lambda page, turn=turn: f"Report {turn}" in page)
        assert not banner(page)

    assert "Traceback" not in server.output()


def test_a_preview_starts_with_a_broken_report(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    folder.write("docs/own.md", "# Own\n\n[To the claim](claims/no-drones-sent/index.md)\n")
    folder.replace("claims.yaml", "stance: supports", "stance: suports")
    server = serve_report("--strict")

    page = server.wait_for(banner)
    assert "“stance” cannot be “suports”" in banner(page)
    assert banner(server.get("claims/"))
    assert banner(server.get("own/"))

    folder.replace("claims.yaml", "stance: suports", "stance: supports")
    page = server.wait_for(lambda page: not banner(page))
    assert "Who sent what" in page


def test_changes_of_sources_pages_theme_and_configuration_show(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    folder.write(
        "mkdocs.yml",
        folder.read("mkdocs.yml").replace(
            "  font: false\n", "  font: false\n  custom_dir: overrides\n"
        ),
    )
    folder.write("overrides/main.html", '{% extends "base.html" %}')
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)

    # A source that changes under its quotes.
    folder.write("seeds/gazette.txt", SOURCE.replace("dozens", "hundreds"))
    server.wait_for(lambda page: "has changed" in banner(page))
    folder.write("seeds/gazette.txt", SOURCE)
    server.wait_for(lambda page: not banner(page))

    # The whole folder of sources, gone and back.
    shutil.move(folder.path / "seeds", folder.path.parent / "seeds")
    server.wait_for(lambda page: "no file" in banner(page))
    shutil.move(folder.path.parent / "seeds", folder.path / "seeds")
    server.wait_for(lambda page: not banner(page))
    folder.write("seeds/gazette.txt", SOURCE.replace("summer", "winter"))
    server.wait_for(lambda page: "has changed" in banner(page))
    folder.write("seeds/gazette.txt", SOURCE)
    server.wait_for(lambda page: not banner(page))

    # The same for the hand-written pages.
    folder.write("docs/own.md", "# Own page\n")
    server.wait_for(lambda page: "Own page" in page, "own/")
    shutil.move(folder.path / "docs", folder.path.parent / "docs")
    server.wait_for(lambda page: "docs_dir" in server.output() and banner(page), "own/")
    shutil.move(folder.path.parent / "docs", folder.path / "docs")
    server.wait_for(lambda page: "Own page" in page and not banner(page), "own/")
    folder.write("docs/own.md", "# Own page, changed\n")
    server.wait_for(lambda page: "Own page, changed" in page, "own/")

    # An override of the theme, broken and mended.
    folder.write(
        "overrides/main.html", '{% extends "base.html" %}{% block announce %}Hello{% endblock %}'
    )
    server.wait_for(lambda page: "Hello" in page)
    folder.write("overrides/main.html", '{% extends "base.html" %}{% block announce %}')
    server.wait_for(lambda page: "overrides/main.html" in banner(page) and "Hello" in page)
    folder.write("overrides/main.html", '{% extends "base.html" %}{{ nothing.at.all }}')
    folder.write(
        "overrides/main.html",
        '{% extends "base.html" %}{% block announce %}{{ no.such }}{% endblock %}',
    )
    server.wait_for(lambda page: "could not be built" in banner(page))
    folder.write("overrides/main.html", '{% extends "base.html" %}')
    server.wait_for(lambda page: not banner(page) and "Hello" not in page)

    # A page template of the report's own, new while the server runs.
    folder.write("overrides/factcheck/home.html", "<h1 id='x'>Own home</h1>")
    server.wait_for(lambda page: "Own home" in page)
    folder.write("overrides/factcheck/home.html", "<h1 id='x'>{{ nobody }}</h1>")
    server.wait_for(lambda page: "home.html, line 1" in banner(page) and "Own home" in page)

    # The configuration itself.
    folder.write("overrides/factcheck/home.html", "<h1 id='x'>Own home</h1>")
    server.wait_for(lambda page: not banner(page))
    config = folder.read("mkdocs.yml")
    folder.write("mkdocs.yml", config + "plugins: [\n")
    server.wait_for(lambda page: "mkdocs.yml" in banner(page))
    folder.write("mkdocs.yml", config)
    server.wait_for(lambda page: not banner(page))


def test_a_hook_that_fails_is_named(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)
    folder.write("hook.py", "def on_page_context(context, page, **_):\n    page.title + 1\n")
    folder.replace("mkdocs.yml", "plugins:\n", "hooks: [hook.py]\nplugins:\n")
    server.wait_for(lambda page: "The hook “hook.py” failed" in banner(page))
    assert "Who sent what" in server.get()


def test_a_claim_added_and_removed(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)
    good = folder.read("claims.yaml")
    entry = good.partition("claims:\n")[2].replace("no-drones-sent", "a-second-claim")

    folder.write("claims.yaml", good + entry)
    server.wait_for(lambda page: "a-second-claim" in page, "claims/")
    assert "No drones were sent" in server.get("claims/a-second-claim/")

    folder.write("claims.yaml", good)
    server.wait_for(lambda page: "a-second-claim" not in page, "claims/")
    with pytest.raises(HTTPError):
        urllib.request.urlopen(server.address + "claims/a-second-claim/", timeout=PATIENCE)


def test_a_page_is_there_during_a_rebuild(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)
    shown = "The preview shows the changed report."
    for turn in range(3):
        # The page of one is written when it is asked for; for the other, all are.
        folder.write("claims.yaml", folder.read("claims.yaml") + f"# {turn}\n")
        server.keeps("Who sent what", lambda turn=turn: server.output().count(shown) > turn)
        folder.write("docs/own.md", f"# Turn {turn}\n")
        server.keeps("Who sent what", lambda turn=turn: f"Turn {turn}" in server.get("own/"))


def test_nothing_is_left_behind(
    folder: Folder, serve_report: Callable[..., PreviewServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = folder.path.parent / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    server = serve_report("--strict")
    server.wait_for(lambda page: "Who sent what" in page)
    folder.write("docs/own.md", "# Own\n\n[dead](nowhere.md)\n")
    server.wait_for(lambda page: "could not be built" in banner(page))
    folder.write("docs/own.md", "# Own\n")
    server.wait_for(lambda page: not banner(page))
    server.stop()

    assert list(scratch.iterdir()) == []


@pytest.mark.long
def test_failing_rebuilds_leave_no_temporary_files(
    folder: Folder, serve_report: Callable[..., PreviewServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = folder.path.parent / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    folder.replace("mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: overrides\n")
    folder.write("overrides/factcheck/verdicts.html", "<h1 id='x'>Own verdicts</h1>")
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)
    good, held = folder.read("claims.yaml"), []
    for turn in range(4):
        folder.write("claims.yaml", good.replace("Who sent what", f"Report {turn}"))
        server.wait_for(lambda page, turn=turn: f"Report {turn}" in page)
        # One that fails in the middle.
        folder.write("overrides/404.html", "{{ no.such.thing }}")
        server.wait_for(lambda page: "could not be built" in banner(page))
        (folder.path / "overrides/404.html").unlink()
        server.wait_for(lambda page: not banner(page))
        opened = open_files(server.process.pid)
        files = [path for path in opened if path.startswith(str(scratch))]
        held.append((len(list(scratch.iterdir())), len(files)))
    assert max(held[2:]) <= max(held[:2]), held


def test_a_port_in_use_is_reported(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)
    taken = server.address.removeprefix("http://").rstrip("/")
    second = folder.run("mkdocs", "serve", "--dev-addr", taken)

    assert second.returncode != 0
    assert "choose another port" in second.stderr
    assert "Traceback" not in second.stderr


def test_the_banner_shows_markup_as_text(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)
    folder.replace("claims.yaml", "stance: supports", "stance: '<script>alert(1)</script>'")

    page = server.wait_for(banner)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in banner(page)


def test_without_live_reload_it_still_serves(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    server = serve_report("--no-livereload")

    server.wait_for(lambda page: "Who sent what" in page)


def test_warnings_stand_on_the_page_they_concern(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    folder.replace(
        "claims.yaml", "  summary: One", "  rules: {short-quote: warning}\n  summary: One"
    )
    folder.write(
        "claims.yaml",
        folder.read("claims.yaml")
        + "      - text: in summer.\n        source: gazette\n        stance: context\n"
        "        wording: document\n",
    )
    server = serve_report()
    page = server.wait_for(notes, "claims/no-drones-sent/")
    assert "1 warning" in notes(page)
    assert "Fix:" in notes(page)
    assert not notes(server.get("sources/gazette/"))


def test_edited_claims_are_listed_and_marked_until_they_are_committed(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    folder.git("init", "-q")
    folder.commit()
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)
    assert not notes(server.get("claims/no-drones-sent/"))
    assert not notes(server.get())

    folder.replace("claims.yaml", "The minister said so; the other", "He said so; the other")
    page = server.wait_for(lambda page: "Recently edited" in notes(page))
    assert 'href="claims/no-drones-sent/"' in notes(page)
    assert "uncommitted" in notes(server.get("claims/no-drones-sent/"))
    assert not notes(server.get("sources/gazette/"))


def test_a_slowly_written_file_is_read_once(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a server: its own clock and the writer's would run apart on a busy machine."""
    claims = folder.path / "claims.yaml"
    text = folder.read("claims.yaml") + "# Its end.\n"
    lines = iter(text.splitlines(keepends=True))
    told: list[int] = []

    def write_on(seconds: float) -> None:
        """Whoever writes comes one line further while the preview waits."""
        with claims.open("a", encoding="utf-8") as file:
            file.write(next(lines, ""))

    queue = SimpleNamespace(put=lambda event: told.append(claims.stat().st_size))
    server = SimpleNamespace(observer=SimpleNamespace(event_queue=queue))
    monkeypatch.setattr(watching, "time", SimpleNamespace(sleep=write_on))
    preview = watching._ReportFolder(server, folder.path, ("claims.yaml",), folder.path)  # type: ignore[arg-type]
    claims.write_text("", "utf-8")
    for _ in range(100):
        preview.on_any_event(FileModifiedEvent(str(claims)))
    assert told == [len(text.encode())]


def test_notes_stand_on_their_pages_and_never_stop_the_report(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    folder.replace("claims.yaml", "  summary: One", "  rules: {short-quote: note}\n  summary: One")
    folder.replace("claims.yaml", "  summary: One", "  language: eo\n  summary: One")
    folder.write(
        "claims.yaml",
        folder.read("claims.yaml")
        + "      - text: in summer.\n        source: gazette\n        stance: context\n"
        "        wording: document\n",
    )
    server = serve_report()
    page = server.wait_for(notes, "claims/no-drones-sent/")
    assert "1 note" in notes(page) and "[short-quote]" in notes(page)
    assert "warning" not in notes(page)
    assert not banner(page)
    assert "[no-words]" in notes(server.get())

    # What the build noted is still said when a claim alone has changed.
    folder.replace("claims.yaml", "The minister said so;", "He said so;")
    server.wait_for(lambda page: "He said so;" in page, "claims/no-drones-sent/")
    assert "[no-words]" in notes(server.get())


def test_the_banner_counts_many_problems_by_rule(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    server = serve_report()
    server.wait_for(lambda page: "Who sent what" in page)
    tags = "".join(f"      - Number {number}\n" for number in range(70))
    folder.replace(
        "claims.yaml",
        "    verdict: disputed\n",
        f"    verdict: nowhere\n    stated: yesterday\n    tags:\n{tags}",
    )
    shown = banner(server.wait_for(banner))
    assert "72 errors. Fix them before the report can be built." in shown
    assert "By rule: 70 wrong-form, 1 bad-date, 1 unknown-verdict." in shown
    assert "[bad-date]" in shown
    listed = shown.count("<em>Fix:</em>")
    assert f"… and {72 - listed} more: {72 - listed} wrong-form." in shown
