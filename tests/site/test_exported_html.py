"""HTML in a Markdown file: no parser of Markdown reads anything into it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from markupsafe import escape
from zensical.config import DEFAULT_MARKDOWN_EXTENSIONS

from factcheck_report.rendering.renderer import HOME_TEXT_SLOT
from factcheck_report.site.exporting.raw_html import html_block, with_home_text
from tests.hostile import HOSTILE_DOCUMENT, ODD_CHARACTERS, PAYLOAD
from tests.zensical_sites import elements

SIGNS = [
    *("*a*", "__b__", "`c`", "``` js\n", "~~~\n", "[[x]]", "[x](y)", "![x](y)", "[x]: y", "[^1]"),
    *(
        "# h\n",
        "- [ ] t\n",
        "!!! note\n",
        "???+ x\n",
        "| a | b |\n|---|---|\n",
        "{: #id onclick=x}",
    ),
    *("{{ x }}", "{% raw %}", "{{< x >}}", ":smile:", '--8<-- "x"\n', "$x$", "\\(x\\)", "==m=="),
    *("^^i^^", "++ctrl++", "(c)", "-->", "<!--", "</div>", "<p>", "&amp;", "&copy;", "&#38;"),
    *("*[HTML]: x\n", "https://else.example/", "<https://else.example/>", "\n\n", "\n    ", "\t"),
    *("\n \n", "===\n", "---\n", "> q\n", "1. x\n", "\\", "\\*", "%%", "@x", "#1"),
]
TEXTS = st.lists(st.sampled_from([*SIGNS, *ODD_CHARACTERS]), max_size=12).map("".join)
_BODY = """\
<article class="fc">
<p title="{0}">{0}</p>

<pre>
{1}</pre><ul><li>{0}</li></ul></article>"""


def with_zensicals_extensions(markdown: str) -> str:
    options = {name: dict(of) for name, of in DEFAULT_MARKDOWN_EXTENSIONS.items()}
    # A function that only Zensical can call.
    del options["pymdownx.emoji"]["emoji_generator"], options["pymdownx.superfences"]
    options["pymdownx.superfences"] = {}
    names = [*options, "pymdownx.snippets", "tables"]
    return Markdown(extensions=names, extension_configs=options).convert(markdown)


def with_python_markdown(markdown: str) -> str:
    return Markdown(extensions=["tables", "fenced_code", "toc", "attr_list"]).convert(markdown)


def with_commonmark(markdown: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)


READERS = [with_zensicals_extensions, with_python_markdown, with_commonmark]


def body(one: str, other: str) -> str:
    """Return a body as the templates write it: they escape every text."""
    return _BODY.format(escape(one), escape(other))


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_no_markdown_parser_changes_what_is_on_a_page(one: str, other: str) -> None:
    html = body(one, other)
    block = html_block(html)
    for read in READERS:
        assert elements(read(block)) == elements(html.replace("\r\n", "\n").replace("\r", ""))


@pytest.mark.parametrize("read", READERS)
def test_hostile_texts_stay_texts(read: Callable[[str], str]) -> None:
    html = body(f"{PAYLOAD}\n{HOSTILE_DOCUMENT}", f"{HOSTILE_DOCUMENT}\n{''.join(SIGNS)}")
    html = html.replace("\x01", "")
    assert elements(read(html_block(html))) == elements(html)


def test_no_line_is_empty_or_begins_with_a_text() -> None:
    lines = html_block(body("a\n\nb\n  c", "".join(SIGNS))).split("\n")
    assert len(lines) > 1
    assert all(re.match(r" *<", line) for line in lines)


@pytest.mark.parametrize(
    "html",
    [
        "text *alone*",
        "<p>*a*</p>\n\n<p>b</p>",
        "<span>*a*</span> *b*",
        "<div>a</div>\n\n*b*\n\n<div>c</div>",
        "<div>a<br>b",
        "<div>*a*</div></div> *b*",
    ],
)
def test_a_template_of_the_sites_own_may_begin_and_end_anyhow(html: str) -> None:
    for read in READERS:
        found = elements(read(html_block(html)))
        texts = "".join(part for part in found if isinstance(part, str))
        assert "".join(texts.split()) == "".join(re.sub("<[^>]*>", "", html).split())
        assert not [part for part in found if part and part[0] == "em"]  # type: ignore[index]


def test_scripts_and_styles_stay_as_they_are() -> None:
    html = "<div><script>if (a < b) { c = `x`; }</script><style>a { b: c }</style></div>"
    assert html_block(html) == html
    assert html_block("<div><script>a\n\n\nb</script></div>") == "<div><script>a\nb</script></div>"


def test_comments_are_left_out_even_if_they_do_not_end() -> None:
    assert html_block("<div>a<!-- *b* -->c</div>") == "<div>ac</div>"
    assert "--" not in html_block("<div>a<!-- *b*</div>")


def test_the_home_page_is_divided_where_the_sites_own_text_stands() -> None:
    html = f'<div lang="fa"><div class="fc">\n<p>a<br>b</p>{HOME_TEXT_SLOT}\n<p>c</p></div></div>'
    page = with_home_text(html, "Our *own* [text](x.md)")
    assert "\n\nOur *own* [text](x.md)\n\n" in page
    found = elements(with_zensicals_extensions(page))
    texts = [part for part in found if isinstance(part, str) and part.strip()]
    assert texts == ["a", "b", "Our ", "own", "text", "c"]
    assert [part[0] for part in found if part[0] == "em"] == ["em"]  # type: ignore[index]
    for start in (("div", [("class", "fc")]), ("div", [("lang", "fa")])):
        assert found.count(start) == 3
    assert found.count(("/", "div")) == 7
    assert with_home_text("<div>*a*</div>", "x") == "<div>&#42;a&#42;</div>"


@pytest.mark.parametrize("unit", ["\n", " ", "<", "&lt;", "<p>", "<!--", "<a b='", "[", '"', "\t"])
def test_a_long_text_takes_no_longer_than_its_length(unit: str) -> None:
    # In quadratic time this would take hours.
    assert html_block(f"<div>{unit * 300_000}</div>")
