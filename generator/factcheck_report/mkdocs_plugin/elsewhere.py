"""Builds a site beside the published one, and puts it in place only when it is complete.

MkDocs empties its output folder first: a build that is killed or stops midway would leave a part.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from factcheck_report.mkdocs_plugin.logs import log
from factcheck_report.site.publishing import refuse_foreign, unwritable
from factcheck_report.site.replacement import FolderReplacement, NotPublished
from factcheck_report.storage.interrupts import interrupted, interrupts_held_back


class BuildElsewhere:
    """One build into a new folder beside the output folder."""

    def __init__(self) -> None:
        self.complete = False
        """Whether all was built, and nothing went wrong since."""
        self._config: MkDocsConfig | None = None
        self.site = Path()
        """The output folder."""
        self._replacement: FolderReplacement | None = None

    def begin(self, config: MkDocsConfig, *, is_report: bool) -> None:
        """Let MkDocs build into a new folder.

        `is_report` tells whether the report is the whole site: then a folder with other files is
        refused. The folder of a larger site may hold anything, as ever. Raises PluginError.
        """
        self._config, self.site = config, Path(config.site_dir)
        # The folder that a link leads to is replaced, not the link.
        folder = self.site if is_report else self.site.resolve()
        try:
            self._replacement = FolderReplacement(
                folder, refuse_foreign if is_report else _refuse_nothing, keep_hidden=True
            )
        except OSError as error:
            raise PluginError(f"factcheck: {unwritable(self.site, error)}") from error
        except NotPublished as refused:
            raise PluginError(f"factcheck: {refused}") from refused
        config.site_dir = str(self._replacement.path)

    def end(self) -> None:
        """Put the site in place if it is complete, else remove it. Raises PluginError.

        Does nothing the second time.
        """
        replacement, self._replacement = self._replacement, None
        if replacement is None or self._config is None:
            return
        self._config.site_dir = str(self.site)
        try:
            with interrupts_held_back(), closing(replacement):
                if interrupted():
                    log.error("Interrupted. The site was not changed. Fix: Build again.")
                elif self.complete:
                    replacement.put_in_place()
                    log.info("The site is in %s", self.site)
        except OSError as error:
            raise PluginError(f"factcheck: {unwritable(self.site, error)}") from error


def refuse_foreign_folder(folder: Path) -> None:
    """Raise PluginError unless a build may replace everything in a folder."""
    try:
        refuse_foreign(folder)
    except NotPublished as refused:
        raise PluginError(f"factcheck: {refused}") from refused


def _refuse_nothing(folder: Path) -> None:
    pass
