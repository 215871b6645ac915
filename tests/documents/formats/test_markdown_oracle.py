r"""Markdown's links, definitions, code and tags, compared with markdown-it-py, which follows the CommonMark specification.

markdown-it-py gives no columns, so that it cannot serve in our reader's place; what it reads, we must read.
"""

from collections import Counter
from dataclasses import dataclass

import pytest
from markdown_it import MarkdownIt

from citecheck.documents.formats.markdown.blocks import read_blocks
from citecheck.documents.formats.markdown.inline import Mark, marks
from citecheck.documents.formats.markdown.links import fold_label
from tests.made_documents import MADE, made

URL = "https://example.org/"
# An address as it is written, of links and of definitions.
DESTINATIONS = [
    f"{URL}a", f"<{URL}a>", f"<{URL}a b>", f"{URL}a_(b)", rf"{URL}a_\(b", rf"{URL}a\_b\*c", rf"{URL}a\b", rf"{URL}a\\b", f"{URL}?a=1&amp;b=2",
    f"{URL}?a=1&section=2", f"{URL}?a=1&copy=2&lang;", f"{URL}?a&#61;1", f"{URL}?a&#x3D;1", f"{URL}f&ouml;&ouml;", f"{URL}?q=&nosuch;", f"{URL}a(b(c(d)))",
    f"{URL}a(b", f"{URL}a)b", f"<{URL}a(b>", rf"<{URL}a\>b>", rf"<{URL}a\>", rf"<{URL}a\_b&amp;c>", f"<{URL}a\nb>", f"{URL}a\u00a0b", f"{URL}ä",
    f"{URL}a%20b", f'{URL}a"b', f"{URL}a'b", "#part", "a.md", "<>", "<b>c", f"{URL}a<b>c", f"{URL}a[b]c", f"{URL}*a*b", f"{URL}a\tb",
]  # fmt: skip
FORMS = {
    "link": "[words]({})\n", "link with space": "[words](  {}\n )\n", "image": "![words]({})\n", "image in a link": f"[![words]({{}})]({URL}z)\n",
    "definition": "[words]\n\n[words]: {}\n", "definition in two lines": "[words]\n\n[words]:\n   {}\n", "definition in a quotation": "[words]\n\n> [words]:\n> {}\n",
}  # fmt: skip
# What stands behind an address.
TITLES = [
    ' "title"', " 'title'", " (title)", ' "a \\" b"', " 'a \\' b'", ' "a \'b\' c"', ' "a\nb"', '"title"', ' "title', " (a (b) c)", '\n"title"', "\n  'title'", ' "a\n\nb"',
    ' "a" b', '\n"a" b', ' "&quot;"', "\u00a0'title'", "\t'title'",
]  # fmt: skip
# A link, and the definition of its label.
LABELS = [
    ("[a]", "[a]"), ("[A]", "[a]"), ("[ẞ]", "[SS]"), ("[ΑΓΩ]", "[αγω]"), ("[a  b]", "[a b]"), ("[a\nb]", "[a b]"), ("[a b]", "[a\n  b]"), ("[words][a]", "[a]"),
    ("[words] [a]", "[a]"), ("[a][]", "[a]"), ("[*a*][]", "[*a*]"), ("[*a*]", "[*a*]"), ("[`a`]", "[`a`]"), (r"[a\]]", r"[a\]]"), (r"[a\_b]", "[a_b]"), (r"[words][a\[]", r"[a\[]"),
    ("[[a]]", "[a]"), ("[words][a!]", "[a!]"), ("![a]", "[a]"), ("![words][a]", "[a]"), ("[@who]", "[@who]"), ("[a&amp;b]", "[a&b]"), ("[ a ]", "[a]"), ("[]", "[]"), ("[ ]", "[ ]"),
    ("[a](b", "[a]"), ("[a][b]", "[a]"), ("[a]: b", "[a]"), ("[words][a][b]", "[b]"), ("[b][a]", "[b]"), ("\\[a]", "[a]"), ("[a\\]", "[a]"),
]  # fmt: skip
# Definitions among other lines.
BLOCKS = [
    "[a]: /1\n[a]: /2\n\n[a]\n", "[a]: /1\n[b]: /2\n  'title'\n[c]: /3\n\n[a] [b] [c]\n", "words\n[a]: /1\n\n[a]\n", "# words\n[a]: /1\n\n[a]\n", "[a]: /1\nwords [a]\n",
    "[a]: /1\n# words [a]\n", "[a]: /1\n===\n[a]\n", "[a]:\n# b\n\n[a]\n", "[a]:\n\n/1\n\n[a]\n", "    [a]: /1\n\n[a]\n", "```\n[a]: /1\n```\n\n[a]\n",
    "> [a]: /1\n\n[a]\n", "- words\n\n  [a]: /1\n\n[a]\n", "1. words\n\n    [a]: /1\n\n[a]\n", "[a]: /1 'title\nwords'\nmore [a]\n", "[a]: /1\n'title' words [a]\n", "<!-- [a]: /1 -->\n\n[a]\n",
    "   [a]: /1\n\n[a]\n", "[a]: <>\n\n[a]\n", "[a]:\n\n[a]\n", "[a]: /1 /2\n\n[a]\n", "[a]:/1\n\n[a]\n", "[a] : /1\n\n[a]\n", "- words\n\n[a]: /1\n\n    [a]\n", "[a]: /1\n***\n[a]\n",
    "[a]: /1\r\n[b]:\r\n/2\r\n'title'\r\n\r\n[a] [b]\r\n", "[\na\n]: /1\n\n[a]\n", "[a\n\nb]: /1\n\n[a b]\n", "[a]: /1 'title'  \n\n[a]\n",
]  # fmt: skip
# Links in links, and what takes precedence over brackets.
INLINES = [
    f"[a [b]({URL}1) c]({URL}2)\n", f"[a *[b [c]({URL}1)]({URL}2)* d]({URL}3)\n", f"![[[a]({URL}1)]({URL}2)]({URL}3)\n", f"[a ![b]({URL}1)]({URL}2)\n",
    f"[a <{URL}1> b]({URL}2)\n", f"[a]({URL}1)[b]({URL}2)\n", f"[a [b] c]({URL}1)\n", f"[a ] b]({URL}1)\n", f"[a \\] b]({URL}1)\n", f"[a `]({URL}1)`\n", f"[a <b c=']({URL}1)'>\n",
    f"*[a*]({URL}1)\n", f"[a] ({URL}1)\n", f"[a]({URL}1 b)\n", f"[a]()[b]({URL}1)\n", f"!\\[a]({URL}1)\n", f"\\![a]({URL}1)\n", f"[a]({URL}1\n", f"a]({URL}1)\n", f"[a]({URL}[b]({URL}2))\n",
    "`a` ``b ` c`` ```d``\n", "`a\nb`\n", "> `a\n> b`\n", "\\`a`\n", "`a\\`b`\n", "`<b>`\n", "<b c='`'>`\n", "`a``\n", "` a ` `  `\n", f"`<{URL}1`>`\n", f"<{URL}1`>`\n",
    "a <b> </b> <br/> <br /> <a-b>\n", "a <b c=d e='f' g=\"h\">\n", "a <b\nc>\n", "< b> <3> <=>\n", "a <!-- b\nc --> d\n", "\\<b>\n", "&lt;b>\n", "a < b > c\n",
    f"<{URL}1> <{URL}a b> <doi:10.1000/182> <urn:isbn:9780306406157> <ftp://example.org/>\n", "<who@example.org> <who@> <mailto:who@example.org>\n", f"<{URL}\\_1> <{URL}?a&amp;b>\n",
]  # fmt: skip
EXAMPLES = [
    *(form.format(destination) for form in FORMS.values() for destination in DESTINATIONS),
    *(form.format(f"{URL}a{title}") for form in FORMS.values() for title in TITLES),
    *(f"{link}\n\n{label}: {URL}a\n" for link, label in LABELS),
    *BLOCKS,
    *INLINES,
]


