"""The command `factcheck`."""

from __future__ import annotations

import click


@click.group()
@click.version_option(package_name="factcheck-report")
def main() -> None:
    """Check and publish a fact-check report."""
