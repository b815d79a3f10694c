"""The same pages as an Eleventy project: Markdown, one bare template."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from contents import Contents

from peers import bare
from peers.peer import SITE, Peer, front_matter, write

_PACKAGE = Path(__file__).resolve().parent.parent / "node_modules" / "@11ty" / "eleventy"
_SETTINGS = """\
module.exports = (settings) => {
  settings.addPassthroughCopy({ documents: "." });
  settings.addGlobalData("site", %s);
  settings.addGlobalData("layout", "page.njk");
  return {
    dir: { input: "content", includes: "../layouts", output: "%s" },
    templateFormats: ["md"],
    markdownTemplateEngine: false,
  };
};
"""
_TEMPLATE = bare.template(
    title="{{ title }}",
    site="{{ site }}",
    description="{{ description }}",
    home="{{ home }}",
    body="{{ content | safe }}",
)


def _write(report: Path, contents: Contents, folder: Path) -> None:
    write(folder / "eleventy.config.cjs", _SETTINGS % (json.dumps(contents.title), SITE))
    write(folder / "layouts" / "page.njk", _TEMPLATE)
    contents.write_documents(folder / "documents")
    for page in contents.pages:
        meta = front_matter(page, home=bare.home(page.address))
        write(folder / "content" / page.file, f"{meta}\n{contents.common_mark[page.address]}\n")
    not_found = contents.not_found()
    meta = front_matter(not_found, home="./", permalink=not_found.address)
    write(folder / "content" / "404.md", f"{meta}\n# 404 - Not found\n")


def _versions() -> str | None:
    node = shutil.which("node")
    if node is None or not (_PACKAGE / "package.json").is_file():
        return None
    version = json.loads((_PACKAGE / "package.json").read_text("utf-8"))["version"]
    return f"eleventy {version}, node {_node_version(node)}"


def _node_version(node: str) -> str:
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    return said.strip().removeprefix("v")


PEER = Peer(
    name="eleventy",
    shows="the same Markdown, one bare template; no search, no menu, no styles",
    write=_write,
    command=lambda: ["node", _PACKAGE / "cmd.cjs", "--quiet"],
    find_versions=_versions,
    install="npm install --prefix benchmarks (and Node.js)",
)
