"""The help of the command `factcheck` and of its subcommands agree."""

from importlib import import_module

import click
import pytest

from factcheck_report.cli import main

CONTEXT = click.Context(main)


@pytest.mark.parametrize("name", main.list_commands(CONTEXT))
def test_the_list_of_commands_has_the_first_line_of_each_help(name: str) -> None:
    command = main.get_command(CONTEXT, name)
    assert command is not None
    listed = import_module("factcheck_report.cli").SUMMARIES[name]
    assert command.help and command.help.split("\n\n")[0].replace("\n", " ") == listed
