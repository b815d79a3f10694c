"""The command `factcheck`. Exit codes: 0 all is well, 1 problems, 2 wrong usage.

Each of its commands is a module of the same name, imported only when it is asked for, so that
none has to wait for what another one needs.
"""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "check": "Say all that is wrong with the report.",
    "compare": "Say what a change alters for readers, as Markdown for a pull request.",
    "build": "Build the site and put it in place as a whole.",
    "find": "Find words in the sources, as quotes ready to paste.",
    "fix": "Write the file's own words where a quote differs in capitals, punctuation or the like.",
    "new": "Add a claim to fill in.",
    "pin": "Record the files of sources as they are now.",
    "rules": "Explain a rule that a problem names.",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"factcheck_report.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101 - each module has its command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="factcheck-report")
def main() -> None:
    """Check and publish a fact-check report."""
