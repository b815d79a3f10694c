"""Files for GitHub, GitLab and pre-commit: valid, and safe for forks."""

from __future__ import annotations

import http.server
import io
import json
import os
import re
import shlex
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click
import pytest
import yaml

from factcheck_report.cli import main
from factcheck_report.pages.error_reports import report_link
from tests.reports import EXAMPLE, ROOT

STARTED = ROOT / "generator/factcheck_report/scaffold/files"
"""What `factcheck init` writes."""
OURS = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
WORKFLOWS = [*OURS, *sorted((STARTED / "github/dot-github/workflows").glob("*.y*ml"))]
GITLAB = STARTED / "gitlab/dot-gitlab-ci.yml"
MAY_WRITE = {
    ("comment.yml", "comment"): {"pull-requests"},
    ("publish.yml", "deploy"): {"pages", "id-token"},
    ("release.yml", "attest"): {"id-token", "attestations"},
}
# The programs that tests need are next to this Python, whether or not its folder is on the PATH.
PROGRAMS = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))


def read(path: Path) -> Any:
    # YAML 1.1 reads the key `on` as true; as text, everything is what it says.
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def jobs(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from read(path)["jobs"].items()


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for _, job in jobs(path):
        yield from job["steps"]


def lint(*paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["actionlint", "-no-color", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PATH": PROGRAMS},
    )


def test_actionlint_has_nothing_to_say() -> None:
    done = lint(*WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_and_shellcheck_find_mistakes(tmp_path: Path) -> None:
    text = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    broken = tmp_path / "check.yml"
    broken.write_text(text.replace("make site", "echo $UNQUOTED ${{ github.head_ref }}"), "utf-8")
    said = lint(broken).stdout
    assert "shellcheck" in said
    assert "github.head_ref" in said


def audit(*paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["zizmor", "--offline", "--no-progress", "--quiet", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": PROGRAMS},
    )


def test_zizmor_has_nothing_to_say() -> None:
    done = audit(*WORKFLOWS, ROOT / ".github/dependabot.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_weaknesses(tmp_path: Path) -> None:
    text = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    weak = tmp_path / "check.yml"
    weak.write_text(text.replace("  pull_request:", "  pull_request_target:"), "utf-8")
    said = audit(weak)
    assert said.returncode != 0
    assert "dangerous-triggers" in said.stdout


def test_a_release_is_made_by_a_job_that_may_sign_nothing() -> None:
    workflow = read(ROOT / ".github/workflows/release.yml")
    assert workflow["on"] == {"push": {"tags": ["v*"]}}
    made, signed = workflow["jobs"]["make"], workflow["jobs"]["attest"]
    assert "permissions" not in made
    names = [step.get("name") or step.get("run") or step["uses"] for step in made["steps"]]
    assert names.index("Check who signed the tag") < names.index("make test")
    assert names.index("make test") < names.index("make release")
    assert not [step for step in signed["steps"] if "run" in step]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_workflows_hold_no_more_rights_than_they_need(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for name, job in jobs(path):
        rights = job.get("permissions", {})
        assert isinstance(rights, dict), "no read-all, no write-all"
        writing = {right for right, level in rights.items() if level != "read"}
        assert writing == MAY_WRITE.get((path.name, name), set())
        assert job["timeout-minutes"]
    assert "pull_request_target" not in workflow["on"]
    assert "secrets" not in path.read_text("utf-8").replace("no secrets", "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_scripts_take_nothing_from_expressions(path: Path) -> None:
    for step in steps(path):
        assert "${{" not in step.get("run", ""), "an expression is pasted into a script"
        assert "${{" not in step.get("shell", "")
        for value in step.get("env", {}).values():
            # What a stranger can choose does not reach a script through the environment either.
            assert not re.search(r"github\.(event|head_ref)", value)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_actions_are_pinned_and_keep_no_token(path: Path) -> None:
    for step in steps(path):
        if "uses" not in step:
            continue
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
        if step["uses"].startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
            assert "ref" not in step["with"]
    for line in path.read_text("utf-8").splitlines():
        assert "uses: " not in line or re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)


def test_workflows_for_pull_requests_have_no_secrets() -> None:
    for path in WORKFLOWS:
        if "pull_request" in read(path)["on"]:
            text = path.read_text("utf-8")
            assert "github.token" not in text
            assert "GITHUB_TOKEN" not in text
            assert "self-hosted" not in text
            assert all("permissions" not in job for _, job in jobs(path))


def test_only_the_build_of_the_main_branch_has_a_cache() -> None:
    cached = [
        (path.name, name, step["with"]["path"])
        for path in WORKFLOWS
        for name, job in jobs(path)
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/cache")
    ]
    assert cached == [("publish.yml", "build", "~/.cache/factcheck")] * 2
    for path in WORKFLOWS:
        if path.name == "publish.yml":
            publish = read(path)
            assert publish["jobs"]["build"]["if"] == "${{ github.ref == 'refs/heads/main' }}"
            others = {"pull_request", "pull_request_target", "workflow_run"}
            assert not others & publish["on"].keys()

    gitlab = read(GITLAB)
    assert [name for name, job in gitlab.items() if "cache" in job] == ["pages"]
    pages = gitlab["pages"]
    assert [rule["if"] for rule in pages["rules"]] == ["$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"]
    home = pages["variables"]["XDG_CACHE_HOME"].removeprefix("$CI_PROJECT_DIR/")
    assert pages["cache"]["paths"] == [f"{home}/factcheck/"]


def test_the_workflow_that_may_write_runs_no_code_of_the_pull_request() -> None:
    path = ROOT / ".github/workflows/comment.yml"
    workflow = read(path)
    assert workflow["on"] == {"workflow_run": {"workflows": ["Check"], "types": ["completed"]}}
    assert read(path.with_name("check.yml"))["name"] == "Check"
    [step] = steps(path)
    assert "uses" not in step
    imported = set(re.findall(r"^(?:import|from) ([a-z]+)", step["run"], re.M))
    assert imported <= sys.stdlib_module_names - {"subprocess", "pickle", "importlib", "runpy"}


# The comment, posted to a GitHub of our own.


class _GitHub(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {key: value[0] for key, value in parse_qs(parts.query).items()}
        ours = self.server
        ours.asked.append((self.path, self.headers.get("Authorization")))
        path = parts.path.removeprefix("/repos/paper/report")
        if path == "/pulls":
            wanted = [ours.pulls.get(query["head"])] if query["base"] == "main" else []
            self.answer([pull for pull in wanted if pull])
        elif path == "/actions/runs/77/artifacts":
            size = len(ours.artifact) if ours.size is None else ours.size
            item = {"id": 5, "created_at": "2026-01-01T00:00:00Z", "size_in_bytes": size}
            self.answer({"artifacts": [item] if ours.artifact else []})
        elif path == "/actions/artifacts/5/zip":
            self.send_response(302)
            self.send_header("Location", "/store/comparison.zip")
            self.end_headers()
        elif path == "/store/comparison.zip":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(ours.artifact)
        elif path == "/issues/7/comments":
            first = (int(query["page"]) - 1) * 100
            self.answer(ours.comments[first : first + 100])
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.written.append((self.command, self.path, body["body"]))
        self.answer({})

    do_PATCH = do_POST  # noqa: N815 - the name that http.server asks for

    def answer(self, value: object) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    """Repository paper/report, in which one@fork's branch `patch` is pull request 7."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _GitHub)
        self.pulls: dict[str, dict[str, Any]] = {
            "one:patch": {"number": 7, "head": {"sha": "c" * 40}}
        }
        self.artifact = b""
        self.size: int | None = None
        self.comments: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str | None]] = []
        self.written: list[tuple[str, str, str]] = []

    def leave(self, text: str, name: str = "comparison.md") -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, text)
        self.artifact = packed.getvalue()


@pytest.fixture
def github() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def comment(github: Server, folder: Path) -> list[tuple[str, str, str]]:
    """Runs the workflow's own script as the runner would, and returns what it wrote to GitHub."""
    [step] = steps(ROOT / ".github/workflows/comment.yml")
    (folder / "script.py").write_text(step["run"], "utf-8")
    event = {
        "repository": {"default_branch": "main", "html_url": "https://github.com/paper/report"},
        "workflow_run": {
            "id": 77,
            "head_sha": "c" * 40,
            "head_branch": "patch",
            "head_repository": {"owner": {"login": "one"}},
        },
    }
    (folder / "event.json").write_text(json.dumps(event), "utf-8")
    done = subprocess.run(
        [sys.executable, *shlex.split(step["shell"].format("script.py"))[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={
            "GITHUB_API_URL": f"http://127.0.0.1:{github.server_port}",
            "GITHUB_REPOSITORY": "paper/report",
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GITHUB_TOKEN": "t0ken",
        },
    )
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["event.json", "script.py"]
    return github.written


MARK = "<!-- factcheck compare -->"


def test_the_comparison_is_posted_once_and_then_renewed(github: Server, tmp_path: Path) -> None:
    table = "| claim | was | is |\n|---|---|---|\n| a | b | c |\n"
    github.leave(f"{MARK}\n### One verdict changed\n\n{table}")
    [(method, path, body)] = comment(github, tmp_path)
    assert (method, path) == ("POST", "/repos/paper/report/issues/7/comments")
    assert body.startswith(MARK) and body.count("factcheck compare") == 1
    assert "cccccccccccc" in body
    assert body.endswith(table)

    # A stranger's comment with the mark is not taken for ours, and ours is found on a later page.
    github.written.clear()
    other = {"user": {"login": "one"}, "body": MARK, "id": 1}
    ours = {"user": {"login": "github-actions[bot]"}, "body": body, "id": 42}
    github.comments = [other] * 100 + [ours]
    [(method, path, _)] = comment(github, tmp_path)
    assert (method, path) == ("PATCH", "/repos/paper/report/issues/comments/42")

    seen = dict(github.asked)
    assert seen.pop("/store/comparison.zip") is None, "the store must not see the token"
    assert set(seen.values()) == {"Bearer t0ken"}


def test_text_from_a_fork_cannot_mention_people_or_load_pictures(
    github: Server, tmp_path: Path
) -> None:
    github.leave("@paper/editors ![](https://example.org/p.png) <img src=x> <!-- </a> \x1b[31m")
    [(_, _, body)] = comment(github, tmp_path)
    text = body.partition("\n\n")[2]
    assert "paper/editors" in text and "img src=x" in text
    for harm in ("@p", "![", "<i", "<!", "</", "\x1b"):
        assert harm not in text


@pytest.mark.parametrize("text", ["x" * 400_000, "@" * 400_000, "é" * 400_000, "\0" * 20_000_000])
def test_a_long_comparison_is_shortened(github: Server, tmp_path: Path, text: str) -> None:
    github.leave(text)
    [(_, _, body)] = comment(github, tmp_path)
    assert len(body) < 65_536


def test_without_a_usable_text_the_comment_says_so(github: Server, tmp_path: Path) -> None:
    def said() -> str:
        github.written.clear()
        [(_, _, body)] = comment(github, tmp_path)
        return body

    missing = "did not come as far as a comparison"
    assert missing in said()
    github.artifact = b"no archive"
    assert missing in said()
    github.leave("text", name="../comparison.md")
    assert missing in said()
    github.leave("text")
    github.size = 2_000_000
    assert missing in said()
    github.size, github.artifact = 10, b"PK" + b"0" * 2_000_000
    assert missing in said()


def test_only_the_pull_request_that_was_checked_is_commented(
    github: Server, tmp_path: Path
) -> None:
    github.leave("text")
    github.pulls["one:patch"]["head"]["sha"] = "d" * 40  # a newer push
    github.pulls["two:patch"] = {"number": 8, "head": {"sha": "c" * 40}}  # another fork
    assert comment(github, tmp_path) == []


# What the files name exists.


def scripts() -> Iterator[str]:
    for path in WORKFLOWS:
        for step in steps(path):
            if "shell" not in step:
                yield step.get("run", "")
    for name, job in read(GITLAB).items():
        if isinstance(job, dict) and "script" in job:
            assert name
            for line in job["script"]:
                yield line if isinstance(line, str) else "\n".join(line)
    for hook in read(ROOT / ".pre-commit-hooks.yaml"):
        yield hook["entry"]


def commands(name: str) -> list[list[str]]:
    """The arguments of each call of a program in the files."""
    found = []
    for script in scripts():
        for match in re.finditer(rf"(?:^|[\s;&|/]){name} ([^#>|&;\n]*)", script):
            found.append(shlex.split(match[1]))
    return found


def test_every_command_of_make_exists() -> None:
    targets = {arguments[0] for arguments in commands("make")} - {"git"}
    targets = {target for target in targets if not target.startswith("-")}
    assert {"check", "site", "test"} <= targets
    for target in targets:
        done = subprocess.run(
            ["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_every_command_of_factcheck_exists() -> None:
    assert isinstance(main, click.Group)
    context = click.Context(main)
    called = commands("factcheck")
    assert {"check", "compare"} <= {arguments[0] for arguments in called}
    for arguments in called:
        command = main.get_command(context, arguments[0])
        assert command is not None, arguments
        known = {option for parameter in command.params for option in parameter.opts}
        assert {part for part in arguments if part.startswith("-")} <= known


def test_the_hook_runs_when_a_file_of_the_report_changes() -> None:
    [hook] = read(ROOT / ".pre-commit-hooks.yaml")
    assert hook["id"] == "factcheck-check"
    assert (hook["language"], hook["pass_filenames"]) == ("python", "false")
    files = ["claims.yaml", "claims/drones.yaml"]
    files += [f"seeds/{path.name}" for path in (EXAMPLE / "seeds").iterdir()]
    for file in files:
        assert re.search(hook["files"], file), file
    assert not re.search(hook["files"], "docs/claims.yaml")


def test_the_form_for_errors_takes_the_claim_from_the_link() -> None:
    form = read(ROOT / ".github/ISSUE_TEMPLATE/error.yml")
    fields = {field["id"]: field for field in form["body"] if "id" in field}
    assert fields["claim"]["type"] == "input"
    guide = (ROOT / "hosting/README.md").read_text("utf-8")
    address = re.search(r"report_errors: (\S+?)`", guide)
    assert address
    query = parse_qs(urlsplit(report_link(address[1], "some-claim", "")).query)
    assert query == {"template": ["error.yml"], "claim": ["some-claim"]}
    assert query.keys() - {"template"} <= fields.keys()


def test_reports_made_by_init_are_checked_as_ours_is() -> None:
    started = STARTED / "github/dot-github"
    for name in (
        "workflows/check.yml",
        "workflows/comment.yml",
        "ISSUE_TEMPLATE/error.yml",
        "pull_request_template.md",
    ):
        assert (started / name).read_text("utf-8") == (ROOT / ".github" / name).read_text("utf-8")
    ours, theirs = (
        read(folder / "workflows/publish.yml") for folder in (ROOT / ".github", started)
    )
    # Ours runs the tests of the product before it builds, theirs checks the report.
    assert ours["jobs"].pop("test")["steps"][1] == {"run": "make test"}
    assert theirs["jobs"].pop("check")["steps"][1] == {"run": "make check"}
    assert ours["jobs"]["build"].pop("needs") == "test"
    assert theirs["jobs"]["build"].pop("needs") == "check"
    assert ours == theirs


def test_links_in_the_guide_lead_somewhere() -> None:
    guide = ROOT / "hosting/README.md"
    links = re.findall(r"\]\(([^)\s]+)\)", guide.read_text("utf-8"))
    assert links
    for link in links:
        assert link.startswith("https://") or (guide.parent / link).is_file(), link
