"""Saves of every kind that an editor makes, and how the preview shows each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.preview import banner
from tests.reports import CLAIMS, ROOT, SOURCE, Folder, sha256

CLAIM = "claims/no-drones-sent/"
OVERRIDE = "overrides/factcheck/claim.html"
STYLE = "stylesheets/own.css"
WHOLE = "A spokesman of the other side said that dozens of drones had been sent in summer."
PART = "dozens of drones had been sent in summer"


@dataclass(frozen=True)
class Saved:
    """What the preview shows after a save, and where."""

    kind: str
    address: str
    is_shown: Callable[[int, str], bool]
    """Takes the status and the text of the answer."""


class MixedSaves:
    """Saves changes of all kinds by turns, each with another mark."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._turn = 0
        self._summary = "The minister"
        self._title = "No"
        self._quote = WHOLE
        self._new = ""
        folder.replace(
            "mkdocs.yml",
            "  font: false\n",
            f"  font: false\n  custom_dir: overrides\nextra_css: [{STYLE}]\n",
        )
        folder.write(f"docs/{STYLE}", "h1 {}\n")
        folder.write("docs/own.md", "# Own\n")
        template = ROOT / "generator/factcheck_report/rendering/templates/claim.html"
        self._template = template.read_text("utf-8")
        folder.write(OVERRIDE, self._template)
        self._write_claims()

    KINDS = (
        "claim text",
        "title",
        "hand-written page",
        "quote",
        "new claim",
        "template override",
        "broken file",
        "mended file",
        "removed claim",
        "style sheet",
        "document",
    )

    def save(self) -> Saved:
        """Save the next change, and say how it shows."""
        self._turn += 1
        kind = self.KINDS[(self._turn - 1) % len(self.KINDS)]
        mark = f"Saved{self._turn}x"
        address, wanted = CLAIM, mark
        match kind:
            case "claim text":
                self._summary = mark
                self._write_claims()
            case "title":
                self._title = mark
                self._write_claims()
            case "quote":
                self._quote = PART if self._quote == WHOLE else WHOLE
                self._write_claims()
                wanted = f">{self._quote}<"
            case "new claim":
                self._new = f"new-{self._turn}"
                self._write_claims()
                address, wanted = f"claims/{self._new}/", "No drones were sent"
            case "removed claim":
                address, self._new = f"claims/{self._new}/", ""
                self._write_claims()
                return Saved(kind, address, lambda status, _: status == 404)
            case "broken file":
                self._write_claims(f"    verdict: [{mark}\n")
                return Saved(
                    kind,
                    CLAIM,
                    lambda status, page: status == 200 and "claims.yaml" in banner(page),
                )
            case "mended file":
                self._write_claims()
                return Saved(kind, CLAIM, lambda status, page: status == 200 and not banner(page))
            case "document":
                self._folder.write("seeds/gazette.txt", f"{SOURCE}\n{mark}\n")
                self._document = f"{SOURCE}\n{mark}\n"
                self._write_claims()
                address = "sources/gazette/"
            case "hand-written page":
                self._folder.write("docs/own.md", f"# Own\n\n{mark}\n")
                address = "own/"
            case "template override":
                self._folder.write(OVERRIDE, f"{self._template}\n<p>{mark}</p>\n")
            case "style sheet":
                self._folder.write(f"docs/{STYLE}", f"h1 {{}} /* {mark} */\n")
                address = STYLE
        return Saved(kind, address, lambda status, page: status == 200 and wanted in page)

    _document = SOURCE

    def _write_claims(self, broken: str = "") -> None:
        claims = CLAIMS.format(sha256=sha256(self._document))
        entry = claims.partition("claims:\n")[2]
        for old, new in (
            ("No drones were", f"{self._title} drones were"),
            ("The minister said so;", f"{self._summary} said so;"),
            (WHOLE, self._quote),
        ):
            claims = claims.replace(old, new, 1)
        if self._new:
            claims += entry.replace("no-drones-sent", self._new)
        self._folder.write("claims.yaml", claims + broken)