@dataclass(frozen=True)
class Reading:
    """What one of the two readers finds; links, code and tags in the order of the text."""

    links: list[str]
    definitions: dict[str, str]
    code: list[str]
    tags: list[str]


def expected(text: str) -> Reading:
    reader = MarkdownIt("commonmark")
    reader.normalizeLink = reader.normalizeLinkText = str  # type: ignore[method-assign]
    reader.validateLink = lambda _: True  # type: ignore[method-assign]
    found: dict[str, dict[str, dict[str, str]]] = {}
    left = [token for block in reversed(reader.parse(text, found)) for token in reversed(block.children or [])]
    links, code, tags = [], [], []
    while left:
        token = left.pop()
        left += reversed(token.children or [])
        if token.type in ("link_open", "image"):
            links.append(str(token.attrs["src" if token.type == "image" else "href"]))
        elif token.type == "code_inline":
            code.append(" ".join(token.content.split()))
        elif token.type == "html_inline":
            tags.append(token.content)
    definitions = {fold_label(label): one["href"] for label, one in found.get("references", {}).items()}
    return Reading(links, definitions, code, tags)


def marks_of(text: str) -> tuple[dict[str, str], list[Mark]]:
    blocks = read_blocks(text)
    spans = sorted([*blocks.texts, *(span for note in blocks.notes for span in note.blocks)])
    found = [mark for span in spans for mark in marks(text, *span, blocks.definitions)]
    return {label: target.url for label, target in blocks.definitions.items()}, found


def read(text: str) -> Reading:
    definitions, found = marks_of(text)
    links, code, tags = [], [], []
    for mark in found:
        written = text[mark.start : mark.end]
        if mark.kind == "code":
            inside = "\n".join(line.lstrip("> ") for line in written.strip("`").split("\n"))
            code.append(" ".join(inside.split()))
        elif mark.kind == "address" and text[mark.start - 1] + text[mark.end] == "<>":
            links.append(written if ":" in written else f"mailto:{written}")
        elif written.startswith("<") and len(written) > 1:
            tags.append(written)
        elif mark.target and mark.kind != "address":
            links.append(mark.target.url)
    return Reading(links, definitions, code, tags)


@pytest.mark.parametrize("text", EXAMPLES)
def test_links_definitions_code_and_tags_are_those_of_commonmark(text: str) -> None:
    assert read(text) == expected(text)


@pytest.mark.parametrize("form", FORMS)
def test_the_span_of_a_url_contains_it(form: str) -> None:
    for destination in DESTINATIONS[:5]:
        text = FORMS[form].format(destination)
        first = next(m.target for m in marks_of(text)[1] if m.target and m.target.url != f"{URL}z")
        assert text[first.start : first.end] == destination.strip("<>")


@pytest.mark.parametrize("path", [name for name in MADE if name.endswith(".md")])
def test_the_links_of_made_documents_are_those_of_commonmark(path: str) -> None:
    text = made(path).decode().replace("[^", "(^")  # notes are no part of CommonMark
    assert Counter(link for link in read(text).links if link.startswith("http")) == Counter(
        link for link in expected(text).links if link.startswith("http")
    )
