"""The files of a new report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import jinja2
import yaml

from factcheck_report.scaffold.product import Product

HOSTS = ("github", "gitlab", "netlify", "none")
"""Where a report can be published with the files that `init` writes; “none” for anywhere else."""
REQUIREMENTS = Path(__file__).parent / "requirements.txt"
"""What the product needs, each package with its version and hashes."""

_FILES = Path(__file__).parent / "files"
_SCHEMA = Path(__file__).parent.parent / "claims.yaml.schema.json"
_TEMPLATE = ".jinja"
"""The ending of files with placeholders. All others are copied as they are."""
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chooses for a new report."""

    title: str
    language: str
    """BCP 47 tag of the report."""
    host: str
    """One of `HOSTS`."""


def has_texts(language: str) -> bool:
    """Whether the example and the pages of a new report are in a language."""
    return _texts_language(language) == language.partition("-")[0]


def default_title(language: str) -> str:
    """The title of a report for which none was chosen."""
    return str(_words(_texts_language(language))["default_title"])


def project_files(choices: Choices, product: Product) -> dict[str, bytes]:
    """The content of each file of a new report, by its path with slashes.

    Texts are in the report's language if there are any in it, else in English.
    """
    texts = _FILES / "texts" / _texts_language(choices.language)
    found = {
        name: path.read_bytes()
        for folder in (_FILES / "all", _FILES / choices.host, texts)
        for name, path in _files_in(folder)
    }
    variables = asdict(choices) | {
        "theme_language": _theme_language(choices.language),
        "digest": lambda name: hashlib.sha256(found[name]).hexdigest(),
        **_words(texts.name),
    }
    environment = _environment()
    files = dict(product.files)
    for name, content in found.items():
        if name.endswith(_TEMPLATE):
            text = environment.from_string(content.decode()).render(variables)
            files[name.removesuffix(_TEMPLATE)] = text.encode()
        else:
            files[name] = content
    files["claims.yaml.schema.json"] = _SCHEMA.read_bytes()
    files["requirements.txt"] = REQUIREMENTS.read_bytes()
    files["requirements-factcheck.txt"] = product.requirement.encode()
    return dict(sorted(files.items()))


def _texts_language(language: str) -> str:
    for tag in (language, language.partition("-")[0]):
        if (_FILES / "texts" / tag / "words.yaml").is_file():
            return tag
    return _ENGLISH


def _words(language: str) -> Mapping[str, str]:
    words = yaml.safe_load((_FILES / "texts" / language / "words.yaml").read_text("utf-8"))
    assert isinstance(words, dict)  # noqa: S101 - a file of ours
    return words


def _theme_language(language: str) -> str:
    """The language of Material's own words: the report's if Material has it, else English."""
    spec = find_spec("material")
    folders = (spec.submodule_search_locations or []) if spec else []
    for tag in (language, language.partition("-")[0]):
        for folder in folders:
            if (Path(folder) / "templates/partials/languages" / f"{tag}.html").is_file():
                return tag
    return _ENGLISH


def _files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Path in the report, with slashes, and template of each file."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        if path.is_file() and name != Path("words.yaml"):
            yield "/".join(part.replace("dot-", ".", 1) for part in name.parts), path


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        # Other signs than usual: `{{` has a meaning in some of the files.
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - YAML and Markdown, not HTML
    )
    # A JSON string is a YAML string, whatever is in it.
    environment.filters["yaml"] = lambda text: json.dumps(text, ensure_ascii=False)
    return environment
