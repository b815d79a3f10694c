"""The plugin's log, and the core's messages in it."""

from __future__ import annotations

import logging

log = logging.getLogger("mkdocs.plugins.factcheck")
"""Below MkDocs' own logger, so that `--strict` counts its warnings."""


class _Forward(logging.Handler):
    """Hands the core's messages to the plugin's log, under the plugin's level."""

    def emit(self, record: logging.LogRecord) -> None:
        """Hand one message on."""
        if log.isEnabledFor(record.levelno):
            log.handle(record)


_FORWARD = _Forward()


def show_core_messages() -> None:
    """From now on, print what the core logs as MkDocs prints the plugin's messages."""
    core = logging.getLogger("factcheck_report")
    core.setLevel(logging.DEBUG)
    # Added once: a logger ignores a handler that it has.
    core.addHandler(_FORWARD)
