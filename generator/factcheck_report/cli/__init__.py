"""The command `factcheck`. Exit codes: 0 success, 1 problems, 2 wrong usage.

Each subcommand is a module of the same name, imported only when it is called, so that no command
waits for the imports of another. Python reserves the word “import”: that module has a longer name.
"""

from __future__ import annotations

import errno
import os
from importlib import import_module
from typing import Any

import click

from factcheck_report.storage.interrupts import remember_interrupts
from factcheck_report.storage.system import unsupported_system

SUMMARIES = {
    "init": "Start a report of your own in a new folder.",
    "check": "Check every quote against its source file, and the report against all rules.",
    "compare": "Print, as Markdown for a pull request, what a change alters for readers.",
    "build": "Build the site with MkDocs, check every link in it, and replace the output folder.",
    "export": "Write the report as a project for Zensical: Markdown with raw HTML, assets, data.",
    "checksums": "Write SHA256SUMS, the hashes of all files, after another program built the site.",
    "headers": "Print settings with the headers of a site, such as its Content-Security-Policy.",
    "verify": "Check a published report: its quotes, counts, verdicts, pages and files.",
    "bundle": "Pack the built report into one archive that anybody can check years later.",
    "add": "Take documents in: text, Markdown, web pages, PDF, Word, subtitles, web archives.",
    "import": "Add published fact-checks as drafts: ClaimReview in pages and feeds, or CSV.",
    "find": "Find words in the sources and print them as quotes, ready to paste.",
    "fix": "Correct quotes that differ from their file in capitals, punctuation or the like.",
    "new": "Add a claim to fill in.",
    "rename": "Give a claim, source, origin, verdict or claimant another id.",
    "pin": "Record the current state of source files.",
    "rules": "Explain a rule, or list all rules.",
}
"""The first line of each command's help. Reading it from the commands would import them all."""

_MODULES = {"import": "import_claims"}
"""Modules that do not have the name of their command."""


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; tell what stops it in words."""
        remember_interrupts()
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.ClickException("Interrupted. Fix: Run the command again.") from None
        except OSError as error:
            # Click answers a reader that has gone, as in “factcheck check | head”.
            if error.errno == errno.EPIPE:
                raise
            raise click.ClickException(_in_words(error)) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUMMARIES:
            return None
        if message := unsupported_system():
            raise click.ClickException(message)
        name = _MODULES.get(cmd_name, cmd_name)
        command = getattr(import_module(f"factcheck_report.cli.{name}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 - each module has its command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


def _in_words(error: OSError) -> str:
    name = f"“{os.fsdecode(error.filename)}”" if error.filename else "A file"
    return (
        f"{name} cannot be read or written ({error.strerror or error}). Fix: Check that it exists, "
        "that you may read and write it, and that the disk has room. Then run the command again."
    )


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="factcheck-report")
def main() -> None:
    """Check and publish a fact-check report."""
