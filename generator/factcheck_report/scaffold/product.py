"""How a new report installs the product: from where this installation came, made exact."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

PACKAGE = "factcheck-report"
_VENDOR = "vendor"
_PIP_SECONDS = 300
_SETUPTOOLS = 77


class ProductUnknown(Exception):
    """It cannot be said exactly where the product is to be installed from; says why."""


@dataclass(frozen=True, slots=True)
class Product:
    """The line that installs the product."""

    requirement: str
    """The content of requirements-factcheck.txt."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Files that the line names, by path in the report: a wheel."""


def installed_product() -> Product:
    """The product as it is installed here. Raises ProductUnknown.

    A package from an index or archive is named with its hash, one from Git with its commit. A wheel
    from this machine is copied; a folder is first made into a wheel.
    """
    installed = distribution(PACKAGE)
    # https://packaging.python.org/en/latest/specifications/direct-url/
    recorded = installed.read_text("direct_url.json")
    if recorded is None:
        return _from_index(installed.version)
    origin = json.loads(recorded)
    url = str(origin["url"])
    if "vcs_info" in origin:
        commit = origin["vcs_info"]["commit_id"]
        return _line(f"{PACKAGE} @ {origin['vcs_info']['vcs']}+{url}@{commit}")
    if urlsplit(url).scheme == "file":
        return product_at(Path(url2pathname(unquote(urlsplit(url).path))))
    hashes = origin.get("archive_info", {}).get("hashes", {})
    if "sha256" not in hashes:
        raise ProductUnknown(f"The product was installed from {url}, without a SHA-256 hash.")
    return _line(f"{PACKAGE} @ {url} --hash=sha256:{hashes['sha256']}")


def product_at(path: Path) -> Product:
    """The product from a wheel, or from a folder with its source. Raises ProductUnknown."""
    if path.is_file():
        return _vendored(path)
    if not path.is_dir():
        raise ProductUnknown(f"The product was installed from {path}, which is no longer there.")
    with TemporaryDirectory() as folder:
        # Without isolation nothing is downloaded, but what builds the wheel must be here.
        isolation = ("--no-build-isolation",) if _can_build() else ()
        _pip("wheel", "--no-deps", *isolation, "--wheel-dir", folder, str(path))
        return _vendored(_only_file(Path(folder)))


def _can_build() -> bool:
    """Whether setuptools is here, in the version that pyproject.toml requires."""
    try:
        return int(version("setuptools").partition(".")[0]) >= _SETUPTOOLS
    except (PackageNotFoundError, ValueError):
        return False


def _from_index(release: str) -> Product:
    # The hash of the wheel is not kept when a package is installed.
    with TemporaryDirectory() as folder:
        _pip("download", "--no-deps", "--dest", folder, f"{PACKAGE}=={release}")
        return _line(
            f"{PACKAGE}=={release} --hash=sha256:{_hash(_only_file(Path(folder)).read_bytes())}"
        )


def _vendored(wheel: Path) -> Product:
    if wheel.suffix != ".whl" or not wheel.name.startswith(PACKAGE.replace("-", "_")):
        raise ProductUnknown(f"{wheel} is not a wheel of {PACKAGE}.")
    content = wheel.read_bytes()
    name = f"{_VENDOR}/{wheel.name}"
    return Product(f"./{name} --hash=sha256:{_hash(content)}\n", {name: content})


def _line(requirement: str) -> Product:
    return Product(f"{requirement}\n")


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _only_file(folder: Path) -> Path:
    return next(folder.iterdir())


def _pip(*arguments: str) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        *arguments,
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
            command, check=False, capture_output=True, text=True, timeout=_PIP_SECONDS
        )
    except subprocess.TimeoutExpired as slow:
        raise ProductUnknown(f"pip {arguments[0]} took more than {_PIP_SECONDS} seconds.") from slow
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no reason given."]
        reason = next((line for line in lines if line.startswith("ERROR: ")), lines[-1])
        raise ProductUnknown(f"pip {arguments[0]} failed: {reason.removeprefix('ERROR: ')}")
