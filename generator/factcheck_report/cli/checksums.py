"""`factcheck checksums`."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck_report import addresses
from factcheck_report.site.checksums import report_folders, write_checksums


@click.command()
@click.argument(
    "site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("site")
)
def checksums(site: Path) -> None:
    """Write SHA256SUMS, the hashes of all files, after another program built the site.

    SITE is the folder that Zensical built from an export, or one whose files were changed after
    “factcheck build”; by default “site”. “factcheck verify” reads the hashes.
    """
    folders = report_folders(site)
    if not folders:
        raise click.ClickException(
            f"“{site}” holds no report: no folder with {addresses.CLAIMS_JSON} and "
            f"{addresses.VERIFIER}. Build the site first."
        )
    for folder in folders:
        file = folder / addresses.CHECKSUMS
        try:
            number = write_checksums(folder)
        except OSError as error:
            raise click.ClickException(
                f"“{file}” cannot be written: {error.filename} ({error.strerror})."
            ) from None
        click.echo(f"{file}: the hashes of {number} files")
