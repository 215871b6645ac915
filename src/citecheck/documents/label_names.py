"""Labels of Sphinx's two languages, reStructuredText and MyST: which one a role names, and which ones a file may define.

https://www.sphinx-doc.org/en/master/usage/referencing.html, https://myst-parser.readthedocs.io/en/latest/syntax/cross-referencing.html
"""

import re
from collections.abc import Iterator

from citecheck.patterns import lazy_pattern

TITLED = lazy_pattern(r"[^<>]*<(?P<target>[^<>]+)>\s*")  # ``words <target>``
MADE = lazy_pattern(r"[{}%$|\\*<>]")  # a name that is only made when the page is
SOURCE = lazy_pattern(r"\.(?:rst|md)$")
OF_SUFFIX = lazy_pattern(r"\.\w{1,8}$")
CHOICE = lazy_pattern(r"[*?\[]")  # Sphinx chooses among files
NOT_SOUGHT = ("!", "/", "~")  # of names that are no links, or that nbsphinx makes of files
# Names that Sphinx has itself: of the document in its table, of indexes, also those of domains such as ``http-routingtable``.
BUILT_IN = lazy_pattern(r"(?:gen|mod)index|search|self|[\w]{1,40}-\w{0,40}(?:index|table)")
# Whatever may define a label, in a file of any language: rather too much than too little.
DEFINED = lazy_pattern(
    rb"\.\.[ \t]{1,8}_(?P<target>[^\n]{1,300}?)(?<!\\):(?=\s|$|[\"'\\`{%$<])"
    rb"|(?:^|[\s\-:/'\"<(\[{\x80-\xff])_`(?P<inline>[^`\n]{1,300})`"
    rb"|^[ \t>]{0,80}\((?P<myst>[^()\n]{1,300})\)=[ \t\r]*$"
    rb"|:(?:name|label):[ \t]{1,8}(?=(?P<field>[^\n\\\"']{1,300}))|\b(?:name|label|id)[\"']?[ \t]{0,8}[:=][ \t]{0,8}(?=(?P<option>[^\n]{1,300}))"
    rb"|\{[^{}#\n]{0,200}\#(?P<attribute>[^\s{}#]{1,300})"
    rb"|(?:::|\})[ \t]{1,8}(?=(?P<object>[^\n]{1,300}))",
    re.MULTILINE,
)
QUOTES = "`\"' \t\r,;"
# What stands in these forms is a label whatever the file's language is, also where a program or a template makes a part of it.
FORMS = frozenset(("target", "inline", "myst", "field"))
# That part: of Python, Jinja, a shell, CMake, ERB, or by joining texts in any language.
FILLED = lazy_pattern(
    r"#?\{\{?[^{}]*\}\}?|%(?:\(\w+\))?\w|\$(?:\w+|\{[^{}]*\}|\([^()]*\))|@\w+@|<%[^%]*%>|[\"'][ \t]?(?:[+,.&~%|]|<<).*"
)
HEAD = 8_000  # bytes in which git, too, looks for a zero, which no text has
ANY = "\udfff"  # stands for that part: no text that was decoded has it


def folded(name: str) -> str:
    """A label as Sphinx compares it."""
    return " ".join(name.replace("\\", "").split()).lower()


def target(text: str, first: int, last: int) -> tuple[int, int]:
    """The span of the name in the content of a role: ``words <name>`` or ``name``."""
    titled = TITLED.fullmatch(text, first, last)
    return titled.span("target") if titled else (first, last)


def document_of(entry: str) -> str:
    """The document that an entry of a ``toctree`` names; empty for a page that Sphinx makes, for a choice, and for a name with a full stop."""
    name = SOURCE.sub("", entry.strip())
    return "" if BUILT_IN.fullmatch(name) or OF_SUFFIX.search(name) or CHOICE.search(name) else name


def is_label(name: str) -> bool:
    """Whether a role's name is a label as it is in the project's files."""
    return bool(name.strip()) and not name.startswith(NOT_SOUGHT) and not MADE.search(name)


def defined(data: bytes) -> Iterator[str]:
    """The labels that a file may define, folded; ``ANY`` stands for what a program or a template fills in. Bytes without text have none."""
    for match in DEFINED.finditer(data) if b"\0" not in data[:HEAD] else ():
        kind = match.lastgroup or ""
        name = match[kind].decode("utf-8", "replace")
        yield folded((FILLED.sub(ANY, name) if kind in FORMS else name).strip(QUOTES))
