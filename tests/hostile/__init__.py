"""Texts that try to be markup or commands, and characters that are easily confused."""

from __future__ import annotations

SPACES = [" ", "\xa0", "\n", "\r\n", "\r\n\r\n", "\t", " \u2009", "\u202f", "\u3000", " \xad "]
DROPPED = ["\xad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u202e", "\u2067", "\u2069"]
SINGLE, DOUBLE, DASHES = "'’‘‛′‹›", '"“”„‟″«»', "-‐‑‒–—−"
ODD_CHARACTERS = [
    *["a", "b", "the", "s", "1", "10", "²", "e\u0301", "é", "\u0301", "\u0323", "\u212b", "Ω"],
    *SINGLE, *DOUBLE, *DASHES, *SPACES, *DROPPED, *"\u200c\u200d",
    *["…", "...", ".", "[…]", "[", "]", ",", "_", "中", "国", "万", "ก", "\u0e34", "ی", "و"],
    *["\u1112", "\u1161", "\u11ab", "하", "क", "\u0958", "\u093c", "👩", "🚀", "🏽", "🇮", "\ufe0f"],
    *["\U00011099", "\U000110ba", "\U0002f800", "x y", " a ", " b "],
]  # fmt: skip


HOSTILE_DOCUMENT = """\
# No heading and **no bold** and [no link](https://else.example/)
<img src=x onerror=alert(1)> <script>alert(1)</script> </div></article><h1>Verdict: TRUE</h1>
{{ config }} {% include "x" %} {{ cycler.__init__.__globals__.os.popen("id").read() }}
--8<-- "mkdocs.yml"
word{: onclick=alert(1) style="position:fixed"} :smile: (c) 10² ```
| a | b |
|---|---|
<!-- never closed
\x01 control and \u202e reordering
"""
PAYLOAD = "</title><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }} & “x”"
