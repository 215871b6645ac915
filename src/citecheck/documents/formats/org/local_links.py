"""Links of an Org document to files and headings of its repository, and the anchors that it has.

Rules: the Org manual, "External Links" and "Internal Links". A heading has the anchor ``*words``, as in a link to it, and those of publishers.
"""

import re
from collections.abc import Iterator, Sequence

from citecheck.documents.formats.org.blocks import Blocks
from citecheck.documents.inline_marks import Mark
from citecheck.documents.local_links import heading_anchors, is_local, quoted
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

FILE = lazy_pattern(r"(?:file(?:\+\w+)?:)?(?P<path>(?:(?<=:)|(?=\.{1,2}/))[^:*#\n][^\n]*?)(?:::(?P<search>[^\n]*))?$")
OUTSIDE = ("~", "/")  # of the repository: a home folder, the root of the file system
INCLUDED = lazy_pattern(
    r"^[ \t]*#\+(?:include|setupfile):[ \t]+(?:\"(?P<quoted>[^\"\n]+)\"|(?P<bare>\S+))", re.IGNORECASE | re.MULTILINE
)
RESULT = "#+results"  # begins the line before the output of code
OUTPUT = lazy_pattern(r":(?:file|output-dir|tangle)\b[ \t]+(\S+)")
TARGET = lazy_pattern(r"<<<?([^<>\n]+)>>>?")
NAME = lazy_pattern(r"^[ \t]*#\+name:[ \t]+(\S(?:[^\n]*\S)?)[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
BEFORE_TITLE = lazy_pattern(r"^(?:[A-Z]{2,20}[ \t]+)?(?:\[#\w\][ \t]*)?(?:COMMENT[ \t]+)?")
BEHIND_TITLE = lazy_pattern(r"(?:(?<![ \t])[ \t]++:[\w@#%:]++(?<=[\w@#%]:))?(?:(?<![ \t])[ \t]++)?$")
COOKIE = lazy_pattern(r"\[\d*(?:%|/\d*)\]")
LINK = lazy_pattern(r"\[\[[^\[\]\n]+\](?:\[([^\[\]\n]+)\])?\]")
MARKUP = lazy_pattern(r"[*/_=~+]")


def local_links(text: str, marks: Sequence[Mark], lines: Lines) -> Iterator[Address]:
    """The links to files and headings, and included files. What code makes is left out, and so is what is outside of the repository."""
    made = {name.strip("\"'") for name in OUTPUT.findall(text)}
    found = [(mark.place, mark.url) for mark in marks if mark.kind == "local" and not _is_output(text, mark.start)]
    found += [(match.span(match.lastgroup or 0), f"file:{match[match.lastgroup or 0]}") for match in INCLUDED.finditer(text)]
    for (start, end), target in sorted(found):
        url = _url(target, made)
        if url and is_local(url):
            yield Address(url, Span(start, end), lines.place(start))


def _is_output(text: str, at: int) -> bool:
    """Whether the line above says that code made this one."""
    end = text.rfind("\n", 0, at)
    return text[text.rfind("\n", 0, max(0, end)) + 1 : max(0, end)].lstrip().lower().startswith(RESULT)


def _url(target: str, made: set[str]) -> str:
    """A link's target as a URL: of a file, with an identifier or a heading for its fragment, or of a place in this document."""
    if target.startswith(("#", "*")):
        return target if target.startswith("#") else f"#{quoted(_words(target))}"
    file = FILE.match(target)
    if not file or file["path"].startswith(OUTSIDE) or file["path"] in made:
        return ""
    search = file["search"] or ""
    fragment = search if search.startswith("#") else f"#{quoted(_words(search))}" if search.startswith("*") else ""
    return quoted(file["path"]) + fragment


def _words(heading: str) -> str:
    """A heading's words; white space between them and behind a link's asterisk does not count."""
    return " ".join(heading.split()).replace("* ", "*", heading.startswith("*"))


def anchors(text: str, blocks: Blocks) -> frozenset[str] | None:
    """All anchors in small letters; None if included files have others."""
    if blocks.parts or INCLUDED.search(text):
        return None
    titles = [_words(COOKIE.sub("", BEHIND_TITLE.sub("", words))) for words in blocks.headings]
    every = {f"*{one}" for title in titles for one in (title, BEFORE_TITLE.sub("", title))}
    plain = [MARKUP.sub("", LINK.sub(r"\1", BEFORE_TITLE.sub("", title))) for title in titles]
    named = {*blocks.ids, *TARGET.findall(text), *NAME.findall(text), *every}
    return heading_anchors([*titles, *plain]) | {one.lower() for one in named}
