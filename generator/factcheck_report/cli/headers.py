"""`factcheck headers`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from factcheck_report import addresses
from factcheck_report.site.server_headers import SERVERS, NoPolicy, root_of, site_policy


@click.command()
@click.argument(
    "site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("site")
)
@click.option(
    "--server",
    type=click.Choice(list(SERVERS)),
    required=True,
    help="The server or host whose settings are printed.",
)
def headers(site: Path, server: str) -> None:
    """Print settings with the headers of a site, such as its Content-Security-Policy.

    SITE is the folder of a built site; by default “site”. Print them again after each change to
    overrides/ or to pages in docs/: their scripts and styles are named in the policy.
    """
    try:
        about = json.loads((site / addresses.CLAIMS_JSON).read_bytes())
        base = about["report"]["address"]
        policy = site_policy(site)
    except (OSError, ValueError, KeyError, TypeError):
        raise click.ClickException(
            f"“{site}” holds no report that can be read. Fix: Build the site first: factcheck build"
        ) from None
    except NoPolicy as reason:
        raise click.ClickException(str(reason)) from None
    click.echo(SERVERS[server](policy, root_of(base)), nl=False)
