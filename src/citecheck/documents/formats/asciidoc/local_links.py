"""Links of an AsciiDoc document to files and anchors of its repository, and the anchors that it has.

Rules: Asciidoctor's references (https://docs.asciidoctor.org/asciidoc/latest/macros/xref/) and identifiers of sections
(https://docs.asciidoctor.org/asciidoc/latest/sections/auto-ids/).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from citecheck.documents.formats.asciidoc.attributes import Attributes
from citecheck.documents.formats.asciidoc.blocks import Blocks
from citecheck.documents.inline_marks import Mark, read_body
from citecheck.documents.local_links import heading_anchors, is_local
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

IMAGE = lazy_pattern(r"image:{1,2}(?P<target>[^\[\]\n]+)\[")
INCLUDE = lazy_pattern(
    r"^(?P<open>ifn?def|ifeval)::[^\[\n]*\[(?P<words>[^\n]*)\]|^(?P<end>endif)::|^(?P<comment>/{4,})[ \t]*\r?$"
    r"|^include::(?P<target>[^\[\s][^\[\n]*)\[(?P<options>[^\]\n]*)\]",
    re.MULTILINE,
)
CONDITION = lazy_pattern(r"^(?:ifn?def|ifeval)::", re.MULTILINE)
NAMED = lazy_pattern(  # bounded, so that many beginnings without an end are not each read to the end
    r"\[\[\[?(?P<block>[^\[\],\n]{1,300})(?:,(?P<text>[^\[\]\n]{0,300}))?\]\]|\[[\w.%-]{0,100}#(?P<short>[^\s\[\].%#,]{1,300})"
    r"|\banchor:(?P<macro>[^\s\[\]]{1,300})\[|\b(?:id|name|reftext)=[\"']?(?P<attribute>[^\"'\],\n>]{1,300})"
)
# Block macros of extensions, which may make headings; those of the language make none.
MADE = lazy_pattern(
    r"^(?!(?:image|video|audio|toc|include|ifdef|ifndef|ifeval|endif|footnote|link|xref)::)[a-z][\w-]*::[^\s\[]*\[", re.MULTILINE
)
FILLED = lazy_pattern(r"^\[(?:\[|#|id=)[^\]\n]*\{", re.MULTILINE)  # an anchor with an attribute in its name
NOT_WORDS = lazy_pattern(r"[^\w\-. ]+")
GAPS = lazy_pattern(r"[ .\-]+")
HASH = "#"


def local_links(text: str, masked: str, marks: Sequence[Mark], blocks: Blocks, lines: Lines) -> Iterator[Address]:
    """The links, images and included files whose paths are known; a path with an attribute of a condition is not."""
    found = [*_included(text, blocks.attributes), *_linked(text, masked, marks, blocks.attributes)]
    for (start, end), written in sorted(found):
        if is_local(url := written.strip()):
            yield Address(url, Span(start, end), lines.place(start))


def _included(text: str, attributes: Attributes) -> Iterator[tuple[tuple[int, int], str]]:
    """The files that are included on no condition; comments include nothing."""
    conditions, comment = 0, ""
    conditional = CONDITION.search(text) is not None
    for match in INCLUDE.finditer(text):
        if match["comment"]:
            comment = "" if comment == match["comment"] else comment or match["comment"]
        elif match["open"]:
            conditions += not match["words"] or match["open"] == "ifeval"
        elif match["end"]:
            conditions = max(0, conditions - 1)
        elif not comment and not conditions and "optional" not in match["options"]:
            url = attributes.resolved(match["target"], match.start())
            if url and not (HASH in url or (conditional and "{" in match["target"])):
                yield match.span("target"), url


def _linked(text: str, masked: str, marks: Sequence[Mark], attributes: Attributes) -> Iterator[tuple[tuple[int, int], str]]:
    conditional = CONDITION.search(text) is not None
    for mark in marks:
        if mark.kind == "image" and not mark.url:
            match = IMAGE.match(masked, mark.start)
            folder = attributes.named("imagesdir", mark.start)
            if match and not (conditional and (folder or "{" in match["target"])):
                yield match.span("target"), _image(match["target"], attributes, mark.start)
        elif mark.kind == "target" and not (conditional and "{" in masked[slice(*mark.place)]):
            is_link, is_macro = bool(mark.url), masked[mark.start : mark.start + 2] != "<<"
            written = mark.url if is_link else attributes.resolved(masked[slice(*mark.place)].strip(), mark.start)
            if written:
                yield mark.place, written if is_link else _reference(written, is_macro=is_macro)


def _image(target: str, attributes: Attributes, at: int) -> str:
    """The path of an image, below ``imagesdir``; empty if that is not known."""
    path = attributes.resolved(target, at)
    folder = attributes.value("imagesdir", at) if attributes.named("imagesdir", at) else ""
    if path is None or folder is None:
        return ""
    return path if path.startswith("/") or ":" in path or not folder else f"{folder.rstrip('/')}/{path}"


def _reference(written: str, *, is_macro: bool) -> str:
    """A cross reference as a URL: to a file, with an anchor or without, or to an anchor or title of this document."""
    if HASH in written:
        path, _, fragment = written.partition(HASH)
        return f"{path}{HASH}{fragment}" if fragment else path
    is_path = bool(PurePosixPath(written).suffix) if is_macro else written.endswith((".adoc", ".asciidoc"))
    if not is_path and "/" in written:  # no identifier, but a page of Antora or of another extension
        return ""
    return written if is_path else HASH + written.replace("%", "%25")


def anchors(text: str, masked: str, blocks: Blocks, marks: Sequence[Mark]) -> frozenset[str] | None:
    """All anchors and titles in small letters; None if the document has others by files, extensions or attributes, or may be a part of one."""
    if not blocks.is_whole or MADE.search(masked) or FILLED.search(text):
        return None
    named = {found for match in NAMED.finditer(text) for found in match.groups() if found}
    starts = [mark.start for mark in marks]
    inside = (marks[bisect_left(starts, start) : bisect_left(starts, end)] for start, end in blocks.headings)
    titles = [read_body(masked, *span, own).text.strip() for span, own in zip(blocks.headings, inside, strict=True)]
    if any("{" in title for title in titles):
        return None
    own = {blocks.attributes.last(name) for name in ("idprefix", "idseparator")}
    automatic = Counter(one for title in titles for one in _identifiers(title, own))
    again = {f"{one}{mark}{n}" for one, times in automatic.items() for mark in "_-" for n in range(2, times + 1)}
    return heading_anchors(titles) | {one.strip().lower() for one in (*named, *titles)} | {*automatic} | again


def _identifiers(title: str, own: set[str]) -> frozenset[str]:
    """The identifiers of a section with any usual prefix and separator: a build may set them."""
    words = NOT_WORDS.sub("", title.lower())
    marks = {"_", "-", *(one for one in own if len(one) < 2)}
    return frozenset(prefix + GAPS.sub(mark, words).strip("_- ") for prefix in {"", "_", *own} for mark in marks)
