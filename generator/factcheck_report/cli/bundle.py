"""`factcheck bundle`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from factcheck_report.cli.claims_files import read_claims_files
from factcheck_report.cli.options import report_options
from factcheck_report.loading import load
from factcheck_report.model import Display
from factcheck_report.site.bundle import NotBundled
from factcheck_report.site.bundle import bundle as make_bundle
from factcheck_report.site.publishing import reports_in
from factcheck_report.storage.atomic_write import write_atomically


@click.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("site"))
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("report-bundle.zip"),
    show_default=True,
    help="The archive.",
)
@report_options
def bundle(site: Path, output: Path, folder: Path, claims: str | None) -> None:
    """Pack the built report into one archive that anybody can check years later.

    SITE is the folder that “factcheck build” wrote; by default “site”. The archive has the data,
    the documents, the hashes and verify.py, and nothing that is not published.
    """
    reports = reports_in(site)
    if len(reports) > 1:
        raise click.UsageError(
            f"“{site}” has {len(reports)} reports. Name the folder of one of them: "
            + " or ".join(str(site / path) for path in reports)
        )
    texts = read_claims_files(folder, claims)
    published = not _hides_anything(texts)
    try:
        archive = make_bundle(site.joinpath(*reports), texts if published else None)
        write_atomically(output, archive)
    except NotBundled as refused:
        raise click.ClickException(str(refused)) from None
    except OSError as error:
        raise click.ClickException(
            f"“{output}” cannot be written ({error.strerror}). Fix: Make room on the disk, give "
            "yourself permission to write the folder, or choose another file with --output."
        ) from None
    click.echo(f"{output}: {len(archive):,} bytes. Unpack it, and run: python3 verify.py")
    if not published:
        click.echo(
            "The claims files are not in it: the report has drafts, or documents that may be shown "
            "only in excerpts."
        )


def _hides_anything(texts: Mapping[str, str]) -> bool:
    """Whether claims files may hold words that the site does not publish."""
    draft = load(texts).draft
    return any(
        claim.draft or claim.publish_from is not None for claim in draft.claims.values()
    ) or any(source.display is not Display.FULL for source in draft.sources.values())
