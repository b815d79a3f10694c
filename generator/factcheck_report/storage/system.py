"""Whether this system has what the product needs to read and write files safely.

Links are refused at every step of a path, and locks end with their process. Windows has neither.
This module imports nothing that Windows lacks, so that it can say so.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

NEEDED = ("O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "fchmod", "geteuid")
"""Names in the module `os`."""


def unsupported_system() -> str:
    """What to do on a system on which the product does not run; empty on all others."""
    is_supported = (
        sys.platform != "win32"
        and find_spec("fcntl") is not None
        and all(hasattr(os, name) for name in NEEDED)
    )
    if is_supported:
        return ""
    return (
        "factcheck runs on Linux and macOS. On Windows, use WSL, the Linux that comes with Windows "
        "(https://learn.microsoft.com/windows/wsl/install): install factcheck there, and run the "
        "same command there."
    )
